import LinearOptimization

extension PointProblem {
    /// Problems with at most this many (client, site) pairs are solved over lists of all of them.
    static let largestListed = 40_000_000

    /// Solves the problem.
    ///
    /// Up to forty million pairs are listed and solved as a ``NearestSiteProblem``. Beyond that each client lists its
    /// near sites only, with a lower limit on all others; the bound counts those too, so that
    /// ``LocationResult/objectiveBound`` holds for the whole problem, and the objective is recomputed from the points.
    /// The greedy baseline of large problems seats sites one by one where clients fare worst and centres them.
    ///
    /// Without a limit of time the search for a proof of a large problem ends when its budgets of work do; the result is
    /// then ``Termination/Reason/feasible`` with the bound and gap reached.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options. Infeasible problems and limits are
    ///   results.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        try solve(options, listingAtMost: Self.largestListed)
    }

    /// As ``solve(_:)`` with another number of pairs up to which all are listed.
    package func solve(
        _ options: LocationOptions, listingAtMost largest: Int
    ) throws(LocationError) -> LocationResult {
        let started = ContinuousClock.now
        var defects = problems()
        if let start = options.solve.initialSolution, start.count != costs.sites.count {
            let message = "has \(start.count) values; one per site (\(costs.sites.count)) is needed"
            defects.append(InputProblem(field: "options.initialSolution", message: message))
        }
        try validate(defects, options)
        if costs.pairCount <= largest || costs.clients.isEmpty || costs.sites.isEmpty {
            return try listed().solve(options)
        }
        if options.engine == .glpk {
            throw LocationError(problems: [
                InputProblem(
                    field: "options.engine",
                    message: "the complete model of \(costs.pairCount) pairs is too large; use the exact engine")
            ])
        }
        var limited = options
        if let limit = options.solve.timeLimit {
            limited.solve.timeLimit = max(.zero, limit - (ContinuousClock.now - started))
        }
        return PointSolve(self, options: limited).run()
    }

    /// Recomputes a plan from the points: objective, who serves whom, every broken rule.
    ///
    /// O(clients log open sites).
    ///
    /// - Parameter open: indices of all open sites, existing ones included, in any order.
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open)
    }

    /// As ``evaluate(open:)`` for data known to be sound.
    package func evaluation(open: some Sequence<Int>) -> PlanEvaluation {
        let roles = roles ?? Array(repeating: .candidate, count: costs.sites.count)
        var checks = RuleChecks(open: open, siteCount: costs.sites.count, roles: roles, rules: sideConstraints)
        let openSites = checks.openSites
        let tree = PointSet(openSites.map { costs.sites[$0] }, rule: costs.distance)
        let stack = TreeStack()
        var assignment: [Int?] = Array(repeating: nil, count: costs.clients.count)
        var objective = openSites.reduce(0) { $0 + (openingCosts?[$1] ?? 0) }
        for (client, point) in costs.clients.enumerated() {
            let place = costs.distance.treePoint(point)
            let found = tree.nearestTwo(place.x, place.y, place.z, counts: nil, isEligible: nil, stack: stack)
            let unserved = unservedCosts?[client] ?? .infinity
            let weight = weights?[client] ?? 1
            var cost = unserved
            if found.first >= 0 {
                let site = openSites[Int(tree.originals[Int(found.first)])]
                let distance = costs.cost(client: client, site: site)
                if distance.isFinite, distance <= unserved {
                    cost = distance
                    assignment[client] = site
                }
            }
            if cost == .infinity {
                checks.append(.unserved(client: client), 1, "client \(client) has no open site")
                objective = .infinity
            } else if weight > 0 {
                objective += weight * cost
            }
        }
        return PlanEvaluation(
            objective: objective, openSites: openSites, assignment: assignment, violations: checks.violations)
    }
}
