import LinearOptimization

/// What is known about a problem while it is being solved, and how it becomes a result.
struct Answer {
    /// Best plan that keeps every rule.
    private(set) var plan: PlanEvaluation?
    /// Objective of the constructive greedy.
    private(set) var greedyObjective: Double?
    /// Proven lower limit on the objective.
    private(set) var bound: Double
    /// Counts and times.
    var statistics = SolveStatistics()
    private let options: SolveOptions
    private let started: ContinuousClock.Instant
    private(set) var wasStopped = false

    init(bound: Double, options: SolveOptions, started: ContinuousClock.Instant) {
        self.bound = bound
        self.options = options
        self.started = started
    }

    /// Keeps a plan if it keeps every rule and is better than the one held.
    mutating func offer(_ candidate: PlanEvaluation?) {
        guard let candidate, candidate.isFeasible, candidate.objective.isFinite else { return }
        if let plan, plan.objective <= candidate.objective { return }
        plan = candidate
    }

    mutating func offerGreedy(_ candidate: PlanEvaluation) {
        guard candidate.isFeasible, candidate.objective.isFinite else { return }
        greedyObjective = candidate.objective
        offer(candidate)
    }

    /// Raises the bound; whole-number objectives let it be rounded up.
    mutating func raiseBound(to value: Double, isIntegral: Bool) {
        guard !value.isNaN else { return }
        var value = value
        if isIntegral, value.isFinite { value = max(value, (value - 1e-6 * max(1, abs(value))).rounded(.up)) }
        bound = max(bound, value)
    }

    /// Runs a stage and notes how long it took.
    mutating func stage<T>(_ name: String, _ body: (inout Answer) throws -> T) rethrows -> T {
        let start = ContinuousClock.now
        defer { statistics.stages.append(.init(name: name, duration: ContinuousClock.now - start)) }
        return try body(&self)
    }

    /// Tells the progress handler where things stand; a wish to stop is remembered.
    mutating func report(_ stage: String) {
        guard let progress = options.progress else { return }
        let snapshot = SolveProgress(
            stage: stage,
            incumbent: plan?.objective,
            objectiveBound: bound,
            nodeCount: statistics.nodeCount,
            elapsed: ContinuousClock.now - started
        )
        if progress(snapshot) == .stop { wasStopped = true }
    }

    /// Whether bound and plan meet within the requested gap.
    var isProven: Bool {
        guard let plan else { return false }
        return Self.meets(objective: plan.objective, bound: bound, options)
    }

    /// Rounding of a solver's bound against a recomputed objective, relative to max(1, |objective|).
    private static let rounding = 1e-7

    private static func meets(objective: Double, bound: Double, _ options: SolveOptions) -> Bool {
        let gap = objective - bound
        return gap <= rounding * max(1, abs(objective)) || gap <= options.absoluteGap
            || gap <= options.relativeGap * max(abs(objective), 1e-10)
    }

    /// The result, given why the last method stopped.
    func result(_ stopped: Termination) -> LocationResult {
        var termination = stopped
        var bound = bound
        if let plan {
            if bound > plan.objective + 1e-6 * max(1, abs(plan.objective)) {
                // A plan that was checked against the data refutes the claim.
                bound = -.infinity
                termination = Termination(
                    .numericalError,
                    detail: "the solver claims a bound above a plan that keeps every rule; \(stopped.detail)"
                )
            } else if isProven {
                termination = Termination(.optimal, detail: stopped.detail)
            } else if stopped.reason == .infeasible || stopped.reason == .infeasibleOrUnbounded {
                bound = -.infinity
                termination = Termination(
                    .numericalError,
                    detail:
                        "the solver claims that no plan exists, yet one that keeps every rule is held; \(stopped.detail)"
                )
            } else if stopped.reason != .numericalError {
                termination = Termination(.feasible, limit: stopped.limit ?? .heuristic, detail: stopped.detail)
            }
            bound = min(bound, plan.objective)
        } else if stopped.reason == .optimal || stopped.reason == .feasible {
            termination = Termination(.noSolutionFound, limit: stopped.limit ?? .heuristic, detail: stopped.detail)
        }
        if termination.reason == .infeasible { bound = .infinity }
        return LocationResult(
            termination: termination,
            objective: plan?.objective,
            objectiveBound: bound,
            openSites: plan?.openSites ?? [],
            assignment: plan?.assignment ?? [],
            allocation: plan?.allocation ?? [],
            greedyObjective: greedyObjective,
            statistics: statistics
        )
    }
}
