/// Nearest-site location on points: min Σ f_j y_j + Σ w_i min(u_i, distance of client i to its nearest open site).
///
/// The p-median and uncapacitated location at sizes where a cost matrix is impossible. Small problems are solved as a
/// ``NearestSiteProblem``; large ones by lists of near sites with a bound on everything left out, see
/// ``solve(_:)``.
public struct PointProblem: Sendable, Hashable {
    /// Distances.
    public var costs: PointCosts
    /// Weight per client, finite, at least 0; `nil` for 1 each.
    public var weights: [Double]?
    /// Cost per unit of weight when no open site serves the client; infinity when it must be served.
    ///
    /// `nil`: all must be served.
    public var unservedCosts: [Double]?
    /// Cost of opening each site, finite; `nil` for 0.
    public var openingCosts: [Double]?
    /// Role per site; `nil` for candidates only.
    public var roles: [SiteRole]?
    /// Rules on the open sites.
    public var sideConstraints: [SideConstraint]

    /// Creates a problem.
    public init(
        costs: PointCosts,
        weights: [Double]? = nil,
        unservedCosts: [Double]? = nil,
        openingCosts: [Double]? = nil,
        roles: [SiteRole]? = nil,
        sideConstraints: [SideConstraint] = []
    ) {
        self.costs = costs
        self.weights = weights
        self.unservedCosts = unservedCosts
        self.openingCosts = openingCosts
        self.roles = roles
        self.sideConstraints = sideConstraints
    }

    /// The p-median: exactly `count` new sites, least weighted distance; existing sites serve too and are not counted.
    public static func median(
        _ costs: PointCosts, weights: [Double]? = nil, count: Int, roles: [SiteRole]? = nil
    ) -> PointProblem {
        PointProblem(
            costs: costs, weights: weights, roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: costs.sites.count, roles: roles)])
    }

    /// Uncapacitated location: as many sites as pay for themselves.
    public static func uncapacitated(
        _ costs: PointCosts, weights: [Double]? = nil, openingCosts: [Double], roles: [SiteRole]? = nil
    ) -> PointProblem {
        PointProblem(costs: costs, weights: weights, openingCosts: openingCosts, roles: roles)
    }

    /// The same problem over lists of all pairs within reach: O(clients · sites) time and memory.
    public func listed() -> NearestSiteProblem {
        NearestSiteProblem(
            serviceCosts: costs.serviceCosts(), weights: weights, unservedCosts: unservedCosts,
            openingCosts: openingCosts, roles: roles, sideConstraints: sideConstraints)
    }

    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        let clients = costs.clients.count
        let sites = costs.sites.count
        found.add(contentsOf: costs.problems())
        if let weights { found.check("weights", weights, count: clients, of: "client", atLeast: 0) }
        if let unservedCosts {
            found.check("unservedCosts", unservedCosts, count: clients, of: "client", allowsInfinity: true)
        }
        if let openingCosts { found.check("openingCosts", openingCosts, count: sites, of: "site") }
        if let roles { found.check(roles: roles, siteCount: sites) }
        found.check(sideConstraints, siteCount: sites)
        return found.finished()
    }
}
