extension CondensedEngine {
    /// Arcs of a receiver.
    @inline(__always)
    func arcs(of receiver: Int) -> Range<Int> { Int(starts[receiver])..<Int(starts[receiver &+ 1]) }

    /// Units of a receiver that a supplier holds at present.
    @inline(__always)
    func held(_ receiver: Int, by supplier: Int) -> Int64 {
        guard let flow, let unmet else { return Int(holder[receiver]) == supplier ? 1 : 0 }
        if supplier == nobody { return Int64(unmet[receiver]) }
        for arc in arcs(of: receiver) where Int(suppliers[arc]) == supplier { return Int64(flow[arc]) }
        return 0
    }

    /// Notes a new move in a table.
    @inline(__always)
    func note(_ key: Cost.Key, from supplier: Int, to other: Int) {
        var index = tables[supplier].index(of: other)
        if index < 0 {
            index = tables[supplier].add(other)
            incoming?[other].append((Int32(supplier), Int32(index)))
        }
        let best = tables[supplier].best
        let old = best[index]
        if key < old {
            best[index] = key
            if old != Cost.noMove { keep(old, supplier, index) }
        } else {
            keep(key, supplier, index)
        }
    }

    @inline(__always)
    private func keep(_ key: Cost.Key, _ supplier: Int, _ index: Int) {
        let heap = tables[supplier].others + index
        if heap.pointee.isFull { makeRoom(in: heap, supplier) }
        heap.pointee.push(key)
    }

    /// Before a heap grows, what has left goes.
    @inline(never)
    private func makeRoom(in heap: UnsafeMutablePointer<KeyHeap<Cost.Key>>, _ supplier: Int) {
        let before = Int(heap.pointee.count)
        if before >= 8 { heap.pointee.prune { held(Cost.receiver(of: $0), by: supplier) > 0 } }
        let after = Int(heap.pointee.count)
        if 4 * after >= 3 * before { heap.pointee.reserve(after + after / 2 + 2) }
    }

    /// Takes away the moves of a receiver that no longer is with a supplier.
    func leave(_ receiver: Int, from supplier: Int) {
        for arc in arcs(of: receiver) where Int(suppliers[arc]) != supplier {
            drop(receiver, supplier, Int(suppliers[arc]))
        }
        if servesNobody && supplier != nobody { drop(receiver, supplier, nobody) }
    }

    @inline(__always)
    private func drop(_ receiver: Int, _ supplier: Int, _ other: Int) {
        let index = tables[supplier].index(of: other)
        guard index >= 0 else { return }
        let best = tables[supplier].best
        guard best[index] != Cost.noMove, Cost.receiver(of: best[index]) == receiver else { return }
        let heap = tables[supplier].others + index
        while let next = heap.pointee.pop() {
            if held(Cost.receiver(of: next), by: supplier) > 0 {
                best[index] = next
                return
            }
        }
        best[index] = Cost.noMove
    }

    /// Notes the moves of a receiver that has come to a supplier.
    func arrive(_ receiver: Int, at supplier: Int) {
        var own: Int64 = 0
        if supplier != nobody {
            for arc in arcs(of: receiver) where Int(suppliers[arc]) == supplier {
                own = Int64(truncatingIfNeeded: costs[arc])
                break
            }
        }
        for arc in arcs(of: receiver) {
            let other = Int(suppliers[arc])
            guard other != supplier else { continue }
            note(
                Cost.key(Int64(truncatingIfNeeded: costs[arc]) &- own, receiver: receiver), from: supplier, to: other)
        }
        if servesNobody && supplier != nobody {
            note(Cost.key(0 &- own, receiver: receiver), from: supplier, to: nobody)
        }
    }

    /// Hands units of a receiver from one supplier to another; loads are the caller's.
    func hand(_ receiver: Int, from: Int, to: Int, units: Int64) {
        guard let flow, let unmet else {
            holder[receiver] = Int32(to)
            leave(receiver, from: from)
            arrive(receiver, at: to)
            return
        }
        let amount = Int32(units)
        var wasThere = false
        var isGone = false
        if from == nobody {
            unmet[receiver] -= amount
            isGone = unmet[receiver] == 0
        }
        if to == nobody {
            wasThere = unmet[receiver] > 0
            unmet[receiver] += amount
        }
        for arc in arcs(of: receiver) {
            if Int(suppliers[arc]) == from {
                flow[arc] -= amount
                isGone = flow[arc] == 0
            } else if Int(suppliers[arc]) == to {
                wasThere = flow[arc] > 0
                flow[arc] += amount
            }
        }
        if isGone { leave(receiver, from: from) }
        if !wasThere { arrive(receiver, at: to) }
    }

    /// Lets every receiver be left unserved, at the ceiling.
    func admitNobody() {
        servesNobody = true
        for receiver in 0..<receiverCount {
            for arc in arcs(of: receiver) {
                let supplier = Int(suppliers[arc])
                guard held(receiver, by: supplier) > 0 else { continue }
                note(
                    Cost.key(0 &- Int64(truncatingIfNeeded: costs[arc]), receiver: receiver), from: supplier,
                    to: nobody)
                if flow == nil { break }
            }
        }
    }
}
