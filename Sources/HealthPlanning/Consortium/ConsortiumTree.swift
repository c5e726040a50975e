internal import LinearOptimization

/// Exact consortia without a solver of linear programs: depth first, bounded by prices on capacity.
///
/// With a price per unit of each lead's capacity, every member goes to its cheapest lead; less what the capacities are
/// worth, that is a bound (Lagrangian relaxation; Fisher 1981). The prices are searched in floating point, the bound is
/// counted with whole-number prices in 128 bits, so that nothing rests on rounding. Leads without room, leads cut off
/// from a member by others' members, and leads too dear for the incumbent leave a member's choices before branching.
struct ConsortiumTree {
    /// How the search ended.
    enum End {
        case complete
        case stopped(Termination.Limit)
    }

    /// Prices are whole multiples of 2 to the minus this.
    private static let shift: Int128 = 20

    private let grid: ConsortiumGrid
    private let shouldStop: () -> Termination.Limit?
    private let nodeLimit: Int
    private let stopsAtFirst: Bool
    /// The best choice found and its cost.
    private(set) var best: [Int?]?
    private(set) var bestCost: Int
    /// Proven least cost of all plans, as far as the root shows.
    private(set) var bound = 0
    private(set) var nodeCount = 0
    /// Prices on capacity found at the root.
    private(set) var rootPrices: [Double]
    private(set) var end = End.complete

    /// A part of the search: choices left to each member.
    private struct Node {
        /// Whether each lead is open to each member, members one after another.
        var isOpen: [Bool]
        var prices: [Double]
    }

    /// Searches for a plan cheaper than `start`, or for any when it stops at the first.
    init(
        _ grid: ConsortiumGrid, start: [Int?]?, nodeLimit: Int, stopsAtFirst: Bool = false,
        shouldStop: @escaping () -> Termination.Limit? = { nil }
    ) {
        self.grid = grid
        self.shouldStop = shouldStop
        self.nodeLimit = nodeLimit
        self.stopsAtFirst = stopsAtFirst
        let cost = start.flatMap { grid.total($0) }
        best = cost == nil ? nil : start
        bestCost = cost ?? .max
        rootPrices = Array(repeating: 0, count: grid.leadCount)
    }

    /// Runs the search to its end or a limit.
    mutating func run() {
        var root = Node(
            isOpen: grid.cost.flatMap { $0.map { $0 != nil } }, prices: rootPrices)
        guard narrow(&root) else {
            bound = bestCost
            return
        }
        bound = adjust(&root.prices, root, steps: 300).map { max(0, $0) } ?? bestCost
        rootPrices = root.prices
        var stack = [root]
        while var node = stack.popLast() {
            if let limit = nodeCount & 63 == 0 ? shouldStop() : nil {
                end = .stopped(limit)
                return
            }
            guard nodeCount < nodeLimit else {
                end = .stopped(.nodes)
                return
            }
            nodeCount += 1
            guard explore(&node) else {
                if stopsAtFirst, best != nil {
                    end = .stopped(.heuristic)
                    return
                }
                continue
            }
            branch(node, &stack)
        }
        bound = bestCost
    }

    /// Narrows a node; `false` when nothing better than the incumbent is left in it.
    private mutating func explore(_ node: inout Node) -> Bool {
        while true {
            guard narrow(&node), let bound = adjust(&node.prices, node, steps: 12), bound < bestCost else {
                return false
            }
            let before = node.isOpen
            dropDear(&node)
            if node.isOpen == before { break }
        }
        var chosen = [Int?](repeating: nil, count: grid.memberCount)
        for member in chosen.indices {
            let leads = choices(node, member)
            guard leads.count == 1 else { return true }
            chosen[member] = leads[0]
        }
        if let cost = grid.total(chosen), cost < bestCost { (best, bestCost) = (chosen, cost) }
        return false
    }

    private func choices(_ node: Node, _ member: Int) -> [Int] {
        (0..<grid.leadCount).filter { node.isOpen[member * grid.leadCount + $0] }
    }

    /// Takes away what room and borders forbid; `false` when a member has no choice left.
    private func narrow(_ node: inout Node) -> Bool {
        let leads = grid.leadCount
        var isSettled = false
        while !isSettled {
            isSettled = true
            var room = grid.capacities
            var only = [Int](repeating: -1, count: grid.memberCount)
            for member in 0..<grid.memberCount {
                let own = choices(node, member)
                if own.isEmpty { return false }
                if own.count == 1 {
                    only[member] = own[0]
                    room[own[0]] -= grid.loads[member]
                }
            }
            if room.contains(where: { $0 < 0 }) { return false }
            for member in 0..<grid.memberCount where only[member] < 0 {
                for lead in 0..<leads
                where node.isOpen[member * leads + lead] && room[lead] < grid.loads[member] {
                    node.isOpen[member * leads + lead] = false
                    isSettled = false
                }
            }
            if grid.isContiguous {
                for lead in 0..<leads where cutOff(lead, &node) { isSettled = false }
            }
        }
        return true
    }

