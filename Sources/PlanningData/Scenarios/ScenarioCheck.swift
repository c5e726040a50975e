import HealthPlanning

extension Scenario {
    /// Holds the place of the check of a whole scenario until the planning core brings it.
    func problems(for territory: Territory) -> [PlanningProblem] { [] }
}
