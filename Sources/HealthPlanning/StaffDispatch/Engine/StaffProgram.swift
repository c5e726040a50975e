internal import FacilityLocation
internal import LinearOptimization

/// The whole dispatch as mixed-integer programs, one per aim, each keeping what the ones before reached.
///
/// For rules that do not nest, and as a cross-check of the network stages on small problems.
struct StaffProgram {
    private let network: StaffNetwork
    private var model = Model("staff dispatch")
    private var sent: [Variable] = []
    private var kept: [LinearExpression] = []
    private var covered = LinearExpression()
    private let share: Variable
    private var fairness = LinearExpression()
    private var shortage = LinearExpression()
    private var travel = LinearExpression()
    private var change = LinearExpression()
    private var statistics = SolveStatistics()

    /// Solves aim after aim; the first limit that strikes ends it with the best plan so far.
    ///
    /// - Throws: `SolverError` when this build has no GLPK, or GLPK breaks.
    static func plan(
        _ network: StaffNetwork, engine: LocationEngine, options: SolveOptions
    ) throws(SolverError) -> StaffDispatchPlan {
        let greedy = network.problem.isNested ? GreedyStaffing.solve(network) : RuledGreedy.solve(network)
        guard let solver = ProgramSolver.standard else {
            if engine == .glpk {
                throw SolverError(
                    .unavailable, stage: "staff dispatch",
                    message: "this build has no GLPK; drop rules that do not nest, or build with the GLPK trait")
            }
            return StaffAssembly(network).plan(greedy, engine: engine.rawValue)
        }
        var program = StaffProgram(network)
        return try program.run(solver, engine: engine.rawValue, options, greedy: greedy)
    }

    private init(_ network: StaffNetwork) {
        self.network = network
        share = model.addVariable("worst share", atMost: 1)
        let problem = network.problem
        var byPool = [LinearExpression](repeating: LinearExpression(), count: network.poolCount)
        var byDonor = [LinearExpression](repeating: LinearExpression(), count: network.donorCount)
        var byEntry: [Int: LinearExpression] = [:]
        kept = Array(repeating: LinearExpression(), count: network.postCount)
        for lane in 0..<network.laneCount {
            let post = Int(network.lanePost[lane])
            let pool = Int(network.lanePool[lane])
            let most = min(network.open[post], network.poolCap[pool])
            let person = model.addInteger(in: 0...most)
            sent.append(person)
            kept[post].add(1, person)
            byPool[pool].add(1, person)
            byDonor[Int(network.poolDonor[pool])].add(1, person)
            byEntry[Int(network.laneEntry[lane]), default: LinearExpression()].add(1, person)
            travel.add(Double(network.laneCost[lane]), person)
            let beyond = model.addVariable(atMost: Double(most))
            model.add(LinearExpression(person) - beyond <= Double(network.lanePrevious[lane]))
            travel.add(Double(problem.changePrice), beyond)
            change.add(1, beyond)
        }
        for pool in byPool.indices { model.add(byPool[pool] <= Double(network.poolCap[pool])) }
        for donor in byDonor.indices { model.add(byDonor[donor] <= Double(network.donorCap[donor])) }
        for post in 0..<network.postCount { addPost(post) }
        for institution in 0..<network.institutionCount { addInstitution(institution) }
        addRules(byEntry)
    }

    private mutating func addPost(_ post: Int) {
        model.add(kept[post] <= Double(network.open[post]))
        let (need, existing) = (network.need[post], network.existing[post])
        guard need > existing else { return }
        if network.isReachable(post) { model.add(kept[post] - Double(need) * share >= Double(-existing)) }
        var missing = LinearExpression()
        for k in 1...(need - existing) {
            let one = model.addVariable(atMost: 1)
            missing.add(1, one)
            fairness.add(Double(FairnessIndex.weight(missing: k, need: need)), one)
        }
        model.add(missing + kept[post] == Double(need - existing))
        shortage += missing
    }

    private mutating func addInstitution(_ institution: Int) {
        var all = LinearExpression()
        var senior = LinearExpression()
        for post in network.posts(of: institution) {
            all += kept[post]
            let name = network.disciplines[Int(network.postDiscipline[post])]
            if network.problem.seniority?.disciplines.contains(name) ?? false { senior += kept[post] }
        }
        if network.isCourtesy[institution] { model.add(all <= 1) }
        if network.problem.institutions[institution].needsOne {
            let isCovered = model.addVariable(atMost: 1)
            model.add(LinearExpression(isCovered) - all <= 0)
            covered.add(1, isCovered)
        }
        if let rule = network.problem.seniority {
            model.add(100 * senior - Double(rule.percent) * all >= 0)
        }
    }

