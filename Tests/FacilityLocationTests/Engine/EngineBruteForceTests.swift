import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

@Suite struct EngineBruteForceTests {
    /// Checks a proven answer against the best of all plans.
    static func expect(_ result: LocationResult, equals best: Double?, of problem: NearestSiteProblem, _ what: String) {
        guard let best else {
            #expect(result.termination.reason == .infeasible, "\(what): \(result)")
            return
        }
        #expect(result.termination.reason == .optimal, "\(what): \(result) instead of \(best)")
        guard let objective = result.objective else { return }
        #expect(approximatelyEqual(objective, best, within: 1e-6), "\(what): \(objective) instead of \(best)")
        #expect(result.objectiveBound <= best + 1e-6 * max(1, abs(best)), "\(what): bound \(result.objectiveBound)")
        #expect(problem.evaluation(open: result.openSites, aggregate: nil).isFeasible, "\(what)")
    }

    @Test(arguments: EngineMethod.allCases)
    func everyMethodFindsTheBestPlan(method: EngineMethod) {
        var random = EngineProblems(seed: 11)
        for number in 0..<400 {
            let problem = random.next()
            let result = problem.solveExactly(LocationOptions(), method: method)
            Self.expect(result, equals: problem.leastObjective(), of: problem, "problem \(number) by \(method)")
        }
    }
}
