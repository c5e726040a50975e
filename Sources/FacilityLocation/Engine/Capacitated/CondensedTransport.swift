/// The cheapest split of demand over a changing set of open sites: shortest paths on the graph of open sites.
///
/// A dummy client takes the capacity nobody needs, so that every site ends exactly full. Given prices μ, every client
/// starts at the site with least unit cost + μ: such a flow is the cheapest one with its own site loads, whatever the
/// prices, so a set that differs in a site or two starts from the prices of the old set and has little left to move. The
/// excess of one site then goes along a shortest path to one with room, an arc between two sites costing the cheapest move
/// of a client, and the prices rise with the distances. All along Σ d λ − Σ s μ is a lower bound, so a set that cannot
/// beat a limit is left early.
final class CondensedTransport {
    /// How a run ended.
    enum Outcome {
        /// The cheapest service of the demand costs this much.
        case solved(Double)
        /// The demand's service costs more than the limit.
        case aboveLimit
        /// The sites cannot serve the demand.
        case infeasible
    }

    private let model: CapacityModel
    private let clientCount: Int
    /// Sites by slot.
    private(set) var sites: [Int] = []
    /// Price of capacity by slot, least 0, after a run.
    private(set) var prices: [Double] = []
    /// Chains moved so far.
    private(set) var augmentations = 0
    /// Runs so far.
    private(set) var runs = 0
    private var stride = 0
    /// Unit costs in rows of slots; the last row is the dummy's.
    private var costs: Scratch<Double>
    private var amounts: Scratch<Double>
    private var members: [[Int32]] = []
    private var moveCost: Scratch<Double>
    private var mover: Scratch<Int32>
    private var load: [Double] = []
    private var room: [Double] = []
    private var distance: [Double] = []
    private var previous: [Int] = []
    private var isDone: [Bool] = []
    /// Whether the moves from a slot have to be found again before they are used.
    private var isStale: [Bool] = []
    private var slack = 0.0
    private let tolerance: Double

    init(_ model: CapacityModel) {
        self.model = model
        clientCount = model.clientCount
        costs = Scratch(repeating: 0, count: 0)
        amounts = Scratch(repeating: 0, count: 0)
        moveCost = Scratch(repeating: 0, count: 0)
        mover = Scratch(repeating: 0, count: 0)
        tolerance = 1e-11 * max(1e-3, model.totalDemand)
    }

    /// Makes these the open sites; columns that stay are kept.
    private func become(_ wanted: [Int], prices wantedPrices: [Double]) {
        let width = wanted.count
        if width > stride {
            stride = max(8, width + 4)
            costs = Scratch(repeating: 0, count: (clientCount + 1) * stride)
            amounts = Scratch(repeating: 0, count: (clientCount + 1) * stride)
            moveCost = Scratch(repeating: 0, count: stride * stride)
            mover = Scratch(repeating: -1, count: stride * stride)
            sites = []
        }
        // Sites keep their slot where they can; the others fill the gaps.
        var slotOf: [Int: Int] = [:]
        for (slot, site) in sites.enumerated() where slot < width { slotOf[site] = slot }
        var order = Array(repeating: -1, count: width)
        var price = Array(repeating: 0.0, count: width)
        var homeless: [Int] = []
        for (index, site) in wanted.enumerated() {
            if let slot = slotOf[site] {
                order[slot] = site
                price[slot] = wantedPrices[index]
            } else {
                homeless.append(index)
            }
        }
        var gap = 0
        for index in homeless {
            while order[gap] >= 0 { gap += 1 }
            let site = wanted[index]
            order[gap] = site
            price[gap] = wantedPrices[index]
            let column = model.unitCost.base + site * clientCount
            let target = costs.base + gap
            for client in 0..<clientCount { target[client * stride] = column[client] }
            target[clientCount * stride] = 0
        }
        sites = order
        prices = price
        if members.count < width { members += Array(repeating: [], count: width - members.count) }
        load = Array(repeating: 0, count: width)
        room = order.map { model.capacity[$0] }
        distance = Array(repeating: 0, count: width)
        previous = Array(repeating: -1, count: width)
        isDone = Array(repeating: false, count: width)
        isStale = Array(repeating: true, count: width)
        // Rounding the demand is allowed must not make a set infeasible that is just large enough.
        let total = room.reduce(0, +)
        slack = total - model.totalDemand
        if slack < 0, total >= model.leastCapacity, total > 0 {
            room = room.map { $0 * (model.totalDemand / total) }
            slack = 0
        }
    }

