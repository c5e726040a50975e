public import LinearOptimization

/// The answer to a minimum-cost flow problem.
public struct MinimumCostFlow: Sendable, Hashable {
    /// Why the solve stopped: `optimal`, `infeasible`, `unbounded`, or a limit.
    public var termination: Termination
    /// Cost of the flow held, exact; `nil` when none is held.
    public var cost: Int128?
    /// Units per arc; empty when no flow is held.
    public var flows: [Int64]
    /// Worth of one unit at each node, relative to one another (the dual values); empty unless optimal.
    ///
    /// Every arc satisfies `price[target] ≤ price[source] + cost`, except full ones, and with equality where it
    /// carries something between its bounds.
    public var prices: [Int64]
    /// For infeasible problems, the set of nodes that proves it.
    public var cut: FlowCut?
    /// For unbounded problems, the arcs of a cycle of negative cost without limit, in order.
    public var negativeCycle: [Int]
    /// What ``FlowNetwork/minimumCostFlow(from:options:)`` begins with after a change; `nil` when the answer came
    /// without a simplex.
    public internal(set) var basis: FlowBasis?
    /// Pivots (as simplex iterations) and times.
    public var statistics: SolveStatistics

    /// Creates an answer.
    public init(
        termination: Termination, cost: Int128? = nil, flows: [Int64] = [], prices: [Int64] = [],
        cut: FlowCut? = nil, negativeCycle: [Int] = [], statistics: SolveStatistics = SolveStatistics()
    ) {
        self.termination = termination
        self.cost = cost
        self.flows = flows
        self.prices = prices
        self.cut = cut
        self.negativeCycle = negativeCycle
        self.statistics = statistics
    }
}

extension FlowNetwork {
    /// Meets every need from the supplies at least total cost, exactly: primal network simplex.
    ///
    /// Networks whose arcs all lead from a source straight to a sink without limits that bind are solved as transport
    /// or assignment instead, where the sides differ enough in size or are complete.
    ///
    /// Supplies must equal needs in total; an unbalanced network is infeasible, like one whose capacities are too
    /// small, and the answer holds the cut that shows it. Of the options, the time limit, cancellation and progress
    /// are honoured. The worst case is exponential; in practice pivots grow a little faster than the node count.
    ///
    /// - Throws: ``InvalidNetwork`` with every problem of a malformed network.
    public func minimumCostFlow(options: SolveOptions = SolveOptions()) throws(InvalidNetwork) -> MinimumCostFlow {
        try solved(from: nil, options: options)
    }

