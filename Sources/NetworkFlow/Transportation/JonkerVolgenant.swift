/// Assignment of every row to a column of its own over a dense matrix, by shortest augmenting paths with reductions
/// before (Jonker & Volgenant 1987).
///
/// Square matrices begin with column reduction and reduction transfer; all go through two rounds of augmenting row
/// reduction, then one shortest path per row still free. Column prices never rise above 0 on columns that stay
/// free, so rectangular matrices (more columns than rows) are exact too. O(rows · columns · free rows) at worst.
struct JonkerVolgenant<Cost: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
    let rows: Int
    let columns: Int
    let cost: UnsafePointer<Cost>
    /// Column of each row and row of each column, −1 while free.
    private(set) var columnOf: [Int]
    private(set) var rowOf: [Int]
    /// Price of each column.
    private(set) var price: [Int64]

    init(rows: Int, columns: Int, cost: UnsafePointer<Cost>) {
        self.rows = rows
        self.columns = columns
        self.cost = cost
        columnOf = [Int](repeating: -1, count: rows)
        rowOf = [Int](repeating: -1, count: columns)
        price = [Int64](repeating: 0, count: columns)
    }

    /// Assigns every row; `false` when stopped before.
    mutating func solve(shouldStop: () -> Bool) -> Bool {
        if rows == columns { reduceColumns() }
        for _ in 0..<2 { reduceRows() }
        var search = AssignmentSearch(columns: columns)
        for row in 0..<rows where columnOf[row] < 0 {
            if shouldStop() { return false }
            search.augment(row, cost: cost, columns: columns, price: &price, rowOf: &rowOf, columnOf: &columnOf)
        }
        return true
    }

    /// Price of each row: what its column costs less the column's price.
    var rowPrices: [Int64] {
        (0..<rows).map { Int64(cost[$0 * columns + columnOf[$0]]) - price[columnOf[$0]] }
    }

    private mutating func reduceColumns() {
        guard rows > 0 else { return }
        var least = (0..<columns).map { cost[$0] }
        var leastRow = [Int](repeating: 0, count: columns)
        for row in 1..<max(1, rows) {
            let line = cost + row * columns
            for column in 0..<columns where line[column] < least[column] {
                least[column] = line[column]
                leastRow[column] = row
            }
        }
        var matches = [Int](repeating: 0, count: rows)
        for column in (0..<columns).reversed() {
            price[column] = Int64(least[column])
            let row = leastRow[column]
            matches[row] += 1
            if columnOf[row] < 0 {
                columnOf[row] = column
                rowOf[column] = row
            }
        }
        // What a row assigned only once could pay more for its column goes to the others.
        for row in 0..<rows where matches[row] == 1 {
            let own = columnOf[row]
            let line = cost + row * columns
            var second = Int64.max
            for column in 0..<columns where column != own {
                second = min(second, Int64(line[column]) &- price[column])
            }
            if second != .max { price[own] -= second }
        }
    }

    private mutating func reduceRows() {
        var free = (0..<rows).filter { columnOf[$0] < 0 }
        // Price wars over near ties would go on for long; the paths settle those faster.
        var steps = 4 * rows
        while let row = free.popLast() {
            guard steps > 0 else { break }
            steps -= 1
            let line = cost + row * columns
            var (least, second) = (Int64.max, Int64.max)
            var (leastColumn, secondColumn) = (-1, -1)
            price.withUnsafeBufferPointer { price in
                for column in 0..<columns {
                    let value = Int64(line[column]) &- price[column]
                    guard value < second else { continue }
                    if value < least {
                        (second, secondColumn) = (least, leastColumn)
                        (least, leastColumn) = (value, column)
                    } else {
                        (second, secondColumn) = (value, column)
                    }
                }
            }
            var target = leastColumn
            let isBetter = second == .max || least < second
            if second != .max, isBetter {
                price[target] -= second - least
            } else if rowOf[target] >= 0, secondColumn >= 0 {
                target = secondColumn
            }
            let displaced = rowOf[target]
            columnOf[row] = target
            rowOf[target] = row
            guard displaced >= 0 else { continue }
            columnOf[displaced] = -1
            // After a tie the displaced row waits for the next round, lest two rows chase each other.
            if isBetter, second != .max { free.append(displaced) }
        }
    }
}

/// Shortest alternating paths from free rows, over columns.
private struct AssignmentSearch {
    private var distance: [Int64]
    private var predecessor: [Int]
    /// Columns: done, then at the least distance, then the rest.
    private var order: [Int]

    init(columns: Int) {
        distance = [Int64](repeating: 0, count: columns)
        predecessor = [Int](repeating: 0, count: columns)
        order = Array(0..<columns)
    }

    /// Gives a free row a column, moving others along the shortest path.
    mutating func augment<Cost: FixedWidthInteger & SignedInteger>(
        _ start: Int, cost: UnsafePointer<Cost>, columns: Int, price: inout [Int64], rowOf: inout [Int],
        columnOf: inout [Int]
    ) {
        let end = distance.withUnsafeMutableBufferPointer { distance in
            predecessor.withUnsafeMutableBufferPointer { predecessor in
                order.withUnsafeMutableBufferPointer { order in
                    price.withUnsafeMutableBufferPointer { price in
                        rowOf.withUnsafeBufferPointer { rowOf in
                            Self.search(
                                start, cost, columns, distance, predecessor, order, price, rowOf)
                        }
                    }
                }
            }
        }
        var column = end
        while true {
            let row = predecessor[column]
            rowOf[column] = row
            let next = columnOf[row]
            columnOf[row] = column
            if row == start { return }
            column = next
        }
    }

    private static func search<Cost: FixedWidthInteger & SignedInteger>(
        _ start: Int, _ cost: UnsafePointer<Cost>, _ columns: Int, _ distance: UnsafeMutableBufferPointer<Int64>,
        _ predecessor: UnsafeMutableBufferPointer<Int>, _ order: UnsafeMutableBufferPointer<Int>,
        _ price: UnsafeMutableBufferPointer<Int64>, _ rowOf: UnsafeBufferPointer<Int>
    ) -> Int {
        let line = cost + start * columns
        for column in 0..<columns {
            distance[column] = Int64(line[column]) &- price[column]
            predecessor[column] = start
        }
        var (done, reached) = (0, 0)
        var final = 0
        var least: Int64 = 0
        var end = -1
        while end < 0 {
            if done == reached {
                // Take in all columns at the next distance.
                final = done
                least = .max
                for place in reached..<columns {
                    let column = order[place]
                    let value = distance[column]
                    if value > least { continue }
                    if value < least {
                        least = value
                        reached = done
                    }
                    order[place] = order[reached]
                    order[reached] = column
                    reached += 1
                }
                for place in done..<reached where rowOf[order[place]] < 0 {
                    end = order[place]
                    break
                }
                if end >= 0 { break }
            }
            let column = order[done]
            done += 1
            let row = rowOf[column]
            let line = cost + row * columns
            let excess = Int64(line[column]) &- price[column] &- least
            var place = reached
            while place < columns {
                let other = order[place]
                let value = Int64(line[other]) &- price[other] &- excess
                if value < distance[other] {
                    distance[other] = value
                    predecessor[other] = row
                    if value == least {
                        if rowOf[other] < 0 {
                            end = other
                            break
                        }
                        order[place] = order[reached]
                        order[reached] = other
                        reached += 1
                    }
                }
                place += 1
            }
        }
        for place in 0..<final { price[order[place]] &+= distance[order[place]] &- least }
        return end
    }
}
