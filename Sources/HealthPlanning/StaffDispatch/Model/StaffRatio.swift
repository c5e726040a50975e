/// An exact share, such as a WISN ratio: persons there ÷ persons required.
public struct StaffRatio: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// Persons there, or a multiple of them; at least 0.
    public let numerator: Int
    /// Persons required, or the same multiple of them; at least 1.
    public let denominator: Int

    /// Creates a ratio in lowest terms.
    ///
    /// - Precondition: `numerator ≥ 0` and `denominator ≥ 1`.
    public init(_ numerator: Int, _ denominator: Int) {
        precondition(numerator >= 0 && denominator >= 1, "a ratio of persons there to persons required")
        var (a, b) = (numerator, denominator)
        while b != 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / max(1, a)
        self.denominator = denominator / max(1, a)
    }

    /// The ratio as a number.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// Smallest whole number of persons that brings a post up to the ratio.
    func persons(need: Int, existing: Int) -> Int {
        let required = Int128(numerator) * Int128(need)
        let whole = (required + Int128(denominator) - 1) / Int128(denominator)
        return max(0, Int(clamping: whole) - existing)
    }

    /// Compares exactly.
    public static func < (a: Self, b: Self) -> Bool {
        Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
    }

    /// Such as "17/64".
    public var description: String { "\(numerator)/\(denominator)" }
}
