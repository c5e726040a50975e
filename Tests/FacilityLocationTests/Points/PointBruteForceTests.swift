import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// The engine for points against enumeration and against the engine for listed pairs.
@Suite struct PointBruteForceTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func smallProblemsEndWithTheBestPlan(seed: UInt64) throws {
        var source = PointProblems(seed: seed)
        for number in 0..<150 {
            let problem = source.next(sites: 3 + number % 6, clients: 4 + number % 9)
            let result = try problem.solve(LocationOptions(), listingAtMost: 0)
            let best = Enumeration.best(problem.listed())
            let what: Comment = "seed \(seed), problem \(number): \(result.termination), \(problem)"
            guard let best else {
                #expect(result.objective == nil, what)
                #expect(result.termination.reason == .infeasible, what)
                continue
            }
            #expect(result.objectiveBound <= best + 1e-6 * max(1, abs(best)), what)
            let objective = try #require(result.objective, what)
            #expect(objective >= best - 1e-6 * max(1, abs(best)), what)
            #expect(result.termination.reason == .optimal, what)
            #expect(approximatelyEqual(objective, best, within: 1e-6), what)
            let evaluated = try problem.evaluate(open: result.openSites)
            #expect(evaluated.isFeasible, what)
            #expect(approximatelyEqual(evaluated.objective, objective, within: 1e-12), what)
        }
    }

    @Test(arguments: PointDistance.allCases)
    func evaluationEqualsThatOfListedPairs(distance: PointDistance) throws {
        var source = PointProblems(seed: 9)
        let clients = source.points(300, geographic: distance.isGeographic)
        let sites = source.points(60, geographic: distance.isGeographic)
        let problem = PointProblem(costs: PointCosts(clients: clients, sites: sites, distance: distance))
        let listed = problem.listed()
        for _ in 0..<20 {
            let open = (0..<60).filter { _ in source.random.chance(0.2) }
            let direct = try problem.evaluate(open: open)
            let expected = try listed.evaluate(open: open)
            #expect(approximatelyEqual(direct.objective, expected.objective, within: 1e-12))
            #expect(direct.isFeasible == expected.isFeasible)
            for client in clients.indices {
                guard let site = direct.assignment[client], let other = expected.assignment[client] else { continue }
                let (cost, least) = (
                    problem.costs.cost(client: client, site: site), problem.costs.cost(client: client, site: other)
                )
                #expect(approximatelyEqual(cost, least, within: 1e-7))
            }
        }
    }

    /// Mid-size, uniform and clustered, few and many sites: the two engines agree.
    @Test(arguments: [(200, 5), (300, 20), (400, 80), (500, 150)])
    func agreesWithTheEngineForListedPairs(count: Int, p: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        for distance in [PointDistance.floorEuclidean, .euclidean, .manhattan] {
            let points = (0..<count).map { number in
                let centre = Double(number % 7) * 40
                return Position(
                    x: centre + Double.random(in: -30...30, using: &random),
                    y: Double(number % 3) * 50 + Double.random(in: -30...30, using: &random))
            }
            let weights = (0..<count).map { _ in Double(Int.random(in: 1...9, using: &random)) }
            let problem = PointProblem.median(
                PointCosts(clients: points, sites: points, distance: distance), weights: weights, count: p)
            let result = try problem.solve(LocationOptions(), listingAtMost: 0)
            let expected = try problem.listed().solve()
            #expect(expected.termination.reason == .optimal)
            let best = try #require(expected.objective)
            let objective = try #require(result.objective)
            #expect(result.objectiveBound <= best + 1e-6 * best)
            #expect(objective >= best - 1e-6 * best)
            #expect(result.relativeGap <= 2e-3, "\(distance) \(count)/\(p): \(objective), \(result.objectiveBound)")
            if result.termination.reason == .optimal {
                #expect(approximatelyEqual(objective, best, within: 1e-6), "\(distance) \(count)/\(p)")
            }
            let greedy = try #require(result.greedyObjective)
            #expect(objective <= greedy)
        }
    }

    @Test func sameSeedSamePlan() throws {
        var source = PointProblems(seed: 5)
        let points = source.points(1_500, geographic: false)
        let problem = PointProblem.median(PointCosts(clients: points, sites: points), count: 200)
        var options = LocationOptions()
        #if !GLPK
            // The tree without a linear program takes too long for a proof at this size.
            options.solve.relativeGap = 0.01
        #endif
        let first = try problem.solve(options, listingAtMost: 0)
        let second = try problem.solve(options, listingAtMost: 0)
        #expect(first.openSites == second.openSites)
        #expect(first.objectiveBound == second.objectiveBound)
    }
}
