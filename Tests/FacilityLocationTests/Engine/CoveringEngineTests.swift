import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// The covering engine: maximal, gradual, partial, backup and set covering.
@Suite struct CoveringEngineTests {
    @Test(arguments: 0..<12)
    func agreesWithEnumeration(block: Int) throws {
        for seed in block * 50..<block * 50 + 50 {
            var random = RandomProblems(seed: 70_000 + UInt64(seed))
            let problem = random.covering(sites: random.whole(1...9), clients: random.whole(0...14))
            let result = try problem.solve()
            try check(
                result, optimum: Enumeration.best(problem), engine: .exact,
                evaluate: { try problem.evaluate(open: $0.openSites) }, "covering, seed \(seed)")
        }
    }

    /// A covering problem on points, large enough for the tree.
    private func points(seed: UInt64, sites: Int, clients: Int, radius: Double) -> CoverageAggregator {
        var random = RandomProblems(seed: seed)
        let points = random.points(sites: sites, clients: clients)
        let grid = CoverageGrid(x: points.sites.map(\.x), y: points.sites.map(\.y), radius: radius)
        var coverage = CoverageAggregator(siteCount: sites)
        for (client, weight) in zip(points.clients, points.weights) {
            coverage.add(weight: weight, x: client.x, y: client.y, within: grid)
        }
        return coverage
    }

    @Test(.enabled(if: hasSolver), arguments: [(1, 40, 0.16, 5), (2, 60, 0.14, 7), (3, 50, 0.2, 4)])
    func agreesWithTheCompleteModel(seed: Int, sites: Int, radius: Double, count: Int) throws {
        let coverage = points(seed: UInt64(seed), sites: sites, clients: 4_000, radius: radius)
        var problem = NearestSiteProblem.maximalCovering(coverage, count: count)
        for budgeted in [false, true] {
            if budgeted {
                let prices = (0..<sites).map { Double(1 + $0 % 5) }
                problem.sideConstraints = [.budget(Double(2 * count), prices: prices, roles: problem.roles)]
            }
            let own = try problem.solve()
            let complete = try problem.solve(LocationOptions(engine: .glpk))
            #expect(own.termination.isOptimal)
            #expect(own.objective == complete.objective)
            #expect(own.objectiveBound == own.objective)
        }
        let partial = SetCoveringProblem.covering(coverage, minimumCoveredShare: 0.7)
        let own = try partial.solve()
        #expect(own.objective == (try partial.solve(LocationOptions(engine: .glpk)).objective))
        #expect(own.termination.isOptimal)
        #expect(try partial.evaluate(open: own.openSites).isFeasible)
    }

    @Test(.enabled(if: hasSolver)) func backupCoverAgreesWithTheCompleteModel() throws {
        let coverage = points(seed: 4, sites: 40, clients: 1_000, radius: 0.35)
        var problem = SetCoveringProblem.covering(coverage)
        problem.requiredCover = coverage.weights.indices.map { min(1 + $0 % 2, coverage.sites(ofRow: $0).count) }
        let own = try problem.solve()
        #expect(own.termination.isOptimal)
        #expect(own.objective == (try problem.solve(LocationOptions(engine: .glpk)).objective))
        #expect(try problem.evaluate(open: own.openSites).isFeasible)
    }

