import LinearOptimization

extension NearestSiteProblem {
    /// Solves the problem.
    ///
    /// The greedy baseline always runs too, and no limit returns a worse plan than it found.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options. Infeasible problems, limits and broken
    ///   solvers are results.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        if options.engine == .exact, let covering = try coveringResult(options) { return covering }
        if options.engine != .glpk, isVast {
            if let start = options.solve.initialSolution, start.count != serviceCosts.siteCount {
                let message = "has \(start.count) values; one per site (\(serviceCosts.siteCount)) is needed"
                throw LocationError(problems: [InputProblem(field: "options.initialSolution", message: message)])
            }
            return ListedSolve(self, options: options).run()
        }
        return options.engine == .exact ? try exactEngineResult(options) : try pipelineResult(options)
    }

    /// The answer of greedy, or of the complete model, for sound data.
    func pipelineResult(_ options: LocationOptions) throws(LocationError) -> LocationResult {
        let pipeline = Pipeline(
            objective: NearestObjective(self),
            rules: SiteRules(siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints),
            evaluate: { evaluation(open: $0, aggregate: nil) },
            simpleBound: simpleBound,
            contradiction: unreachableClient(serviceCosts, unservedCosts, roles),
            improve: { nearestInterchange(&$0, budget: $1) },
            prove: { answer, budget in
                let built = answer.stage("model") { _ in NearestSiteModel(self, .levels, coveringEveryClient: false) }
                let direct = DirectModel(
                    model: built.model,
                    start: { built.values(open: $0.openSites) },
                    plan: { evaluation(open: built.openSites(of: $0), aggregate: nil) },
                    hasIntegralObjective: built.hasIntegralObjective
                )
                return answer.solve(direct, options: options, budget: budget)
            }
        )
        return try pipeline.run(options, checkedBy: [])
    }

    /// Every client at its cheapest site that may open, plus the opening costs no plan avoids.
    var simpleBound: Double {
        var bound = 0.0
        for site in roles.indices {
            switch roles[site] {
            case .existing, .required: bound += openingCosts[site]
            case .candidate: bound += min(0, openingCosts[site])
            case .excluded: break
            }
        }
        for client in weights.indices where weights[client] > 0 {
            let cheapest = serviceCosts.entries(of: client).first { roles[Int(serviceCosts.sites[$0])] != .excluded }
            let cost = min(cheapest.map { serviceCosts.costs[$0] } ?? .infinity, unservedCosts[client])
            if cost.isFinite { bound += weights[client] * cost }
        }
        // Sums in another order may differ in the last digits.
        return bound - 1e-12 * abs(bound)
    }
}

/// Says which client has no site that may open although it must be served, if there is one.
func unreachableClient(_ costs: ServiceCosts, _ unserved: [Double], _ roles: [SiteRole]) -> String? {
    for client in 0..<costs.clientCount where unserved[client] == .infinity {
        if !costs.entries(of: client).contains(where: { roles[Int(costs.sites[$0])] != .excluded }) {
            return "client \(client) must be served and no site in its list may open"
        }
    }
    return nil
}

extension ConditionalMedianProblem {
    /// Solves the problem; see ``NearestSiteProblem/solve(_:)``.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        let usesEngine = options.engine == .exact && suitsConditionalSolve
        let pipeline = Pipeline(
            objective: NearestObjective(base, aggregate: .meanOfWorst(self)),
            rules: SiteRules(siteCount: base.serviceCosts.siteCount, roles: base.roles, rules: base.sideConstraints),
            evaluate: { evaluation(open: $0) },
            simpleBound: simpleBound,
            contradiction: unreachableClient(base.serviceCosts, base.unservedCosts, base.roles),
            improve: { if !usesEngine { interchange(&$0, budget: $1) } },
            prove: { answer, budget in
                if usesEngine, let stopped = proveByThresholds(&answer, options, budget) { return stopped }
                return proveByModel(&answer, options, budget)
            }
        )
        return try pipeline.run(options, checkedBy: [])
    }

    private func proveByModel(_ answer: inout Answer, _ options: LocationOptions, _ budget: Budget) -> Termination {
        let built = answer.stage("model") { _ in ConditionalMedianModel(self) }
        let direct = DirectModel(
            model: built.siting.model,
            start: { built.values(open: $0.openSites) },
            plan: { evaluation(open: built.siting.openSites(of: $0)) },
            hasIntegralObjective: false
        )
        return answer.solve(direct, options: options, budget: budget)
    }

    /// The mean of the worst share when every client has its cheapest site, plus the opening costs no plan avoids.
    private var simpleBound: Double {
        let best = (0..<base.serviceCosts.clientCount).map { client in
            let entries = base.serviceCosts.entries(of: client)
            let cheapest = entries.first { base.roles[Int(base.serviceCosts.sites[$0])] != .excluded }
            return min(cheapest.map { base.serviceCosts.costs[$0] } ?? .infinity, base.unservedCosts[client])
        }
        var weightless = base
        weightless.weights = base.weights.map { _ in 0 }
        let mean = meanOfWorst(costs: best)
        return mean.isFinite ? weightless.simpleBound + mean - 1e-12 * abs(mean) : -.infinity
    }
}

extension NearestSiteModel {
    /// The open sites of a point of this model.
    func openSites(of solution: Solution) -> [Int] { open.indices.filter { solution[open[$0]] > 0.5 } }
}

extension NearestSiteProblem {
    /// The plan of the constructive greedy and what interchange makes of it, `nil` when none was found.
    ///
    /// For data known to be sound.
    package func heuristicPlans() -> (greedy: PlanEvaluation, improved: PlanEvaluation)? {
        let rules = SiteRules(siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints)
        var placement = Placement(rules: rules, objective: NearestObjective(self))
        let budget = Budget(SolveOptions(), started: .now)
        guard ConstructiveGreedy.construct(&placement, budget: budget) == .feasible else { return nil }
        let greedy = evaluation(open: placement.selection.openSites, aggregate: nil)
        nearestInterchange(&placement, budget: budget)
        return (greedy, evaluation(open: placement.selection.openSites, aggregate: nil))
    }
}
