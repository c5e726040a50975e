/// Working space of a dense tree, allocated once.
final class DenseScratch {
    let prices: UnsafeMutablePointer<Int32>
    let counts: UnsafeMutablePointer<Int32>
    let direction: UnsafeMutablePointer<Float>
    /// Reduced cost per free site of the last and of the best step.
    let reduced: UnsafeMutablePointer<Int32>
    let bestReduced: UnsafeMutablePointer<Int32>
    var choice: DenseChoice

    init(width: Int, siteCount: Int) {
        prices = .allocate(capacity: width)
        counts = .allocate(capacity: width)
        direction = .allocate(capacity: width)
        reduced = .allocate(capacity: siteCount)
        bestReduced = .allocate(capacity: siteCount)
        prices.initialize(repeating: 0, count: width)
        counts.initialize(repeating: 0, count: width)
        direction.initialize(repeating: 0, count: width)
        reduced.initialize(repeating: 0, count: siteCount)
        bestReduced.initialize(repeating: 0, count: siteCount)
        choice = DenseChoice(siteCount: siteCount)
    }

    deinit {
        prices.deallocate()
        counts.deallocate()
        direction.deallocate()
        reduced.deallocate()
        bestReduced.deallocate()
        choice.deallocate()
    }
}

/// The cheapest choice of free sites whose number is in a range, by reduced costs in whole numbers.
struct DenseChoice {
    /// Reduced cost and position in one key, so that ties go to the first.
    private let keys: UnsafeMutablePointer<Int64>
    /// Number of chosen sites and sum of their reduced costs.
    private(set) var count = 0
    private(set) var sum = 0
    /// Reduced cost of the dearest chosen and the cheapest other site.
    private(set) var worstChosen = Int.min / 4
    private(set) var bestOther = Int.max / 4
    private var least = 0
    private var most = 0

    init(siteCount: Int) {
        keys = .allocate(capacity: max(1, siteCount))
        keys.initialize(repeating: 0, count: max(1, siteCount))
    }

    func deallocate() { keys.deallocate() }

    /// Position of a site in order of choice, the chosen ones first.
    subscript(_ rank: Int) -> Int { Int(truncatingIfNeeded: keys[rank] & 0x7FFF_FFFF) }

    /// Chooses among `total` sites.
    ///
    /// O(total) on average.
    mutating func choose(_ reduced: UnsafePointer<Int32>, total: Int, least: Int, most: Int) {
        self.least = max(0, least)
        self.most = min(most, total)
        for position in 0..<total { keys[position] = Int64(reduced[position]) << 31 | Int64(position) }
        if self.least == self.most {
            count = self.least
            if count > 0, count < total { split(count, from: 0, to: total - 1) }
        } else {
            var end = 0
            for position in 0..<total where keys[position] < 0 {
                let key = keys[position]
                keys[position] = keys[end]
                keys[end] = key
                end += 1
            }
            if end > self.most {
                split(self.most, from: 0, to: end - 1)
                end = self.most
            } else if end < self.least {
                if self.least < total { split(self.least, from: end, to: total - 1) }
                end = self.least
            }
            count = end
        }
        sum = 0
        worstChosen = Int.min / 4
        bestOther = Int.max / 4
        for rank in 0..<count {
            let value = Int(keys[rank] >> 31)
            sum += value
            worstChosen = max(worstChosen, value)
        }
        for rank in count..<max(count, total) { bestOther = min(bestOther, Int(keys[rank] >> 31)) }
    }

    /// By how much the sum grows at least when a chosen site of this reduced cost is closed.
    func increaseWhenClosed(_ reduced: Int) -> Int {
        if count == least { return bestOther - reduced }
        return (count == most ? min(0, bestOther) : 0) - reduced
    }

    /// By how much the sum grows at least when another site of this reduced cost is opened.
    func increaseWhenOpened(_ reduced: Int) -> Int {
        if most == 0 { return Int.max / 4 }
        if count == 0 { return reduced }
        return count == most ? reduced - worstChosen : reduced - max(0, worstChosen)
    }

    /// Quickselect: the `rank` smallest keys of a range come first.
    private func split(_ rank: Int, from first: Int, to last: Int) {
        var low = first
        var high = last
        while low < high {
            let pivot = keys[(low + high) >> 1]
            var left = low
            var right = high
            while left <= right {
                while keys[left] < pivot { left += 1 }
                while keys[right] > pivot { right -= 1 }
                if left <= right {
                    let key = keys[left]
                    keys[left] = keys[right]
                    keys[right] = key
                    left += 1
                    right -= 1
                }
            }
            if rank <= right { high = right } else if rank >= left { low = left } else { return }
        }
    }
}
