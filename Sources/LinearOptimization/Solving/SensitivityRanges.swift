/// How far single numbers of an optimal linear program can move, all others unchanged, before its optimal basis changes.
///
/// At a degenerate optimum several bases are optimal; the ranges are those of the one the solver ended with, and the
/// true ranges may be wider.
public struct SensitivityRanges: Sendable, Hashable {
    /// Per variable: objective coefficients for which the optimal values of all variables stay as they are.
    public var costRanges: [ClosedRange<Double>]
    /// Per variable held by one of its bounds: values of that bound for which all dual values and reduced costs stay as
    /// they are; `nil` for a variable between its bounds.
    public var boundRanges: [ClosedRange<Double>?]
    /// Per constraint that is tight: values of its active bound for which all dual values and reduced costs stay as they
    /// are; `nil` for a constraint that is not tight, whose bounds may move anywhere short of its activity.
    public var rightHandSideRanges: [ClosedRange<Double>?]

    /// Creates ranges.
    public init(
        costRanges: [ClosedRange<Double>], boundRanges: [ClosedRange<Double>?],
        rightHandSideRanges: [ClosedRange<Double>?]
    ) {
        self.costRanges = costRanges
        self.boundRanges = boundRanges
        self.rightHandSideRanges = rightHandSideRanges
    }
}
