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
    /// What ``objective`` is made of; `nil` without a plan.
    public var components: ObjectiveComponents?
    /// New centres, most newly covered residents first.
    public var newCenters: [PlacedCenter]
    /// Waived rules that this plan rests on.
    public var exceptions: [PolicyException]
    /// Relative gap the solve was allowed to stop at; 0 asks for a proof.
    public var requestedGap: Double
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a plan.
    public init(
        engine: String, objectiveKind: PlacementObjective, sense: ObjectiveSense, termination: Termination,
        objective: Double?, objectiveBound: Double, components: ObjectiveComponents? = nil,
        newCenters: [PlacedCenter], exceptions: [PolicyException] = [],
        requestedGap: Double = 0, statistics: SolveStatistics = SolveStatistics()
    ) {
        self.engine = engine
        self.objectiveKind = objectiveKind
        self.sense = sense
        self.termination = termination
        self.objective = objective
        self.objectiveBound = objectiveBound
        self.components = components
        self.newCenters = newCenters
        self.exceptions = exceptions
        self.requestedGap = requestedGap
        self.statistics = statistics
    }

    /// See ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: objective, bound: objectiveBound) }
    /// Host cities of the new centres.
    public var hosts: [CityID] { newCenters.map(\.city) }
}

/// The parts of a placement objective, all in its unit: residents at rate, or person-kilometres at rate.
///
/// A maximised objective is `service + hostCredit − twinning`; a minimised one `service − hostCredit + twinning`.
public struct ObjectiveComponents: Sendable, Hashable, Codable {
    /// Covered residents, or travelled person-kilometres.
    public var service: Double
    /// Credit for the residents of host cities, at least 0.
    public var hostCredit: Double
    /// Cost of the pairing with donors, at least 0; 0 where donors were not part of the model.
    public var twinning: Double

    /// Creates components.
    public init(service: Double, hostCredit: Double, twinning: Double) {
        self.service = service
        self.hostCredit = hostCredit
        self.twinning = twinning
    }

    /// The objective they add up to.
    public func total(_ sense: ObjectiveSense) -> Double {
        sense == .maximize ? service + hostCredit - twinning : service - hostCredit + twinning
    }
}

/// One new centre of a plan.
public struct PlacedCenter: Sendable, Hashable, Codable {
    /// Host city.
    public var city: CityID
    /// Residents within ``PlanMetrics/coverageRadius`` of it who had no centre within that radius before; nobody is
    /// counted at two new centres: a resident counts at the nearest.
    public var newlyCovered: Int
    /// Donor hospital, when twinned.
    public var donor: HospitalID?
    /// Road-like distance to the donor, in km.
    public var donorKilometers: Double?
    /// Medics the donor sends, by discipline.
    public var medics: [Discipline: Int]
    /// Medics the centre needs and nobody sends, by discipline; never hidden.
    public var shortages: [Discipline: Int]

    /// Creates a centre.
    public init(
        city: CityID, newlyCovered: Int, donor: HospitalID? = nil, donorKilometers: Double? = nil,
        medics: [Discipline: Int] = [:], shortages: [Discipline: Int] = [:]
    ) {
        self.city = city
        self.newlyCovered = newlyCovered
        self.donor = donor
        self.donorKilometers = donorKilometers
        self.medics = medics
        self.shortages = shortages
    }
}