    /// Solves the network again after a change, beginning with what an earlier answer ended with.
    ///
    /// Costs, supplies, capacities and lower bounds may have changed and arcs may have been added since; the answer
    /// is the same as from the beginning (the flow may be another one of equal cost), and it takes the less time the
    /// smaller the change is. Give the answer of any earlier solve, infeasible ones included; one that does not fit
    /// costs time and nothing else. A closed arc (capacity 0) stands for a removed one, so that numbers stay.
    ///
    /// - Throws: ``InvalidNetwork`` with every problem of a malformed network.
    public func minimumCostFlow(
        from earlier: MinimumCostFlow, options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> MinimumCostFlow {
        try solved(
            from: earlier.basis ?? FlowBasis(flows: earlier.flows, prices: earlier.prices, in: self), options: options)
    }

    func solved(from basis: FlowBasis?, options: SolveOptions) throws(InvalidNetwork) -> MinimumCostFlow {
        let problems = problems()
        guard problems.isEmpty, let largestFlow = largestFlow() else { throw InvalidNetwork(problems) }
        let clock = ContinuousClock()
        let start = clock.now

        if basis == nil, let answer = BipartiteForm(self)?.solve(options: options) { return answer }

        let cycle = unlimitedNegativeCycle()
        if let cycle {
            // Unbounded only if some flow exists at all: ask again with every cost at 0.
            var plain = self
            plain.removeCosts()
            var answer = try plain.minimumCostFlow(options: options)
            if answer.termination.isOptimal {
                answer.termination = Termination(
                    .unbounded, detail: "a cycle of \(cycle.count) arcs without limits has a negative cost")
                answer.negativeCycle = cycle
            }
            answer.cost = nil
            answer.prices = []
            return answer
        }

        let watch = FlowWatch(options, start: start)
        // Narrow costs halve what each search for an entering arc reads.
        if costs.allSatisfy({ $0.magnitude <= UInt64(Int32.max) }) {
            return pivoted(NetworkSimplex<Int32>(self, largestFlow: largestFlow), from: basis, watch, start)
        }
        return pivoted(NetworkSimplex<Int64>(self, largestFlow: largestFlow), from: basis, watch, start)
    }

    private func pivoted<Cost>(
        _ simplex: NetworkSimplex<Cost>, from basis: FlowBasis?, _ watch: FlowWatch, _ start: ContinuousClock.Instant
    ) -> MinimumCostFlow {
        if let basis { simplex.startWarm(basis) } else { simplex.startCold() }
        let isFinished = simplex.run { watch.shouldStop(pivots: simplex.pivots) }
        var answer = MinimumCostFlow(termination: Termination(.optimal))
        answer.statistics.simplexIterations = simplex.pivots
        answer.statistics.stages = [.init(name: "network simplex", duration: ContinuousClock().now - start)]
        answer.basis = simplex.basis()
        var flows = simplex.flows()

        if let unmet = simplex.artificialFlow() {
            if isFinished {
                answer.cut = cut(leavingOut: unmet, flows: flows)
                answer.termination = Termination(.infeasible, detail: answer.cut.map(Self.describe) ?? "")
            } else {
                answer.termination = Termination(.noSolutionFound, limit: watch.limit)
            }
            return answer
        }
        for (arc, lower) in lowerBounds { flows[arc] += lower }
        answer.flows = flows
        answer.cost = cost(of: flows)
        if isFinished {
            answer.prices = simplex.prices()
            if answer.cost == nil || answer.cost != lowerBound(prices: answer.prices) {
                answer.termination = Termination(.numericalError, detail: "the prices do not prove the flow")
            }
        } else {
            answer.termination = Termination(.feasible, limit: watch.limit)
        }
        return answer
    }

    /// Total cost of a flow of this network, or `nil` beyond 128 bits, which no flow found here comes near.
    func cost(of flows: [Int64]) -> Int128? {
        var total: Int128 = 0
        for arc in 0..<arcCount where flows[arc] != 0 {
            let (sum, overflow) = total.addingReportingOverflow(Int128(flows[arc]) * Int128(costs[arc]))
            if overflow { return nil }
            total = sum
        }
        return total
    }

    private mutating func removeCosts() {
        for arc in costs.indices { costs[arc] = 0 }
    }

    private static func describe(_ cut: FlowCut) -> String {
        switch cut.kind {
        case .unmetNeed: "\(cut.nodes.count) nodes need \(cut.amount) units and only \(cut.capacity) can enter"
        case .unplacedSupply: "\(cut.nodes.count) nodes supply \(cut.amount) units and only \(cut.capacity) can leave"
        }
    }

    /// The cut behind flow on artificial arcs: the nodes from which, with what the flow leaves free, some unmet
    /// need can still be reached; all of them together lack what the artificial arcs bring.
    private func cut(leavingOut unmet: ArtificialFlow, flows: [Int64]) -> FlowCut? {
        let isNeed = !unmet.needs.isEmpty
        let near = isNeed ? targets : sources
        let far = isNeed ? sources : targets
        let arriving = Adjacency(nodeCount: nodeCount, arcs: 0..<arcCount) { Int(near[$0]) }
        let leaving = Adjacency(nodeCount: nodeCount, arcs: 0..<arcCount) { Int(far[$0]) }
        var inside = [Bool](repeating: false, count: nodeCount)
        var stack = isNeed ? unmet.needs : unmet.supplies
        for node in stack { inside[node] = true }
        while let node = stack.popLast() {
            for arc in arriving[node]
            where flows[arc] < capacities[arc] - lowerBound(ofArc: arc) && !inside[Int(far[arc])] {
                inside[Int(far[arc])] = true
                stack.append(Int(far[arc]))
            }
            for arc in leaving[node] where flows[arc] > 0 && !inside[Int(near[arc])] {
                inside[Int(near[arc])] = true
                stack.append(Int(near[arc]))
            }
        }
        return cut(isNeed ? .unmetNeed : .unplacedSupply, around: inside)
    }
}
