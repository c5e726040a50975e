internal import LinearOptimization

#if GLPK
    internal import GLPKSolver
#endif

/// One exact solve of one problem: presolve, local search, Lagrangian bound and fixing where they pay, then the tree
/// that suits what is left: dense whole-number tree, branch and cut over the whole or a growing linear program, or a
/// Lagrangian tree where GLPK is missing.
struct OneShotSolve {
    private let options: LocationOptions
    private let method: EngineMethod
    private let control: SolveControl
    private let top: ReducedModel
    private let incumbent: Incumbent
    private let isInfeasible: Bool
    /// The rule on service that shows it, if one does.
    private let hopeless: EngineServiceRow?

    init(
        _ problem: NearestSiteProblem, options: LocationOptions, method: EngineMethod = .automatic,
        control: SolveControl
    ) {
        self.options = options
        self.method = method
        self.control = control
        let (model, _) = control.stage("presolve") { EngineModel.presolved(problem, options: .oneShot) }
        var states = model.states
        var propagation = RowPropagation(model)
        var hopeless: EngineServiceRow?
        isInfeasible = !propagation.extendWithService(&states, hopeless: &hopeless)
        self.hopeless = hopeless
        top = control.stage("presolve") { model.reduced(by: states) }
        let cutoff = Cutoff(
            isIntegral: top.model.isIntegral, magnitude: top.model.magnitude, relativeGap: options.solve.relativeGap,
            absoluteGap: options.solve.absoluteGap)
        incumbent = Incumbent(top.model, search: SwapSearch(top.model), cutoff: cutoff)
        incumbent.onImprovement = { [control] in control.report("plans", incumbent: $0, bound: -.infinity) }
    }

    private var model: EngineModel { top.model }

    /// Solves; the plan of the answer is in the problem's site numbers.
    ///
    /// - Parameter starts: plans to start from, feasible or not.
    func run(starts: [[Int]]) -> EngineAnswer {
        if isInfeasible { return EngineAnswer(hopeless: hopeless) }
        control.stage("plans") {
            let plans = StartingPlans(
                model, search: incumbent.search, incumbent: incumbent, control: control, seed: options.seed)
            plans.offer(starts.map { top.lowered($0) }, preferences: nil)
            if incumbent.objective == nil { plans.offerRandom(count: 2) }
        }
        var answer =
            usesLagrangian ? lagrangianFirst() : finish(top: model, bound: -.infinity, multipliers: nil, present: nil)
        answer.plan = answer.plan.map { top.lifted($0) }
        return answer
    }

    /// The Lagrangian pays where only the number of sites is restricted and the linear program would be large.
    private var usesLagrangian: Bool {
        switch method {
        case .automatic:
            guard model.serviceRows.isEmpty, model.lists.entryCount > 4_000 else { return false }
            return model.rows.isEmpty
                || (model.rows.count == 1 && model.cardinalityRow(states: model.states) != nil)
        case .denseTree, .growingProgram, .growingGroups: return true
        case .branchAndCut, .groupedProgram, .lagrangianTree: return false
        }
    }

    private func iterate(kicks: Int, allowed: [Bool]? = nil, salt: UInt64) {
        guard let plan = incumbent.plan else { return }
        control.stage("local search") {
            incumbent.search.set(plan)
            var iterated = IteratedSwapSearch(incumbent.search, seed: options.seed &+ salt)
            _ = iterated.run(kicks: kicks, allowed: allowed, control: control)
            incumbent.offer(incumbent.search.plan)
        }
    }

