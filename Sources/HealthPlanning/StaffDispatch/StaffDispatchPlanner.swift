public import FacilityLocation
public import LinearOptimization

/// Plans who goes where by discipline, aim after aim, each proven before the next (P7, P8, P9, P22).
///
/// The aims in their order: as few institutions as possible without anyone; the largest worst WISN ratio; the least
/// fairness index (k-th person missing at a post that needs N weighs (2k − 1) ÷ N); the least shortage (which fairness
/// never costs: every fairest share-out sends as many as can be sent); the least travel and hardship; the least change
/// against last year. Caps nest: root → donor → discipline → post → institution → sink, so the whole chain is exact
/// whole-number flows. Pair limits over disciplines, seniority and one donor per institution do not nest: where the flows
/// keep them anyway, that is proven; else small problems go to GLPK, and large ones get limits from the flows with priced
/// pair limits.
public struct StaffDispatchPlanner: Sendable {
    /// Most lanes by discipline that go to a mixed-integer program without being asked to.
    private static let mostProgramLanes = 5_000

    /// The problem.
    public let problem: StaffDispatchProblem

    /// Creates a planner.
    public init(_ problem: StaffDispatchProblem) { self.problem = problem }

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - engine: `exact` proves every aim; `glpk` solves the whole as mixed-integer programs, for small problems and
    ///     as a cross-check; `greedy` is the baseline without proof.
    ///   - options: Time limit and cancellation, looked at between stages and inside the network simplex and GLPK. When
    ///     one strikes, the best plan so far is returned with the limit.
    /// - Throws: ``PlanningError`` with every problem of the data; `SolverError` when GLPK is needed and missing.
    public func plan(
        engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()
    ) throws -> StaffDispatchPlan {
        let problems = problem.problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        let clock = ContinuousClock()
        let start = clock.now
        let network = StaffNetwork(problem)
        var stages: [SolveStatistics.Stage] = []
        func record(_ name: String) {
            let before = stages.reduce(Duration.zero) { $0 + $1.duration }
            stages.append(.init(name: name, duration: clock.now - start - before))
        }
        record("network")
        let assembly = StaffAssembly(network)
        if engine == .greedy {
            var plan = assembly.plan(
                problem.isNested ? GreedyStaffing.solve(network) : RuledGreedy.solve(network), engine: "greedy")
            record("greedy")
            plan.statistics.stages = stages
            return plan
        }
        func isStopped() -> Termination.Limit? {
            if options.cancellation?.isCancelled == true { return .interrupted }
            if let limit = options.timeLimit, clock.now - start >= limit { return .time }
            return nil
        }
        if engine == .glpk { return try StaffProgram.plan(network, engine: engine, options: options) }
        if !problem.isNested {
            func remaining() -> SolveOptions {
                var left = options
                if let limit = options.timeLimit { left.timeLimit = max(.zero, limit - (clock.now - start)) }
                return left
            }
            let isSmall = network.laneCount <= Self.mostProgramLanes && ProgramSolver.standard != nil
            let plan = try RuledRelaxation(network, rounds: isSmall ? 1 : nil).plan(remaining)
            guard isSmall, !plan.termination.isOptimal, isStopped() == nil else { return plan }
            return try StaffProgram.plan(network, engine: engine, options: remaining())
        }
        func stopped(_ limit: Termination.Limit) -> StaffDispatchPlan {
            var plan = assembly.plan(GreedyStaffing.solve(network), engine: engine.rawValue)
            plan.termination = Termination(.feasible, limit: limit, detail: "this is the greedy plan")
            plan.statistics.stages = stages
            return plan
        }
        if let limit = isStopped() { return stopped(limit) }
        let flow = StaffingFlow(network)
        flow.shouldStop = { isStopped() != nil }
        let coverage = Coverage(flow)
        record("nobody at zero")
        if let limit = isStopped() { return stopped(limit) }
        let worst = WorstShare(flow, atZero: coverage.atZero)
        record("worst share")
        if let limit = isStopped() { return stopped(limit) }
        let fair = FairStage(flow, least: worst.least)
        record("fair shares, \(fair.rounds) flows")
        if let limit = isStopped() { return stopped(limit) }
        let covered = CoverageRepair.run(flow, least: worst.least, atZero: coverage.atZero)
        record("one for every institution, \(covered) moves")
        if let limit = isStopped() { return stopped(limit) }
        let prices = FairPrices(flow, least: worst.least)
        record("prices")
        var left = options
        if let limit = options.timeLimit { left.timeLimit = max(.zero, limit - (clock.now - start)) }
        let travel = TravelStage(flow, prices, least: worst.least, options: left)
        record("travel")
        let sent = travel.laneFlow.isEmpty ? flow.lanes : travel.laneFlow
        var plan = assembly.plan(sent, engine: engine.rawValue)
        assembly.prove(&plan, coverage, worst, prices, travel)
        plan.statistics = travel.statistics
        record("answer")
        plan.statistics.stages = stages
        return plan
    }

    /// Plans under rules that do not nest without any mixed-integer program, whatever the size.
    package func planByPrices(options: SolveOptions = SolveOptions()) throws -> StaffDispatchPlan {
        let problems = problem.problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        return try RuledRelaxation(StaffNetwork(problem)).plan { options }
    }
}
