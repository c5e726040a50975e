public import FacilityLocation
public import LinearOptimization

/// Plans at least one staff member of a higher-level hospital for every community-level institution (P7).
///
/// Every county's hospitals send staff, as full-time equivalents: health workers × hospitals' share × releasable
/// share; an institution takes presence ÷ working days of one. The provinces' institutions are apportioned to
/// counties by residents with largest remainders, so that every sum is exact. Staff travels within reach (great
/// circle × 1.25, 0 km inside the county); whole institutions are served.
///
/// ```
/// minimise    W Σ s_j + Σ d_ij x_ij          s_j institutions of county j without anyone
/// subject to  Σ_i x_ij + s_j = n_j           n_j institutions of county j
///             Σ_j x_ij       ≤ q_i           q_i institutions the staff of county i can serve
///             x, s ≥ 0, pairs (i, j) within reach
/// ```
///
/// The weight W is larger than what serving one institution more can ever cost in travel, so the shortage is least
/// first and travel second. The matrix is that of a network: the linear program's vertices are whole, and its prices
/// prove the plan in exact arithmetic.
public struct DispatchPlanner: Sendable {
    /// The country.
    public let territory: Territory
    /// The rules.
    public let policy: DispatchPolicy

    /// Creates a planner.
    public init(territory: Territory, policy: DispatchPolicy = DispatchPolicy()) {
        self.territory = territory
        self.policy = policy
    }

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - engine: `exact` solves the network by network simplex, `glpk` the linear program by GLPK; both prove the
    ///     national optimum. `greedy` is the baseline, without proof.
    ///   - options: Time limit, cancellation and progress. When a limit strikes first, the greedy plan is returned
    ///     with the limit as its termination.
    /// - Throws: ``PlanningError`` with every problem of the policy and the territory; `SolverError` when GLPK is
    ///   asked for in a build without it.
    public func plan(
        engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()
    ) throws -> DispatchPlan {
        let clock = ContinuousClock()
        let start = clock.now
        let instance = try DispatchInstance(territory: territory, policy: policy)
        let loaded = SolveStatistics.Stage(name: "load", duration: clock.now - start)
        if engine == .greedy {
            var plan = DispatchAssembly(instance, engine: engine.rawValue).plan(GreedyDispatch.solve(instance))
            plan.statistics.stages = [loaded, .init(name: "greedy", duration: clock.now - start - loaded.duration)]
            return plan
        }
        let search = ExactSearch(instance: instance, engine: engine, options: options, start: start)
        var plan = try search.plan()
        plan.statistics.stages.insert(loaded, at: 0)
        return plan
    }
}

/// The exact stages in order: least shortage and travel, fair shares where asked, travel over the fair shares.
private struct ExactSearch {
    let instance: DispatchInstance
    let engine: LocationEngine
    let options: SolveOptions
    let start: ContinuousClock.Instant

    func plan() throws -> DispatchPlan {
        let assembly = DispatchAssembly(instance, engine: engine.rawValue)
        let first = try solve(demands: nil)
        guard first.termination.isOptimal, let served = first.served, let prices = first.prices else {
            return fallback(assembly, after: first)
        }
        let shortages = instance.shortages(served: served)
        let region = ShortageRegion(instance, served: served, shortages: shortages)
        let explanations = region.explanations(instance, shortages: shortages)
        let limit = prices.provenLimit(
            of: instance, demands: instance.institutions, ceiling: instance.shortageWeight)
        guard instance.fairness == .proportional, !explanations.isEmpty else {
            return assembly.plan(first, explanations: explanations, provenLimit: limit)
        }

        let clock = ContinuousClock()
        let before = clock.now
        let demands = FairShares.demands(instance, region: region)
        let stage = SolveStatistics.Stage(name: "fair shares", duration: clock.now - before)
        var second = try solve(demands: demands)
        guard second.termination.isOptimal, let prices = second.prices else {
            return fallback(assembly, after: second)
        }
        second.statistics.simplexIterations += first.statistics.simplexIterations
        second.statistics.stages = first.statistics.stages + [stage] + second.statistics.stages
        let unserved = Int64(shortages.reduce(0, +))
        let travel = prices.provenLimit(of: instance, demands: demands, ceiling: nil)
        return assembly.plan(
            second, explanations: explanations, provenLimit: unserved * instance.shortageWeight + travel)
    }

    private func solve(demands: [Int]?) throws -> DispatchSolution {
        var options = options
        if let limit = options.timeLimit {
            options.timeLimit = max(.zero, limit - (ContinuousClock().now - start))
        }
        if engine == .glpk {
            #if GLPK
                return try LinearProgramDispatch.solve(instance, demands: demands, options: options)
            #else
                throw SolverError(
                    .unavailable, stage: "dispatch",
                    message: "this build has no GLPK; use the exact engine, or build with the GLPK trait")
            #endif
        }
        return try NetworkDispatch.solve(instance, demands: demands, options: options)
    }

    /// A limit struck: the greedy plan is the best at hand, and the termination says why.
    private func fallback(_ assembly: DispatchAssembly, after stopped: DispatchSolution) -> DispatchPlan {
        var greedy = GreedyDispatch.solve(instance)
        greedy.statistics = stopped.statistics
        greedy.termination = Termination(
            .feasible, limit: stopped.termination.limit ?? .heuristic,
            detail: "the exact stage stopped (\(stopped.termination.reason.rawValue)); this is the greedy plan")
        return assembly.plan(greedy)
    }
}
