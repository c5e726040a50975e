/// Everything a plan needs besides the data: rules, objective, staffing assumptions.
public struct Scenario: Sendable, Hashable, Codable {
    /// Short identifier, such as `china-2035`.
    public var name: String
    /// One line for people.
    public var title: String
    /// Assumptions in plain words, printed with the plan.
    public var assumptions: [String]
    /// What counts as a centre that is there already.
    public var supply: SupplyPolicy
    /// Placement rules.
    public var policy: Policy
    /// Placement objective.
    public var objective: PlacementObjective
    /// Pairing of new centres with donor hospitals.
    public var twinning: TwinningPolicy
    /// Dispatch of staff to community-level institutions.
    public var dispatch: DispatchPolicy

    /// Creates a scenario.
    public init(
        name: String, title: String, assumptions: [String] = [], supply: SupplyPolicy = SupplyPolicy(),
        policy: Policy = Policy(), objective: PlacementObjective = .gradualCovering(full: 100, zero: 250),
        twinning: TwinningPolicy = TwinningPolicy(), dispatch: DispatchPolicy = DispatchPolicy()
    ) {
        self.name = name
        self.title = title
        self.assumptions = assumptions
        self.supply = supply
        self.policy = policy
        self.objective = objective
        self.twinning = twinning
        self.dispatch = dispatch
    }
}

/// Medical disciplines a donor sends.
public enum Discipline: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
    /// Heart and vessels.
    case cardiology
    /// Tumours.
    case oncology
    /// Children.
    case paediatrics
    /// Nerves and brain.
    case neurology
    /// Emergency and intensive care.
    case criticalCare
}

/// Rules of pairing new centres with donor hospitals (P9).
public struct TwinningPolicy: Sendable, Hashable, Codable {
    /// Whether sites and donors are chosen in one model.
    ///
    /// Default: true.
    public var isJoint: Bool = true
    /// Most new centres one donor backs.
    ///
    /// Default: 1.
    public var maximumPerDonor: Int = 1
    /// Whether a donor may back a centre of its own province.
    ///
    /// Default: false.
    public var allowsSameProvince: Bool = false
    /// Whether military hospitals may be donors.
    ///
    /// Default: false.
    public var allowsMilitary: Bool = false
    /// Whether a donor must be a general hospital, able to send every discipline.
    ///
    /// Default: true.
    ///
    /// When false, a specialised hospital may back a centre too, but sends only its own discipline.
    public var requiresGeneralDonor: Bool = true
    /// Farthest donor, great circle × 1.25, in km; `nil` for no limit.
    ///
    /// Default: 2,000.
    public var maximumDistanceKilometers: Double? = 2_000
    /// Covered residents (at rate) given up per 100 km between donor and centre.
    ///
    /// Default: 10,000.
    public var residentsPer100Kilometers: Double = 10_000
    /// Covered residents (at rate) given up per tier the donor stands below the first.
    ///
    /// Default: 15,000.
    public var residentsPerTier: Double = 15_000
    /// Medics each new centre needs, by discipline.
    ///
    /// Default: 4 each, 20 in all, as at Bijie.
    public var medicsPerCenter: [Discipline: Int] = [
        .cardiology: 4, .oncology: 4, .paediatrics: 4, .neurology: 4, .criticalCare: 4,
    ]
    /// Medics a donor can release in all, by tier from the first down.
    ///
    /// Default: 40, 35, 30, 25, 20.
    ///
    /// A donor backs only as many centres as it can staff in full: releasable ÷ medics per centre, rounded down.
    public var releasableByTier: [Int] = [40, 35, 30, 25, 20]

    /// Creates the default rules.
    public init() {}
}
