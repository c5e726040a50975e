/// Depth-first Lagrangian tree in whole numbers for problems where only the number of open sites is restricted, few
/// of them open, and costs are whole: costs and multipliers are fixed-point Int32, one dense row per free site, so
/// that an evaluation is a vectorised pass and every bound is exact, without rounding.
///
/// Sites forced open collapse into one array of the cheapest cost they offer each client.
final class DenseTree {
    /// Clients, in columns.
    private let clientCount: Int
    private let rows: UnsafeMutablePointer<Int32>
    private let scale: Int
    private let openingCosts: [Int]
    private let gradient: UnsafeMutablePointer<Int32>
    private let direction: UnsafeMutablePointer<Float>
    private let control: SolveControl
    private let report: (_ openRows: [Int], _ objective: Int) -> Void
    /// Objective of the best plan known.
    private(set) var incumbent: Int
    private var nodeLimit: Int
    private var isComplete = true
    private var leftBound = Int.max
    private let constant: Int
    /// Subgradient steps at a node, and steps without gain before the factor is halved.
    private let steps = 30
    private let patience = 4

    /// Whether the model fits: whole costs, one count row or none, dense enough, sums within 31 bits.
    ///
    /// - Parameters:
    ///   - incumbent: objective of the best plan known, whole.
    ///   - report: told of better plans as sites of the model.
    init?(
        _ model: EngineModel, incumbent: Double, nodeLimit: Int, control: SolveControl,
        report: @escaping (_ openSites: [Int], _ objective: Int) -> Void
    ) {
        guard model.isIntegral, model.serviceRows.isEmpty, model.constant == model.constant.rounded(),
            incumbent.magnitude < 1e9, model.constant.magnitude < 1e9,
            model.clientCount > 0, model.siteCount > 0
        else { return nil }
        let service = incumbent - model.constant
        var scale = 256
        while scale > 1, 4 * abs(service) * Double(scale) >= 0x1p31 { scale /= 2 }
        guard 4 * abs(service) * Double(scale) < 0x1p31 else { return nil }
        let unreachable = Int32(1) << 30
        clientCount = model.clientCount
        self.scale = scale
        rows = .allocate(capacity: model.siteCount * model.clientCount)
        rows.initialize(repeating: unreachable, count: model.siteCount * model.clientCount)
        gradient = .allocate(capacity: clientCount)
        direction = .allocate(capacity: clientCount)
        self.control = control
        self.report = report
        self.incumbent = Int(incumbent)
        self.nodeLimit = nodeLimit
        constant = Int(model.constant) * scale
        openingCosts = model.openingCosts.map { abs($0) < 1e9 ? Int($0) * scale : Int.max / 4 }
        for client in 0..<clientCount {
            for entry in model.lists.entries(client) {
                let cost = model.weights[client] * model.lists.costs[entry]
                if cost < 0 || openingCosts.contains(Int.max / 4) { return nil }
                let site = Int(model.lists.indices[entry])
                rows[site * clientCount + client] = Int32(min(cost * Double(scale), 0x1p30))
            }
        }
    }

    deinit {
        rows.deallocate()
        gradient.deallocate()
        direction.deallocate()
    }

    private struct Node {
        /// Rows still free.
        var free: [Int32]
        /// Rows forced open.
        var forced: [Int32]
        /// Cheapest cost per client among forced rows, or its cap.
        var ceiling: [Int32]
        /// Free rows still to open.
        var remaining: Int
        var multipliers: [Int32]
        var openShare: [Float]
        var openCost: Int
        var bound: Int
    }

    /// Searches all plans that open exactly `count` of the model's sites.
    ///
    /// - Parameters:
    ///   - multipliers: multipliers to start from, in units of the objective.
    ///   - openShare: how likely each site seems to be open, 0...1.
    func run(_ model: EngineModel, opening count: Int, multipliers: [Double], openShare: [Double]) -> TreeOutcome {
        let unreachable = Int32(1) << 30
        let ceiling = (0..<clientCount).map { client -> Int32 in
            let cap = model.weights[client] * model.caps[client]
            return cap.isFinite ? Int32(min(cap * Double(scale), 0x1p30)) : unreachable
        }
        var stack = [
            Node(
                free: (0..<Int32(model.siteCount)).map { $0 }, forced: [], ceiling: ceiling, remaining: count,
                multipliers: multipliers.map { Int32(max(0, min($0 * Double(scale), 0x1p30))) },
                openShare: openShare.map { Float($0) }, openCost: 0, bound: Int.min)
        ]
        while let node = stack.popLast() {
            if node.bound > cutoff {
                leftBound = min(leftBound, node.bound)
                continue
            }
            if nodeLimit <= 0 || control.mustStop {
                isComplete = false
                leftBound = min(leftBound, node.bound)
                for open in stack { leftBound = min(leftBound, open.bound) }
                break
            }
            nodeLimit -= 1
            control.nodeCount += 1
            if let children = process(node) { stack.append(contentsOf: children) }
        }
        let least =
            leftBound == Int.min
            ? -Double.infinity : leftBound == Int.max ? .infinity : Double(leftBound) / Double(scale)
        return TreeOutcome(bound: least, isComplete: isComplete)
    }

