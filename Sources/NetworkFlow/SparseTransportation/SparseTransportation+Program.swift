public import LinearOptimization

extension SparseTransportation {
    /// Solves the problem as two linear programs: least unmet need, then least cost with it.
    ///
    /// A cross-check of ``solve(from:options:)`` by another method, for problems of some hundred thousand arcs at most.
    /// Basic solutions of transportation problems are whole, so no integers are asked for. The bound is the program's,
    /// in floating point.
    ///
    /// - Parameters:
    ///   - solver: A solver of linear programs that returns basic solutions.
    ///   - options: Time limit and cancellation, for both programs together.
    /// - Throws: ``InvalidNetwork`` for malformed data; `SolverError` when the solver breaks.
    public func solve(by solver: some Solver, options: SolveOptions = SolveOptions()) throws -> SparseTransportationPlan
    {
        let clock = ContinuousClock()
        let start = clock.now
        var plan = try greedy()
        var model = Model("transportation", keepsNames: false)
        model.reserveCapacity(variables: arcCount + receiverCount, constraints: receiverCount + supplierCount)
        let unit = model.addVariables(arcCount, atLeast: 0)
        let short = model.addVariables(receiverCount, atLeast: 0)
        var sent = [LinearExpression](repeating: LinearExpression(), count: supplierCount)
        var travel = LinearExpression()
        var unmet = LinearExpression()
        for receiver in 0..<receiverCount {
            var got = LinearExpression(short[receiver])
            for arc in arcs(of: receiver) {
                got.add(1, unit[arc])
                sent[Int(suppliers[arc])].add(1, unit[arc])
                travel.add(Double(costs[arc]), unit[arc])
            }
            model.add(got == Double(need(of: receiver)))
            unmet.add(1, short[receiver])
        }
        for (supplier, sum) in sent.enumerated() where sum.termCount > 0 {
            model.add(sum <= Double(supplies[supplier]))
        }
        model.minimize(unmet)
        var result = try solver.solve(model, options: options)
        guard result.termination.isOptimal, let least = result.solution?.objective else {
            plan.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
            return plan
        }
        model.add(unmet <= least.rounded())
        model.minimize(travel)
        var left = options
        if let limit = options.timeLimit { left.timeLimit = max(.zero, limit - (clock.now - start)) }
        result = try solver.solve(model, options: left)
        guard let solution = result.solution else {
            plan.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
            return plan
        }
        let units = (0..<arcCount).map { Int32(clamping: Int64(solution[unit[$0]].rounded())) }
        adopt(units, by: &plan)
        plan.statistics = result.statistics
        plan.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
        let tolerance = 1e-9 * max(1, abs(Double(plan.cost)))
        if result.termination.isOptimal, Double(plan.unmet) == least.rounded(),
            abs(result.objectiveBound - Double(plan.cost)) <= tolerance
        {
            plan.termination = Termination(.optimal)
            plan.bound = plan.cost
        }
        return plan
    }

    private func adopt(_ units: [Int32], by plan: inout SparseTransportationPlan) {
        (plan.served, plan.unmet, plan.cost) = (0, 0, 0)
        var holders = [Int32](repeating: -1, count: receiverCount)
        for receiver in 0..<receiverCount {
            var got: Int64 = 0
            for arc in arcs(of: receiver) where units[arc] > 0 {
                got += Int64(units[arc])
                plan.cost += Int128(units[arc]) * Int128(costs[arc])
                holders[receiver] = suppliers[arc]
            }
            plan.served += got
            plan.unmet += max(0, need(of: receiver) - got)
        }
        plan.shipments = needs == nil ? .supplierOf(holders) : .units(units)
    }
}
