/// Residual network, layers and blocking flow of the maximum flow algorithm; no recursion, so depth is no limit.
struct LayeredSearch {
    private let source: Int
    private let sink: Int
    /// Arc a forward is edge 2a, backward edge 2a + 1.
    private var residual: [Int64]
    private let heads: [Int32]
    private let edges: Adjacency
    private let arcCount: Int
    private var level: [Int32]
    private var position: [Int]
    private var path: [Int] = []
    private(set) var augmentations = 0
    /// Whether arcs without limits alone lead from source to sink.
    let hasUnlimitedPath: Bool

    init(_ network: FlowNetwork, source: Int, sink: Int) {
        self.source = source
        self.sink = sink
        arcCount = network.arcCount
        let finite = network.capacities.reduce(Int64(1)) { $1 == FlowNetwork.unlimited ? $0 : $0 + $1 }
        var residual = [Int64](repeating: 0, count: 2 * arcCount)
        var heads = [Int32](repeating: 0, count: 2 * arcCount)
        for arc in 0..<arcCount {
            // The sum of all finite capacities bounds every flow that is bounded at all.
            residual[2 * arc] = min(network.capacities[arc], finite)
            heads[2 * arc] = network.targets[arc]
            heads[2 * arc + 1] = network.sources[arc]
        }
        self.residual = residual
        self.heads = heads
        let edges = Adjacency(nodeCount: network.nodeCount, arcs: 0..<(2 * arcCount)) { Int(heads[$0 ^ 1]) }
        self.edges = edges
        level = [Int32](repeating: -1, count: network.nodeCount)
        position = [Int](repeating: 0, count: network.nodeCount)

        var seen = [Bool](repeating: false, count: network.nodeCount)
        seen[source] = true
        var stack = [source]
        while let node = stack.popLast() {
            for edge in edges[node] where edge & 1 == 0 && network.capacities[edge >> 1] == FlowNetwork.unlimited {
                let next = Int(heads[edge])
                if !seen[next] {
                    seen[next] = true
                    stack.append(next)
                }
            }
        }
        hasUnlimitedPath = seen[sink]
    }

    /// Units per arc.
    var flows: [Int64] { (0..<arcCount).map { residual[2 * $0 + 1] } }
    /// Nodes the last layering reached.
    var isReached: [Bool] { level.map { $0 >= 0 } }

    /// Measures every node's distance from the source; whether the sink is reached.
    mutating func layer() -> Bool {
        for node in level.indices {
            level[node] = -1
            position[node] = 0
        }
        level[source] = 0
        var queue = [source]
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            for edge in edges[node] where residual[edge] > 0 {
                let next = Int(heads[edge])
                if level[next] < 0 {
                    level[next] = level[node] + 1
                    queue.append(next)
                }
            }
        }
        path.removeAll(keepingCapacity: true)
        return level[sink] >= 0
    }

    /// Sends what one more shortest path takes; `nil` when the layers are blocked.
    mutating func augment() -> Int64? {
        var node = path.last.map { Int(heads[$0]) } ?? source
        while node != sink {
            if let edge = nextEdge(of: node) {
                path.append(edge)
                node = Int(heads[edge])
            } else if let edge = path.popLast() {
                node = Int(heads[edge ^ 1])
                position[node] += 1
            } else {
                return nil
            }
        }
        var amount = Int64.max
        for edge in path { amount = min(amount, residual[edge]) }
        var firstFull = path.count
        for (index, edge) in path.enumerated() {
            residual[edge] -= amount
            residual[edge ^ 1] += amount
            if residual[edge] == 0 && firstFull == path.count { firstFull = index }
        }
        // Go on from the node before the first arc that is full now.
        path.removeSubrange(firstFull...)
        augmentations += 1
        return amount
    }

    private mutating func nextEdge(of node: Int) -> Int? {
        let arcs = edges[node]
        while position[node] < arcs.count {
            let edge = arcs[arcs.startIndex + position[node]]
            if residual[edge] > 0 && level[Int(heads[edge])] == level[node] + 1 { return edge }
            position[node] += 1
        }
        return nil
    }
}
