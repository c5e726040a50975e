/// Cheapest split of the clients' demand over a set of open sites with capacities.
///
/// Successive shortest paths on the condensed graph of open sites: every client starts at its cheapest open site; while a
/// site is over its capacity, the cheapest chain of moves to a site with room carries the excess on. An arc from site a
/// to site b costs min (c_ib − c_ia) over the clients i now served from a. Each chain is a shortest path, so that the
/// allocation stays the cheapest of all with its site loads.
struct TransportPlan {
    /// Amount per (client, open site), in the order of ``sites``.
    private var amounts: [Double]
    /// Open sites used, ascending.
    let sites: [Int]
    /// Cost of serving what is served.
    private(set) var cost = 0.0
    /// Demand that no capacity or no open site in the client's list is left for.
    private(set) var unmet = 0.0
    private let clientCount: Int

    /// - Parameter costs: service cost per (client, site) in rows of `siteCount`, +∞ where a pair cannot be used.
    init(demands: [Double], capacities: [Double], costs: [Double], siteCount: Int, open: [Int]) {
        sites = open
        clientCount = demands.count
        let width = open.count
        amounts = Array(repeating: 0, count: demands.count * width)
        guard width > 0 else {
            unmet = demands.reduce(0, +)
            return
        }
        var solver = Solver(width: width, clients: demands.count)
        for client in demands.indices {
            for (index, site) in open.enumerated() {
                solver.cost[client * width + index] = costs[client * siteCount + site]
            }
        }
        solver.room = open.map { capacities[$0] }
        solver.tolerance = 1e-11 * max(1, demands.reduce(0, +))
        unmet = solver.run(demands: demands)
        amounts = solver.amount
        for index in amounts.indices where amounts[index] > 0 { cost += amounts[index] * solver.cost[index] }
    }

    /// Who serves how much.
    var allocation: [Allocation] {
        let width = sites.count
        var result: [Allocation] = []
        for client in 0..<clientCount {
            for index in 0..<width where amounts[client * width + index] > 0 {
                result.append(Allocation(client: client, site: sites[index], amount: amounts[client * width + index]))
            }
        }
        return result
    }

    /// The working arrays of one run.
    private struct Solver {
        let width: Int
        let clients: Int
        var cost: [Double]
        var amount: [Double]
        /// Capacity left per site; negative while it is over.
        var room: [Double] = []
        var tolerance = 0.0
        /// Differences of chain costs below this are rounding.
        private var rounding = 1e-12
        /// Clients with an amount at each site.
        private var members: [[Int32]]
        /// Cheapest move and its client per pair of sites.
        private var moveCost: [Double]
        private var mover: [Int32]

        init(width: Int, clients: Int) {
            self.width = width
            self.clients = clients
            cost = Array(repeating: .infinity, count: width * clients)
            amount = Array(repeating: 0, count: width * clients)
            members = Array(repeating: [], count: width)
            moveCost = Array(repeating: .infinity, count: width * width)
            mover = Array(repeating: -1, count: width * width)
        }

        mutating func run(demands: [Double]) -> Double {
            var unmet = 0.0
            rounding = 1e-13 * cost.reduce(1) { $1.isFinite ? max($0, abs($1)) : $0 }
            for client in 0..<clients where demands[client] > 0 {
                var best = -1
                var bestCost = Double.infinity
                for index in 0..<width where cost[client * width + index] < bestCost {
                    best = index
                    bestCost = cost[client * width + index]
                }
                guard best >= 0 else {
                    unmet += demands[client]
                    continue
                }
                amount[client * width + best] = demands[client]
                members[best].append(Int32(client))
                room[best] -= demands[client]
            }
            for index in 0..<width { refresh(index) }
            for index in 0..<width {
                while room[index] < -tolerance {
                    if carryOn(from: index) { continue }
                    unmet += dropDearest(at: index)
                }
            }
            return unmet
        }

        /// Finds the cheapest move from a site to each other one again.
        private mutating func refresh(_ from: Int) {
            for to in 0..<width { moveCost[from * width + to] = .infinity }
            for member in members[from] {
                let row = Int(member) * width
                let base = cost[row + from]
                for to in 0..<width {
                    let move = cost[row + to] - base
                    if move < moveCost[from * width + to], to != from {
                        moveCost[from * width + to] = move
                        mover[from * width + to] = member
                    }
                }
            }
        }

        /// Carries excess along the cheapest chain to a site with room; false when there is none.
        private mutating func carryOn(from start: Int) -> Bool {
            // Bellman–Ford over few sites: move costs may be negative, chains of them never form a negative cycle.
            var distance = Array(repeating: Double.infinity, count: width)
            var previous = Array(repeating: -1, count: width)
            distance[start] = 0
            var queue = [start]
            var isQueued = Array(repeating: false, count: width)
            var head = 0
            var steps = 0
            while head < queue.count, steps < width * width * 4 {
                let from = queue[head]
                head += 1
                steps += 1
                isQueued[from] = false
                for to in 0..<width where distance[from] + moveCost[from * width + to] < distance[to] - rounding {
                    if to == start { continue }
                    distance[to] = distance[from] + moveCost[from * width + to]
                    previous[to] = from
                    if !isQueued[to] {
                        isQueued[to] = true
                        queue.append(to)
                    }
                }
            }
            var target = -1
            for to in 0..<width where room[to] > tolerance && distance[to].isFinite {
                if target < 0 || distance[to] < distance[target] { target = to }
            }
            guard target >= 0 else { return false }
            var chain = [target]
            while let last = chain.last, last != start, chain.count <= width { chain.append(previous[last]) }
            chain.reverse()
            guard chain.first == start else { return false }
            var size = min(-room[start], room[target])
            for (from, to) in zip(chain, chain.dropFirst()) {
                size = min(size, amount[Int(mover[from * width + to]) * width + from])
            }
            for (from, to) in zip(chain, chain.dropFirst()) { shift(Int(mover[from * width + to]), from, to, size) }
            room[start] += size
            room[target] -= size
            for index in chain { refresh(index) }
            return true
        }

        private mutating func shift(_ client: Int, _ from: Int, _ to: Int, _ size: Double) {
            let row = client * width
            if amount[row + to] == 0 { members[to].append(Int32(client)) }
            amount[row + to] += size
            amount[row + from] -= size
            if amount[row + from] <= tolerance * 1e-3 {
                amount[row + to] += amount[row + from]
                amount[row + from] = 0
                members[from].removeAll { $0 == Int32(client) }
            }
        }

        /// Leaves part of the dearest client of an overfull site unserved.
        private mutating func dropDearest(at index: Int) -> Double {
            guard let member = members[index].max(by: { cost[Int($0) * width + index] < cost[Int($1) * width + index] })
            else {
                let rest = -room[index]
                room[index] = 0
                return rest
            }
            let slot = Int(member) * width + index
            let size = min(-room[index], amount[slot])
            amount[slot] -= size
            room[index] += size
            if amount[slot] <= 0 {
                amount[slot] = 0
                members[index].removeAll { $0 == member }
            }
            refresh(index)
            return size
        }
    }
}
