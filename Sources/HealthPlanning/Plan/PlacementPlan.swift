public import LinearOptimization

/// Where the new centres go, how good that provably is, and what greedy would have done.
public struct PlacementPlan: Sendable, Hashable {
    /// Method that made the plan: `exact`, `glpk` or `greedy`.
    public var engine: String
    /// What was optimised.
    public var objectiveKind: PlacementObjective
    /// Direction: coverage is maximised, person-kilometres are minimised.
    public var sense: ObjectiveSense
    /// Why the solve stopped.
    public var termination: Termination
    /// Objective of the plan: residents (at rate, credits and twinning costs included) or person-km.
    public var objective: Double?
    /// Proven limit: no plan under these rules is better.
    public var objectiveBound: Double
    /// New centres, most newly covered residents first.
    public var newCenters: [PlacedCenter]
    /// Waived rules that this plan rests on.
    public var exceptions: [PolicyException]
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a plan.
    public init(
        engine: String, objectiveKind: PlacementObjective, sense: ObjectiveSense, termination: Termination,
        objective: Double?, objectiveBound: Double, newCenters: [PlacedCenter], exceptions: [PolicyException] = [],
        statistics: SolveStatistics = SolveStatistics()
    ) {
        self.engine = engine
        self.objectiveKind = objectiveKind
        self.sense = sense
        self.termination = termination
        self.objective = objective
        self.objectiveBound = objectiveBound
        self.newCenters = newCenters
        self.exceptions = exceptions
        self.statistics = statistics
    }

    /// See ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: objective, bound: objectiveBound) }
    /// Host cities of the new centres.
    public var hosts: [CityID] { newCenters.map(\.city) }
}

/// One new centre of a plan.
public struct PlacedCenter: Sendable, Hashable, Codable {
    /// Host city.
    public var city: CityID
    /// Residents within ``Metrics/coverageRadius`` of it who had no centre within that radius before; nobody is
    /// counted at two new centres: a resident counts at the nearest.
    public var newlyCovered: Int
    /// Donor hospital, when twinned.
    public var donor: HospitalID?
    /// Road-like distance to the donor, in km.
    public var donorKilometers: Double?
    /// Medics the donor sends, by discipline.
    public var medics: [Discipline: Int]

    /// Creates a centre.
    public init(
        city: CityID, newlyCovered: Int, donor: HospitalID? = nil, donorKilometers: Double? = nil,
        medics: [Discipline: Int] = [:]
    ) {
        self.city = city
        self.newlyCovered = newlyCovered
        self.donor = donor
        self.donorKilometers = donorKilometers
        self.medics = medics
    }
}
