import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Maximum flow")
struct MaximumFlowTests {
    @Test("equals the smallest cut over every set of nodes", arguments: 0..<4)
    func smallestCut(batch: Int) throws {
        for seed in (batch * 100)..<(batch * 100 + 100) { try checkSmallestCut(seed: seed) }
    }

    private func checkSmallestCut(seed: Int) throws {
        let shape = Networks.Shape(
            nodes: 2...7, arcs: 0...16, capacity: 6, cost: 0...0, supply: 0, unlimitedShare: seed % 3 == 0 ? 0.2 : 0)
        let network = Networks.random(shape, seed: UInt64(seed))
        let sink = network.nodeCount - 1
        var smallest: Int64?
        for mask in 0..<(1 << network.nodeCount) where mask & 1 == 1 && mask >> sink & 1 == 0 {
            var total: Int64 = 0
            var isFinite = true
            for arc in 0..<network.arcCount
            where mask >> Int(network.sources[arc]) & 1 == 1 && mask >> Int(network.targets[arc]) & 1 == 0 {
                if network.capacities[arc] == FlowNetwork.unlimited {
                    isFinite = false
                } else {
                    total += network.capacities[arc]
                }
            }
            if isFinite { smallest = min(smallest ?? total, total) }
        }
        let answer = try network.maximumFlow(from: 0, to: sink)
        guard let smallest else {
            #expect(answer.termination.reason == .unbounded)
            return
        }
        #expect(answer.termination.isOptimal)
        #expect(answer.value == smallest)
        #expect(answer.cutArcs.reduce(0) { $0 + network.capacities[$1] } == smallest)
        #expect(answer.isOnSourceSide[0] && !answer.isOnSourceSide[sink])
        var net = [Int64](repeating: 0, count: network.nodeCount)
        for arc in 0..<network.arcCount {
            #expect((0...network.capacities[arc]).contains(answer.flows[arc]))
            net[Int(network.sources[arc])] -= answer.flows[arc]
            net[Int(network.targets[arc])] += answer.flows[arc]
        }
        #expect(net[sink] == smallest && net[0] == -smallest)
        #expect(net.dropFirst().dropLast().allSatisfy { $0 == 0 })
    }

    @Test("a long chain is no problem for the stack")
    func longChain() throws {
        let count = 200_000
        var network = FlowNetwork(nodeCount: count)
        for node in 0..<(count - 1) { network.addArc(from: node, to: node + 1, capacity: 5 + Int64(node % 3)) }
        #expect(try network.maximumFlow(from: 0, to: count - 1).value == 5)
    }
}
