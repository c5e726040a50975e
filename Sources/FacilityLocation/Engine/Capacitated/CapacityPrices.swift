/// What each site is worth at given client prices λ: its opening cost and the knapsack of its clients' gains.
///
/// v_j(λ) = f_j + min Σ (c_ij − λ_i) x_i with Σ d_i x_i ≤ s_j and x_i in 0...1, or whole where a client has one source.
/// Any plan S then costs at least Σ λ_i + Σ_{j in S} v_j: one function that is Lagrangian bound, Benders cut and screen of
/// local-search moves.
///
/// Pairs that no better plan uses can be dropped; every value is then one of the plans that are left.
final class CapacityPrices {
    private let model: CapacityModel
    private let clientCount: Int
    /// Clients still in a site's list, in rows of sites.
    private let list: Scratch<Int32>
    /// Whole-demand cost by position of the list.
    private let cost: Scratch<Double>
    private(set) var listCount: [Int]
    /// Gains per unit of demand and their clients, for the site at hand.
    private let ratio: Scratch<Double>
    private let gainClient: Scratch<Int32>
    /// Clients that each site takes at the last evaluation, in rows of sites, the last one in part.
    let taken: Scratch<Int32>
    /// How many.
    let takenCount: Scratch<Int>
    /// Which part of the last one.
    let lastShare: Scratch<Double>
    /// v_j.
    let value: Scratch<Double>
    /// v_j with clients divisible; differs where a client has one source.
    let relaxedValue: Scratch<Double>
    /// Price of a unit of a site's capacity in its knapsack, at least 0.
    let capacityPrice: Scratch<Double>
    private let knapsack: SourceKnapsack?
    /// Sites whose lists lost their last entry, in order, to be given back.
    private var trail: [Int32] = []
    /// Pairs with costs below their client's reach come first in the lists, where that holds.
    private let reach: Scratch<Double>
    private let nearCount: Scratch<Int>
    private var isParted = false

    /// - Parameter isDivisible: whether clients are divisible in the knapsacks although they have one source.
    init(_ model: CapacityModel, isDivisible: Bool = false) {
        self.model = model
        let n = model.clientCount
        let m = model.siteCount
        clientCount = n
        list = Scratch(repeating: 0, count: n * m)
        cost = Scratch(repeating: 0, count: n * m)
        taken = Scratch(repeating: 0, count: n * m)
        listCount = Array(repeating: 0, count: m)
        for site in 0..<m {
            var count = 0
            for client in 0..<n {
                let unit = model.unitCost[site * n + client]
                guard unit < .infinity else { continue }
                list[site * n + count] = Int32(client)
                cost[site * n + count] = unit * model.demand[client]
                count += 1
            }
            listCount[site] = count
        }
        reach = Scratch(repeating: 0, count: n)
        nearCount = Scratch(repeating: 0, count: m)
        ratio = Scratch(repeating: 0, count: n)
        gainClient = Scratch(repeating: 0, count: n)
        takenCount = Scratch(repeating: 0, count: m)
        lastShare = Scratch(repeating: 1, count: m)
        value = Scratch(repeating: 0, count: m)
        relaxedValue = Scratch(repeating: 0, count: m)
        capacityPrice = Scratch(repeating: 0, count: m)
        knapsack = model.isSingleSource && !isDivisible ? SourceKnapsack(model) : nil
    }

    /// Pairs left.
    var pairCount: Int { listCount.reduce(0, +) }

    /// Whether the pair is still in the site's list, by position; for tests of what was dropped.
    func clients(of site: Int) -> [Int] { (0..<listCount[site]).map { Int(list[site * clientCount + $0]) } }

    /// Evaluates the sites that are not closed.
    func evaluate(_ prices: UnsafePointer<Double>, states: UnsafePointer<Int8>) {
        part(prices)
        for site in 0..<model.siteCount where states[site] != SiteState.closed {
            evaluate(site, prices, count: isParted ? nearCount[site] : listCount[site])
        }
    }

