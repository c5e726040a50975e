import FacilityLocation
import Foundation
import LinearOptimization
import Testing
import _TestSupport

/// Limits, cancellation, progress and input of problems on points.
@Suite struct PointLimitTests {
    static func large(_ count: Int = 10_000, p: Int = 200) -> PointProblem {
        var random = SeededGenerator(seed: 3)
        let points = (0..<count).map { _ in
            Position(x: Double.random(in: 0...1e4, using: &random), y: Double.random(in: 0...1e4, using: &random))
        }
        return .median(PointCosts(clients: points, sites: points), count: p)
    }

    @Test func aTightLimitKeepsPlanAndBound() throws {
        for limit in [Duration.zero, .milliseconds(300)] {
            let problem = Self.large()
            let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: limit)))
            let objective = try #require(result.objective)
            #expect(result.termination.reason == .feasible)
            #expect(result.termination.limit == .time)
            let greedy = try #require(result.greedyObjective)
            #expect(objective <= greedy)
            #expect(result.objectiveBound >= 0 && result.objectiveBound <= objective)
            #expect(try problem.evaluate(open: result.openSites).objective == objective)
        }
    }

    @Test(arguments: [50, 400])
    func cancellationEndsItSoon(milliseconds: Int) throws {
        let flag = CancellationFlag()
        // A thread of its own: other tests may hold those that tasks share.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
            flag.cancel()
        }
        let clock = ContinuousClock()
        let start = clock.now
        let result = try Self.large().solve(LocationOptions(solve: SolveOptions(cancellation: flag)))
        // A hundred times what it takes on an idle machine.
        #expect(clock.now - start < .milliseconds(milliseconds) + .seconds(10))
        #expect(result.termination.limit == .interrupted)
        #expect(result.objective != nil)
    }

    @Test func aProgressHandlerCanStopIt() throws {
        let options = SolveOptions(progress: { $0.stage == "Lagrangian bound" ? .stop : .continue })
        let result = try Self.large().solve(LocationOptions(solve: options))
        #expect(result.termination.limit == .interrupted)
        #expect(result.objectiveBound > 0)
        #expect(result.relativeGap < 0.5)
    }

    @Test func aGapAskedForEndsIt() throws {
        let result = try Self.large(6_500, p: 650).solve(LocationOptions(solve: SolveOptions(relativeGap: 0.01)))
        #expect(result.termination.reason == .optimal)
        #expect(result.relativeGap <= 0.01)
    }

    @Test func threadsChangeNothing() throws {
        // Enough clients for both halves to be priced apart.
        let problem = Self.large(6_500, p: 650)
        let solve = SolveOptions(relativeGap: 3e-3)
        let alone = try problem.solve(LocationOptions(solve: solve))
        for threads in [2, 5] {
            let together = try problem.solve(LocationOptions(solve: solve, threads: threads))
            #expect(together.openSites == alone.openSites)
            #expect(together.objectiveBound == alone.objectiveBound)
        }
        // A bound is one for every plan, also for that of another seed.
        let other = try problem.solve(LocationOptions(solve: solve, seed: 8))
        let objective = try #require(other.objective)
        #expect(alone.objectiveBound <= objective)
    }

    @Test func manySitesHaveABoundCloseBy() throws {
        let problem = Self.large(6_500, p: 1_700)
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .seconds(15))))
        #expect(result.relativeGap < 5e-2)
        let evaluated = try problem.evaluate(open: result.openSites).objective
        #expect(result.objectiveBound <= evaluated)
    }

    @Test func everythingWrongIsReported() {
        var problem = PointProblem.median(
            PointCosts(clients: [Position(x: .nan, y: 0)], sites: [Position(x: 0, y: .infinity)], reach: -1),
            weights: [-1, 2], count: 1)
        problem.openingCosts = [.nan]
        problem.unservedCosts = []
        problem.roles = []
        #expect(
            Set(problem.problems().map { String($0.field.prefix { $0 != "[" }) }) == [
                "clients", "sites", "reach", "weights", "openingCosts", "unservedCosts", "roles",
            ])
        #expect(throws: LocationError.self) { try problem.solve() }
        #expect(throws: LocationError.self) {
            try Self.large().solve(LocationOptions(solve: SolveOptions(initialSolution: [1])))
        }
        #expect(throws: LocationError.self) { try Self.large().solve(LocationOptions(engine: .glpk)) }
    }

    @Test func degenerateSizes() throws {
        let one = [Position(x: 1, y: 1)]
        for (clients, sites, p) in [
            ([], one, 1), (one, one, 1), (one, one, 0), (one, [], 0), ([], [], 0), (one, one, 2),
        ] {
            let problem = PointProblem.median(PointCosts(clients: clients, sites: sites), count: p)
            let result = try problem.solve(LocationOptions(), listingAtMost: 0)
            #expect(result.objective == Enumeration.best(problem.listed()))
        }
        let same = Array(repeating: Position(x: 5, y: 5), count: 300)
        for p in [1, 7, 300] {
            let problem = PointProblem.median(PointCosts(clients: same, sites: same), count: p)
            let result = try problem.solve(LocationOptions(), listingAtMost: 0)
            #expect(result.objective == 0)
            #expect(result.termination.reason == .optimal)
        }
        for scale in [1e-9, 1e12] {
            let points = (0..<200).map { (number: Int) -> Position in
                let (x, y) = (Double(number * 37 % 101), Double(number * 53 % 97))
                return Position(x: scale * x, y: scale * y)
            }
            let problem = PointProblem.median(PointCosts(clients: points, sites: points), count: 30)
            let result = try problem.solve(LocationOptions(), listingAtMost: 0)
            let listed = try problem.listed().solve()
            let best = try #require(listed.objective)
            #expect(result.objectiveBound <= best * (1 + 1e-6))
            #expect(try #require(result.objective) >= best * (1 - 1e-6))
        }
    }
}
