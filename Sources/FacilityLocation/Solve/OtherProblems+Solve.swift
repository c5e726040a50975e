import LinearOptimization

extension SetCoveringProblem {
    /// Solves the problem; see ``NearestSiteProblem/solve(_:)``.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        if options.engine == .glpk || contradiction != nil { return try pipelineResult(options) }
        let started = ContinuousClock.now
        let merged = MergedCovering(self)
        let mergedIn = ContinuousClock.now - started
        var result = try merged.problem.mergedResult(options, merged, started: started)
        result.statistics.stages.insert(SolveStatistics.Stage(name: "aggregation", duration: mergedIn), at: 0)
        guard result.objective != nil else { return result }
        let evaluated = evaluation(open: result.openSites)
        result.objective = evaluated.objective
        result.objectiveBound = min(result.objectiveBound, evaluated.objective)
        result.assignment = evaluated.assignment
        return result
    }

    /// The answer of greedy or of the covering engine, for merged clients.
    private func mergedResult(
        _ options: LocationOptions, _ merged: MergedCovering, started: ContinuousClock.Instant
    ) throws(LocationError) -> LocationResult {
        var greedyOptions = options
        greedyOptions.engine = .greedy
        let greedy = try pipelineResult(greedyOptions)
        if options.engine == .greedy || greedy.termination.reason == .infeasible { return greedy }
        var engineOptions = options
        if let limit = options.solve.timeLimit {
            engineOptions.solve.timeLimit = max(.zero, limit - (ContinuousClock.now - started))
        }
        let control = SolveControl(engineOptions.solve)
        guard let nearest = merged.nearestSite,
            let solve = CoverSolve(nearest, options: engineOptions, control: control),
            let answer = solve.run(starts: greedy.objective == nil ? [] : [greedy.openSites])
        else { return try pipelineResult(engineOptions) }
        var result = nearest.result(answer, control: control)
        result.greedyObjective = greedy.greedyObjective
        result.statistics.stages = greedy.statistics.stages + result.statistics.stages
        if result.objective == nil, result.termination.reason != .infeasible, greedy.objective != nil {
            result.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
            result.objective = greedy.objective
            result.openSites = greedy.openSites
        }
        result.objectiveBound = max(result.objectiveBound, min(greedy.objectiveBound, result.objective ?? .infinity))
        return result
    }

    /// The answer of greedy, or of the complete model, for sound data.
    private func pipelineResult(_ options: LocationOptions) throws(LocationError) -> LocationResult {
        var unavoidable = 0.0
        for site in roles.indices {
            switch roles[site] {
            case .existing, .required: unavoidable += openingCosts[site]
            case .candidate: unavoidable += min(0, openingCosts[site])
            case .excluded: break
            }
        }
        let pipeline = Pipeline(
            objective: CoverObjective(self),
            rules: SiteRules(siteCount: cover.siteCount, roles: roles, rules: sideConstraints),
            evaluate: { evaluation(open: $0) },
            simpleBound: unavoidable - 1e-12 * abs(unavoidable),
            contradiction: contradiction,
            improve: { interchange(&$0, budget: $1) },
            prove: { answer, budget in
                let built = answer.stage("model") { _ in SetCoveringModel(self) }
                let direct = DirectModel(
                    model: built.model,
                    start: { built.values(open: $0.openSites) },
                    plan: { solution in evaluation(open: built.open.indices.filter { solution[built.open[$0]] > 0.5 })
                    },
                    hasIntegralObjective: built.hasIntegralObjective
                )
                return answer.solve(direct, options: options, budget: budget)
            }
        )
        return try pipeline.run(options, checkedBy: [])
    }

    private var contradiction: String? {
        guard minimumCoveredShare == nil else { return nil }
        for client in requiredCover.indices {
            let usable = cover.entries(of: client).count { roles[Int(cover.sites[$0])] != .excluded }
            if usable < requiredCover[client] {
                return "client \(client) needs \(requiredCover[client]) covering sites and \(usable) may open"
            }
        }
        return nil
    }
}
