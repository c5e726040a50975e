/// Checks a dispatch plan from the raw data, without any code of the planner.
///
/// Everything is recomputed: who can serve how many, who reaches whom, all sums; the least possible shortage from
/// the explanations (a cut), and the least possible travel from the prices (a dual solution, in whole metres).
public struct DispatchVerifier: Sendable {
    /// The country.
    public let territory: Territory
    /// The rules the plan is to obey.
    public let policy: DispatchPolicy

    /// Creates a verifier.
    public init(territory: Territory, policy: DispatchPolicy = DispatchPolicy()) {
        self.territory = territory
        self.policy = policy
    }

    /// Every check made, in order; a plan may be relied on when all passed.
    public func checks(_ plan: DispatchPlan) -> [VerificationReport.Check] {
        let invalid = policy.problems() + territory.dispatchProblems()
        guard invalid.isEmpty else {
            return [
                VerificationReport.Check(
                    name: "dispatch: data", passed: false, detail: invalid.map(\.description).joined(separator: "; "))
            ]
        }
        let ground = DispatchGround(territory: territory, policy: policy)
        var tally = DispatchTally(ground)
        var checks = tally.read(plan)
        guard checks.allSatisfy(\.passed) else { return checks }
        checks.append(tally.apportionment(plan))
        // Beyond this point counts are known to be those of the data.
        guard checks.allSatisfy(\.passed) else { return checks }
        checks.append(tally.staff())
        checks.append(tally.distances(plan))
        checks.append(tally.totals(plan))
        checks.append(tally.objective(plan))
        let proof = DispatchProof(ground, tally)
        checks += proof.checks(plan)
        return checks
    }
}

extension DispatchPlan {
    /// Whether two figures agree to a relative 1e-9.
    static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }
}
