internal import LinearOptimization

extension SparseTransportation {
    /// The baseline: receivers in order of regret, each served by its cheapest suppliers with room.
    ///
    /// Regret is what a receiver loses when its cheapest supplier is full, the dearest loss first. No proof.
    /// O(arcs + receivers · log receivers).
    ///
    /// - Throws: ``InvalidNetwork`` with every problem of malformed data.
    public func greedy() throws(InvalidNetwork) -> SparseTransportationPlan {
        let problems = problems()
        guard problems.isEmpty else { throw InvalidNetwork(problems) }
        var room = supplies
        return greedy(room: &room)
    }

    /// The baseline for a sound problem; `room` is what is left at each supplier, before and afterwards.
    func greedy(room: inout [Int64]) -> SparseTransportationPlan {
        var units = [Int32](repeating: 0, count: needs == nil ? 0 : arcCount)
        var holders = [Int32](repeating: -1, count: needs == nil ? receiverCount : 0)
        var (served, unmet): (Int64, Int64) = (0, 0)
        var cost: Int128 = 0
        var order: [Int32] = []
        for receiver in byRegret() {
            var left = need(of: receiver)
            order.removeAll(keepingCapacity: true)
            for arc in arcs(of: receiver) where room[Int(suppliers[arc])] > 0 { order.append(Int32(arc)) }
            while left > 0, !order.isEmpty {
                var best = 0
                for index in order.indices.dropFirst() where costs[Int(order[index])] < costs[Int(order[best])] {
                    best = index
                }
                let arc = Int(order.remove(at: best))
                let supplier = Int(suppliers[arc])
                let sent = min(left, room[supplier])
                room[supplier] -= sent
                left -= sent
                served += sent
                cost += Int128(sent) * Int128(costs[arc])
                if needs == nil {
                    holders[receiver] = Int32(supplier)
                } else {
                    units[arc] = Int32(sent)
                }
            }
            unmet += left
        }
        return SparseTransportationPlan(
            termination: Termination(.feasible, limit: .heuristic),
            shipments: needs == nil ? .supplierOf(holders) : .units(units), served: served, unmet: unmet, cost: cost,
            bound: nil, prices: [Int64](repeating: 0, count: supplierCount), ceiling: ceiling() ?? 0,
            statistics: SolveStatistics())
    }

    /// Receivers with a need by falling regret; those with one supplier first of all.
    private func byRegret() -> [Int] {
        var ranked: [(regret: UInt64, receiver: Int32)] = []
        ranked.reserveCapacity(receiverCount)
        for receiver in 0..<receiverCount where need(of: receiver) > 0 {
            var (first, second) = (Int64.max, Int64.max)
            for arc in arcs(of: receiver) {
                let cost = costs[arc]
                if cost < first { (first, second) = (cost, first) } else if cost < second { second = cost }
            }
            let isAlone = arcs(of: receiver).count < 2
            ranked.append((isAlone ? .max : UInt64(bitPattern: second &- first), Int32(receiver)))
        }
        ranked.sort { $0.regret != $1.regret ? $0.regret > $1.regret : $0.receiver < $1.receiver }
        return ranked.map { Int($0.receiver) }
    }
}
