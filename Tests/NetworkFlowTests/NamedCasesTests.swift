import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Flow networks of a kind of their own")
struct NamedCasesTests {
    @Test("degenerate: ties everywhere, arcs without room, and pivots that move nothing", arguments: [3, 8, 20, 60])
    func degenerate(size: Int) throws {
        // Units to place one by one, all at one cost, over nodes in between that hold them back.
        var network = FlowNetwork(nodeCount: 3 * size)
        for row in 0..<size {
            network.setSupply(1, at: row)
            network.setSupply(-1, at: 2 * size + row)
            for column in 0..<size {
                network.addArc(from: row, to: size + column, capacity: column == row ? 0 : 1, cost: 1)
                network.addArc(from: size + column, to: 2 * size + row, capacity: 1, cost: 1)
            }
            network.addArc(from: size + row, to: size + (row + 1) % size, capacity: 0, cost: -9)
            network.addArc(from: size + row, to: size + row, capacity: 3, cost: 0)
        }
        let answer = try network.minimumCostFlow()
        #expect(answer.cost == Int128(2 * size))
        #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
        // A loop that pays is filled; one without limit has no least cost.
        network.addArc(from: 0, to: 0, capacity: 4, cost: -2)
        #expect(try network.minimumCostFlow(from: answer).cost == Int128(2 * size - 8))
        network.addArc(from: 0, to: 0, cost: -2)
        #expect(try network.minimumCostFlow(from: answer).termination.reason == .unbounded)
    }

    @Test("infeasible: the cut names the nodes behind the narrow place")
    func infeasible() throws {
        // 0 and 1 send over 2 to 3, 4 and 5; only 5 units reach 4 and 5, which need 9.
        var network = FlowNetwork(nodeCount: 6)
        for (node, supply) in [8, 4, 0, -3, -6, -3].enumerated() { network.setSupply(Int64(supply), at: node) }
        network.addArc(from: 0, to: 2, cost: 1)
        network.addArc(from: 1, to: 2, cost: 1)
        network.addArc(from: 2, to: 3, cost: 1)
        network.addArc(from: 2, to: 4, capacity: 4, cost: 1)
        network.addArc(from: 3, to: 5, capacity: 1, cost: 1)
        network.addArc(from: 4, to: 5, cost: 1)
        let answer = try network.minimumCostFlow()
        #expect(answer.termination.reason == .infeasible)
        #expect(answer.cut == FlowCut(kind: .unmetNeed, nodes: [4, 5], amount: 9, capacity: 5))
        #expect(answer.cut?.shortfall == 4)
        #expect(answer.flows.isEmpty && answer.prices.isEmpty && answer.cost == nil)
        // Mended, it goes on from there.
        network.setCapacity(8, ofArc: 3)
        let mended = try network.minimumCostFlow(from: answer)
        #expect(mended.termination.isOptimal)
        #expect(mended.cost == (try network.minimumCostFlow().cost))
    }

    @Test("infeasible: what lower bounds force out counts against the nodes")
    func infeasibleLowerBounds() throws {
        var network = FlowNetwork(nodeCount: 3)
        network.addArc(from: 0, to: 1, capacity: 2, cost: 1)
        network.addArc(from: 1, to: 2, capacity: 9, cost: 1, lowerBound: 5)
        network.addArc(from: 2, to: 0, capacity: 9, cost: 1)
        let cut = try #require(try network.minimumCostFlow().cut)
        #expect(cut.shortfall == 3)
    }

    @Test("unbalanced: supplies and needs that differ are told as a cut of everything", arguments: [-2, 3] as [Int64])
    func unbalanced(excess: Int64) throws {
        var network = FlowNetwork(nodeCount: 3)
        network.setSupply(5 + excess, at: 0)
        network.setSupply(-5, at: 2)
        network.addArc(from: 0, to: 1)
        network.addArc(from: 1, to: 2)
        let answer = try network.minimumCostFlow()
        #expect(answer.termination.reason == .infeasible)
        let cut = try #require(answer.cut)
        #expect(cut.kind == (excess > 0 ? .unplacedSupply : .unmetNeed))
        #expect(cut.nodes == [0, 1, 2])
        #expect(cut.shortfall == abs(excess))
        // Transport may leave supply unused; need it may leave unmet at a cost.
        let lanes = [TransportationProblem.Lane(supplier: 0, receiver: 0, cost: 2)]
        let plan = try TransportationProblem(supplies: [5 + excess], demands: [5], lanes: lanes, unmetCost: 100).solve()
        #expect(plan.cost == Int128(excess > 0 ? 10 : 206))
        #expect(plan.unmet == [max(0, -excess)])
    }

