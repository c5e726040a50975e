import LinearOptimization

/// How a problem type is answered: greedy, then interchange, then a proof.
struct Pipeline<Objective: PlacementObjective> {
    /// The objective with no site open.
    var objective: Objective
    var rules: SiteRules
    /// Recomputes a set of open sites from the data.
    var evaluate: ([Int]) -> PlanEvaluation
    /// A bound that needs no solver.
    var simpleBound: Double
    /// Why no plan can exist, where the data alone say so.
    var contradiction: String?
    /// Opens sites ahead of the general greedy, which then goes on from there.
    var construct: ((inout Placement<Objective>, Budget) -> Void)?
    /// Local search from a plan that keeps every rule.
    var improve: (inout Placement<Objective>, Budget) -> Void
    /// Proves the answer, or tries to; returns why it stopped.
    var prove: (inout Answer, Budget) -> Termination

    func run(_ options: LocationOptions, checkedBy problems: [InputProblem]) throws(LocationError) -> LocationResult {
        var problems = problems
        if let start = options.solve.initialSolution, start.count != rules.siteCount {
            let message = "has \(start.count) values; one per site (\(rules.siteCount)) is needed"
            problems.append(InputProblem(field: "options.initialSolution", message: message))
        }
        try validate(problems, options)
        let started = ContinuousClock.now
        let budget = Budget(options.solve, started: started)
        var answer = Answer(bound: simpleBound, options: options.solve, started: started)
        if let contradiction { return answer.result(Termination(.infeasible, detail: contradiction)) }

        var placement = Placement(rules: rules, objective: objective)
        let outcome = answer.stage("greedy") { _ in
            if let construct {
                construct(&placement, budget)
                if placement.isFeasible { return ConstructiveGreedy.Outcome.feasible }
            }
            return ConstructiveGreedy.construct(&placement, budget: budget)
        }
        if outcome == .feasible { answer.offerGreedy(evaluate(placement.selection.openSites)) }
        if let start = options.solve.initialSolution {
            answer.offer(evaluate(start.indices.filter { start[$0] > 0.5 }))
        }
        answer.report("greedy")
        if outcome == .infeasible, answer.plan == nil {
            return answer.result(Termination(.infeasible, detail: "the rules leave no plan: every choice was tried"))
        }
        let heuristic = Termination(.feasible, limit: .heuristic)
        if options.engine == .greedy { return answer.result(heuristic) }

        if outcome == .feasible, !answer.isProven, !stops(answer, budget) {
            answer.stage("interchange") { _ in improve(&placement, budget) }
            answer.offer(evaluate(placement.selection.openSites))
            answer.report("interchange")
        }
        if answer.isProven { return answer.result(Termination(.optimal)) }
        if stops(answer, budget) {
            return answer.result(Termination(.feasible, limit: answer.wasStopped ? .interrupted : budget.limit))
        }
        let stopped = prove(&answer, budget)
        return answer.result(stopped)
    }

    private func stops(_ answer: Answer, _ budget: Budget) -> Bool { answer.wasStopped || budget.isExhausted }
}
