extension FlowNetwork {
    /// Arcs of a cycle of negative cost that can carry any amount, in order, or `nil` when there is none.
    ///
    /// Label correcting with a queue over unlimited arcs only, O(nodes · unlimited arcs); immediate when no
    /// unlimited arc has a negative cost. Needs a network without problems.
    func unlimitedNegativeCycle() -> [Int]? {
        let unlimitedArcs = costs.indices.filter { capacities[$0] == Self.unlimited }
        guard unlimitedArcs.contains(where: { costs[$0] < 0 }) else { return nil }
        let outgoing = Adjacency(nodeCount: nodeCount, arcs: unlimitedArcs) { Int(sources[$0]) }

        var distance = [Int64](repeating: 0, count: nodeCount)
        var entry = [Int](repeating: -1, count: nodeCount)
        var isQueued = [Bool](repeating: true, count: nodeCount)
        var queue = Array(0..<nodeCount)
        var head = 0
        var improvements = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            isQueued[node] = false
            for arc in outgoing[node] where distance[node] + costs[arc] < distance[Int(targets[arc])] {
                let next = Int(targets[arc])
                distance[next] = distance[node] + costs[arc]
                entry[next] = arc
                improvements += 1
                // Labels fall for ever exactly when the arcs that set them close a cycle: look once per n changes.
                if improvements % nodeCount == 0, let cycle = cycle(among: entry) { return cycle }
                if !isQueued[next] {
                    isQueued[next] = true
                    queue.append(next)
                }
            }
            if head > nodeCount && head * 2 > queue.count {
                queue.removeFirst(head)
                head = 0
            }
        }
        return nil
    }

    /// A cycle of the graph in which every node has at most one entering arc.
    private func cycle(among entry: [Int]) -> [Int]? {
        var visit = [Int](repeating: -1, count: nodeCount)
        for start in 0..<nodeCount where visit[start] < 0 {
            var node = start
            while visit[node] < 0 {
                visit[node] = start
                guard entry[node] >= 0 else { break }
                node = Int(sources[entry[node]])
            }
            guard visit[node] == start, entry[node] >= 0 else { continue }
            var arcs: [Int] = []
            let first = node
            repeat {
                arcs.append(entry[node])
                node = Int(sources[entry[node]])
            } while node != first
            return arcs.reversed()
        }
        return nil
    }
}

/// Arcs grouped by a node of theirs, in compressed rows.
struct Adjacency {
    private var starts: [Int]
    private var arcs: [Int]

    init(nodeCount: Int, arcs all: some Collection<Int>, by node: (Int) -> Int) {
        starts = [Int](repeating: 0, count: nodeCount + 1)
        for arc in all { starts[node(arc) + 1] += 1 }
        for index in 0..<nodeCount { starts[index + 1] += starts[index] }
        arcs = [Int](repeating: 0, count: all.count)
        var next = starts
        for arc in all {
            arcs[next[node(arc)]] = arc
            next[node(arc)] += 1
        }
    }

    /// Arcs of a node, in the order they were given.
    subscript(node: Int) -> ArraySlice<Int> { arcs[starts[node]..<starts[node + 1]] }
}
