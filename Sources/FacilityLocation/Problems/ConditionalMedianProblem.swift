/// Conditional median: the mean cost of the worst-served share of the population, as small as possible.
///
/// min Σ f_j y_j + M_β(t), where t_i = min(u_i, min over open j of c_ij) and M_β is the mean of t over the share β of the
/// total weight that fares worst (the conditional value at risk). β → 0 is the centre problem, β = 1 the median divided
/// by the total weight. Solved as the linear program min η + (1/βW) Σ w_i (t_i − η)⁺ of Ogryczak & Zawadzki (2002),
/// "Conditional median: a parametric solution concept for location problems".
public struct ConditionalMedianProblem: Sendable, Hashable {
    /// Costs, weights, roles and rules; opening costs are added to the conditional mean as they are.
    public var base: NearestSiteProblem
    /// The share β of the total weight that counts, in (0, 1].
    public var worstShare: Double

    /// Creates a problem.
    public init(base: NearestSiteProblem, worstShare: Double) {
        self.base = base
        self.worstShare = worstShare
    }
}
