/// The header of a streamed file, and its columns by name.
struct RecordColumns {
    let file: String
    let line: Int
    let names: [String]

    /// Reads the header record.
    init(_ stream: RecordStream, log: inout ProblemLog) throws(DataError) {
        guard try stream.next(log: &log) else {
            throw DataError([
                DataProblem(
                    file: stream.file, line: 1, message: "is empty",
                    fix: "give a header row and at least one record")
            ])
        }
        file = stream.file
        line = stream.line
        names = (0..<stream.fieldCount).map { stream.text($0) }
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            log.add(file, line: line, field: name, "the column occurs twice", fix: "keep one column of that name")
        }
    }

    /// Position of a column that must be there; `nil` and a logged problem when it is not.
    func require(_ name: String, synonyms: [String] = [], log: inout ProblemLog) -> Int? {
        if let index = names.firstIndex(of: name) { return index }
        let meant = names.first { synonyms.contains($0.lowercased()) } ?? Suggestion.nearest(to: name, among: names)
        log.add(
            file, line: line, field: name, "the column is missing",
            fix: meant.map { "rename column \($0)" } ?? "add the column to the header and to every row")
        return nil
    }

    /// Position of a column that may be there.
    func optional(_ name: String, log: inout ProblemLog) -> Int? {
        if let index = names.firstIndex(of: name) { return index }
        if let near = Suggestion.nearest(to: name, among: names), near.lowercased() != name, near.count > 2 {
            log.add(
                file, line: line, field: near, "the column is not known",
                fix: "rename it \(name) if that is meant, or x_\(near) to have it ignored")
        } else if let other = names.first(where: { $0.lowercased() == name }) {
            log.add(file, line: line, field: other, "the column is not known", fix: "rename it \(name)")
        }
        return nil
    }

    /// Whether the record at hand has a field for every column; logs it when not, unless the line is blank.
    func fits(_ stream: RecordStream, log: inout ProblemLog) -> Bool {
        if stream.fieldCount == names.count { return true }
        if stream.fieldCount == 1, stream.text(0).isEmpty { return false }
        let isCut = stream.isCutShort && stream.fieldCount < names.count
        log.add(
            file, line: stream.line,
            isCut
                ? "the file ends inside a record, after \(stream.fieldCount) of \(names.count) fields"
                : "\(stream.fieldCount) fields where the header has \(names.count)",
            fix: isCut
                ? "fetch the whole file again"
                : "give one field per column; put a field that holds a comma in double quotes")
        return false
    }

    /// A whole number within limits, or `nil` and a logged problem.
    func int(_ stream: RecordStream, _ index: Int, in limits: ClosedRange<Int>, log: inout ProblemLog) -> Int? {
        let field = stream.field(index)
        switch NumberText.int(field, 0..<field.count) {
        case .value(let value):
            if limits.contains(value) { return value }
            log.add(
                file, line: stream.line, field: names[index],
                value < 0 && limits.lowerBound == 0 ? "\(value) is negative" : "\(value) is out of range",
                fix: "write a number from \(limits.lowerBound) to \(limits.upperBound)")
        case .empty:
            log.add(file, line: stream.line, field: names[index], "is empty", fix: "write a whole number")
        case .invalid:
            let (message, fix) = NumberText.diagnose(stream.text(index), whole: true)
            log.add(file, line: stream.line, field: names[index], message, fix: fix)
        }
        return nil
    }

    /// A finite number within limits, or `nil` and a logged problem.
    func double(_ stream: RecordStream, _ index: Int, in limits: ClosedRange<Double>, log: inout ProblemLog)
        -> Double?
    {
        let field = stream.field(index)
        switch NumberText.double(field, 0..<field.count) {
        case .value(let value):
            if limits.contains(value) { return value }
            log.add(
                file, line: stream.line, field: names[index], "\(value) is out of range",
                fix: "write a number from \(limits.lowerBound) to \(limits.upperBound)")
        case .empty:
            log.add(file, line: stream.line, field: names[index], "is empty", fix: "write a number")
        case .invalid:
            let (message, fix) = NumberText.diagnose(stream.text(index), whole: false)
            log.add(file, line: stream.line, field: names[index], message, fix: fix)
        }
        return nil
    }

    /// Bytes of an identifier without blanks at its ends, or `nil` and, if it `isTold`, a logged problem where there
    /// are none.
    @inline(__always)
    func identifier(
        _ stream: RecordStream, _ index: Int, log: inout ProblemLog, isTold: Bool = true
    ) -> UnsafeBufferPointer<UInt8>? {
        let field = stream.field(index)
        let range = NumberText.trimmed(field, 0..<field.count)
        if range.isEmpty {
            if isTold { log.add(file, line: stream.line, field: names[index], "is empty", fix: "fill the field in") }
            return nil
        }
        return UnsafeBufferPointer(rebasing: field[range])
    }
}
