/// Magnitudes within which no step of an algorithm can overflow.
enum FlowLimits {
    /// Most that can flow in all, and on any arc.
    static let amount: Int64 = 1 << 60
    /// Largest price a node can reach while solving; reduced costs add two prices and a cost.
    static let price: Int64 = 1 << 60
    /// Most nodes and arcs, artificial ones included, so that indices fit in 32 bits.
    static let indices = Int(Int32.max) - 1
}

extension FlowNetwork {
    /// Everything wrong with the network, in order of discovery; empty when it can be solved.
    ///
    /// Checked: nodes exist, `0 ≤ lower bound ≤ capacity`, and amounts and costs are small enough (amounts up to
    /// 2⁶⁰ in all, costs up to 2⁶⁰ ÷ (4 · nodes)) that no sum formed while solving leaves 64 bits. O(nodes + arcs).
    public func problems() -> [FlowProblem] {
        var found = misplaced
        for arc in 0..<arcCount {
            let lower = lowerBound(ofArc: arc)
            if capacities[arc] < 0 {
                found.append(
                    FlowProblem(.arc(arc), message: "capacity \(capacities[arc]) is negative", fix: "give 0 or more"))
            }
            if lower < 0 {
                found.append(
                    FlowProblem(.arc(arc), message: "lower bound \(lower) is negative", fix: "give 0 or more"))
            } else if lower > max(0, capacities[arc]) {
                found.append(
                    FlowProblem(
                        .arc(arc), message: "lower bound \(lower) exceeds capacity \(capacities[arc])",
                        fix: "lower the one or raise the other"))
            }
        }
        for arc in lowerBounds.keys.sorted() where arc >= arcCount {
            found.append(FlowProblem(.arc(arc), message: "a lower bound without an arc", fix: "add the arc"))
        }
        found += magnitudeProblems()
        return found
    }

    private func magnitudeProblems() -> [FlowProblem] {
        var found: [FlowProblem] = []
        if nodeCount + arcCount > FlowLimits.indices {
            found.append(
                FlowProblem(
                    .network, message: "\(nodeCount) nodes and \(arcCount) arcs exceed 32-bit indices",
                    fix: "merge nodes or split the network"))
        }
        if largestFlow() == nil {
            found.append(
                FlowProblem(
                    .network, message: "supplies and capacities add up to more than 2^60 units",
                    fix: "use larger units, or FlowNetwork.unlimited for capacities that never bind"))
        }
        let limit = FlowLimits.price / (4 * (Int64(nodeCount) + 2))
        for arc in 0..<arcCount where costs[arc].magnitude > limit.magnitude {
            found.append(
                FlowProblem(
                    .arc(arc), message: "cost \(costs[arc]) is beyond ±\(limit), the most \(nodeCount) nodes allow",
                    fix: "use larger units of cost"))
        }
        return found
    }

    /// A number no arc needs to exceed in some optimal flow, or `nil` beyond ``FlowLimits/amount``.
    ///
    /// An optimal flow splits into paths, which carry no more than all supplies together, and cycles of negative
    /// cost. Each such cycle has an arc of negative cost; when these all have limits, the limits bound the cycles.
    /// Otherwise the cycle has some arc with a limit (or the problem is unbounded, which is found beforehand).
    func largestFlow() -> Int64? {
        var total: Int64 = 1
        func add(_ amount: Int64) -> Bool {
            let (sum, overflow) = total.addingReportingOverflow(amount)
            total = sum
            return !overflow && sum <= FlowLimits.amount
        }
        for supply in supplies where supply != 0 {
            guard supply > -FlowLimits.amount, add(abs(supply)) else { return nil }
        }
        for lower in lowerBounds.values where lower > 0 {
            guard add(lower), add(lower) else { return nil }
        }
        guard costs.contains(where: { $0 < 0 }) else { return total }
        let hasUnlimitedGain = costs.indices.contains { costs[$0] < 0 && capacities[$0] == Self.unlimited }
        for arc in costs.indices where capacities[arc] != Self.unlimited && capacities[arc] > 0 {
            if costs[arc] < 0 || hasUnlimitedGain {
                guard add(capacities[arc]) else { return nil }
            }
        }
        return total
    }
}
