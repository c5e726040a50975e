/// A directed network with amounts supplied or needed at nodes and arcs that carry them at a cost per unit.
///
/// Nodes are numbered from 0, arcs in order of addition; parallel arcs, loops and negative costs are allowed.
/// All amounts and costs are whole numbers, so every answer is exact. Nothing is checked while building:
/// ``problems()`` lists everything wrong at once, and the algorithms refuse a network that has any.
public struct FlowNetwork: Sendable, Hashable {
    /// Capacity of an arc that carries any amount.
    public static let unlimited = Int64.max

    /// Number of nodes.
    public let nodeCount: Int
    /// Supply per node: positive amounts must leave the node, negative amounts are needed there.
    public internal(set) var supplies: [Int64]
    /// Node each arc leaves.
    public internal(set) var sources: [Int32] = []
    /// Node each arc enters.
    public internal(set) var targets: [Int32] = []
    /// Most each arc carries, in units; ``unlimited`` for no limit.
    public internal(set) var capacities: [Int64] = []
    /// Cost of one unit on each arc.
    public internal(set) var costs: [Int64] = []
    /// Arcs that must carry something, and how much at least; all others start at 0.
    public internal(set) var lowerBounds: [Int: Int64] = [:]

    /// Problems that could not be stored, such as an arc to a node beyond `Int32`.
    var misplaced: [FlowProblem] = []

    /// Creates a network without arcs in which no node supplies or needs anything.
    ///
    /// - Precondition: `nodeCount` is not negative.
    public init(nodeCount: Int) {
        precondition(nodeCount >= 0, "a network cannot have a negative number of nodes")
        self.nodeCount = nodeCount
        supplies = [Int64](repeating: 0, count: nodeCount)
    }

    /// Number of arcs.
    public var arcCount: Int { costs.count }

    /// Makes room for arcs in all.
    public mutating func reserveCapacity(arcs count: Int) {
        sources.reserveCapacity(count)
        targets.reserveCapacity(count)
        capacities.reserveCapacity(count)
        costs.reserveCapacity(count)
    }

    /// Sets what a node supplies (positive) or needs (negative), in units.
    public mutating func setSupply(_ amount: Int64, at node: Int) {
        guard supplies.indices.contains(node) else {
            misplaced.append(.supplyOutside(node: node, nodeCount: nodeCount))
            return
        }
        supplies[node] = amount
    }

    /// Changes the cost of one unit on an arc.
    public mutating func setCost(_ cost: Int64, ofArc arc: Int) {
        guard costs.indices.contains(arc) else {
            misplaced.append(.changeOutside(arc: arc, arcCount: arcCount))
            return
        }
        costs[arc] = cost
    }

    /// Changes the most an arc carries, in units; ``unlimited`` for no limit, 0 to close it.
    public mutating func setCapacity(_ capacity: Int64, ofArc arc: Int) {
        guard costs.indices.contains(arc) else {
            misplaced.append(.changeOutside(arc: arc, arcCount: arcCount))
            return
        }
        capacities[arc] = capacity
    }

    /// Adds an arc and returns its index.
    ///
    /// - Parameters:
    ///   - source: Node the arc leaves.
    ///   - target: Node the arc enters.
    ///   - capacity: Most it carries, in units; at least `lowerBound`.
    ///   - cost: Cost of one unit; may be negative.
    ///   - lowerBound: Least it carries, in units; at least 0.
    @discardableResult
    public mutating func addArc(
        from source: Int, to target: Int, capacity: Int64 = FlowNetwork.unlimited, cost: Int64 = 0,
        lowerBound: Int64 = 0
    ) -> Int {
        let arc = costs.count
        // A node that does not exist is stored as -1, which `problems()` reports together with everything else.
        sources.append(supplies.indices.contains(source) ? Int32(truncatingIfNeeded: source) : -1)
        targets.append(supplies.indices.contains(target) ? Int32(truncatingIfNeeded: target) : -1)
        capacities.append(capacity)
        costs.append(cost)
        if lowerBound != 0 { lowerBounds[arc] = lowerBound }
        if sources[arc] < 0 { misplaced.append(.endOutside(arc: arc, node: source, nodeCount: nodeCount)) }
        if targets[arc] < 0 { misplaced.append(.endOutside(arc: arc, node: target, nodeCount: nodeCount)) }
        return arc
    }

    /// Least an arc carries.
    public func lowerBound(ofArc arc: Int) -> Int64 { lowerBounds.isEmpty ? 0 : lowerBounds[arc] ?? 0 }
}
