internal import LinearOptimization

/// The primal network simplex method over raw arrays.
///
/// Every node hangs on an artificial root, first by artificial arcs: free of charge away from nodes that supply,
/// and dearer than any path towards nodes that need. The basis stays a strongly feasible spanning tree (Cunningham
/// 1976: every tree arc can carry a unit towards the root), which rules out cycling; entering arcs are found by
/// block search. Nodes that hang below a node form a doubly linked list, so a subtree moves in time proportional
/// to the path it turns round plus its size.
///
/// Prices follow the convention that a unit is worth `price[v]` at node v; the reduced cost of an arc is its cost
/// plus the price where it leaves minus the price where it enters.
final class NetworkSimplex {
    let nodeCount: Int
    let arcCount: Int
    let root: Int

    /// Ends, cost, capacity (finite here), flow and state per arc, artificial arcs last.
    let source: UnsafeMutablePointer<Int32>
    let target: UnsafeMutablePointer<Int32>
    let cost: UnsafeMutablePointer<Int64>
    let capacity: UnsafeMutablePointer<Int64>
    let flow: UnsafeMutablePointer<Int64>
    /// 1 at the lower bound, −1 at the capacity, 0 in the tree or never to enter it.
    let state: UnsafeMutablePointer<Int8>

    /// Price, parent, arc to the parent and depth per node, and the lists of children.
    let price: UnsafeMutablePointer<Int64>
    let parent: UnsafeMutablePointer<Int32>
    let parentArc: UnsafeMutablePointer<Int32>
    let depth: UnsafeMutablePointer<Int32>
    let firstChild: UnsafeMutablePointer<Int32>
    let nextSibling: UnsafeMutablePointer<Int32>
    let previousSibling: UnsafeMutablePointer<Int32>
    /// Whether the arc to the parent leads towards the parent.
    let pointsUp: UnsafeMutablePointer<Bool>

    private(set) var pivots = 0
    private var nextArc = 0

    init(_ network: FlowNetwork, largestFlow: Int64) {
        nodeCount = network.nodeCount
        arcCount = network.arcCount
        root = nodeCount
        let allArcs = arcCount + nodeCount
        let allNodes = nodeCount + 1
        source = Self.array(allArcs, of: 0)
        target = Self.array(allArcs, of: 0)
        cost = Self.array(allArcs, of: 0)
        capacity = Self.array(allArcs, of: largestFlow)
        flow = Self.array(allArcs, of: 0)
        state = Self.array(allArcs, of: 0)
        price = Self.array(allNodes, of: 0)
        parent = Self.array(allNodes, of: -1)
        parentArc = Self.array(allNodes, of: -1)
        depth = Self.array(allNodes, of: 0)
        firstChild = Self.array(allNodes, of: -1)
        nextSibling = Self.array(allNodes, of: -1)
        previousSibling = Self.array(allNodes, of: -1)
        pointsUp = Self.array(allNodes, of: true)
        load(network, largestFlow: largestFlow)
    }

    deinit {
        source.deallocate()
        target.deallocate()
        cost.deallocate()
        capacity.deallocate()
        flow.deallocate()
        state.deallocate()
        price.deallocate()
        parent.deallocate()
        parentArc.deallocate()
        depth.deallocate()
        firstChild.deallocate()
        nextSibling.deallocate()
        previousSibling.deallocate()
        pointsUp.deallocate()
    }

    private static func array<T: BitwiseCopyable>(_ count: Int, of value: T) -> UnsafeMutablePointer<T> {
        let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
        pointer.initialize(repeating: value, count: max(1, count))
        return pointer
    }

    private func load(_ network: FlowNetwork, largestFlow: Int64) {
        var dearest: Int64 = 0
        var remaining = network.supplies
        for arc in 0..<arcCount {
            source[arc] = network.sources[arc]
            target[arc] = network.targets[arc]
            cost[arc] = network.costs[arc]
            dearest = max(dearest, abs(network.costs[arc]))
            // Lower bounds become part of the supplies: the flows here are what lies above them.
            let lower = network.lowerBound(ofArc: arc)
            if lower > 0 {
                remaining[Int(source[arc])] -= lower
                remaining[Int(target[arc])] += lower
            }
            capacity[arc] = min(largestFlow, network.capacities[arc] - lower)
            state[arc] = capacity[arc] > 0 ? 1 : 0
        }
        let artificialCost = (dearest + 1) * Int64(nodeCount + 1)
        for node in 0..<nodeCount {
            let arc = arcCount + node
            parentArc[node] = Int32(arc)
            attach(node, below: root)
            depth[node] = 1
            flow[arc] = abs(remaining[node])
            pointsUp[node] = remaining[node] >= 0
            source[arc] = Int32(remaining[node] >= 0 ? node : root)
            target[arc] = Int32(remaining[node] >= 0 ? root : node)
            cost[arc] = remaining[node] >= 0 ? 0 : artificialCost
            price[node] = remaining[node] >= 0 ? 0 : artificialCost
        }
    }

    /// Pivots until no arc has a negative reduced cost, or until `shouldStop`, asked every few hundred pivots.
    ///
    /// - Returns: whether the tree is optimal.
    func run(shouldStop: () -> Bool) -> Bool {
        while let arc = enteringArc() {
            pivot(entering: arc)
            pivots += 1
            if pivots & 255 == 0 && shouldStop() { return false }
        }
        return true
    }

    /// The most negative reduced cost of the first block of arcs that has any, going round.
    private func enteringArc() -> Int? {
        let blockSize = max(Int(Double(arcCount).squareRoot()), 16)
        let (source, target, cost, state, price) = (source, target, cost, state, price)
        var best: Int64 = 0
        var bestArc = -1
        var scanned = 0
        var arc = nextArc
        while scanned < arcCount {
            let blockEnd = min(arc + min(blockSize, arcCount - scanned), arcCount)
            scanned += blockEnd - arc
            while arc < blockEnd {
                let reduced = cost[arc] &+ price[Int(source[arc])] &- price[Int(target[arc])]
                let gain = Int64(state[arc]) &* reduced
                if gain < best {
                    best = gain
                    bestArc = arc
                }
                arc &+= 1
            }
            if arc == arcCount { arc = 0 }
            if bestArc >= 0 { break }
        }
        nextArc = arc
        return bestArc >= 0 ? bestArc : nil
    }
}
