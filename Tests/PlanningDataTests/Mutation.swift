/// Random damage to bytes, for tests that nothing crashes a reader.
enum Mutation {
    private static let tokens: [String] = [
        "NaN", "inf", "-inf", "1e300", "1e999", "-1", "99999999999999999999", "\"", "\"\"", ",", ",,,,", "\n", "\r",
        "\r\n",
        "\0", "\u{FEFF}", "　", "０", "0x7f", "1,5", "'", "#", "[", "]]", "{", "}", ":", "- ", "&a ", "*a", "!!int", "|",
        ">",
        "%", "@", "~", "null", "true", "\t", "-", "--", "...", "1000000000", "9223372036854775807", "capacity", "EOF",
    ]

    /// Bytes with one to six random cuts, doublings, swaps and insertions.
    static func mutate(_ bytes: [UInt8], using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let at = Int.random(in: 0...bytes.count, using: &generator)
            let length = min(bytes.count - at, Int.random(in: 0...40, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes.removeSubrange(at..<at + length)
            case 1: bytes.removeSubrange(at...)
            case 2: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
            case 3 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            case 4: bytes.insert(UInt8.random(in: 0...127, using: &generator), at: at)
            case 5: bytes.replaceSubrange(at..<at + length, with: bytes[..<length].reversed())
            default:
                bytes.insert(contentsOf: tokens[Int.random(in: 0..<tokens.count, using: &generator)].utf8, at: at)
            }
        }
        return bytes
    }
}
