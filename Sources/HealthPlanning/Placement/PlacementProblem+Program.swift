import FacilityLocation
public import LinearOptimization

extension PlacementProblem {
    /// The problem as one mixed-integer program, for other solvers: sites alone, or sites and donors where the scenario
    /// pairs them jointly.
    ///
    /// It minimises the residents (or person-km) at rate left over after credits and twinning costs: a covering plan is
    /// worth ``totalWeight`` less the optimum. Site columns are the first ones, in the order of ``sites``.
    ///
    /// - Throws: an error that lists what is wrong with the data.
    public func program() throws -> Model {
        guard scenario.twinning.isJoint else { return try location.model(.levels).model }
        let joint = try JointModel(JointProblem(self))
        var model = joint.model
        // Inside, the objective is scaled by a power of two; outside it is in residents.
        for variable in model.variables { model.setCost(of: variable, to: model.cost(of: variable) / joint.scale) }
        model.setObjectiveConstant(model.objectiveConstant / joint.scale)
        return model
    }
}
