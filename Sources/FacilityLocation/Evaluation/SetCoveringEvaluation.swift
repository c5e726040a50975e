extension SetCoveringProblem {
    /// Recomputes a plan from the data: opening costs, who covers whom, every broken rule.
    ///
    /// O(data).
    ///
    /// ``PlanEvaluation/assignment`` names the first open site of each client's list.
    ///
    /// - Throws: ``LocationError`` when the problem itself is malformed.
    public func evaluate(open: some Sequence<Int>) throws(LocationError) -> PlanEvaluation {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return evaluation(open: open)
    }

    package func evaluation(open: some Sequence<Int>) -> PlanEvaluation {
        var checks = RuleChecks(open: open, siteCount: cover.siteCount, roles: roles, rules: sideConstraints)
        var assignment: [Int?] = Array(repeating: nil, count: cover.clientCount)
        var coveredWeight = 0.0
        for client in 0..<cover.clientCount {
            assignment[client] = checks.nearest(client, in: cover)?.site
            let count = cover.entries(of: client).count { checks.isOpen[Int(cover.sites[$0])] }
            if count >= requiredCover[client] {
                coveredWeight += weights[client]
            } else if minimumCoveredShare == nil {
                let short = requiredCover[client] - count
                checks.append(
                    .unserved(client: client), Double(short), "client \(client) lacks \(short) covering sites")
            }
        }
        if let share = minimumCoveredShare {
            let floor = share * weights.reduce(0, +)
            checks.check(.coveredShare, "covered weight", coveredWeight, lower: floor, upper: .infinity)
        }
        return PlanEvaluation(
            objective: checks.openSites.reduce(0) { $0 + openingCosts[$1] },
            openSites: checks.openSites,
            assignment: assignment,
            violations: checks.violations
        )
    }
}
