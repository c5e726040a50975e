/// Numbers as model files write them: decimal, with a point, independent of any locale.
enum FileNumber {
    /// What a word says as a number.
    enum Reading: Equatable {
        /// A finite number below 1e20 in size.
        case finite(Double)
        /// An infinity: written as such, or a number of 1e20 and more, as solvers agree to read it.
        case infinite(negative: Bool)
        /// Not a number, and why.
        case invalid(message: String, fix: String)
    }

    /// Reads a word.
    static func read(_ word: some StringProtocol) -> Reading {
        var text = word.lowercased()
        if let infinity = infinity(text) { return infinity }
        guard let first = text.utf8.first(where: { $0 != 0x2B && $0 != 0x2D }), isDigit(first) || first == 0x2E else {
            let shown = FileProblemCollector.shortened(String(word))
            return .invalid(message: "\"\(shown)\" is not a number", fix: "write a decimal number, as in -12.5 or 3e-4")
        }
        // Old Fortran files mark the exponent with a D.
        if text.contains("d") { text = text.replacing("d", with: "e") }
        guard text.utf8.allSatisfy({ isDigit($0) || [0x2B, 0x2D, 0x2E, 0x65].contains($0) }), let value = Double(text)
        else {
            let shown = FileProblemCollector.shortened(String(word))
            let fix = word.contains(",") ? "write decimals with a point" : "write a decimal number, as in -12.5 or 3e-4"
            return .invalid(message: "\"\(shown)\" is not a number", fix: fix)
        }
        if abs(value) < Model.infiniteMagnitude { return .finite(value) }
        return .infinite(negative: value < 0)
    }

    /// The shortest decimal that reads back as the same number.
    static func text(_ value: Double) -> String { ExpressionText.number(value) }

    private static func infinity(_ text: String) -> Reading? {
        switch text {
        case "inf", "+inf", "infinity", "+infinity": .infinite(negative: false)
        case "-inf", "-infinity": .infinite(negative: true)
        default: nil
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
