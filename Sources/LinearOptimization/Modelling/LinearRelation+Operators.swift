// Concrete overloads of the relations for every pair of variable, expression and number. Two variables have no `==`
// here: between them it stays the `Bool` of `Equatable`.

extension Variable {
    /// States that a variable is at most another one.
    @inlinable
    public static func <= (lhs: Variable, rhs: Variable) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: -.infinity, upper: 0)
    }

    /// States that a variable is at most an expression.
    @inlinable
    public static func <= (lhs: Variable, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: -.infinity, upper: 0)
    }

    /// States that a variable is at most a number.
    @inlinable
    public static func <= (lhs: Variable, rhs: Double) -> LinearRelation {
        LinearRelation(LinearExpression(lhs), lower: -.infinity, upper: rhs)
    }

    /// States that a number is at most a variable.
    @inlinable
    public static func <= (lhs: Double, rhs: Variable) -> LinearRelation {
        LinearRelation(LinearExpression(rhs), lower: lhs, upper: .infinity)
    }

    /// States that a variable is at least another one.
    @inlinable
    public static func >= (lhs: Variable, rhs: Variable) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: .infinity)
    }

    /// States that a variable is at least an expression.
    @inlinable
    public static func >= (lhs: Variable, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: .infinity)
    }

    /// States that a variable is at least a number.
    @inlinable
    public static func >= (lhs: Variable, rhs: Double) -> LinearRelation {
        LinearRelation(LinearExpression(lhs), lower: rhs, upper: .infinity)
    }

    /// States that a number is at least a variable.
    @inlinable
    public static func >= (lhs: Double, rhs: Variable) -> LinearRelation {
        LinearRelation(LinearExpression(rhs), lower: -.infinity, upper: lhs)
    }

    /// States that a variable is equal to an expression.
    @inlinable
    public static func == (lhs: Variable, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: 0)
    }

    /// States that a variable is equal to a number.
    @inlinable
    public static func == (lhs: Variable, rhs: Double) -> LinearRelation {
        LinearRelation(LinearExpression(lhs), lower: rhs, upper: rhs)
    }

    /// States that a number is equal to a variable.
    @inlinable
    public static func == (lhs: Double, rhs: Variable) -> LinearRelation {
        LinearRelation(LinearExpression(rhs), lower: lhs, upper: lhs)
    }
}

extension LinearExpression {
    /// States that an expression is at most a variable.
    @inlinable
    public static func <= (lhs: consuming LinearExpression, rhs: Variable) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: -.infinity, upper: 0)
    }

    /// States that an expression is at most another one.
    @inlinable
    public static func <= (lhs: consuming LinearExpression, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: -.infinity, upper: 0)
    }

    /// States that an expression is at most a number.
    @inlinable
    public static func <= (lhs: consuming LinearExpression, rhs: Double) -> LinearRelation {
        LinearRelation(lhs, lower: -.infinity, upper: rhs)
    }

    /// States that a number is at most an expression.
    @inlinable
    public static func <= (lhs: Double, rhs: consuming LinearExpression) -> LinearRelation {
        LinearRelation(rhs, lower: lhs, upper: .infinity)
    }

    /// States that an expression is at least a variable.
    @inlinable
    public static func >= (lhs: consuming LinearExpression, rhs: Variable) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: .infinity)
    }

    /// States that an expression is at least another one.
    @inlinable
    public static func >= (lhs: consuming LinearExpression, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: .infinity)
    }

    /// States that an expression is at least a number.
    @inlinable
    public static func >= (lhs: consuming LinearExpression, rhs: Double) -> LinearRelation {
        LinearRelation(lhs, lower: rhs, upper: .infinity)
    }

    /// States that a number is at least an expression.
    @inlinable
    public static func >= (lhs: Double, rhs: consuming LinearExpression) -> LinearRelation {
        LinearRelation(rhs, lower: -.infinity, upper: lhs)
    }

    /// States that an expression is equal to a variable.
    @inlinable
    public static func == (lhs: consuming LinearExpression, rhs: Variable) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: 0)
    }

    /// States that an expression is equal to another one.
    @inlinable
    public static func == (lhs: consuming LinearExpression, rhs: LinearExpression) -> LinearRelation {
        LinearRelation(lhs - rhs, lower: 0, upper: 0)
    }

    /// States that an expression is equal to a number.
    @inlinable
    public static func == (lhs: consuming LinearExpression, rhs: Double) -> LinearRelation {
        LinearRelation(lhs, lower: rhs, upper: rhs)
    }

    /// States that a number is equal to an expression.
    @inlinable
    public static func == (lhs: Double, rhs: consuming LinearExpression) -> LinearRelation {
        LinearRelation(rhs, lower: lhs, upper: lhs)
    }
}
