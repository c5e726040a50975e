/// Reads numbers from bytes, exactly and without locale, and explains what is wrong when it cannot.
package enum NumberText {
    /// A reading of some bytes as a number.
    package enum Reading<Value> {
        /// The number.
        case value(Value)
        /// Nothing but blanks.
        case empty
        /// Something else.
        case invalid
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// The range without blanks at its ends.
    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
        while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
        return low..<high
    }

    /// Reads a whole number in plain digits with an optional sign.
    package static func int(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Reading<Int> {
        let range = trimmed(bytes, range)
        guard !range.isEmpty else { return .empty }
        var i = range.lowerBound
        let negative = bytes[i] == 0x2D
        if negative || bytes[i] == 0x2B { i += 1 }
        guard i < range.upperBound else { return .invalid }
        var value = 0
        while i < range.upperBound {
            let digit = Int(bytes[i]) - 0x30
            guard digit >= 0, digit <= 9 else { return .invalid }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(digit)
            if overflow || carry { return .invalid }
            value = sum
            i += 1
        }
        return .value(negative ? -value : value)
    }

    /// Reads a finite decimal number such as `12`, `-0.5` or `1.5e3`; no hexadecimal, no NaN, no infinity.
    package static func double(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Reading<Double> {
        let range = trimmed(bytes, range)
        guard !range.isEmpty else { return .empty }
        var i = range.lowerBound
        let end = range.upperBound
        let negative = bytes[i] == 0x2D
        if negative || bytes[i] == 0x2B { i += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var decimals = 0
        var seenPoint = false
        var exponent = 0
        scan: while i < end {
            let byte = bytes[i]
            switch byte {
            case 0x30...0x39:
                digits += 1
                if significant < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
                    if mantissa > 0 { significant += 1 }
                } else {
                    significant += 1
                }
                if seenPoint { decimals += 1 }
            case 0x2E:
                if seenPoint { return .invalid }
                seenPoint = true
            default: break scan
            }
            i += 1
        }
        guard digits > 0 else { return .invalid }
        if i < end {
            guard bytes[i] == 0x65 || bytes[i] == 0x45 else { return .invalid }
            guard case .value(let power) = int(bytes, i + 1..<end), bytes[i + 1] != 0x20, bytes[i + 1] != 0x09
            else { return .invalid }
            exponent = max(-100_000, min(100_000, power))
        }
        // Both factors are exact up to 2^53 and 10^22, so one rounding is left: the result is correctly rounded.
        let shift = exponent - decimals
        if significant <= 19, mantissa <= 1 << 53, abs(shift) <= 22 {
            let magnitude = Double(mantissa)
            let value = shift < 0 ? magnitude / powersOfTen[-shift] : magnitude * powersOfTen[shift]
            return .value(negative ? -value : value)
        }
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { return .invalid }
        return .value(value)
    }

    /// Reads a whole number from text.
    package static func int(_ text: String) -> Reading<Int> {
        Array(text.utf8).withUnsafeBufferPointer { int($0, 0..<$0.count) }
    }

    /// Reads a finite number from text.
    package static func double(_ text: String) -> Reading<Double> {
        Array(text.utf8).withUnsafeBufferPointer { double($0, 0..<$0.count) }
    }

    /// What is wrong with a text that should have been a number, and how to mend it.
    package static func diagnose(_ text: String, whole: Bool) -> (message: String, fix: String) {
        let shown = "\"\(shortened(text))\""
        let wanted =
            whole ? "a whole number in plain digits, such as 1200" : "a decimal number with a point, such as 12.5"
        var body = text.lowercased().filter { $0 != " " && $0 != "\t" }
        if body.hasPrefix("-") || body.hasPrefix("+") { body.removeFirst() }
        if body.isEmpty { return ("is empty", "write \(wanted)") }
        if ["nan", ".nan", "#n/a", "n/a", "na", "null", "nil", "none"].contains(body) {
            return ("\(shown) is not a number", "write \(wanted), or leave the field empty where that is allowed")
        }
        if ["inf", "infinity", ".inf", "∞"].contains(body) {
            return ("\(shown) is not finite", "write \(wanted)")
        }
        if body.unicodeScalars.contains(where: { (0xFF10...0xFF19).contains($0.value) }) {
            return ("\(shown) has full-width digits", "type the digits 0 to 9")
        }
        if isDigits(body.replacing(",", with: "")), body.contains(",") {
            let groups = body.split(separator: ",", omittingEmptySubsequences: false)
            if groups.count > 2 || (groups.count == 2 && groups[1].count == 3) {
                return (
                    "\(shown) has a comma, a separator of thousands or of decimals",
                    "write the number without separators of thousands and with a decimal point"
                )
            }
            return ("\(shown) has a decimal comma", "write a decimal point")
        }
        if isDigits(body.replacing(".", with: "").replacing(",", with: "")), body.contains(",") {
            return ("\(shown) mixes points and commas", "write the digits without separators and with a decimal point")
        }
        if case .value(let value) = double(body) {
            if whole {
                if value != value.rounded() { return ("\(shown) is not a whole number", "write \(wanted)") }
                if value >= 9e18 { return ("\(shown) is too large", "write \(wanted)") }
                return ("\(shown) is not written in plain digits", "write \(wanted)")
            }
            return ("\(shown) has a blank inside", "write \(wanted)")
        }
        if let value = Double(body), value.isInfinite { return ("\(shown) is too large", "write \(wanted)") }
        if whole, isDigits(body) { return ("\(shown) is too large", "write \(wanted)") }
        return ("\(shown) is not a number", "write \(wanted)")
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A text cut to a length fit for a message, without line ends.
    package static func shortened(_ text: some StringProtocol) -> String {
        let clean = text.prefix(61).map { $0.isNewline ? " " : $0 }
        return clean.count > 60 ? String(clean.prefix(57)) + "…" : String(clean)
    }
}
