#if GLPK
    internal import CGLPKSupport
    public import LinearOptimization

    extension GLPKSession {
        /// Solves the LP (integer columns are taken as continuous), going on from the last basis.
        ///
        /// A solve that breaks down numerically is tried again from the standard basis, with the other method, and scaled
        /// from an advanced basis; only when all of these fail is the outcome ``SimplexOutcome/failed(_:)``, which says
        /// nothing about the program. Cancellation takes effect within about 20 milliseconds or one iteration, whichever is
        /// longer, and leaves the basis as it was before the call; the memory of the interrupted solve is given back when
        /// the session ends. Given the same edits and solves, the path is the same every time unless a time limit or a
        /// cancellation strikes.
        ///
        /// - Throws: ``SolverError`` when an option is out of range, or when GLPK aborts.
        public func solveLP(_ options: SimplexOptions = SimplexOptions()) throws(SolverError) -> SimplexOutcome {
            try options.validate()
            return try solveLP(options, tick: nil)
        }

        /// The same with a function called now and then, which stops the solve by returning false.
        func solveLP(_ options: SimplexOptions, tick: (() -> Bool)?) throws(SolverError) -> SimplexOutcome {
            let handle = try handle("simplex")
            let watch = SimplexWatch(options: options, tick: tick)
            let firstIteration = iterationCount
            if let limit = options.timeLimit, limit <= .zero { return .timeLimit }
            if options.cancellation?.isCancelled == true { return .interrupted }

            var lastCode = Int(0)
            for attempt in SimplexAttempt.ladder(options) {
                try attempt.prepare(handle)
                defer { attempt.cleanUp(handle, wasScaled: isScaled) }
                while true {
                    var settings = attempt.settings(options, sense: sense)
                    settings.time_limit = watch.deadline.milliseconds
                    if let limit = options.iterationLimit {
                        settings.iteration_limit = Int32(clamping: max(0, limit - (iterationCount - firstIteration)))
                    }
                    let status: Int32
                    let result: mrd_simplex_result
                    (status, result) = watch.run(handle, settings)
                    iterationCount += Int(result.iterations)
                    if Int(status) == MRD_OK { objectiveValue = result.objective }
                    holdsFeasiblePoint = result.primal_status == 2
                    holdsOptimalBasis = SimplexVerdict(result) == .decided(.optimal)
                    if Int(status) == MRD_INTERRUPTED { return watch.deadline.hasPassed ? .timeLimit : .interrupted }
                    try GLPKStatus.check(status, "simplex")
                    switch SimplexVerdict(result) {
                    case .decided(let outcome):
                        // The clock GLPK looks at can be set; ours cannot.
                        if outcome == .timeLimit, !watch.deadline.hasPassed { continue }
                        return outcome
                    case .undecided:
                        // Dual infeasible: whether a feasible point exists is for the primal method to say.
                        if attempt.method == .primal {
                            lastCode = Int(result.code)
                        } else {
                            return try solveLP(
                                options.decidingFeasibility(watch.deadline, iterationCount - firstIteration), tick: tick
                            )
                        }
                    case .broken(let code):
                        lastCode = code
                    }
                    break
                }
            }
            return .failed(lastCode)
        }
    }

    extension SimplexOptions {
        func validate() throws(SolverError) {
            func unsupported(_ message: String) -> SolverError {
                SolverError(.unsupportedOption, stage: "simplex options", message: message)
            }
            if let objectiveLimit {
                guard method == .dual else { throw unsupported("objectiveLimit needs the dual method") }
                guard !objectiveLimit.isNaN else { throw unsupported("objectiveLimit is not a number") }
            }
            guard primalTolerance > 0, primalTolerance < 1 else {
                throw unsupported("primalTolerance must be in (0, 1)")
            }
            guard dualTolerance > 0, dualTolerance < 1 else { throw unsupported("dualTolerance must be in (0, 1)") }
            if let iterationLimit, iterationLimit < 0 { throw unsupported("iterationLimit is negative") }
        }

        /// The same search by the primal method with what is left of the limits.
        func decidingFeasibility(_ deadline: Deadline, _ iterationsSpent: Int) -> SimplexOptions {
            var options = self
            options.method = .primal
            options.objectiveLimit = nil
            options.presolve = false
            options.timeLimit = deadline.remaining
            options.iterationLimit = iterationLimit.map { max(0, $0 - iterationsSpent) }
            return options
        }
    }

    /// One way to try an LP: where to start, by which method.
    private struct SimplexAttempt {
        enum Start { case lastBasis, standardBasis, scaledAdvancedBasis }

        let method: SimplexOptions.Method
        let start: Start

        static func ladder(_ options: SimplexOptions) -> [SimplexAttempt] {
            let other: SimplexOptions.Method = options.method == .dual ? .primal : .dual
            return [
                SimplexAttempt(method: options.method, start: .lastBasis),
                SimplexAttempt(method: options.method, start: .standardBasis),
                SimplexAttempt(method: other, start: .standardBasis),
                SimplexAttempt(method: .primal, start: .scaledAdvancedBasis),
            ]
        }

        func prepare(_ handle: OpaquePointer) throws(SolverError) {
            switch start {
            case .lastBasis: break
            case .standardBasis: try GLPKStatus.check(mrd_standard_basis(handle), "standard basis")
            case .scaledAdvancedBasis:
                try GLPKStatus.check(mrd_scale(handle, 1), "scale")
                try GLPKStatus.check(mrd_advanced_basis(handle), "advanced basis")
            }
        }

        func cleanUp(_ handle: OpaquePointer, wasScaled: Bool) {
            if start == .scaledAdvancedBasis, !wasScaled { _ = mrd_scale(handle, 0) }
        }

        func settings(_ options: SimplexOptions, sense: ObjectiveSense) -> mrd_simplex_options {
            var settings = mrd_simplex_options()
            mrd_simplex_defaults(&settings)
            settings.method = method == .dual ? 2 : 1
            settings.steepest_edge = options.pricing == .steepestEdge ? 1 : 0
            // Every attempt but the first is the cautious kind.
            let ratioTest = start == .lastBasis ? options.ratioTest : .harris
            settings.ratio_test =
                switch ratioTest {
                case .textbook: 0
                case .harris: 1
                case .longStep: 2
                }
            settings.presolve = options.presolve && start == .lastBasis ? 1 : 0
            settings.primal_tolerance = options.primalTolerance
            settings.dual_tolerance = options.dualTolerance
            if let limit = options.objectiveLimit, method == .dual, limit.isFinite {
                switch sense {
                case .minimize: settings.objective_upper = limit
                case .maximize: settings.objective_lower = limit
                }
            }
            return settings
        }
    }

    /// What GLPK's codes mean for an LP.
    ///
    /// Return codes: 5 failed, 6 and 7 objective limits, 8 iterations, 9 time, 10 and 11 presolver verdicts. Statuses: 2
    /// feasible, 3 infeasible, 4 proven that none exists.
    package enum SimplexVerdict: Equatable {
        /// An answer.
        case decided(SimplexOutcome)
        /// No dual feasible point: infeasible or unbounded.
        case undecided
        /// No answer, with the return code.
        case broken(Int)

        /// Reads a return code, the primal and dual status, and the objective.
        package init(code: Int, primal: Int, dual: Int, objective: Double) {
            switch (code, primal, dual) {
            case (0, 2, 2): self = objective.isFinite ? .decided(.optimal) : .broken(0)
            case (0, 4, _): self = .decided(.infeasible)
            case (0, 2, 4): self = .decided(.unbounded)
            case (0, _, 4): self = .undecided
            case (6, _, _), (7, _, _): self = .decided(.objectiveLimit)
            case (8, _, _): self = .decided(.iterationLimit)
            case (9, _, _): self = .decided(.timeLimit)
            case (10, _, _): self = .decided(.infeasible)
            case (11, _, _): self = .undecided
            default: self = .broken(code)
            }
        }

        init(_ result: mrd_simplex_result) {
            self.init(
                code: Int(result.code), primal: Int(result.primal_status), dual: Int(result.dual_status),
                objective: result.objective)
        }
    }

    /// Watches a running simplex: clock, cancellation and whoever wants to look in.
    private final class SimplexWatch {
        let deadline: Deadline
        private let cancellation: CancellationFlag?
        private let tick: (() -> Bool)?
        private let needsPolling: Bool

        init(options: SimplexOptions, tick: (() -> Bool)?) {
            deadline = Deadline(options.timeLimit)
            cancellation = options.cancellation
            self.tick = tick
            needsPolling = cancellation != nil || tick != nil || options.timeLimit != nil
        }

        func run(_ handle: OpaquePointer, _ settings: mrd_simplex_options) -> (Int32, mrd_simplex_result) {
            var settings = settings
            var result = mrd_simplex_result()
            guard needsPolling else { return (mrd_simplex(handle, &settings, &result), result) }
            settings.poll = { context in
                guard let context else { return 0 }
                return Unmanaged<SimplexWatch>.fromOpaque(context).takeUnretainedValue().mustStop ? 1 : 0
            }
            let status = withExtendedLifetime(self) {
                settings.poll_context = Unmanaged.passUnretained(self).toOpaque()
                return mrd_simplex(handle, &settings, &result)
            }
            return (status, result)
        }

        /// GLPK keeps to the time limit by itself; the grace period is for a system clock that was set back.
        private var mustStop: Bool {
            if cancellation?.isCancelled == true { return true }
            if let remaining = deadline.remaining, remaining < .milliseconds(-500) { return true }
            return tick?() == false
        }
    }
#endif
