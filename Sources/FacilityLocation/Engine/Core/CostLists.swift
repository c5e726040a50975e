/// Compressed rows of (index, cost) pairs in memory the inner loops can walk without bounds checks.
///
/// Rows by client list sites, nearest first; the transposed rows by site list clients. The owner never hands out
/// rows beyond `starts[row] ..< starts[row + 1]`.
final class CostLists {
    /// Number of rows.
    let rowCount: Int
    /// Start of each row, and the total count at the end.
    let starts: UnsafeMutablePointer<Int>
    /// Column index per entry.
    let indices: UnsafeMutablePointer<Int32>
    /// Cost per entry.
    let costs: UnsafeMutablePointer<Double>
    /// Rows of a transposed list whose entries are sorted by cost already.
    private var isSorted: [Bool]

    /// Copies rows that are sorted by cost.
    init(starts rowStarts: [Int], indices rowIndices: [Int32], costs rowCosts: [Double]) {
        rowCount = rowStarts.count - 1
        isSorted = Array(repeating: true, count: rowStarts.count - 1)
        starts = .allocate(capacity: rowStarts.count)
        indices = .allocate(capacity: max(1, rowIndices.count))
        costs = .allocate(capacity: max(1, rowCosts.count))
        for (position, value) in rowStarts.enumerated() { starts[position] = value }
        rowIndices.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { indices.update(from: base, count: source.count) }
        }
        rowCosts.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { costs.update(from: base, count: source.count) }
        }
    }

    /// The rows by column; each is sorted when it is first asked for through ``sortedRow(_:)``.
    init(transposing other: CostLists, columnCount: Int) {
        rowCount = columnCount
        isSorted = Array(repeating: false, count: columnCount)
        let total = other.entryCount
        starts = .allocate(capacity: columnCount + 1)
        indices = .allocate(capacity: max(1, total))
        costs = .allocate(capacity: max(1, total))
        starts.initialize(repeating: 0, count: columnCount + 1)
        for entry in 0..<total { starts[Int(other.indices[entry]) + 1] += 1 }
        for column in 0..<columnCount { starts[column + 1] += starts[column] }
        var next = Array(UnsafeBufferPointer(start: starts, count: columnCount + 1))
        for row in 0..<other.rowCount {
            for entry in other.starts[row]..<other.starts[row + 1] {
                let column = Int(other.indices[entry])
                indices[next[column]] = Int32(row)
                costs[next[column]] = other.costs[entry]
                next[column] += 1
            }
        }
    }

    deinit {
        starts.deallocate()
        indices.deallocate()
        costs.deallocate()
    }

    /// Number of entries of all rows.
    var entryCount: Int { starts[rowCount] }

    /// The entries of a row.
    func entries(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

    /// The entries of a row, in order of cost from now on.
    ///
    /// O(k) for evenly spread costs, O(k log k) at worst, the first time; O(1) later.
    func sortedEntries(_ row: Int) -> Range<Int> {
        let range = entries(row)
        if isSorted[row] { return range }
        isSorted[row] = true
        if range.count > 24, sortByDigits(range) { return range }
        let pairs = range.map { (costs[$0], indices[$0]) }.sorted { $0.0 < $1.0 || ($0.0 == $1.0 && $0.1 < $1.1) }
        for (offset, pair) in pairs.enumerated() {
            costs[range.lowerBound + offset] = pair.0
            indices[range.lowerBound + offset] = pair.1
        }
        return range
    }

    /// Puts all rows in order of cost, so that reading them changes nothing any more, on whichever thread.
    func sortAll() {
        for row in 0..<rowCount { _ = sortedEntries(row) }
    }

    /// Sorts a row by 16 bits of its costs, two stable passes of 8, and mends what these bits do not tell apart; false,
    /// with the row in some order, when that would take long.
    private func sortByDigits(_ range: Range<Int>) -> Bool {
        let count = range.count
        let costs = costs + range.lowerBound
        let indices = indices + range.lowerBound
        var least = costs[0]
        var most = costs[0]
        for entry in 1..<count {
            least = min(least, costs[entry])
            most = max(most, costs[entry])
        }
        let spread = most - least
        guard spread.isFinite else { return false }
        let factor = spread > 0 ? 65_535 / spread : 0
        guard factor.isFinite else { return false }
        return withUnsafeTemporaryAllocation(of: Digit.self, capacity: 2 * count) { space in
            guard let first = space.baseAddress else { return false }
            let second = first + count
            for entry in 0..<count {
                let digits = UInt16(max(0, min(65_535, (costs[entry] - least) * factor)))
                first[entry] = Digit(cost: costs[entry], index: indices[entry], digits: digits)
            }
            Self.pass(first, second, count, shift: 0)
            Self.pass(second, first, count, shift: 8)
            var patience = 8 * count
            for entry in 1..<count {
                let digit = first[entry]
                var hole = entry
                while hole > 0, digit.cost < first[hole - 1].cost {
                    first[hole] = first[hole - 1]
                    hole -= 1
                    patience -= 1
                }
                first[hole] = digit
                if patience < 0 { return false }
            }
            for entry in 0..<count {
                costs[entry] = first[entry].cost
                indices[entry] = first[entry].index
            }
            return true
        }
    }

    private struct Digit {
        var cost: Double
        var index: Int32
        var digits: UInt16
    }

    private static func pass(
        _ source: UnsafeMutablePointer<Digit>, _ target: UnsafeMutablePointer<Digit>, _ count: Int, shift: UInt16
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 257) { next in
            next.initialize(repeating: 0)
            for entry in 0..<count { next[Int((source[entry].digits >> shift) & 0xFF) + 1] += 1 }
            for digit in 0..<256 { next[digit + 1] += next[digit] }
            for entry in 0..<count {
                let digit = Int((source[entry].digits >> shift) & 0xFF)
                target[Int(next[digit])] = source[entry]
                next[digit] += 1
            }
        }
    }
}
