import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("How far a flow holds")
struct FlowSensitivityTests {
    private static let shapes: [Networks.Shape] = [
        .init(nodes: 2...6, arcs: 3...12, capacity: 4, cost: 0...9, supply: 2),
        .init(nodes: 2...6, arcs: 3...12, capacity: 3, cost: -4...9, supply: 2, lowerBoundShare: 0.2),
        .init(nodes: 3...6, arcs: 6...14, capacity: 4, cost: 0...9, supply: 2, unlimitedShare: 0.4),
        .init(nodes: 3...7, arcs: 8...16, capacity: 1, cost: 0...2, supply: 1),
    ]

    private func cost(of flows: [Int64], in network: FlowNetwork) -> Int128 {
        flows.indices.reduce(Int128(0)) { $0 + Int128(flows[$1]) * Int128(network.costs[$1]) }
    }

    @Test("a flow is optimal at exactly the costs of an arc's range", arguments: 0..<4)
    func costRanges(variant: Int) throws {
        var (inside, outside) = (0, 0)
        for number in 0..<30 {
            let seed = UInt64(50_000 + 100 * variant + number)
            let network = Networks.random(Self.shapes[variant], seed: seed)
            let answer = try network.minimumCostFlow()
            guard answer.termination.isOptimal else { continue }
            let sensitivity = try FlowSensitivity(network, answer)
            for arc in 0..<network.arcCount {
                let range = try #require(sensitivity.costRange(ofArc: arc))
                #expect(range.contains(network.costs[arc]))
                for cost in Int64(-14)...22 {
                    var changed = network
                    changed.setCost(cost, ofArc: arc)
                    let best = try changed.minimumCostFlow(from: answer)
                    let isOptimal = best.cost == self.cost(of: answer.flows, in: changed)
                    #expect(range.contains(cost) == isOptimal, "seed \(seed), arc \(arc), cost \(cost)")
                    if isOptimal { inside += 1 } else { outside += 1 }
                }
            }
        }
        #expect(inside > 500 && outside > 500)
    }

    @Test("one more unit costs its price, as long as it holds", arguments: 0..<4)
    func unitPrices(variant: Int) throws {
        var (found, limited) = (0, 0)
        for number in 0..<120 {
            let seed = UInt64(60_000 + 100 * variant + number)
            let network = Networks.random(Self.shapes[variant], seed: seed)
            let answer = try network.minimumCostFlow()
            guard answer.termination.isOptimal, let base = answer.cost else { continue }
            let sensitivity = try FlowSensitivity(network, answer)
            for source in 0..<network.nodeCount {
                for target in 0..<network.nodeCount where target != source {
                    let price = sensitivity.unitPrice(from: source, to: target)
                    found += price == nil ? 0 : 1
                    limited += price?.units == nil ? 0 : 1
                    for more in 1...6 as ClosedRange<Int64> {
                        var changed = network
                        changed.setSupply(network.supplies[source] + more, at: source)
                        changed.setSupply(network.supplies[target] - more, at: target)
                        let cost = try changed.minimumCostFlow(from: answer).cost
                        let place = "seed \(seed), \(source) to \(target), \(more) more"
                        guard let price else {
                            #expect(cost == nil, "\(place)")
                            continue
                        }
                        let straight = base + Int128(more) * Int128(price.cost)
                        if more <= price.units ?? .max {
                            #expect(cost == straight, "\(place)")
                        } else {
                            #expect(cost.map { $0 > straight } ?? true, "\(place)")
                        }
                    }
                }
            }
        }
        #expect(found > 60 && limited > 40)
    }

    @Test("answers that prove nothing are refused, arcs and nodes that do not exist have no range")
    func refused() throws {
        var network = FlowNetwork(nodeCount: 2)
        network.setSupply(3, at: 0)
        network.setSupply(-3, at: 1)
        network.addArc(from: 0, to: 1, capacity: 5, cost: 4)
        network.addArc(from: 0, to: 1, capacity: 5, cost: 7)
        let answer = try network.minimumCostFlow()
        let sensitivity = try FlowSensitivity(network, answer)
        #expect(sensitivity.costRange(ofArc: 0) == .init(least: nil, most: 7))
        #expect(sensitivity.costRange(ofArc: 1) == .init(least: 4, most: nil))
        #expect(sensitivity.costRange(ofArc: 2) == nil)
        #expect(sensitivity.unitPrice(from: 0, to: 1) == .init(cost: 4, units: 2))
        #expect(sensitivity.unitPrice(from: 1, to: 0) == .init(cost: -4, units: 3))
        #expect(sensitivity.unitPrice(from: 0, to: 0) == .init(cost: 0, units: nil))
        #expect(sensitivity.unitPrice(from: 0, to: 9) == nil)
        var wrong = answer
        wrong.flows = [1, 2]
        #expect(throws: InvalidNetwork.self) { try FlowSensitivity(network, wrong) }
        wrong = answer
        wrong.prices = [Int64.min, Int64.max]
        #expect(throws: InvalidNetwork.self) { try FlowSensitivity(network, wrong) }
        wrong.prices = []
        #expect(throws: InvalidNetwork.self) { try FlowSensitivity(network, wrong) }
    }
}
