/// Nodes whose need or supply only artificial arcs settle.
struct ArtificialFlow {
    var needs: [Int] = []
    var supplies: [Int] = []
}

extension NetworkSimplex {
    /// What artificial arcs carry, or `nil` when they are all empty.
    func artificialFlow() -> ArtificialFlow? {
        var found = ArtificialFlow()
        for node in 0..<nodeCount where Int(link[node].arc) >= arcCount {
            // The price tells which way the arc leads.
            if price[node] == artificialCost {
                if link[node].roomUp > 0 { found.needs.append(node) }
            } else if link[node].roomDown > 0 {
                found.supplies.append(node)
            }
        }
        return found.needs.isEmpty && found.supplies.isEmpty ? nil : found
    }

    /// Units per arc above the lower bounds.
    func flows() -> [Int64] {
        var flows = [Int64](repeating: 0, count: arcCount)
        for arc in 0..<arcCount where isTurned(arc) { flows[arc] = capacity(of: arc) }
        for node in 0..<nodeCount {
            let arc = Int(link[node].arc)
            guard arc < arcCount else { continue }
            flows[arc] = Int(network.sources[arc]) == node ? link[node].roomDown : link[node].roomUp
        }
        return flows
    }

    /// The tree and the full arcs, to begin with another time.
    func basis() -> FlowBasis {
        var basis = FlowBasis()
        basis.treeArcs = (0..<nodeCount).map { Int(link[$0].arc) < arcCount ? link[$0].arc : -1 }
        var isInTree = [Bool](repeating: false, count: arcCount)
        for arc in basis.treeArcs where arc >= 0 { isInTree[Int(arc)] = true }
        for arc in 0..<arcCount where !isInTree[arc] && isTurned(arc) && capacity(of: arc) > 0 {
            basis.fullArcs.append(Int32(arc))
        }
        return basis
    }

    func prices() -> [Int64] { (0..<nodeCount).map { price[$0] } }
}
