import LinearOptimization

extension CenterProblem {
    /// Solves the problem by bisection over the distinct costs.
    ///
    /// Each step asks whether all clients can be covered within a cost.
    /// Each "no" is proven by the set-covering model of that radius and raises the bound to the next cost; each "yes" is a
    /// plan. A probe that a limit stops proves nothing and ends the search. See ``NearestSiteProblem/solve(_:)``.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
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
