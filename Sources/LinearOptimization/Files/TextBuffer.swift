/// Text under construction, as bytes.
struct TextBuffer {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(0x0A)
    }

    /// Appends words with a blank before each and ends the line.
    mutating func appendRecord(_ words: String...) {
        for word in words {
            bytes.append(0x20)
            bytes.append(contentsOf: word.utf8)
        }
        bytes.append(0x0A)
    }

    /// The text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A text fit for a comment line: control characters replaced, very long ones cut.
    static func comment(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(300).map { scalar in
                scalar.properties.generalCategory == .control || scalar.properties.isNewline ? " " : Character(scalar)
            }
        )
    }
}

extension Unicode.Scalar.Properties {
    /// Whether the scalar ends a line.
    fileprivate var isNewline: Bool { generalCategory == .lineSeparator || generalCategory == .paragraphSeparator }
}
