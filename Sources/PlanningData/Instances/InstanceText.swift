import Foundation

/// The text of an instance file, unpacked where it is compressed, read number by number.
struct InstanceText {
    /// File as named by the caller.
    let file: String
    /// Name without folder and suffixes.
    let name: String
    let bytes: [UInt8]
    private(set) var position: Int
    private(set) var line = 1

    /// Reads the file at `path`; gzip is recognised by its signature.
    init(contentsOf path: String) throws(DataError) {
        var bytes = try FileBytes.read(path)
        if Gzip.isCompressed(bytes) || path.hasSuffix(".gz") { bytes = try Gzip.unpack(bytes, file: path) }
        try self.init(file: path, bytes: bytes)
    }

    /// Takes text that is in memory.
    init(file: String, bytes: [UInt8]) throws(DataError) {
        var log = ProblemLog()
        _ = TextEncoding.check(bytes, file: file, log: &log)
        try log.throwIfNeeded()
        self.file = file
        self.bytes = bytes
        position = TextEncoding.byteOrderMarkLength(bytes)
        name = Self.name(of: file)
        if bytes.dropFirst(position).allSatisfy(Self.isBlank) {
            throw DataError([DataProblem(file: file, line: 1, message: "is empty", fix: "give the instance's text")])
        }
    }

    /// Name of a file without folder and suffixes.
    static func name(of file: String) -> String {
        String(URL(fileURLWithPath: file).lastPathComponent.prefix { $0 != "." })
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// A run of characters between blanks.
    struct Token {
        var range: Range<Int>
        var line: Int
    }

    /// The next token, or `nil` at the end.
    mutating func next() -> Token? {
        skipBlanks()
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, !Self.isBlank(bytes[position]) { position += 1 }
        return Token(range: start..<position, line: line)
    }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) {
            let byte = bytes[position]
            if byte == 0x0A || (byte == 0x0D && !(position + 1 < bytes.count && bytes[position + 1] == 0x0A)) {
                line += 1
            }
            position += 1
        }
    }

    /// Whether nothing but blanks is left.
    mutating func isAtEnd() -> Bool {
        skipBlanks()
        return position >= bytes.count
    }

    /// Text of a token.
    func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    /// The rest of the current line, without blanks at its ends; moves to the next line.
    mutating func restOfLine() -> String {
        let start = position
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return text.trimmingCharacters(in: .whitespaces)
    }

    /// The next token as a whole number; `nil`, logged, when it is none.
    mutating func int(_ field: String, in limits: ClosedRange<Int>, log: inout ProblemLog) -> Int? {
        guard let token = next() else { return nil }
        return int(token, field, in: limits, log: &log)
    }

    /// A token as a whole number; `7.` and `7.0` count, as some writers print whole numbers that way.
    func int(_ token: Token, _ field: String, in limits: ClosedRange<Int>, log: inout ProblemLog) -> Int? {
        var value: Int?
        if case .value(let whole) = bytes.withUnsafeBufferPointer({ NumberText.int($0, token.range) }) {
            value = whole
        } else if case .value(let real) = bytes.withUnsafeBufferPointer({ NumberText.double($0, token.range) }) {
            value = Int(exactly: real)
        }
        guard let value else {
            let (message, fix) = NumberText.diagnose(text(token), whole: true)
            log.add(file, line: token.line, field: field, message, fix: fix)
            return nil
        }
        guard limits.contains(value) else {
            log.add(
                file, line: token.line, field: field,
                value < 0 && limits.lowerBound >= 0 ? "\(value) is negative" : "\(value) is out of range",
                fix: "write a number from \(limits.lowerBound) to \(limits.upperBound)")
            return nil
        }
        return value
    }

    /// A token as a finite number, without a message when it is none.
    func plainNumber(_ token: Token) -> Double? {
        guard case .value(let value) = bytes.withUnsafeBufferPointer({ NumberText.double($0, token.range) }) else {
            return nil
        }
        return value
    }

    /// A token as a finite number.
    func double(_ token: Token, _ field: String, in limits: ClosedRange<Double>, log: inout ProblemLog) -> Double? {
        guard let value = plainNumber(token) else {
            let (message, fix) = NumberText.diagnose(text(token), whole: false)
            log.add(file, line: token.line, field: field, message, fix: fix)
            return nil
        }
        guard limits.contains(value) else {
            log.add(
                file, line: token.line, field: field,
                value < 0 && limits.lowerBound >= 0 ? "\(value) is negative" : "\(value) is out of range",
                fix: "write a number from \(limits.lowerBound) to \(limits.upperBound)")
            return nil
        }
        return value
    }

    /// The header's counts: whole numbers that must all be there and make sense before anything is allocated.
    mutating func header(_ fields: [(name: String, limits: ClosedRange<Int>)]) throws(DataError) -> [Int] {
        var log = ProblemLog()
        var values: [Int] = []
        for field in fields {
            guard !isAtEnd() else {
                log.add(
                    file, line: line, field: field.name, "the file ends inside its header", fix: "fetch the whole file")
                break
            }
            if let value = int(field.name, in: field.limits, log: &log) { values.append(value) }
        }
        try log.throwIfNeeded()
        return values
    }

    /// Guards against counts the file cannot hold: every announced number takes two bytes at least.
    func checkRoom(for numbers: Int, _ what: String) throws(DataError) {
        guard numbers > (bytes.count + 1) / 2 else { return }
        throw DataError([
            DataProblem(
                file: file, line: 1, message: "announces \(what), more than the file can hold",
                fix: "correct the counts in the header, or fetch the whole file")
        ])
    }

    /// Largest number read: sums of many stay far from overflow.
    static let limit = 1e15
    /// Costs, demands, capacities.
    static let amounts = 0.0...limit
    /// Coordinates.
    static let coordinates = -PlanePoint.limit...PlanePoint.limit
}
