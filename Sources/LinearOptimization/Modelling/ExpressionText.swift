/// Expressions as people read them, in the manner of LP files.
enum ExpressionText {
    /// Terms shown at each end of a long sum.
    private static let shownAtEachEnd = 8

    /// `3 x1 - x2 + 2`; a sum of more than 16 terms keeps its first and last eight.
    static func text(_ terms: [LinearTerm], constant: Double, name: (Int) -> String) -> String {
        var result = ""
        let cut = terms.count > 2 * shownAtEachEnd + 1
        for (position, term) in terms.enumerated() {
            if cut, position >= shownAtEachEnd, position < terms.count - shownAtEachEnd {
                if position == shownAtEachEnd { result += " + … \(terms.count - 2 * shownAtEachEnd) more …" }
                continue
            }
            append(term.coefficient, to: &result, unit: name(Int(term.index)))
        }
        if constant != 0 || terms.isEmpty { append(constant, to: &result, unit: nil) }
        return result
    }

    /// `2 <= e <= 8`, `e == 3`, `e <= 4`, `e free`.
    static func relation(_ expression: String, lower: Double, upper: Double) -> String {
        if lower == upper { return "\(expression) == \(number(lower))" }
        if lower == -.infinity {
            return upper == .infinity ? "\(expression) free" : "\(expression) <= \(number(upper))"
        }
        if upper == .infinity { return "\(expression) >= \(number(lower))" }
        return "\(number(lower)) <= \(expression) <= \(number(upper))"
    }

    /// The shortest decimal that reads back as the same number; whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func append(_ value: Double, to text: inout String, unit: String?) {
        let isNegative = value < 0
        if text.isEmpty { text += isNegative ? "-" : "" } else { text += isNegative ? " - " : " + " }
        let size = isNegative ? -value : value
        guard let unit else {
            text += number(size)
            return
        }
        text += size == 1 ? unit : "\(number(size)) \(unit)"
    }
}