    /// Closes a lead to members its seat cannot reach through members still open to it; says whether it did.
    private func cutOff(_ lead: Int, _ node: inout Node) -> Bool {
        let leads = grid.leadCount
        var isReached = [Bool](repeating: false, count: grid.memberCount)
        if let seat = grid.seats[lead], node.isOpen[seat * leads + lead] {
            isReached[seat] = true
            var queue = [seat]
            while let here = queue.popLast() {
                for next in grid.neighbors[here] where !isReached[next] && node.isOpen[next * leads + lead] {
                    isReached[next] = true
                    queue.append(next)
                }
            }
        }
        var isChanged = false
        for member in 0..<grid.memberCount where node.isOpen[member * leads + lead] && !isReached[member] {
            node.isOpen[member * leads + lead] = false
            isChanged = true
        }
        return isChanged
    }

    /// Improves a node's prices by subgradient steps; the best bound found, `nil` when nothing can be counted.
    private func adjust(_ prices: inout [Double], _ node: Node, steps: Int) -> Int? {
        var best: (bound: Int, prices: [Double])?
        var current = prices
        var scale = 1.0
        for step in 0..<steps {
            var load = [Int](repeating: 0, count: grid.leadCount)
            let bound = count(current, node, load: &load)
            if best.map({ bound > $0.bound }) ?? true { best = (bound, current) } else { scale *= 0.93 }
            if bound >= bestCost { break }
            var length = 0.0
            for lead in 0..<grid.leadCount {
                let gradient = Double(load[lead]) - Double(grid.capacities[lead])
                if gradient > 0 || current[lead] > 0 { length += gradient * gradient }
            }
            guard length > 0, step + 1 < steps else { break }
            let goal = bestCost < .max ? Double(bestCost) : Double(bound) * 1.05 + 1
            let width = scale * max(1, goal - Double(bound)) / length
            for lead in 0..<grid.leadCount {
                current[lead] = max(0, current[lead] + width * (Double(load[lead]) - Double(grid.capacities[lead])))
            }
        }
        guard let best else { return nil }
        prices = best.prices
        return best.bound
    }

    private func whole(_ price: Double) -> Int128 {
        // Costs end at 10^9 for a load of at least 1, so higher prices are of no use.
        Int128((min(max(0, price), 4e9) * Double(Int128(1) << Self.shift)).rounded())
    }

    /// The bound of prices, rounded up to a whole cost, and the load it puts on each lead.
    private func count(_ prices: [Double], _ node: Node, load: inout [Int]) -> Int {
        let leads = grid.leadCount
        let wholes = prices.map(whole)
        var sum: Int128 = 0
        for lead in 0..<leads { sum -= wholes[lead] * Int128(grid.capacities[lead]) }
        for member in 0..<grid.memberCount {
            var least: (value: Int128, lead: Int)?
            for lead in 0..<leads where node.isOpen[member * leads + lead] {
                let value = value(member, lead, wholes)
                if least.map({ value < $0.value }) ?? true { least = (value, lead) }
            }
            guard let least else { continue }
            sum += least.value
            load[least.lead] += grid.loads[member]
        }
        let unit: Int128 = 1 << Self.shift
        let up = sum > 0 ? (sum + unit - 1) / unit : sum / unit
        return Int(clamping: up)
    }

    @inline(__always)
    private func value(_ member: Int, _ lead: Int, _ prices: [Int128]) -> Int128 {
        Int128(grid.cost[member][lead] ?? 0) << Self.shift + prices[lead] * Int128(grid.loads[member])
    }

    /// Closes leads whose choice alone lifts the bound to the incumbent.
    private func dropDear(_ node: inout Node) {
        guard bestCost < .max else { return }
        let leads = grid.leadCount
        let wholes = node.prices.map(whole)
        var sum: Int128 = 0
        for lead in 0..<leads { sum -= wholes[lead] * Int128(grid.capacities[lead]) }
        var least = [Int128](repeating: 0, count: grid.memberCount)
        for member in 0..<grid.memberCount {
            let own = choices(node, member)
            least[member] = own.reduce(Int128.max) { min($0, value(member, $1, wholes)) }
            sum += least[member]
        }
        let goal = Int128(bestCost - 1) << Self.shift
        for member in 0..<grid.memberCount {
            for lead in 0..<leads where node.isOpen[member * leads + lead] {
                if sum - least[member] + value(member, lead, wholes) > goal {
                    node.isOpen[member * leads + lead] = false
                }
            }
        }
    }

    /// Splits a node by the lead of one member, the cheapest lead on top of the stack.
    private func branch(_ node: Node, _ stack: inout [Node]) {
        let wholes = node.prices.map(whole)
        var pick: (regret: Int128, member: Int, leads: [Int])?
        for member in 0..<grid.memberCount {
            let own = choices(node, member).sorted {
                (value(member, $0, wholes), $0) < (value(member, $1, wholes), $1)
            }
            guard own.count > 1 else { continue }
            // Heavy members first where costs tell nothing apart.
            let regret =
                value(member, own[1], wholes) - value(member, own[0], wholes)
                + Int128(grid.loads[member])
            if pick.map({ regret > $0.regret }) ?? true { pick = (regret, member, own) }
        }
        guard let pick else { return }
        for lead in pick.leads.reversed() {
            var child = node
            for other in 0..<grid.leadCount where other != lead {
                child.isOpen[pick.member * grid.leadCount + other] = false
            }
            stack.append(child)
        }
    }
}
