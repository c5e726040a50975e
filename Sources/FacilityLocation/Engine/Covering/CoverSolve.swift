internal import LinearOptimization

#if GLPK
    internal import GLPKSolver
#endif

/// One exact solve of a covering problem: presolve, plans, then branch and cut over a ``CoverProgram``.
struct CoverSolve {
    private let options: LocationOptions
    private let control: SolveControl
    private let top: CoverKernel
    private let incumbent: Incumbent
    private let isInfeasible: Bool
    /// A plan of this objective is good enough: none cheaper is looked for.
    private let target: Double

    /// Presolves; `nil` when the problem is no covering problem after all.
    ///
    /// - Parameter target: a plan of this whole-number objective is good enough, and none worse is of interest.
    init?(
        _ problem: NearestSiteProblem, options: LocationOptions, control: SolveControl, target: Double = -.infinity
    ) {
        self.options = options
        self.target = target
        self.control = control
        let (model, _) = control.stage("presolve") { EngineModel.presolved(problem, options: .oneShot) }
        let kernel = control.stage("presolve") { CoverKernel(model) }
        isInfeasible = kernel == nil
        top = kernel ?? CoverKernel(undecided: model)
        #if GLPK
            guard isInfeasible || CoverProgram.isSuitable(top.model) else { return nil }
        #else
            if !isInfeasible { return nil }
        #endif
        let cutoff = Cutoff(
            isIntegral: top.model.isIntegral, magnitude: top.model.magnitude, relativeGap: options.solve.relativeGap,
            absoluteGap: options.solve.absoluteGap)
        incumbent = Incumbent(top.model, search: SwapSearch(top.model), cutoff: cutoff)
        incumbent.onImprovement = { [control] in control.report("plans", incumbent: $0, bound: -.infinity) }
    }

    /// Solves; the plan of the answer is in the problem's site numbers.
    ///
    /// `nil` when the linear programs broke down.
    ///
    /// - Parameter starts: plans to start from, feasible or not.
    func run(starts: [[Int]]) -> EngineAnswer? {
        if isInfeasible {
            return EngineAnswer(
                termination: Termination(.infeasible, detail: "rules exclude each other"), bound: .infinity)
        }
        control.stage("plans") {
            let plans = StartingPlans(
                top.model, search: incumbent.search, incumbent: incumbent, control: control, seed: options.seed)
            plans.offer(starts.map { top.lowered($0) }, preferences: nil)
            if incumbent.objective == nil { plans.offerRandom(count: 2) }
        }
        if let objective = incumbent.objective, objective <= target {
            return EngineAnswer(
                termination: Termination(.feasible, detail: "good enough"), plan: incumbent.plan.map { top.lifted($0) },
                bound: -.infinity)
        }
        #if GLPK
            guard var answer = try? branchAndCut() else { return nil }
            answer.plan = answer.plan.map { top.lifted($0) }
            return answer
        #else
            return nil
        #endif
    }

    #if GLPK
        private func branchAndCut() throws -> EngineAnswer {
            try control.stage("branch and cut") {
                try withGLPKSession { session in
                    let program = try CoverProgram(top.model, session: session, control: control)
                    // Rows at the even spread and at the plan held: a first program that is not blind.
                    if let plan = incumbent.plan {
                        _ = try program.separate(at: top.model.flags(plan).map { $0 ? 1 : 0 })
                    }
                    _ = try program.separate(at: Array(repeating: 0, count: top.model.siteCount))
                    let tree = CoverTree(program, incumbent: incumbent, states: top.model.states, control: control)
                    if target.isFinite {
                        tree.target = target
                        tree.ceiling = target + 1e-6 * max(1, abs(target))
                    }
                    let outcome = try tree.run()
                    let method = tree.nodeCount <= 1 ? "linear relaxation" : "branch and cut"
                    return EngineAnswer(
                        outcome, incumbent: incumbent, control: control, method: "covering " + method)
                }
            }
        }
    #endif
}
