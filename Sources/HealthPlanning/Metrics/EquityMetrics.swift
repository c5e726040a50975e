/// How evenly centres are spread over residents, from the floating catchment access of every county.
///
/// Each host city supplies one unit; the catchment is ``PlanMetrics/coverageRadius``.
public struct EquityMetrics: Sendable, Hashable, Codable {
    /// Gini coefficient of access, 0 (even) ...
    ///
    /// 1.
    public var gini: Double
    /// Theil T index of access.
    public var theil: Double
    /// Part of ``theil`` between macro-regions; the rest lies within them.
    public var theilBetweenRegions: Double
    /// Share of residents with no centre in their catchment, 0...1.
    public var withoutAccessShare: Double

    /// Creates metrics.
    public init(gini: Double, theil: Double, theilBetweenRegions: Double, withoutAccessShare: Double) {
        self.gini = gini
        self.theil = theil
        self.theilBetweenRegions = theilBetweenRegions
        self.withoutAccessShare = withoutAccessShare
    }

    /// Part of ``theil`` within macro-regions.
    public var theilWithinRegions: Double { theil - theilBetweenRegions }
}
