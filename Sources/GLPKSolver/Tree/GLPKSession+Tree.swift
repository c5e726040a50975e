#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    extension GLPKSession {
        /// Solves the mixed-integer program: its relaxation first, by our own dual simplex, then GLPK's branch and cut.
        ///
        /// All rows are present, so GLPK's rounding heuristic is on. Bounds of integer columns are rounded inwards for the
        /// search and put back afterwards; the LP and its optimal root basis are left in place, ready for further edits. An
        /// initial solution is checked against bounds and rows and, when feasible, offered at the first occasion; an
        /// infeasible one is not used, and the termination's detail says so. Every point returned has whole integer columns
        /// and is checked against the rows; where rounding broke a row, the continuous columns are solved anew with the
        /// integers fixed.
        ///
        /// The bound is the own-arithmetic bound of the relaxation (``provenBound()``), then the best of the tree's open
        /// nodes as GLPK reports it. GLPK closes a node that cannot improve the incumbent by more than 1e-7·(1 + |objective|);
        /// with that understood, the bound of a finished search equals the objective.
        ///
        /// Time limit and cancellation hold in the relaxation within about 20 milliseconds, in the tree at each event, of
        /// which every node has several; a single node's LP cannot be interrupted by cancellation.
        ///
        /// - Throws: ``SolverError`` when an option is out of range, the initial solution has the wrong size, or GLPK breaks.
        public func solveMIP(_ options: SolveOptions = SolveOptions()) throws(SolverError) -> MixedIntegerResult {
            try solveMIP(options, settings: TreeSettings(), start: .now)
        }

        func solveMIP(
            _ options: SolveOptions, settings: TreeSettings, start: ContinuousClock.Instant
        ) throws(SolverError) -> MixedIntegerResult {
            try options.validate(columnCount: columnCount)
            let run = MixedIntegerRun(session: self, options: options, settings: settings, start: start)
            return try run.solve()
        }
    }

    extension SolveOptions {
        /// Refuses values no solve can honour.
        func validate(columnCount: Int) throws(SolverError) {
            func unsupported(_ message: String) -> SolverError {
                SolverError(.unsupportedOption, stage: "options", message: message)
            }
            guard relativeGap >= 0 else { throw unsupported("relativeGap is \(relativeGap); it must be 0 or more") }
            guard absoluteGap >= 0 else { throw unsupported("absoluteGap is \(absoluteGap); it must be 0 or more") }
            guard tolerances.feasibility >= 1e-12, tolerances.feasibility <= 1e-2 else {
                throw unsupported("tolerances.feasibility is \(tolerances.feasibility); it must be in 1e-12 ... 1e-2")
            }
            guard tolerances.integrality >= 1e-12, tolerances.integrality <= 1e-1 else {
                throw unsupported("tolerances.integrality is \(tolerances.integrality); it must be in 1e-12 ... 1e-1")
            }
            if let initialSolution, initialSolution.count != columnCount {
                throw SolverError(
                    .invalidModel, stage: "initial solution",
                    message: "it has \(initialSolution.count) values for \(columnCount) variables")
            }
        }
    }
#endif
