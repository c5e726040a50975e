import LinearOptimization
import NetworkFlow
import Testing

@Suite("Flow validation")
struct FlowValidationTests {
    @Test("every problem of a malformed network is reported at once")
    func allProblems() throws {
        var network = FlowNetwork(nodeCount: 3)
        network.setSupply(1, at: 7)
        network.setSupply(2, at: -1)
        network.addArc(from: 0, to: 3)
        network.addArc(from: -4, to: 1)
        network.addArc(from: 0, to: 1, capacity: -2)
        network.addArc(from: 0, to: 1, capacity: 2, lowerBound: 3)
        network.addArc(from: 0, to: 1, capacity: 2, lowerBound: -3)
        network.addArc(from: 0, to: 1, cost: Int64.max)
        network.addArc(from: 0, to: 1, cost: Int64.min)
        let problems = network.problems()
        #expect(problems.count == 9)
        for arc in 0..<7 { #expect(problems.contains { $0.subject == .arc(arc) }, "arc \(arc)") }
        #expect(problems.contains { $0.subject == .node(7) })
        let error = #expect(throws: InvalidNetwork.self) { try network.minimumCostFlow() }
        #expect(error?.problems == problems)
        #expect(error?.description.split(separator: "\n").count == 9)
    }

    @Test(
        "amounts near the edge of 64 bits are refused, never a trap",
        arguments: [Int64.max, Int64.min, Int64.max - 1, Int64.min + 1, 1 << 61, -(1 << 61)])
    func hugeAmounts(amount: Int64) throws {
        var network = FlowNetwork(nodeCount: 2)
        network.setSupply(amount, at: 0)
        network.setSupply(amount, at: 1)
        network.addArc(from: 0, to: 1)
        #expect(throws: InvalidNetwork.self) { try network.minimumCostFlow() }

        var capacities = FlowNetwork(nodeCount: 2)
        for _ in 0..<4 { capacities.addArc(from: 0, to: 1, capacity: abs(max(amount, -Int64.max)) - 1, cost: -1) }
        #expect(throws: InvalidNetwork.self) { try capacities.minimumCostFlow() }
        #expect(throws: InvalidNetwork.self) { try capacities.maximumFlow(from: 0, to: 1) }
        #expect(throws: InvalidNetwork.self) {
            try TransportationProblem(supplies: [amount], demands: [amount]).solve()
        }
        #expect(throws: InvalidNetwork.self) { try Assignment.minimumCost([[amount]]) }
    }

    @Test("large but legal amounts and costs are exact")
    func largeAmounts() throws {
        var network = FlowNetwork(nodeCount: 2)
        let amount: Int64 = 1 << 58
        let cost: Int64 = 1 << 55
        network.setSupply(amount, at: 0)
        network.setSupply(-amount, at: 1)
        // Capacities that never bind may be as large as one likes.
        network.addArc(from: 0, to: 1, capacity: Int64.max - 1, cost: cost)
        network.addArc(from: 0, to: 1, capacity: Int64.max - 1, cost: cost + 1)
        let answer = try network.minimumCostFlow()
        #expect(answer.cost == Int128(amount) * Int128(cost))
        #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
        // Absurd prices prove a poor limit, but a true one.
        #expect(try #require(network.lowerBound(prices: [Int64.max, Int64.min])) < 0)
        #expect(network.lowerBound(prices: [Int64.max, Int64.max]) == 0)
    }

    @Test("empty networks are solved")
    func empty() throws {
        #expect(try FlowNetwork(nodeCount: 0).minimumCostFlow().cost == 0)
        #expect(try FlowNetwork(nodeCount: 3).minimumCostFlow().cost == 0)
        #expect(try TransportationProblem(supplies: [], demands: []).solve().cost == 0)
        #expect(try Assignment.minimumCost([]).columns.isEmpty)
    }

    @Test("source and sink of a maximum flow are checked")
    func maximumFlowEnds() {
        var network = FlowNetwork(nodeCount: 2)
        #expect(throws: InvalidNetwork.self) { try network.maximumFlow(from: 0, to: 0) }
        #expect(throws: InvalidNetwork.self) { try network.maximumFlow(from: -1, to: 5) }
        network.addArc(from: 0, to: 1, capacity: 3, lowerBound: 1)
        #expect(throws: InvalidNetwork.self) { try network.maximumFlow(from: 0, to: 1) }
    }
}
