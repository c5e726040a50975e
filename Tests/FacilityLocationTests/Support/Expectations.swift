import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Whether the package was built with a solver for complete models.
#if GLPK
    let hasSolver = true
#else
    let hasSolver = false
#endif

/// Checks a result against the optimum found by enumeration (`nil`: infeasible).
///
/// - Parameter searchIsComplete: Whether the greedy's search for a feasible plan decides problems this small.
func check(
    _ result: LocationResult,
    optimum: Double?,
    engine: LocationEngine,
    searchIsComplete: Bool = true,
    evaluate: (LocationResult) throws -> PlanEvaluation,
    _ label: String
) throws {
    let rounding = 1e-6 * max(1, abs(optimum ?? 0))
    guard let optimum else {
        #expect(result.objective == nil, "\(label): a plan where none exists")
        if searchIsComplete || (engine != .greedy && hasSolver) {
            #expect(result.termination.reason == .infeasible, "\(label): \(result.termination)")
        } else {
            #expect(
                [.infeasible, .noSolutionFound].contains(result.termination.reason), "\(label): \(result.termination)")
        }
        return
    }
    #expect(result.termination.reason != .infeasible, "\(label): called infeasible, optimum \(optimum)")
    #expect(result.objectiveBound <= optimum + rounding, "\(label): bound \(result.objectiveBound) above \(optimum)")
    if searchIsComplete { #expect(result.greedyObjective != nil, "\(label): greedy found no plan") }
    if let greedy = result.greedyObjective {
        #expect(greedy >= optimum - rounding, "\(label): greedy \(greedy) below \(optimum)")
        if let objective = result.objective { #expect(objective <= greedy + rounding, "\(label): worse than greedy") }
    }
    if engine != .greedy, hasSolver {
        #expect(result.termination.isOptimal, "\(label): \(result.termination)")
        #expect(approximatelyEqual(result.objective ?? .nan, optimum, within: 1e-6), "\(label): \(result) ≠ \(optimum)")
        #expect(
            approximatelyEqual(result.objectiveBound, optimum, within: 1e-6), "\(label): bound, \(result) ≠ \(optimum)")
    }
    if let objective = result.objective {
        let evaluation = try evaluate(result)
        #expect(evaluation.isFeasible, "\(label): \(evaluation.violations)")
        #expect(approximatelyEqual(evaluation.objective, objective), "\(label): \(evaluation.objective) ≠ \(objective)")
        #expect(objective >= optimum - rounding, "\(label): \(objective) beats the optimum \(optimum)")
        if result.termination.isOptimal {
            #expect(objective <= optimum + rounding, "\(label): \(objective) called optimal")
        }
    }
}
