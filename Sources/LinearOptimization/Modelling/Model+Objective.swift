extension Model {
    /// States that smaller values of an expression are better; replaces the objective.
    public mutating func minimize(_ objective: LinearExpression) { setObjective(objective, .minimize) }

    /// States that larger values of an expression are better; replaces the objective.
    public mutating func maximize(_ objective: LinearExpression) { setObjective(objective, .maximize) }

    /// States that smaller values of a variable are better; replaces the objective.
    public mutating func minimize(_ variable: Variable) { minimize(LinearExpression(variable)) }

    /// States that larger values of a variable are better; replaces the objective.
    public mutating func maximize(_ variable: Variable) { maximize(LinearExpression(variable)) }

    /// Replaces the objective; O(variables + terms).
    public mutating func setObjective(_ objective: LinearExpression, _ sense: ObjectiveSense) {
        checkOwnership(of: objective)
        self.sense = sense
        objectiveConstant = objective.constant
        for index in costs.indices { costs[index] = 0 }
        objective.forEachTerm { term in
            precondition(
                Int(term.index) < costs.count,
                "a variable added to a later copy of this model was used in this one"
            )
            costs[Int(term.index)] += term.coefficient
        }
    }

    /// Changes the direction of the objective and leaves its coefficients alone.
    public mutating func setSense(_ sense: ObjectiveSense) { self.sense = sense }

    /// Changes the constant of the objective.
    public mutating func setObjectiveConstant(_ constant: Double) { objectiveConstant = constant }

    /// Changes the objective coefficient of a variable.
    public mutating func setCost(of variable: Variable, to cost: Double) {
        costs[checkedIndex(variable)] = cost
    }
}