    @Test func aggregationIsExact() throws {
        var random = RandomProblems(seed: 5)
        let points = random.points(sites: 130, clients: 3_000)
        let radius = 0.13
        let grid = CoverageGrid(x: points.sites.map(\.x), y: points.sites.map(\.y), radius: radius)
        var coverage = CoverageAggregator(siteCount: 130)
        var sums: [[Int]: Double] = [:]
        for (client, weight) in zip(points.clients, points.weights) {
            let near = points.sites.indices.filter { site in
                let dx = points.sites[site].x - client.x
                let dy = points.sites[site].y - client.y
                return (dx * dx + dy * dy).squareRoot() <= radius
            }
            #expect(grid.sites(nearX: client.x, y: client.y) == near)
            sums[near, default: 0] += weight
            let row = coverage.add(weight: weight, x: client.x, y: client.y, within: grid)
            #expect(coverage.sites(ofRow: row) == near)
            #expect(coverage.add(weight: 0, sites: near.reversed()) == row)
        }
        #expect(coverage.rowCount == sums.count)
        for row in 0..<coverage.rowCount { #expect(coverage.weights[row] == sums[coverage.sites(ofRow: row)]) }
        #expect(coverage.uncoverableWeight == sums[[]] ?? 0)
    }

    @Test func oddPointsAreCoveredByNobody() {
        let grid = CoverageGrid(x: [0, 1], y: [0, 1], radius: 0.5)
        for value in [Double.nan, .infinity, -.infinity, 1e300] {
            #expect(grid.sites(nearX: value, y: 0).isEmpty)
            #expect(grid.sites(nearX: 0, y: value).isEmpty)
        }
        #expect(grid.sites(nearX: 0, y: 0) == [0])
        #expect(CoverageGrid(x: [], y: [], radius: 1).sites(nearX: 0, y: 0).isEmpty)
        #expect(CoverageGrid(x: [3], y: [4], radius: 0).sites(nearX: 3, y: 4) == [0])
        #expect(CoverageGrid(x: [3, -3], y: [4, 4], radius: .infinity).sites(nearX: 9, y: -9) == [0, 1])
    }

    @Test func aggregatorReportsWhatIsWrong() throws {
        var coverage = CoverageAggregator(siteCount: 2)
        coverage.add(weight: -1, sites: [0])
        coverage.add(weight: .nan, sites: [0, 2])
        #expect(coverage.problems().count == 3)
        #expect(throws: LocationError.self) { try NearestSiteProblem.maximalCovering(coverage, count: 1).solve() }
        #expect(CoverageAggregator(siteCount: -1).problems().count == 1)
    }

    @Test func limitsKeepThePlanAndAValidBound() throws {
        let coverage = points(seed: 6, sites: 120, clients: 20_000, radius: 0.16)
        let problem = NearestSiteProblem.maximalCovering(coverage, count: 12)
        let greedy = try problem.solve(LocationOptions(engine: .greedy))
        for limit in [Duration.zero, .milliseconds(60)] {
            let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: limit)))
            let objective = try #require(result.objective)
            #expect(objective <= greedy.objective ?? .infinity)
            #expect(result.objectiveBound <= objective)
        }
        let flag = CancellationFlag()
        flag.cancel()
        let cancelled = try problem.solve(LocationOptions(solve: SolveOptions(cancellation: flag)))
        #expect(cancelled.objective != nil)
        #expect(cancelled.objectiveBound <= cancelled.objective ?? -.infinity)
    }

    @Test func sameSeedSamePlan() throws {
        let problem = NearestSiteProblem.maximalCovering(
            points(seed: 7, sites: 50, clients: 3_000, radius: 0.18), count: 5)
        let first = try problem.solve()
        let second = try problem.solve()
        #expect(first.openSites == second.openSites)
        #expect(first.statistics.nodeCount == second.statistics.nodeCount)
    }

    /// Random covering problems that restrict nothing but the number of sites.
    private func counted(seed: Int) -> NearestSiteProblem {
        var random = RandomProblems(seed: 90_000 + UInt64(seed))
        let sites = random.whole(1...10)
        var problem = random.covering(sites: sites, clients: random.whole(1...30))
        let least = random.whole(0...sites)
        problem.sideConstraints =
            seed % 3 == 0 ? [] : [SideConstraint("number", count: 0..<sites, atLeast: least, atMost: least + seed % 2)]
        return problem
    }

    @Test(.enabled(if: hasSolver), arguments: CoverMethod.allCases)
    func everyWayAgreesWithEnumeration(method: CoverMethod) throws {
        var proofs: Set<String> = []
        for seed in 0..<300 {
            let problem = counted(seed: seed)
            guard let result = try problem.coveringResult(LocationOptions(), method: method) else { continue }
            proofs.insert(result.termination.detail)
            try check(
                result, optimum: Enumeration.best(problem), engine: .exact,
                evaluate: { try problem.evaluate(open: $0.openSites) }, "\(method), seed \(seed)")
        }
        let expected: [CoverMethod: String] = [
            .automatic: "covering linear relaxation", .linearProgram: "covering linear relaxation",
            .ascentTree: "covering ascent tree", .alternating: "covering ascent tree",
        ]
        #expect(proofs.contains(expected[method] ?? ""), "\(proofs)")
    }

    @Test(.enabled(if: hasSolver), arguments: [(1, 30, 0.3, 4), (2, 45, 0.22, 6), (3, 60, 0.25, 5)])
    func everyWayAgreesOnOverlappingSites(seed: Int, sites: Int, radius: Double, count: Int) throws {
        let coverage = points(seed: 40 + UInt64(seed), sites: sites, clients: 4_000, radius: radius)
        let problem = NearestSiteProblem.maximalCovering(coverage, count: count)
        let reference = try #require(try problem.coveringResult(LocationOptions(), method: .linearProgram))
        #expect(reference.termination.isOptimal)
        for method in [CoverMethod.ascentTree, .alternating] {
            let first = try #require(try problem.coveringResult(LocationOptions(), method: method))
            let second = try #require(try problem.coveringResult(LocationOptions(), method: method))
            #expect(first.termination.isOptimal, "\(method)")
            #expect(first.objective == reference.objective, "\(method)")
            #expect(first.objectiveBound == first.objective, "\(method)")
            #expect(first.openSites == second.openSites)
            #expect(first.statistics.nodeCount == second.statistics.nodeCount)
        }
    }

    @Test(.enabled(if: hasSolver)) func theAscentTreeKeepsPlanAndBoundUnderLimits() throws {
        let coverage = points(seed: 8, sites: 150, clients: 20_000, radius: 0.2)
        let problem = NearestSiteProblem.maximalCovering(coverage, count: 9)
        let greedy = try problem.solve(LocationOptions(engine: .greedy))
        let best = try #require(try problem.coveringResult(LocationOptions(), method: .ascentTree))
        #expect(best.termination.isOptimal)
        let optimum = try #require(best.objective)
        let flag = CancellationFlag()
        flag.cancel()
        for solve in [
            SolveOptions(timeLimit: .zero), SolveOptions(timeLimit: .milliseconds(30)),
            SolveOptions(timeLimit: .milliseconds(120)), SolveOptions(cancellation: flag),
        ] {
            let result = try #require(
                try problem.coveringResult(LocationOptions(solve: solve), method: .ascentTree))
            let objective = try #require(result.objective)
            #expect(objective <= greedy.objective ?? .infinity)
            #expect(objective >= optimum)
            #expect(result.objectiveBound <= optimum + 1e-6)
        }
    }

    @Test(.enabled(if: hasSolver)) func mandatoryClientsOfAllSizesAreProven() throws {
        for seed in 0..<6 as Range<UInt64> {
            let coverage = points(seed: 60 + seed, sites: 40 + 8 * Int(seed), clients: 800, radius: 0.25)
            var problem = SetCoveringProblem.covering(coverage)
            problem.requiredCover = (0..<coverage.rowCount).map { coverage.sites(ofRow: $0).isEmpty ? 0 : 1 }
            if seed % 2 == 1 { problem.openingCosts = (0..<coverage.siteCount).map { 1 + Double(($0 * 7) % 5) / 3 } }
            let own = try problem.solve()
            let complete = try problem.solve(LocationOptions(engine: .glpk))
            #expect(own.termination.isOptimal)
            #expect(abs((own.objective ?? -1) - (complete.objective ?? -2)) < 1e-6)
            #expect(try problem.evaluate(open: own.openSites).isFeasible)
        }
    }
}
