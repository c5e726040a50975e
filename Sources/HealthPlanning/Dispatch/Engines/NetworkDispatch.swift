internal import LinearOptimization
internal import NetworkFlow

/// The exact engine: dispatch as a transportation problem, solved by network simplex with exact prices.
enum NetworkDispatch {
    /// Least weighted sum of shortage and travel, or, with given demands, least travel that serves them in full.
    static func solve(
        _ instance: DispatchInstance, demands: [Int]? = nil, options: SolveOptions
    ) throws(SolverError) -> DispatchSolution {
        var problem = TransportationProblem(
            supplies: instance.capacities.map(Int64.init), demands: (demands ?? instance.institutions).map(Int64.init),
            unmetCost: demands == nil ? instance.shortageWeight : nil)
        problem.lanes.reserveCapacity(instance.laneCount)
        for county in 0..<instance.countyCount {
            for lane in instance.lanes(into: county) {
                problem.lanes.append(
                    .init(supplier: Int(instance.senders[lane]), receiver: county, cost: Int64(instance.meters[lane])))
            }
        }
        let plan: TransportationPlan
        do {
            plan = try problem.solve(options: options)
        } catch {
            // The instance was validated, so this is a fault of ours; the planner falls back to greedy.
            throw SolverError(.invalidModel, stage: "network simplex", message: error.description)
        }
        var solution = DispatchSolution(termination: plan.termination, statistics: plan.statistics)
        if plan.cost != nil { solution.served = plan.shipments.map(Int.init) }
        if !plan.supplyPrices.isEmpty || !plan.demandPrices.isEmpty {
            solution.prices = DispatchPrices(staff: plan.supplyPrices, institution: plan.demandPrices)
        }
        return solution
    }
}
