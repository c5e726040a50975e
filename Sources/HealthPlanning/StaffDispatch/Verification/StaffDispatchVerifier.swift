internal import LinearOptimization

/// Checks a staff dispatch from the raw data, without any code of the planner.
///
/// Sums are added up again person by person; the limits are proven by complementary slackness: no price may make a move
/// profitable that the plan does not make. Prices are pairs, fairness before travel, compared in that order.
public struct StaffDispatchVerifier: Sendable {
    /// The problem.
    public let problem: StaffDispatchProblem

    /// Creates a verifier.
    public init(_ problem: StaffDispatchProblem) { self.problem = problem }

    /// Every check made; a plan may be relied on when all passed.
    public func checks(_ plan: StaffDispatchPlan) -> [VerificationReport.Check] {
        let invalid = problem.problems()
        guard invalid.isEmpty else {
            return [
                .init(
                    name: "staff: data", passed: false,
                    detail: invalid.map(\.description).joined(separator: "; "))
            ]
        }
        var tally = StaffTally(problem)
        var checks = tally.read(plan)
        guard checks.allSatisfy(\.passed) else { return checks }
        checks += tally.limits()
        checks += tally.values(plan)
        if let certificate = plan.certificate {
            checks.append(StaffProof(problem, tally, certificate).check(plan))
        } else if plan.termination.isOptimal {
            let isWhole = plan.engine == "glpk" || !problem.isNested
            checks.append(
                .init(
                    name: "staff: proof", passed: isWhole,
                    detail: isWhole
                        ? "rests on the mixed-integer program or its relaxation" : "optimal is claimed without prices"))
        }
        return checks
    }
}
