import Foundation

/// Numbers as reports print them: thousands grouped with commas, a point before decimals, whatever the locale.
package enum NumberText {
    /// A whole number with thousands grouped: `1,234,567`.
    package static func grouped(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// A number with a fixed number of decimals; thousands grouped; `none` for infinities and NaN.
    package static func fixed(_ value: Double, _ decimals: Int = 0) -> String {
        guard value.isFinite else { return "none" }
        let text = String(format: "%.\(max(0, decimals))f", value)
        let negative = text.hasPrefix("-") && text.contains { $0 != "-" && $0 != "0" && $0 != "." }
        let unsigned = text.hasPrefix("-") ? String(text.dropFirst()) : text
        let parts = unsigned.split(separator: ".", maxSplits: 1)
        let whole = parts.first.map(String.init) ?? "0"
        let head = Int(whole).map(grouped) ?? whole
        return (negative ? "-" : "") + head + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// The shortest of a few decimals that tells a small number from zero: `12`, `0.25`.
    package static func brief(_ value: Double, upTo decimals: Int = 2) -> String {
        var text = fixed(value, decimals)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A share 0...1 as a percentage without the sign: `53.4`.
    package static func percent(_ share: Double, _ decimals: Int = 1) -> String { fixed(share * 100, decimals) }

    /// A relative gap as text: `0 %`, `0.0123 %`, `unknown`.
    package static func gap(_ gap: Double) -> String {
        guard gap.isFinite else { return "unknown" }
        if gap == 0 { return "0 %" }
        return gap * 100 >= 0.0001 ? brief(gap * 100, upTo: 4) + " %" : "below 0.0001 %"
    }

    /// People in millions with two decimals: `7.05`.
    package static func millions(_ people: Int) -> String { fixed(Double(people) / 1e6, 2) }

    /// A signed number: `+1,234`, `-0.5`, `0`.
    package static func signed(_ value: Double, _ decimals: Int = 0) -> String {
        let text = fixed(value, decimals)
        let isZero = !text.contains { $0 >= "1" && $0 <= "9" }
        return value > 0 && !isZero && value.isFinite ? "+" + text : text
    }

    /// Seconds with three significant decimals at most: `0.42`.
    package static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
