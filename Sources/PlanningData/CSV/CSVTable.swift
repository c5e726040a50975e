/// A CSV file in memory, with the place of every field, so that each problem can name its line and column.
///
/// RFC 4180: fields in quotes may hold commas, line ends and doubled quotes; line ends are LF, CRLF or CR; a UTF-8
/// byte-order mark is skipped; empty lines are skipped. Packaged CSV readers were no choice: they report neither the
/// line nor the field of a bad value, and most stop at the first one.
package struct CSVTable: Sendable {
    /// Where one field lies in the bytes.
    struct Field: Sendable {
        var start: Int32
        var end: Int32
        /// Whether the field has doubled quotes that stand for one.
        var hasDoubledQuotes: Bool
    }

    /// File as named to the user.
    package let file: String
    /// Column names, without blanks at their ends.
    package let header: [String]
    /// Line of the header.
    package let headerLine: Int
    let bytes: [UInt8]
    let fields: [Field]
    /// Index into ``fields`` of the first field of each row; header and ragged rows are left out.
    let rowStarts: [Int32]
    /// Line on which each row starts.
    let rowLines: [Int32]

    /// Number of sound rows after the header.
    package var rowCount: Int { rowStarts.count }

    /// Parses bytes, logging everything wrong with the form of the file; `nil` when it has no usable header.
    package init?(file: String, bytes: [UInt8], log: inout ProblemLog) {
        guard TextEncoding.check(bytes, file: file, log: &log) else { return nil }
        guard bytes.count < Int(Int32.max) else {
            log.add(file, "is larger than 2 GiB", fix: "split the file")
            return nil
        }
        var parser = CSVParser(file: file)
        parser.parse(bytes, log: &log)
        guard let first = parser.records.first else {
            log.add(file, line: 1, "is empty", fix: "give a header row and at least one record")
            return nil
        }
        self.file = file
        self.bytes = bytes
        fields = parser.fields
        headerLine = Int(first.line)
        header = (0..<Int(first.count)).map { [fields = parser.fields] index in
            Self.text(of: fields[Int(first.start) + index], in: bytes)
        }
        var starts: [Int32] = []
        var lines: [Int32] = []
        starts.reserveCapacity(parser.records.count)
        lines.reserveCapacity(parser.records.count)
        for (index, record) in parser.records.enumerated().dropFirst() {
            if Int(record.count) == header.count {
                starts.append(record.start)
                lines.append(record.line)
                continue
            }
            let isCut = index == parser.records.count - 1 && !parser.endsWithLineEnd && Int(record.count) < header.count
            log.add(
                file, line: Int(record.line),
                isCut
                    ? "the file ends inside a record, after \(record.count) of \(header.count) fields"
                    : "\(record.count) fields where the header has \(header.count)",
                fix: isCut
                    ? "fetch the whole file again"
                    : "give one field per column; put a field that holds a comma in double quotes"
            )
        }
        rowStarts = starts
        rowLines = lines
        checkHeader(log: &log)
    }

    private func checkHeader(log: inout ProblemLog) {
        var seen: Set<String> = []
        for (index, name) in header.enumerated() {
            if name.isEmpty {
                log.add(file, line: headerLine, "column \(index + 1) has no name", fix: "name every column")
            } else if !seen.insert(name).inserted {
                log.add(
                    file, line: headerLine, field: name, "the column occurs twice", fix: "keep one column of that name"
                )
            }
        }
    }

    static func text(of field: Field, in bytes: [UInt8]) -> String {
        let text = bytes.withUnsafeBufferPointer { buffer in
            String(decoding: buffer[NumberText.trimmed(buffer, Int(field.start)..<Int(field.end))], as: UTF8.self)
        }
        return field.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
    }

    /// Line on which a field starts: later than its row's when an earlier field holds line ends.
    package func line(row: Int, column: Int) -> Int {
        let first = fields[Int(rowStarts[row])].start
        let own = fields[Int(rowStarts[row]) + column].start
        return Int(rowLines[row]) + CSVParser.lineEnds(in: bytes, from: Int(first), to: Int(own))
    }
}
