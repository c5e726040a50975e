import LinearOptimization

extension CenterProblem {
    /// Solves the problem by bisection over the costs.
    ///
    /// Each step asks whether all clients can be covered within a cost: first of a few clients, then of those too that
    /// the answers serve worst. Each "no" is proven by the set-covering program of that radius and raises the bound to the
    /// next cost; each "yes" is a plan. A probe that a limit stops proves nothing and ends the search. See
    /// ``NearestSiteProblem/solve(_:)``.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        guard options.engine == .exact, completeModelSolver() != nil else { return try pipelineResult(options) }
        let started = ContinuousClock.now
        var greedyOptions = options
        greedyOptions.engine = .greedy
        let greedy = try pipelineResult(greedyOptions)
        if greedy.termination.reason == .infeasible { return greedy }
        return greedy.completed(
            ListedCenterCosts(serviceCosts, roles: roles), roles: roles, rules: sideConstraints,
            options: options, started: started, evaluate: { evaluation(open: $0) })
    }

    /// The answer of greedy, or of a bisection over complete models, for sound data.
    func pipelineResult(_ options: LocationOptions) throws(LocationError) -> LocationResult {
        let nearest = NearestSiteProblem(serviceCosts: serviceCosts, roles: roles, sideConstraints: sideConstraints)
        let pipeline = Pipeline(
            objective: NearestObjective(nearest, aggregate: .largest),
            rules: SiteRules(siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints),
            evaluate: { evaluation(open: $0) },
            simpleBound: leastRadius,
            contradiction: unreachableClient(serviceCosts, nearest.unservedCosts, roles),
            improve: { interchange(&$0, budget: $1) },
            prove: { bisect(&$0, options: options, budget: $1) }
        )
        return try pipeline.run(options, checkedBy: [])
    }

    /// The largest, over the clients, of the cost of the cheapest site that may open.
    private var leastRadius: Double {
        guard serviceCosts.clientCount > 0 else { return 0 }
        var radius = -Double.infinity
        for client in 0..<serviceCosts.clientCount {
            let cheapest = serviceCosts.entries(of: client).first { roles[Int(serviceCosts.sites[$0])] != .excluded }
            if let cheapest { radius = max(radius, serviceCosts.costs[cheapest]) }
        }
        return radius
    }

    private func bisect(_ answer: inout Answer, options: LocationOptions, budget: Budget) -> Termination {
        guard completeModelSolver() != nil else {
            return Termination(.feasible, limit: .heuristic, detail: noSolverDetail)
        }
        // Radii worth asking about, ascending; the last one is known to do when a plan is held.
        let least = answer.bound
        let radii = Set(serviceCosts.costs.filter { $0 >= least }).sorted()
        var low = 0
        var high = radii.count - 1
        if let plan = answer.plan { high = (radii.firstIndex { $0 >= plan.objective } ?? radii.count) - 1 }
        while low <= high {
            // Without a plan the widest radius decides whether there is one at all.
            let middle = answer.plan == nil ? high : (low + high) / 2
            let stopped = probe(radii[middle], &answer, options: options, budget: budget)
            switch stopped.reason {
            case .optimal, .feasible:
                guard let plan = answer.plan, plan.objective <= radii[middle] else { return stopped }
                high = (radii.firstIndex { $0 >= plan.objective } ?? radii.count) - 1
            case .infeasible:
                low = middle + 1
                if low < radii.count {
                    answer.raiseBound(to: radii[low], isIntegral: false)
                } else if answer.plan == nil {
                    return stopped
                }
            default:
                return stopped
            }
            answer.report("radius")
            if answer.isProven { break }
            if answer.wasStopped { return Termination(.feasible, limit: .interrupted) }
        }
        if let plan = answer.plan { answer.raiseBound(to: plan.objective, isIntegral: false) }
        return Termination(.optimal)
    }

    /// Asks whether a plan serves every client within a radius.
    private func probe(_ radius: Double, _ answer: inout Answer, options: LocationOptions, budget: Budget)
        -> Termination
    {
        let rows = (0..<serviceCosts.clientCount).map { client in
            serviceCosts.entries(of: client).lazy
                .prefix { serviceCosts.costs[$0] <= radius }
                .map { (site: Int(serviceCosts.sites[$0]), cost: 0.0) }
        }
        let covering = SetCoveringProblem(
            cover: ServiceCosts(siteCount: serviceCosts.siteCount, rows: rows.map(Array.init)),
            openingCosts: Array(repeating: 0, count: serviceCosts.siteCount),
            roles: roles,
            sideConstraints: sideConstraints
        )
        let built = SetCoveringModel(covering)
        guard let solver = completeModelSolver() else { return Termination(.noSolutionFound, limit: .heuristic) }
        var solve = options.solve
        solve.timeLimit = budget.remaining
        solve.initialSolution = nil
        // The handler hears of radii; a probe's own bounds are not the problem's.
        solve.progress = nil
        do {
            let result = try answer.stage("probe") { _ in try solver.solve(built.model, options: solve) }
            answer.statistics.simplexIterations += result.statistics.simplexIterations
            answer.statistics.nodeCount += result.statistics.nodeCount
            if let solution = result.solution {
                answer.offer(evaluation(open: built.open.indices.filter { solution[built.open[$0]] > 0.5 }))
            }
            return result.termination
        } catch {
            return Termination(.numericalError, detail: "\(solver.name) failed, local search answers: \(error)")
        }
    }
}

