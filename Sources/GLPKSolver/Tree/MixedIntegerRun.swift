#if GLPK
    internal import CGLPKSupport
    internal import LinearOptimization

    /// One mixed-integer solve, from bounds rounding to the checked answer.
    final class MixedIntegerRun {
        private let session: GLPKSession
        private let options: SolveOptions
        private let deadline: Deadline
        private let watch: TreeWatch
        private var settings: TreeSettings

        /// The best point that passed all checks.
        private var best: (objective: Double, values: [Double])?
        private var remarks: [String] = []
        private var relaxationTime = Duration.zero
        private var treeTime = Duration.zero

        init(session: GLPKSession, options: SolveOptions, settings: TreeSettings, start: ContinuousClock.Instant) {
            self.session = session
            self.options = options
            self.settings = settings
            deadline = Deadline(options.timeLimit, from: start)
            watch = TreeWatch(options: options, deadline: deadline, start: start, sense: session.sense)
            self.settings.integralityTolerance = min(settings.integralityTolerance, options.tolerances.integrality)
        }

        func solve() throws(SolverError) -> MixedIntegerResult {
            let original = (session.columnLower, session.columnUpper)
            if let column = try roundBounds() {
                try restore(original)
                return answer(
                    .infeasible,
                    detail:
                        "integer variable \(column) has no whole number in [\(original.0[column]), \(original.1[column])]"
                )
            }
            try takeStart()
            let wasScaled = session.isScaled
            let result: MixedIntegerResult
            do {
                if session.isBadlyScaled, !wasScaled { try session.setScaled(true) }
                result = try search()
                if session.isScaled != wasScaled { try session.setScaled(wasScaled) }
            } catch {
                // A lost session has nothing to restore; the incumbent is all that is left.
                guard GLPKStatus.isAbort(error), let best else {
                    try? restore(original)
                    throw error
                }
                return MixedIntegerResult(
                    termination: Termination(.numericalError, detail: error.message), objective: best.objective,
                    bound: watch.bound, values: best.values, isSessionLost: true, nodeCount: watch.nodeCount)
            }
            try restore(original)
            return result
        }

        // MARK: Before the search

        /// Rounds the bounds of integer columns inwards; returns a column left without any whole number.
        private func roundBounds() throws(SolverError) -> Int? {
            for column in 0..<session.columnCount where session.isInteger[column] {
                let lower = Self.up(session.columnLower[column])
                let upper = Self.down(session.columnUpper[column])
                guard lower <= upper else { return column }
                try session.setColumnBounds(column, lower: lower, upper: upper)
            }
            return nil
        }

        /// The smallest whole number not below a bound, forgiving the bound a rounding error.
        private static func up(_ bound: Double) -> Double { (bound - 1e-9 * max(1, abs(bound))).rounded(.up) + 0 }
        private static func down(_ bound: Double) -> Double { (bound + 1e-9 * max(1, abs(bound))).rounded(.down) + 0 }

        private func restore(_ bounds: (lower: [Double], upper: [Double])) throws(SolverError) {
            for column in 0..<session.columnCount where session.isInteger[column] {
                try session.setColumnBounds(column, lower: bounds.lower[column], upper: bounds.upper[column])
            }
        }

        private func takeStart() throws(SolverError) {
            guard let start = options.initialSolution else { return }
            for column in start.indices where session.isInteger[column] {
                let distance = abs(start[column] - start[column].rounded())
                guard distance <= options.tolerances.integrality else {
                    remarks.append(
                        "the initial solution was not used: variable \(column) is \(start[column]), not whole")
                    return
                }
            }
            let values = session.snapped(start, tolerances: options.tolerances)
            let violation = try session.largestViolation(values)
            guard violation <= options.tolerances.feasibility else {
                remarks.append("the initial solution was not used: it violates a bound or row by \(violation)")
                return
            }
            keep(values)
            if settings.presolve { remarks.append("with presolve the initial solution only serves as fallback") }
        }

        /// Keeps a checked point when it is the best so far.
        private func keep(_ values: [Double]) {
            let objective = session.objective(of: values)
            let sign: Double = session.sense == .minimize ? 1 : -1
            if let best, sign * best.objective <= sign * objective { return }
            best = (objective, values)
            watch.note(incumbent: objective)
        }

        // MARK: The search

        private func search() throws(SolverError) -> MixedIntegerResult {
            guard watch.proceed(stage: "start") else {
                watch.note(relaxationBound: try session.provenBound())
                return stopped()
            }
            if !settings.presolve, let result = try solveRelaxation(advanced: false) { return result }

            // A failed or false answer is tried again with ever more cautious arithmetic.
            var failure = ""
            for attempt in 0..<3 {
                if attempt > 0 {
                    settings.longStep = false
                    settings.presolve = false
                    settings.integralityTolerance = min(settings.integralityTolerance, attempt == 1 ? 1e-7 : 1e-9)
                    if attempt == 2, !session.isScaled { try session.setScaled(true) }
                    if let result = try solveRelaxation(advanced: attempt == 2) { return result }
                }
                let outcome = try runTree()
                switch outcome {
                case .finished(let result): return result
                case .unreliable(let reason):
                    failure = reason
                    watch.distrust(keeping: best?.objective)
                }
            }
            return answer(.numericalError, detail: failure)
        }

        /// Solves the relaxation; returns an answer when the search ends with it.
        private func solveRelaxation(advanced: Bool) throws(SolverError) -> MixedIntegerResult? {
            let began = ContinuousClock.now
            defer { relaxationTime += began.duration(to: .now) }
            if advanced {
                try GLPKStatus.check(mrd_advanced_basis(try session.handle("advanced basis")), "advanced basis")
            }
            let simplex = SimplexOptions(timeLimit: deadline.remaining, cancellation: options.cancellation)
            let tick: (() -> Bool)? =
                options.progress == nil ? nil : { self.watch.proceed(stage: "relaxation", tick: true) }
            switch try session.solveLP(simplex, tick: tick) {
            case .optimal:
                let proven = try session.provenBound()
                watch.note(relaxationBound: proven)
                return watch.proceed(stage: "relaxation") ? nil : stopped()
            case .infeasible:
                guard best == nil else {
                    return answer(.numericalError, detail: "the relaxation was called infeasible, wrongly")
                }
                return answer(.infeasible, detail: "the relaxation is infeasible")
            case .unbounded:
                return answer(.infeasibleOrUnbounded, detail: "the relaxation is unbounded")
            case .timeLimit:
                watch.note(relaxationBound: try session.provenBound())
                return limited(.time)
            case .interrupted:
                watch.note(relaxationBound: try session.provenBound())
                return limited(.interrupted)
            case .iterationLimit, .objectiveLimit: return limited(.iterations)
            case .failed(let code):
                watch.note(relaxationBound: try session.provenBound())
                return answer(.numericalError, detail: "the relaxation could not be solved (code \(code))")
            }
        }

        private enum Outcome {
            case finished(MixedIntegerResult)
            case unreliable(String)
        }

        private func runTree() throws(SolverError) -> Outcome {
            let began = ContinuousClock.now
            var point = [Double](repeating: 0, count: session.columnCount)
            let (status, result) = watch.run(
                try session.handle("branch and cut"), settings.options(deadline: deadline), start: best?.values,
                incumbentValues: &point)
            treeTime += began.duration(to: .now)
            session.iterationCount += Int(result.iterations)

            guard Int(status) == MRD_OK else {
                // The tree is gone, and the rows with it: what it found cannot be checked here any more.
                let error = GLPKStatus.error(status, "branch and cut")
                if GLPKStatus.isAbort(error), result.has_incumbent != 0, !settings.presolve {
                    keep(session.snapped(point, tolerances: options.tolerances))
                }
                throw error
            }
            let held = result.status == 2 || result.status == 5
            var isFalse = false
            if held {
                try GLPKStatus.check(mrd_read_tree_values(try session.handle("read"), &point), "read")
                isFalse = try !accept(point, claimed: result.objective)
                if isFalse { watch.distrust(keeping: best?.objective) }
            }
            switch (result.code, result.status) {
            case (0, 5):
                return isFalse ? rejected : finishProven()
            case (0, 4), (10, _):
                guard best == nil else { return .unreliable("GLPK called a model with a known solution infeasible") }
                return .finished(answer(.infeasible, detail: "no integer point satisfies all constraints"))
            case (11, _):
                return .finished(answer(.infeasibleOrUnbounded, detail: "the relaxation has no dual feasible solution"))
            case (9, _):
                return .finished(limited(.time))
            case (13, _):
                // The search stopped for a gap that the checked point does not reach.
                if watch.stop == nil { return rejected }
                return .finished(stopped())
            case (5, _):
                return .unreliable("GLPK could not solve a node's relaxation")
            default:
                throw SolverError(
                    .internalFailure, stage: "branch and cut", rawCode: Int(result.code),
                    message: "unexpected answer (status \(result.status))")
            }
        }

        private var rejected: Outcome {
            .unreliable("with its integers exactly whole, GLPK's point breaks a row or loses its objective")
        }

        /// Checks a point of the tree and keeps it, with its continuous part solved anew when rounding broke a row.
        ///
        /// - Returns: Whether a feasible point at least as good as claimed is held now.
        private func accept(_ point: [Double], claimed: Double) throws(SolverError) -> Bool {
            let values = session.snapped(point, tolerances: options.tolerances)
            if try session.largestViolation(values) <= options.tolerances.feasibility {
                keep(values)
            } else if let repaired = try solveContinuousPart(values) {
                keep(repaired)
            }
            guard let best else { return false }
            let sign: Double = session.sense == .minimize ? 1 : -1
            return sign * (best.objective - claimed) <= 1e-7 * max(1, abs(claimed))
        }

        /// Solves the LP with the integers fixed at a point's values; `nil` when it has no feasible solution.
        private func solveContinuousPart(_ values: [Double]) throws(SolverError) -> [Double]? {
            let bounds = (session.columnLower, session.columnUpper)
            let basis = session.basis()
            for column in values.indices where session.isInteger[column] {
                let value = min(max(values[column], bounds.0[column]), bounds.1[column])
                try session.setColumnBounds(column, lower: value, upper: value)
            }
            let tight = SimplexOptions(primalTolerance: min(1e-9, options.tolerances.feasibility / 10))
            let outcome = try session.solveLP(tight)
            var repaired: [Double]?
            if outcome == .optimal {
                var point: [Double] = []
                try session.primalValues(0..<session.columnCount, into: &point)
                let candidate = session.snapped(point, tolerances: options.tolerances)
                if try session.largestViolation(candidate) <= options.tolerances.feasibility { repaired = candidate }
            }
            try restore(bounds)
            try session.restore(basis)
            return repaired
        }

        // MARK: Answers

        /// The tree is exhausted, and the point held is as good as claimed: it is optimal.
        private func finishProven() -> Outcome {
            guard let best else { return .unreliable("GLPK claimed an optimum it does not hold") }
            watch.note(bound: best.objective)
            return .finished(answer(.optimal))
        }

        private func stopped() -> MixedIntegerResult {
            switch watch.stop {
            case .gap: withinGap()
            case .time: limited(.time)
            case .interrupted, nil: limited(.interrupted)
            }
        }

        private func withinGap() -> MixedIntegerResult {
            answer(.optimal, detail: best?.objective == watch.bound ? "" : "within the requested gap")
        }

        private func limited(_ limit: Termination.Limit) -> MixedIntegerResult {
            if best != nil, watch.isWithinGap { return withinGap() }
            return answer(best == nil ? .noSolutionFound : .feasible, limit: limit)
        }

        private func answer(
            _ reason: Termination.Reason, limit: Termination.Limit? = nil, detail: String = ""
        ) -> MixedIntegerResult {
            let words = ([detail] + remarks).filter { !$0.isEmpty }.joined(separator: "; ")
            if let best { watch.note(incumbent: best.objective) }
            watch.note(bound: watch.bound)
            var bound = watch.bound
            // GLPK's objective of the same point differs in the last digits from the recomputed one.
            if let best, Gap.absolute(objective: best.objective, bound: bound) <= 1e-9 * max(1, abs(best.objective)) {
                bound = best.objective
            }
            if reason == .infeasible { bound = session.sense == .minimize ? .infinity : -.infinity }
            return MixedIntegerResult(
                termination: Termination(reason, limit: limit, detail: words), objective: best?.objective, bound: bound,
                values: best?.values, nodeCount: watch.nodeCount, relaxationTime: relaxationTime, treeTime: treeTime)
        }
    }
#endif