    private func lagrangianFirst() -> EngineAnswer {
        iterate(kicks: 2, salt: 1)
        let lagrangian = LagrangianBound(model)
        if let plan = incumbent.plan {
            incumbent.search.set(plan)
            lagrangian.start(from: incumbent.search)
        }
        var states = model.states
        var bound = control.stage("Lagrangian bound") {
            lagrangian.climb(
                states: states, cutoff: incumbent.cutoff, settings: rootSettings, control: control)
        }
        control.report("Lagrangian bound", incumbent: incumbent.objective, bound: bound)
        if incumbent.cutoff.prunes(bound) || control.mustStop { return closed(bound, "Lagrangian bound") }
        let hits = lagrangian.hits.map { $0 >= 3 }
        let isBig = model.siteCount > 1_000
        iterate(kicks: kicks(work: isBig ? 1.5e4 : 5e3, atMost: isBig ? 1_500 : 100), allowed: hits, salt: 2)
        if incumbent.cutoff.prunes(bound) || control.mustStop { return closed(bound, "Lagrangian bound") }
        _ = lagrangian.fix(&states, cutoff: incumbent.cutoff)
        var reduced = model.reduced(by: states)
        var multipliers = reduced.lowered(multipliers: lagrangian.multipliers)
        var openShare = reduced.sites.map { lagrangian.openShare[$0] }
        var hitSet = reduced.sites.map { hits[$0] }
        var companion: SearchCompanion?
        var isSearching = false
        defer { companion?.stop() }
        var elites: [[Int]] = []
        for round in 0..<3 where reduced.model.siteCount > 0 && !suitsDenseTree(reduced.model, bound: bound) {
            let inner = LagrangianBound(reduced.model)
            inner.multipliers = multipliers
            inner.clampMultipliers()
            var settings = SubgradientSettings()
            settings.firstFactor = 0.5
            settings.maximumSteps = 1500
            if round == 0, let plan = incumbent.plan, reduced.model.siteCount >= 100 {
                companion = SearchCompanion(
                    model, threads: options.threads, seed: options.seed, work: 12 * model.lists.entryCount, growth: 3,
                    control: control)
                companion?.begin(with: [plan], allowed: hits)
                isSearching = true
            }
            let innerBound = control.stage("Lagrangian bound") {
                inner.climb(
                    states: reduced.model.states, cutoff: incumbent.cutoff, settings: settings, control: control)
            }
            let gain = innerBound - bound
            bound = max(bound, innerBound)
            if incumbent.cutoff.prunes(bound) || control.mustStop { return closed(bound, "Lagrangian bound") }
            if let companion, isSearching {
                isSearching = false
                // The linear program's own values find good plans sooner where its gap is small: one epoch only.
                _ = control.stage("search beside") { companion.harvest(into: incumbent, bound: bound, most: 1) }
                elites = companion.plans
                if incumbent.cutoff.prunes(bound) || control.mustStop { return closed(bound, "Lagrangian bound") }
            }
            var innerStates = reduced.model.states
            let count = inner.fix(&innerStates, cutoff: incumbent.cutoff)
            for (position, site) in reduced.sites.enumerated() { states[site] = innerStates[position] }
            let before = reduced.model.siteCount
            let innerHits = zip(inner.hits, hitSet).map { $0 >= 3 || $1 }
            let map = Dictionary(uniqueKeysWithValues: zip(reduced.sites, 0...))
            let next = model.reduced(by: states)
            openShare = next.sites.map { site in map[site].map { inner.openShare[$0] } ?? 0 }
            hitSet = next.sites.map { site in map[site].map { innerHits[$0] } ?? false }
            multipliers = lower(inner.multipliers, from: reduced, to: next)
            reduced = next
            if round == 0, isLarge(reduced.model), let companion, let plan = incumbent.plan,
                hasGap(over: 5e-4, bound)
            {
                // A long tree is ahead: beside the next climb it is worth a longer look.
                companion.begin(with: [plan], allowed: hits)
                isSearching = true
            }
            if count < before / 20, gain < 1e-5 * abs(bound), !isSearching { break }
        }
        return finishReduced(
            reduced, bound: bound, multipliers: multipliers, openShare: openShare, hits: hitSet, elites: elites)
    }

    /// Perturbations that amount to about `work` looks at a client per site.
    private func kicks(work: Double, atMost most: Int) -> Int {
        let sites = Double(model.siteCount)
        let reach = 2 * sites / Double(max(1, incumbent.plan?.count ?? 1))
        let effort = max(1, Double(model.clientCount) + reach * reach)
        return max(20, min(most, Int(min(1e6, work * sites / effort))))
    }

    /// A short climb is enough where the dense tree goes on anyway.
    private var rootSettings: SubgradientSettings {
        var settings = SubgradientSettings()
        if model.siteCount <= 1_000 {
            settings.patience = 30
            settings.leastFactor = 5e-3
        }
        return settings
    }

