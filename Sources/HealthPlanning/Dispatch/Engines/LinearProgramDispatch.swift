#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// The dispatch as a linear program for GLPK, grown from a core of needy counties.
    ///
    /// The first program has the counties that cannot serve their own institutions, with their nearest lanes; every
    /// other county serves itself and offers the rest of its staff. Prices extend to the whole country: an
    /// institution outside the core is worth what its own county's staff is. Wherever a lane beats these prices, it
    /// enters the program (with its county, when that was outside), and the program is solved again. When no lane of
    /// the country does, the prices prove the optimum over all of them, in whole metres.
    enum LinearProgramDispatch {
        /// Least weighted sum of shortage and travel, or, with given demands, least travel that serves them in full.
        static func solve(
            _ instance: DispatchInstance, demands: [Int]?, options: SolveOptions
        ) throws(SolverError) -> DispatchSolution {
            let clock = ContinuousClock()
            let start = clock.now
            var program = DispatchProgram(instance, demands: demands ?? instance.institutions)
            var statistics = SolveStatistics()
            while true {
                var roundOptions = options
                if let limit = options.timeLimit {
                    roundOptions.timeLimit = max(.zero, limit - (clock.now - start))
                }
                let model = program.model()
                let roundStart = clock.now
                let result = try GLPKSolver().solve(model, options: roundOptions)
                statistics.simplexIterations += result.statistics.simplexIterations
                statistics.stages.append(
                    .init(
                        name: "linear program, \(model.constraintCount) × \(model.variableCount)",
                        duration: clock.now - roundStart))
                guard result.termination.isOptimal, let solution = result.solution, let duals = result.dualSolution
                else {
                    return DispatchSolution(termination: result.termination, statistics: statistics)
                }
                let prices = program.prices(duals)
                if !program.grow(by: prices) {
                    return DispatchSolution(
                        termination: result.termination, served: program.served(solution), prices: prices,
                        statistics: statistics)
                }
            }
        }
    }
#endif
