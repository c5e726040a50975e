#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    /// Runs `body` with an incremental linear program inside GLPK, and ends the program when `body` returns or throws.
    ///
    /// The session belongs to the calling thread: use it there, inside `body`, and let no reference outlive it. Several
    /// sessions may live on one thread, nested. When the last one of a thread ends, the thread's GLPK environment is freed.
    ///
    /// - Throws: ``SolverError`` when GLPK cannot be used, and whatever `body` throws.
    public func withGLPKSession<R>(_ body: (GLPKSession) throws -> R) throws -> R {
        let session = try GLPKSession()
        defer { session.close() }
        return try body(session)
    }

    /// A linear (or mixed-integer) program living inside GLPK, changed and solved again step by step.
    ///
    /// Rows and columns are counted from 0. Everything is validated before GLPK sees it: indices, duplicate terms, numbers
    /// that are not finite or beyond ``largestMagnitude``, crossed bounds. A call that throws ``SolverError/Code/invalidModel``
    /// changed nothing. When GLPK itself aborts, the call throws ``SolverError/Code/internalFailure`` and every session of
    /// this thread is lost: each later call throws too, and a new session works.
    ///
    /// Values read back are those of the last solve; edits do not change them until the next one.
    public final class GLPKSession {
        /// Numbers beyond this magnitude are refused, since their products overflow inside a simplex method.
        public static let largestMagnitude = 1e100
        /// GLPK's limit on rows and on columns.
        public static let largestCount = 100_000_000
        /// GLPK's limit on nonzero coefficients.
        public static let largestNonzeroCount = 500_000_000

        /// `nil` once the session has ended.
        private var pointer: OpaquePointer?

        /// Number of rows.
        public var rowCount: Int { rowLower.count }
        /// Number of columns.
        public var columnCount: Int { columnLower.count }
        /// Direction of the objective.
        public private(set) var sense: ObjectiveSense = .minimize
        /// Constant term of the objective, included in every objective value and bound.
        public private(set) var objectiveConstant = 0.0
        /// Objective of the last LP solve, constant included; NaN before the first.
        ///
        /// A true value of the program only when the outcome was ``SimplexOutcome/optimal``.
        public internal(set) var objectiveValue = Double.nan
        /// Simplex iterations of all LP solves and trees so far; those of an interrupted solve are not counted.
        public internal(set) var iterationCount = 0

        /// Whether the last LP solve ended at a primal feasible basis.
        var holdsFeasiblePoint = false
        /// Whether the last LP solve ended at an optimal basis.
        var holdsOptimalBasis = false

        /// Whether ``setScaled(_:)`` is in force.
        var isScaled = false

        // Copies of what GLPK holds, so that checks and bounds need no round trip.
        var columnLower: [Double] = []
        var columnUpper: [Double] = []
        var costs: [Double] = []
        var isInteger: [Bool] = []
        var rowLower: [Double] = []
        var rowUpper: [Double] = []
        /// At least the number of nonzeros held.
        var nonzeroEstimate = 0
        var terms = TermChecker()

        /// Opens a session on this thread that outlives the current scope.
        ///
        /// For engines that keep one on a ``SolverThread``; everybody else uses ``withGLPKSession(_:)``. Close it on this
        /// thread. A session dropped elsewhere is freed when its thread's environment is.
        package init() throws(SolverError) {
            try GLPKVersion.check()
            var made: OpaquePointer?
            try GLPKStatus.check(mrd_create(&made), "create")
            pointer = made
        }

        deinit { close() }

        /// Ends the session; idempotent.
        package func close() {
            guard let pointer else { return }
            self.pointer = nil
            _ = mrd_delete(pointer)
        }

        /// The C handle, or an error once the session has ended.
        func handle(_ stage: String) throws(SolverError) -> OpaquePointer {
            guard let pointer else {
                throw SolverError(.internalFailure, stage: stage, message: "this GLPK session has ended")
            }
            return pointer
        }

        /// Whether coefficients of very different size have been entered.
        ///
        /// Unscaled, GLPK's simplex has called feasible programs infeasible from a spread of about 1e7 on.
        var isBadlyScaled: Bool { terms.spread > 1e4 }

        /// Scales the program inside GLPK (geometric mean, then equilibration, in powers of two) or undoes that.
        ///
        /// Nothing changes outside: all numbers go in and come out unscaled, but tolerances act on the scaled ones. Rows
        /// and columns added later are not scaled until the next call. Programs with coefficients between 0.1 and 10 are
        /// left as they are.
        ///
        /// - Throws: ``SolverError`` when the session is lost.
        public func setScaled(_ scaled: Bool) throws(SolverError) {
            try GLPKStatus.check(mrd_scale(try handle("scale"), scaled ? 1 : 0), "scale")
            isScaled = scaled
        }

        /// Runs a raw call of the C layer on this session; for tests that make GLPK fail on purpose.
        package func _call(_ body: (OpaquePointer) -> Int32) throws(SolverError) {
            try GLPKStatus.check(body(try handle("test")), "test")
        }

        /// Sets the direction of the objective and its constant term.
        ///
        /// - Throws: ``SolverError`` when the constant is not finite.
        public func setObjective(sense: ObjectiveSense, constant: Double = 0) throws(SolverError) {
            try Numbers.requireFinite(constant, "objective") { "the objective constant" }
            try GLPKStatus.check(
                mrd_set_objective(try handle("objective"), sense == .maximize ? 1 : 0, constant), "objective")
            self.sense = sense
            objectiveConstant = constant
        }
    }
#endif
