/// The rules of a placement: each named, with a unit, a default and the policy statement behind it.
public struct Policy: Sendable, Hashable, Codable {
    /// Number of new centres, in centres (P3, P24).
    ///
    /// Default: exactly 30.
    public var newCenters: ClosedRange<Int> = 30...30
    /// Macro-regions that policy favours (P1).
    ///
    /// Default: Central, West, Northeast.
    public var priorityRegions: Set<MacroRegion> = [.central, .west, .northeast]
    /// Least share of the new centres in priority regions, 0...1 (P1).
    ///
    /// Default: 0.7. `nil` switches the quota off.
    public var minimumPriorityShare: Double? = 0.7
    /// Exchange rates: one resident of the region counts as this many in the objective (P1).
    ///
    /// Default 1, 1.2, 1.3, 1.2.
    public var regionRates: [MacroRegion: Double] = [.east: 1, .central: 1.2, .west: 1.3, .northeast: 1.2]
    /// Whether provincial capitals and municipalities may host (P2).
    ///
    /// Default: never.
    public var capitals: CapitalRule = .excluded
    /// Least number of residents of a host city (P2).
    ///
    /// Default: 1.5 million.
    public var minimumHostPopulation: Int = 1_500_000
    /// Credit in covered residents per resident of a host city, at least 0 (P2).
    ///
    /// Default: 0.02.
    public var hostPopulationCredit: Double = 0.02
    /// What one covered resident is worth where the objective is in person-kilometres, in km (P2, P9).
    ///
    /// Default: 100.
    ///
    /// Converts ``hostPopulationCredit`` and the cost of twinning, both in covered residents, for the p-median.
    public var kilometersPerCoveredResident: Double = 100
    /// Most new centres per province, in centres (P1).
    ///
    /// Default: 3. `nil` switches the cap off.
    public var maximumPerProvince: Int? = 3
    /// Least new centres in a province that has no centre yet (P3).
    ///
    /// Default: 1.
    public var minimumPerProvinceWithoutCenter: Int = 1
    /// Bounds for single provinces, in new centres, over the general ones.
    ///
    /// Default: none.
    public var provinceQuotas: [ProvinceID: ClosedRange<Int>] = [:]
    /// Least road-like distance between two new centres, in km (P6).
    ///
    /// Default: 80. `nil` switches the rule off.
    public var minimumSpacingKilometers: Double? = 80
    /// Least road-like distance between a new centre and an existing one, in km.
    ///
    /// Default: off.
    public var minimumSpacingToExistingKilometers: Double?
    /// Cities that must host a new centre.
    ///
    /// Default: none.
    public var requiredHosts: Set<CityID> = []
    /// Cities that must not host a new centre.
    ///
    /// Default: none.
    public var excludedHosts: Set<CityID> = []
    /// Pairs (a, b): a may host only if b does, newly or already.
    ///
    /// Default: none.
    public var implications: [HostPair] = []
    /// Groups of which at most one city may host, newly or already.
    ///
    /// Default: none.
    public var mutuallyExclusive: [Set<CityID>] = []
    /// Budget in 100 million yuan (P24).
    ///
    /// Default: off.
    public var budget: Double?
    /// Cost of a new centre in 100 million yuan, unless given by city (P24).
    ///
    /// Default: 5.
    public var costPerCenter: Double = 5
    /// Cost of a new centre by city, in 100 million yuan.
    ///
    /// Default: none.
    public var costByCity: [CityID: Double] = [:]
    /// Least covered share of a macro-region's residents, 0...1, new and existing centres together (P11).
    ///
    /// Default: none.
    ///
    /// A resident covered gradually counts in part. Needs a covering objective.
    public var coverageFloors: [MacroRegion: Double] = [:]
    /// Rules waived for a named subject, with the reason.
    ///
    /// The default scenario carries one.
    public var exceptions: [PolicyException] = []

    /// Creates the default policy.
    public init() {}
}

/// Whether provincial capitals and municipalities may host a new centre.
public enum CapitalRule: Sendable, Hashable, Codable {
    /// Never.
    case excluded
    /// At most this many of the new centres.
    case atMost(Int)
    /// Like any other city.
    case allowed
}

/// An ordered pair of cities in a rule.
public struct HostPair: Sendable, Hashable, Codable {
    /// The city that depends.
    public var city: CityID
    /// The city it depends on.
    public var requires: CityID

    /// Creates a pair.
    public init(city: CityID, requires: CityID) {
        self.city = city
        self.requires = requires
    }
}

/// A rule that is waived for one subject, and why.
public struct PolicyException: Sendable, Hashable, Codable {
    /// Name of the waived rule, as in ``Policy``'s property names.
    public var rule: String
    /// Province or city code it is waived for.
    public var subject: String
    /// The reason, for people.
    public var reason: String

    /// Creates an exception.
    public init(rule: String, subject: String, reason: String) {
        self.rule = rule
        self.subject = subject
        self.reason = reason
    }
}

/// What a placement maximises or minimises.
public enum PlacementObjective: Sendable, Hashable, Codable {
    /// Most residents (at their region's rate) within a radius in km.
    case maximalCovering(radius: Double)
    /// Most residents, counted fully within `full` km and less and less up to `zero` km.
    case gradualCovering(full: Double, zero: Double)
    /// Least person-kilometres to the nearest centre.
    case pMedian

    /// The name used on the command line and in files.
    public var name: String {
        switch self {
        case .maximalCovering: "maximal-covering"
        case .gradualCovering: "gradual-covering"
        case .pMedian: "p-median"
        }
    }
}
