/// A complete plan: placement with donors, dispatch, baselines, metrics and the verifier's word.
public struct NationalPlan: Sendable, Hashable {
    /// The scenario planned for.
    public var scenario: Scenario
    /// Name and fingerprint of the data.
    public var dataset: String
    /// Fingerprint of the data.
    public var dataFingerprint: String
    /// The plan chosen.
    public var placement: PlacementPlan
    /// The greedy plan under the same rules and objective.
    public var greedy: PlacementPlan
    /// For joint plans: sites chosen first, donors afterwards, for comparison.
    public var sitedFirst: PlacementPlan?
    /// Staff sent to community-level institutions; `nil` when dispatch was not asked for.
    public var dispatch: DispatchPlan?
    /// Greedy dispatch for comparison.
    public var greedyDispatch: DispatchPlan?
    /// Access before and after.
    public var metrics: PlanMetrics
    /// What the independent verifier found.
    public var verification: VerificationReport

    /// Creates a plan.
    public init(
        scenario: Scenario, dataset: String, dataFingerprint: String, placement: PlacementPlan, greedy: PlacementPlan,
        sitedFirst: PlacementPlan? = nil, dispatch: DispatchPlan? = nil, greedyDispatch: DispatchPlan? = nil,
        metrics: PlanMetrics, verification: VerificationReport
    ) {
        self.scenario = scenario
        self.dataset = dataset
        self.dataFingerprint = dataFingerprint
        self.placement = placement
        self.greedy = greedy
        self.sitedFirst = sitedFirst
        self.dispatch = dispatch
        self.greedyDispatch = greedyDispatch
        self.metrics = metrics
        self.verification = verification
    }
}

/// Access of one population before and after a plan.
public struct AccessMetrics: Sendable, Hashable, Codable {
    /// Residents.
    public var population: Int
    /// Share within ``PlanMetrics/coverageRadius``, 0...1.
    public var coverage: Double
    /// Mean road-like distance to the nearest centre, in km, over the residents with any; 0 when nobody has one.
    public var meanKilometers: Double
    /// 90th percentile of that distance, weighted by residents.
    public var p90Kilometers: Double
    /// Share whose nearest centre lies in their own province, 0...1 (P11).
    public var withinProvinceShare: Double
    /// Longest of those distances, in km.
    public var maximumKilometers: Double
    /// Residents for whom there is no centre at all; they count in the shares, never in the distances.
    public var unreached: Int

    /// Creates metrics.
    public init(
        population: Int, coverage: Double, meanKilometers: Double, p90Kilometers: Double, withinProvinceShare: Double,
        maximumKilometers: Double = 0, unreached: Int = 0
    ) {
        self.population = population
        self.coverage = coverage
        self.meanKilometers = meanKilometers
        self.p90Kilometers = p90Kilometers
        self.withinProvinceShare = withinProvinceShare
        self.maximumKilometers = maximumKilometers
        self.unreached = unreached
    }
}

/// Access before and after a plan.
public struct BeforeAfter: Sendable, Hashable, Codable {
    /// With the existing centres alone.
    public var before: AccessMetrics
    /// With the new centres too.
    public var after: AccessMetrics

    /// Creates a pair.
    public init(before: AccessMetrics, after: AccessMetrics) {
        self.before = before
        self.after = after
    }
}

/// Access metrics of a plan: national, by macro-region, by province.
public struct PlanMetrics: Sendable, Hashable {
    /// Radius of the coverage figures, in km road-like.
    public var coverageRadius: Double
    /// The whole country.
    public var national: BeforeAfter
    /// By macro-region.
    public var byRegion: [MacroRegion: BeforeAfter]
    /// By province.
    public var byProvince: [ProvinceID: BeforeAfter]
    /// Evenness of access with the existing centres alone; `nil` where it was not computed.
    public var equityBefore: EquityMetrics?
    /// Evenness of access with the new centres too; `nil` where it was not computed.
    public var equityAfter: EquityMetrics?

    /// Creates metrics.
    public init(
        coverageRadius: Double, national: BeforeAfter, byRegion: [MacroRegion: BeforeAfter],
        byProvince: [ProvinceID: BeforeAfter], equityBefore: EquityMetrics? = nil, equityAfter: EquityMetrics? = nil
    ) {
        self.coverageRadius = coverageRadius
        self.national = national
        self.byRegion = byRegion
        self.byProvince = byProvince
        self.equityBefore = equityBefore
        self.equityAfter = equityAfter
    }
}
