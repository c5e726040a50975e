public import FacilityLocation
public import LinearOptimization

extension ConsortiumProblem {
    /// Forms the consortia at least cost.
    ///
    /// Generalized assignment g_hi ∈ {0, 1}: Σ_h g_hi = 1, Σ_i load_i g_hi ≤ capacity_h. Contiguous catchments by cuts:
    /// wherever a set K of a lead's institutions is cut off from its seat, g_hi ≤ Σ g_hj over the neighbours j of K, for i
    /// in K; solved again until nothing is cut off. `greedy` gives institutions to leads in order of regret.
    ///
    /// - Throws: ``PlanningError`` with every problem of the data; `SolverError` when GLPK is asked for by name and
    ///   missing. Infeasibility and limits are results.
    public func plan(
        engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()
    ) throws -> ConsortiumPlan {
        let problems = problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        let search = ConsortiumSearch(self)
        let greedy = search.greedy()
        if let reason = search.obstacle() {
            return ConsortiumPlan(
                engine: engine.rawValue, termination: Termination(.infeasible, detail: reason), leads: [:])
        }
        let solver = ProgramSolver.standard
        if engine == .glpk && solver == nil {
            throw SolverError(.unavailable, stage: "consortium", message: "this build has no GLPK; use greedy")
        }
        guard engine != .greedy, let solver else { return search.plan(greedy, engine, nil) }
        return try search.exact(solver, engine, options, greedy)
    }
}

private struct ConsortiumSearch {
    private let problem: ConsortiumProblem
    private let leadAt: [StaffDonorID: Int]
    private let memberAt: [InstitutionID: Int]
    /// Cost per lead of each member; `nil` where not admissible.
    private var cost: [[Int?]]
    private var neighbors: [[Int]]
    private let seats: [Int?]

    init(_ problem: ConsortiumProblem) {
        self.problem = problem
        leadAt = Dictionary(uniqueKeysWithValues: problem.leads.enumerated().map { ($1.id, $0) })
        memberAt = Dictionary(uniqueKeysWithValues: problem.members.enumerated().map { ($1.id, $0) })
        cost = Array(repeating: Array(repeating: nil, count: problem.leads.count), count: problem.members.count)
        neighbors = Array(repeating: [], count: problem.members.count)
        for lane in problem.lanes {
            if let lead = leadAt[lane.lead], let member = memberAt[lane.member] { cost[member][lead] = lane.cost }
        }
        for border in problem.borders {
            if let a = memberAt[border.a], let b = memberAt[border.b] {
                neighbors[a].append(b)
                neighbors[b].append(a)
            }
        }
        let positions = memberAt
        seats = problem.leads.map { lead in lead.seat.flatMap { positions[$0] } }
    }

    /// Reasons no plan can exist, found by counting.
    func obstacle() -> String? {
        var reasons: [String] = []
        for (index, member) in problem.members.enumerated() where cost[index].allSatisfy({ $0 == nil }) {
            reasons.append("\(member.id) has no admissible lead")
        }
        let load = problem.members.reduce(0) { $0 + $1.load }
        let capacity = problem.leads.reduce(0) { $0 + $1.capacity }
        if load > capacity { reasons.append("a load of \(load) exceeds all capacities, \(capacity)") }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }

    /// The lead of each member by falling regret; `nil` entries where nobody has room.
    func greedy() -> [Int?] {
        var room = problem.leads.map(\.capacity)
        var chosen = [Int?](repeating: nil, count: problem.members.count)
        var open = Set(problem.members.indices)
        func options(_ member: Int) -> [(cost: Int, lead: Int)] {
            problem.leads.indices.compactMap { lead in
                guard let cost = cost[member][lead], room[lead] >= problem.members[member].load else { return nil }
                if problem.isContiguous, seats[lead] != member,
                    !neighbors[member].contains(where: { chosen[$0] == lead })
                {
                    return nil
                }
                return (cost, lead)
            }.sorted { ($0.cost, $0.lead) < ($1.cost, $1.lead) }
        }
        while !open.isEmpty {
            var best: (regret: Int, member: Int, lead: Int)?
            for member in open.sorted() {
                let choices = options(member)
                guard let first = choices.first else { continue }
                let regret = choices.count == 1 ? Int.max : choices[1].cost - first.cost
                if regret > best?.regret ?? -1 { best = (regret, member, first.lead) }
            }
            guard let best else { break }
            chosen[best.member] = best.lead
            room[best.lead] -= problem.members[best.member].load
            open.remove(best.member)
        }
        return chosen
    }

