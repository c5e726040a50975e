extension Model {
    /// The variables, in order of addition.
    public var variables: VariableArray { VariableArray(first: 0, count: variableCount, modelTag: tag) }

    /// The constraints, in order of addition.
    public var constraints: LazyMapSequence<Range<Int>, Constraint> {
        let tag = tag
        return (0..<constraintCount).lazy.map { Constraint(index: $0, modelTag: tag) }
    }

    /// Lower and upper bound of a variable, as given: crossed and NaN bounds included.
    public func bounds(of variable: Variable) -> (lower: Double, upper: Double) {
        let index = checkedIndex(variable)
        return (lowerBounds[index], upperBounds[index])
    }

    /// Lower and upper bound of a constraint, the constant of its expression already moved there.
    public func bounds(of constraint: Constraint) -> (lower: Double, upper: Double) {
        let index = checkedIndex(constraint)
        return (rowLowerBounds[index], rowUpperBounds[index])
    }

    /// Kind of a variable.
    public func kind(of variable: Variable) -> Variable.Kind { kinds[checkedIndex(variable)] }

    /// Objective coefficient of a variable.
    public func cost(of variable: Variable) -> Double { costs[checkedIndex(variable)] }

    /// The objective as an expression, variables without cost left out; O(variables).
    public var objective: LinearExpression {
        var result = LinearExpression(objectiveConstant)
        for variable in variables where costs[variable.index] != 0 { result.add(costs[variable.index], variable) }
        return result
    }

    /// The merged terms of a constraint, in the order they were written.
    public func terms(of constraint: Constraint) -> [LinearTerm] {
        let range = termRange(ofRow: checkedIndex(constraint))
        return range.map { LinearTerm(index: termIndices[$0], coefficient: termCoefficients[$0]) }
    }

    /// The name given to a variable, or `nil`.
    public func name(of variable: Variable) -> String? { variableNames[checkedIndex(variable)] }

    /// The name given to a constraint, or `nil`.
    public func name(of constraint: Constraint) -> String? { constraintNames[checkedIndex(constraint)] }

    /// The first variable that bears a name; O(variables).
    public func variable(named name: String) -> Variable? {
        variableNames.index(of: name).map { Variable(index: $0, modelTag: tag) }
    }

    /// The first constraint that bears a name; O(constraints).
    public func constraint(named name: String) -> Constraint? {
        constraintNames.index(of: name).map { Constraint(index: $0, modelTag: tag) }
    }

    /// The linear relaxation: the same model with every variable continuous.
    ///
    /// Handles stay valid.
    public func relaxed() -> Model {
        var model = self
        for index in model.kinds.indices { model.kinds[index] = .continuous }
        return model
    }

    /// Positions of a row's terms in ``termIndices`` and ``termCoefficients``.
    package func termRange(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

    /// The name a variable goes by in messages: its own, or `x` and its number from 1.
    package func label(ofVariable index: Int) -> String { variableNames[index] ?? "x\(index + 1)" }

    /// The name a constraint goes by in messages: its own, or `c` and its number from 1.
    package func label(ofRow index: Int) -> String { constraintNames[index] ?? "c\(index + 1)" }
}
