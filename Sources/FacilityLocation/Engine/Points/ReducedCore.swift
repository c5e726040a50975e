internal import LinearOptimization

/// What is left to decide once sites are fixed and every client is known to be served within its window, in any plan
/// better than the incumbent: the free sites, and the clients more than one site may serve.
struct ReducedCore {
    /// Free sites, by the engine's numbers.
    private(set) var sites: [Int] = []
    /// Position in ``sites`` per site, −1 for decided ones.
    private(set) var position: [Int32]
    /// Undecided clients, by the engine's numbers.
    private(set) var clients: [Int32] = []
    /// Start of each undecided client's entries, and the total count at the end.
    private(set) var starts = [0]
    /// Position of the site per entry, nearest first, and its cost rounded down.
    private(set) var entries: [Int32] = []
    private(set) var costs: [Float] = []
    /// Exact cost per undecided client at the nearest site open for certain, or unserved.
    private(set) var caps: [Double] = []
    /// Part of the objective that is decided.
    private(set) var constant: Double
    /// Whether some client can be served by no site within its window: then no better plan exists.
    private(set) var isContradictory = false
    private let model: NeighbourModel

    /// - Parameter limit: per client, what its service costs at most in a better plan.
    init(_ model: NeighbourModel, states: [Int8], limit: (Int) -> Double) {
        self.model = model
        position = Array(repeating: -1, count: model.siteCount)
        constant = model.sites.constant
        for site in 0..<model.siteCount {
            if states[site] == SiteState.free {
                position[site] = Int32(sites.count)
                sites.append(site)
            } else if states[site] == SiteState.open {
                constant += model.sites.openingCosts[site]
            }
        }
        let lists = model.lists
        for client in 0..<model.clientCount {
            let limit = limit(client)
            var cap = model.caps[client]
            // A list that ends before the window leaves sites out: that they cost as little as they may is a relaxation.
            if lists.remainders[client] < cap, lists.remainders[client] < limit { cap = lists.remainders[client] }
            var openCost: Float?
            for entry in lists.entries(client) {
                let site = Int(lists.sites[entry])
                let cost = lists.costs[entry]
                // Sites as near as an open one to single precision still count.
                if Double(cost) > limit || openCost.map({ cost > $0 }) ?? false { break }
                if states[site] == SiteState.open {
                    cap = min(cap, model.exactCost(client: client, site: site))
                    openCost = cost
                } else if states[site] == SiteState.free {
                    entries.append(position[site])
                    costs.append(cost)
                }
            }
            if model.weights[client] == 0, model.isAlwaysServed {
                entries.removeLast(entries.count - starts[starts.count - 1])
                cap = 0
            }
            let isAlone = entries.count == starts[starts.count - 1]
            if isAlone {
                if cap.isFinite { constant += model.weights[client] * cap } else { isContradictory = true }
                continue
            }
            clients.append(Int32(client))
            caps.append(cap)
            starts.append(entries.count)
        }
    }

    /// Exact cost of an entry.
    @inline(__always)
    func exactCost(_ slot: Int, _ entry: Int) -> Double {
        model.exactCost(client: Int(clients[slot]), site: sites[Int(entries[entry])])
    }

    /// The core as a problem of its own, every rule included.
    func problem(states: [Int8]) -> NearestSiteProblem {
        var rows: [[(site: Int, cost: Double)]] = []
        rows.reserveCapacity(clients.count)
        for slot in clients.indices {
            rows.append((starts[slot]..<starts[slot + 1]).map { (Int(entries[$0]), exactCost(slot, $0)) })
        }
        let rules = model.sites.rows.map { row -> SideConstraint in
            var fixed = 0.0
            var terms: [SideConstraint.Term] = []
            for (site, value) in zip(row.sites, row.coefficients) {
                if states[Int(site)] == SiteState.open { fixed += value }
                if position[Int(site)] >= 0 {
                    terms.append(.init(site: Int(position[Int(site)]), coefficient: value))
                }
            }
            return SideConstraint(row.name, terms: terms, lower: row.lower - fixed, upper: row.upper - fixed)
        }
        return NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: sites.count, rows: rows),
            weights: clients.map { model.weights[Int($0)] }, unservedCosts: caps,
            openingCosts: sites.map { model.sites.openingCosts[$0] }, sideConstraints: rules)
    }
}

/// Splits points into blocks of near ones by halving along directions that differ from call to call.
struct Blocks {
    private var random: EngineRandom

    init(seed: UInt64) { random = EngineRandom(seed: seed) }

    /// Block number per point, each block of at most `size` points.
    mutating func split(_ points: [SIMD3<Double>], size: Int) -> (block: [Int32], count: Int) {
        var block = Array(repeating: Int32(0), count: points.count)
        var count = 0
        var open = [Array(points.indices.map { Int32($0) })]
        while let members = open.popLast() {
            if members.count <= max(1, size) {
                for member in members { block[Int(member)] = Int32(count) }
                count += 1
                continue
            }
            let direction = longest(members.map { points[Int($0)] })
            let along = members.map { (points[Int($0)] * direction).sum() }
            let order = members.indices.sorted { along[$0] < along[$1] || (along[$0] == along[$1] && $0 < $1) }
            let sorted = order.map { members[$0] }
            // Not quite in the middle, so that blocks of another call end elsewhere.
            let share = 0.42 + 0.16 * Double(random.below(1_000)) / 1_000
            let middle = min(max(1, Int(share * Double(sorted.count))), sorted.count - 1)
            open.append(Array(sorted[..<middle]))
            open.append(Array(sorted[middle...]))
        }
        return (block, count)
    }

    /// Of a few random directions the one along which points spread most.
    private mutating func longest(_ points: [SIMD3<Double>]) -> SIMD3<Double> {
        var best = SIMD3<Double>(1, 0, 0)
        var bestSpread = -1.0
        for _ in 0..<4 {
            var direction = SIMD3<Double>.zero
            for axis in 0..<3 { direction[axis] = Double(random.below(2_001) - 1_000) }
            let norm = (direction * direction).sum().squareRoot()
            if norm == 0 { continue }
            direction /= norm
            var least = Double.infinity
            var most = -Double.infinity
            for point in points {
                let value = (point * direction).sum()
                least = min(least, value)
                most = max(most, value)
            }
            if most - least > bestSpread {
                bestSpread = most - least
                best = direction
            }
        }
        return best
    }
}