    /// Bounds above this cannot lead to a better plan.
    private var cutoff: Int { (incumbent - 1) * scale }

    private func rowPointer(_ row: Int32) -> UnsafeMutablePointer<Int32> { rows + Int(row) * clientCount }

    /// Offers the plan that opens the forced rows and the given ones; `costs` are the clients' costs under it.
    private func offer(_ forced: [Int32], _ chosen: some Sequence<Int32>, total: Int) {
        let objective = total / scale
        guard objective < incumbent else { return }
        incumbent = objective
        report((forced + chosen).map(Int.init).sorted(), objective)
    }

    /// Adds up clients' costs when the given rows open besides the ceiling.
    private func totalCost(_ node: Node, _ chosen: ArraySlice<Int32>) -> Int {
        var best = node.ceiling
        var total = constant + node.openCost
        best.withUnsafeMutableBufferPointer { best in
            for row in chosen {
                let costs = rowPointer(row)
                for client in 0..<clientCount { best[client] = min(best[client], costs[client]) }
            }
            for client in 0..<clientCount { total += Int(best[client]) }
        }
        for row in chosen { total += openingCosts[Int(row)] }
        return total
    }

    private func process(_ start: Node) -> [Node]? {
        var node = start
        let count = node.free.count
        if node.remaining < 0 || node.remaining > count { return nil }
        if node.remaining == 0 || node.remaining == count {
            let total = totalCost(node, node.free.prefix(node.remaining))
            leftBound = min(leftBound, total)
            offer(node.forced, node.free.prefix(node.remaining), total: total)
            return nil
        }
        var order = Array(0..<count)
        var reduced = Array(repeating: 0, count: count)
        guard let bestReduced = climb(&node, order: &order, reduced: &reduced) else { return nil }
        return branch(node, reduced: bestReduced)
    }

    /// Climbs at a node; returns the reduced costs of the best multipliers, or `nil` when the node is done.
    private func climb(_ node: inout Node, order: inout [Int], reduced: inout [Int]) -> [Int]? {
        let count = node.free.count
        let chosenCount = node.remaining
        var current = node.multipliers
        for client in 0..<clientCount {
            current[client] = min(current[client], node.ceiling[client])
            direction[client] = 0
        }
        var best = Int.min
        var bestReduced = reduced
        var factor = 0.6
        var stall = 0
        for step in 0..<steps {
            var sum = 0
            for client in 0..<clientCount { sum += Int(current[client]) }
            if sum >= 1 << 31 {
                // Sums of one row could leave 31 bits: pull the multipliers back.
                for client in 0..<clientCount { current[client] /= 2 }
                continue
            }
            price(node.free, current, into: &reduced)
            order.sort { reduced[$0] < reduced[$1] || (reduced[$0] == reduced[$1] && $0 < $1) }
            var bound = constant + node.openCost + sum
            for position in 0..<chosenCount { bound += reduced[order[position]] }
            for position in 0..<count {
                node.openShare[order[position]] *= 0.9
                if position < chosenCount { node.openShare[order[position]] += 0.1 }
            }
            let chosen = order.prefix(chosenCount).map { node.free[$0] }
            if bound > best {
                stall = bound > best + abs(bound) / 500_000 ? 0 : stall + 1
                best = bound
                bestReduced = reduced
                node.multipliers = current
                node.bound = max(node.bound, bound)
                if bound > cutoff {
                    leftBound = min(leftBound, bound)
                    return nil
                }
                offer(node.forced, chosen, total: totalCost(node, chosen[...]))
            } else {
                stall += 1
            }
            if step == steps - 1 { break }
            if stall >= patience {
                factor *= 0.5
                stall = 0
                if factor < 0.05 { break }
                current = node.multipliers
                for client in 0..<clientCount { direction[client] = 0 }
                continue
            }
            if !move(&current, chosen, node.ceiling, factor * Double(incumbent * scale - bound)) { break }
        }
        if best == Int.min { return nil }
        if node.bound > cutoff {
            leftBound = min(leftBound, node.bound)
            return nil
        }
        return bestReduced
    }

