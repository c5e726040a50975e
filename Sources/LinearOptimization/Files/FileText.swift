/// The lines of a model file, decoded and ready to be cut into words.
struct FileText {
    /// Lines without their ends; line `i` of the file is `lines[i - 1]`.
    let lines: [ArraySlice<UInt8>]

    /// Splits bytes into lines at LF, CRLF or CR, skipping a byte order mark.
    ///
    /// Reports what is not text at all (UTF-16, compressed, NUL bytes) and every line that is not valid UTF-8.
    init(_ bytes: [UInt8], problems: inout FileProblemCollector) {
        if let complaint = Self.complaint(aboutStart: bytes.prefix(4)) {
            problems.report(complaint.message, fix: complaint.fix)
            lines = []
            return
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lines = Self.split(bytes[start...])
        for (index, line) in lines.enumerated() {
            if line.contains(0) {
                problems.report(
                    "the line holds a NUL byte, so this is no text file", line: index + 1,
                    fix: "save the file as plain UTF-8 text"
                )
                return
            }
            if line.contains(where: { $0 >= 0x80 }), String(validating: line, as: UTF8.self) == nil {
                problems.report(
                    "the line is not valid UTF-8", line: index + 1, fix: "save the file as UTF-8"
                )
            }
        }
    }

    private static func complaint(aboutStart start: ArraySlice<UInt8>) -> (message: String, fix: String)? {
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
            return ("the file is UTF-16", "save it as UTF-8")
        }
        if start.starts(with: [0x1F, 0x8B]) { return ("the file is compressed with gzip", "unpack it first") }
        if start.starts(with: [0x42, 0x5A, 0x68]) { return ("the file is compressed with bzip2", "unpack it first") }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return ("the file is a zip archive", "unpack it first") }
        return nil
    }

    private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        var position = start
        while position < bytes.endIndex {
            let byte = bytes[position]
            guard byte == 0x0A || byte == 0x0D else {
                position += 1
                continue
            }
            lines.append(bytes[start..<position])
            let isPair = byte == 0x0D && position + 1 < bytes.endIndex && bytes[position + 1] == 0x0A
            position += isPair ? 2 : 1
            start = position
        }
        if start < bytes.endIndex { lines.append(bytes[start...]) }
        return lines
    }

    /// Whether a byte separates words.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C }
}
