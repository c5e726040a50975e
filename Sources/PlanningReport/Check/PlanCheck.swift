import Foundation
public import HealthPlanning
import LinearOptimization

/// What recomputing a plan document from the data shows.
public struct PlanCheck: Sendable, Hashable {
    /// The verifier's checks, made anew.
    public let verification: VerificationReport
    /// Everything in the document that does not hold, one sentence each; empty when all does.
    public let differences: [String]

    /// Whether everything holds.
    public var holds: Bool { differences.isEmpty }

    /// Recomputes rules, objective, donors, metrics, dispatch, names and the recorded checks of a document.
    ///
    /// What only a solve can show, the bound, is not recomputed; see ``compare(_:withProofOf:)``.
    ///
    /// - Throws: a decoding error when the document's scenario is none.
    public init(_ document: PlanDocument, territory: Territory) throws {
        var plan = try document.plan()
        var differences: [String] = []
        if document.dataFingerprint != territory.fingerprint {
            differences.append(
                "data_fingerprint: the plan was made from data \(Self.shown(document.dataFingerprint)), "
                    + "these are \(Self.shown(territory.fingerprint)): give the data with --data, or plan again"
            )
        }
        let verification = PlanVerifier(territory: territory).verify(plan)
        differences += verification.failures.map { "\($0.name): \($0.detail)" }
        self.verification = verification
        plan.verification = verification
        let expected = try JSONValue(encoding: PlanDocument(PlanReport(plan: plan, territory: territory)))
        differences += JSONDifference.all(try JSONValue(encoding: document), expected).map(\.sentence)
        self.differences = differences
    }

    /// Differences between what a document claims to be proven and what a new proof of the same scenario shows.
    public static func compare(_ document: PlanDocument, withProofOf plan: PlacementPlan) -> [String] {
        let claimed = document.placement.plan()
        var differences: [String] = []
        let slack = 1e-7 * max(1, abs(plan.objective ?? 0))
        // Higher is better after this.
        let sign = claimed.sense == .maximize ? 1.0 : -1.0
        if let objective = plan.objective, sign * (objective - claimed.objectiveBound) > slack {
            differences.append(
                "placement.bound: says no plan is better than \(claimed.objectiveBound), but one of \(objective) exists"
            )
        }
        if claimed.termination.isOptimal, let ours = plan.objective, let theirs = claimed.objective,
            sign * (ours - theirs) > slack, claimed.relativeGap < 1e-9
        {
            differences.append("placement.termination: says optimal with \(theirs), but a plan of \(ours) exists")
        }
        if let objective = claimed.objective, sign * (objective - plan.objectiveBound) > slack {
            differences.append(
                "placement.objective: says \(objective), but no plan is better than \(plan.objectiveBound)"
            )
        }
        if claimed.termination.reason == .infeasible, plan.objective != nil {
            differences.append("placement.termination: says infeasible, but a plan exists")
        }
        return differences
    }

    private static func shown(_ fingerprint: String) -> String {
        fingerprint.isEmpty ? "without a fingerprint" : TextWidth.printable(String(fingerprint.prefix(40)))
    }
}
