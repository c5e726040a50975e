/// Open parts of a search, least bound first (ties: oldest first).
struct NodeQueue<Node> {
    private var entries: [(bound: Double, order: Int, node: Node)] = []
    private var nextOrder = 0

    var isEmpty: Bool { entries.isEmpty }
    /// Least bound of all entries; infinite when there is none.
    var leastBound: Double { entries.first?.bound ?? .infinity }

    mutating func insert(_ node: Node, bound: Double) {
        entries.append((bound, nextOrder, node))
        nextOrder += 1
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(child, parent) else { break }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popLeast() -> (node: Node, bound: Double)? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && precedes(child, least) {
                    least = child
                }
                if least == parent { break }
                entries.swapAt(parent, least)
                parent = least
            }
        }
        return (first.node, first.bound)
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        let a = entries[left]
        let b = entries[right]
        return a.bound < b.bound || (a.bound == b.bound && a.order < b.order)
    }
}
