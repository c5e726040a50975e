/// A node or arc reached at some cost.
struct Reach: Comparable, BitwiseCopyable {
    var distance: Int64
    var index: Int32

    static func < (a: Reach, b: Reach) -> Bool { a.distance < b.distance }
}

extension NetworkSimplex {
    /// Lets likely arcs enter the tree of artificial arcs.
    ///
    /// Where most nodes only pass on and few have needs, these are the shortest paths to the nearest needs; elsewhere the cheapest arcs
    /// into nodes with needs.
    func improveStart(_ remaining: [Int64]) {
        let (passing, needing) = remaining.reduce((0, 0)) { ($0.0 + ($1 == 0 ? 1 : 0), $0.1 + ($1 < 0 ? 1 : 0)) }
        guard needing > 0 else { return }
        if passing > nodeCount / 2, needing <= max(1, nodeCount / 1_000) {
            joinShortestPaths(remaining)
        } else {
            fillNeeds(remaining)
        }
    }

    private func fillNeeds(_ remaining: [Int64]) {
        var cheapest = [Int32](repeating: -1, count: nodeCount)
        for arc in 0..<arcCount where source[arc] != target[arc] {
            let node = Int(target[arc])
            guard remaining[node] < 0 else { continue }
            if cheapest[node] < 0 || cost[arc] < cost[Int(cheapest[node])] { cheapest[node] = Int32(arc) }
        }
        for node in 0..<nodeCount where cheapest[node] >= 0 { enterIfCheaper(Int(cheapest[node])) }
    }

    /// Hangs every node on its cheapest path to a need, capacities and negative costs left aside.
    private func joinShortestPaths(_ remaining: [Int64]) {
        var starts = [Int32](repeating: 0, count: nodeCount + 2)
        for arc in 0..<arcCount where source[arc] != target[arc] { starts[Int(target[arc]) + 2] += 1 }
        for node in 0..<nodeCount { starts[node + 2] += starts[node + 1] }
        var entering = [Int32](repeating: 0, count: arcCount)
        for arc in 0..<arcCount where source[arc] != target[arc] {
            let place = Int(target[arc]) + 1
            entering[Int(starts[place])] = Int32(arc)
            starts[place] += 1
        }
        var isReached = [Bool](repeating: false, count: nodeCount + 1)
        isReached[root] = true
        var heap = KeyHeap<Reach>()
        defer { heap.free() }
        heap.reserve(arcCount + 1)
        func leave(_ node: Int, _ distance: Int64) {
            isReached[node] = true
            for place in starts[node]..<starts[node + 1] {
                let arc = entering[Int(place)]
                guard !isReached[Int(source[Int(arc)])] else { continue }
                heap.push(Reach(distance: distance + max(0, Int64(cost[Int(arc)])), index: arc))
            }
        }
        for node in 0..<nodeCount where remaining[node] < 0 { leave(node, 0) }
        while let reach = heap.pop() {
            let node = Int(source[Int(reach.index)])
            guard !isReached[node] else { continue }
            enterIfCheaper(Int(reach.index))
            leave(node, reach.distance)
        }
    }
}
