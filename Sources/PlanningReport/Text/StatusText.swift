package import HealthPlanning
package import LinearOptimization

/// How a solve ended, in words a planner reads.
package enum StatusText {
    /// `proven optimal`, `best found when time ran out` and so on.
    package static func sentence(_ termination: Termination) -> String {
        switch termination.reason {
        case .optimal: "proven optimal"
        case .infeasible: "infeasible: no plan obeys every rule"
        case .unbounded: "unbounded"
        case .infeasibleOrUnbounded: "infeasible or unbounded"
        case .feasible:
            termination.limit == .heuristic ? "heuristic, no proof" : "best found when \(limit(termination))"
        case .noSolutionFound: "no plan found when \(limit(termination))"
        case .numericalError: "stopped by numerical trouble"
        }
    }

    private static func limit(_ termination: Termination) -> String {
        switch termination.limit {
        case .time: "time ran out"
        case .iterations: "the iteration limit struck"
        case .nodes: "the node limit struck"
        case .interrupted: "it was interrupted"
        case .heuristic, nil: "the search ended"
        }
    }
}

/// Exact beside greedy: how much better, in which words.
package struct Comparison {
    /// Objective of the plan.
    let ours: Double
    /// Objective of the baseline.
    let theirs: Double
    /// Whether more is better.
    let isMaximized: Bool

    /// A comparison of two plans that both have an objective, under the same rules and objective.
    package init?(_ plan: PlacementPlan, against baseline: PlacementPlan) {
        guard let ours = plan.objective, let theirs = baseline.objective else { return nil }
        self.ours = ours
        self.theirs = theirs
        isMaximized = plan.sense == .maximize
    }

    /// Advantage of the plan in units of the objective; negative when the baseline is better.
    package var advantage: Double { isMaximized ? ours - theirs : theirs - ours }

    /// Advantage relative to the baseline's objective.
    package var relativeAdvantage: Double { advantage / max(abs(theirs), 1e-10) }

    /// `1,234,567 residents at rate better (0.42 %)`, `the same`.
    package func sentence(unit: String) -> String {
        // Values of a billion carry rounding of the order of 1e-7; less than 1e-9 of the value is no difference.
        guard abs(relativeAdvantage) > 1e-9 else { return "the same objective" }
        let word = advantage > 0 ? "better" : "worse"
        return "\(NumberText.fixed(abs(advantage))) \(unit) \(word) "
            + "(\(NumberText.brief(abs(relativeAdvantage) * 100, upTo: 3)) %)"
    }
}
