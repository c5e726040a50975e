/// A single-source assignment of clients to open sites with capacities, found by construction and local search; no proof.
///
/// Construction in two orders (largest demand first; largest loss first if the cheapest site is missed), each client to
/// the cheapest site with room; then shifts of one client and swaps of two, first for room, then for cost.
struct SingleSourcePlan {
    /// Position in the list of open sites per client; −1 for none.
    private(set) var chosen: [Int]
    /// Cost of serving the clients that are assigned.
    private(set) var cost = 0.0
    /// Demand left without a site.
    private(set) var unmet = 0.0
    private let open: [Int]
    private let demands: [Double]

    /// - Parameter costs: as for ``TransportPlan``.
    init(demands: [Double], capacities: [Double], costs: [Double], siteCount: Int, open: [Int]) {
        self.open = open
        self.demands = demands
        chosen = Array(repeating: -1, count: demands.count)
        unmet = demands.reduce(0, +)
        let bySize = demands.indices.sorted { (demands[$0], $1) > (demands[$1], $0) }
        let loss = demands.indices.map { client in
            let row = open.map { costs[client * siteCount + $0] }.sorted()
            return row.count < 2 ? Double.infinity : demands[client] * (row[1] - row[0])
        }
        let byLoss = demands.indices.sorted { (loss[$0], $1) > (loss[$1], $0) }
        for (round, order) in [bySize, byLoss].enumerated() {
            var search = Search(
                demands: demands, room: open.map { capacities[$0] + 0.5 * allowance(of: capacities[$0]) })
            search.cost = demands.indices.flatMap { client in open.map { costs[client * siteCount + $0] } }
            search.construct(order)
            search.improve()
            let result = search.totals()
            if round == 0 || result.unmet < unmet || (result.unmet == unmet && result.cost < cost) {
                chosen = search.chosen
                cost = result.cost
                unmet = result.unmet
            }
        }
    }

    /// Who serves whom.
    var allocation: [Allocation] {
        chosen.indices.compactMap { client in
            guard chosen[client] >= 0, demands[client] > 0 else { return nil }
            return Allocation(client: client, site: open[chosen[client]], amount: demands[client])
        }
    }

    /// The working arrays of one construction.
    private struct Search {
        let demands: [Double]
        var room: [Double]
        var cost: [Double] = []
        var chosen: [Int]
        private var width: Int { room.count }

        init(demands: [Double], room: [Double]) {
            self.demands = demands
            self.room = room
            chosen = Array(repeating: -1, count: demands.count)
        }

        func price(_ client: Int, _ site: Int) -> Double { demands[client] * cost[client * width + site] }

        func totals() -> (cost: Double, unmet: Double) {
            var result = (cost: 0.0, unmet: 0.0)
            for client in demands.indices where demands[client] > 0 {
                if chosen[client] >= 0 {
                    result.cost += price(client, chosen[client])
                } else {
                    result.unmet += demands[client]
                }
            }
            return result
        }

        mutating func construct(_ order: [Int]) {
            for client in order where demands[client] > 0 { _ = place(client) }
        }

        /// Puts an unassigned client at its cheapest site with room.
        private mutating func place(_ client: Int) -> Bool {
            var best = -1
            for site in 0..<width where cost[client * width + site].isFinite && room[site] >= demands[client] {
                if best < 0 || cost[client * width + site] < cost[client * width + best] { best = site }
            }
            guard best >= 0 else { return false }
            chosen[client] = best
            room[best] -= demands[client]
            return true
        }

        mutating func improve() {
            // Rounds are bounded, so that a run ends whatever the data.
            for _ in 0..<50 {
                var hasChanged = false
                for client in demands.indices where chosen[client] < 0 && demands[client] > 0 {
                    if place(client) || makeRoom(for: client) { hasChanged = true }
                }
                for client in demands.indices where chosen[client] >= 0 {
                    if shift(client) || swap(client) { hasChanged = true }
                }
                if !hasChanged { return }
            }
        }

        /// Moves one client elsewhere, so that an unassigned one fits in its place.
        private mutating func makeRoom(for client: Int) -> Bool {
            for other in demands.indices where chosen[other] >= 0 {
                let site = chosen[other]
                guard cost[client * width + site].isFinite, room[site] + demands[other] >= demands[client] else {
                    continue
                }
                for target in 0..<width
                where target != site && cost[other * width + target].isFinite && room[target] >= demands[other] {
                    room[site] += demands[other] - demands[client]
                    room[target] -= demands[other]
                    chosen[other] = target
                    chosen[client] = site
                    return true
                }
            }
            return false
        }

        private mutating func shift(_ client: Int) -> Bool {
            let site = chosen[client]
            for target in 0..<width where target != site && room[target] >= demands[client] {
                guard price(client, target) < price(client, site) - 1e-9 * max(1, abs(price(client, site))) else {
                    continue
                }
                room[site] += demands[client]
                room[target] -= demands[client]
                chosen[client] = target
                return true
            }
            return false
        }

        private mutating func swap(_ client: Int) -> Bool {
            let site = chosen[client]
            for other in demands.indices where chosen[other] >= 0 && chosen[other] != site {
                let target = chosen[other]
                let difference = demands[client] - demands[other]
                guard room[site] + difference >= 0, room[target] - difference >= 0 else { continue }
                let before = price(client, site) + price(other, target)
                let after = price(client, target) + price(other, site)
                guard after < before - 1e-9 * max(1, abs(before)) else { continue }
                room[site] += difference
                room[target] -= difference
                chosen[client] = target
                chosen[other] = site
                return true
            }
            return false
        }
    }
}
