import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

/// Seeded problems, and a search over all plans to compare with.
enum SparseProblems {
    static func random(
        suppliers: ClosedRange<Int>, receivers: ClosedRange<Int>, supply: Int64, need: ClosedRange<Int32>?,
        cost: ClosedRange<Int64>, density: Double, seed: UInt64
    ) -> SparseTransportation {
        var generator = SeededGenerator(seed: seed)
        let supplierCount = Int.random(in: suppliers, using: &generator)
        let receiverCount = Int.random(in: receivers, using: &generator)
        var starts: [Int32] = [0]
        var named: [Int32] = []
        var costs: [Int64] = []
        for _ in 0..<receiverCount {
            for supplier in 0..<supplierCount where Double.random(in: 0..<1, using: &generator) < density {
                named.append(Int32(supplier))
                costs.append(Int64.random(in: cost, using: &generator))
            }
            starts.append(Int32(named.count))
        }
        return SparseTransportation(
            supplies: (0..<supplierCount).map { _ in Int64.random(in: 0...supply, using: &generator) },
            needs: need.map { need in (0..<receiverCount).map { _ in Int32.random(in: need, using: &generator) } },
            starts: starts, suppliers: named, costs: .init(costs))
    }

    /// Least unmet need, and least cost with it, over every plan.
    static func bruteForce(_ problem: SparseTransportation) -> (unmet: Int64, cost: Int64) {
        var left = problem.supplies
        var best = (unmet: Int64.max, cost: Int64.max)
        func visit(_ receiver: Int, _ arc: Int, _ need: Int64, _ unmet: Int64, _ cost: Int64) {
            if receiver == problem.receiverCount {
                if (unmet, cost) < best { best = (unmet, cost) }
                return
            }
            if arc == Int(problem.starts[receiver + 1]) {
                let next = receiver + 1
                visit(
                    next, arc, next < problem.receiverCount ? problem.need(of: next) : 0, unmet + need, cost)
                return
            }
            let supplier = Int(problem.suppliers[arc])
            for units in 0...min(need, left[supplier]) {
                left[supplier] -= units
                visit(receiver, arc + 1, need - units, unmet, cost + units * problem.costs[arc])
                left[supplier] += units
            }
        }
        visit(0, 0, problem.receiverCount > 0 ? problem.need(of: 0) : 0, 0, 0)
        return best
    }

    /// What the plan's ceiling comes to as the cost of a unit of unmet need.
    static func unmetCost(_ problem: SparseTransportation, _ plan: SparseTransportationPlan) -> Int64 {
        plan.ceiling + ((0..<problem.arcCount).map { problem.costs[$0] }.min() ?? 0)
    }

    /// The same problem as a network, with a cost per unit of unmet need.
    static func network(_ problem: SparseTransportation, unmetCost: Int64) -> FlowNetwork {
        let spare = problem.supplierCount + problem.receiverCount
        var network = FlowNetwork(nodeCount: spare + 1)
        var balance: Int64 = 0
        for (supplier, supply) in problem.supplies.enumerated() {
            network.setSupply(supply, at: supplier)
            network.addArc(from: supplier, to: spare)
            balance += supply
        }
        for receiver in 0..<problem.receiverCount {
            let node = problem.supplierCount + receiver
            network.setSupply(-problem.need(of: receiver), at: node)
            balance -= problem.need(of: receiver)
            network.addArc(from: spare, to: node, cost: unmetCost)
            for arc in problem.arcs(of: receiver) {
                network.addArc(from: Int(problem.suppliers[arc]), to: node, cost: problem.costs[arc])
            }
        }
        network.setSupply(-balance, at: spare)
        return network
    }
}

@Suite("Transport from few to many")
struct SparseTransportationTests {
    @Test("agrees with every plan of a small problem, and proves it", arguments: 0..<5)
    func bruteForce(variant: Int) throws {
        for number in 0..<160 {
            let seed = UInt64(variant * 1_000 + number)
            let problem = SparseProblems.random(
                suppliers: 1...3, receivers: 0...5, supply: variant == 2 ? 1 : 3,
                need: variant == 0 ? nil : 0...2, cost: variant == 3 ? 0...1 : variant == 4 ? 5...5 : -9...9,
                density: 0.75, seed: seed)
            let plan = try problem.solve()
            let best = SparseProblems.bruteForce(problem)
            #expect(plan.termination.isOptimal, "seed \(seed)")
            #expect(plan.unmet == best.unmet, "seed \(seed)")
            #expect(plan.cost == Int128(best.cost), "seed \(seed)")
            #expect(plan.bound == plan.cost, "seed \(seed)")
            #expect(problem.certificateProblems(plan) == [], "seed \(seed)")
            try expectShortages(plan, problem, seed)
        }
    }

