public import LinearOptimization

/// Pairs each row with a column of its own at least total cost.
public struct Assignment: Sendable, Hashable {
    /// Why the solve stopped; `infeasible` when not every row can have a column of its own.
    public var termination: Termination
    /// Column of each row; empty when none is held.
    public var columns: [Int]
    /// Total cost.
    public var cost: Int128?
    /// When infeasible: rows that together have fewer columns than rows.
    public var blockedRows: [Int]

    /// Finds the least costly assignment of every row to a distinct column, exactly.
    ///
    /// - Parameters:
    ///   - costs: Cost per row and column; `nil` where the pair is not allowed. Rows may differ in length.
    ///   - columnCapacities: How many rows each column takes; one each when `nil`.
    ///   - options: Limits and cancellation.
    /// - Throws: ``InvalidNetwork`` when costs or capacities are out of range.
    public static func minimumCost(
        _ costs: [[Int64?]], columnCapacities: [Int64]? = nil, options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> Assignment {
        let columnCount = columnCapacities?.count ?? costs.reduce(0) { max($0, $1.count) }
        var lanes: [TransportationProblem.Lane] = []
        var rowOfLane: [Int] = []
        for (row, entries) in costs.enumerated() {
            for (column, cost) in entries.enumerated() {
                guard let cost else { continue }
                lanes.append(.init(supplier: column, receiver: row, cost: cost))
                rowOfLane.append(row)
            }
        }
        let problem = TransportationProblem(
            supplies: columnCapacities ?? [Int64](repeating: 1, count: columnCount),
            demands: [Int64](repeating: 1, count: costs.count), lanes: lanes)
        let plan = try problem.solve(options: options)
        var columns: [Int] = []
        if plan.cost != nil {
            columns = [Int](repeating: 0, count: costs.count)
            for (lane, amount) in plan.shipments.enumerated() where amount > 0 {
                columns[rowOfLane[lane]] = lanes[lane].supplier
            }
        }
        return Assignment(
            termination: plan.termination, columns: columns, cost: plan.cost,
            blockedRows: plan.shortage?.receivers ?? [])
    }
}
