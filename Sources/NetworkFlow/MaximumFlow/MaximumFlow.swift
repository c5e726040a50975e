public import LinearOptimization

/// The answer to a maximum flow problem, with the minimum cut that proves it.
public struct MaximumFlow: Sendable, Hashable {
    /// Why the solve stopped: `optimal`, `unbounded`, or a limit.
    public var termination: Termination
    /// Units that reach the sink; the largest possible when `optimal`.
    public var value: Int64
    /// Units per arc.
    public var flows: [Int64]
    /// Whether each node lies on the source's side of the minimum cut; the smallest such side.
    public var isOnSourceSide: [Bool]
    /// Arcs of the minimum cut, ascending; their capacities add up to ``value``.
    public var cutArcs: [Int]

    /// Creates an answer.
    public init(
        termination: Termination, value: Int64, flows: [Int64], isOnSourceSide: [Bool] = [], cutArcs: [Int] = []
    ) {
        self.termination = termination
        self.value = value
        self.flows = flows
        self.isOnSourceSide = isOnSourceSide
        self.cutArcs = cutArcs
    }
}

extension FlowNetwork {
    /// The most that can flow from one node to another within the capacities, and the cut that limits it.
    ///
    /// Shortest augmenting paths in layers (Dinitz 1970), O(nodes² · arcs) at worst. Supplies and costs play no
    /// part. When a path without limits leads to the sink the problem is unbounded.
    ///
    /// - Throws: ``InvalidNetwork`` when the network is malformed, has lower bounds, or source and sink are equal
    ///   or missing.
    public func maximumFlow(
        from source: Int, to sink: Int, options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> MaximumFlow {
        let invalid = maximumFlowProblems(from: source, to: sink)
        guard invalid.isEmpty else { throw InvalidNetwork(invalid) }
        var search = LayeredSearch(self, source: source, sink: sink)
        if search.hasUnlimitedPath {
            return MaximumFlow(
                termination: Termination(.unbounded, detail: "a path of arcs without limits leads to the sink"),
                value: 0, flows: [Int64](repeating: 0, count: arcCount))
        }
        let watch = FlowWatch(options, start: ContinuousClock().now)
        var value: Int64 = 0
        var isStopped = false
        while !isStopped && search.layer() {
            while !isStopped, let amount = search.augment() {
                value += amount
                isStopped = search.augmentations & 255 == 0 && watch.shouldStop(pivots: search.augmentations)
            }
        }
        let flows = search.flows
        if isStopped {
            return MaximumFlow(termination: Termination(.feasible, limit: watch.limit), value: value, flows: flows)
        }
        let side = search.isReached
        let cutArcs = (0..<arcCount).filter { side[Int(sources[$0])] && !side[Int(targets[$0])] }
        return MaximumFlow(
            termination: Termination(.optimal), value: value, flows: flows, isOnSourceSide: side, cutArcs: cutArcs)
    }

    private func maximumFlowProblems(from source: Int, to sink: Int) -> [FlowProblem] {
        var found = problems()
        for node in [source, sink] where !(0..<nodeCount).contains(node) {
            found.append(
                FlowProblem(.node(node), message: "source or sink does not exist", fix: "use nodes 0..<\(nodeCount)"))
        }
        if source == sink {
            found.append(FlowProblem(.node(source), message: "source and sink are one node", fix: "choose two nodes"))
        }
        for arc in lowerBounds.keys.sorted() {
            found.append(FlowProblem(.arc(arc), message: "maximum flow takes no lower bounds", fix: "remove it"))
        }
        guard found.isEmpty else { return found }
        var total: Int64 = 0
        for arc in 0..<arcCount where capacities[arc] != Self.unlimited {
            let (sum, overflow) = total.addingReportingOverflow(capacities[arc])
            guard !overflow, sum <= FlowLimits.amount else {
                return [
                    FlowProblem(
                        .network, message: "capacities add up to more than 2^60 units",
                        fix: "use larger units, or FlowNetwork.unlimited for capacities that never bind")
                ]
            }
            total = sum
        }
        return []
    }
}
