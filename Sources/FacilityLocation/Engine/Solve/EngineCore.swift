internal import LinearOptimization

#if GLPK
    internal import GLPKSolver
#endif

/// What a live engine keeps between solves: the model under edit, its linear program with all cuts, its best plans.
final class EngineCore {
    let model: EngineModel
    private let search: SwapSearch
    /// Best plans of earlier solves, newest first.
    private var elites: [[Int]] = []
    private static let eliteCount = 12
    private var proven = ProvenAnswers()
    /// Whether clients share columns of the linear program; read when it is built.
    var grouping = ClientGrouping.automatic
    /// Why GLPK is not used though it is built in, in the words of its error.
    var fallbackReason: String?
    private var weightsChanged = false

    #if GLPK
        /// The session the program lives in, when GLPK is used.
        var session: GLPKSession?
        private var program: MasterProgram?
        private var pseudoCosts: PseudoCosts
        private var changedRules: Set<Int> = []
        /// Rules from this position on have been removed since the program was last brought up to date.
        private var keptRuleCount = Int.max
    #endif

    /// The control of the solve under way.
    private var control = SolveControl(SolveOptions())

    init(_ model: EngineModel) {
        self.model = model
        search = SwapSearch(model)
        #if GLPK
            pseudoCosts = PseudoCosts(siteCount: model.siteCount)
        #endif
    }

    /// Takes over the plans another core found for the same sites.
    func adopt(plansOf other: EngineCore) { elites = other.elites }

    func setRowBounds(_ row: Int, lower: Double, upper: Double) {
        model.setRowBounds(row, lower: lower, upper: upper)
        #if GLPK
            changedRules.insert(row)
        #endif
    }

    func addRow(_ row: EngineRow) { _ = model.addRow(row) }

    /// Removes the rules from a position on.
    func removeRows(from position: Int) {
        model.removeRows(from: position)
        #if GLPK
            keptRuleCount = min(keptRuleCount, position)
        #endif
    }

    /// Replaces the rules on service; those known by their serial number keep their rows in the linear program.
    func setServiceRows(_ rows: [EngineServiceRow]) { model.serviceRows = rows }

    /// Rows of the linear program, or of the model where there is none.
    var rowCount: Int {
        #if GLPK
            if let program { return program.rowOwners.count }
        #endif
        return model.rows.count
    }

    /// Takes over new weights of the problem's clients.
    func setWeights(_ weights: [Double], map: ClientMap, unservedCosts problem: NearestSiteProblem) {
        model.setWeights(weights, map: map, problem: problem)
        weightsChanged = true
    }

    /// Solves the model as it stands.
    func solve(options: LocationOptions, control: SolveControl, starts: [[Int]]) -> EngineAnswer {
        self.control = control
        model.indexRows()
        let question = ProvenAnswers.Question(model, options)
        if let answer = proven.answer(to: question) { return answer }
        search.refreshFromModel()
        let cutoff = Cutoff(
            isIntegral: model.isIntegral, magnitude: model.magnitude, relativeGap: options.solve.relativeGap,
            absoluteGap: options.solve.absoluteGap)
        let incumbent = Incumbent(model, search: search, cutoff: cutoff)
        incumbent.onImprovement = { control.report("plans", incumbent: $0, bound: -.infinity) }
        var states = model.states
        var propagation = RowPropagation(model)
        var hopeless: EngineServiceRow?
        guard propagation.extendWithService(&states, hopeless: &hopeless) else {
            return EngineAnswer(hopeless: hopeless)
        }
        control.stage("start") { offerStarts(starts, incumbent: incumbent, seed: options.seed) }
        let answer = search(states: states, incumbent: incumbent)
        remember(incumbent.plan)
        proven.keep(answer, to: question)
        return answer
    }

    private var hasProgram: Bool {
        #if GLPK
            return program != nil
        #else
            return false
        #endif
    }

