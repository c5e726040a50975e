import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// The p-center engine: costs from lists and from a function.
@Suite struct CenterEngineTests {
    @Test(arguments: 0..<6)
    func implicitCostsAgreeWithEnumeration(block: Int) throws {
        for seed in block * 40..<block * 40 + 40 {
            var random = RandomProblems(seed: 80_000 + UInt64(seed))
            let sites = random.whole(1...8)
            let clients = random.whole(1...10)
            let isWhole = random.chance(0.5)
            let table = (0..<clients * sites).map { _ in random.chance(0.1) ? .infinity : random.cost(isWhole: isWhole)
            }
            let roles = random.roles(sites)
            let rules =
                random.chance(0.6)
                ? [.newSites(exactly: random.whole(0...sites), siteCount: sites, roles: roles)]
                : random.rules(sites, roles: roles)
            let problem = ImplicitCenterProblem(
                clientCount: clients, siteCount: sites, roles: roles, sideConstraints: rules
            ) { client, site in table[client * sites + site] }
            let optimum = Enumeration.best(problem.listed())
            let result = try problem.solve()
            let label = "center, seed \(seed): \(result)"
            #expect(result.objective == optimum, "\(label) ≠ \(optimum ?? .nan)")
            guard optimum != nil else {
                #expect(result.termination.reason == .infeasible, "\(label)")
                continue
            }
            let evaluation = try problem.evaluate(open: result.openSites)
            #expect(evaluation.isFeasible, "\(label) \(evaluation.violations)")
            #expect(evaluation.objective == result.objective)
            if hasSolver {
                #expect(result.termination.isOptimal, "\(label)")
                #expect(result.objectiveBound == optimum, "\(label)")
            }
        }
    }

    @Test(.enabled(if: hasSolver), arguments: [(11, 3), (12, 9), (13, 30)])
    func pointsAgreeWithTheCompleteModels(seed: Int, count: Int) throws {
        var random = RandomProblems(seed: UInt64(seed))
        let points = random.points(sites: 60, clients: 90)
        let problem = ImplicitCenterProblem(clientCount: 90, siteCount: 60, count: count) { client, site in
            let dx = points.clients[client].x - points.sites[site].x
            let dy = points.clients[client].y - points.sites[site].y
            return (dx * dx + dy * dy).squareRoot()
        }
        let own = try problem.solve()
        let complete = try problem.listed().solve(LocationOptions(engine: .glpk))
        #expect(own.objective == complete.objective)
        #expect(own.termination.isOptimal)
        #expect(own.greedyObjective ?? 0 >= own.objective ?? .infinity)
        #expect(try problem.listed().solve().objective == own.objective)
    }

    @Test func degenerateSizes() throws {
        let empty = try ImplicitCenterProblem(clientCount: 0, siteCount: 2, count: 1) { _, _ in 0 }.solve()
        #expect(empty.objective == 0)
        let none = try ImplicitCenterProblem(clientCount: 2, siteCount: 0, count: 0) { _, _ in 0 }.solve()
        #expect(none.termination.reason == .infeasible)
        let zero = try ImplicitCenterProblem(clientCount: 2, siteCount: 3, count: 0) { _, _ in 5 }.solve()
        #expect(zero.termination.reason == .infeasible)
        let many = try ImplicitCenterProblem(clientCount: 2, siteCount: 3, count: 4) { _, _ in 5 }.solve()
        #expect(many.termination.reason == .infeasible)
        let equal = try ImplicitCenterProblem(clientCount: 4, siteCount: 3, count: 2) { _, _ in -5 }.solve()
        #expect(equal.objective == -5)
        #expect(equal.openSites.count == 2)
        #expect(throws: LocationError.self) {
            try ImplicitCenterProblem(clientCount: -1, siteCount: 3, count: 2) { _, _ in 5 }.solve()
        }
    }

    @Test func limitsKeepThePlanAndAValidBound() throws {
        var random = RandomProblems(seed: 21)
        let points = random.points(sites: 300, clients: 300)
        let problem = ImplicitCenterProblem(clientCount: 300, siteCount: 300, count: 20) { client, site in
            abs(points.clients[client].x - points.sites[site].x) + abs(points.clients[client].y - points.sites[site].y)
        }
        let best = try problem.solve()
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .milliseconds(5))))
        let objective = try #require(result.objective)
        #expect(objective <= result.greedyObjective ?? .infinity)
        #expect(result.objectiveBound <= best.objective ?? .infinity)
        let flag = CancellationFlag()
        flag.cancel()
        _ = try problem.solve(LocationOptions(solve: SolveOptions(cancellation: flag)))
    }
}
