/// Cheapest assignment of rows to columns with capacities, as many rows as possible first.
///
/// The Hungarian method by shortest augmenting paths with prices (Kuhn 1955; in the O(n²m) form of Jonker and
/// Volgenant 1987). Columns are copied up to their capacity; a row without any admissible column left goes to a dummy.
enum Assignment {
    /// An assignment with the prices that prove it.
    struct Answer {
        /// The column of each row, `nil` for rows left over.
        var columns: [Int?]
        /// Price π ≥ 0 of a unit of each column's capacity: with all rows placed, Σ cost = Σ_i min_j (c_ij + π_j) − Σ q_j π_j.
        var prices: [Double]
    }

    /// The column of each row, `nil` for rows left over.
    static func solve(costs: [[Double]], capacities: [Int]) -> [Int?] {
        priced(costs: costs, capacities: capacities).columns
    }

    /// The cheapest assignment with prices of the columns.
    ///
    /// - Parameters:
    ///   - costs: One row per item with a cost per column; infinite where the pair is not allowed.
    ///   - capacities: Rows each column can take, at least 0.
    static func priced(costs: [[Double]], capacities: [Int]) -> Answer {
        let rows = costs.count
        guard rows > 0 else { return Answer(columns: [], prices: capacities.map { _ in 0 }) }
        let copies = capacities.indices.flatMap { Array(repeating: $0, count: min(rows, max(0, capacities[$0]))) }
        let finite = costs.joined().filter(\.isFinite)
        let penalty = 1 + 2 * Double(rows) * ((finite.max() ?? 0) - min(0, finite.min() ?? 0))
        let columns = copies.count + rows
        // Column 0 is the root of the search; real columns and rows count from 1.
        var rowPrice = Array(repeating: 0.0, count: rows + 1)
        var columnPrice = Array(repeating: 0.0, count: columns + 1)
        var rowOfColumn = Array(repeating: 0, count: columns + 1)
        var predecessor = Array(repeating: 0, count: columns + 1)
        for row in 1...rows {
            rowOfColumn[0] = row
            var column = 0
            var distance = Array(repeating: Double.infinity, count: columns + 1)
            var isDone = Array(repeating: false, count: columns + 1)
            repeat {
                isDone[column] = true
                let current = rowOfColumn[column]
                var step = Double.infinity
                var nearest = 0
                for next in 1...columns where !isDone[next] {
                    let isDummy = next > copies.count
                    let cost = isDummy ? penalty : costs[current - 1][copies[next - 1]]
                    let reduced = cost - rowPrice[current] - columnPrice[next]
                    if reduced < distance[next] {
                        distance[next] = reduced
                        predecessor[next] = column
                    }
                    if distance[next] < step {
                        step = distance[next]
                        nearest = next
                    }
                }
                for next in 0...columns {
                    if isDone[next] {
                        rowPrice[rowOfColumn[next]] += step
                        columnPrice[next] -= step
                    } else {
                        distance[next] -= step
                    }
                }
                column = nearest
            } while rowOfColumn[column] != 0
            repeat {
                let previous = predecessor[column]
                rowOfColumn[column] = rowOfColumn[previous]
                column = previous
            } while column != 0
        }
        var result: [Int?] = Array(repeating: nil, count: rows)
        for column in 1...columns where rowOfColumn[column] > 0 && column <= copies.count {
            result[rowOfColumn[column] - 1] = copies[column - 1]
        }
        // Copies of a column may differ in price when some are unused; the cheapest one prices the next unit.
        var prices = Array(repeating: Double.infinity, count: capacities.count)
        for (position, column) in copies.enumerated() {
            prices[column] = min(prices[column], -columnPrice[position + 1])
        }
        return Answer(columns: result, prices: prices.map { $0.isFinite ? max(0, $0) : 0 })
    }

    /// Greedy: the cheapest pair that is still free, again and again; then, only if rows are left over although all
    /// could be placed, the cheapest assignment instead.
    static func greedy(costs: [[Double]], capacities: [Int]) -> [Int?] {
        var left = capacities
        var result: [Int?] = Array(repeating: nil, count: costs.count)
        let pairs = costs.enumerated().flatMap { row, own in
            own.enumerated().filter(\.element.isFinite).map { (row: row, column: $0.offset, cost: $0.element) }
        }
        for pair in pairs.sorted(by: { ($0.cost, $0.row, $0.column) < ($1.cost, $1.row, $1.column) })
        where result[pair.row] == nil && left[pair.column] > 0 {
            result[pair.row] = pair.column
            left[pair.column] -= 1
        }
        guard result.contains(nil) else { return result }
        let best = solve(costs: costs, capacities: capacities)
        return best.count { $0 == nil } < result.count { $0 == nil } ? best : result
    }
}