    private func offerStarts(_ starts: [[Int]], incumbent: Incumbent, seed: UInt64) {
        let plans = StartingPlans(model, search: search, incumbent: incumbent, control: control, seed: seed)
        var preferences: [Double]?
        #if GLPK
            preferences = program?.siteValues
        #endif
        var best: [(cost: Double, plan: [Int])] = elites.map { (model.cost(of: model.flags($0)), $0) }
        best.sort { $0.cost < $1.cost }
        plans.offer(starts, preferences: preferences)
        for (rank, candidate) in best.prefix(3).enumerated() {
            plans.offer([candidate.plan], preferences: preferences, startsOver: rank == 0)
            if incumbent.objective != nil { break }
            // Where rules on service leave no plan nearby, the linear program knows better where to look.
            if hasProgram, !model.serviceRows.isEmpty { return }
        }
        if incumbent.objective == nil { plans.offerRandom(count: 2) }
    }

    /// Keeps a plan to start later solves from.
    func remember(_ plan: [Int]?) {
        guard let plan else { return }
        elites.removeAll { $0 == plan }
        elites.insert(plan, at: 0)
        if elites.count > Self.eliteCount { elites.removeLast() }
    }

    private func search(states: [Int8], incumbent: Incumbent) -> EngineAnswer {
        #if GLPK
            if let session {
                do {
                    return try control.stage("branch and cut") {
                        try branchAndCut(session, states: states, incumbent: incumbent)
                    }
                } catch {
                    // Broken for this thread: go on without it, now and later.
                    fallbackReason = "\(error)"
                    self.session = nil
                    program = nil
                }
            }
        #endif
        return control.stage("Lagrangian tree") { lagrangianSearch(states: states, incumbent: incumbent) }
    }

    private func lagrangianSearch(states: [Int8], incumbent: Incumbent) -> EngineAnswer {
        let lagrangian = LagrangianBound(model)
        if let plan = incumbent.plan {
            search.set(plan)
            lagrangian.start(from: search)
        }
        let bound = lagrangian.climb(
            states: states, cutoff: incumbent.cutoff, settings: SubgradientSettings(), control: control)
        let tree = LagrangianTree(model, lagrangian: lagrangian, incumbent: incumbent, control: control)
        let outcome = tree.run(states: states, rootBound: bound)
        var method = "Lagrangian tree"
        if let fallbackReason { method += " (GLPK not used: \(fallbackReason))" }
        return EngineAnswer(outcome, incumbent: incumbent, control: control, method: method)
    }
}

#if GLPK
    extension EngineCore {
        private func branchAndCut(
            _ session: GLPKSession, states: [Int8], incumbent: Incumbent
        ) throws -> EngineAnswer {
            let isFirst = program == nil
            let program = try currentProgram(session, objective: incumbent.objective)
            let tree = BranchAndCut(
                program, incumbent: incumbent, pseudoCosts: pseudoCosts, states: states, control: control)
            tree.usesPrimalFirst = weightsChanged && !isFirst
            weightsChanged = false
            program.conflict = []
            let outcome = try tree.run()
            pseudoCosts = tree.learnedPseudoCosts
            try program.purgeBasic()
            let isRoot = tree.nodeCount <= 1
            if isRoot, outcome.isComplete, incumbent.plan == nil, !program.conflict.isEmpty {
                return EngineAnswer(
                    termination: Termination(.infeasible, detail: Self.conflict(program.conflict)), bound: .infinity)
            }
            let method = isRoot ? "linear relaxation" : "branch and cut"
            return EngineAnswer(outcome, incumbent: incumbent, control: control, method: method)
        }

        /// Says which rules a proof of infeasibility took.
        private static func conflict(_ names: [String]) -> String {
            let shown = names.prefix(6).map { "“\($0)”" }.joined(separator: ", ")
            let rest = names.count > 6 ? " and \(names.count - 6) more" : ""
            return "linear relaxation: no plan keeps \(shown)\(rest) together"
        }

        /// The program with all edits since the last solve taken over.
        private func currentProgram(_ session: GLPKSession, objective: Double?) throws(SolverError) -> MasterProgram {
            guard let program else {
                let fresh = try MasterProgram(
                    model, session: session, objective: objective, grouping: grouping
                ) { [unowned self] in control }
                self.program = fresh
                changedRules = []
                keptRuleCount = .max
                return fresh
            }
            try program.retireRules(from: keptRuleCount)
            keptRuleCount = .max
            for rule in program.programRowOfRule.count..<model.rows.count { try program.addRule(rule, isLazy: true) }
            for rule in changedRules where rule < model.rows.count { try program.updateRule(rule) }
            changedRules = []
            try program.updateServiceRows()
            if weightsChanged { try program.updateWeights() }
            return program
        }
    }
#endif
