/// p-center without a cost matrix: costs come from a function that is asked for the few rows the solve looks at.
///
/// For points in the plane, road graphs with a fast oracle and the like; a thousand clients more cost a pass over the
/// function per plan tried, not a row of memory. Costs must be the same each time they are asked for.
public struct ImplicitCenterProblem: Sendable {
    /// Number of clients.
    public var clientCount: Int
    /// Number of sites.
    public var siteCount: Int
    /// Cost of serving a client from a site; +∞ for a pair that cannot be used.
    public var cost: @Sendable (_ client: Int, _ site: Int) -> Double
    /// Role per site.
    public var roles: [SiteRole]
    /// Rules on the open sites, the number to open among them.
    public var sideConstraints: [SideConstraint]

    /// Creates a problem; `nil` stands for candidates only.
    public init(
        clientCount: Int, siteCount: Int, roles: [SiteRole]? = nil, sideConstraints: [SideConstraint] = [],
        cost: @escaping @Sendable (_ client: Int, _ site: Int) -> Double
    ) {
        self.clientCount = clientCount
        self.siteCount = siteCount
        self.cost = cost
        self.roles = roles ?? Array(repeating: .candidate, count: max(0, siteCount))
        self.sideConstraints = sideConstraints
    }

    /// The p-center: exactly `count` new sites, the largest cost any client pays as small as possible.
    public init(
        clientCount: Int, siteCount: Int, count: Int, roles: [SiteRole]? = nil,
        cost: @escaping @Sendable (_ client: Int, _ site: Int) -> Double
    ) {
        self.init(
            clientCount: clientCount, siteCount: siteCount, roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: max(0, siteCount), roles: roles)], cost: cost)
    }

    /// Everything wrong with counts, roles and rules; costs are looked at as they are needed.
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        for (field, value) in [("clientCount", clientCount), ("siteCount", siteCount)]
        where !(0...Int(Int32.max)).contains(value) {
            found.add(field, "\(value) is not in 0...\(Int32.max)")
        }
        found.check(roles: roles, siteCount: siteCount)
        found.check(sideConstraints, siteCount: siteCount)
        return found.finished()
    }

    /// The same problem with every cost in a list.
    ///
    /// O(clients · sites · log sites).
    public func listed() -> CenterProblem {
        CenterProblem(
            serviceCosts: ServiceCosts(siteCount: siteCount, clientCount: clientCount, cost: cost), roles: roles,
            sideConstraints: sideConstraints)
    }

    /// Recomputes a plan from the cost function: the largest cost any client pays, who serves whom, every broken rule.
    ///
    /// O(clients · open sites).
    ///
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open)
    }

    func evaluation(open: some Sequence<Int>) -> PlanEvaluation {
        var checks = RuleChecks(open: open, siteCount: siteCount, roles: roles, rules: sideConstraints)
        let sites = checks.openSites
        var assignment: [Int?] = Array(repeating: nil, count: clientCount)
        var largest = clientCount == 0 ? 0 : -Double.infinity
        for client in 0..<clientCount {
            var best = Double.infinity
            for site in sites {
                let cost = cost(client, site)
                if cost < best {
                    best = cost
                    assignment[client] = site
                }
            }
            if best == .infinity {
                checks.append(.unserved(client: client), 1, "client \(client) has no open site")
            }
            largest = max(largest, best)
        }
        return PlanEvaluation(
            objective: largest, openSites: sites, assignment: assignment, violations: checks.violations)
    }
}
