extension CapacitatedProblem {
    /// Recomputes a plan from the data: objective, largest server of each client, every broken rule.
    ///
    /// O(data).
    ///
    /// - Parameters:
    ///   - open: indices of all open sites, existing ones included, in any order.
    ///   - allocation: who serves how much.
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>, allocation: [Allocation]) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open, allocation: allocation)
    }

    package func evaluation(open: some Sequence<Int>, allocation: [Allocation]) -> PlanEvaluation {
        var checks = RuleChecks(open: open, siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints)
        let clients = serviceCosts.clientCount
        var amounts: [[Int: Double]] = Array(repeating: [:], count: clients)
        var loads = Array(repeating: 0.0, count: serviceCosts.siteCount)
        for part in allocation {
            guard (0..<clients).contains(part.client), checks.isOpen.indices.contains(part.site),
                checks.isOpen[part.site]
            else {
                checks.append(
                    .unknownSite(part.site), 1, "client \(part.client) is served from \(part.site), which is not open")
                continue
            }
            amounts[part.client][part.site, default: 0] += part.amount
            loads[part.site] += part.amount
        }
        var objective = checks.openSites.reduce(0) { $0 + openingCosts[$1] }
        var assignment: [Int?] = Array(repeating: nil, count: clients)
        for client in 0..<clients {
            var served = 0.0
            var largest = 0.0
            var matched = 0
            for entry in serviceCosts.entries(of: client) {
                let site = Int(serviceCosts.sites[entry])
                guard let amount = amounts[client][site] else { continue }
                matched += 1
                served += amount
                objective += amount * serviceCosts.costs[entry]
                if amount > largest {
                    largest = amount
                    assignment[client] = site
                }
                if !(amount >= 0) {
                    checks.append(.unserved(client: client), -amount, "client \(client) gets \(amount)")
                }
            }
            let demand = demands[client]
            if matched < amounts[client].count {
                checks.append(
                    .unserved(client: client), 1, "client \(client) is served from a site that cannot serve it")
            }
            if !(abs(served - demand) <= allowance(of: demand)) {
                checks.append(
                    .unserved(client: client), demand - served, "client \(client) gets \(served) of \(demand)")
            }
            let sources = amounts[client].values.count { $0 > allowance(of: demand) }
            if isSingleSource, sources > 1 {
                checks.append(.source(client: client), Double(sources - 1), "client \(client) has \(sources) sources")
            }
        }
        for site in checks.openSites where !(loads[site] <= capacities[site] + allowance(of: capacities[site])) {
            let excess = loads[site] - capacities[site]
            checks.append(.capacity(site: site), excess, "site \(site) serves \(excess) more than its capacity")
        }
        return PlanEvaluation(
            objective: objective,
            openSites: checks.openSites,
            assignment: assignment,
            allocation: allocation,
            violations: checks.violations
        )
    }
}
