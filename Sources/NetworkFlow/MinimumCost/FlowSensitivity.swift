internal import LinearOptimization

/// How far an optimal flow holds: over which costs of an arc it stays optimal, and what one more unit between two
/// nodes costs, for how many units.
///
/// Both are exact, for the flow rather than for one of the bases that may describe it, by shortest paths over what
/// the flow leaves free: O(arcs · log arcs) for each question.
public struct FlowSensitivity: Sendable {
    /// Costs of one arc over which a flow stays optimal while all other costs stay.
    public struct CostRange: Sendable, Hashable {
        /// The least cost; `nil` for none, as on arcs that are full.
        public var least: Int64?
        /// The greatest cost; `nil` for none, as on arcs that carry no more than they must.
        public var most: Int64?

        /// Creates a range.
        public init(least: Int64?, most: Int64?) {
            self.least = least
            self.most = most
        }

        /// Whether the range holds a cost.
        public func contains(_ cost: Int64) -> Bool { cost >= least ?? .min && cost <= most ?? .max }
    }

    /// What more units between two nodes cost.
    public struct UnitPrice: Sendable, Hashable {
        /// Change of the least total cost for each unit.
        public var cost: Int64
        /// Up to how many units that price holds, `nil` for no limit; beyond, units are dearer, or there are none.
        public var units: Int64?

        /// Creates a price.
        public init(cost: Int64, units: Int64?) {
            self.cost = cost
            self.units = units
        }
    }

    private let network: FlowNetwork
    private let flows: [Int64]
    private let prices: [Int64]
    private let leaving: Adjacency
    private let entering: Adjacency

    /// Prepares questions about an optimal answer.
    ///
    /// - Throws: ``InvalidNetwork`` when flows and prices of the answer do not prove each other optimal.
    public init(_ network: FlowNetwork, _ answer: MinimumCostFlow) throws(InvalidNetwork) {
        var problems = network.certificateProblems(flows: answer.flows, prices: answer.prices)
        if answer.prices.contains(where: { $0.magnitude > FlowLimits.price.magnitude }) {
            problems.append(
                FlowProblem(.network, message: "prices are beyond ±2^60", fix: "give the prices of a solved network"))
        }
        guard problems.isEmpty else { throw InvalidNetwork(problems) }
        self.network = network
        flows = answer.flows
        prices = answer.prices
        leaving = Adjacency(nodeCount: network.nodeCount, arcs: 0..<network.arcCount) { Int(network.sources[$0]) }
        entering = Adjacency(nodeCount: network.nodeCount, arcs: 0..<network.arcCount) { Int(network.targets[$0]) }
    }

    /// The costs of an arc over which the flow stays optimal; `nil` for an arc the network does not have.
    ///
    /// Beyond them some other flow is cheaper, or, below the least cost of an arc without limit, there may be no
    /// least cost at all.
    public func costRange(ofArc arc: Int) -> CostRange? {
        guard network.costs.indices.contains(arc) else { return nil }
        let (source, target) = (Int(network.sources[arc]), Int(network.targets[arc]))
        var range = CostRange(least: nil, most: nil)
        if flows[arc] < network.capacities[arc], let way = cost(from: target, to: source, without: arc) {
            range.least = -way
        }
        if flows[arc] > network.lowerBound(ofArc: arc), let way = cost(from: source, to: target, without: arc) {
            range.most = way
        }
        return range
    }

    /// What it costs to carry one more unit from a node to another, that is, when the one supplies and the other
    /// needs one more, and for how many units that holds.
    ///
    /// `nil` when no more unit can be carried or a node does not exist. With the nodes exchanged it is what one unit
    /// less saves, negated. Prices of nodes are the same where a tree allows both; where it does not, they differ, and
    /// the true price is this one.
    public func unitPrice(from source: Int, to target: Int) -> UnitPrice? {
        guard network.supplies.indices.contains(source), network.supplies.indices.contains(target) else { return nil }
        guard source != target else { return UnitPrice(cost: 0, units: nil) }
        let search = search(from: source, to: target, without: nil)
        guard search.isReached[target] else { return nil }
        let far = search.distance[target]
        // With prices raised by the distances, the cheapest ways use only what costs nothing.
        var free = FlowNetwork(nodeCount: network.nodeCount)
        let height = (0..<network.nodeCount).map { search.isReached[$0] ? min(search.distance[$0], far) : far }
        for arc in 0..<network.arcCount {
            let (a, b) = (Int(network.sources[arc]), Int(network.targets[arc]))
            guard reduced(arc) + height[a] == height[b] else { continue }
            let capacity = network.capacities[arc]
            if flows[arc] < capacity {
                let room = capacity == FlowNetwork.unlimited ? capacity : capacity - flows[arc]
                free.addArc(from: a, to: b, capacity: room)
            }
            if flows[arc] > network.lowerBound(ofArc: arc) {
                free.addArc(from: b, to: a, capacity: flows[arc] - network.lowerBound(ofArc: arc))
            }
        }
        return UnitPrice(
            cost: far + prices[target] - prices[source], units: free.cheapUnits(from: source, to: target))
    }

    private func reduced(_ arc: Int) -> Int64 {
        network.costs[arc] + prices[Int(network.sources[arc])] - prices[Int(network.targets[arc])]
    }

    /// Cost of the cheapest way of one more unit that leaves an arc alone; `nil` when there is none.
    private func cost(from source: Int, to target: Int, without arc: Int) -> Int64? {
        let search = search(from: source, to: target, without: arc)
        return search.isReached[target] ? search.distance[target] + prices[target] - prices[source] : nil
    }

    /// Distances in reduced costs, final for every node nearer than the target.
    private func search(from source: Int, to target: Int, without barred: Int?) -> (
        isReached: [Bool], distance: [Int64]
    ) {
        var isReached = [Bool](repeating: false, count: network.nodeCount)
        var distance = [Int64](repeating: 0, count: network.nodeCount)
        var heap = KeyHeap<Reach>()
        defer { heap.free() }
        heap.reserve(2 * network.arcCount + 1)
        heap.push(Reach(distance: 0, index: Int32(source)))
        while let reach = heap.pop() {
            let node = Int(reach.index)
            guard !isReached[node] else { continue }
            isReached[node] = true
            distance[node] = reach.distance
            if node == target { break }
            for arc in leaving[node] where flows[arc] < network.capacities[arc] && arc != barred {
                let next = network.targets[arc]
                guard !isReached[Int(next)] else { continue }
                heap.push(Reach(distance: reach.distance + reduced(arc), index: next))
            }
            for arc in entering[node] where flows[arc] > network.lowerBound(ofArc: arc) && arc != barred {
                let next = network.sources[arc]
                guard !isReached[Int(next)] else { continue }
                heap.push(Reach(distance: reach.distance - reduced(arc), index: next))
            }
        }
        return (isReached, distance)
    }
}

extension FlowNetwork {
    /// The most that can flow between two different nodes; `nil` when an unlimited path joins them.
    ///
    /// Capacities too large to be added up count as a share of what can be.
    fileprivate func cheapUnits(from source: Int, to target: Int) -> Int64? {
        var network = self
        let share = FlowLimits.amount / Int64(max(1, arcCount))
        for arc in 0..<arcCount where capacities[arc] > share && capacities[arc] != Self.unlimited {
            network.setCapacity(share, ofArc: arc)
        }
        guard let flow = try? network.maximumFlow(from: source, to: target) else { return 0 }
        return flow.termination.isOptimal ? flow.value : nil
    }
}
