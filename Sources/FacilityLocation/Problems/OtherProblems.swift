/// Capacitated location: demand may be split between open sites unless single-sourced.
public struct CapacitatedProblem: Sendable, Hashable {
    /// Cost of serving one unit of a client's demand from a site.
    public var serviceCosts: ServiceCosts
    /// Demand per client, finite, at least 0.
    public var demands: [Double]
    /// Capacity per site, finite, at least 0.
    public var capacities: [Double]
    /// Cost of opening each site, finite; charged for existing sites too, so give them 0 where they cost nothing.
    public var openingCosts: [Double]
    /// Role per site; existing sites have capacity too.
    public var roles: [SiteRole]
    /// Rules on the open sites.
    public var sideConstraints: [SideConstraint]
    /// Whether every client is served from exactly one site.
    public var isSingleSource: Bool

    /// Creates a problem.
    public init(
        serviceCosts: ServiceCosts,
        demands: [Double],
        capacities: [Double],
        openingCosts: [Double]? = nil,
        roles: [SiteRole]? = nil,
        sideConstraints: [SideConstraint] = [],
        isSingleSource: Bool = false
    ) {
        self.serviceCosts = serviceCosts
        self.demands = demands
        self.capacities = capacities
        self.openingCosts = openingCosts ?? Array(repeating: 0, count: serviceCosts.siteCount)
        self.roles = roles ?? Array(repeating: .candidate, count: serviceCosts.siteCount)
        self.sideConstraints = sideConstraints
        self.isSingleSource = isSingleSource
    }
}

/// Set covering, backup and partial covering: min Σ f_j y_j with every client covered often enough.
public struct SetCoveringProblem: Sendable, Hashable {
    /// Sites that cover each client; costs are ignored.
    public var cover: ServiceCosts
    /// How many open sites must cover each client (1; 2 or more for backup; 0 for none).
    public var requiredCover: [Int]
    /// Weight per client, used by ``minimumCoveredShare``.
    public var weights: [Double]
    /// For partial covering: share of the total weight to be covered, in 0...1; `nil` requires every client.
    public var minimumCoveredShare: Double?
    /// Cost of opening each site, finite; charged for existing sites too, so give them 0 where they cost nothing.
    public var openingCosts: [Double]
    /// Role per site.
    public var roles: [SiteRole]
    /// Rules on the open sites.
    public var sideConstraints: [SideConstraint]

    /// Creates a problem; `nil` stands for one cover each, unit weights, unit opening costs (existing sites 0) and
    /// candidates only.
    public init(
        cover: ServiceCosts,
        requiredCover: [Int]? = nil,
        weights: [Double]? = nil,
        minimumCoveredShare: Double? = nil,
        openingCosts: [Double]? = nil,
        roles: [SiteRole]? = nil,
        sideConstraints: [SideConstraint] = []
    ) {
        self.cover = cover
        self.requiredCover = requiredCover ?? Array(repeating: 1, count: cover.clientCount)
        self.weights = weights ?? Array(repeating: 1, count: cover.clientCount)
        self.minimumCoveredShare = minimumCoveredShare
        let roles = roles ?? Array(repeating: .candidate, count: cover.siteCount)
        self.roles = roles
        self.openingCosts =
            openingCosts
            ?? (0..<cover.siteCount).map { roles.indices.contains($0) && roles[$0] == .existing ? 0 : 1 }
        self.sideConstraints = sideConstraints
    }
}

/// p-center: min over plans of the largest cost any client pays to its nearest open site.
public struct CenterProblem: Sendable, Hashable {
    /// Sites that can serve each client.
    public var serviceCosts: ServiceCosts
    /// Role per site.
    public var roles: [SiteRole]
    /// Rules on the open sites, the number to open among them.
    public var sideConstraints: [SideConstraint]

    /// Creates a problem.
    public init(serviceCosts: ServiceCosts, roles: [SiteRole]? = nil, sideConstraints: [SideConstraint] = []) {
        self.serviceCosts = serviceCosts
        self.roles = roles ?? Array(repeating: .candidate, count: serviceCosts.siteCount)
        self.sideConstraints = sideConstraints
    }
}
