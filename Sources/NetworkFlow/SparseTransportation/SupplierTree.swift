/// A k-d tree over points of space that finds the nearest ones, and those cheapest with a price on top of distance.
final class SupplierTree {
    /// Points per leaf.
    private static let leafSize = 6

    /// Corners of the box round the points of a node, the range of its points, and where its children are.
    private struct Node {
        var low: SIMD3<Double>
        var high: SIMD3<Double>
        var first: Int32
        var last: Int32
        /// The second child, or −1 for a leaf; the first child follows the node itself.
        var second: Int32
    }

    private var nodes: [Node] = []
    /// Supplier numbers and their points, in the order of the leaves.
    private var order: [Int32]
    private var points: [SIMD3<Double>]
    /// Least price below each node, and the price of each point in the order of the leaves.
    private var leastPrice: [Int64] = []
    private var prices: [Int64] = []

    init(_ given: [SIMD3<Double>]) {
        order = given.indices.map { Int32($0) }
        points = given
        if !given.isEmpty { _ = build(0, given.count, given) }
        points = order.map { given[Int($0)] }
        leastPrice = [Int64](repeating: 0, count: nodes.count)
        prices = [Int64](repeating: 0, count: order.count)
    }

    private func build(_ first: Int, _ last: Int, _ given: [SIMD3<Double>]) -> Int {
        var low = given[Int(order[first])]
        var high = low
        for place in first..<last {
            let point = given[Int(order[place])]
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
        }
        let index = nodes.count
        nodes.append(Node(low: low, high: high, first: Int32(first), last: Int32(last), second: -1))
        guard last - first > Self.leafSize else { return index }
        let extent = high - low
        let axis = extent.x >= extent.y && extent.x >= extent.z ? 0 : extent.y >= extent.z ? 1 : 2
        order[first..<last].sort { (given[Int($0)][axis], $0) < (given[Int($1)][axis], $1) }
        let middle = (first + last) / 2
        _ = build(first, middle, given)
        nodes[index].second = Int32(build(middle, last, given))
        return index
    }

    /// Sets the price of every supplier.
    func setPrices(_ given: [Int64]) {
        for place in order.indices { prices[place] = given[Int(order[place])] }
        for index in nodes.indices.reversed() {
            let node = nodes[index]
            if node.second < 0 {
                leastPrice[index] = prices[Int(node.first)..<Int(node.last)].min() ?? 0
            } else {
                leastPrice[index] = min(leastPrice[index + 1], leastPrice[Int(node.second)])
            }
        }
    }

    /// Finds suppliers whose cost with the price is below a limit, the cheapest `found.limit` of them.
    ///
    /// - Parameters:
    ///   - point: From where.
    ///   - limit: Only totals below it count.
    ///   - found: Takes what is found, cheapest first; emptied before.
    ///   - cost: Cost by squared straight distance, never falling.
    @inline(__always)
    func search(
        from point: SIMD3<Double>, below limit: Int64, into found: inout CheapestFew, cost: (Double) -> Int64
    ) {
        found.removeAll()
        guard !nodes.isEmpty else { return }
        var limit = limit
        nodes.withUnsafeBufferPointer { nodes in
            points.withUnsafeBufferPointer { points in
                leastPrice.withUnsafeBufferPointer { leastPrice in
                    prices.withUnsafeBufferPointer { prices in
                        func reach(_ index: Int) -> Int64 {
                            let node = nodes[index]
                            let gap = pointwiseMax(
                                pointwiseMax(node.low - point, point - node.high), SIMD3<Double>(repeating: 0))
                            // Less one unit: the cost of a box may be rounded above that of a point in it.
                            return cost((gap * gap).sum()) &- 1 &+ leastPrice[index]
                        }
                        var stack = found.stack
                        stack.count = 0
                        stack.push(0, reach(0))
                        while let (index, least) = stack.pop() {
                            if least >= limit { continue }
                            let node = nodes[index]
                            if node.second >= 0 {
                                let (a, b) = (index + 1, Int(node.second))
                                let (costA, costB) = (reach(a), reach(b))
                                if costA <= costB {
                                    if costB < limit { stack.push(b, costB) }
                                    if costA < limit { stack.push(a, costA) }
                                } else {
                                    if costA < limit { stack.push(a, costA) }
                                    if costB < limit { stack.push(b, costB) }
                                }
                                continue
                            }
                            for place in Int(node.first)..<Int(node.last) {
                                let gap = points[place] - point
                                let distance = cost((gap * gap).sum())
                                let total = distance &+ prices[place]
                                if total < limit { limit = found.take(order[place], distance, total, below: limit) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The cheapest few suppliers met, cheapest first.
struct CheapestFew {
    let limit: Int
    private(set) var suppliers: [Int32] = []
    private(set) var costs: [Int64] = []
    private var totals: [Int64] = []
    fileprivate var stack = NodeStack()

    init(limit: Int) { self.limit = limit }

    func free() { stack.free() }

    fileprivate mutating func removeAll() {
        suppliers.removeAll(keepingCapacity: true)
        costs.removeAll(keepingCapacity: true)
        totals.removeAll(keepingCapacity: true)
    }

    /// Takes a supplier in its place; the total from which on others need not be shown.
    fileprivate mutating func take(_ supplier: Int32, _ cost: Int64, _ total: Int64, below bound: Int64) -> Int64 {
        if suppliers.count == limit {
            suppliers.removeLast()
            costs.removeLast()
            totals.removeLast()
        }
        var place = totals.count
        while place > 0, totals[place - 1] > total { place -= 1 }
        suppliers.insert(supplier, at: place)
        costs.insert(cost, at: place)
        totals.insert(total, at: place)
        return totals.count == limit ? min(bound, totals[limit - 1]) : bound
    }
}

/// Nodes still to be seen, in memory of its own that the owner frees; a tree halves, so 128 are plenty.
private struct NodeStack {
    private let entries: UnsafeMutablePointer<(Int, Int64)> = .allocate(capacity: 256)
    var count = 0

    func free() { entries.deallocate() }

    @inline(__always)
    mutating func push(_ index: Int, _ least: Int64) {
        entries[count] = (index, least)
        count &+= 1
    }

    @inline(__always)
    mutating func pop() -> (Int, Int64)? {
        guard count > 0 else { return nil }
        count &-= 1
        return entries[count]
    }
}
