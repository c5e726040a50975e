/// A set of nodes whose needs, or supplies, exceed what its border lets through: the reason a flow is impossible.
public struct FlowCut: Sendable, Hashable, Codable {
    /// What fails.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The nodes need more than can enter.
        case unmetNeed
        /// The nodes supply more than can leave.
        case unplacedSupply
    }

    /// What fails.
    public var kind: Kind
    /// The nodes, ascending.
    public var nodes: [Int]
    /// Net need, or supply, of the nodes, in units.
    public var amount: Int64
    /// Net amount that can enter, or leave, the nodes, in units.
    public var capacity: Int64

    /// Creates a cut.
    public init(kind: Kind, nodes: [Int], amount: Int64, capacity: Int64) {
        self.kind = kind
        self.nodes = nodes
        self.amount = amount
        self.capacity = capacity
    }

    /// Units that cannot be met or placed; positive.
    public var shortfall: Int64 { amount - capacity }
}

extension FlowNetwork {
    /// The cut around some nodes, with need and capacity summed from the network itself.
    ///
    /// - Returns: `nil` when an unlimited arc crosses the border inwards (or outwards, for supplies), since the
    ///   nodes then explain nothing, or when a sum leaves 64 bits.
    func cut(_ kind: FlowCut.Kind, around inside: [Bool]) -> FlowCut? {
        var net: Int128 = 0
        for node in 0..<nodeCount where inside[node] { net += Int128(supplies[node]) }
        var entering: Int128 = 0
        for arc in 0..<arcCount {
            let fromInside = inside[Int(sources[arc])]
            let toInside = inside[Int(targets[arc])]
            guard fromInside != toInside else { continue }
            let isInward = toInside == (kind == .unmetNeed)
            if isInward {
                guard capacities[arc] != Self.unlimited else { return nil }
                entering += Int128(capacities[arc])
            } else {
                entering -= Int128(lowerBound(ofArc: arc))
            }
        }
        guard let amount = Int64(exactly: kind == .unmetNeed ? -net : net), let capacity = Int64(exactly: entering)
        else { return nil }
        return FlowCut(kind: kind, nodes: inside.indices.filter { inside[$0] }, amount: amount, capacity: capacity)
    }
}
