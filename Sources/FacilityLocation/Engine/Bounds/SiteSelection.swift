/// The cheapest choice of free sites when only their number is restricted: the exact answer to the site problem of a
/// Lagrangian relaxation, and what deciding one site against that choice would cost.
struct SiteSelection {
    /// Fewest and most free sites that may open.
    var least = 0
    var most = 0
    /// Sum of the reduced costs of the chosen sites.
    private(set) var sum = 0.0
    /// Number of chosen sites; they come first in ``order``.
    private(set) var count = 0
    /// Free sites, the chosen ones first.
    private(set) var order: [Int32] = []
    /// Reduced cost of the dearest chosen and the cheapest other site.
    private(set) var worstChosen = -Double.infinity
    private(set) var bestOther = Double.infinity
    private var keys: [Double] = []

    /// Prepares for the free sites of a state vector; false when their number cannot be right.
    ///
    /// - Parameter row: the row that counts all free sites alike, with its coefficient.
    mutating func prepare(model: EngineModel, states: [Int8], row: (row: Int, coefficient: Double)?) -> Bool {
        order = states.indices.filter { states[$0] == SiteState.free }.map { Int32($0) }
        keys = Array(repeating: 0, count: order.count)
        least = 0
        most = order.count
        guard let row else { return true }
        let rule = model.rows[row.row]
        var decided = 0.0
        for (site, value) in zip(rule.sites, rule.coefficients) where states[Int(site)] == SiteState.open {
            decided += value
        }
        let lower = ((rule.lowerWithTolerance - decided) / row.coefficient).rounded(.up)
        let upper = ((rule.upperWithTolerance - decided) / row.coefficient).rounded(.down)
        if lower > upper || lower > Double(order.count) || upper < 0 { return false }
        least = max(0, Int(max(lower, -1)))
        most = upper >= Double(order.count) ? order.count : Int(upper)
        return true
    }

    /// Prepares for sites that are all free, numbered from 0, of which a number in `least...most` opens.
    mutating func prepare(freeSites: Int, least: Int, most: Int) {
        order = (0..<Int32(freeSites)).map { $0 }
        keys = Array(repeating: 0, count: freeSites)
        self.least = min(least, freeSites)
        self.most = min(most, freeSites)
    }

    /// Chooses the sites of least total reduced cost.
    ///
    /// O(free sites) on average.
    mutating func choose(_ reducedCosts: UnsafePointer<Double>) {
        let total = order.count
        keys.withUnsafeMutableBufferPointer { keys in
            order.withUnsafeMutableBufferPointer { order in
                for position in 0..<total { keys[position] = reducedCosts[Int(order[position])] }
                if least > 0, least < total { SiteSelection.split(keys, order, at: least, from: 0) }
                var chosen = least
                if most > least {
                    // Beyond the fewest, open what pays, the best first when not all of it may open.
                    var end = least
                    for position in least..<total where keys[position] < 0 {
                        keys.swapAt(position, end)
                        order.swapAt(position, end)
                        end += 1
                    }
                    if end > most {
                        SiteSelection.split(keys, order, at: most, from: least)
                        end = most
                    }
                    chosen = end
                }
                count = chosen
                sum = 0
                worstChosen = -.infinity
                bestOther = .infinity
                for position in 0..<chosen {
                    sum += keys[position]
                    worstChosen = max(worstChosen, keys[position])
                }
                for position in chosen..<total { bestOther = min(bestOther, keys[position]) }
            }
        }
    }

    /// By how much the sum grows at least when a chosen site of this reduced cost is closed.
    func increaseWhenClosed(_ reducedCost: Double) -> Double {
        let substitute: Double
        if count == least {
            substitute = bestOther
        } else if count == most {
            substitute = min(0, bestOther)
        } else {
            substitute = 0
        }
        return substitute - reducedCost
    }

    /// By how much the sum grows at least when another site of this reduced cost is opened.
    func increaseWhenOpened(_ reducedCost: Double) -> Double {
        if most == 0 { return .infinity }
        if count == 0 { return reducedCost }
        return count == most ? reducedCost - worstChosen : reducedCost - max(0, worstChosen)
    }

    /// Quickselect: the `at` smallest keys come first, ignoring positions below `from`.
    private static func split(
        _ keys: UnsafeMutableBufferPointer<Double>, _ order: UnsafeMutableBufferPointer<Int32>, at rank: Int, from: Int
    ) {
        var low = from
        var high = keys.count - 1
        while low < high {
            let pivot = keys[(low + high) >> 1]
            var left = low
            var right = high
            while left <= right {
                while keys[left] < pivot { left += 1 }
                while keys[right] > pivot { right -= 1 }
                if left <= right {
                    keys.swapAt(left, right)
                    order.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right { high = right } else if rank >= left { low = left } else { return }
        }
    }
}