    /// Needs less supplies of all shortages are what is unmet, and nobody outside could help.
    private func expectShortages(
        _ plan: SparseTransportationPlan, _ problem: SparseTransportation, _ seed: UInt64
    ) throws {
        let shortages = plan.shortages(in: problem)
        #expect(shortages.reduce(0) { $0 + $1.missing } == plan.unmet, "seed \(seed)")
        for shortage in shortages {
            #expect(shortage.missing > 0, "seed \(seed)")
            let reach = Set(shortage.suppliers)
            for receiver in shortage.receivers {
                #expect(
                    problem.arcs(of: receiver).allSatisfy { reach.contains(Int(problem.suppliers[$0])) },
                    "seed \(seed)")
            }
        }
        let listed = Set(shortages.flatMap(\.receivers))
        for receiver in 0..<problem.receiverCount where plan.unmet(of: receiver, in: problem) > 0 {
            #expect(listed.contains(receiver), "seed \(seed)")
        }
    }

    @Test("agrees with the network simplex, narrow and wide costs, units and amounts", arguments: 0..<4)
    func agreement(variant: Int) throws {
        for number in 0..<40 {
            let seed = UInt64(50_000 + 1_000 * variant + number)
            let problem = SparseProblems.random(
                suppliers: 3...12, receivers: 40...160, supply: variant % 2 == 0 ? 20 : 60,
                need: variant % 2 == 0 ? nil : 0...7,
                cost: variant < 2 ? 0...200 : -(1 << 40)...(1 << 40), density: 0.4, seed: seed)
            let plan = try problem.solve()
            #expect(problem.certificateProblems(plan) == [], "seed \(seed)")
            let unmetCost = SparseProblems.unmetCost(problem, plan)
            let flow = try SparseProblems.network(problem, unmetCost: unmetCost).minimumCostFlow()
            #expect(flow.cost == plan.cost + Int128(plan.unmet) * Int128(unmetCost), "seed \(seed)")
        }
    }

    @Test("networks of arcs from sources straight to sinks carry the same certificate", arguments: 0..<4)
    func bipartite(variant: Int) throws {
        var feasible = 0
        for number in 0..<40 {
            var generator = SeededGenerator(seed: UInt64(90_000 + 100 * variant + number))
            let small = Int.random(in: 1...4, using: &generator)
            let large = variant == 3 ? small : small * 4 + Int.random(in: 0...9, using: &generator)
            let (sources, targets) = variant == 1 ? (large, small) : (small, large)
            var network = FlowNetwork(nodeCount: sources + targets + 1)
            for node in 0..<(variant == 3 ? sources : sources + targets) {
                let units: Int64 = variant == 3 ? 1 : Int64.random(in: 0...6, using: &generator)
                let to = Int.random(in: 0..<targets, using: &generator)
                network.setSupply(network.supplies[node % sources] + units, at: node % sources)
                let end = sources + (variant == 3 ? node : to)
                network.setSupply(network.supplies[end] - units, at: end)
            }
            for source in 0..<sources {
                for target in 0..<targets where variant == 3 || Int.random(in: 0..<10, using: &generator) < 8 {
                    network.addArc(
                        from: source, to: sources + target,
                        capacity: variant == 2 ? Int64.random(in: 50...99, using: &generator) : FlowNetwork.unlimited,
                        cost: Int64.random(in: -20...60, using: &generator))
                }
            }
            let answer = try network.minimumCostFlow()
            if answer.termination.isOptimal {
                feasible += 1
                #expect(network.certificateProblems(flows: answer.flows, prices: answer.prices) == [])
                #expect(network.lowerBound(prices: answer.prices) == answer.cost)
                // A detour over a node of its own keeps the network from being recognised.
                network.addArc(from: sources + targets, to: 0, cost: 1_000_000)
                network.addArc(from: 0, to: sources + targets, cost: 1_000_000)
                #expect(try network.minimumCostFlow().cost == answer.cost)
            } else {
                #expect(answer.termination.reason == .infeasible)
                #expect(answer.cut != nil)
            }
        }
        #expect(feasible > 10)
    }

    @Test("the start from a sample changes nothing", arguments: 0..<3)
    func sampled(variant: Int) throws {
        for number in 0..<3 {
            let seed = UInt64(900 + 10 * variant + number)
            let problem = SparseProblems.random(
                suppliers: 20...20, receivers: 6_000...6_000, supply: variant == 1 ? 500 : 900,
                need: variant == 2 ? 0...3 : nil, cost: 0...5_000, density: 0.3, seed: seed)
            let plan = try problem.solve()
            #expect(plan.termination.isOptimal)
            #expect(problem.certificateProblems(plan) == [])
        }
    }

    @Test("a solve from an earlier plan gives the same cost with less to do")
    func warmStart() throws {
        for seed in 0..<20 {
            var problem = SparseProblems.random(
                suppliers: 8...8, receivers: 300...300, supply: 80, need: seed % 2 == 0 ? nil : 0...3, cost: 0...500,
                density: 0.6, seed: UInt64(7_000 + seed))
            let before = try problem.solve()
            let same = try problem.solve(from: before)
            #expect(same.cost == before.cost)
            #expect(same.statistics.simplexIterations == 0)
            problem.supplies[seed % 8] += 3
            problem.supplies[(seed + 3) % 8] = max(0, problem.supplies[(seed + 3) % 8] - 4)
            let warm = try problem.solve(from: before)
            let cold = try problem.solve()
            #expect(warm.cost == cold.cost)
            #expect(warm.unmet == cold.unmet)
            #expect(problem.certificateProblems(warm) == [])
            // Any prices at all will do to begin with.
            var wild = before
            wild.prices = wild.prices.indices.map { Int64(($0 * 7_919 + seed * 104_729) % 3_000) }
            let fromWild = try problem.solve(from: wild)
            #expect(fromWild.cost == cold.cost)
            #expect(problem.certificateProblems(fromWild) == [])
        }
    }

    @Test("degenerate: all costs equal, all needs 0, nobody, nothing")
    func degenerate() throws {
        let equal = SparseTransportation(
            supplies: [2, 2], starts: [0, 2, 4, 6, 8], suppliers: [0, 1, 0, 1, 0, 1, 0, 1],
            costs: .init([Int64](repeating: 7, count: 8)))
        let plan = try equal.solve()
        #expect(plan.cost == 28)
        #expect(plan.unmet == 0)
        #expect(equal.certificateProblems(plan) == [])
        let idle = SparseTransportation(
            supplies: [2], needs: [0, 0], starts: [0, 1, 2], suppliers: [0, 0], costs: .init([1, 2]))
        #expect(try idle.solve().cost == 0)
        let empty = SparseTransportation(supplies: [], starts: [0], suppliers: [], costs: .init([]))
        #expect(try empty.solve().termination.isOptimal)
        let lonely = SparseTransportation(supplies: [], starts: [0, 0, 0], suppliers: [], costs: .init([]))
        #expect(try lonely.solve().unmet == 2)
        #expect(try lonely.solve().shortages(in: lonely).count == 2)
    }

    @Test("zero supply and disconnected: everybody is told apart")
    func disconnected() throws {
        // Receivers 0 and 1 reach only the empty supplier 0, receivers 2 and 3 only supplier 1, receiver 4 nobody.
        let problem = SparseTransportation(
            supplies: [0, 1], starts: [0, 1, 2, 3, 4, 4], suppliers: [0, 0, 1, 1], costs: .init([1, 1, 5, 4]))
        let plan = try problem.solve()
        #expect(plan.unmet == 4)
        #expect(plan.cost == 4)
        #expect(problem.certificateProblems(plan) == [])
        let shortages = plan.shortages(in: problem)
        #expect(Set(shortages.map(\.receivers)) == [[0, 1], [2, 3], [4]])
        #expect(shortages.map(\.missing).sorted() == [1, 1, 2])
    }

    @Test("unbalanced: too much and too little")
    func unbalanced() throws {
        let arcs: [Int32] = [0, 1, 0, 1, 0, 1]
        let costs = SparseTransportation.Costs([1, 9, 2, 9, 3, 9])
        let plenty = SparseTransportation(supplies: [50, 50], starts: [0, 2, 4, 6], suppliers: arcs, costs: costs)
        #expect(try plenty.solve().cost == 6)
        #expect(try plenty.solve().prices == [0, 0])
        let scarce = SparseTransportation(supplies: [1, 1], starts: [0, 2, 4, 6], suppliers: arcs, costs: costs)
        let plan = try scarce.solve()
        #expect(plan.unmet == 1)
        #expect(plan.cost == 10)
        #expect(scarce.certificateProblems(plan) == [])
    }

    @Test("overflow is refused by name, never wrapped")
    func overflow() throws {
        let far = SparseTransportation(
            supplies: [1, 1], starts: [0, 2], suppliers: [0, 1], costs: .init([Int64.min, Int64.max]))
        #expect(throws: InvalidNetwork.self) { try far.solve() }
        let wide = SparseTransportation(
            supplies: [1, 1], starts: [0, 2], suppliers: [0, 1], costs: .init([0, 1 << 59]))
        #expect(throws: InvalidNetwork.self) { try wide.solve() }
        let rich = SparseTransportation(
            supplies: [1 << 60, 1 << 60], starts: [0, 2], suppliers: [0, 1], costs: .init([0, 1]))
        #expect(throws: InvalidNetwork.self) { try rich.solve() }
        let high = SparseTransportation(
            supplies: [1, 1], starts: [0, 2], suppliers: [0, 1], costs: .init([Int64.max - 5, Int64.max - 9]))
        #expect(try high.solve().cost == Int128(Int64.max - 9))
        let low = SparseTransportation(
            supplies: [1, 1], starts: [0, 2], suppliers: [0, 1], costs: .init([Int64.min, Int64.min + 9]))
        #expect(try low.solve().cost == Int128(Int64.min))
    }

    @Test("every problem of malformed data is told")
    func malformed() {
        let problem = SparseTransportation(
            supplies: [-1, 2], needs: [1, -4], starts: [0, 2, 3], suppliers: [1, 1, 5], costs: .init([1, 2, 3]))
        let error = #expect(throws: InvalidNetwork.self) { try problem.solve() }
        #expect(error?.problems.count == 4)
        let ragged = SparseTransportation(supplies: [1], starts: [0, 2], suppliers: [0], costs: .init([1]))
        #expect(throws: InvalidNetwork.self) { try ragged.solve() }
    }

    @Test("stopped early, the plan keeps to the supplies and claims no proof")
    func limits() throws {
        let problem = SparseProblems.random(
            suppliers: 30...30, receivers: 3_000...3_000, supply: 210, need: 0...2, cost: 0...9_999, density: 0.3,
            seed: 3)
        let flag = CancellationFlag()
        flag.cancel()
        for options in [SolveOptions(cancellation: flag), SolveOptions(timeLimit: .zero)] {
            let plan = try problem.solve(options: options)
            #expect(plan.termination.reason == .feasible)
            #expect(plan.bound == nil)
            #expect(problem.certificateProblems(plan) == [])
        }
    }

    @Test("scaling, shifting and renumbering change what they must and nothing else")
    func metamorphic() throws {
        for seed in 0..<15 {
            let problem = SparseProblems.random(
                suppliers: 6...6, receivers: 80...80, supply: 15, need: nil, cost: 0...99, density: 0.5,
                seed: UInt64(300 + seed))
            let plan = try problem.solve()
            let costs = (0..<problem.arcCount).map { problem.costs[$0] }
            var scaled = problem
            scaled.costs = .init(costs.map { 3 * $0 + 1_000 })
            let other = try scaled.solve()
            #expect(other.unmet == plan.unmet)
            #expect(other.cost == 3 * plan.cost + 1_000 * Int128(plan.served))
            var more = problem
            more.supplies[seed % 6] += 1
            let richer = try more.solve()
            #expect((richer.unmet, richer.cost) <= (plan.unmet, plan.unmet == richer.unmet ? plan.cost : .max))
        }
    }
}