    /// Solves for a set of open sites, starting from prices; `limit` is what the service may cost to be of interest.
    func run(_ wanted: [Int], prices start: [Double]? = nil, limit: Double = .infinity) -> Outcome {
        runs += 1
        if clientCount == 0 { return empty(wanted) }
        become(wanted, prices: start ?? Array(repeating: 0, count: wanted.count))
        guard slack >= 0, !wanted.isEmpty else { return .infeasible }
        guard assign() else { return .infeasible }
        if bound() > limit { return .aboveLimit }
        let width = sites.count
        for slot in 0..<width { isStale[slot] = true }
        var sinceCheck = 0
        // Far more chains than any run needs; beyond, rounding has the better of it.
        var left = 200 * (clientCount + width) + 1000
        while true {
            switch carry() {
            case .none:
                normalize()
                return .solved(cost())
            case .some(false):
                return .infeasible
            case .some(true):
                augmentations += 1
                sinceCheck += 1
                left -= 1
                if left <= 0 { return .infeasible }
                if sinceCheck >= 8, limit < .infinity {
                    sinceCheck = 0
                    if quickBound() > limit { return .aboveLimit }
                }
            }
        }
    }

    private func empty(_ wanted: [Int]) -> Outcome {
        sites = wanted
        prices = Array(repeating: 0, count: wanted.count)
        members = Array(repeating: [], count: wanted.count)
        return .solved(0)
    }

    /// Puts every client at its cheapest site at the prices.
    private func assign() -> Bool {
        let width = sites.count
        amounts.base.update(repeating: 0, count: (clientCount + 1) * stride)
        for slot in 0..<width { members[slot].removeAll(keepingCapacity: true) }
        var isServable = true
        dualValue = 0
        prices.withUnsafeBufferPointer { price in
            for client in 0...clientCount {
                let row = costs.base + client * stride
                var best = 0
                var bestCost = row[0] + price[0]
                for slot in 1..<max(1, width) {
                    let cost = row[slot] + price[slot]
                    if cost < bestCost {
                        best = slot
                        bestCost = cost
                    }
                }
                if bestCost == .infinity { isServable = false }
                let amount = client == clientCount ? slack : model.demand[client]
                guard amount > 0 else { continue }
                amounts[client * stride + best] = amount
                members[best].append(Int32(client))
                load[best] += amount
                dualValue += amount * bestCost
            }
            for slot in 0..<width { dualValue -= room[slot] * price[slot] }
        }
        return isServable
    }

    private var dualValue = 0.0

    private func bound() -> Double { dualValue - 1e-12 * abs(dualValue) }

    /// The dual value, kept up to date by every rise of prices.
    private func quickBound() -> Double { bound() }

    /// Finds the cheapest move from a slot to every other one again.
    private func refresh(_ from: Int) {
        let width = sites.count
        let cost = moveCost.base + from * stride
        let who = mover.base + from * stride
        for to in 0..<width { cost[to] = .infinity }
        members[from].withUnsafeBufferPointer { list in
            for member in list {
                let row = costs.base + Int(member) * stride
                let base = row[from]
                for to in 0..<width {
                    let move = row[to] - base
                    if move < cost[to] {
                        cost[to] = move
                        who[to] = member
                    }
                }
            }
        }
        cost[from] = .infinity
        isStale[from] = false
    }

