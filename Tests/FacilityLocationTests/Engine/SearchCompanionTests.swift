import FacilityLocation
import Foundation
import LinearOptimization
import Synchronization
import Testing
import _TestSupport

/// Search beside the bound and the tree: what it keeps, what it may change, and that nothing of it stays behind.
@Suite struct SearchCompanionTests {
    /// A p-median on a plane grid whose tree takes long enough for searches to be joined.
    private static func grid(_ side: Int, p: Int, seed: UInt64) -> NearestSiteProblem {
        var random = SeededGenerator(seed: seed)
        var points: [(x: Double, y: Double)] = []
        for _ in 0..<(side * side) {
            points.append(
                (Double(Int.random(in: 0..<side, using: &random)), Double(Int.random(in: 0..<side, using: &random))))
        }
        let costs = ServiceCosts(siteCount: points.count, clientCount: points.count) { client, site in
            let (dx, dy) = (points[client].x - points[site].x, points[client].y - points[site].y)
            return (1000 * (dx * dx + dy * dy).squareRoot()).rounded(.down)
        }
        return .median(costs, count: p)
    }

    @Test func poolKeepsFewGoodAndDifferentPlans() {
        var random = SeededGenerator(seed: 11)
        var pool = ElitePool(capacity: 6, likeness: 4)
        var best = Double.infinity
        for _ in 0..<2_000 {
            let sites = Array((0..<30).shuffled(using: &random).prefix(8)).sorted()
            // Near the best plan so far every other time, as searches are.
            let near = pool.best.map {
                Array(Set($0.sites.dropFirst()).union([Int.random(in: 0..<30, using: &random)]))
            }
            let plan = Bool.random(using: &random) ? sites : (near?.sorted() ?? sites)
            let objective = Double(plan.reduce(0) { $0 + ($1 * 37) % 29 })
            pool.offer(plan, objective: objective)
            best = min(best, objective)
            #expect(pool.best?.objective == best)
            #expect(pool.elites.count <= 6)
            let objectives = pool.elites.map(\.objective)
            #expect(objectives == objectives.sorted())
            for (place, elite) in pool.elites.enumerated() {
                for other in pool.elites[..<place] {
                    #expect(ElitePool.difference(elite.sites, other.sites) > 4)
                }
            }
        }
        #expect(pool.elites.count > 2)
        let isTaken = pool.offer([1, 2], objective: .infinity)
        #expect(!isTaken)
    }

    @Test func differencesCountBothSides() {
        #expect(ElitePool.difference([], []) == 0)
        #expect(ElitePool.difference([1, 4, 9], [1, 4, 9]) == 0)
        #expect(ElitePool.difference([1, 4, 9], [2, 4]) == 3)
        #expect(ElitePool.difference([], [2, 4]) == 2)
    }

    @Test(arguments: [false, true])
    func sideWorkRunsOnceAndIsJoined(usesThread: Bool) {
        for _ in 0..<200 {
            let box = Counter()
            let work = SideWork(usesThread: usesThread) { box.add() }
            work.finish()
            #expect(box.value == 1)
        }
    }

    @Test(arguments: [false, true])
    func droppedSideWorkIsOverWhenTheCallReturns(usesThread: Bool) {
        for round in 0..<100 {
            let box = Counter()
            let work = SideWork(usesThread: usesThread) {
                Thread.sleep(forTimeInterval: 0.001)
                box.add()
            }
            if round % 2 == 0 { Thread.sleep(forTimeInterval: 0.0005) }
            work.drop()
            let after = box.value
            Thread.sleep(forTimeInterval: 0.002)
            #expect(box.value == after)
            if !usesThread { #expect(after == 0) }
        }
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .acquiring) }
        func add() { count.wrappingAdd(1, ordering: .acquiringAndReleasing) }
    }

    #if GLPK
        @Test func threadsChangeNoAnswer() throws {
            var joined = 0
            for (side, p, seed) in [(19, 20, 1), (20, 14, 2), (21, 30, 3)] as [(Int, Int, UInt64)] {
                let problem = Self.grid(side, p: p, seed: seed)
                let alone = problem.solveExactly(LocationOptions(), method: .growingProgram)
                let together = problem.solveExactly(LocationOptions(threads: 2), method: .growingProgram)
                #expect(alone.termination.isOptimal)
                #expect(alone.openSites == together.openSites)
                #expect(alone.objectiveBound == together.objectiveBound)
                #expect(alone.statistics.nodeCount == together.statistics.nodeCount)
                #expect(alone.statistics.simplexIterations == together.statistics.simplexIterations)
                if alone.statistics.stages.contains(where: { $0.name == "search beside" }) { joined += 1 }
            }
            #expect(joined > 0)
        }

        @Test(arguments: [1, 2])
        func limitsAndCancellationEndBothThreads(threads: Int) throws {
            let problem = Self.grid(32, p: 40, seed: 5)
            for delay in [0.15, 0.6, 1.5] {
                let flag = CancellationFlag()
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: delay)
                    flag.cancel()
                }
                let clock = ContinuousClock()
                let start = clock.now
                let result = try problem.solve(
                    LocationOptions(solve: SolveOptions(cancellation: flag), threads: threads))
                // Many times what it takes on an idle machine.
                #expect(clock.now - start < .seconds(delay) + .seconds(8))
                let objective = try #require(result.objective)
                #expect(objective <= result.greedyObjective ?? .infinity)
                #expect(result.objectiveBound <= objective)
            }
            let limited = try problem.solve(
                LocationOptions(solve: SolveOptions(timeLimit: .milliseconds(500)), threads: threads))
            #expect(try #require(limited.objective) <= limited.greedyObjective ?? .infinity)
            #expect(limited.objectiveBound <= limited.objective ?? .infinity)
        }
    #endif
}
