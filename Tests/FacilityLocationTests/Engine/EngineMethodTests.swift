import FacilityLocation
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

@Suite struct EngineMethodTests {
    /// A p-median on random points of a square, with whole distances.
    private func points(_ count: Int, opening p: Int, seed: UInt64) -> NearestSiteProblem {
        var generator = SeededGenerator(seed: seed)
        let points = (0..<count).map { _ in
            (Double.random(in: 0..<1000, using: &generator), Double.random(in: 0..<1000, using: &generator))
        }
        let rows = points.map { a in
            points.map { b in ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot().rounded() }
        }
        return NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: count, dense: rows),
            sideConstraints: [SideConstraint("number", count: 0..<count, atLeast: p, atMost: p)])
    }

    @Test(arguments: [(30, 3), (40, 4), (45, 9), (50, 5)])
    func methodsAgree(count: Int, p: Int) {
        let problem = points(count, opening: p, seed: UInt64(count + p))
        let reference = problem.solveExactly(LocationOptions(), method: .branchAndCut)
        #expect(reference.termination.isOptimal)
        for method in EngineMethod.allCases where method != .branchAndCut {
            let result = problem.solveExactly(LocationOptions(), method: method)
            #expect(result.termination.isOptimal, "\(method)")
            #expect(result.objective == reference.objective, "\(method)")
            #expect(result.objectiveBound == result.objective, "\(method)")
        }
    }

    @Test func everyProofIsReached() {
        var proofs: Set<String> = []
        for seed in 0..<30 as Range<UInt64> {
            let problem = points(24 + Int(seed % 3) * 12, opening: 3 + Int(seed % 4), seed: 70 + seed)
            for method in EngineMethod.allCases {
                proofs.insert(problem.solveExactly(LocationOptions(), method: method).termination.detail)
            }
        }
        for proof in ["Lagrangian bound", "dense tree", "Lagrangian tree"] {
            #expect(proofs.contains(proof), "\(proof) not among \(proofs)")
        }
        #if GLPK
            for proof in ["linear relaxation", "branch and cut", "linear relaxation on a growing program"] {
                #expect(proofs.contains(proof), "\(proof) not among \(proofs)")
            }
        #endif
    }

    @Test(arguments: EngineMethod.allCases)
    func limitsKeepPlanAndBound(method: EngineMethod) {
        let problem = points(60, opening: 6, seed: 5)
        let best = problem.solveExactly(LocationOptions())
        let start = Array(0..<6)
        let startCost = problem.evaluation(open: start, aggregate: nil).objective
        let cancelled = CancellationFlag()
        cancelled.cancel()
        var atOnce = LocationOptions()
        atOnce.solve.timeLimit = .zero
        var interrupted = LocationOptions()
        interrupted.solve.cancellation = cancelled
        for options in [atOnce, interrupted] {
            let result = problem.solveExactly(options, starts: [start], method: method)
            #expect((result.objective ?? .infinity) <= startCost)
            #expect(result.objectiveBound <= (best.objective ?? -.infinity))
            if !result.termination.isOptimal { #expect(result.termination.limit != nil) }
        }
    }

    @Test func sameSeedSamePlan() {
        let problem = points(60, opening: 6, seed: 9)
        let first = problem.solveExactly(LocationOptions(seed: 3))
        let second = problem.solveExactly(LocationOptions(seed: 3))
        #expect(first.openSites == second.openSites)
        #expect(first.statistics.nodeCount == second.statistics.nodeCount)
    }

    @Test func gapsAreHonoured() {
        let problem = points(60, opening: 6, seed: 12)
        let best = problem.solveExactly(LocationOptions()).objective ?? .nan
        var options = LocationOptions()
        options.solve.relativeGap = 0.05
        let result = problem.solveExactly(options, method: .branchAndCut)
        #expect(result.termination.isOptimal)
        #expect(result.relativeGap <= 0.05)
        #expect(result.objectiveBound <= best)
    }

    @Test(
        .enabled(if: Instances.folder != nil),
        arguments: [(1, 5819.0), (5, 1355), (9, 2734), (15, 1729), (25, 1828), (29, 3033)])
    func libraryMediansReachTheirOptimum(number: Int, optimum: Double) throws {
        let path = try #require(Instances.path("pmed/pmed\(number).txt"))
        let problem = try ORLibraryReader.pMedian(contentsOf: path).pMedian()
        let result = try problem.solve()
        #expect(result.termination.isOptimal)
        #expect(result.objective == optimum)
        #expect(result.objectiveBound == optimum)
        #expect((result.greedyObjective ?? 0) >= optimum)
    }
}
