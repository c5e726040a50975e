#if GLPK
    internal import CGLPKSupport
    internal import LinearOptimization

    /// Follows a running branch and cut: keeps the bound and the incumbent, tells the progress handler, decides to stop.
    final class TreeWatch {
        /// Why the search was asked to stop.
        enum Stop { case gap, time, interrupted }

        private let options: SolveOptions
        private let deadline: Deadline
        private let start: ContinuousClock.Instant
        /// +1 for a minimum, −1 for a maximum: `sign · objective` always shrinks as things get better.
        private let sign: Double

        /// Best objective known, from the tree or from the starting point.
        private(set) var incumbent: Double?
        /// Proven limit on the objective, never loosened.
        private(set) var bound: Double
        private var relaxationBound: Double
        private(set) var nodeCount = 0
        private(set) var stop: Stop?
        private var reported: (incumbent: Double?, bound: Double)?

        init(options: SolveOptions, deadline: Deadline, start: ContinuousClock.Instant, sense: ObjectiveSense) {
            self.options = options
            self.deadline = deadline
            self.start = start
            sign = sense == .minimize ? 1 : -1
            bound = -sign * .infinity
            relaxationBound = bound
        }

        /// Takes note of a feasible point's objective.
        func note(incumbent objective: Double) {
            if let incumbent, sign * incumbent <= sign * objective { return }
            incumbent = objective
        }

        /// Takes note of the relaxation's bound, which holds whatever becomes of the tree.
        func note(relaxationBound: Double) {
            self.relaxationBound = relaxationBound
            note(bound: relaxationBound)
        }

        /// Forgets what a tree said that turned out to be false: its incumbent, and bounds of branches closed by it.
        func distrust(keeping checked: Double?) {
            incumbent = checked
            bound = relaxationBound
            if stop == .gap { stop = nil }
            if let checked { note(incumbent: checked) }
            note(bound: bound)
        }

        /// Takes note of a proven bound, and keeps it on the right side of the incumbent: branches that cannot beat the
        /// incumbent are closed, so the open ones alone may promise less than is proven.
        func note(bound candidate: Double) {
            guard !candidate.isNaN else { return }
            if sign * candidate > sign * bound { bound = candidate }
            if let incumbent, sign * bound > sign * incumbent { bound = incumbent }
        }

        /// Looks at clock, cancellation and gaps, and tells the progress handler when something moved (or at every `tick`).
        /// - Returns: Whether to go on.
        func proceed(stage: String, tick: Bool = false) -> Bool {
            if stop != nil { return false }
            if options.cancellation?.isCancelled == true {
                stop = .interrupted
            } else if deadline.hasPassed {
                stop = .time
            } else if isWithinGap {
                stop = .gap
            }
            if let progress = options.progress, tick || stop == .gap || hasMoved {
                reported = (incumbent, bound)
                let snapshot = SolveProgress(
                    stage: stage, incumbent: incumbent, objectiveBound: bound, nodeCount: nodeCount,
                    elapsed: start.duration(to: .now))
                if progress(snapshot) == .stop, stop == nil { stop = .interrupted }
            }
            return stop == nil
        }

        private var hasMoved: Bool {
            guard let reported else { return incumbent != nil || bound.isFinite }
            return reported.incumbent != incumbent || reported.bound != bound
        }

        /// Whether the gap asked for is reached.
        ///
        /// An incumbent of exactly its bound needs no further search either.
        var isWithinGap: Bool {
            guard let incumbent else { return false }
            return Gap.absolute(objective: incumbent, bound: bound) <= options.absoluteGap
                || Gap.relative(objective: incumbent, bound: bound) <= options.relativeGap
        }

        /// One event of GLPK's tree.
        func receive(_ event: mrd_tree_event) -> Bool {
            nodeCount = Int(event.node_count)
            if event.has_incumbent != 0 { note(incumbent: event.incumbent) }
            if event.has_bound != 0 { note(bound: event.bound) }
            return proceed(stage: "branch and cut")
        }

        /// Runs the tree under this watch.
        func run(
            _ handle: OpaquePointer, _ settings: mrd_tree_options, start: [Double]?, incumbentValues: inout [Double]
        ) -> (status: Int32, result: mrd_tree_result) {
            var settings = settings
            var result = mrd_tree_result()
            settings.event = { context, event in
                guard let context, let event else { return 0 }
                return Unmanaged<TreeWatch>.fromOpaque(context).takeUnretainedValue().receive(event.pointee) ? 0 : 1
            }
            let status = withExtendedLifetime(self) {
                settings.event_context = Unmanaged.passUnretained(self).toOpaque()
                return incumbentValues.withUnsafeMutableBufferPointer { values in
                    settings.incumbent_values = values.baseAddress
                    guard let start else { return mrd_tree(handle, &settings, &result) }
                    return start.withUnsafeBufferPointer { start in
                        settings.start = start.baseAddress
                        return mrd_tree(handle, &settings, &result)
                    }
                }
            }
            return (status, result)
        }
    }
#endif
