/// Where a network simplex ended: what the next one begins with after a change of costs, supplies or capacities, or
/// with arcs added.
///
/// Any basis may be given for any network: the answer never depends on it, only the time taken does.
public struct FlowBasis: Sendable, Hashable {
    /// Per node, the arc by which it hangs in the tree, or −1.
    var treeArcs: [Int32] = []
    /// Arcs outside the tree that carry all they can.
    var fullArcs: [Int32] = []
}

extension FlowBasis {
    /// A basis near a flow that was found without a tree: a forest of arcs that carry something between their bounds,
    /// joined by arcs of reduced cost 0; `nil` when the flow is not one of the network's size.
    init?(flows: [Int64], prices: [Int64], in network: FlowNetwork) {
        guard !flows.isEmpty, flows.count <= network.arcCount, prices.count == network.nodeCount else { return nil }
        var forest = Forest(nodeCount: network.nodeCount)
        for arc in flows.indices {
            let lower = network.lowerBound(ofArc: arc)
            if flows[arc] > lower, flows[arc] < network.capacities[arc] {
                forest.join(arc, network)
            } else if flows[arc] > lower, flows[arc] == network.capacities[arc] {
                fullArcs.append(Int32(arc))
            }
        }
        for arc in flows.indices where flows[arc] == network.lowerBound(ofArc: arc) {
            if network.reducedCost(ofArc: arc, prices: prices) == 0 { forest.join(arc, network) }
        }
        treeArcs = forest.arcsToParents(network)
    }

    /// A growing forest of arcs.
    private struct Forest {
        private var group: [Int32]
        private var arcs: [Int] = []

        init(nodeCount: Int) { group = (0..<Int32(nodeCount)).map { $0 } }

        private mutating func leader(_ node: Int) -> Int {
            var node = node
            while Int(group[node]) != node {
                group[node] = group[Int(group[node])]
                node = Int(group[node])
            }
            return node
        }

        /// Takes an arc up unless its ends are joined already.
        mutating func join(_ arc: Int, _ network: FlowNetwork) {
            let (a, b) = (leader(Int(network.sources[arc])), leader(Int(network.targets[arc])))
            guard a != b else { return }
            group[a] = Int32(b)
            arcs.append(arc)
        }

        /// Hangs every tree on its first node: per node the arc to its parent, or −1.
        func arcsToParents(_ network: FlowNetwork) -> [Int32] {
            let nodeCount = group.count
            let leaving = Adjacency(nodeCount: nodeCount, arcs: arcs) { Int(network.sources[$0]) }
            let entering = Adjacency(nodeCount: nodeCount, arcs: arcs) { Int(network.targets[$0]) }
            var parentArc = [Int32](repeating: -1, count: nodeCount)
            var isSeen = [Bool](repeating: false, count: nodeCount)
            for first in 0..<nodeCount where !isSeen[first] {
                isSeen[first] = true
                var stack = [first]
                while let node = stack.popLast() {
                    for (list, ends) in [(leaving, network.targets), (entering, network.sources)] {
                        for arc in list[node] where !isSeen[Int(ends[arc])] {
                            isSeen[Int(ends[arc])] = true
                            parentArc[Int(ends[arc])] = Int32(arc)
                            stack.append(Int(ends[arc]))
                        }
                    }
                }
            }
            return parentArc
        }
    }
}
