import FacilityLocation
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

/// The capacitated engine: agreement with the complete model, published optima, limits, degenerate data.
@Suite struct CapacitatedEngineTests {
    private static let blocks = Array(0..<6)

    #if GLPK
        @Test(arguments: blocks, [false, true])
        func agreesWithTheCompleteModel(block: Int, isSingleSource: Bool) throws {
            for seed in block * 20..<block * 20 + 20 {
                var random = RandomProblems(seed: 90_000 + UInt64(seed))
                let problem = random.capacitated(
                    sites: random.whole(1...8), clients: random.whole(0...9), isSingleSource: isSingleSource)
                let exact = try problem.solve()
                let complete = try problem.solve(LocationOptions(engine: .glpk))
                #expect(exact.termination.reason == complete.termination.reason, "seed \(seed)")
                if let value = complete.objective {
                    #expect(approximatelyEqual(exact.objective ?? .nan, value, within: 1e-6), "seed \(seed)")
                    #expect(approximatelyEqual(exact.objectiveBound, value, within: 1e-6), "seed \(seed)")
                }
            }
        }

        @Test(arguments: 0..<12)
        func sizesAgreeWithTheCompleteModel(seed: Int) throws {
            let problem = try Self.sized(seed: UInt64(seed), isSingleSource: seed % 3 == 2)
            let exact = try problem.solve()
            let complete = try problem.solve(LocationOptions(engine: .glpk))
            #expect(exact.termination.reason == complete.termination.reason)
            #expect(approximatelyEqual(exact.objective ?? 0, complete.objective ?? 0, within: 1e-6))
        }
    #endif

    private static func sized(seed: UInt64, isSingleSource: Bool) throws -> CapacitatedProblem {
        var random = RandomProblems(seed: 300 + seed)
        let places = 6
        let costs = ServiceCosts(siteCount: places, clientCount: 12) { _, _ in Double(random.whole(1...20)) }
        return try CapacitatedProblem.withSizes(
            serviceCosts: costs, demands: (0..<12).map { _ in Double(random.whole(1...6)) },
            capacities: (0..<places).map { _ in
                let size = Double(random.whole(6...12))
                return [size, 2 * size, 3 * size]
            },
            openingCosts: (0..<places).map { _ in
                let price = Double(random.whole(10...40))
                return [price, 1.7 * price, 2.2 * price]
            },
            roles: (0..<places).map { $0 == 0 ? .required : $0 == 1 ? .existing : .candidate },
            isSingleSource: isSingleSource)
    }

    /// Points of a square, demands of 5 to 35, capacities that differ.
    private static func square(clients: Int, sites: Int, seed: UInt64, isSingleSource: Bool = false)
        -> CapacitatedProblem
    {
        var generator = SeededGenerator(seed: seed)
        func point() -> (Double, Double) {
            (Double.random(in: 0..<10, using: &generator), Double.random(in: 0..<10, using: &generator))
        }
        let from = (0..<clients).map { _ in point() }
        let to = (0..<sites).map { _ in point() }
        let demands = (0..<clients).map { _ in Double(Int.random(in: 5...35, using: &generator)) }
        let mean = 4 * demands.reduce(0, +) / Double(sites)
        let capacities = (0..<sites).map { _ in (mean * Double.random(in: 0.5..<1.5, using: &generator)).rounded() }
        let costs = ServiceCosts(siteCount: sites, clientCount: clients) { i, j in
            let (x, y) = (from[i].0 - to[j].0, from[i].1 - to[j].1)
            return (x * x + y * y).squareRoot()
        }
        return CapacitatedProblem(
            serviceCosts: costs, demands: demands, capacities: capacities,
            openingCosts: capacities.map { 60 + 20 * $0.squareRoot() }, isSingleSource: isSingleSource)
    }

    @Test(
        .enabled(if: Instances.folder != nil, "needs MERIDIAN_INSTANCES"),
        arguments: [
            ("capa", 8000, 19_240_822.449), ("capa", 12000, 17_765_201.949), ("capc", 5000, 11_646_596.974),
            ("capc", 6500, 11_518_743.744),
        ])
    func publishedOptima(name: String, capacity: Double, optimum: Double) throws {
        let path = try #require(Instances.path("cap/\(name).txt.gz"))
        let result = try ORLibraryReader.capacitated(contentsOf: path, capacity: capacity).capacitated().solve()
        #expect(result.termination.isOptimal)
        #expect(abs((result.objective ?? .nan) - optimum) < 0.001)
        #expect(approximatelyEqual(result.objectiveBound, optimum, within: 1e-8))
    }

    @Test(.enabled(if: Instances.folder != nil, "needs MERIDIAN_INSTANCES"))
    func publishedCapacitatedMedian() throws {
        let path = try #require(Instances.path("sjc/SJC1.dat"))
        let instance = try PointInstanceReader.capacitatedMedian(contentsOf: path)
        let result = try instance.capacitated(singleSource: true, p: 10).solve()
        #expect(result.termination.isOptimal)
        #expect(abs((result.objective ?? .nan) - 17_288.99) < 0.01)
    }

