/// A word, number or sign of an LP file.
struct LPToken {
    enum Kind: Equatable {
        case name(String)
        case number(Double)
        case plus
        case minus
        case relation(Relation)
        case colon
        /// A sign with no place in a linear model.
        case other(String)
    }

    enum Relation: String {
        case atMost = "<="
        case atLeast = ">="
        case equal = "="
    }

    var kind: Kind
    /// Line in the file, from 1.
    var line: Int
    /// Whether the token is the first of its line; sections begin there.
    var isFirstOfLine: Bool

    /// The token as the file might have it, for messages.
    var text: String {
        switch kind {
        case .name(let name): name
        case .number(let value): FileNumber.text(value)
        case .plus: "+"
        case .minus: "-"
        case .relation(let relation): relation.rawValue
        case .colon: ":"
        case .other(let text): text
        }
    }
}

/// Cuts the lines of an LP file into tokens.
struct LPTokens {
    private(set) var tokens: [LPToken] = []
    private var isFirst = true
    private var line = 0

    init(_ text: FileText, problems: inout FileProblemCollector) {
        for (index, bytes) in text.lines.enumerated() {
            line = index + 1
            isFirst = true
            cut(bytes, &problems)
        }
    }

    private mutating func cut(_ bytes: ArraySlice<UInt8>, _ problems: inout FileProblemCollector) {
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            if FileText.isBlank(byte) {
                position += 1
            } else if byte == UInt8(ascii: "\\") {
                return
            } else if FileNumber.isDigit(byte) || byte == UInt8(ascii: ".") {
                position = cutNumber(bytes, position, &problems)
            } else if let sign = Self.sign(byte) {
                append(sign)
                position += 1
            } else if Self.isRelation(byte) {
                position = cutRelation(bytes, position)
            } else if Self.isOther(byte) {
                append(.other(String(decoding: [byte], as: UTF8.self)))
                position += 1
            } else {
                let end = bytes[position...].firstIndex { !Self.isPartOfName($0) } ?? bytes.endIndex
                append(.name(String(decoding: bytes[position..<max(end, position + 1)], as: UTF8.self)))
                position = max(end, position + 1)
            }
        }
    }

    private mutating func append(_ kind: LPToken.Kind) {
        tokens.append(LPToken(kind: kind, line: line, isFirstOfLine: isFirst))
        isFirst = false
    }

    private mutating func cutNumber(
        _ bytes: ArraySlice<UInt8>, _ start: Int, _ problems: inout FileProblemCollector
    ) -> Int {
        func skipDigits(_ position: Int) -> Int {
            bytes[position...].firstIndex { !FileNumber.isDigit($0) } ?? bytes.endIndex
        }
        var end = skipDigits(start)
        if end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") { end = skipDigits(end + 1) }
        if end < bytes.endIndex, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < bytes.endIndex, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
                exponent += 1
            }
            if exponent < bytes.endIndex, FileNumber.isDigit(bytes[exponent]) { end = skipDigits(exponent) }
        }
        let word = String(decoding: bytes[start..<end], as: UTF8.self)
        switch FileNumber.read(word) {
        case .finite(let value): append(.number(value))
        case .infinite: append(.number(.infinity))
        case .invalid(let message, let fix):
            problems.report(message, line: line, field: word, fix: fix)
            append(.number(0))
        }
        return end
    }

    private mutating func cutRelation(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        if end < bytes.endIndex, Self.isRelation(bytes[end]) { end += 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        switch text {
        case "<", "<=", "=<": append(.relation(.atMost))
        case ">", ">=", "=>": append(.relation(.atLeast))
        case "=": append(.relation(.equal))
        default: append(.other(text))
        }
        return end
    }

    private static func sign(_ byte: UInt8) -> LPToken.Kind? {
        switch byte {
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: ":"): .colon
        default: nil
        }
    }

    /// Signs of quadratic terms.
    private static func isOther(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "^") || byte == UInt8(ascii: "*")
    }

    private static func isRelation(_ byte: UInt8) -> Bool { byte >= 0x3C && byte <= 0x3E }

    /// Brackets may stand inside a name (`x[1,2]`), not at its beginning.
    private static func isPartOfName(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { return true }
        return !FileText.isBlank(byte) && sign(byte) == nil && !isRelation(byte) && !isOther(byte)
            && byte != UInt8(ascii: "\\")
    }
}