    /// Puts the pairs that can gain at prices anywhere near these in front of their lists, where that is not so yet.
    private func part(_ prices: UnsafePointer<Double>) {
        guard trail.isEmpty else {
            isParted = false
            return
        }
        if isParted {
            var isKept = true
            for client in 0..<clientCount where prices[client] > reach[client] { isKept = false }
            if isKept { return }
        }
        for client in 0..<clientCount {
            let price = prices[client]
            if !isParted || price > reach[client] { reach[client] = price + 0.5 * abs(price) }
        }
        isParted = true
        for site in 0..<model.siteCount {
            let start = site * clientCount
            var near = 0
            for position in 0..<listCount[site] where cost[start + position] < reach[Int(list[start + position])] {
                swap(start + near, start + position)
                near += 1
            }
            nearCount[site] = near
        }
    }

    private func swap(_ first: Int, _ second: Int) {
        let who = list[first]
        list[first] = list[second]
        list[second] = who
        let price = cost[first]
        cost[first] = cost[second]
        cost[second] = price
    }

    /// Evaluates one site.
    ///
    /// O(clients in its list).
    func evaluate(_ site: Int, _ prices: UnsafePointer<Double>) { evaluate(site, prices, count: listCount[site]) }

    private func evaluate(_ site: Int, _ prices: UnsafePointer<Double>, count listed: Int) {
        let start = site * clientCount
        let clients = list.base + start
        let costs = cost.base + start
        let demand = model.demand.base
        let chosen = taken.base + start
        var count = 0
        var weight = 0.0
        var gain = 0.0
        for position in 0..<listed {
            let client = Int(clients[position])
            let reduced = costs[position] - prices[client]
            if reduced < 0 {
                let amount = demand[client]
                ratio[count] = reduced / amount
                gainClient[count] = Int32(client)
                count += 1
                weight += amount
                gain += reduced
            }
        }
        lastShare[site] = 1
        capacityPrice[site] = 0
        let capacity = model.capacity[site]
        if weight <= capacity {
            for position in 0..<count { chosen[position] = gainClient[position] }
            takenCount[site] = count
            value[site] = model.openingCost[site] + gain
            relaxedValue[site] = value[site]
            return
        }
        let (whole, left) = select(count, capacity)
        var total = model.openingCost[site]
        for position in 0..<whole {
            let client = Int(gainClient[position])
            total += ratio[position] * demand[client]
            chosen[position] = gainClient[position]
        }
        let last = Int(gainClient[whole])
        total += ratio[whole] * left
        capacityPrice[site] = -ratio[whole]
        relaxedValue[site] = total
        if let knapsack {
            let packed = knapsack.solve(
                ratio.base, gainClient.base, count: count, whole: whole, capacity: capacity, chosen: chosen)
            value[site] = model.openingCost[site] + packed.value
            takenCount[site] = packed.count
            return
        }
        value[site] = total
        chosen[whole] = Int32(last)
        takenCount[site] = whole + 1
        lastShare[site] = left / demand[last]
    }

    /// Puts the best gains that fit in front; returns how many fit whole and the capacity left for the next.
    ///
    /// Expected O(count): partition by a pivot and go on with the part where the capacity ends.
    private func select(_ count: Int, _ capacity: Double) -> (whole: Int, left: Double) {
        let demand = model.demand.base
        let key = ratio.base
        let who = gainClient.base
        var low = 0
        var high = count
        var left = capacity
        while high - low > 1 {
            let middle = (low + high) / 2
            let pivot = max(min(key[low], key[middle]), min(max(key[low], key[middle]), key[high - 1]))
            var i = low
            var j = high - 1
            while i <= j {
                while key[i] < pivot { i += 1 }
                while key[j] > pivot { j -= 1 }
                if i <= j {
                    let a = key[i]
                    key[i] = key[j]
                    key[j] = a
                    let b = who[i]
                    who[i] = who[j]
                    who[j] = b
                    i += 1
                    j -= 1
                }
            }
            // Now [low, j] ≤ pivot ≤ [i, high), and what lies between equals it.
            var weight = 0.0
            var position = low
            while position <= j {
                weight += demand[Int(who[position])]
                position += 1
            }
            if weight > left {
                high = j + 1
                continue
            }
            left -= weight
            low = j + 1
            if low < i {
                let amount = demand[Int(who[low])]
                if amount > left { return (low, left) }
                left -= amount
                low = i
            }
        }
        return (min(low, count - 1), max(0, left))
    }