@Suite("Transport between points")
struct PointTransportationTests {
    private func random(seed: UInt64, metric: PointTransportation.Metric, supply: Int64, needs: Bool)
        -> PointTransportation
    {
        var generator = SeededGenerator(seed: seed)
        func point() -> SIMD2<Double> {
            SIMD2(
                Double.random(in: 75...134, using: &generator), Double.random(in: 18...53, using: &generator))
        }
        return PointTransportation(
            supplies: (0..<12).map { _ in Int64.random(in: 0...supply, using: &generator) },
            supplierPoints: (0..<12).map { _ in point() },
            needs: needs ? (0..<120).map { _ in Int32.random(in: 0...3, using: &generator) } : nil,
            receiverPoints: (0..<120).map { _ in point() }, metric: metric)
    }

    @Test("short lists with pricing cost what all pairs do", arguments: 0..<12)
    func allPairs(seed: Int) throws {
        let metric: PointTransportation.Metric = seed % 2 == 0 ? .plane : .sphere(radius: 6_371.0088)
        let points = random(
            seed: UInt64(seed), metric: metric, supply: seed % 3 == 0 ? 12 : 30, needs: seed % 4 > 1)
        let whole = try points.solve(nearest: 12)
        #expect(whole.rounds == 1)
        #expect(whole.problem.arcCount == 12 * 120)
        for nearest in [1, 2, 5] {
            let answer = try points.solve(nearest: nearest)
            #expect(answer.plan.termination.isOptimal)
            #expect(answer.plan.cost == whole.plan.cost)
            #expect(answer.plan.unmet == whole.plan.unmet)
            #expect(answer.problem.certificateProblems(answer.plan) == [])
            // The prices prove the plan over all pairs, not just over the lists.
            #expect(
                whole.problem.lowerBound(
                    prices: answer.plan.prices, ceiling: answer.plan.ceiling, unmet: answer.plan.unmet)
                    == answer.plan.cost)
        }
        #expect(try points.solve(nearest: 1, onlyNearest: true).problem.arcCount == 120)
    }

    @Test("prices of a sample lead to the same plan", arguments: [true, false])
    func samples(isShort: Bool) throws {
        var generator = SeededGenerator(seed: isShort ? 3 : 4)
        func points(_ count: Int) -> [SIMD2<Double>] {
            (0..<count).map { _ in
                SIMD2(Double.random(in: 0...90, using: &generator), Double.random(in: 0...30, using: &generator))
            }
        }
        let supplies = (0..<40).map { _ in Int64.random(in: 0...(isShort ? 180 : 230), using: &generator) }
        for needs in [nil, (0..<4_400).map { _ in Int32.random(in: 0...2, using: &generator) }] {
            // Large enough for a sample of a quarter.
            let problem = PointTransportation(
                supplies: supplies, supplierPoints: points(40), needs: needs, receiverPoints: points(4_400),
                metric: .plane)
            let whole = try problem.solve(nearest: 40, onlyNearest: true)
            let answer = try problem.solve(nearest: 3)
            #expect(answer.plan.termination.isOptimal)
            #expect((answer.plan.unmet, answer.plan.cost) == (whole.plan.unmet, whole.plan.cost))
            #expect(answer.problem.certificateProblems(answer.plan) == [])
            #expect(answer.problem.arcCount < whole.problem.arcCount)
            let greedy = problem.greedy(over: try problem.nearestPairs(3))
            #expect(greedy.plan.unmet == whole.plan.unmet)
            #expect(greedy.plan.cost >= whole.plan.cost || greedy.plan.unmet > 0)
            #expect(greedy.problem.certificateProblems(greedy.plan) == [])
        }
    }

    @Test("points outside their range are told")
    func malformed() {
        var points = random(seed: 1, metric: .sphere(radius: 1), supply: 3, needs: false)
        points.receiverPoints[3].y = 91
        points.supplierPoints[2].x = .nan
        let error = #expect(throws: InvalidNetwork.self) { try points.solve() }
        #expect(error?.problems.count == 2)
        points.supplierPoints.removeLast()
        #expect(throws: InvalidNetwork.self) { try points.solve() }
    }
}