    private mutating func addRules(_ byEntry: [Int: LinearExpression]) {
        let problem = network.problem
        var leads: [InstitutionID: LinearExpression] = [:]
        for (entry, persons) in byEntry.sorted(by: { $0.key < $1.key }) {
            let lane = problem.lanes[entry]
            if let limit = lane.pairLimit { model.add(persons <= Double(limit)) }
            if problem.hasOneDonorPerInstitution {
                let leading = model.addBinary()
                let most = (0..<network.laneCount).reduce(into: 0.0) { sum, lane in
                    if Int(network.laneEntry[lane]) == entry { sum += model.bounds(of: sent[lane]).upper }
                }
                model.add(persons - most * leading <= 0)
                leads[lane.institution, default: LinearExpression()].add(1, leading)
            }
        }
        for (_, sum) in leads.sorted(by: { $0.key < $1.key }) { model.add(sum <= 1) }
    }

    private mutating func run(
        _ solver: any Solver, engine: String, _ options: SolveOptions, greedy: [Int]
    ) throws(SolverError) -> StaffDispatchPlan {
        let clock = ContinuousClock()
        let start = clock.now
        let assembly = StaffAssembly(network)
        var best = assembly.plan(greedy, engine: engine)
        var proven: [StaffDispatchPlan.Level] = []
        var last: [StaffDispatchPlan.Aim] = [.travel, .change]
        if network.problem.lastAims == .changeThenTravel { last.reverse() }
        for aim in [.nobodyAtZero, .worstShare, .fairness, .shortage] + last as [StaffDispatchPlan.Aim] {
            switch aim {
            case .nobodyAtZero: model.maximize(covered)
            case .worstShare: model.maximize(LinearExpression(share))
            case .fairness: model.minimize(fairness * (1 / Double(FairnessIndex.scale)))
            case .shortage: model.minimize(shortage)
            case .travel: model.minimize(travel * 1e-3)
            case .change: model.minimize(change)
            }
            var solve = options
            if let limit = options.timeLimit { solve.timeLimit = max(.zero, limit - (clock.now - start)) }
            let result = try solver.solve(model, options: solve)
            statistics.simplexIterations += result.statistics.simplexIterations
            statistics.nodeCount += result.statistics.nodeCount
            if let solution = result.solution {
                let persons = sent.map { Int(solution[$0].rounded()) }
                best = assembly.plan(persons, engine: engine)
            }
            guard result.termination.isOptimal else {
                best.termination = Termination(
                    .feasible, limit: result.termination.limit ?? .heuristic, detail: "stopped at \(aim.rawValue)")
                break
            }
            proven.append(.init(aim: aim, value: best.value(aim), bound: best.value(aim)))
            keep(aim, best)
            best.termination = Termination(.optimal)
        }
        for level in proven {
            for index in best.levels.indices where best.levels[index].aim == level.aim {
                best.levels[index].bound = level.value
            }
        }
        best.statistics = statistics
        return best
    }

    /// Holds what an aim reached for the aims after it.
    private mutating func keep(_ aim: StaffDispatchPlan.Aim, _ plan: StaffDispatchPlan) {
        switch aim {
        case .nobodyAtZero:
            let asking = network.problem.institutions.count { $0.needsOne }
            model.add(covered >= Double(asking - plan.atZero.count))
        case .worstShare:
            for post in 0..<network.postCount
            where network.isReachable(post) && network.need[post] > network.existing[post] {
                let least = plan.worstShare.persons(need: network.need[post], existing: network.existing[post])
                model.add(kept[post] >= Double(least))
            }
        case .fairness: model.add(fairness * 1e-6 <= (Double(plan.value(.fairness)) + 0.5) * 1e-6)
        case .shortage: model.add(shortage <= Double(plan.value(.shortage)))
        case .travel: model.add(travel * 1e-3 <= (Double(plan.value(.travel)) + 0.5) * 1e-3)
        case .change: model.add(change <= Double(plan.value(.change)))
        }
    }
}
