/// Shortest paths between all pairs of nodes of an undirected graph with lengths of at least 0.
struct ShortestPaths {
    private let offsets: [Int32]
    private let targets: [Int32]
    private let lengths: [Double]
    private let nodeCount: Int

    /// Creates the graph; an edge counts both ways.
    init(nodeCount: Int, edges: [(a: Int, b: Int, length: Double)]) {
        self.nodeCount = nodeCount
        var offsets = [Int32](repeating: 0, count: nodeCount + 1)
        for edge in edges {
            offsets[edge.a + 1] += 1
            offsets[edge.b + 1] += 1
        }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var targets = [Int32](repeating: 0, count: 2 * edges.count)
        var lengths = [Double](repeating: 0, count: 2 * edges.count)
        for edge in edges {
            for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
                targets[Int(next[from])] = Int32(to)
                lengths[Int(next[from])] = edge.length
                next[from] += 1
            }
        }
        self.offsets = offsets
        self.targets = targets
        self.lengths = lengths
    }

    /// Row-major distances, +∞ where no path leads.
    ///
    /// Dijkstra from every node: O(n · m log n).
    func allPairs() -> [Double] {
        var distances = [Double](repeating: .infinity, count: nodeCount * nodeCount)
        var heap = DistanceHeap()
        distances.withUnsafeMutableBufferPointer { all in
            for source in 0..<nodeCount {
                fill(
                    UnsafeMutableBufferPointer(rebasing: all[source * nodeCount..<(source + 1) * nodeCount]), source,
                    &heap)
            }
        }
        return distances
    }

    private func fill(_ distances: UnsafeMutableBufferPointer<Double>, _ source: Int, _ heap: inout DistanceHeap) {
        distances[source] = 0
        heap.push(0, Int32(source))
        while let (distance, node) = heap.pop() {
            // Entries are not moved when a shorter path turns up: the outdated ones are passed over here.
            if distance > distances[Int(node)] { continue }
            for entry in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) {
                let target = Int(targets[entry])
                let candidate = distance + lengths[entry]
                if candidate < distances[target] {
                    distances[target] = candidate
                    heap.push(candidate, Int32(target))
                }
            }
        }
    }
}

/// A binary heap of nodes by distance.
struct DistanceHeap {
    private var items: [(distance: Double, node: Int32)] = []

    mutating func push(_ distance: Double, _ node: Int32) {
        items.append((distance, node))
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if items[parent].distance <= distance { break }
            items[child] = items[parent]
            child = parent
        }
        items[child] = (distance, node)
    }

    mutating func pop() -> (distance: Double, node: Int32)? {
        guard let top = items.first else { return nil }
        let last = items.removeLast()
        guard !items.isEmpty else { return top }
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < items.count else { break }
            if child + 1 < items.count, items[child + 1].distance < items[child].distance { child += 1 }
            if items[child].distance >= last.distance { break }
            items[hole] = items[child]
            hole = child
        }
        items[hole] = last
        return top
    }
}
