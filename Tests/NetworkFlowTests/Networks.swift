import NetworkFlow
import _TestSupport

/// Seeded random networks and a search over all flows to compare with.
enum Networks {
    struct Shape {
        var nodes: ClosedRange<Int>
        var arcs: ClosedRange<Int>
        var capacity: Int64
        var cost: ClosedRange<Int64>
        var supply: Int64
        var isBalanced = true
        var unlimitedShare = 0.0
        var lowerBoundShare = 0.0
    }

    static func random(_ shape: Shape, seed: UInt64) -> FlowNetwork {
        var generator = SeededGenerator(seed: seed)
        let nodes = Int.random(in: shape.nodes, using: &generator)
        var network = FlowNetwork(nodeCount: nodes)
        var total: Int64 = 0
        for node in 0..<nodes {
            var amount = Int64.random(in: -shape.supply...shape.supply, using: &generator)
            if shape.isBalanced && node == nodes - 1 { amount = -total }
            total += amount
            network.setSupply(amount, at: node)
        }
        for _ in 0..<Int.random(in: shape.arcs, using: &generator) {
            let isUnlimited = Double.random(in: 0..<1, using: &generator) < shape.unlimitedShare
            let capacity =
                isUnlimited ? FlowNetwork.unlimited : Int64.random(in: 0...shape.capacity, using: &generator)
            let hasLower = Double.random(in: 0..<1, using: &generator) < shape.lowerBoundShare
            network.addArc(
                from: Int.random(in: 0..<nodes, using: &generator), to: Int.random(in: 0..<nodes, using: &generator),
                capacity: capacity, cost: Int64.random(in: shape.cost, using: &generator),
                lowerBound: hasLower ? Int64.random(in: 0...min(capacity, shape.capacity), using: &generator) : 0)
        }
        return network
    }

    /// Least cost over every whole-number flow, or `nil` when none balances every node.
    static func bruteForce(_ network: FlowNetwork) -> Int128? {
        var left = network.supplies
        var best: Int128?
        func visit(_ arc: Int, _ cost: Int128) {
            if arc == network.arcCount {
                if left.allSatisfy({ $0 == 0 }) { best = min(best ?? cost, cost) }
                return
            }
            let (source, target) = (Int(network.sources[arc]), Int(network.targets[arc]))
            for amount in network.lowerBound(ofArc: arc)...network.capacities[arc] {
                left[source] -= amount
                left[target] += amount
                visit(arc + 1, cost + Int128(amount) * Int128(network.costs[arc]))
                left[source] += amount
                left[target] -= amount
            }
        }
        visit(0, 0)
        return best
    }
}
