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
