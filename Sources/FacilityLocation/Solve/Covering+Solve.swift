import LinearOptimization

extension NearestSiteProblem {
    /// The answer of the covering engine, or `nil` when the problem is no covering problem; data are sound when this is
    /// called.
    ///
    /// - Throws: ``LocationError`` when the options do not fit the problem.
    package func coveringResult(_ options: LocationOptions, method: CoverMethod = .automatic) throws(LocationError)
        -> LocationResult?
    {
        #if GLPK
            let started = ContinuousClock.now
            guard let layers = CoverLayers(self) else { return nil }
            let layered = ContinuousClock.now - started
            guard var result = try layers.problem.exactCoveringResult(options, method: method, started: started) else {
                return nil
            }
            result.statistics.stages.insert(SolveStatistics.Stage(name: "aggregation", duration: layered), at: 0)
            guard result.objective != nil else { return result }
            let evaluated = evaluation(open: result.openSites, aggregate: nil)
            // Sums in another order differ in the last digits.
            let rounding = 1e-9 * max(1, abs(evaluated.objective))
            if result.objectiveBound >= evaluated.objective - rounding { result.objectiveBound = evaluated.objective }
            result.objective = evaluated.objective
            result.openSites = evaluated.openSites
            result.assignment = evaluated.assignment
            return result
        #else
            return nil
        #endif
    }

    /// The answer for a problem whose clients pay one cost when covered and another when not, or must be covered.
    func exactCoveringResult(
        _ options: LocationOptions, method: CoverMethod = .automatic, started: ContinuousClock.Instant
    ) throws(LocationError) -> LocationResult? {
        var greedyOptions = options
        greedyOptions.engine = .greedy
        let greedy = try pipelineResult(greedyOptions)
        if greedy.termination.reason == .infeasible { return greedy }
        var engineOptions = options
        if let limit = options.solve.timeLimit {
            engineOptions.solve.timeLimit = max(.zero, limit - (ContinuousClock.now - started))
        }
        let control = SolveControl(engineOptions.solve)
        guard let solve = CoverSolve(self, options: engineOptions, control: control, method: method),
            let answer = solve.run(starts: greedy.objective == nil ? [] : [greedy.openSites])
        else { return nil }
        var result = result(answer, control: control)
        result.greedyObjective = greedy.greedyObjective
        result.objectiveBound = max(result.objectiveBound, min(greedy.objectiveBound, result.objective ?? .infinity))
        result.statistics.stages = greedy.statistics.stages + result.statistics.stages
        return result
    }
}
