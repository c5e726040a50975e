extension NetworkSimplex {
    /// Supplies less what lower bounds and full arcs outside the tree move already.
    private func remainingSupplies(full: [Int32]) -> [Int64] {
        var remaining = network.supplies
        for (arc, lower) in network.lowerBounds where lower > 0 {
            remaining[Int(network.sources[arc])] -= lower
            remaining[Int(network.targets[arc])] += lower
        }
        for arc in full {
            let amount = capacity(of: Int(arc))
            remaining[Int(network.sources[Int(arc)])] -= amount
            remaining[Int(network.targets[Int(arc)])] += amount
        }
        return remaining
    }

    /// Takes arcs that can carry nothing out of the choice.
    private func silenceEmptyArcs() {
        for arc in 0..<arcCount where network.capacities[arc] == network.lowerBound(ofArc: arc) {
            source[arc] = Int32(root)
            target[arc] = Int32(root)
            cost[arc] = 0
        }
    }

    /// Hangs a node on the root by its artificial arc, which takes up what the node has too much or too little.
    private func hang(_ node: Int, excess: Int64) {
        link[node].parent = Int32(root)
        link[node].arc = Int32(arcCount + node)
        let carried = abs(excess)
        link[node].roomUp = excess >= 0 ? artificialRoom - carried : carried
        link[node].roomDown = excess >= 0 ? carried : artificialRoom - carried
        price[node] = excess >= 0 ? 0 : artificialCost
    }

    /// Begins with artificial arcs only, then lets arcs into nodes with needs enter, the cheapest first.
    func startCold() {
        silenceEmptyArcs()
        let remaining = remainingSupplies(full: [])
        var last = root
        for node in 0..<nodeCount {
            hang(node, excess: remaining[node])
            thread[last] = Int32(node)
            link[node].before = Int32(last)
            last = node
        }
        thread[last] = Int32(root)
        link[root].before = Int32(last)
        link[root].size = Int32(nodeCount + 1)
        improveStart(remaining)
    }

    /// Begins with the tree and the full arcs of an earlier answer, for whatever supplies, costs and capacities the
    /// network has now and with arcs it has gained since.
    ///
    /// Flows follow from the tree. An arc of the tree that would leave its bounds, or that could not carry a unit
    /// towards the root, drops out of the tree at the bound, and what hung by it hangs on the root instead, with what
    /// it has too much or too little. Whatever does not fit the network is passed over.
    func startWarm(_ basis: FlowBasis) {
        let full = basis.fullArcs.filter {
            $0 >= 0 && $0 < Int32(arcCount) && network.capacities[Int($0)] != FlowNetwork.unlimited
                && capacity(of: Int($0)) > 0
        }
        var moved: Int64 = 0
        for arc in full {
            moved += capacity(of: Int(arc))
            // Together they would move more than sums can hold: their costs have changed much since.
            guard moved <= FlowLimits.amount - largestFlow else { return startCold() }
        }
        silenceEmptyArcs()
        for arc in full { turn(Int(arc)) }
        for node in 0..<nodeCount {
            link[node].parent = Int32(root)
            guard node < basis.treeArcs.count else { continue }
            let arc = Int(basis.treeArcs[node])
            guard arc >= 0, arc < arcCount, !isTurned(arc), capacity(of: arc) > 0 else { continue }
            if Int(source[arc]) == node {
                link[node].parent = target[arc]
            } else if Int(target[arc]) == node {
                link[node].parent = source[arc]
            }
            if Int(link[node].parent) == node { link[node].parent = Int32(root) }
            link[node].arc = Int32(arc)
        }
        let order = preorder()
        settle(order, remainingSupplies(full: full))
        // Nodes that were cut off moved to the root: the order has changed.
        lay(preorder())
    }

    /// Nodes parents first, children of a node in descending order; closed chains of parents are broken open first.
    private func preorder() -> [Int32] {
        var first = [Int32](repeating: -1, count: nodeCount + 1)
        var next = [Int32](repeating: -1, count: nodeCount)
        var order: [Int32] = []
        order.reserveCapacity(nodeCount)
        var seen = [Bool](repeating: false, count: nodeCount)
        func visit(from top: Int32) {
            var stack = [top]
            while let node = stack.popLast() {
                seen[Int(node)] = true
                order.append(node)
                var child = first[Int(node)]
                while child >= 0 {
                    stack.append(child)
                    child = next[Int(child)]
                }
            }
        }
        for node in 0..<nodeCount {
            let parent = Int(link[node].parent)
            next[node] = first[parent]
            first[parent] = Int32(node)
        }
        var child = first[root]
        while child >= 0 {
            visit(from: child)
            child = next[Int(child)]
        }
        guard order.count < nodeCount else { return order }
        for node in 0..<nodeCount where !seen[node] { link[node].parent = Int32(root) }
        return preorder()
    }

    /// Lets every tree arc carry what hangs below it has left, children first.
    private func settle(_ order: [Int32], _ remaining: [Int64]) {
        var excess = remaining
        for node in order.reversed() {
            let node = Int(node)
            let parent = Int(link[node].parent)
            guard parent != root else {
                hang(node, excess: excess[node])
                continue
            }
            let arc = Int(link[node].arc)
            let most = capacity(of: arc)
            let isUp = Int(network.sources[arc]) == node
            let wanted = isUp ? excess[node] : 0 - excess[node]
            let carried = min(max(0, wanted), most)
            let roomUp = isUp ? most - carried : carried
            excess[parent] += isUp ? carried : 0 - carried
            if carried == wanted, roomUp > 0 {
                link[node].roomUp = roomUp
                link[node].roomDown = most - roomUp
            } else {
                if carried == most { turn(arc) }
                hang(node, excess: excess[node] - (isUp ? carried : 0 - carried))
            }
        }
    }

    /// Threads the tree in this order and sets sizes and prices.
    private func lay(_ order: [Int32]) {
        var last = Int32(root)
        for node in order {
            thread[Int(last)] = node
            link[Int(node)].before = last
            link[Int(node)].size = 1
            last = node
            let parent = Int(link[Int(node)].parent)
            guard parent != root else { continue }
            let arc = Int(link[Int(node)].arc)
            let step = Int64(cost[arc])
            price[Int(node)] = source[arc] == node ? price[parent] - step : price[parent] + step
        }
        thread[Int(last)] = Int32(root)
        link[root].before = last
        link[root].size = 1
        for node in order.reversed() { link[Int(link[Int(node)].parent)].size += link[Int(node)].size }
    }
}