    /// The plan of a choice; without one when somebody is left over.
    func plan(_ chosen: [Int?], _ engine: LocationEngine, _ bound: Int?) -> ConsortiumPlan {
        var leads: [InstitutionID: StaffDonorID] = [:]
        var total = 0
        for (member, lead) in chosen.enumerated() {
            guard let lead, let cost = cost[member][lead] else {
                return ConsortiumPlan(
                    engine: engine.rawValue,
                    termination: Termination(
                        .noSolutionFound, limit: .heuristic, detail: "the greedy leads have no room left"),
                    leads: [:], bound: bound)
            }
            leads[problem.members[member].id] = problem.leads[lead].id
            total += cost
        }
        let termination = bound == total ? Termination(.optimal) : Termination(.feasible, limit: .heuristic)
        return ConsortiumPlan(
            engine: engine.rawValue, termination: termination, leads: leads, cost: total, bound: bound)
    }

    func exact(
        _ solver: any Solver, _ engine: LocationEngine, _ options: SolveOptions, _ greedy: [Int?]
    ) throws(SolverError) -> ConsortiumPlan {
        let clock = ContinuousClock()
        let start = clock.now
        var model = Model("consortium")
        var leading: [[Variable?]] = []
        var objective = LinearExpression()
        var loads = [LinearExpression](repeating: LinearExpression(), count: problem.leads.count)
        for (member, own) in cost.enumerated() {
            var one = LinearExpression()
            leading.append(
                own.enumerated().map { lead, cost in
                    guard let cost else { return nil }
                    let variable = model.addBinary()
                    one.add(1, variable)
                    objective.add(Double(cost), variable)
                    loads[lead].add(Double(problem.members[member].load), variable)
                    return variable
                })
            model.add(one == 1)
        }
        for (lead, load) in loads.enumerated() { model.add(load <= Double(problem.leads[lead].capacity)) }
        if problem.isContiguous {
            // A lead that leads anyone leads its seat.
            for (lead, seat) in seats.enumerated() {
                for member in problem.members.indices where member != seat {
                    guard let variable = leading[member][lead] else { continue }
                    let own = seat.flatMap { leading[$0][lead] }.map { LinearExpression($0) } ?? LinearExpression()
                    model.add(LinearExpression(variable) - own <= 0)
                }
            }
        }
        model.minimize(objective)
        var statistics = SolveStatistics()
        var cuts = 0
        while true {
            var solve = options
            if let limit = options.timeLimit { solve.timeLimit = max(.zero, limit - (clock.now - start)) }
            let result = try solver.solve(model, options: solve)
            statistics.simplexIterations += result.statistics.simplexIterations
            statistics.nodeCount += result.statistics.nodeCount
            func finish(_ plan: ConsortiumPlan) -> ConsortiumPlan {
                var plan = plan
                plan.cuts = cuts
                plan.statistics = statistics
                return plan
            }
            guard result.termination.isOptimal, let solution = result.solution else {
                if result.termination.reason == .infeasible {
                    return finish(
                        ConsortiumPlan(
                            engine: engine.rawValue,
                            termination: Termination(
                                .infeasible, detail: "capacities, admissible pairs and borders together allow no plan"),
                            leads: [:]))
                }
                var best = plan(greedy, engine, nil)
                best.termination.limit = result.termination.limit ?? .heuristic
                return finish(best)
            }
            let chosen = leading.map { row in row.firstIndex { $0.map { solution[$0] > 0.5 } ?? false } }
            let found = cutOff(chosen)
            if found.isEmpty {
                let total = plan(chosen, engine, nil).cost
                return finish(plan(chosen, engine, total))
            }
            for (lead, island) in found {
                let inside = Set(island)
                let shore = Set(island.flatMap { neighbors[$0] }).subtracting(inside)
                var bridge = LinearExpression()
                for member in shore.sorted() {
                    if let variable = leading[member][lead] { bridge.add(1, variable) }
                }
                for member in island {
                    guard let variable = leading[member][lead] else { continue }
                    model.add(LinearExpression(variable) - bridge <= 0)
                    cuts += 1
                }
            }
        }
    }

    /// Connected sets of a lead's members that do not touch its seat.
    private func cutOff(_ chosen: [Int?]) -> [(lead: Int, members: [Int])] {
        guard problem.isContiguous else { return [] }
        var isSeen = [Bool](repeating: false, count: chosen.count)
        var found: [(Int, [Int])] = []
        for start in chosen.indices where !isSeen[start] {
            guard let lead = chosen[start] else { continue }
            isSeen[start] = true
            var island = [start]
            var head = 0
            while head < island.count {
                for next in neighbors[island[head]] where !isSeen[next] && chosen[next] == lead {
                    isSeen[next] = true
                    island.append(next)
                }
                head += 1
            }
            if !island.contains(where: { seats[lead] == $0 }) { found.append((lead, island)) }
        }
        return found
    }
}
