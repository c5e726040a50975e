/// Tells whether bytes are UTF-8 and, when they are not, what they most likely are.
package enum TextEncoding {
    /// A first offending place in text that should be UTF-8.
    package struct Defect: Sendable, Hashable {
        /// Byte offset of the first offending byte.
        package var offset: Int
        /// Line of that byte, from 1.
        package var line: Int
        /// What the bytes look like, as a name for people.
        package var looksLike: String
        /// Name of that encoding for `iconv`, where one applies.
        package var converterName: String?
    }

    /// Number of bytes of a UTF-8 byte-order mark at the start, 0 or 3.
    package static func byteOrderMarkLength(_ bytes: [UInt8]) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// The first defect of `bytes` as UTF-8 text, or `nil` when they are sound.
    ///
    /// O(n). A zero byte counts as a defect: no text file of ours holds one, and UTF-16 is full of them.
    package static func defect(in bytes: [UInt8]) -> Defect? {
        if bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xFE, bytes[2] == 0, bytes[3] == 0 {
            return Defect(offset: 0, line: 1, looksLike: "UTF-32, little-endian", converterName: "UTF-32")
        }
        if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
            return Defect(offset: 0, line: 1, looksLike: "UTF-16, little-endian", converterName: "UTF-16")
        }
        if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
            return Defect(offset: 0, line: 1, looksLike: "UTF-16, big-endian", converterName: "UTF-16")
        }
        let sound = bytes.withUnsafeBufferPointer(soundLength)
        guard sound < bytes.count else { return nil }
        let line = 1 + bytes[..<sound].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        let (name, converter) = guess(bytes, from: sound)
        return Defect(offset: sound, line: line, looksLike: name, converterName: converter)
    }

    /// Length of the longest prefix that is UTF-8 without zero bytes.
    private static func soundLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var i = 0
        let n = bytes.count
        while i < n {
            let lead = bytes[i]
            if lead < 0x80 {
                if lead == 0 { return i }
                i += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, low) = (3, 0xA0)
            case 0xED: (length, high) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, low) = (4, 0x90)
            case 0xF4: (length, high) = (4, 0x8F)
            case 0xF1...0xF3: length = 4
            default: return i
            }
            guard i + length <= n, bytes[i + 1] >= low, bytes[i + 1] <= high else { return i }
            var k = 2
            while k < length {
                if bytes[i + k] & 0xC0 != 0x80 { return i }
                k += 1
            }
            i += length
        }
        return n
    }

    private static func guess(_ bytes: [UInt8], from offset: Int) -> (String, String?) {
        if bytes[offset] == 0 {
            let sample = bytes.prefix(4_096)
            let odd = sample.enumerated().filter { $0.offset % 2 == 1 && $0.element == 0 }.count
            let even = sample.enumerated().filter { $0.offset % 2 == 0 && $0.element == 0 }.count
            let enough = max(1, sample.count / 8)
            if odd > enough, odd > 3 * even { return ("UTF-16, little-endian without a mark", "UTF-16LE") }
            if even > enough, even > 3 * odd { return ("UTF-16, big-endian without a mark", "UTF-16BE") }
            return ("binary data, not text", nil)
        }
        if isGB18030(bytes) { return ("GB18030 (GBK, GB 2312)", "GB18030") }
        return ("a single-byte encoding such as Windows-1252", "WINDOWS-1252")
    }

    /// Whether the whole text decodes as GB18030 and uses double-byte letters from its common range.
    private static func isGB18030(_ bytes: [UInt8]) -> Bool {
        var i = 0
        var pairs = 0
        var common = 0
        while i < bytes.count {
            let lead = bytes[i]
            if lead < 0x80 {
                i += 1
                continue
            }
            guard lead != 0x80, lead != 0xFF, i + 1 < bytes.count else { return false }
            let next = bytes[i + 1]
            if (0x30...0x39).contains(next) {
                guard i + 3 < bytes.count, (0x81...0xFE).contains(bytes[i + 2]), (0x30...0x39).contains(bytes[i + 3])
                else { return false }
                i += 4
            } else {
                guard (0x40...0x7E).contains(next) || (0x80...0xFE).contains(next) else { return false }
                if (0xB0...0xF7).contains(lead), next >= 0xA1 { common += 1 }
                i += 2
            }
            pairs += 1
        }
        return pairs > 0 && common * 2 >= pairs
    }

    /// Logs the defect of `bytes`, if any, and says whether they are sound.
    package static func check(_ bytes: [UInt8], file: String, log: inout ProblemLog) -> Bool {
        guard let defect = defect(in: bytes) else { return true }
        let fix =
            defect.converterName.map { "convert the file: iconv -f \($0) -t UTF-8" }
            ?? "give a text file in UTF-8"
        log.add(
            file, line: defect.line,
            "the text is not UTF-8 from byte \(defect.offset + 1) on; it looks like \(defect.looksLike)",
            fix: fix
        )
        return false
    }
}
