/// Up to which bound a part of the search can still hold a plan worth finding.
///
/// Without an incumbent nothing is cut off. With one of objective U, a part is left when its bound exceeds U − 1 for
/// whole-number objectives, U less a proof tolerance otherwise, or U less the gap asked for.
struct Cutoff {
    /// Objective of the best plan, if any.
    private(set) var incumbent: Double?
    /// Whether every plan's objective is a whole number.
    let isIntegral: Bool
    /// Two objectives closer than this count as equal.
    let tolerance: (Double) -> Double
    /// Gaps the caller is content with.
    private let relativeGap: Double
    private let absoluteGap: Double
    private let rounding: Double

    /// Creates a cut-off without an incumbent; `magnitude` is the size of the sums an objective is made of.
    init(isIntegral: Bool, magnitude: Double, relativeGap: Double = 0, absoluteGap: Double = 0) {
        rounding = max(1e-6, 1e-12 * magnitude)
        self.isIntegral = isIntegral && rounding < 0.25
        self.relativeGap = relativeGap
        self.absoluteGap = absoluteGap
        tolerance = { 1e-8 * abs($0) + 1e-12 * magnitude }
    }

    /// Takes a new incumbent when it is better.
    mutating func offer(_ objective: Double) {
        if let incumbent, incumbent <= objective { return }
        incumbent = objective
    }

    /// Forgets the incumbent.
    mutating func reset() { incumbent = nil }

    /// Bounds above this are of no interest; infinite without an incumbent.
    var value: Double {
        guard let incumbent else { return .infinity }
        let proof = isIntegral ? incumbent - 1 + rounding : incumbent - tolerance(incumbent)
        return min(proof, incumbent - max(absoluteGap, relativeGap * abs(incumbent)))
    }

    /// Whether a bound shows that nothing of interest is left.
    func prunes(_ bound: Double) -> Bool { bound > value }

    /// The strongest statement a bound supports: rounded up for whole-number objectives, never above the incumbent,
    /// and equal to it when they agree within the proof tolerance.
    func certified(_ bound: Double) -> Double {
        var result = bound
        // Parts are cut off above a whole number plus the rounding: half of it tells them from that number itself.
        if isIntegral, bound.isFinite { result = max(bound, (bound - 0.5 * rounding).rounded(.up)) }
        guard let incumbent else { return result }
        if result >= incumbent - tolerance(incumbent) { return incumbent }
        return result
    }
}
