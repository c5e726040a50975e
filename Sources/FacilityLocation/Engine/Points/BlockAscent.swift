/// Improves the multipliers of the clients inside one block by subgradient steps of its own, aimed at the block's known
/// optimum.
///
/// Steps over a whole map are as small as its slowest part needs; a block of a few hundred clients takes large ones and
/// gets to the value of its linear program within some hundred steps.
struct BlockAscent {
    /// Multiplier per client of the block, per unit of weight.
    private(set) var prices: [Double]
    /// Relaxed value at ``prices``.
    private(set) var value = -Double.infinity
    private let weights: [Double]
    private let starts: [Int]
    private let sites: [Int32]
    private let costs: [Double]
    private let caps: [Double]
    private let opening: [Double]
    private var reduced: [Double]

    /// - Parameters:
    ///   - rows: sites of the block each client may use, nearest first, with their costs.
    ///   - caps: what each client pays at most; infinite when one of its sites must serve it.
    ///   - opening: price of each site of the block.
    init(rows: [[(site: Int, cost: Double)]], weights: [Double], caps: [Double], prices: [Double], opening: [Double]) {
        self.weights = weights
        self.caps = caps
        self.prices = prices
        self.opening = opening
        reduced = opening
        var starts = [0]
        var sites: [Int32] = []
        var costs: [Double] = []
        for row in rows {
            for entry in row {
                sites.append(Int32(entry.site))
                costs.append(entry.cost)
            }
            starts.append(sites.count)
        }
        self.starts = starts
        self.sites = sites
        self.costs = costs
    }

    /// Climbs towards a target for at most `steps` steps.
    mutating func climb(target: Double, steps: Int) {
        var current = prices
        var direction = Array(repeating: 0.0, count: prices.count)
        var factor = 1.0
        var stall = 0
        value = evaluate(prices)
        for _ in 0..<steps {
            let reached = evaluate(current)
            if reached > value {
                stall = reached > value + 1e-5 * abs(target - value) ? 0 : stall + 1
                value = reached
                prices = current
            } else {
                stall += 1
            }
            let missing = target - reached
            if !(missing > 1e-9 * max(1, abs(target))) { return }
            if stall >= 25 {
                factor *= 0.5
                stall = 0
                if factor < 0.01 { return }
                current = prices
                for client in direction.indices { direction[client] = 0 }
                continue
            }
            var norm = 0.0
            for client in current.indices {
                var gradient = 1.0
                var entry = starts[client]
                while entry < starts[client + 1], costs[entry] < current[client] {
                    if reduced[Int(sites[entry])] < 0 { gradient -= 1 }
                    entry += 1
                }
                if gradient > 0, current[client] >= caps[client] { gradient = 0 }
                direction[client] = gradient + 0.4 * direction[client]
                norm += weights[client] * direction[client] * direction[client]
            }
            if !(norm > 1e-30) { return }
            let step = factor * missing / norm
            for client in current.indices {
                let next = current[client] + step * direction[client]
                let least = starts[client] < starts[client + 1] ? min(costs[starts[client]], caps[client]) : 0
                current[client] = min(caps[client], max(least, next))
            }
        }
    }

    /// The relaxed value; leaves the reduced costs behind.
    private mutating func evaluate(_ values: [Double]) -> Double {
        var total = 0.0
        for site in reduced.indices { reduced[site] = opening[site] }
        for client in values.indices {
            total += weights[client] * values[client]
            var entry = starts[client]
            while entry < starts[client + 1] {
                let difference = costs[entry] - values[client]
                if difference >= 0 { break }
                reduced[Int(sites[entry])] += weights[client] * difference
                entry += 1
            }
        }
        for site in reduced.indices { total += min(0, reduced[site]) }
        return total
    }
}
