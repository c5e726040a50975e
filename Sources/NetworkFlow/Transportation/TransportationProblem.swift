public import LinearOptimization

/// Suppliers with limited amounts, receivers with demands, and lanes between some of them at a cost per unit.
///
/// Suppliers and receivers are numbered from 0 each. Amounts and costs are whole numbers.
public struct TransportationProblem: Sendable, Hashable {
    /// A connection from a supplier to a receiver.
    public struct Lane: Sendable, Hashable {
        /// Supplier number.
        public var supplier: Int
        /// Receiver number.
        public var receiver: Int
        /// Cost of one unit.
        public var cost: Int64
        /// Most it carries, in units.
        public var capacity: Int64

        /// Creates a lane.
        public init(supplier: Int, receiver: Int, cost: Int64, capacity: Int64 = FlowNetwork.unlimited) {
            self.supplier = supplier
            self.receiver = receiver
            self.cost = cost
            self.capacity = capacity
        }
    }

    /// Most each supplier sends, in units.
    public var supplies: [Int64]
    /// What each receiver needs, in units.
    public var demands: [Int64]
    /// The lanes.
    public var lanes: [Lane]
    /// Cost of leaving one unit of demand unmet; `nil` when all demand must be met.
    public var unmetCost: Int64?

    /// Creates a problem.
    public init(supplies: [Int64], demands: [Int64], lanes: [Lane] = [], unmetCost: Int64? = nil) {
        self.supplies = supplies
        self.demands = demands
        self.lanes = lanes
        self.unmetCost = unmetCost
    }

    /// Everything wrong with the problem; empty when it can be solved.
    public func problems() -> [FlowProblem] {
        var found: [FlowProblem] = []
        for (index, amount) in supplies.enumerated() where amount < 0 || amount > FlowLimits.amount {
            found.append(
                FlowProblem(.node(index), message: "supplier \(index) has \(amount) units", fix: "give 0...2^60"))
        }
        for (index, amount) in demands.enumerated() where amount < 0 || amount > FlowLimits.amount {
            found.append(
                FlowProblem(
                    .node(supplies.count + index), message: "receiver \(index) needs \(amount) units",
                    fix: "give 0...2^60"))
        }
        for (index, lane) in lanes.enumerated() {
            if !supplies.indices.contains(lane.supplier) {
                found.append(
                    FlowProblem(
                        .arc(index), message: "supplier \(lane.supplier) does not exist",
                        fix: "use 0..<\(supplies.count)"))
            }
            if !demands.indices.contains(lane.receiver) {
                found.append(
                    FlowProblem(
                        .arc(index), message: "receiver \(lane.receiver) does not exist",
                        fix: "use 0..<\(demands.count)"))
            }
        }
        guard found.isEmpty else { return found }
        guard let network = network() else {
            return [
                FlowProblem(.network, message: "supplies or demands add up to more than 2^60", fix: "use larger units")
            ]
        }
        return network.problems()
    }

    /// The problem as a network, or `nil` when amounts add up to too much.
    ///
    /// Nodes: suppliers, receivers and one more that takes what is left over and, at the unmet cost, stands in for
    /// what is missing. Arcs: lanes, then one per supplier, then one per receiver.
    func network() -> FlowNetwork? {
        var offered: Int64 = 0
        var needed: Int64 = 0
        for amount in supplies {
            offered += amount
            if offered > FlowLimits.amount { return nil }
        }
        for amount in demands {
            needed += amount
            if needed > FlowLimits.amount { return nil }
        }
        let spare = supplies.count + demands.count
        var network = FlowNetwork(nodeCount: spare + 1)
        network.reserveCapacity(arcs: lanes.count + spare)
        for (index, amount) in supplies.enumerated() { network.setSupply(amount, at: index) }
        for (index, amount) in demands.enumerated() { network.setSupply(-amount, at: supplies.count + index) }
        for lane in lanes {
            network.addArc(
                from: lane.supplier, to: supplies.count + lane.receiver, capacity: lane.capacity, cost: lane.cost)
        }
        for index in supplies.indices { network.addArc(from: index, to: spare) }
        if let unmetCost {
            network.setSupply(needed - offered, at: spare)
            for (index, amount) in demands.enumerated() {
                network.addArc(from: spare, to: supplies.count + index, capacity: amount, cost: unmetCost)
            }
        } else {
            // Without stand-ins the node only absorbs; too little supply then shows as unmet need.
            network.setSupply(-max(0, offered - needed), at: spare)
        }
        return network
    }

    /// Sends every unit at least total cost, exactly, with the prices that prove it.
    ///
    /// - Throws: ``InvalidNetwork`` with every problem of malformed data.
    public func solve(options: SolveOptions = SolveOptions()) throws(InvalidNetwork) -> TransportationPlan {
        let problems = problems()
        guard problems.isEmpty, let network = network() else { throw InvalidNetwork(problems) }
        let answer = try network.minimumCostFlow(options: options)
        var plan = TransportationPlan(termination: answer.termination, statistics: answer.statistics)
        plan.cost = answer.cost
        if !answer.flows.isEmpty || answer.termination.isOptimal {
            plan.shipments = Array(answer.flows.prefix(lanes.count))
            plan.unmet =
                unmetCost == nil
                ? [Int64](repeating: 0, count: demands.count)
                : Array(answer.flows.suffix(demands.count))
        }
        if let base = answer.prices.last {
            plan.supplyPrices = answer.prices.prefix(supplies.count).map { $0 - base }
            plan.demandPrices = answer.prices.dropFirst(supplies.count).prefix(demands.count).map { $0 - base }
        }
        if let cut = answer.cut {
            plan.shortage = TransportationPlan.Shortage(
                receivers: cut.nodes.filter { $0 >= supplies.count && $0 < supplies.count + demands.count }
                    .map { $0 - supplies.count },
                suppliers: cut.nodes.filter { $0 < supplies.count },
                missing: cut.shortfall)
        }
        return plan
    }
}

/// The answer to a transportation problem.
public struct TransportationPlan: Sendable, Hashable {
    /// Why the demands of some receivers cannot be met.
    public struct Shortage: Sendable, Hashable {
        /// Receivers that together need more than can reach them.
        public var receivers: [Int]
        /// Every supplier that can reach them beyond lanes that are full.
        public var suppliers: [Int]
        /// Units missing.
        public var missing: Int64

        /// Creates a shortage.
        public init(receivers: [Int], suppliers: [Int], missing: Int64) {
            self.receivers = receivers
            self.suppliers = suppliers
            self.missing = missing
        }
    }

    /// Why the solve stopped.
    public var termination: Termination
    /// Total cost, unmet demand included; `nil` when no plan is held.
    public var cost: Int128?
    /// Units per lane.
    public var shipments: [Int64] = []
    /// Units of demand left unmet, per receiver.
    public var unmet: [Int64] = []
    /// What one more unit at a supplier would save (dual value, at least 0); empty unless optimal.
    public var supplyPrices: [Int64] = []
    /// What one more unit of demand would cost, at most the unmet cost; empty unless optimal.
    ///
    /// For every lane without a limit `demand price ≤ supply price + cost`; the demands at their prices less the
    /// supplies at theirs add up to the cost when no lane has a limit.
    public var demandPrices: [Int64] = []
    /// For infeasible problems, who cannot be served and why.
    public var shortage: Shortage?
    /// Pivots and times.
    public var statistics: SolveStatistics

    /// Creates an answer that holds nothing yet.
    public init(termination: Termination, statistics: SolveStatistics = SolveStatistics()) {
        self.termination = termination
        self.statistics = statistics
    }
}
