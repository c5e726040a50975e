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
    /// Price of each row; empty unless optimal.
    ///
    /// Row and column price together never exceed the cost of a pair, and add up to the cost over the assignment;
    /// columns left over have price 0.
    public var rowPrices: [Int64] = []
    /// Price of each column; empty unless optimal.
    public var columnPrices: [Int64] = []

    /// Finds the least costly assignment of every row to a distinct column of a dense matrix, exactly.
    ///
    /// By the method of Jonker and Volgenant; O(rows · columns · rows) at worst.
    ///
    /// - Parameters:
    ///   - rows: Number of rows.
    ///   - columns: Number of columns.
    ///   - costs: Costs row by row, `rows · columns` of them.
    ///   - options: Limits and cancellation.
    /// - Throws: ``InvalidNetwork`` when the costs do not fill the matrix or lie too far apart for 64 bits.
    public static func minimumCost(
        rows: Int, columns: Int, costs: [Int64], options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> Assignment {
        let (area, tooLarge) = max(0, rows).multipliedReportingOverflow(by: max(0, columns))
        guard rows >= 0, columns >= 0, !tooLarge, costs.count == area else {
            throw InvalidNetwork([
                FlowProblem(
                    .network, message: "\(costs.count) costs do not fill \(rows) rows of \(columns)",
                    fix: "give a cost per row and column")
            ])
        }
        guard rows <= columns else {
            return Assignment(
                termination: Termination(.infeasible, detail: "\(rows) rows share \(columns) columns"), columns: [],
                cost: nil, blockedRows: Array(0..<rows))
        }
        let (least, most) = (costs.min() ?? 0, costs.max() ?? 0)
        let (range, tooFar) = most.subtractingReportingOverflow(least)
        let (chain, overflow) = range.multipliedReportingOverflow(by: 2 * (Int64(rows) + 2))
        guard !tooFar, !overflow, chain <= FlowLimits.price, least > -(1 << 61), most < 1 << 61 else {
            throw InvalidNetwork([
                FlowProblem(
                    .network, message: "costs from \(least) to \(most) are too far apart for \(rows) rows",
                    fix: "use larger units of cost")
            ])
        }
        let watch = FlowWatch(options, start: ContinuousClock().now)
        var answer: Assignment? =
            if range <= Int64(Int32.max) {
                solved(costs.map { Int32(truncatingIfNeeded: $0 &- least) }, rows, columns, watch)
            } else {
                solved(costs.map { $0 - least }, rows, columns, watch)
            }
        guard answer != nil else {
            return Assignment(
                termination: Termination(.noSolutionFound, limit: watch.limit), columns: [], cost: nil, blockedRows: [])
        }
        let total = answer?.columns.enumerated().reduce(Int128(0)) { $0 + Int128(costs[$1.0 * columns + $1.1]) }
        answer?.cost = total
        // Rows carry what was taken off every cost.
        let rowPrices = (answer?.rowPrices ?? []).map { $0 &+ least }
        answer?.rowPrices = rowPrices
        let proven =
            rowPrices.reduce(Int128(0)) { $0 + Int128($1) }
            + (answer?.columnPrices ?? []).reduce(Int128(0)) { $0 + Int128($1) }
        guard let answer, proven == total else {
            return Assignment(
                termination: Termination(.numericalError, detail: "the prices do not prove the assignment"),
                columns: answer?.columns ?? [], cost: total, blockedRows: [])
        }
        return answer
    }

    private static func solved<Cost: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        _ costs: [Cost], _ rows: Int, _ columns: Int, _ watch: FlowWatch
    ) -> Assignment? {
        costs.withUnsafeBufferPointer { costs in
            guard let base = costs.baseAddress, rows > 0 else {
                return Assignment(
                    termination: Termination(.optimal), columns: [], cost: 0, blockedRows: [],
                    columnPrices: [Int64](repeating: 0, count: columns))
            }
            var matrix = JonkerVolgenant<Cost>(rows: rows, columns: columns, cost: base)
            guard matrix.solve(shouldStop: { watch.shouldStop(pivots: 0) }) else { return nil }
            return Assignment(
                termination: Termination(.optimal), columns: matrix.columnOf, cost: nil, blockedRows: [],
                rowPrices: matrix.rowPrices, columnPrices: matrix.price)
        }
    }

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
        if columnCapacities == nil, costs.count <= columnCount {
            let dense = costs.flatMap { $0.compactMap { $0 } }
            if dense.count == costs.count * columnCount {
                return try minimumCost(rows: costs.count, columns: columnCount, costs: dense, options: options)
            }
        }
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
