/// A column of one table, found once and used for every row.
package struct CSVColumn: Sendable {
    let name: String
    /// Position; `nil` when the table lacks the column.
    let index: Int?

    /// Whether the table has the column.
    package var isPresent: Bool { index != nil }
}

extension CSVTable {
    /// A column that must be there.
    package func require(_ name: String, log: inout ProblemLog) -> CSVColumn {
        if let index = header.firstIndex(of: name) { return CSVColumn(name: name, index: index) }
        let spare = Suggestion.nearest(to: name, among: header)
        log.add(
            file, line: headerLine, field: name, "the column is missing",
            fix: spare.map { "rename column \($0)" } ?? "add the column to the header and to every row"
        )
        return CSVColumn(name: name, index: nil)
    }

    /// A column that may be there.
    package func optional(_ name: String) -> CSVColumn { CSVColumn(name: name, index: header.firstIndex(of: name)) }

    /// Logs columns nobody knows that look like a misspelt known one; other extra columns are the user's own.
    package func checkUnknownColumns(known: [String], synonyms: [String: String] = [:], log: inout ProblemLog) {
        let names = Set(known)
        let absent = known.filter { !header.contains($0) }
        for name in header where !names.contains(name) && !name.isEmpty && !name.hasPrefix("x_") {
            let meant = synonyms[name.lowercased()].flatMap { absent.contains($0) ? $0 : nil }
            guard let near = meant ?? Suggestion.nearest(to: name, among: absent) else { continue }
            log.add(
                file, line: headerLine, field: name, "the column is not known",
                fix: "rename it \(near) if that is meant, or x_\(name) to have it ignored"
            )
        }
    }

    /// One row.
    package func row(_ index: Int) -> CSVRow { CSVRow(table: self, index: index) }
}

/// One row of a table, read field by field; what cannot be read is logged and comes back as `nil`.
package struct CSVRow {
    package let table: CSVTable
    package let index: Int

    /// Line on which the row starts.
    package var line: Int { Int(table.rowLines[index]) }

    private func field(_ column: Int) -> CSVTable.Field { table.fields[Int(table.rowStarts[index]) + column] }

    private func range(_ column: Int) -> Range<Int> {
        let field = field(column)
        return Int(field.start)..<Int(field.end)
    }

    /// Logs a problem of this field.
    package func report(_ column: CSVColumn, _ message: String, fix: String, log: inout ProblemLog) {
        let line = column.index.map { table.line(row: index, column: $0) } ?? line
        log.add(table.file, line: line, field: column.name, message, fix: fix)
    }

    /// Text, or `nil` where the field is empty or the column missing.
    package func optionalText(_ column: CSVColumn) -> String? {
        guard let position = column.index else { return nil }
        let text = CSVTable.text(of: field(position), in: table.bytes)
        return text.isEmpty ? nil : text
    }

    /// Text that must not be empty.
    package func text(_ column: CSVColumn, log: inout ProblemLog) -> String? {
        guard column.isPresent else { return nil }
        if let text = optionalText(column) { return text }
        report(column, "is empty", fix: "fill the field in", log: &log)
        return nil
    }

    /// A whole number that may be left out.
    package func optionalInt(_ column: CSVColumn, in limits: ClosedRange<Int>, log: inout ProblemLog) -> Int? {
        int(column, in: limits, isRequired: false, log: &log)
    }

    /// A whole number.
    package func int(_ column: CSVColumn, in limits: ClosedRange<Int>, log: inout ProblemLog) -> Int? {
        int(column, in: limits, isRequired: true, log: &log)
    }

    private func int(
        _ column: CSVColumn, in limits: ClosedRange<Int>, isRequired: Bool, log: inout ProblemLog
    ) -> Int? {
        guard let position = column.index else { return nil }
        switch table.bytes.withUnsafeBufferPointer({ NumberText.int($0, range(position)) }) {
        case .value(let value):
            if limits.contains(value) { return value }
            reportRange(column, "\(value)", value < 0, "\(limits.lowerBound)", "\(limits.upperBound)", log: &log)
        case .empty:
            if isRequired { report(column, "is empty", fix: "write a whole number", log: &log) }
        case .invalid:
            let (message, fix) = NumberText.diagnose(CSVTable.text(of: field(position), in: table.bytes), whole: true)
            report(column, message, fix: fix, log: &log)
        }
        return nil
    }

    /// A finite number that may be left out.
    package func optionalDouble(_ column: CSVColumn, in limits: ClosedRange<Double>, log: inout ProblemLog) -> Double? {
        double(column, in: limits, isRequired: false, log: &log)
    }

    /// A finite number.
    package func double(_ column: CSVColumn, in limits: ClosedRange<Double>, log: inout ProblemLog) -> Double? {
        double(column, in: limits, isRequired: true, log: &log)
    }

    private func double(
        _ column: CSVColumn, in limits: ClosedRange<Double>, isRequired: Bool, log: inout ProblemLog
    ) -> Double? {
        guard let position = column.index else { return nil }
        switch table.bytes.withUnsafeBufferPointer({ NumberText.double($0, range(position)) }) {
        case .value(let value):
            if limits.contains(value) { return value }
            reportRange(column, "\(value)", value < 0, "\(limits.lowerBound)", "\(limits.upperBound)", log: &log)
        case .empty:
            if isRequired { report(column, "is empty", fix: "write a number", log: &log) }
        case .invalid:
            let (message, fix) = NumberText.diagnose(CSVTable.text(of: field(position), in: table.bytes), whole: false)
            report(column, message, fix: fix, log: &log)
        }
        return nil
    }

    private func reportRange(
        _ column: CSVColumn, _ value: String, _ isNegative: Bool, _ low: String, _ high: String, log: inout ProblemLog
    ) {
        let message = isNegative && low.first != "-" ? "\(value) is negative" : "\(value) is out of range"
        report(column, message, fix: "write a number from \(low) to \(high)", log: &log)
    }

    /// A flag written 0 or 1.
    package func flag(_ column: CSVColumn, log: inout ProblemLog) -> Bool? {
        guard column.isPresent, let text = text(column, log: &log) else { return nil }
        switch text {
        case "0": return false
        case "1": return true
        default:
            report(
                column, "\"\(NumberText.shortened(text))\" is neither 0 nor 1", fix: "write 1 for yes, 0 for no",
                log: &log)
            return nil
        }
    }

    /// A word out of a fixed set.
    package func choice<Choice: RawRepresentable<String>>(
        _ column: CSVColumn, among known: [Choice], log: inout ProblemLog
    ) -> Choice? {
        guard let text = text(column, log: &log) else { return nil }
        if let choice = known.first(where: { $0.rawValue == text }) { return choice }
        report(
            column, "\"\(NumberText.shortened(text))\" is not known",
            fix: Suggestion.hint(for: text, among: known.map(\.rawValue)), log: &log
        )
        return nil
    }

    /// Bytes of a field, for the few readers that parse millions of them.
    func withBytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Result) -> Result {
        table.bytes.withUnsafeBufferPointer { body($0, range(column)) }
    }
}
