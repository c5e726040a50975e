extension FlowNetwork {
    /// Everything that keeps a flow and prices from proving each other optimal; empty for a valid proof.
    ///
    /// Checked from the network alone, in exact arithmetic: what enters, leaves and is supplied balances at every
    /// node; every arc is within its bounds; and complementary slackness holds, that is, with reduced cost
    /// `cost + price[source] − price[target]`, arcs with a positive one carry their least and arcs with a negative
    /// one their most. O(nodes + arcs). Lists at most one problem per node and arc.
    public func certificateProblems(flows: [Int64], prices: [Int64]) -> [FlowProblem] {
        let invalid = problems()
        guard invalid.isEmpty else { return invalid }
        guard flows.count == arcCount, prices.count == nodeCount else {
            return [
                FlowProblem(
                    .network, message: "\(flows.count) flows and \(prices.count) prices were given",
                    fix: "give \(arcCount) flows and \(nodeCount) prices")
            ]
        }
        var found: [FlowProblem] = []
        var left = supplies.map { Int128($0) }
        for arc in 0..<arcCount {
            left[Int(sources[arc])] -= Int128(flows[arc])
            left[Int(targets[arc])] += Int128(flows[arc])
            let lower = lowerBound(ofArc: arc)
            guard flows[arc] >= lower, flows[arc] <= capacities[arc] else {
                found.append(
                    FlowProblem(
                        .arc(arc), message: "flow \(flows[arc]) is outside \(lower)...\(capacities[arc])",
                        fix: "keep to the bounds"))
                continue
            }
            let reduced = reducedCost(ofArc: arc, prices: prices)
            if reduced > 0 && flows[arc] > lower || reduced < 0 && flows[arc] < capacities[arc] {
                found.append(
                    FlowProblem(
                        .arc(arc), message: "flow \(flows[arc]) does not fit reduced cost \(reduced)",
                        fix: "the flow or the prices are not optimal"))
            }
        }
        for node in 0..<nodeCount where left[node] != 0 {
            found.append(
                FlowProblem(.node(node), message: "\(left[node]) units are left over", fix: "balance the node"))
        }
        return found
    }

    /// A proven lower limit on the cost of every feasible flow, from any prices; `nil` when they prove none.
    ///
    /// Weak duality: the needs at their prices, less the supplies at theirs, plus for every arc its reduced cost
    /// times its least flow (or its most, when the reduced cost is negative). An unlimited arc with a negative
    /// reduced cost leaves nothing proven, nor do prices so large that 128 bits overflow. With optimal prices the limit equals the optimal cost.
    ///
    /// - Precondition: one price per node, and a network without ``problems()``.
    public func lowerBound(prices: [Int64]) -> Int128? {
        precondition(prices.count == nodeCount, "one price per node")
        var total: Int128 = 0
        func add(_ factor: Int128, _ amount: Int64) -> Bool {
            let (product, overflow) = factor.multipliedReportingOverflow(by: Int128(amount))
            let (sum, carry) = total.addingReportingOverflow(product)
            total = sum
            return !overflow && !carry
        }
        for node in 0..<nodeCount {
            guard add(-Int128(prices[node]), supplies[node]) else { return nil }
        }
        for arc in 0..<arcCount {
            let reduced = reducedCost(ofArc: arc, prices: prices)
            if reduced == 0 || reduced > 0 && lowerBounds.isEmpty { continue }
            if reduced < 0 && capacities[arc] == Self.unlimited { return nil }
            guard add(reduced, reduced < 0 ? capacities[arc] : lowerBound(ofArc: arc)) else { return nil }
        }
        return total
    }

    /// Cost of an arc plus the price where it leaves, less the price where it enters.
    func reducedCost(ofArc arc: Int, prices: [Int64]) -> Int128 {
        Int128(costs[arc]) + Int128(prices[Int(sources[arc])]) - Int128(prices[Int(targets[arc])])
    }
}
