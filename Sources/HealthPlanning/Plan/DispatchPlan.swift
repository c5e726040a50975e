public import LinearOptimization

/// Who is sent where so that every community-level institution has staff of a higher-level hospital.
public struct DispatchPlan: Sendable, Hashable {
    /// Staff of one county's hospitals who serve the institutions of a county.
    public struct Flow: Sendable, Hashable, Codable {
        /// County whose hospitals send.
        public var from: CountyID
        /// County whose institutions are served; may be the same.
        public var to: CountyID
        /// Institutions served.
        public var institutions: Int
        /// Road-like distance in km; 0 within a county.
        public var kilometers: Double
        /// Creates a flow.
        public init(from: CountyID, to: CountyID, institutions: Int, kilometers: Double) {
            self.from = from
            self.to = to
            self.institutions = institutions
            self.kilometers = kilometers
        }
    }

    /// Institutions of a county nobody could be sent to.
    public struct Shortage: Sendable, Hashable, Codable {
        /// County.
        public var county: CountyID
        /// Institutions without anyone.
        public var institutions: Int
        /// Creates a shortage.
        public init(county: CountyID, institutions: Int) {
            self.county = county
            self.institutions = institutions
        }
    }

    /// Method that made the plan.
    public var engine: String
    /// Why the solve stopped.
    public var termination: Termination
    /// Institutions left without anyone, first; travel second: see ``travel``.
    public var objective: Double?
    /// Proven lower limit on ``objective``.
    public var objectiveBound: Double
    /// Institutions in all.
    public var institutions: Int
    /// Institutions served.
    public var served: Int
    /// Full-time equivalents sent.
    public var fullTimeEquivalents: Double
    /// Visits a year (52 weeks).
    public var visitsPerYear: Double
    /// One-way institution-kilometres.
    public var travel: Double
    /// Flows, by sending and receiving county.
    public var flows: [Flow]
    /// Shortages by county, largest first; never hidden.
    public var shortages: [Shortage]
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a plan.
    public init(
        engine: String, termination: Termination, objective: Double?, objectiveBound: Double, institutions: Int,
        served: Int, fullTimeEquivalents: Double, visitsPerYear: Double, travel: Double, flows: [Flow],
        shortages: [Shortage], statistics: SolveStatistics = SolveStatistics()
    ) {
        self.engine = engine
        self.termination = termination
        self.objective = objective
        self.objectiveBound = objectiveBound
        self.institutions = institutions
        self.served = served
        self.fullTimeEquivalents = fullTimeEquivalents
        self.visitsPerYear = visitsPerYear
        self.travel = travel
        self.flows = flows
        self.shortages = shortages
        self.statistics = statistics
    }
}
