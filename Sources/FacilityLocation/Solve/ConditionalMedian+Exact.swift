import LinearOptimization

extension ConditionalMedianProblem {
    /// Whether ``proveByThresholds(_:_:_:)`` applies: rules on service go to the complete model.
    var suitsConditionalSolve: Bool {
        #if GLPK
            return base.serviceConstraints.isEmpty
        #else
            return false
        #endif
    }

    /// Proves by branch and cut over ranges of the threshold; `nil` when that is not possible.
    func proveByThresholds(_ answer: inout Answer, _ options: LocationOptions, _ budget: Budget) -> Termination? {
        #if GLPK
            var limited = options
            limited.solve.timeLimit = budget.remaining
            let control = SolveControl(limited.solve)
            guard let search = ConditionalSolve(self, options: limited, control: control),
                let found = try? search.run(starts: answer.plan.map { [$0.openSites] } ?? [])
            else { return nil }
            answer.statistics.simplexIterations += control.simplexIterations
            answer.statistics.nodeCount += control.nodeCount
            answer.statistics.stages += control.stages
            if let plan = found.plan { answer.offer(evaluation(open: plan)) }
            answer.raiseBound(to: found.bound, isIntegral: false)
            return found.termination
        #else
            return nil
        #endif
    }
}
