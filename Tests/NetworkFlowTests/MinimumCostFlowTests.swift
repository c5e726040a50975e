import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Minimum-cost flow")
struct MinimumCostFlowTests {
    @Test("agrees with every flow of a small network, and proves it", arguments: 0..<6)
    func bruteForce(variant: Int) throws {
        let shapes: [Networks.Shape] = [
            .init(nodes: 1...4, arcs: 0...6, capacity: 2, cost: -4...9, supply: 2),
            .init(nodes: 2...5, arcs: 4...7, capacity: 2, cost: 0...9, supply: 1),
            .init(nodes: 2...4, arcs: 3...6, capacity: 3, cost: -5...5, supply: 2, lowerBoundShare: 0.4),
            .init(nodes: 2...4, arcs: 2...6, capacity: 2, cost: -3...6, supply: 2, isBalanced: false),
            .init(nodes: 3...5, arcs: 5...8, capacity: 1, cost: -9...9, supply: 0),
            .init(nodes: 2...3, arcs: 4...7, capacity: 2, cost: 0...1, supply: 3),
        ]
        var feasible = 0
        for seed in 0..<250 {
            let seed = UInt64(variant * 1_000 + seed)
            let network = Networks.random(shapes[variant], seed: seed)
            let answer = try network.minimumCostFlow()
            guard let best = Networks.bruteForce(network) else {
                #expect(answer.termination.reason == .infeasible, "seed \(seed)")
                let cut = try #require(answer.cut, "seed \(seed)")
                try expectProof(cut, of: network, seed: seed)
                continue
            }
            feasible += 1
            #expect(answer.termination.isOptimal, "seed \(seed)")
            #expect(answer.cost == best, "seed \(seed)")
            #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [], "seed \(seed)")
            #expect(network.lowerBound(prices: answer.prices) == best, "seed \(seed)")
        }
        #expect(feasible > 5 && feasible <= 250, "the shapes should give both kinds of network")
    }

    /// Recomputes a cut from the network's own numbers.
    private func expectProof(_ cut: FlowCut, of network: FlowNetwork, seed: UInt64) throws {
        let inside = Set(cut.nodes)
        let net = inside.reduce(Int64(0)) { $0 + network.supplies[$1] }
        var through: Int64 = 0
        for arc in 0..<network.arcCount {
            let (a, b) = (inside.contains(Int(network.sources[arc])), inside.contains(Int(network.targets[arc])))
            let isInward = !a && b
            let isOutward = a && !b
            if cut.kind == .unmetNeed ? isInward : isOutward { through += network.capacities[arc] }
            if cut.kind == .unmetNeed ? isOutward : isInward { through -= network.lowerBound(ofArc: arc) }
        }
        #expect((cut.kind == .unmetNeed ? -net : net) == cut.amount, "seed \(seed)")
        #expect(through == cut.capacity, "seed \(seed)")
        #expect(cut.shortfall > 0, "seed \(seed)")
    }

