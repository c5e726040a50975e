/// Numbers as model files write them: decimal, with a point, independent of any locale.
package enum FileNumber {
    /// What a word says as a number.
    package enum Reading: Equatable {
        /// A finite number below 1e20 in size.
        case finite(Double)
        /// An infinity: written as such, or a number of 1e20 and more, as solvers agree to read it.
        case infinite(negative: Bool)
        /// Not a number, and why.
        case invalid(message: String, fix: String)
    }

    /// Reads a word.
    package static func read(_ word: String) -> Reading {
        if let value = plainNumber(word) { return .finite(value) }
        return readCarefully(word)
    }

    /// The value of a word of at most fifteen digits, with a sign and a point at most: nearly every word of a file.
    ///
    /// Its digits fit a whole number exactly, and so does the power of ten below them: one correctly rounded division.
    private static func plainNumber(_ word: String) -> Double? {
        var digits = 0
        var decimals = 0
        var hasPoint = false
        var isNegative = false
        var count = 0
        for (position, byte) in word.utf8.enumerated() {
            if isDigit(byte) {
                count += 1
                if count > 15 { return nil }
                digits = digits * 10 + Int(byte - 0x30)
                if hasPoint { decimals += 1 }
            } else if byte == 0x2E, !hasPoint {
                hasPoint = true
            } else if position == 0, byte == 0x2B || byte == 0x2D {
                isNegative = byte == 0x2D
            } else {
                return nil
            }
        }
        guard count > 0 else { return nil }
        let value = Double(digits) / powersOfTen[decimals]
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    private static func readCarefully(_ word: String) -> Reading {
        var text = word.lowercased()
        if let infinity = infinity(text) { return infinity }
        guard let first = text.utf8.first(where: { $0 != 0x2B && $0 != 0x2D }), isDigit(first) || first == 0x2E else {
            let shown = FileProblemCollector.shortened(word)
            return .invalid(message: "\"\(shown)\" is not a number", fix: "write a decimal number, as in -12.5 or 3e-4")
        }
        // Old Fortran files mark the exponent with a D.
        if text.contains("d") { text = text.replacing("d", with: "e") }
        guard text.utf8.allSatisfy({ isDigit($0) || [0x2B, 0x2D, 0x2E, 0x65].contains($0) }), let value = Double(text)
        else {
            let shown = FileProblemCollector.shortened(word)
            let fix = word.contains(",") ? "write decimals with a point" : "write a decimal number, as in -12.5 or 3e-4"
            return .invalid(message: "\"\(shown)\" is not a number", fix: fix)
        }
        if abs(value) < Model.infiniteMagnitude { return .finite(value) }
        return .infinite(negative: value < 0)
    }

    /// The shortest decimal that reads back as the same number.
    package static func text(_ value: Double) -> String { ExpressionText.number(value) }

    private static func infinity(_ text: String) -> Reading? {
        switch text {
        case "inf", "+inf", "infinity", "+infinity": .infinite(negative: false)
        case "-inf", "-infinity": .infinite(negative: true)
        default: nil
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
