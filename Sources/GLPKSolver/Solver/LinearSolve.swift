#if GLPK
    internal import LinearOptimization

    /// One solve of a model without integer variables.
    struct LinearSolve {
        let solve: CompleteSolve
        let session: GLPKSession
        let isCautious: Bool

        private var model: Model { solve.model }
        private var options: SolveOptions { solve.options }

        func run(statistics: SolveStatistics) throws(SolverError) -> SolveResult {
            var statistics = statistics
            let began = ContinuousClock.now
            var result = try search()
            statistics.stages.append(.init(name: "simplex", duration: began.duration(to: .now)))
            statistics.simplexIterations = session.iterationCount
            result.statistics = statistics
            return result
        }

        private func simplexOptions(isTight: Bool) -> SimplexOptions {
            var simplex = SimplexOptions(
                method: isCautious ? .primal : solve.solver.method,
                timeLimit: solve.deadline.remaining,
                cancellation: options.cancellation,
                ratioTest: isCautious ? .harris : .longStep,
                // Rows are recomputed in another order than GLPK's; leave room for the difference.
                primalTolerance: isTight ? 1e-10 : min(1e-7, options.tolerances.feasibility / 10),
                dualTolerance: isTight ? 1e-10 : 1e-7)
            simplex.presolve = solve.solver.presolve && !isCautious && !isTight
            return simplex
        }

        private func search() throws(SolverError) -> SolveResult {
            let watch = TreeWatch(options: options, deadline: solve.deadline, start: solve.start, sense: model.sense)
            let tick: (() -> Bool)? = options.progress == nil ? nil : { watch.proceed(stage: "simplex", tick: true) }
            guard watch.proceed(stage: "start") else {
                return try limited(watch.stop == .time ? .time : .interrupted)
            }
            var complaint = ""
            for isTight in [false, true] {
                let outcome = try session.solveLP(simplexOptions(isTight: isTight), tick: tick)
                switch outcome {
                case .optimal:
                    let (result, objection) = try optimum()
                    if objection.isEmpty || isTight { return result }
                    complaint = objection
                case .infeasible:
                    return SolveResult(
                        termination: Termination(.infeasible, detail: "no point satisfies all constraints"),
                        objectiveBound: model.sense == .minimize ? .infinity : -.infinity)
                case .unbounded:
                    return SolveResult(
                        termination: Termination(.unbounded, detail: "the objective improves without limit"),
                        objectiveBound: noBound)
                case .timeLimit: return try limited(.time)
                case .interrupted: return try limited(.interrupted)
                case .iterationLimit, .objectiveLimit: return try limited(.iterations)
                case .failed(let code):
                    let detail = complaint.isEmpty ? "the simplex method failed (code \(code))" : complaint
                    return SolveResult(
                        termination: Termination(.numericalError, detail: detail), solution: start,
                        objectiveBound: noBound)
                }
            }
            return SolveResult(
                termination: Termination(.numericalError, detail: complaint), solution: start, objectiveBound: noBound)
        }

        private var noBound: Double { model.sense == .minimize ? -.infinity : .infinity }

        /// Reads the basis GLPK calls optimal and judges it by our own arithmetic; says what is wrong with it, if anything.
        private func optimum() throws(SolverError) -> (result: SolveResult, objection: String) {
            let values = try point()
            var duals = DualSolution(dualValues: [], reducedCosts: [])
            try session.rowDuals(0..<session.rowCount, into: &duals.dualValues)
            try session.reducedCosts(0..<session.columnCount, into: &duals.reducedCosts)
            var bound = try session.provenBound(duals: duals.dualValues)

            let violations = model.violations(of: values, tolerances: options.tolerances)
            guard violations.isEmpty else {
                let detail = "the basis called optimal breaks \(violations[0])"
                return (
                    SolveResult(
                        termination: Termination(.numericalError, detail: detail), solution: start,
                        objectiveBound: bound),
                    detail
                )
            }
            let objective = model.objectiveValue(of: values)
            let distance = Gap.absolute(objective: objective, bound: bound) / max(1, abs(objective))
            if distance <= 1e-9 { bound = objective }
            var result = SolveResult(
                termination: Termination(.optimal), solution: Solution(objective: objective, values: values),
                objectiveBound: bound)
            guard
                distance <= 1e-6 || result.relativeGap <= options.relativeGap
                    || result.absoluteGap <= options.absoluteGap
            else {
                let detail = "GLPK called the basis optimal, but its dual values prove no more than \(bound)"
                result.termination = Termination(.numericalError, detail: detail)
                return (result, detail)
            }
            if solve.solver.sensitivity { duals.ranges = try session.sensitivity() }
            result.dualSolution = duals
            return (result, "")
        }

        private func point() throws(SolverError) -> [Double] {
            var values: [Double] = []
            try session.primalValues(0..<session.columnCount, into: &values)
            return session.snapped(values, tolerances: options.tolerances)
        }

        /// The answer when a limit struck: a feasible basis, or the starting point, with whatever bound the dual values give.
        private func limited(_ limit: Termination.Limit) throws(SolverError) -> SolveResult {
            var bound = try session.provenBound()
            if bound.isNaN { bound = noBound }
            var solution = start
            if session.holdsFeasiblePoint {
                let values = try point()
                if model.isFeasible(values, tolerances: options.tolerances) {
                    let objective = model.objectiveValue(of: values)
                    let sign: Double = model.sense == .minimize ? 1 : -1
                    if solution == nil || sign * objective < sign * (solution?.objective ?? 0) {
                        solution = Solution(objective: objective, values: values)
                    }
                }
            }
            return SolveResult(
                termination: Termination(solution == nil ? .noSolutionFound : .feasible, limit: limit),
                solution: solution,
                objectiveBound: bound)
        }

        /// The initial solution, when there is a feasible one.
        private var start: Solution? {
            guard let values = options.initialSolution, model.isFeasible(values, tolerances: options.tolerances) else {
                return nil
            }
            return Solution(objective: model.objectiveValue(of: values), values: values)
        }
    }
#endif