    @Test("zero supply: nothing moves, unless going round pays")
    func zeroSupply() throws {
        var network = FlowNetwork(nodeCount: 4)
        for node in 0..<4 { network.addArc(from: node, to: (node + 1) % 4, capacity: 7, cost: 1) }
        let still = try network.minimumCostFlow()
        #expect(still.cost == 0)
        #expect(still.flows == [0, 0, 0, 0])
        network.setCost(-4, ofArc: 2)
        let round = try network.minimumCostFlow(from: still)
        #expect(round.cost == -7)
        #expect(round.flows == [7, 7, 7, 7])
        #expect(network.certificateProblems(flows: round.flows, prices: round.prices) == [])
        let none = TransportationProblem(
            supplies: [0, 0], demands: [0], lanes: [.init(supplier: 0, receiver: 0, cost: 3)])
        #expect(try none.solve().cost == 0)
        var starved = none
        starved.demands = [2]
        let shortage = try #require(try starved.solve().shortage)
        #expect(shortage.receivers == [0])
        #expect(shortage.missing == 2)
    }

    @Test("disconnected: parts are solved side by side, and one that cannot be is named")
    func disconnected() throws {
        var network = FlowNetwork(nodeCount: 7)
        for part in 0..<3 {
            network.setSupply(2, at: 2 * part)
            network.setSupply(-2, at: 2 * part + 1)
            network.addArc(from: 2 * part, to: 2 * part + 1, capacity: 9, cost: Int64(part + 1))
        }
        let answer = try network.minimumCostFlow()
        #expect(answer.cost == 12)
        #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
        #expect(try FlowSensitivity(network, answer).unitPrice(from: 0, to: 3) == nil)
        // Balanced in all, but not in each part.
        network.setSupply(1, at: 0)
        network.setSupply(3, at: 4)
        let torn = try network.minimumCostFlow(from: answer)
        #expect(torn.termination.reason == .infeasible)
        let cut = try #require(torn.cut)
        #expect(cut.shortfall == 1)
        #expect(Set(cut.nodes).isSubset(of: cut.kind == .unmetNeed ? [0, 1] : [4, 5]))
        // A node alone with a need.
        network.setSupply(-2, at: 6)
        network.setSupply(4, at: 4)
        network.setSupply(2, at: 0)
        network.addArc(from: 4, to: 0)
        #expect(try network.minimumCostFlow(from: torn).termination.reason == .infeasible)
        network.addArc(from: 5, to: 6, cost: 5)
        #expect(try network.minimumCostFlow(from: torn).cost == 12 + 10 + 6)
    }

    @Test("overflow: the dearest legal costs along the longest path stay exact, one more is refused")
    func overflow() throws {
        let count = 50
        let dearest = (Int64(1) << 60) / Int64(4 * (count + 2))
        var network = FlowNetwork(nodeCount: count)
        network.setSupply(1 << 58, at: 0)
        network.setSupply(-(1 << 58), at: count - 1)
        for node in 1..<count {
            network.addArc(from: node - 1, to: node, cost: dearest)
            network.addArc(from: node, to: node - 1, capacity: 1 << 20, cost: -dearest)
        }
        let answer = try network.minimumCostFlow()
        let whole = Int128(count - 1) * Int128(dearest) * Int128(1 << 58)
        #expect(answer.cost == whole)
        #expect(network.lowerBound(prices: answer.prices) == whole)
        let sensitivity = try FlowSensitivity(network, answer)
        #expect(sensitivity.unitPrice(from: 0, to: count - 1)?.cost == Int64(count - 1) * dearest)
        #expect(sensitivity.costRange(ofArc: 0)?.contains(dearest) == true)
        var refused = network
        refused.setCost(dearest + 1, ofArc: 3)
        let error = #expect(throws: InvalidNetwork.self) { try refused.minimumCostFlow(from: answer) }
        #expect(error?.problems.map(\.subject) == [.arc(3)])
        refused = network
        refused.setSupply(.min, at: 1)
        #expect(throws: InvalidNetwork.self) { try refused.minimumCostFlow(from: answer) }
    }
}
