/// Splits bytes into records and fields in one pass.
struct CSVParser {
    struct Record {
        var start: Int32
        var count: Int32
        var line: Int32
    }

    let file: String
    var fields: [CSVTable.Field] = []
    var records: [Record] = []
    /// Whether the last record was closed by a line end.
    var endsWithLineEnd = true

    init(file: String) { self.file = file }

    private static let quote: UInt8 = 0x22
    private static let comma: UInt8 = 0x2C
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Line ends between two offsets; CRLF counts once.
    static func lineEnds(in bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var count = 0
        var i = start
        while i < end {
            if bytes[i] == lineFeed
                || (bytes[i] == carriageReturn && !(i + 1 < bytes.count && bytes[i + 1] == lineFeed))
            {
                count += 1
            }
            i += 1
        }
        return count
    }

    mutating func parse(_ bytes: [UInt8], log: inout ProblemLog) {
        fields.reserveCapacity(bytes.count / 4)
        bytes.withUnsafeBufferPointer { parse($0, from: TextEncoding.byteOrderMarkLength(bytes), log: &log) }
    }

    private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, log: inout ProblemLog) {
        let n = bytes.count
        var i = start
        var line: Int32 = 1
        while i < n {
            // One record per turn.
            if bytes[i] == Self.lineFeed || bytes[i] == Self.carriageReturn {
                skipLineEnd(bytes, &i)
                line += 1
                continue
            }
            let firstField = Int32(fields.count)
            let recordLine = line
            var isOpen = true
            while isOpen {
                if i < n, bytes[i] == Self.quote {
                    guard quotedField(bytes, &i, &line, log: &log) else { return }
                } else {
                    plainField(bytes, &i, line, log: &log)
                }
                if i < n, bytes[i] == Self.comma {
                    i += 1
                } else {
                    isOpen = false
                }
            }
            records.append(Record(start: firstField, count: Int32(fields.count) - firstField, line: recordLine))
            endsWithLineEnd = i < n
            if i < n {
                skipLineEnd(bytes, &i)
                line += 1
            }
        }
    }

    private func skipLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) {
        let isPair = bytes[i] == Self.carriageReturn && i + 1 < bytes.count && bytes[i + 1] == Self.lineFeed
        i += isPair ? 2 : 1
    }

    private mutating func plainField(
        _ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ line: Int32, log: inout ProblemLog
    ) {
        let start = i
        var hasQuote = false
        while i < bytes.count {
            let byte = bytes[i]
            if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            if byte == Self.quote { hasQuote = true }
            i += 1
        }
        fields.append(.init(start: Int32(start), end: Int32(i), hasDoubledQuotes: false))
        if hasQuote {
            log.add(
                file, line: Int(line), "a quote inside a field that does not start with one",
                fix: "put the whole field in double quotes and double the quotes inside"
            )
        }
    }

    /// Reads a quoted field; `false` when its quote is never closed.
    private mutating func quotedField(
        _ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ line: inout Int32, log: inout ProblemLog
    ) -> Bool {
        let openingLine = line
        i += 1
        let start = i
        var hasDoubled = false
        while i < bytes.count {
            let byte = bytes[i]
            if byte == Self.quote {
                if i + 1 < bytes.count, bytes[i + 1] == Self.quote {
                    hasDoubled = true
                    i += 2
                    continue
                }
                fields.append(.init(start: Int32(start), end: Int32(i), hasDoubledQuotes: hasDoubled))
                i += 1
                skipRest(bytes, &i, line, log: &log)
                return true
            }
            if byte == Self.lineFeed { line += 1 }
            if byte == Self.carriageReturn, !(i + 1 < bytes.count && bytes[i + 1] == Self.lineFeed) { line += 1 }
            i += 1
        }
        log.add(
            file, line: Int(openingLine), "a quoted field opens here and is never closed",
            fix: "close the quote, or fetch the whole file again if it was cut off"
        )
        return false
    }

    private func skipRest(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ line: Int32, log: inout ProblemLog) {
        let start = i
        while i < bytes.count, bytes[i] != Self.comma, bytes[i] != Self.lineFeed, bytes[i] != Self.carriageReturn {
            i += 1
        }
        if i > start {
            log.add(
                file, line: Int(line), "text follows the closing quote of a field",
                fix: "double the quotes inside a quoted field"
            )
        }
    }
}
