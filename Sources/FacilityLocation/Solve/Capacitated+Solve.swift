import LinearOptimization

extension CapacitatedProblem {
    /// Solves the problem; see ``NearestSiteProblem/solve(_:)``.
    ///
    /// ``LocationResult/allocation`` says who serves how much.
    ///
    /// - Throws: ``LocationError`` with everything wrong with data and options.
    public func solve(_ options: LocationOptions = LocationOptions()) throws(LocationError) -> LocationResult {
        let defects = problems()
        try validate(defects, options)
        let relaxed = NearestSiteProblem(
            serviceCosts: serviceCosts,
            weights: demands,
            unservedCosts: demands.map { $0 > 0 ? .infinity : 0 },
            openingCosts: openingCosts,
            roles: roles
        )
        let model = CapacityModel(self)
        let transport = model.flatMap { $0.isSingleSource || $0.clientCount == 0 ? nil : CondensedTransport($0) }
        func evaluated(_ open: [Int]) -> PlanEvaluation {
            guard let model, let transport else { return evaluation(open: open, allocation: allocation(open: open)) }
            return evaluation(open: open, allocation: allocation(open: open, model: model, transport: transport))
        }
        let pipeline = Pipeline(
            objective: CapacitatedObjective(self, model: model),
            rules: SiteRules(siteCount: serviceCosts.siteCount, roles: roles, rules: sideConstraints),
            evaluate: evaluated,
            simpleBound: relaxed.simpleBound,
            contradiction: contradiction(relaxed),
            construct: { placement, budget in
                guard let model else { return }
                var greedy = CapacitatedGreedy(model)
                greedy.construct(&placement, budget: budget)
            },
            improve: { if options.engine == .glpk { interchange(&$0, budget: $1) } },
            prove: { answer, budget in
                if options.engine == .exact, let model,
                    let stopped = proveWithEngine(&answer, model, evaluated, options: options, budget: budget)
                {
                    return stopped
                }
                let built = answer.stage("model") { _ in CapacitatedModel(self) }
                let direct = DirectModel(
                    model: built.model,
                    start: { built.values(open: $0.openSites, allocation: $0.allocation, demands: demands) },
                    plan: { plan(of: $0, in: built) },
                    hasIntegralObjective: false
                )
                return answer.solve(direct, options: options, budget: budget)
            }
        )
        return try pipeline.run(options, checkedBy: [])
    }

    /// The better of two allocations over the sites a solver opened: its own and the one computed here.
    private func plan(of solution: Solution, in built: CapacitatedModel) -> PlanEvaluation {
        let open = built.open.indices.filter { solution[built.open[$0]] > 0.5 }
        let own = evaluation(open: open, allocation: allocation(open: open))
        let solvers = evaluation(open: open, allocation: built.allocation(solution, demands: demands))
        if own.isFeasible != solvers.isFeasible { return own.isFeasible ? own : solvers }
        return own.objective <= solvers.objective + 1e-9 * max(1, abs(solvers.objective)) ? own : solvers
    }

    private func contradiction(_ relaxed: NearestSiteProblem) -> String? {
        if let text = unreachableClient(serviceCosts, relaxed.unservedCosts, roles) { return text }
        let capacity = roles.indices.reduce(0) { roles[$1] == .excluded ? $0 : $0 + capacities[$1] }
        let demand = demands.reduce(0, +)
        if capacity < demand * (1 - 1e-9) {
            return "the sites that may open have capacity \(capacity), the demand is \(demand)"
        }
        return nil
    }

    /// Proves the answer with the capacitated engine; `nil` where it does not apply.
    private func proveWithEngine(
        _ answer: inout Answer, _ model: CapacityModel, _ plan: ([Int]) -> PlanEvaluation, options: LocationOptions,
        budget: Budget
    ) -> Termination? {
        guard model.clientCount > 0, model.siteCount > 0 else {
            return nil
        }
        var solve = options.solve
        solve.timeLimit = budget.remaining
        let control = SolveControl(solve)
        let engine = CapacitatedEngine(model, options: solve, seed: options.seed, control: control)
        let outcome = engine.solve(starts: answer.plan.map { [$0.openSites] } ?? [])
        answer.statistics.stages += control.stages
        answer.statistics.nodeCount += control.nodeCount
        if let sites = outcome.sites {
            if let source = outcome.source {
                let parts = source.indices.map { index in
                    let client = model.clients[index]
                    return Allocation(client: client, site: Int(source[index]), amount: demands[client])
                }
                answer.offer(evaluation(open: sites, allocation: parts))
            } else {
                answer.offer(plan(sites))
            }
        }
        if outcome.bound < .infinity { answer.raiseBound(to: outcome.bound, isIntegral: false) }
        return outcome.termination
    }
}
