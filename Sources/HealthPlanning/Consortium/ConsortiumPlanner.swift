public import FacilityLocation
public import LinearOptimization

extension ConsortiumProblem {
    /// Nodes the search of its own may take before GLPK takes over, or before it stops where there is none.
    private static let nodes = (withProgram: 20_000, alone: 2_000_000)

    /// Forms the consortia at least cost.
    ///
    /// Generalized assignment g_hi ∈ {0, 1}: Σ_h g_hi = 1, Σ_i load_i g_hi ≤ capacity_h, every catchment connected to
    /// its lead's seat where there are borders. A depth-first search with bounds from prices on capacity proves small
    /// problems, some dozens of institutions; what it leaves open goes to GLPK with cuts: wherever a set K of a lead's
    /// institutions is cut off from its seat, g_hi ≤ Σ g_hj over the neighbours j of K, for i in K. `greedy` gives
    /// institutions to leads in order of regret, moves others on where nobody has room, and improves by exchanges.
    ///
    /// - Parameters:
    ///   - engine: `exact`; `glpk` for the program alone; `greedy` for the baseline without proof.
    ///   - options: Time limit and cancellation; the best consortia so far are returned when one strikes.
    /// - Throws: ``PlanningError`` with every problem of the data; `SolverError` when GLPK is asked for by name and
    ///   missing. Infeasibility and limits are results.
    public func plan(
        engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()
    ) throws -> ConsortiumPlan {
        let problems = problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        let clock = ContinuousClock()
        let start = clock.now
        let grid = ConsortiumGrid(self)
        func impossible(_ reason: String) -> ConsortiumPlan {
            ConsortiumPlan(
                engine: engine.rawValue, termination: Termination(.infeasible, detail: reason), leads: [:])
        }
        if let reason = grid.obstacle() { return impossible(reason) }
        let solver = ProgramSolver.standard
        if engine == .glpk && solver == nil {
            throw SolverError(.unavailable, stage: "consortium", message: "this build has no GLPK; use exact or greedy")
        }
        let greedy = Self.greedy(grid)
        if engine == .greedy { return grid.plan(greedy, engine: engine.rawValue, bound: nil) }
        if engine == .glpk, let solver {
            return try ConsortiumProgram(grid: grid).exact(solver, engine.rawValue, options, greedy)
        }
        var tree = ConsortiumTree(
            grid, start: greedy, nodeLimit: solver == nil ? Self.nodes.alone : Self.nodes.withProgram
        ) {
            if options.cancellation?.isCancelled == true { return .interrupted }
            if let limit = options.timeLimit, clock.now - start >= limit { return .time }
            return nil
        }
        tree.run()
        let best = tree.best ?? greedy
        switch tree.end {
        case .complete:
            guard tree.best != nil else { return impossible(ConsortiumGrid.noPlan) }
            var plan = grid.plan(best, engine: engine.rawValue, bound: tree.bestCost)
            plan.statistics.nodeCount = tree.nodeCount
            return plan
        case .stopped(let limit):
            if limit == .nodes, let solver {
                var left = options
                if let limit = options.timeLimit { left.timeLimit = max(.zero, limit - (clock.now - start)) }
                return try ConsortiumProgram(grid: grid).exact(solver, engine.rawValue, left, best)
            }
            var plan = grid.plan(best, engine: engine.rawValue, bound: tree.bound)
            if !plan.termination.isOptimal {
                plan.termination = Termination(plan.cost == nil ? .noSolutionFound : .feasible, limit: limit)
            }
            plan.statistics.nodeCount = tree.nodeCount
            return plan
        }
    }

    /// The baseline: the cheaper of two constructions; where both leave somebody over, the first plan of a short
    /// search.
    private static func greedy(_ grid: ConsortiumGrid) -> [Int?] {
        let plain = ConsortiumGreedy.solve(grid)
        var root = ConsortiumTree(grid, start: plain, nodeLimit: 0)
        root.run()
        let priced = ConsortiumGreedy.solve(grid, prices: root.rootPrices)
        switch (grid.total(plain), grid.total(priced)) {
        case (let a?, let b?): return a <= b ? plain : priced
        case (_?, nil): return plain
        case (nil, _?): return priced
        case (nil, nil):
            var dive = ConsortiumTree(grid, start: nil, nodeLimit: 2_000, stopsAtFirst: true)
            dive.run()
            return dive.best ?? plain
        }
    }
}
