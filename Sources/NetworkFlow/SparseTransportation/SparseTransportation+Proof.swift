internal import LinearOptimization

extension SparseTransportation {
    /// The least cost that prices prove for every plan with no more than `unmet` units of unmet need, in exact
    /// arithmetic; `nil` when a price is negative or a sum leaves 128 bits.
    ///
    /// Weak duality: each unit of need costs at least the cheapest of its arcs with the supplier's price, or the
    /// ceiling when it is left unmet; the suppliers' units at their prices and the unmet units at the ceiling are
    /// taken off. With optimal prices this is the cost of the plan. O(arcs).
    ///
    /// - Precondition: one price per supplier, and a problem without ``problems()``.
    public func lowerBound(prices: [Int64], ceiling: Int64, unmet: Int64) -> Int128? {
        precondition(prices.count == supplierCount, "one price per supplier")
        var total: Int128 = 0
        for (price, supply) in zip(prices, supplies) {
            guard price >= 0, price <= FlowLimits.price else { return nil }
            total -= Int128(price) * Int128(supply)
        }
        // The ceiling counts above the least cost, as in the engine.
        let base: Int64
        switch costs {
        case .offsets(_, let least): base = least
        case .exact: base = costRange().least
        }
        let limit = Int128(base) + Int128(ceiling)
        total -= Int128(unmet) * limit
        switch costs {
        case .offsets(let entries, _):
            entries.withUnsafeBufferPointer { entries in
                prices.withUnsafeBufferPointer { prices in
                    suppliers.withUnsafeBufferPointer { suppliers in
                        for receiver in 0..<receiverCount {
                            var least = ceiling
                            for arc in arcs(of: receiver) {
                                least = min(least, Int64(entries[arc]) &+ prices[Int(suppliers[arc])])
                            }
                            total += Int128(need(of: receiver)) * (Int128(least) + Int128(base))
                        }
                    }
                }
            }
        case .exact(let entries):
            for receiver in 0..<receiverCount {
                var least = limit
                for arc in arcs(of: receiver) {
                    least = min(least, Int128(entries[arc]) + Int128(prices[Int(suppliers[arc])]))
                }
                total += Int128(need(of: receiver)) * least
            }
        }
        return total
    }

    /// Everything that keeps a plan from being what it claims; empty for a sound one.
    ///
    /// Balances to the unit, cost, and the proof by its prices are recomputed from the problem alone. O(arcs).
    public func certificateProblems(_ plan: SparseTransportationPlan) -> [FlowProblem] {
        let invalid = problems()
        guard invalid.isEmpty else { return invalid }
        var found: [FlowProblem] = []
        func report(_ subject: FlowProblem.Subject, _ message: String) {
            if found.count < 1_000 { found.append(FlowProblem(subject, message: message, fix: "solve again")) }
        }
        var sent = [Int128](repeating: 0, count: supplierCount)
        var (served, unmet, cost): (Int128, Int128, Int128) = (0, 0, 0)
        for receiver in 0..<receiverCount {
            let need = Int128(need(of: receiver))
            var got: Int128 = 0
            for arc in arcs(of: receiver) {
                let units = Int128(plan.units(of: receiver, on: arc, in: self))
                if units < 0 { report(.arc(arc), "carries \(units) units") }
                got += units
                sent[Int(suppliers[arc])] += units
                cost += units * Int128(costs[arc])
            }
            if got > need { report(.node(supplierCount + receiver), "gets \(got) units and needs \(need)") }
            served += got
            unmet += need - got
        }
        for supplier in 0..<supplierCount where sent[supplier] > Int128(supplies[supplier]) {
            report(.node(supplier), "sends \(sent[supplier]) units and has \(supplies[supplier])")
        }
        if served != Int128(plan.served) { report(.network, "\(served) units are served, not \(plan.served)") }
        if unmet != Int128(plan.unmet) { report(.network, "\(unmet) units are unmet, not \(plan.unmet)") }
        if cost != plan.cost { report(.network, "the plan costs \(cost), not \(plan.cost)") }
        guard plan.termination.isOptimal else { return found }
        guard plan.prices.count == supplierCount else {
            report(.network, "\(plan.prices.count) prices for \(supplierCount) suppliers")
            return found
        }
        if lowerBound(prices: plan.prices, ceiling: plan.ceiling, unmet: plan.unmet) != plan.cost {
            report(.network, "the prices do not prove the cost")
        }
        if let ceiling = ceiling(), plan.ceiling < ceiling {
            report(.network, "the ceiling \(plan.ceiling) does not prove least unmet need")
        }
        return found
    }
}

