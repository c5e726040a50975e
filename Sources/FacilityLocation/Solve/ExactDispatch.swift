import LinearOptimization

extension NearestSiteProblem {
    /// The answer of the exact engine, started from the greedy plan and the one given; data are sound when this is
    /// called.
    ///
    /// - Throws: ``LocationError`` when the options do not fit the problem.
    func exactEngineResult(_ options: LocationOptions) throws(LocationError) -> LocationResult {
        let started = ContinuousClock.now
        var greedyOptions = options
        greedyOptions.engine = .greedy
        let greedy = try pipelineResult(greedyOptions)
        if greedy.termination.reason == .infeasible { return greedy }
        var engineOptions = options
        if let limit = options.solve.timeLimit {
            engineOptions.solve.timeLimit = max(.zero, limit - (ContinuousClock.now - started))
        }
        // Presolve looks at every pair without a pause: nobody who has called it off should wait for that.
        if greedy.objective != nil, !greedy.termination.isOptimal, options.solve.cancellation?.isCancelled == true {
            var result = greedy
            result.termination = Termination(.feasible, limit: .interrupted, detail: "greedy")
            return result
        }
        let starts = greedy.objective == nil ? [] : [greedy.openSites]
        var result = solveExactly(engineOptions, starts: starts)
        result.greedyObjective = greedy.greedyObjective
        result.objectiveBound = max(result.objectiveBound, min(greedy.objectiveBound, result.objective ?? .infinity))
        result.statistics.stages = greedy.statistics.stages + result.statistics.stages
        return result
    }
}