    /// Carries excess along a shortest path; `nil` when there is none left, false when there is no path.
    private func carry() -> Bool? {
        let width = sites.count
        var hasExcess = false
        for slot in 0..<width {
            let isSource = load[slot] > room[slot] + tolerance
            distance[slot] = isSource ? 0 : .infinity
            previous[slot] = -1
            isDone[slot] = false
            if isSource { hasExcess = true }
        }
        guard hasExcess else { return nil }
        var target = -1
        var reached = 0.0
        prices.withUnsafeMutableBufferPointer { price in
            distance.withUnsafeMutableBufferPointer { distance in
                while true {
                    var next = -1
                    var least = Double.infinity
                    for slot in 0..<width where !isDone[slot] && distance[slot] < least {
                        least = distance[slot]
                        next = slot
                    }
                    guard next >= 0 else { return }
                    if load[next] < room[next] - tolerance {
                        target = next
                        reached = least
                        break
                    }
                    isDone[next] = true
                    if isStale[next] { refresh(next) }
                    let cost = moveCost.base + next * stride
                    let own = price[next]
                    for to in 0..<width where !isDone[to] {
                        let step = max(0, cost[to] + price[to] - own)
                        if least + step < distance[to] {
                            distance[to] = least + step
                            previous[to] = next
                        }
                    }
                }
                // Prices rise by what is left of the way to the target; nodes farther than it stay.
                if reached > 0 {
                    for slot in 0..<width where distance[slot] < reached {
                        let rise = reached - distance[slot]
                        price[slot] += rise
                        dualValue += rise * (load[slot] - room[slot])
                    }
                }
            }
        }
        guard target >= 0 else { return false }
        push(to: target)
        return true
    }

    private func push(to target: Int) {
        var size = room[target] - load[target]
        var slot = target
        while previous[slot] >= 0 {
            let from = previous[slot]
            size = min(size, amounts[Int(mover[from * stride + slot]) * stride + from])
            slot = from
        }
        size = min(size, load[slot] - room[slot])
        load[slot] -= size
        load[target] += size
        slot = target
        while previous[slot] >= 0 {
            let from = previous[slot]
            shift(Int(mover[from * stride + slot]), from, slot, size)
            slot = from
        }
        slot = target
        while true {
            isStale[slot] = true
            guard previous[slot] >= 0 else { break }
            slot = previous[slot]
        }
    }

    private func shift(_ client: Int, _ from: Int, _ to: Int, _ size: Double) {
        let row = amounts.base + client * stride
        if row[to] == 0 { members[to].append(Int32(client)) }
        row[to] += size
        row[from] -= size
        if row[from] <= tolerance * 1e-3 {
            row[to] += row[from]
            row[from] = 0
            if let position = members[from].firstIndex(of: Int32(client)) {
                members[from].swapAt(position, members[from].count - 1)
                members[from].removeLast()
            }
        }
    }

    private func normalize() {
        guard let least = prices.min() else { return }
        for slot in prices.indices { prices[slot] -= least }
    }

    private func cost() -> Double {
        var sum = 0.0
        for slot in sites.indices {
            for member in members[slot] where Int(member) < clientCount {
                let index = Int(member) * stride + slot
                sum += amounts[index] * costs[index]
            }
        }
        return sum
    }

    /// Price of a unit of each client's demand: least unit cost + price of capacity over the open sites.
    func multipliers(into result: inout [Double]) {
        let width = sites.count
        for client in 0..<clientCount {
            let row = costs.base + client * stride
            var best = Double.infinity
            for slot in 0..<width { best = min(best, row[slot] + prices[slot]) }
            result[client] = best
        }
    }

    /// Site and amount of every client's parts, clients as the model numbers them.
    func parts() -> [(client: Int, site: Int, amount: Double)] {
        var result: [(client: Int, site: Int, amount: Double)] = []
        for slot in sites.indices {
            for member in members[slot] where Int(member) < clientCount {
                result.append((Int(member), sites[slot], amounts[Int(member) * stride + slot]))
            }
        }
        return result
    }
}