    /// Reduced cost of every free row under the multipliers.
    private func price(_ free: [Int32], _ current: [Int32], into reduced: inout [Int]) {
        let width = clientCount
        current.withUnsafeBufferPointer { current in
            guard let values = current.baseAddress else { return }
            for position in 0..<free.count {
                let costs = UnsafePointer(rowPointer(free[position]))
                var sum: Int32 = 0
                for client in 0..<width {
                    let difference = costs[client] &- values[client]
                    sum = sum &+ (difference & (difference >> 31))
                }
                reduced[position] = Int(sum) + openingCosts[Int(free[position])]
            }
        }
    }

    private func move(_ current: inout [Int32], _ chosen: [Int32], _ ceiling: [Int32], _ length: Double) -> Bool {
        let width = clientCount
        for client in 0..<width { gradient[client] = 1 }
        return current.withUnsafeMutableBufferPointer { current in
            for row in chosen {
                let costs = UnsafePointer(rowPointer(row))
                for client in 0..<width {
                    gradient[client] = gradient[client] &+ ((costs[client] &- current[client]) >> 31)
                }
            }
            var norm: Float = 0
            for client in 0..<width {
                var value = Float(gradient[client])
                if current[client] >= ceiling[client], value > 0 { value = 0 }
                value += 0.4 * direction[client]
                direction[client] = value
                norm += value * value
            }
            if norm < 1e-9 { return false }
            let step = Float(length) / norm
            for client in 0..<width {
                let moved = Float(current[client]) + step * direction[client]
                current[client] = min(ceiling[client], Int32(max(0, min(moved, 0x1p29))))
            }
            return true
        }
    }

    /// Fixes rows by their reduced costs, then splits on the row whose choice wavered most.
    private func branch(_ start: Node, reduced: [Int]) -> [Node]? {
        var node = start
        let order = reduced.indices.sorted { reduced[$0] < reduced[$1] || (reduced[$0] == reduced[$1] && $0 < $1) }
        let chosenCount = node.remaining
        let worstChosen = reduced[order[chosenCount - 1]]
        let bestOther = reduced[order[chosenCount]]
        // The bound of the multipliers kept, without what ancestors proved.
        var bound = constant + node.openCost
        for client in 0..<clientCount { bound += Int(node.multipliers[client]) }
        for position in order.prefix(chosenCount) { bound += reduced[position] }
        var keptFree: [Int32] = []
        var keptShare: [Float] = []
        var keptReduced: [Int] = []
        for (position, row) in order.enumerated() {
            if position < chosenCount {
                if bound - reduced[row] + bestOther > cutoff {
                    leftBound = min(leftBound, bound - reduced[row] + bestOther)
                    force(&node, node.free[row])
                    continue
                }
            } else if bound - worstChosen + reduced[row] > cutoff {
                leftBound = min(leftBound, bound - worstChosen + reduced[row])
                continue
            }
            keptFree.append(node.free[row])
            keptShare.append(node.openShare[row])
            keptReduced.append(reduced[row])
        }
        node.free = keptFree
        node.openShare = keptShare
        if node.remaining < 0 || node.free.count < node.remaining { return nil }
        if node.remaining == 0 || node.free.count == node.remaining { return [node] }
        var split = 0
        var bestScore: Float = -1
        for position in keptFree.indices {
            let share = keptShare[position]
            let score = min(share, 1 - share) + (keptReduced[position] <= worstChosen ? 1e-3 : 0)
            if score > bestScore {
                bestScore = score
                split = position
            }
        }
        let row = node.free[split]
        let opensFirst = node.openShare[split] >= 0.3
        node.free.remove(at: split)
        node.openShare.remove(at: split)
        var opened = node
        force(&opened, row)
        return opensFirst ? [node, opened] : [opened, node]
    }

    private func force(_ node: inout Node, _ row: Int32) {
        let costs = rowPointer(row)
        for client in 0..<clientCount { node.ceiling[client] = min(node.ceiling[client], costs[client]) }
        node.openCost += openingCosts[Int(row)]
        node.forced.append(row)
        node.remaining -= 1
    }
}
