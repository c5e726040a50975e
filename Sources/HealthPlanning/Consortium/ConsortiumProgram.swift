internal import LinearOptimization

/// Consortia as mixed-integer programs, with cuts for connected catchments.
struct ConsortiumProgram {
    let grid: ConsortiumGrid

    /// Solves until nothing is cut off; where a limit strikes, `greedy` is the answer.
    func exact(
        _ solver: any Solver, _ engine: String, _ options: SolveOptions, _ greedy: [Int?]
    ) throws(SolverError) -> ConsortiumPlan {
        let clock = ContinuousClock()
        let start = clock.now
        var model = Model("consortium")
        var leading: [[Variable?]] = []
        var objective = LinearExpression()
        var loads = [LinearExpression](repeating: LinearExpression(), count: grid.leadCount)
        for (member, own) in grid.cost.enumerated() {
            var one = LinearExpression()
            leading.append(
                own.enumerated().map { lead, cost in
                    guard let cost else { return nil }
                    let variable = model.addBinary()
                    one.add(1, variable)
                    objective.add(Double(cost), variable)
                    loads[lead].add(Double(grid.loads[member]), variable)
                    return variable
                })
            model.add(one == 1)
        }
        for (lead, load) in loads.enumerated() { model.add(load <= Double(grid.capacities[lead])) }
        if grid.isContiguous {
            // A lead that leads anyone leads its seat.
            for (lead, seat) in grid.seats.enumerated() {
                for member in (0..<grid.memberCount) where member != seat {
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
                            engine: engine,
                            termination: Termination(.infeasible, detail: ConsortiumGrid.noPlan), leads: [:]))
                }
                var best = grid.plan(greedy, engine: engine, bound: nil)
                best.termination.limit = result.termination.limit ?? .heuristic
                return finish(best)
            }
            let chosen = leading.map { row in row.firstIndex { $0.map { solution[$0] > 0.5 } ?? false } }
            let found = cutOff(chosen)
            if found.isEmpty {
                return finish(grid.plan(chosen, engine: engine, bound: grid.total(chosen)))
            }
            for (lead, island) in found {
                let inside = Set(island)
                let shore = Set(island.flatMap { grid.neighbors[$0] }).subtracting(inside)
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
        guard grid.isContiguous else { return [] }
        var isSeen = [Bool](repeating: false, count: chosen.count)
        var found: [(Int, [Int])] = []
        for start in chosen.indices where !isSeen[start] {
            guard let lead = chosen[start] else { continue }
            isSeen[start] = true
            var island = [start]
            var head = 0
            while head < island.count {
                for next in grid.neighbors[island[head]] where !isSeen[next] && chosen[next] == lead {
                    isSeen[next] = true
                    island.append(next)
                }
                head += 1
            }
            if !island.contains(where: { grid.seats[lead] == $0 }) { found.append((lead, island)) }
        }
        return found
    }
}
