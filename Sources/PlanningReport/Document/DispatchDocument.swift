public import HealthPlanning
public import LinearOptimization

/// A dispatch inside a plan document.
public struct DispatchDocument: Sendable, Hashable, Codable {
    /// Staff of one county who serve the institutions of a county.
    public struct Flow: Sendable, Hashable, Codable {
        /// Sending county.
        public var from: CountyID
        /// Receiving county.
        public var to: CountyID
        /// Institutions served.
        public var institutions: Int
        /// Road-like distance.
        public var km: Double
    }

    /// Method that made it.
    public var engine: String
    /// Why the solve stopped.
    public var termination: Termination
    /// Objective; `null` without a plan.
    public var objective: Double?
    /// Proven lower limit; `null` when nothing was proven.
    public var bound: Double?
    /// Institutions in all.
    public var institutions: Int
    /// Institutions served.
    public var served: Int
    /// Institutions nobody could be sent to.
    public var unserved: Int
    /// Full-time equivalents sent.
    public var fullTimeEquivalents: Double
    /// Visits a year.
    public var visitsPerYear: Double
    /// One-way institution-kilometres.
    public var travel: Double
    /// Flows by sending and receiving county.
    public var flows: [Flow]
    /// Shortages, largest first.
    public var shortages: [DispatchPlan.Shortage]
    /// Km that one institution without anyone weighs in the objective.
    public var shortageWeight: Double
    /// Proven least number of institutions without anyone; `null` when nothing was proven.
    public var unservedBound: Int?
    /// Proven least travel; `null` when nothing was proven.
    public var travelBound: Double?
    /// How the shortage was shared out.
    public var fairness: DispatchFairness
    /// Why institutions stay without anyone.
    public var explanations: [DispatchPlan.Explanation]
    /// Prices by county: the proof.
    public var prices: [DispatchPlan.Price]
    /// What was assumed about incomplete data.
    public var notes: [String]
    /// Counts and times.
    public var statistics: StatisticsDocument

    enum CodingKeys: String, CodingKey {
        case engine, termination, objective, bound, institutions, served, unserved
        case shortageWeight = "shortage_weight_km"
        case unservedBound = "unserved_bound"
        case travelBound = "travel_bound_institution_km"
        case fairness, explanations, prices, notes
        case fullTimeEquivalents = "full_time_equivalents"
        case visitsPerYear = "visits_per_year"
        case travel = "travel_institution_km"
        case flows, shortages, statistics
    }

    /// Creates the document of a dispatch.
    public init(_ dispatch: DispatchPlan) {
        engine = dispatch.engine
        termination = dispatch.termination
        objective = Finite.value(dispatch.objective)
        bound = Finite.value(dispatch.objectiveBound)
        institutions = dispatch.institutions
        served = dispatch.served
        unserved = dispatch.institutions - dispatch.served
        fullTimeEquivalents = dispatch.fullTimeEquivalents
        visitsPerYear = dispatch.visitsPerYear
        travel = dispatch.travel
        flows = dispatch.flows.map { Flow(from: $0.from, to: $0.to, institutions: $0.institutions, km: $0.kilometers) }
        shortages = dispatch.shortages
        shortageWeight = dispatch.shortageWeight.isFinite ? dispatch.shortageWeight : 0
        unservedBound = dispatch.unservedBound
        travelBound = Finite.value(dispatch.travelBound)
        fairness = dispatch.fairness
        explanations = dispatch.explanations
        prices = dispatch.prices
        notes = dispatch.notes
        statistics = StatisticsDocument(dispatch.statistics)
    }

    /// The dispatch the document describes.
    public func plan() -> DispatchPlan {
        DispatchPlan(
            engine: engine, termination: termination, objective: objective, objectiveBound: bound ?? -.infinity,
            institutions: institutions, served: served, fullTimeEquivalents: fullTimeEquivalents,
            visitsPerYear: visitsPerYear, travel: travel,
            flows: flows.map {
                DispatchPlan.Flow(from: $0.from, to: $0.to, institutions: $0.institutions, kilometers: $0.km)
            },
            shortages: shortages, shortageWeight: shortageWeight, unservedBound: unservedBound,
            travelBound: travelBound,
            fairness: fairness, explanations: explanations, prices: prices, notes: notes,
            statistics: statistics.statistics()
        )
    }
}