    /// Multipliers of one reduction for a further one.
    private func lower(_ values: [Double], from first: ReducedModel, to second: ReducedModel) -> [Double] {
        // Clients merged in the first reduction share their multiplier by weight.
        var result = Array(repeating: 0.0, count: second.model.clientCount)
        for client in 0..<model.clientCount {
            let from = first.clientMap[client]
            let to = second.clientMap[client]
            guard from >= 0, to >= 0 else { continue }
            let weight = first.model.weights[Int(from)]
            let share = weight > 0 ? model.weights[client] / weight : 0
            result[Int(to)] += values[Int(from)] * share
        }
        return result
    }

    /// The answer when a bound over everything closed the gap, or a limit struck.
    private func closed(_ bound: Double, _ proof: String) -> EngineAnswer {
        EngineAnswer(
            TreeOutcome(bound: bound, isComplete: incumbent.cutoff.prunes(bound)), incumbent: incumbent,
            control: control,
            method: proof)
    }

    private func finishReduced(
        _ reduced: ReducedModel, bound: Double, multipliers: [Double], openShare: [Double], hits: [Bool],
        elites: [[Int]]
    ) -> EngineAnswer {
        let inner = reduced.model
        let innerIncumbent = Incumbent(inner, search: SwapSearch(inner), cutoff: incumbent.cutoff)
        innerIncumbent.onImprovement = { [control] in control.report("tree", incumbent: $0, bound: bound) }
        if let plan = incumbent.plan { innerIncumbent.offer(reduced.lowered(plan)) }
        var outcome = TreeOutcome(bound: bound, isComplete: false)
        var proof = "Lagrangian bound"
        if let counts = inner.countRange, suitsDenseTree(inner, bound: bound) {
            proof = "dense tree"
            outcome = control.stage("dense tree") {
                denseTree(
                    inner, opening: counts, incumbent: innerIncumbent, bound: bound, multipliers: multipliers,
                    openShare: openShare)
            }
        }
        if !outcome.isComplete, !control.mustStop {
            var present: [Bool]?
            if method == .growingProgram || method == .growingGroups || (method == .automatic && isLarge(inner)) {
                let lowered = Set(reduced.lowered(incumbent.plan ?? []))
                present = inner.states.indices.map { hits[$0] || lowered.contains($0) }
            }
            (outcome, proof) = tree(
                inner, incumbent: innerIncumbent, bound: max(bound, outcome.bound), multipliers: multipliers,
                present: present, elites: elites.map { reduced.lowered($0) })
        }
        if let plan = innerIncumbent.plan { incumbent.offer(reduced.lifted(plan)) }
        outcome.bound = max(outcome.bound, bound)
        // What fixing left out has a bound above the cut-off of its moment, which was no lower than today's.
        outcome.bound = min(outcome.bound, max(bound, incumbent.cutoff.value))
        return EngineAnswer(outcome, incumbent: incumbent, control: control, method: proof)
    }

    /// Whether the linear program of a model takes long from the start.
    private func isLarge(_ inner: EngineModel) -> Bool {
        inner.siteCount > 350 && inner.lists.entryCount > 200_000
    }

    private func suitsDenseTree(_ inner: EngineModel, bound: Double) -> Bool {
        guard incumbent.objective != nil else { return false }
        if method != .automatic { return method == .denseTree }
        let cells = inner.siteCount * inner.clientCount
        return cells <= 100_000 || (cells <= 1_000_000 && hasWideGap(bound))
    }

    private func hasWideGap(_ bound: Double) -> Bool { hasGap(over: 0.003, bound) }

    private func hasGap(over share: Double, _ bound: Double) -> Bool {
        guard let objective = incumbent.objective else { return false }
        return objective - bound >= share * abs(objective)
    }