extension SparseTransportationPlan {
    /// Units a receiver gets over one of its arcs.
    @inlinable
    public func units(of receiver: Int, on arc: Int, in problem: SparseTransportation) -> Int64 {
        switch shipments {
        case .supplierOf(let suppliers): suppliers[receiver] == problem.suppliers[arc] ? 1 : 0
        case .units(let units): Int64(units[arc])
        }
    }

    /// Units of need of a receiver that are not met.
    public func unmet(of receiver: Int, in problem: SparseTransportation) -> Int64 {
        switch shipments {
        case .supplierOf(let suppliers): suppliers[receiver] < 0 ? 1 : 0
        case .units(let units):
            problem.need(of: receiver) - problem.arcs(of: receiver).reduce(0) { $0 + Int64(units[$1]) }
        }
    }

    /// Who goes without and why; empty when nothing is unmet.
    ///
    /// Groups of suppliers that are full together with all receivers that can reach only them, and receivers without
    /// any arc. Their needs exceed their supplies by exactly what is unmet. Needs an optimal plan. O(arcs).
    public func shortages(in problem: SparseTransportation) -> [Shortage] {
        guard unmet > 0 else { return [] }
        var group = Groups(count: problem.supplierCount)
        var isInside = [Bool](repeating: false, count: problem.supplierCount)
        var queue: [Int] = []
        func takeIn(_ receiver: Int) {
            var first: Int?
            for arc in problem.arcs(of: receiver) {
                let supplier = Int(problem.suppliers[arc])
                if let first { group.join(first, supplier) } else { first = supplier }
                if !isInside[supplier] {
                    isInside[supplier] = true
                    queue.append(supplier)
                }
            }
        }
        // Receivers of each supplier, for those that are served.
        var heads = [Int32](repeating: -1, count: problem.supplierCount)
        var links: [(receiver: Int32, next: Int32)] = []
        var isolated: [Int] = []
        for receiver in 0..<problem.receiverCount {
            for arc in problem.arcs(of: receiver) where units(of: receiver, on: arc, in: problem) > 0 {
                let supplier = Int(problem.suppliers[arc])
                links.append((Int32(receiver), heads[supplier]))
                heads[supplier] = Int32(links.count - 1)
            }
        }
        for receiver in 0..<problem.receiverCount where unmet(of: receiver, in: problem) > 0 {
            if problem.arcs(of: receiver).isEmpty { isolated.append(receiver) } else { takeIn(receiver) }
        }
        while let supplier = queue.popLast() {
            var link = heads[supplier]
            while link >= 0 {
                takeIn(Int(links[Int(link)].receiver))
                link = links[Int(link)].next
            }
        }
        var found: [Int: Shortage] = [:]
        for supplier in 0..<problem.supplierCount where isInside[supplier] {
            found[group.root(supplier), default: Shortage(receivers: [], suppliers: [], need: 0, supply: 0)]
                .suppliers.append(supplier)
            found[group.root(supplier)]?.supply += problem.supplies[supplier]
        }
        for receiver in 0..<problem.receiverCount where problem.need(of: receiver) > 0 {
            guard let arc = problem.arcs(of: receiver).first, isInside[Int(problem.suppliers[arc])],
                problem.arcs(of: receiver).allSatisfy({ isInside[Int(problem.suppliers[$0])] })
            else { continue }
            let root = group.root(Int(problem.suppliers[arc]))
            found[root]?.receivers.append(receiver)
            found[root]?.need += problem.need(of: receiver)
        }
        var shortages = isolated.map {
            Shortage(receivers: [$0], suppliers: [], need: problem.need(of: $0), supply: 0)
        }
        shortages += found.values.sorted { ($0.suppliers.first ?? 0) < ($1.suppliers.first ?? 0) }
        return shortages
    }
}

/// Disjoint groups that grow together.
private struct Groups {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(_ member: Int) -> Int {
        var member = member
        while parent[member] != member {
            parent[member] = parent[parent[member]]
            member = parent[member]
        }
        return member
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (low, high) = (min(root(a), root(b)), max(root(a), root(b)))
        parent[high] = low
    }
}