    // MARK: Decided pairs

    /// A point to return to with ``undo(to:)``.
    var mark: Int { trail.count }

    /// Gives back every pair forbidden since a mark.
    func undo(to mark: Int) {
        while trail.count > mark { listCount[Int(trail.removeLast())] += 1 }
    }

    /// Takes a client out of a site's list until undone.
    ///
    /// O(clients in its list).
    func forbid(_ site: Int, _ client: Int) {
        let start = site * clientCount
        for position in 0..<listCount[site] where Int(list[start + position]) == client {
            forbid(site, at: position)
            return
        }
    }

    private func forbid(_ site: Int, at position: Int) {
        let start = site * clientCount
        let last = listCount[site] - 1
        swap(start + position, start + last)
        listCount[site] = last
        isParted = false
        trail.append(Int32(site))
    }

    /// Leaves a client to one site until undone.
    func force(_ site: Int, _ client: Int) {
        for other in 0..<model.siteCount where other != site { forbid(other, client) }
    }

    /// Forbids, until undone, every pair whose use makes the bound exceed the cut-off; see ``reduce(_:slack:excess:)``.
    func forbid(_ prices: [Double], slack: Double, excess: [Double]) {
        for site in 0..<model.siteCount where excess[site] < .infinity {
            let start = site * clientCount
            let room = slack - excess[site] + (value[site] - relaxedValue[site])
            var position = listCount[site] - 1
            while position >= 0 {
                let client = Int(list[start + position])
                let reduced = cost[start + position] - prices[client] + capacityPrice[site] * model.demand[client]
                if reduced > room { forbid(site, at: position) }
                position -= 1
            }
        }
    }

    /// Whether every client is in the list of a site that is not closed.
    func servesAll(_ states: [Int8]) -> Bool {
        var isServed = Array(repeating: false, count: clientCount)
        var left = clientCount
        for site in states.indices where states[site] != SiteState.closed {
            for position in 0..<listCount[site] {
                let client = Int(list[site * clientCount + position])
                if !isServed[client] {
                    isServed[client] = true
                    left -= 1
                }
            }
        }
        return left == 0
    }

    /// How many sites that are not closed have each client in their list, and the last one that has.
    func options(_ states: [Int8]) -> (count: [Int], site: [Int32]) {
        var count = Array(repeating: 0, count: clientCount)
        var last = Array(repeating: Int32(-1), count: clientCount)
        for site in states.indices where states[site] != SiteState.closed {
            for position in 0..<listCount[site] {
                let client = Int(list[site * clientCount + position])
                count[client] += 1
                last[client] = Int32(site)
            }
        }
        return (count, last)
    }

    /// The site in whose list a client is that has least cost less price plus capacity price; −1 for none.
    func likeliestSite(of client: Int, among sites: [Int], price: Double) -> Int {
        var best = -1
        var least = Double.infinity
        for site in sites {
            let start = site * clientCount
            for position in 0..<listCount[site] where Int(list[start + position]) == client {
                let reduced = cost[start + position] - price + capacityPrice[site] * model.demand[client]
                if reduced < least {
                    least = reduced
                    best = site
                }
                break
            }
        }
        return best
    }

    /// Drops every pair whose use makes the bound exceed the cut-off.
    ///
    /// - Parameters:
    ///   - slack: Cut-off less the bound at the prices.
    ///   - excess: By how much opening the site raises the bound; 0 for sites chosen or open, infinite for closed ones.
    func reduce(_ prices: [Double], slack: Double, excess: [Double]) {
        isParted = false
        for site in 0..<model.siteCount {
            let start = site * clientCount
            if excess[site] > slack {
                listCount[site] = 0
                continue
            }
            var kept = 0
            // Forcing a pair costs at least its reduced cost on top of the divisible knapsack.
            let room = slack - excess[site] + (value[site] - relaxedValue[site])
            for position in 0..<listCount[site] {
                let client = Int(list[start + position])
                let reduced = cost[start + position] - prices[client] + capacityPrice[site] * model.demand[client]
                if reduced > room { continue }
                list[start + kept] = list[start + position]
                cost[start + kept] = cost[start + position]
                kept += 1
            }
            listCount[site] = kept
        }
    }
}