    /// Searches by the dense tree, within a budget of nodes unless the gap is wide by the linear relaxation too.
    private func denseTree(
        _ inner: EngineModel, opening counts: ClosedRange<Int>, incumbent innerIncumbent: Incumbent,
        bound: Double, multipliers: [Double], openShare: [Double]
    ) -> TreeOutcome {
        guard let tree = DenseTree(inner, incumbent: innerIncumbent, control: control) else {
            return TreeOutcome(bound: -.infinity, isComplete: false)
        }
        var outcome = tree.run(
            opening: counts, multipliers: multipliers, openShare: openShare, nodeLimit: 20_000)
        if outcome.isComplete || control.mustStop || !hasWideGap(bound) { return outcome }
        #if GLPK
            let (root, _) = self.tree(
                inner, incumbent: innerIncumbent, bound: bound, multipliers: multipliers, present: nil, nodeLimit: 1)
            if root.isComplete { return root }
            let relaxed = max(bound, root.bound)
        #else
            let relaxed = bound
        #endif
        if hasWideGap(relaxed), !control.mustStop { outcome = tree.resume(nodeLimit: Int.max) }
        if !outcome.isComplete { outcome.bound = max(outcome.bound, relaxed) }
        return outcome
    }

    private func finish(top model: EngineModel, bound: Double, multipliers: [Double]?, present: [Bool]?) -> EngineAnswer
    {
        if incumbent.plan != nil { iterate(kicks: min(100, 10 + model.siteCount / 4), salt: 1) }
        let (outcome, proof) = tree(
            model, incumbent: incumbent, bound: bound, multipliers: multipliers, present: present)
        return EngineAnswer(outcome, incumbent: incumbent, control: control, method: proof)
    }

    /// A search that goes on beside a tree over a model.
    private func companion(_ model: EngineModel, elites: [[Int]]) -> SearchCompanion {
        let companion = SearchCompanion(
            model, threads: options.threads, seed: options.seed &+ 5, work: 100_000_000, growth: 1.3, control: control)
        companion.offer(elites)
        return companion
    }

    /// The last stage: branch and cut, or a Lagrangian tree where there is no linear program.
    private func tree(
        _ model: EngineModel, incumbent: Incumbent, bound: Double, multipliers: [Double]?, present: [Bool]?,
        elites: [[Int]] = [], nodeLimit: Int = .max
    ) -> (outcome: TreeOutcome, proof: String) {
        var reason = ""
        #if GLPK
            if method != .lagrangianTree {
                do {
                    return try control.stage("branch and cut") {
                        try withGLPKSession { session in
                            let program = try MasterProgram(
                                model, session: session, objective: incumbent.objective, present: present,
                                grouping: method.grouping(afterLagrangian: multipliers != nil)
                            ) { [control] in control }
                            if let multipliers { try program.warm(with: multipliers) }
                            let tree = BranchAndCut(
                                program, incumbent: incumbent, pseudoCosts: PseudoCosts(siteCount: model.siteCount),
                                states: model.states, control: control)
                            tree.nodeLimit = nodeLimit
                            if nodeLimit == 1 { tree.strongCandidates = 0 }
                            if model.countRange != nil {
                                tree.roundingPeriod = 5
                                tree.supportKicks = kicks(work: 2e4, atMost: 1_000)
                                tree.usesDenseTree = method == .automatic && nodeLimit > 1
                            }
                            if nodeLimit > 1 {
                                tree.makeCompanion = { companion(model, elites: elites) }
                                tree.searchesFromStart = isLarge(model)
                            }
                            let outcome = try tree.run()
                            var proof = tree.nodeCount <= 1 ? "linear relaxation" : "branch and cut"
                            if present != nil { proof += " on a growing program" }
                            return (outcome, proof)
                        }
                    }
                } catch {
                    reason = " (GLPK not used: \(error))"
                }
            }
        #endif
        let outcome = control.stage("Lagrangian tree") { () -> TreeOutcome in
            let lagrangian = LagrangianBound(model)
            if let multipliers {
                lagrangian.multipliers = multipliers
                lagrangian.clampMultipliers()
            } else if let plan = incumbent.plan {
                incumbent.search.set(plan)
                lagrangian.start(from: incumbent.search)
            }
            let climbed = lagrangian.climb(
                states: model.states, cutoff: incumbent.cutoff, settings: SubgradientSettings(), control: control)
            let tree = LagrangianTree(model, lagrangian: lagrangian, incumbent: incumbent, control: control)
            return tree.run(states: model.states, rootBound: max(bound, climbed))
        }
        return (outcome, "Lagrangian tree" + reason)
    }
}
