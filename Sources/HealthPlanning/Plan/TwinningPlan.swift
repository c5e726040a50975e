public import LinearOptimization

/// Which donor hospital backs which new centre, for given sites.
public struct TwinningPlan: Sendable, Hashable {
    /// One pairing.
    public struct Pair: Sendable, Hashable, Codable {
        /// Host city of the new centre.
        public var city: CityID
        /// Donor hospital.
        public var donor: HospitalID
        /// Cost of the pairing in covered residents given up.
        public var cost: Double
        /// Road-like distance, great circle × 1.25, in km.
        public var kilometers: Double
        /// Medics the donor sends, by discipline.
        public var medics: [Discipline: Int]
        /// Medics the centre needs and the donor does not send, by discipline.
        public var shortages: [Discipline: Int]
        /// Creates a pairing.
        public init(
            city: CityID, donor: HospitalID, cost: Double, kilometers: Double, medics: [Discipline: Int] = [:],
            shortages: [Discipline: Int] = [:]
        ) {
            self.city = city
            self.donor = donor
            self.cost = cost
            self.kilometers = kilometers
            self.medics = medics
            self.shortages = shortages
        }
    }

    /// Method that made the plan.
    public var engine: String
    /// Why the solve stopped.
    public var termination: Termination
    /// Total cost in covered residents.
    public var objective: Double?
    /// Proven lower limit.
    public var objectiveBound: Double
    /// Pairings, by city.
    public var pairs: [Pair]
    /// New centres no donor could be found for.
    public var withoutDonor: [CityID]

    /// Creates a plan.
    public init(
        engine: String, termination: Termination, objective: Double?, objectiveBound: Double, pairs: [Pair],
        withoutDonor: [CityID] = []
    ) {
        self.engine = engine
        self.termination = termination
        self.objective = objective
        self.objectiveBound = objectiveBound
        self.pairs = pairs
        self.withoutDonor = withoutDonor
    }
}
