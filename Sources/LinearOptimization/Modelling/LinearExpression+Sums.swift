extension LinearExpression {
    /// The sum of variables.
    @inlinable
    public static func sum(_ variables: some Sequence<Variable>) -> LinearExpression {
        var result = LinearExpression()
        result.reserveCapacity(variables.underestimatedCount)
        for variable in variables { result.add(1, variable) }
        return result
    }

    /// The sum of expressions.
    @inlinable
    public static func sum(_ expressions: some Sequence<LinearExpression>) -> LinearExpression {
        var result = LinearExpression()
        for expression in expressions { result.add(1, expression) }
        return result
    }

    /// The sum of one expression per element: `.sum(of: sites) { $0.cost * open[$0.index] }`.
    @inlinable
    public static func sum<S: Sequence>(
        of elements: S,
        _ expression: (S.Element) throws -> LinearExpression
    ) rethrows -> LinearExpression {
        var result = LinearExpression()
        result.reserveCapacity(elements.underestimatedCount)
        for element in elements { result.add(1, try expression(element)) }
        return result
    }

    /// The sum of one variable per element: `.sum(of: sites) { open[$0.index] }`.
    @inlinable
    public static func sum<S: Sequence>(
        of elements: S,
        _ variable: (S.Element) throws -> Variable
    ) rethrows -> LinearExpression {
        var result = LinearExpression()
        result.reserveCapacity(elements.underestimatedCount)
        for element in elements { result.add(1, try variable(element)) }
        return result
    }

    /// The scalar product of coefficients and variables, element by element; both must be equally long.
    @inlinable
    public static func dot(
        _ coefficients: some Collection<Double>,
        _ variables: some Collection<Variable>
    ) -> LinearExpression {
        precondition(
            coefficients.count == variables.count,
            "a scalar product needs as many coefficients (\(coefficients.count)) as variables (\(variables.count))"
        )
        var result = LinearExpression()
        result.reserveCapacity(variables.count)
        for (coefficient, variable) in zip(coefficients, variables) { result.add(coefficient, variable) }
        return result
    }
}
