extension CondensedEngine {
    /// Puts every receiver where it is cheapest with the prices, and notes all moves.
    ///
    /// - Parameters:
    ///   - prices: Price per supplier, 0 or above; `nil` for 0 everywhere.
    ///   - shipments: Those of an earlier plan, kept wherever they are among the cheapest; `nil` for none.
    func start(prices: [Int64]?, keeping shipments: SparseTransportationPlan.Shipments?) {
        if let prices {
            for supplier in 0..<supplierCount { price[supplier] = max(0, prices[supplier]) }
            // From prices of 0 no path lifts a price to the ceiling. From others it might, so that leaving somebody
            // unserved must be a choice from the start.
            let span = Int64(truncatingIfNeeded: costs.max() ?? 0) + 1
            let (rise, overflow) = span.multipliedReportingOverflow(by: Int64(supplierCount) + 1)
            servesNobody = overflow || (prices.max() ?? 0) >= ceiling - rise
        }
        switch shipments {
        case .supplierOf(let holders) where flow == nil && holders.count == receiverCount:
            for receiver in 0..<receiverCount {
                let kept = holders[receiver]
                place(receiver) { suppliers[$0] == kept ? 1 : 0 }
            }
        case .units(let units) where flow != nil && units.count == suppliers.count:
            for receiver in 0..<receiverCount { place(receiver) { units[$0] } }
        default:
            for receiver in 0..<receiverCount { place(receiver) { _ in 0 } }
        }
        noteAllMoves()
    }

    /// Puts a receiver at the cheapest suppliers, first where it was.
    @inline(__always)
    private func place(_ receiver: Int, kept: (Int) -> Int32) {
        var least = ceiling
        var cheapest = -1
        for arc in arcs(of: receiver) {
            let total = Int64(truncatingIfNeeded: costs[arc]) &+ price[Int(suppliers[arc])]
            if total < least || total == least && kept(arc) > 0 {
                least = total
                cheapest = arc
            }
        }
        guard needs != nil else {
            put(receiver, arc: cheapest, units: 1)
            return
        }
        var left = needs.map { $0[receiver] } ?? 1
        for arc in arcs(of: receiver) where kept(arc) > 0 && left > 0 {
            guard Int64(truncatingIfNeeded: costs[arc]) &+ price[Int(suppliers[arc])] == least else { continue }
            let amount = min(left, kept(arc))
            left -= amount
            put(receiver, arc: arc, units: amount)
        }
        // Where leaving the rest unserved is as cheap as any arc, that is where it was.
        if left > 0 { put(receiver, arc: least == ceiling ? -1 : cheapest, units: left) }
    }

    /// Leaves unserved what suppliers hold beyond what they can send: a plan without proof, for a solve cut short.
    func shedOverload() {
        servesNobody = true
        for receiver in 0..<receiverCount {
            for arc in arcs(of: receiver) {
                let supplier = Int(suppliers[arc])
                let units = min(held(receiver, by: supplier), load[supplier] - supply[supplier])
                guard units > 0 else { continue }
                load[supplier] -= units
                load[nobody] += units
                if let flow, let unmet {
                    flow[arc] -= Int32(units)
                    unmet[receiver] += Int32(units)
                } else {
                    holder[receiver] = Int32(nobody)
                }
            }
        }
    }

    private func put(_ receiver: Int, arc: Int, units: Int32) {
        let supplier = arc >= 0 ? Int(suppliers[arc]) : nobody
        load[supplier] += Int64(units)
        if let flow, let unmet {
            if arc >= 0 { flow[arc] += units } else { unmet[receiver] += units }
        } else {
            holder[receiver] = Int32(supplier)
        }
        if arc < 0 { servesNobody = true }
    }

    /// Calls a function for every pair of a receiver and a supplier that holds some of it.
    @inline(__always)
    private func forEachHolding(_ body: (_ receiver: Int, _ supplier: Int) -> Void) {
        guard let flow, let unmet else {
            for receiver in 0..<receiverCount { body(receiver, Int(holder[receiver])) }
            return
        }
        for receiver in 0..<receiverCount {
            for arc in arcs(of: receiver) where flow[arc] > 0 { body(receiver, Int(suppliers[arc])) }
            if unmet[receiver] > 0 { body(receiver, nobody) }
        }
    }

    /// Fills the tables supplier by supplier, so that each one's is written while it is at hand.
    private func noteAllMoves() {
        var first = [Int](repeating: 0, count: supplierCount + 2)
        forEachHolding { first[$1 + 1] += 1 }
        for supplier in 0...supplierCount { first[supplier + 1] += first[supplier] }
        var members = [Int32](repeating: 0, count: first[supplierCount + 1])
        var next = first
        forEachHolding { receiver, supplier in
            members[next[supplier]] = Int32(receiver)
            next[supplier] += 1
        }
        for supplier in 0...supplierCount {
            fillTable(of: supplier, with: members[first[supplier]..<first[supplier + 1]])
        }
    }

    private func fillTable(of supplier: Int, with members: ArraySlice<Int32>) {
        let table = tables + supplier
        let goesNowhere = servesNobody && supplier != nobody
        var sizes: [Int] = []
        for receiver in members {
            for arc in arcs(of: Int(receiver)) where Int(suppliers[arc]) != supplier {
                var index = table.pointee.index(of: Int(suppliers[arc]))
                if index < 0 {
                    index = table.pointee.add(Int(suppliers[arc]))
                    sizes.append(0)
                }
                sizes[index] += 1
            }
        }
        if goesNowhere {
            _ = table.pointee.add(nobody)
            sizes.append(members.count)
        }
        let (others, best) = (table.pointee.others, table.pointee.best)
        for index in 0..<table.pointee.count where sizes[index] > 1 { others[index].reserve(sizes[index]) }
        for receiver in members {
            let receiver = Int(receiver)
            var own: Int64 = 0
            for arc in arcs(of: receiver) where Int(suppliers[arc]) == supplier {
                own = Int64(truncatingIfNeeded: costs[arc])
                break
            }
            for arc in arcs(of: receiver) where Int(suppliers[arc]) != supplier {
                let index = table.pointee.index(of: Int(suppliers[arc]))
                let key = Cost.key(Int64(truncatingIfNeeded: costs[arc]) &- own, receiver: receiver)
                if sizes[index] > 1 { others[index].append(key) } else { best[index] = key }
            }
            if goesNowhere {
                let index = table.pointee.count - 1
                let key = Cost.key(0 &- own, receiver: receiver)
                if sizes[index] > 1 { others[index].append(key) } else { best[index] = key }
            }
        }
        for index in 0..<table.pointee.count where sizes[index] > 1 {
            others[index].order()
            if let least = others[index].pop() { best[index] = least }
        }
    }
}
