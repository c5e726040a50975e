public import LinearOptimization

/// Who is sent where so that every community-level institution has staff of a higher-level hospital.
///
/// The order of aims is fixed: first as few institutions as possible without anyone, then (if the policy asks) the
/// shortage shared out evenly, then the least travel. ``objective`` puts the first and the last on one scale in km.
public struct DispatchPlan: Sendable, Hashable {
    /// Staff of one county's hospitals who serve the institutions of a county.
    public struct Flow: Sendable, Hashable, Codable {
        /// County whose hospitals send.
        public var from: CountyID
        /// County whose institutions are served; may be the same.
        public var to: CountyID
        /// Institutions served.
        public var institutions: Int
        /// Road-like distance in km, rounded to metres; 0 within a county.
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

    /// Why some institutions stay without anyone: these counties need more than can reach them.
    ///
    /// Every plan leaves at least ``missing`` institutions of ``counties`` without anyone, because ``suppliers`` are
    /// all the counties whose hospitals can reach any of them, and their staff does not suffice.
    public struct Explanation: Sendable, Hashable, Codable {
        /// Counties that share the shortage, ascending.
        public var counties: [CountyID]
        /// Institutions they have.
        public var institutions: Int
        /// Counties whose hospitals can reach them, ascending.
        public var suppliers: [CountyID]
        /// Institutions the staff of those hospitals can serve in all.
        public var capacity: Int
        /// Creates an explanation.
        public init(counties: [CountyID], institutions: Int, suppliers: [CountyID], capacity: Int) {
            self.counties = counties
            self.institutions = institutions
            self.suppliers = suppliers
            self.capacity = capacity
        }
        /// Institutions that stay without anyone, whatever the plan.
        public var missing: Int { institutions - capacity }
    }

    /// Exact prices of a county's staff and institutions (dual values): the proof that no plan travels less.
    public struct Price: Sendable, Hashable, Codable {
        /// County.
        public var county: CountyID
        /// Km of the objective saved if the county could serve one institution more; at least 0.
        public var staff: Double
        /// Km of the objective added by one more institution there.
        public var institution: Double
        /// Creates prices.
        public init(county: CountyID, staff: Double, institution: Double) {
            self.county = county
            self.staff = staff
            self.institution = institution
        }
    }

    /// Method that made the plan.
    public var engine: String
    /// Why the solve stopped.
    public var termination: Termination
    /// ``shortageWeight`` km for each institution left without anyone, plus ``travel``.
    public var objective: Double?
    /// Proven lower limit on ``objective``, in km; equal to it when the plan is proven optimal.
    ///
    /// With a fair share-out the limit on travel holds among plans with the same, fairest shortages.
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
    /// Km one institution without anyone weighs in ``objective``: more than any rearrangement of travel that could
    /// serve one institution more, so that fewer such institutions always win.
    public var shortageWeight: Double
    /// Proven least number of institutions without anyone; `nil` when nothing was proven.
    public var unservedBound: Int?
    /// Proven least ``travel`` of plans with as few institutions without anyone; `nil` when nothing was proven.
    ///
    /// With a fair share-out it holds for plans with the same shortages.
    public var travelBound: Double?
    /// How the shortage was shared out.
    public var fairness: DispatchFairness
    /// Why institutions stay without anyone; empty when none does or the method proves nothing.
    public var explanations: [Explanation]
    /// Prices by county, in the order of the data; empty when the method proves nothing.
    public var prices: [Price]
    /// What was assumed about incomplete data, in plain words.
    public var notes: [String]
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a plan.
    public init(
        engine: String, termination: Termination, objective: Double?, objectiveBound: Double, institutions: Int,
        served: Int, fullTimeEquivalents: Double, visitsPerYear: Double, travel: Double, flows: [Flow],
        shortages: [Shortage], shortageWeight: Double = 0, unservedBound: Int? = nil, travelBound: Double? = nil,
        fairness: DispatchFairness = .none, explanations: [Explanation] = [], prices: [Price] = [],
        notes: [String] = [], statistics: SolveStatistics = SolveStatistics()
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
        self.shortageWeight = shortageWeight
        self.unservedBound = unservedBound
        self.travelBound = travelBound
        self.fairness = fairness
        self.explanations = explanations
        self.prices = prices
        self.notes = notes
        self.statistics = statistics
    }

    /// Institutions left without anyone.
    public var unserved: Int { institutions - served }
    /// Mean one-way km of the institutions served; 0 when none is.
    public var meanKilometers: Double { served == 0 ? 0 : travel / Double(served) }
    /// Institutions served from a county other than their own.
    public var servedFromElsewhere: Int { flows.reduce(0) { $0 + ($1.from == $1.to ? 0 : $1.institutions) } }
    /// See ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: objective, bound: objectiveBound) }
}
