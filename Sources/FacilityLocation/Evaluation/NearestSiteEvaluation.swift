extension NearestSiteProblem {
    /// Recomputes a plan from the data: objective, who serves whom, every broken rule.
    ///
    /// O(data).
    ///
    /// - Parameter open: indices of all open sites, existing ones included, in any order.
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open, aggregate: nil)
    }

    /// As ``evaluate(open:)`` for data known to be sound.
    ///
    /// `aggregate` turns the costs per client into an objective;
    /// `nil` stands for the weighted sum.
    package func evaluation(open: some Sequence<Int>, aggregate: (([Double]) -> Double)?) -> PlanEvaluation {
        var checks = RuleChecks(open: open, siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints)
        var costs = unservedCosts
        var assignment: [Int?] = Array(repeating: nil, count: serviceCosts.clientCount)
        for client in 0..<serviceCosts.clientCount {
            if let nearest = checks.nearest(client, in: serviceCosts), nearest.cost <= unservedCosts[client] {
                costs[client] = nearest.cost
                assignment[client] = nearest.site
            } else if unservedCosts[client] == .infinity {
                checks.append(.unserved(client: client), 1, "client \(client) has no open site")
            }
        }
        for (index, rule) in serviceConstraints.enumerated() {
            var total = 0.0
            for (client, weight) in zip(rule.clients, rule.weights) where weight > 0 { total += weight * costs[client] }
            checks.check(.service(index), rule.name, total, lower: -.infinity, upper: rule.limit)
        }
        var objective = checks.openSites.reduce(0) { $0 + openingCosts[$1] }
        if let aggregate {
            objective += aggregate(costs)
        } else {
            for (client, cost) in costs.enumerated() where weights[client] > 0 || cost == .infinity {
                objective += cost == .infinity ? .infinity : weights[client] * cost
            }
        }
        return PlanEvaluation(
            objective: objective,
            openSites: checks.openSites,
            assignment: assignment,
            violations: checks.violations
        )
    }
}

extension NearestSiteProblem {
    /// What each client pays under a plan, its unserved cost where no open site serves it.
    func serviceCostPerClient(open: [Int]) -> [Double] {
        var isOpen = Array(repeating: false, count: serviceCosts.siteCount)
        for site in open { isOpen[site] = true }
        return unservedCosts.indices.map { client in
            let nearest = serviceCosts.entries(of: client).first { isOpen[Int(serviceCosts.sites[$0])] }
            return min(nearest.map { serviceCosts.costs[$0] } ?? .infinity, unservedCosts[client])
        }
    }
}

extension ConditionalMedianProblem {
    /// Recomputes a plan from the data: objective, who serves whom, every broken rule.
    ///
    /// O(data log clients).
    ///
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open)
    }

    package func evaluation(open: some Sequence<Int>) -> PlanEvaluation {
        base.evaluation(open: open) { meanOfWorst(costs: $0) }
    }

    /// The cost at which the worst-served share of the weight is full, the largest cost coming first.
    func threshold(costs: [Double]) -> Double {
        var left = worstShare * base.weights.reduce(0, +)
        var level = 0.0
        for client in costs.indices.sorted(by: { costs[$0] > costs[$1] }) where base.weights[client] > 0 {
            level = costs[client]
            left -= base.weights[client]
            if left <= 0 { break }
        }
        return level
    }

    /// Mean cost over the worst-served share of the weight: the costs are taken in falling order until that share is
    /// full, the last client counting with the part that fits.
    package func meanOfWorst(costs: [Double]) -> Double {
        let wanted = worstShare * base.weights.reduce(0, +)
        var left = wanted
        var sum = 0.0
        for client in costs.indices.sorted(by: { costs[$0] > costs[$1] }) {
            if costs[client] == .infinity { return .infinity }
            let part = min(left, base.weights[client])
            sum += part * costs[client]
            left -= part
            if left <= 0 { break }
        }
        return sum / wanted
    }
}

extension CenterProblem {
    /// Recomputes a plan from the data: the largest cost any client pays, who serves whom, every broken rule.
    ///
    /// O(data).
    ///
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open)
    }

    package func evaluation(open: some Sequence<Int>) -> PlanEvaluation {
        let nearest = NearestSiteProblem(serviceCosts: serviceCosts, roles: roles, sideConstraints: sideConstraints)
        return nearest.evaluation(open: open) { $0.max() ?? 0 }
    }
}