extension ImplicitCenterProblem {
    /// Solves the problem; see ``CenterProblem/solve(_:)``.
    ///
    /// The baseline opens, time and again, the site nearest to the client served worst. Problems with other rules than
    /// their number of sites have the baseline of ``CenterProblem``, which needs all costs in a list; so has the engine
    /// `glpk`.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        let probe = CenterProbe(siteCount: siteCount, roles: roles, rules: sideConstraints)
        let isPlain = probe.count != nil && options.solve.initialSolution == nil
        guard isPlain, options.engine != .glpk, completeModelSolver() != nil else {
            return try listed().solve(options)
        }
        return LocationResult(termination: Termination(.noSolutionFound)).completed(
            ImplicitCenterCosts(clientCount: clientCount, siteCount: siteCount, roles: roles, distance: cost),
            roles: roles, rules: sideConstraints, options: options, started: .now, evaluate: { evaluation(open: $0) })
    }
}

extension LocationResult {
    /// The answer of the p-center engine, started from this one.
    func completed<Costs: CenterCosts>(
        _ costs: Costs, roles: [SiteRole], rules: [SideConstraint], options: LocationOptions,
        started: ContinuousClock.Instant, evaluate: ([Int]) -> PlanEvaluation
    ) -> LocationResult {
        var engineOptions = options
        if let limit = options.solve.timeLimit {
            engineOptions.solve.timeLimit = max(.zero, limit - (ContinuousClock.now - started))
        }
        let control = SolveControl(engineOptions.solve)
        let siteRules = SiteRules(siteCount: roles.count, roles: roles, rules: rules)
        var solve = CenterSolve(
            costs, roles: roles, rules: rules, options: engineOptions, control: control,
            isAllowed: { sites in
                var selection = Selection(rules: siteRules)
                for site in sites where !selection.isOpen[site] { selection.open(site) }
                return selection.violation == 0 && sites.allSatisfy { roles[$0] != .excluded }
            })
        let termination =
            options.engine == .greedy
            ? solve.runGreedy() : solve.run(starts: objective == nil ? [] : [openSites])
        var answer = Answer(bound: max(solve.bound, objectiveBound), options: options.solve, started: started)
        answer.statistics = SolveStatistics(
            simplexIterations: control.simplexIterations, nodeCount: control.nodeCount,
            stages: statistics.stages + control.stages)
        if let plan = solve.plan { answer.offer(evaluate(plan)) }
        var result = answer.result(termination)
        result.greedyObjective = greedyObjective ?? solve.greedyObjective
        return result
    }
}
