/// The common core: min Σ f_j y_j + Σ w_i min(u_i, min over open j of c_ij), with rules on y and on service.
///
/// p-median, uncapacitated location, maximal covering and gradual covering are all of this form with other costs:
/// covering uses cost 0 within reach, 1 − g in between, and an unserved cost of 1.
public struct NearestSiteProblem: Sendable, Hashable {
    /// Sites that can serve each client, with costs per unit of weight.
    public var serviceCosts: ServiceCosts
    /// Weight per client, finite, at least 0.
    public var weights: [Double]
    /// Cost per unit of weight when no open site serves the client; infinity when it must be served, whatever its weight.
    ///
    /// A client whose open sites all cost more than this stays unserved at this cost.
    public var unservedCosts: [Double]
    /// Cost of opening each site, finite; negative for a credit.
    ///
    /// Charged for every open site, existing ones too: give
    /// those 0 where nothing is to be paid.
    public var openingCosts: [Double]
    /// Role per site.
    public var roles: [SiteRole]
    /// Rules on the open sites.
    public var sideConstraints: [SideConstraint]
    /// Rules on the service of groups of clients.
    public var serviceConstraints: [ServiceConstraint]

    /// Creates a problem; `nil` stands for unit weights, service for everyone, free opening and candidates only.
    public init(
        serviceCosts: ServiceCosts,
        weights: [Double]? = nil,
        unservedCosts: [Double]? = nil,
        openingCosts: [Double]? = nil,
        roles: [SiteRole]? = nil,
        sideConstraints: [SideConstraint] = [],
        serviceConstraints: [ServiceConstraint] = []
    ) {
        let clients = serviceCosts.clientCount
        let sites = serviceCosts.siteCount
        self.serviceCosts = serviceCosts
        self.weights = weights ?? Array(repeating: 1, count: clients)
        self.unservedCosts = unservedCosts ?? Array(repeating: .infinity, count: clients)
        self.openingCosts = openingCosts ?? Array(repeating: 0, count: sites)
        self.roles = roles ?? Array(repeating: .candidate, count: sites)
        self.sideConstraints = sideConstraints
        self.serviceConstraints = serviceConstraints
    }
}