    @Test(arguments: [false, true])
    func aTightLimitKeepsAGoodPlanAndAValidBound(isSingleSource: Bool) throws {
        let problem = Self.square(clients: 120, sites: 50, seed: 4, isSingleSource: isSingleSource)
        let greedy = try #require(try problem.solve(LocationOptions(engine: .greedy)).objective)
        for limit in [Duration.zero, .milliseconds(5), .milliseconds(60)] {
            let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: limit)))
            guard let objective = result.objective else { continue }
            if limit > .zero { #expect(objective <= greedy + 1e-6) }
            #expect(result.objectiveBound <= objective)
            #expect(try problem.evaluate(open: result.openSites, allocation: result.allocation).isFeasible)
        }
    }

    @Test(arguments: [false, true])
    func cancellationIsPrompt(isSingleSource: Bool) async throws {
        let problem = Self.square(clients: 300, sites: 150, seed: 9, isSingleSource: isSingleSource)
        let flag = CancellationFlag()
        let solving = Task.detached {
            try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .seconds(20), cancellation: flag)))
        }
        try await Task.sleep(for: .milliseconds(300))
        flag.cancel()
        let cancelled = ContinuousClock.now
        let result = try await solving.value
        // Generous, for busy machines: the promise is 100 ms on a quiet one.
        #expect(ContinuousClock.now - cancelled < .seconds(2))
        if let objective = result.objective { #expect(result.objectiveBound <= objective) }
    }

    @Test(arguments: [false, true])
    func theSameSeedGivesTheSamePlan(isSingleSource: Bool) throws {
        let problem = Self.square(clients: 40, sites: 15, seed: 21, isSingleSource: isSingleSource)
        let first = try problem.solve(LocationOptions(seed: 5))
        let second = try problem.solve(LocationOptions(seed: 5))
        #expect(first.objective == second.objective && first.openSites == second.openSites)
        #expect(first.allocation == second.allocation)
        #expect(first.termination.isOptimal)
    }

    @Test(arguments: [false, true])
    func relations(isSingleSource: Bool) throws {
        let problem = Self.square(clients: 30, sites: 12, seed: 33, isSingleSource: isSingleSource)
        let value = try #require(try problem.solve().objective)
        // Twice the costs, twice the objective; a useless site changes nothing; more capacity never hurts.
        var doubled = problem
        doubled.serviceCosts = problem.serviceCosts.mapped { 2 * $0 }
        doubled.openingCosts = problem.openingCosts.map { 2 * $0 }
        #expect(approximatelyEqual(try doubled.solve().objective ?? .nan, 2 * value, within: 1e-6))
        let costs = problem.serviceCosts
        let rows = (0..<costs.clientCount).map { client in
            costs.entries(of: client).map { (site: Int(costs.sites[$0]), cost: costs.costs[$0]) }
        }
        let wider = CapacitatedProblem(
            serviceCosts: ServiceCosts(siteCount: 13, rows: rows), demands: problem.demands,
            capacities: problem.capacities + [50], openingCosts: problem.openingCosts + [1],
            isSingleSource: isSingleSource)
        #expect(approximatelyEqual(try wider.solve().objective ?? .nan, value, within: 1e-6))
        var roomier = problem
        roomier.capacities = problem.capacities.map { 1.2 * $0 }
        #expect(try roomier.solve().objective ?? .nan <= value * (1 + 1e-7))
        // The best plan, required site by site, is still the best plan.
        var required = problem
        for site in try problem.solve().openSites { required.roles[site] = .required }
        #expect(approximatelyEqual(try required.solve().objective ?? .nan, value, within: 1e-6))
    }

    @Test func degenerateProblems() throws {
        let one = ServiceCosts(siteCount: 1, dense: [[3], [4]])
        for isSingleSource in [false, true] {
            let tight = CapacitatedProblem(
                serviceCosts: one, demands: [2, 5], capacities: [7], openingCosts: [10],
                isSingleSource: isSingleSource)
            #expect(try tight.solve().objective == 36)
            let short = CapacitatedProblem(
                serviceCosts: one, demands: [2, 5], capacities: [6], isSingleSource: isSingleSource)
            #expect(try short.solve().termination.reason == .infeasible)
            let free = CapacitatedProblem(
                serviceCosts: ServiceCosts(siteCount: 4, dense: Array(repeating: [0, 0, 0, 0], count: 6)),
                demands: Array(repeating: 1, count: 6), capacities: [2, 2, 2, 2], isSingleSource: isSingleSource)
            #expect(try free.solve().objective == 0)
            let idle = CapacitatedProblem(
                serviceCosts: one, demands: [0, 0], capacities: [0], openingCosts: [-4],
                isSingleSource: isSingleSource)
            let rested = try idle.solve()
            // Without demand the complete model answers, and there is none without GLPK.
            #if GLPK
                #expect(rested.objective == -4)
            #endif
            #expect(rested.objectiveBound <= -4)
            let vast = CapacitatedProblem(
                serviceCosts: ServiceCosts(siteCount: 2, dense: [[1e14, 1e-9], [-1e14, 5]]), demands: [1e6, 1],
                capacities: [1e15, 1e6], openingCosts: [1e12, -1e12], isSingleSource: isSingleSource)
            #expect(try vast.solve().objective != nil)
        }
        // Two clients of 3 do not fit into two sites of 2 and 4 unless they may be split.
        let parts = CapacitatedProblem(
            serviceCosts: ServiceCosts(siteCount: 2, dense: [[1, 1], [1, 1]]), demands: [3, 3], capacities: [2, 4])
        #expect(try parts.solve().objective == 6)
        var whole = parts
        whole.isSingleSource = true
        #expect(try whole.solve().termination.reason == .infeasible)
    }
}
