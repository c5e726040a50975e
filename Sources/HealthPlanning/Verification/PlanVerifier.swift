import LinearOptimization

/// Re-verifies a plan from territory and scenario alone.
///
/// Shares no code with the builders, engines and metrics it checks: its own distances, its own reading of every rule,
/// its own objective. ``Planner`` runs it on every plan before returning it.
public struct PlanVerifier: Sendable {
    /// The country.
    public let territory: Territory

    /// Creates a verifier.
    public init(territory: Territory) { self.territory = territory }

    /// Checks every rule, figure and claim of a plan.
    ///
    /// O(counties² + counties × hosts), the square for the Gini.
    public func verify(_ plan: NationalPlan) -> VerificationReport {
        let audit = Audit(territory: territory, scenario: plan.scenario)
        var checks = [
            VerificationReport.Check(
                name: "plan and data belong together",
                passed: plan.dataset == territory.name && plan.dataFingerprint == territory.fingerprint,
                detail: "\(plan.dataset) \(plan.dataFingerprint.prefix(12))"
            )
        ]
        let radius = plan.metrics.coverageRadius
        checks += self.checks(audit, plan.placement, radius, prefix: "")
        checks += self.checks(audit, plan.greedy, radius, prefix: "greedy: ")
        if let sitedFirst = plan.sitedFirst {
            checks += self.checks(audit, sitedFirst, radius, prefix: "sited first: ")
        }
        checks += comparisons(plan)
        checks += MetricsAudit(audit, plan.placement, plan.metrics).checks
        let dispatchVerifier = DispatchVerifier(territory: territory, policy: plan.scenario.dispatch)
        if let dispatch = plan.dispatch { checks += dispatchVerifier.checks(dispatch) }
        if let greedy = plan.greedyDispatch {
            checks += dispatchVerifier.checks(greedy).map { prefixed($0, "greedy ") }
        }
        return VerificationReport(checks: checks)
    }

    /// Checks one placement against the rules of a scenario.
    ///
    /// - Parameter coverageRadius: radius in km of the figures on newly covered residents.
    public func verify(
        _ placement: PlacementPlan, scenario: Scenario, coverageRadius: Double = 150
    ) -> VerificationReport {
        VerificationReport(
            checks: checks(Audit(territory: territory, scenario: scenario), placement, coverageRadius, prefix: "")
        )
    }

    private func checks(
        _ audit: Audit, _ plan: PlacementPlan, _ radius: Double, prefix: String
    ) -> [VerificationReport.Check] {
        var checks = ObjectiveAudit(audit, plan, coverageRadius: radius).checks
        if plan.objective != nil { checks += RuleAudit(audit, plan).checks + DonorAudit(audit, plan).checks }
        return checks.map { prefixed($0, prefix) }
    }

    private func prefixed(_ check: VerificationReport.Check, _ prefix: String) -> VerificationReport.Check {
        VerificationReport.Check(name: prefix + check.name, passed: check.passed, detail: check.detail)
    }

    /// No plan may beat the bound of the plan chosen, nor exist where the rules are said to allow none.
    private func comparisons(_ plan: NationalPlan) -> [VerificationReport.Check] {
        let chosen = plan.placement
        let others = [("greedy", plan.greedy)] + (plan.sitedFirst.map { [("sited first", $0)] } ?? [])
        return others.compactMap { name, other -> VerificationReport.Check? in
            guard let objective = other.objective else { return nil }
            if chosen.termination.reason == .infeasible {
                return .init(name: "\(name) agrees that there is no plan", passed: false, detail: "\(objective)")
            }
            let slack = 1e-7 * max(1, abs(objective))
            let isWithin =
                chosen.sense == .maximize
                ? objective <= chosen.objectiveBound + slack : objective >= chosen.objectiveBound - slack
            return .init(
                name: "\(name) does not beat the bound", passed: isWithin,
                detail: "\(objective), bound \(chosen.objectiveBound)"
            )
        }
    }
}
