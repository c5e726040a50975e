/// A location problem's data as a file gives them: clients, sites, demands, costs.
///
/// What is to be decided comes with one of the builders: ``pMedian(p:)``, ``center(p:)``, ``maximalCovering(p:radius:)``, ``setCovering(radius:)``,
/// ``uncapacitated()``, ``capacitated(singleSource:p:)``.
public struct LocationInstance: Sendable, Hashable {
    /// Where the cost of serving a client from a site comes from.
    public enum Costs: Sendable, Hashable {
        /// Row-major, one row per client and one column per site; +∞ marks a pair that cannot be used.
        case matrix([Double], per: Basis)
        /// Distances between points, per unit of demand.
        case points(clients: [PlanePoint], sites: [PlanePoint], rule: DistanceRule)
    }

    /// What a number of a cost matrix pays for.
    public enum Basis: Sendable, Hashable {
        /// Serving one unit of the client's demand.
        case unit
        /// Serving the client's whole demand.
        case wholeDemand
    }

    /// Name of the file, without folder and suffix.
    public var name: String
    /// Identifiers of the clients, as in the file.
    public var clients: [String]
    /// Identifiers of the sites, as in the file.
    public var sites: [String]
    /// Number of sites to open, where the file says.
    public var p: Int?
    /// Demand per client, finite, at least 0.
    public var demands: [Double]
    /// Costs of service.
    public var costs: Costs
    /// What a distance between points pays for in capacitated problems.
    ///
    /// The capacitated p-median counts every client's distance once, whatever its demand.
    public var capacitatedDistances: Basis = .unit
    /// Capacity per site, finite, at least 0, where the file has any.
    public var capacities: [Double]?
    /// Cost of opening each site, finite, at least 0, where the file has any.
    public var openingCosts: [Double]?

    /// Creates an instance.
    public init(
        name: String, clients: [String], sites: [String], p: Int? = nil, demands: [Double], costs: Costs,
        capacities: [Double]? = nil, openingCosts: [Double]? = nil
    ) {
        self.name = name
        self.clients = clients
        self.sites = sites
        self.p = p
        self.demands = demands
        self.costs = costs
        self.capacities = capacities
        self.openingCosts = openingCosts
    }

    /// Cost or distance between a client and a site, as given: per unit or for the whole demand.
    ///
    /// - Precondition: both are indices of ``clients`` and ``sites``.
    @inlinable
    public func cost(client: Int, site: Int) -> Double {
        switch costs {
        case .matrix(let values, _): values[client * sites.count + site]
        case .points(let from, let to, let rule): rule.distance(from[client], to[site])
        }
    }
}
