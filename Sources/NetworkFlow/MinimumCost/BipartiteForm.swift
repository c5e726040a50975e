internal import LinearOptimization

/// A network in which every arc leads from a source straight to a sink, seen as transport from few to many or as
/// an assignment, which have faster methods than networks at large.
struct BipartiteForm {
    /// Fewer receivers than this are settled before the tables of moves between suppliers are filled.
    private static let leastReceivers = 5_000

    private let network: FlowNetwork
    /// Nodes of the smaller and of the larger side; the smaller one supplies, whichever way arcs lead.
    private let few: [Int]
    private let many: [Int]
    private let isReversed: Bool
    /// Number of each node on its side.
    private let numberOf: [Int32]

    /// Recognises the form, in O(nodes + arcs).
    ///
    /// `nil` for every other network. Needs a network without ``FlowNetwork/problems()``.
    init?(_ network: FlowNetwork) {
        guard network.lowerBounds.isEmpty, network.nodeCount > 0, network.arcCount > 0 else { return nil }
        // 1 for nodes with leaving arcs, 2 with entering ones.
        var side = [UInt8](repeating: 0, count: network.nodeCount)
        for arc in 0..<network.arcCount {
            let (source, target) = (Int(network.sources[arc]), Int(network.targets[arc]))
            let most = min(network.supplies[source], -network.supplies[target])
            guard network.supplies[source] >= 0, network.supplies[target] <= 0, network.capacities[arc] >= most else {
                return nil
            }
            side[source] |= 1
            side[target] |= 2
        }
        var (sources, targets): ([Int], [Int]) = ([], [])
        var balance: Int64 = 0
        for node in 0..<network.nodeCount {
            balance += network.supplies[node]
            guard abs(network.supplies[node]) <= Int64(Int32.max) else { return nil }
            switch side[node] {
            case 1: sources.append(node)
            case 2: targets.append(node)
            case 0 where network.supplies[node] == 0: break
            default: return nil
            }
        }
        guard balance == 0 else { return nil }
        isReversed = sources.count > targets.count
        few = isReversed ? targets : sources
        many = isReversed ? sources : targets
        var numberOf = [Int32](repeating: -1, count: network.nodeCount)
        for (index, node) in few.enumerated() { numberOf[node] = Int32(index) }
        for (index, node) in many.enumerated() { numberOf[node] = Int32(index) }
        self.network = network
        self.numberOf = numberOf
    }

    /// Solves the network, or leaves it: when no fast method fits, nothing feasible exists, or a limit strikes.
    func solve(options: SolveOptions) -> MinimumCostFlow? {
        if isCompleteUnitSquare { return solveAssignment(options) }
        return isLopsided ? solveTransport(options) : nil
    }

    /// Whether paths over the few suppliers beat pivots: many receivers to a supplier, each with few arcs, since the
    /// tables of moves grow with the square of these.
    private var isLopsided: Bool {
        let (few, many, arcs) = (Double(few.count), Double(many.count), Double(network.arcCount))
        return self.many.count >= Self.leastReceivers && 2 * arcs * few <= many * many
    }

    private var isCompleteUnitSquare: Bool {
        few.count == many.count && network.arcCount == few.count * few.count
            && network.supplies.allSatisfy { abs($0) <= 1 }
            && (few + many).allSatisfy { network.supplies[$0] != 0 }
    }

    private func fewNode(_ arc: Int) -> Int { Int(isReversed ? network.targets[arc] : network.sources[arc]) }

    /// Arcs by node of the larger side, in compressed rows.
    private func arcsByReceiver() -> (starts: [Int32], arcs: [Int32]) {
        let ends = isReversed ? network.sources : network.targets
        var starts = [Int32](repeating: 0, count: many.count + 1)
        for end in ends { starts[Int(numberOf[Int(end)]) + 1] += 1 }
        for index in many.indices { starts[index + 1] += starts[index] }
        var next = starts
        var arcs = [Int32](repeating: 0, count: network.arcCount)
        for (arc, end) in ends.enumerated() {
            let index = Int(numberOf[Int(end)])
            arcs[Int(next[index])] = Int32(arc)
            next[index] += 1
        }
        return (starts, arcs)
    }

    private func solveTransport(_ options: SolveOptions) -> MinimumCostFlow? {
        let (starts, arcs) = arcsByReceiver()
        let needs = many.map { Int32(abs(network.supplies[$0])) }
        let problem = SparseTransportation(
            supplies: few.map { abs(network.supplies[$0]) }, needs: needs.allSatisfy { $0 == 1 } ? nil : needs,
            starts: starts, suppliers: arcs.map { numberOf[fewNode(Int($0))] },
            costs: .init(arcs.map { network.costs[Int($0)] }))
        // Parallel arcs and costs too far apart are left to the network simplex.
        guard let plan = try? problem.solve(options: options), plan.termination.isOptimal, plan.unmet == 0 else {
            return nil
        }
        var flows = [Int64](repeating: 0, count: network.arcCount)
        var prices = [Int64](repeating: 0, count: network.nodeCount)
        for (index, node) in few.enumerated() { prices[node] = isReversed ? -plan.prices[index] : plan.prices[index] }
        for (index, node) in many.enumerated() {
            var least = Int64.max
            for place in problem.arcs(of: index) {
                let arc = Int(arcs[place])
                flows[arc] = plan.units(of: index, on: place, in: problem)
                least = min(least, network.costs[arc] + plan.prices[Int(problem.suppliers[place])])
            }
            if least != .max { prices[node] = isReversed ? -least : least }
        }
        return MinimumCostFlow(
            termination: plan.termination, cost: plan.cost, flows: flows, prices: prices, statistics: plan.statistics)
    }

    /// Where an arc stands in the matrix, receivers in rows.
    private func cell(of arc: Int, _ size: Int) -> Int {
        let (source, target) = (Int(numberOf[Int(network.sources[arc])]), Int(numberOf[Int(network.targets[arc])]))
        return isReversed ? source * size + target : target * size + source
    }

    private func solveAssignment(_ options: SolveOptions) -> MinimumCostFlow? {
        let size = few.count
        var costs = [Int64](repeating: 0, count: size * size)
        var isGiven = [Bool](repeating: false, count: size * size)
        for arc in 0..<network.arcCount {
            let cell = cell(of: arc, size)
            // A pair given twice: not a complete matrix after all.
            guard !isGiven[cell] else { return nil }
            isGiven[cell] = true
            costs[cell] = network.costs[arc]
        }
        guard let answer = try? Assignment.minimumCost(rows: size, columns: size, costs: costs, options: options),
            answer.termination.isOptimal
        else { return nil }
        var flows = [Int64](repeating: 0, count: network.arcCount)
        var prices = [Int64](repeating: 0, count: network.nodeCount)
        isGiven = [Bool](repeating: false, count: size * size)
        for (row, column) in answer.columns.enumerated() { isGiven[row * size + column] = true }
        for arc in 0..<network.arcCount where isGiven[cell(of: arc, size)] { flows[arc] = 1 }
        for (row, node) in many.enumerated() {
            prices[node] = isReversed ? -answer.rowPrices[row] : answer.rowPrices[row]
        }
        for (column, node) in few.enumerated() {
            prices[node] = isReversed ? answer.columnPrices[column] : -answer.columnPrices[column]
        }
        return MinimumCostFlow(
            termination: answer.termination, cost: answer.cost, flows: flows, prices: prices)
    }
}
