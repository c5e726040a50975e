#if GLPK
    internal import LinearOptimization

    /// One solve of a complete model: load, solve, check, translate.
    struct CompleteSolve {
        let model: Model
        let options: SolveOptions
        let solver: GLPKSolver
        let start: ContinuousClock.Instant

        var deadline: Deadline { Deadline(options.timeLimit, from: start) }

        /// Solves, and once more with the most cautious settings when GLPK aborts.
        func run() throws(SolverError) -> SolveResult {
            let first: SolveResult
            do {
                let (result, wasAborted) = try attempt(isCautious: false)
                guard wasAborted else { return result }
                first = result
            } catch {
                guard GLPKStatus.isAbort(error) else { throw error }
                return try attempt(isCautious: true).result
            }
            // An incumbent survived the abort: it is where the second attempt starts, and what is left if that aborts too.
            var again = self.options
            again.initialSolution = first.solution?.values ?? options.initialSolution
            let retry = CompleteSolve(model: model, options: again, solver: solver, start: start)
            do {
                return try retry.attempt(isCautious: true).result
            } catch {
                guard GLPKStatus.isAbort(error), first.solution != nil else { throw error }
                return first
            }
        }

        private func attempt(isCautious: Bool) throws(SolverError) -> (result: SolveResult, wasAborted: Bool) {
            let session = try GLPKSession()
            defer { session.close() }
            let began = ContinuousClock.now
            try load(into: session)
            var statistics = SolveStatistics()
            statistics.stages.append(.init(name: "load", duration: began.duration(to: .now)))
            if model.isMixedInteger {
                return try solveMixedInteger(session, isCautious: isCautious, statistics: statistics)
            }
            if session.isBadlyScaled { try session.setScaled(true) }
            let linear = LinearSolve(solve: self, session: session, isCautious: isCautious)
            return (try linear.run(statistics: statistics), false)
        }

        /// Copies the model into GLPK, straight from its row-wise arrays.
        private func load(into session: GLPKSession) throws(SolverError) {
            try session.setObjective(sense: model.sense, constant: model.objectiveConstant)
            try session.addColumns(lower: model.lowerBounds, upper: model.upperBounds, cost: model.costs)
            try session.addRows(
                lower: model.rowLowerBounds, upper: model.rowUpperBounds, starts: model.rowStarts,
                columns: model.termIndices,
                coefficients: model.termCoefficients)
            for column in model.kinds.indices where model.kinds[column] != .continuous {
                try session.setInteger(column, true)
            }
        }

        // MARK: Mixed-integer models

        private func solveMixedInteger(
            _ session: GLPKSession, isCautious: Bool, statistics: SolveStatistics
        ) throws(SolverError) -> (result: SolveResult, wasAborted: Bool) {
            var settings = TreeSettings()
            settings.branching = solver.branching
            settings.backtracking = solver.backtracking
            settings.preprocessing = solver.preprocessing
            settings.heuristics = solver.heuristics
            if isCautious {
                settings.longStep = false
            } else {
                settings.presolve = solver.presolve
                settings.cuts = solver.cuts
            }
            let answer = try session.solveMIP(options, settings: settings, start: start)

            var statistics = statistics
            statistics.simplexIterations = session.iterationCount
            statistics.nodeCount = answer.nodeCount
            statistics.stages.append(.init(name: "relaxation", duration: answer.relaxationTime))
            statistics.stages.append(.init(name: "branch and cut", duration: answer.treeTime))

            var result = SolveResult(
                termination: answer.termination, objectiveBound: answer.bound, statistics: statistics)
            guard let values = answer.values else { return (result, answer.isSessionLost) }
            let violations = model.violations(of: values, tolerances: options.tolerances)
            if violations.isEmpty {
                result.solution = Solution(objective: model.objectiveValue(of: values), values: values)
            } else {
                result.termination = Termination(
                    .numericalError, detail: "the point found breaks \(violations[0])")
            }
            return (result, answer.isSessionLost)
        }
    }
#endif
