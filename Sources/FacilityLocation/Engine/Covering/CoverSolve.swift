internal import LinearOptimization

#if GLPK
    internal import GLPKSolver
#endif

/// Which way the covering engine goes; all but ``automatic`` are for tests and comparisons.
package enum CoverMethod: String, Sendable, CaseIterable {
    /// What suits the problem.
    case automatic
    /// Branch and cut over a linear program.
    case linearProgram
    /// The tree by dual ascent, where rules allow it.
    case ascentTree
    /// The tree by dual ascent for a few nodes, the linear program for a few, then the tree again.
    case alternating
}

/// One exact solve of a covering problem: presolve, plans, then a ``CoverAscentTree``, branch and cut
/// over a ``CoverProgram``, or both.
struct CoverSolve {
    private let options: LocationOptions
    private let method: CoverMethod
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
        _ problem: NearestSiteProblem, options: LocationOptions, control: SolveControl, target: Double = -.infinity,
        method: CoverMethod = .automatic
    ) {
        self.options = options
        self.method = method
        self.target = target
        self.control = control
        let (model, _) = control.stage("presolve") { EngineModel.presolved(problem, options: .oneShot) }
        let kernel = control.stage("presolve") { CoverKernel(model, control: control) }
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
            guard var answer = try? prove() else { return nil }
            answer.plan = answer.plan.map { top.lifted($0) }
            return answer
        #else
            return nil
        #endif
    }

    #if GLPK
        /// Proves by the linear program, by the ascent tree where that is faster, or by both in turn.
        private func prove() throws -> EngineAnswer {
            guard !target.isFinite, method != .linearProgram, method != .automatic || suitsAscent,
                let tree = CoverAscentTree(top.model, incumbent: incumbent, control: control)
            else { return try branchAndCut(nodeLimit: .max) }
            tree.seed = options.seed
            let first = control.stage("ascent tree") { tree.run(nodeLimit: firstNodes) }
            if first.isComplete || control.mustStop { return answer(first, tree) }
            var bound = first.bound
            if var answer = try? branchAndCut(nodeLimit: programNodes) {
                bound = max(answer.bound, incumbent.cutoff.certified(bound))
                if answer.termination.isOptimal || control.mustStop {
                    answer.bound = bound
                    return answer
                }
            }
            var rest = control.stage("ascent tree") { tree.run(nodeLimit: .max) }
            rest.bound = max(rest.bound, bound)
            return answer(rest, tree)
        }

        /// Nodes of the ascent tree before a linear program is tried, and of the latter before the tree goes on.
        private var firstNodes: Int { method == .ascentTree ? .max : method == .alternating ? 3 : 20_000 }
        private var programNodes: Int { method == .alternating ? 2 : 1_000 }

        /// Linear programs win where clients have few sites; the ascent tree where sites overlap much, and where all
        /// clients must be covered by few sites.
        private var suitsAscent: Bool {
            let model = top.model
            let entries = model.lists.entryCount
            if model.caps.allSatisfy({ $0 == .infinity }) { return entries <= 100_000 }
            return entries >= 60_000 && entries >= 8 * model.clientCount
        }

        private func answer(_ outcome: TreeOutcome, _ tree: CoverAscentTree) -> EngineAnswer {
            let method = tree.nodeCount <= 1 ? "dual ascent" : "ascent tree"
            return EngineAnswer(outcome, incumbent: incumbent, control: control, method: "covering " + method)
        }

        private func branchAndCut(nodeLimit: Int) throws -> EngineAnswer {
            try control.stage("branch and cut") {
                try withGLPKSession { session in
                    let program = try CoverProgram(top.model, session: session, control: control)
                    // Rows at the even spread and at the plan held: a first program that is not blind.
                    if let plan = incumbent.plan {
                        _ = try program.separate(at: top.model.flags(plan).map { $0 ? 1 : 0 })
                    }
                    _ = try program.separate(at: Array(repeating: 0, count: top.model.siteCount))
                    let tree = CoverTree(program, incumbent: incumbent, states: top.model.states, control: control)
                    tree.nodeLimit = nodeLimit
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
