import FacilityLocation
import Foundation
import LinearOptimization
import Testing
import _TestSupport

/// The whole-number tree on what it was made for (wide gaps, opening costs, counts in a range), in every unit of money.
@Suite struct DenseTreeTests {
    /// Uniform costs, as hard on relaxations as they come: opening costs about a tenth of, equal to, or ten times a
    /// service cost.
    private func uniform(
        _ count: Int, opening: Int, symmetric: Bool, seed: UInt64, scale: Double = 1, shift: Double = 0
    ) -> NearestSiteProblem {
        var generator = SeededGenerator(seed: seed)
        var matrix = Array(repeating: Array(repeating: 0.0, count: count), count: count)
        for client in 0..<count {
            for site in 0..<count {
                let cost = scale * (Double(Int.random(in: 1000...2000, using: &generator)) + shift)
                matrix[client][site] = symmetric && site < client ? matrix[site][client] : cost
            }
        }
        let openingCosts = (0..<count).map { _ in
            scale * Double(Int.random(in: opening...2 * opening, using: &generator))
        }
        return .uncapacitated(ServiceCosts(siteCount: count, dense: matrix), openingCosts: openingCosts)
    }

    /// Solves by both trees and expects the same proven answer.
    private func expectAgreement(_ problem: NearestSiteProblem, _ what: String) {
        let dense = problem.solveExactly(LocationOptions(), method: .denseTree)
        let reference = problem.solveExactly(LocationOptions(), method: .branchAndCut)
        #expect(dense.termination.isOptimal, "\(what)")
        #expect(reference.termination.isOptimal, "\(what)")
        guard let objective = dense.objective, let best = reference.objective else {
            Issue.record("\(what): no plan")
            return
        }
        #expect(abs(objective - best) <= 1e-7 * abs(best), "\(what): \(objective) instead of \(best)")
        #expect(dense.objectiveBound <= best + 1e-7 * abs(best), "\(what): bound \(dense.objectiveBound)")
        #expect(dense.objectiveBound >= objective - 1e-7 * abs(objective), "\(what): bound \(dense.objectiveBound)")
    }

    @Test(arguments: [100, 1000, 10_000], [true, false])
    func uniformCostsAgreeWithBranchAndCut(opening: Int, symmetric: Bool) {
        for seed in 0..<3 as Range<UInt64> {
            expectAgreement(uniform(26, opening: opening, symmetric: symmetric, seed: seed), "seed \(seed)")
        }
    }

    @Test(arguments: [1e-7, 0.137, 1, 1e7], [0.0, -1500, -5000, 123_456])
    func unitsAndConstantsDoNotMatter(scale: Double, shift: Double) {
        expectAgreement(
            uniform(22, opening: 1000, symmetric: false, seed: 4, scale: scale, shift: shift), "\(scale), \(shift)")
    }

    @Test func fixedPointReachesProofsOnBrokenCosts() {
        let problem = uniform(40, opening: 1000, symmetric: true, seed: 8, scale: 0.3712)
        let result = problem.solveExactly(LocationOptions(), method: .denseTree)
        #expect(result.termination.isOptimal)
        #expect(result.termination.detail == "dense tree")
        #expect(result.statistics.nodeCount > 1)
    }

    @Test(arguments: [(0, 3), (2, 5), (4, 4), (7, 22), (0, 22)])
    func countsMayBeARange(least: Int, most: Int) {
        var problem = uniform(22, opening: 3000, symmetric: false, seed: UInt64(least + 40 * most))
        problem.sideConstraints = [SideConstraint("number", count: 0..<22, atLeast: least, atMost: most)]
        expectAgreement(problem, "\(least)...\(most)")
    }

    @Test func degenerateProblemsAreSolved() {
        for method in EngineMethod.allCases {
            for count in [1, 2, 17] {
                let costs = ServiceCosts(siteCount: count, clientCount: 5) { _, _ in 7 }
                for open in [1, count] {
                    let result = NearestSiteProblem.median(costs, count: open).solveExactly(
                        LocationOptions(), method: method)
                    #expect(result.termination.isOptimal)
                    #expect(result.objective == 35)
                    #expect(result.openSites.count == open)
                }
                let free = NearestSiteProblem.uncapacitated(
                    costs, openingCosts: Array(repeating: 0, count: count)
                ).solveExactly(LocationOptions(), method: method)
                #expect(free.objective == 35)
                #expect(free.objectiveBound == 35)
            }
            let nobody = NearestSiteProblem.median(ServiceCosts(siteCount: 3, rows: []), count: 2).solveExactly(
                LocationOptions(), method: method)
            #expect(nobody.objective == 0)
            #expect(nobody.openSites.count == 2)
        }
    }

    @Test func cancelledSearchKeepsPlanAndBound() {
        let problem = uniform(200, opening: 1000, symmetric: true, seed: 3)
        let flag = CancellationFlag()
        var options = LocationOptions()
        options.solve.cancellation = flag
        // A thread of its own: other tests may hold those that tasks share.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.06)
            flag.cancel()
        }
        let result = problem.solveExactly(options, method: .denseTree)
        #expect(result.termination.limit == .interrupted)
        #expect(result.objectiveBound <= result.objective ?? -.infinity)
    }
}
