import FacilityLocation
import LinearOptimization

/// Plans a country: sites, donors, dispatch, baselines, metrics, verification, in one call.
///
/// ```swift
/// let plan = try Planner(territory: territory, scenario: .china2035).plan()
/// ```
public struct Planner: Sendable {
    /// The country.
    public let territory: Territory
    /// Rules and objective.
    public let scenario: Scenario

    /// Creates a planner.
    public init(territory: Territory, scenario: Scenario) {
        self.territory = territory
        self.scenario = scenario
    }

    /// Makes the plan; blocks its thread.
    ///
    /// Infeasible rules, limits and cancellation are results: see the placement's termination. A solver that breaks is
    /// replaced by the greedy plan, and the termination says so. Whatever is returned has been re-verified; a check that
    /// failed stands in ``NationalPlan/verification``.
    ///
    /// - Throws: ``PlanningError`` with every problem of territory and scenario; `SolverError` when an engine is asked
    ///   for by name that this build does not have.
    public func plan(options: PlannerOptions = PlannerOptions()) throws -> NationalPlan {
        guard options.coverageRadius.isFinite, options.coverageRadius > 0 else {
            throw PlanningError([
                PlanningProblem(
                    field: "options.coverageRadius", message: "\(options.coverageRadius) is no radius",
                    fix: "give a distance in km above 0"
                )
            ])
        }
        let problem = try PlacementProblem(territory: territory, scenario: scenario)
        var stages = PlacementStages(problem: problem, options: options)
        let placements = try stages.run()
        let metrics = PlanMetrics(
            territory: territory, existing: problem.admission.existing, new: placements.chosen.hosts,
            coverageRadius: options.coverageRadius
        )
        var plan = NationalPlan(
            scenario: scenario, dataset: territory.name, dataFingerprint: territory.fingerprint,
            placement: placements.chosen, greedy: placements.greedy, sitedFirst: placements.sitedFirst,
            metrics: metrics, verification: VerificationReport(checks: [])
        )
        if options.includesDispatch { try dispatch(into: &plan, options) }
        plan.verification = PlanVerifier(territory: territory).verify(plan)
        return plan
    }

    /// Sends staff to the community-level institutions, greedily and with the engine asked for.
    private func dispatch(into plan: inout NationalPlan, _ options: PlannerOptions) throws {
        let planner = DispatchPlanner(territory: territory, policy: scenario.dispatch)
        let greedy = try planner.plan(engine: .greedy)
        plan.greedyDispatch = greedy
        plan.dispatch = greedy
        guard options.engine != .greedy else { return }
        do {
            let stage = options.stage("dispatch", options.engine)
            plan.dispatch = try planner.plan(engine: stage.engine, options: stage.solve)
        } catch let error as SolverError where error.code != .unavailable {
            plan.dispatch?.termination.detail = "the engine \(options.engine.rawValue) failed: \(error)"
        }
    }
}
