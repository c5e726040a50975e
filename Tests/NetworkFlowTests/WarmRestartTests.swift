import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Minimum-cost flow after a change")
struct WarmRestartTests {
    private static let shapes: [Networks.Shape] = [
        .init(nodes: 2...12, arcs: 4...40, capacity: 9, cost: 0...20, supply: 4),
        .init(nodes: 2...12, arcs: 4...40, capacity: 9, cost: -10...20, supply: 4, lowerBoundShare: 0.1),
        .init(nodes: 2...10, arcs: 4...40, capacity: 9, cost: -1...20, supply: 4, unlimitedShare: 0.4),
        .init(nodes: 20...40, arcs: 150...300, capacity: 30, cost: 0...100, supply: 12),
        .init(nodes: 20...40, arcs: 150...300, capacity: 8, cost: 0...3, supply: 3),
    ]

    /// Changes a few things at random.
    private func edit(_ network: inout FlowNetwork, capacity: Int64, using generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let node = Int.random(in: 0..<network.nodeCount, using: &generator)
            let other = Int.random(in: 0..<network.nodeCount, using: &generator)
            let arc = network.arcCount > 0 ? Int.random(in: 0..<network.arcCount, using: &generator) : 0
            switch Int.random(in: 0..<5, using: &generator) {
            case 0 where network.arcCount > 0:
                network.setCost(Int64.random(in: -5...40, using: &generator), ofArc: arc)
            case 1 where network.arcCount > 0:
                let least = network.lowerBound(ofArc: arc)
                network.setCapacity(least + Int64.random(in: 0...capacity, using: &generator), ofArc: arc)
            case 2:
                network.addArc(
                    from: node, to: other, capacity: Int64.random(in: 0...capacity, using: &generator),
                    cost: Int64.random(in: -3...30, using: &generator))
            default:
                let units = Int64.random(in: 0...3, using: &generator)
                network.setSupply(network.supplies[node] + units, at: node)
                network.setSupply(network.supplies[other] - units, at: other)
            }
        }
    }

    @Test("edits one after another: the same status and cost as from the beginning", arguments: 0..<5)
    func edits(variant: Int) throws {
        var optimal = 0
        for number in 0..<24 {
            let seed = UInt64(40_000 + 100 * variant + number)
            var generator = SeededGenerator(seed: seed)
            let shape = Self.shapes[variant]
            var network = Networks.random(shape, seed: seed)
            var answer = try network.minimumCostFlow()
            for step in 0..<8 {
                edit(&network, capacity: shape.capacity, using: &generator)
                answer = try network.minimumCostFlow(from: answer)
                let cold = try network.minimumCostFlow()
                #expect(answer.termination.reason == cold.termination.reason, "seed \(seed), step \(step)")
                #expect(answer.cost == cold.cost, "seed \(seed), step \(step)")
                #expect((answer.cut == nil) == (cold.cut == nil))
                guard answer.termination.isOptimal else { continue }
                optimal += 1
                #expect(
                    network.certificateProblems(flows: answer.flows, prices: answer.prices) == [],
                    "seed \(seed), step \(step)")
            }
        }
        #expect(optimal > 20)
    }

    @Test("without a change nothing is left to do")
    func unchanged() throws {
        let network = Networks.random(Self.shapes[3], seed: 7)
        let cold = try network.minimumCostFlow()
        let warm = try network.minimumCostFlow(from: cold)
        #expect(cold.termination.isOptimal && cold.statistics.simplexIterations > 20)
        #expect(warm.statistics.simplexIterations == 0)
        #expect(warm.flows == cold.flows)
        #expect(warm.prices == cold.prices)
    }

    @Test("transport and assignment, which are solved without a tree, are restarted from flows and prices")
    func bipartite() throws {
        var generator = SeededGenerator(seed: 11)
        for size in [4, 30] {
            var network = FlowNetwork(nodeCount: 2 * size)
            for row in 0..<size {
                network.setSupply(1, at: row)
                network.setSupply(-1, at: size + row)
                for column in 0..<size {
                    network.addArc(
                        from: row, to: size + column, cost: Int64.random(in: 1...1_000, using: &generator))
                }
            }
            let cold = try network.minimumCostFlow()
            network.setCost(5_000, ofArc: try #require(cold.flows.firstIndex(of: 1)))
            let warm = try network.minimumCostFlow(from: cold)
            #expect(warm.cost == (try network.minimumCostFlow().cost))
            #expect(network.certificateProblems(flows: warm.flows, prices: warm.prices) == [])
        }
    }

    @Test("an answer to any other network does no harm", arguments: 0..<5)
    func foreign(variant: Int) throws {
        for number in 0..<40 {
            let network = Networks.random(Self.shapes[variant], seed: UInt64(number))
            let other = Networks.random(Self.shapes[(variant + number) % 5], seed: UInt64(1_000 + number))
            let warm = try network.minimumCostFlow(from: other.minimumCostFlow())
            let cold = try network.minimumCostFlow()
            #expect(warm.termination.reason == cold.termination.reason, "seed \(number)")
            #expect(warm.cost == cold.cost, "seed \(number)")
        }
    }

    @Test("changes of arcs that do not exist are told")
    func outside() {
        var network = FlowNetwork(nodeCount: 2)
        network.setCost(1, ofArc: 0)
        network.setCapacity(1, ofArc: -1)
        #expect(network.problems().map(\.subject) == [.arc(0), .arc(-1)])
        #expect(throws: InvalidNetwork.self) { try network.minimumCostFlow() }
    }

    @Test("full arcs whose capacities grew to the edge of 64 bits start anew")
    func huge() throws {
        var network = FlowNetwork(nodeCount: 3)
        for _ in 0..<4 { network.addArc(from: 0, to: 1, capacity: 5, cost: -3) }
        for _ in 0..<4 { network.addArc(from: 1, to: 0, capacity: 5, cost: 1) }
        let first = try network.minimumCostFlow()
        #expect(first.cost == -40)
        for arc in 0..<4 {
            network.setCost(2, ofArc: arc)
            network.setCapacity(1 << 62, ofArc: arc)
        }
        network.setSupply(1 << 58, at: 0)
        network.setSupply(-(1 << 58), at: 1)
        let warm = try network.minimumCostFlow(from: first)
        #expect(warm.cost == Int128(1 << 59))
        #expect(network.certificateProblems(flows: warm.flows, prices: warm.prices) == [])
    }
}