    @Test("larger networks carry a valid certificate", arguments: 0..<12)
    func certificates(seed: Int) throws {
        let shape = Networks.Shape(
            nodes: 30...60, arcs: 300...900, capacity: 40, cost: -20...100, supply: 15, unlimitedShare: 0,
            lowerBoundShare: 0.02)
        let network = Networks.random(shape, seed: UInt64(seed))
        let answer = try network.minimumCostFlow()
        if answer.termination.isOptimal {
            #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
            #expect(network.lowerBound(prices: answer.prices) == answer.cost)
        } else {
            try expectProof(#require(answer.cut), of: network, seed: UInt64(seed))
        }
    }

    @Test("a certificate with one unit or one price changed is refused")
    func brokenCertificates() throws {
        var network = FlowNetwork(nodeCount: 3)
        network.setSupply(4, at: 0)
        network.setSupply(-4, at: 2)
        network.addArc(from: 0, to: 1, capacity: 3, cost: 1)
        network.addArc(from: 1, to: 2, cost: 1)
        network.addArc(from: 0, to: 2, cost: 5)
        let answer = try network.minimumCostFlow()
        #expect(answer.cost == 11)
        #expect(answer.flows == [3, 3, 1])
        for arc in 0..<3 {
            var flows = answer.flows
            flows[arc] += 1
            #expect(!network.certificateProblems(flows: flows, prices: answer.prices).isEmpty)
        }
        // Feasible, but dearer than need be.
        #expect(!network.certificateProblems(flows: [2, 2, 2], prices: answer.prices).isEmpty)
        var prices = answer.prices
        prices[2] += 1
        #expect(!network.certificateProblems(flows: answer.flows, prices: prices).isEmpty)
        #expect(network.lowerBound(prices: prices) == nil, "the unlimited arc would run at a loss")
        #expect(network.lowerBound(prices: [0, 0, 0]) == 0)
        #expect(network.certificateProblems(flows: [], prices: []).count == 1)
    }

    @Test("costs without limit are found, with the cycle")
    func unbounded() throws {
        var network = FlowNetwork(nodeCount: 4)
        network.addArc(from: 0, to: 1, cost: 2)
        network.addArc(from: 1, to: 2, cost: -3)
        network.addArc(from: 2, to: 1, cost: 3)
        network.addArc(from: 2, to: 0, cost: 0)
        network.addArc(from: 3, to: 3, capacity: 7, cost: -1)
        let answer = try network.minimumCostFlow()
        #expect(answer.termination.reason == .unbounded)
        #expect(Set(answer.negativeCycle) == [0, 1, 3])
        // The same cycle in an infeasible network is no answer at all.
        network.setSupply(-1, at: 3)
        network.setSupply(1, at: 0)
        #expect(try network.minimumCostFlow().termination.reason == .infeasible)
    }

    @Test("unlimited arcs of negative cost are fine while every cycle has a limit", arguments: 0..<4)
    func unlimitedArcs(batch: Int) throws {
        for seed in (batch * 100)..<(batch * 100 + 100) { try checkUnlimitedArcs(seed: seed) }
    }

    private func checkUnlimitedArcs(seed: Int) throws {
        let shape = Networks.Shape(
            nodes: 2...6, arcs: 3...12, capacity: 5, cost: -3...9, supply: 3, unlimitedShare: 0.5)
        let network = Networks.random(shape, seed: UInt64(seed))
        let answer = try network.minimumCostFlow()
        switch answer.termination.reason {
        case .optimal:
            #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
        case .unbounded:
            let cost = answer.negativeCycle.reduce(Int64(0)) { $0 + network.costs[$1] }
            #expect(cost < 0)
            for (index, arc) in answer.negativeCycle.enumerated() {
                let next = answer.negativeCycle[(index + 1) % answer.negativeCycle.count]
                #expect(network.targets[arc] == network.sources[next])
                #expect(network.capacities[arc] == FlowNetwork.unlimited)
            }
        default:
            try expectProof(#require(answer.cut), of: network, seed: UInt64(seed))
        }
    }

    @Test("scaling costs and amounts scales the answer")
    func scaling() throws {
        let shape = Networks.Shape(nodes: 8...12, arcs: 40...60, capacity: 9, cost: 1...30, supply: 3)
        for seed in 0..<20 {
            let network = Networks.random(shape, seed: UInt64(seed))
            let plain = try network.minimumCostFlow()
            var scaled = FlowNetwork(nodeCount: network.nodeCount)
            for node in 0..<network.nodeCount { scaled.setSupply(7 * network.supplies[node], at: node) }
            for arc in 0..<network.arcCount {
                scaled.addArc(
                    from: Int(network.sources[arc]), to: Int(network.targets[arc]),
                    capacity: 7 * network.capacities[arc], cost: 3 * network.costs[arc])
            }
            let answer = try scaled.minimumCostFlow()
            #expect(answer.termination.reason == plain.termination.reason)
            #expect(answer.cost == plain.cost.map { 21 * $0 })
        }
    }

    @Test("limits are kept")
    func limits() throws {
        let shape = Networks.Shape(nodes: 400...400, arcs: 6_000...6_000, capacity: 50, cost: 1...1_000, supply: 20)
        let network = Networks.random(shape, seed: 5)
        let flag = CancellationFlag()
        flag.cancel()
        let cancelled = try network.minimumCostFlow(options: SolveOptions(cancellation: flag))
        #expect(cancelled.termination.limit == .interrupted)
        #expect([.feasible, .noSolutionFound].contains(cancelled.termination.reason))
        let timed = try network.minimumCostFlow(options: SolveOptions(timeLimit: .zero))
        #expect(timed.termination.limit == .time)
        let stopped = try network.minimumCostFlow()
        #expect(stopped.termination.isOptimal)
    }
}
