/// A running sum with the lost low-order part kept beside it (Neumaier's variant of Kahan summation).
///
/// The error stays near one rounding of the result however many terms there are, as long as the terms are finite.
package struct CompensatedSum: Sendable {
    private var sum: Double
    private var lost: Double = 0

    package init(_ start: Double = 0) { sum = start }

    /// Adds a term.
    package mutating func add(_ term: Double) {
        let next = sum + term
        lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
        sum = next
    }

    /// The sum so far; infinities and NaN behave as in plain addition.
    package var value: Double { sum.isFinite ? sum + lost : sum }
}
