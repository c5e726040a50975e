internal import LinearOptimization

/// The primal network simplex method over raw arrays.
///
/// Every node hangs on an artificial root, first by artificial arcs: free of charge away from nodes that supply,
/// and dearer than any path towards nodes that need. The basis stays a strongly feasible spanning tree (Cunningham
/// 1976: every tree arc can carry a unit towards the root), which rules out cycling; entering arcs are found by
/// block search. The tree is threaded in preorder with the size of every subtree, so moving a subtree takes time
/// proportional to the path it turns round plus its size.
///
/// An arc outside the tree is kept in the direction in which it has room: one that is full is turned round and its
/// cost negated. Whether it may enter is then a matter of its reduced cost alone, and it carries nothing in that
/// direction, so no flow or state is held per arc; arcs of the tree have a reduced cost of 0 and never enter.
///
/// Prices follow the convention that a unit is worth `price[v]` at node v; the reduced cost of an arc is its cost
/// plus the price where it leaves minus the price where it enters.
final class NetworkSimplex<Cost: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
    /// A node's place in the tree, and what the arc to its parent can still carry either way.
    struct Link: BitwiseCopyable {
        var parent: Int32 = -1
        /// Arc to the parent; the artificial arc of the node itself from the number of arcs on.
        var arc: Int32 = -1
        /// Number of nodes hanging here, this one included.
        var size: Int32 = 1
        /// The node before in preorder.
        var before: Int32 = -1
        var roomUp: Int64 = 0
        var roomDown: Int64 = 0
    }

    let nodeCount: Int
    let arcCount: Int
    let root: Int
    let network: FlowNetwork
    /// No arc needs to carry more.
    let largestFlow: Int64
    /// What an artificial arc can carry: never too little.
    let artificialRoom: Int64 = 2 * FlowLimits.amount

    /// Ends and cost of each arc, in the direction it has room in while outside the tree.
    let source: UnsafeMutablePointer<Int32>
    let target: UnsafeMutablePointer<Int32>
    let cost: UnsafeMutablePointer<Cost>

    let price: UnsafeMutablePointer<Int64>
    /// The next node in preorder; the root follows the last one.
    let thread: UnsafeMutablePointer<Int32>
    let link: UnsafeMutablePointer<Link>

    /// Cost of an artificial arc towards a node: more than any path.
    private(set) var artificialCost: Int64 = 0
    private(set) var pivots = 0
    /// Where the search for an entering arc goes on, and how many arcs it looks at before it is content.
    private var nextArc = 0
    private let blockSize: Int

    init(_ network: FlowNetwork, largestFlow: Int64) {
        self.network = network
        self.largestFlow = largestFlow
        nodeCount = network.nodeCount
        arcCount = network.arcCount
        root = nodeCount
        blockSize = Self.blockSize(arcCount: arcCount, nodeCount: nodeCount)
        source = .allocate(capacity: max(1, arcCount))
        target = .allocate(capacity: max(1, arcCount))
        cost = .allocate(capacity: max(1, arcCount))
        price = .allocate(capacity: nodeCount + 1)
        thread = .allocate(capacity: nodeCount + 1)
        link = .allocate(capacity: nodeCount + 1)
        price.initialize(repeating: 0, count: nodeCount + 1)
        thread.initialize(repeating: -1, count: nodeCount + 1)
        link.initialize(repeating: Link(), count: nodeCount + 1)
        var dearest: Int64 = 0
        for arc in 0..<arcCount {
            (source + arc).initialize(to: network.sources[arc])
            (target + arc).initialize(to: network.targets[arc])
            (cost + arc).initialize(to: Cost(truncatingIfNeeded: network.costs[arc]))
            dearest = max(dearest, abs(network.costs[arc]))
        }
        artificialCost = (dearest + 1) * Int64(nodeCount + 1)
    }

    deinit {
        source.deallocate()
        target.deallocate()
        cost.deallocate()
        price.deallocate()
        thread.deallocate()
        link.deallocate()
    }

    /// What an arc can carry above its lower bound.
    func capacity(of arc: Int) -> Int64 {
        min(largestFlow, network.capacities[arc] - network.lowerBound(ofArc: arc))
    }

    /// Whether an arc outside the tree is full, that is, turned round.
    func isTurned(_ arc: Int) -> Bool {
        source[arc] != network.sources[arc]
            || source[arc] == target[arc] && Int64(cost[arc]) != network.costs[arc]
    }

    /// Turns an arc round.
    func turn(_ arc: Int) {
        swap(&source[arc], &target[arc])
        cost[arc] = 0 - cost[arc]
    }

    /// Pivots until no arc has a negative reduced cost, or until `shouldStop`, asked every few hundred pivots.
    ///
    /// - Returns: whether the tree is optimal.
    func run(shouldStop: () -> Bool) -> Bool {
        while let arc = enteringArc() {
            pivot(entering: arc)
            if pivots & 255 == 0 && shouldStop() { return false }
        }
        return true
    }

    /// Lets an arc enter when that lowers the cost.
    func enterIfCheaper(_ arc: Int) {
        guard reducedCost(arc) < 0, capacity(of: arc) > 0 else { return }
        pivot(entering: arc)
    }

    func reducedCost(_ arc: Int) -> Int64 {
        Int64(cost[arc]) &+ price[Int(source[arc])] &- price[Int(target[arc])]
    }

    private func pivot(entering arc: Int) {
        pivots += 1
        exchange(entering: arc)
    }

    /// How many arcs to look at per pivot: twice the root of their number is enough for good arcs and little enough to
    /// come round.
    ///
    /// In grids and roads, with few arcs to a node, far fewer do better: the most negative reduced costs there join ends
    /// far apart, and such pivots move much of the tree and help little.
    private static func blockSize(arcCount: Int, nodeCount: Int) -> Int {
        let usual = 2 * Int(Double(arcCount).squareRoot())
        return max(arcCount < 6 * nodeCount ? usual / 16 : usual, 16)
    }

    /// The most negative reduced cost of the first block of arcs that has any, going round.
    private func enteringArc() -> Int? {
        let (source, target, cost, price) = (source, target, cost, price)
        var best: Int64 = 0
        var bestArc = -1
        var scanned = 0
        var arc = nextArc
        while scanned < arcCount {
            let blockEnd = min(arc + min(blockSize, arcCount - scanned), arcCount)
            scanned += blockEnd - arc
            while arc < blockEnd {
                let reduced = Int64(cost[arc]) &+ price[Int(source[arc])] &- price[Int(target[arc])]
                if reduced < best {
                    best = reduced
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
