extension CondensedEngine {
    /// Leads units away from a supplier that holds too much, by a shortest path to the nearest with room.
    func relieve(_ start: Int) {
        var target = search(from: start)
        if target < 0 {
            // The suppliers reached are full together: somebody must go without.
            if !servesNobody { admitNobody() }
            target = search(from: start)
        }
        guard target >= 0 else { return }
        let length = distance[target]
        for place in 0..<settledCount {
            let supplier = Int(settled[place])
            if distance[supplier] < length { price[supplier] &+= length &- distance[supplier] }
        }
        var units = min(load[start] &- supply[start], supply[target] &- load[target])
        moves.removeAll(keepingCapacity: true)
        var node = target
        while node != start {
            let from = Int(previous[node])
            let receiver = Cost.receiver(of: tables[from].best[Int(previousEdge[node])])
            units = min(units, held(receiver, by: from))
            moves.append((Int32(from), Int32(node), Int32(receiver)))
            node = from
        }
        clear()
        apply(units)
        load[start] &-= units
        load[target] &+= units
    }

    /// Shortest path over the suppliers; the nearest with room, or −1.
    private func search(from start: Int) -> Int {
        clear()
        var queue = queue
        queue.removeAll()
        let (distance, price, load, supply) = (distance, price, load, supply)
        let (reached, settled) = (reached, settled)
        var (reachedCount, settledCount) = (1, 0)
        defer {
            self.queue = queue
            self.reachedCount = reachedCount
            self.settledCount = settledCount
        }
        distance[start] = 0
        reached[0] = Int32(start)
        queue.push(0, start)
        var target = -1
        var limit = Int64.max
        while let (length, node) = queue.pop() {
            if length >= limit { break }
            if length > distance[node] { continue }
            settled[settledCount] = Int32(node)
            settledCount &+= 1
            let base = length &- price[node]
            let table = tables + node
            let (best, neighbour) = (table.pointee.best, table.pointee.neighbour)
            for index in 0..<table.pointee.count {
                let key = best[index]
                if key == Cost.noMove { continue }
                let other = Int(neighbour[index])
                let reach = base &+ Cost.cost(of: key) &+ price[other]
                guard reach < distance[other], reach < limit else { continue }
                if distance[other] == .max {
                    reached[reachedCount] = Int32(other)
                    reachedCount &+= 1
                }
                distance[other] = reach
                previous[other] = Int32(node)
                previousEdge[other] = Int32(index)
                if load[other] < supply[other] {
                    limit = reach
                    target = other
                } else {
                    queue.push(reach, other)
                }
            }
        }
        return target
    }

    /// Fills a supplier that has a price although it has room.
    ///
    /// A shortest path backwards leads to where units are overfull or free; or the price falls to 0.
    func attract(to start: Int) {
        let (source, limit) = searchBackwards(from: start)
        for place in 0..<settledCount {
            let supplier = Int(settled[place])
            if distance[supplier] < limit { price[supplier] &-= limit &- distance[supplier] }
        }
        moves.removeAll(keepingCapacity: true)
        var units = supply[start] &- load[start]
        var node = source
        while node != start {
            let to = Int(previous[node])
            let receiver = Cost.receiver(of: tables[node].best[Int(previousEdge[node])])
            units = min(units, held(receiver, by: node))
            moves.append((Int32(node), Int32(to), Int32(receiver)))
            node = to
        }
        if load[source] > supply[source] { units = min(units, load[source] &- supply[source]) }
        clear()
        guard source != start else { return }
        apply(units)
        load[source] &-= units
        load[start] &+= units
    }

    /// Where the next unit for a supplier comes from at the least loss, and that loss.
    ///
    /// A supplier gives a unit away at the loss of its price; the one to be filled, by getting none.
    private func searchBackwards(from start: Int) -> (source: Int, limit: Int64) {
        clear()
        queue.removeAll()
        let incoming = edgesByTarget()
        distance[start] = 0
        reached[0] = Int32(start)
        reachedCount = 1
        settledCount = 0
        queue.push(0, start)
        var limit = price[start]
        var source = start
        while let (length, node) = queue.pop() {
            if length >= limit { break }
            if length > distance[node] { continue }
            settled[settledCount] = Int32(node)
            settledCount += 1
            for (from, edge) in incoming[node] {
                let other = Int(from)
                let key = tables[other].best[Int(edge)]
                if key == Cost.noMove { continue }
                let reach = length &+ Cost.cost(of: key) &+ price[node] &- price[other]
                guard reach < distance[other], reach < limit else { continue }
                if distance[other] == .max {
                    reached[reachedCount] = from
                    reachedCount += 1
                }
                distance[other] = reach
                previous[other] = Int32(node)
                previousEdge[other] = edge
                let loss = load[other] > supply[other] || other == nobody ? 0 : price[other]
                if reach &+ loss < limit {
                    limit = reach &+ loss
                    source = other
                }
                if other != nobody { queue.push(reach, other) }
            }
        }
        return (source, limit)
    }

    private func clear() {
        for place in 0..<reachedCount { distance[Int(reached[place])] = .max }
        reachedCount = 0
    }

    private func apply(_ units: Int64) {
        for move in moves { hand(Int(move.receiver), from: Int(move.from), to: Int(move.to), units: units) }
    }

    private func edgesByTarget() -> [[(from: Int32, edge: Int32)]] {
        if let incoming { return incoming }
        var edges = [[(from: Int32, edge: Int32)]](repeating: [], count: supplierCount + 1)
        for supplier in 0...supplierCount {
            for index in 0..<tables[supplier].count {
                edges[Int(tables[supplier].neighbour[index])].append((Int32(supplier), Int32(index)))
            }
        }
        incoming = edges
        return edges
    }
}

/// A binary heap of suppliers by distance, in memory of its own that the owner frees.
struct SearchQueue {
    private var entries: UnsafeMutablePointer<(distance: Int64, node: Int)> = .allocate(capacity: 64)
    private var count = 0
    private var capacity = 64

    func free() { entries.deallocate() }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func push(_ distance: Int64, _ node: Int) {
        if count == capacity { grow() }
        var place = count
        count &+= 1
        while place > 0 {
            let above = (place &- 1) &>> 1
            if entries[above].distance <= distance { break }
            entries[place] = entries[above]
            place = above
        }
        entries[place] = (distance, node)
    }

    @inline(__always)
    mutating func pop() -> (distance: Int64, node: Int)? {
        guard count > 0 else { return nil }
        let first = entries[0]
        count &-= 1
        let last = entries[count]
        var place = 0
        while true {
            var below = 2 &* place &+ 1
            if below >= count { break }
            if below &+ 1 < count, entries[below &+ 1].distance < entries[below].distance { below &+= 1 }
            if entries[below].distance >= last.distance { break }
            entries[place] = entries[below]
            place = below
        }
        entries[place] = last
        return first
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<(distance: Int64, node: Int)>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
