// Concrete overloads for every pair of variable, expression and number: they keep long lines quick to type-check and
// let the compiler see through them. The left operand is consumed, so a chain of `+` appends to one buffer.

extension Variable {
    /// The sum of two variables.
    @inlinable
    public static func + (lhs: Variable, rhs: Variable) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.add(1, rhs)
        return result
    }

    /// The sum of a variable and an expression.
    @inlinable
    public static func + (lhs: Variable, rhs: LinearExpression) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.add(1, rhs)
        return result
    }

    /// The sum of a variable and a number.
    @inlinable
    public static func + (lhs: Variable, rhs: Double) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.constant = rhs
        return result
    }

    /// The sum of a number and a variable.
    @inlinable
    public static func + (lhs: Double, rhs: Variable) -> LinearExpression {
        var result = LinearExpression(rhs, coefficient: 1)
        result.constant = lhs
        return result
    }

    /// The difference of two variables.
    @inlinable
    public static func - (lhs: Variable, rhs: Variable) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.add(-1, rhs)
        return result
    }

    /// The difference of a variable and an expression.
    @inlinable
    public static func - (lhs: Variable, rhs: LinearExpression) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.add(-1, rhs)
        return result
    }

    /// The difference of a variable and a number.
    @inlinable
    public static func - (lhs: Variable, rhs: Double) -> LinearExpression {
        var result = LinearExpression(lhs)
        result.constant = -rhs
        return result
    }

    /// The difference of a number and a variable.
    @inlinable
    public static func - (lhs: Double, rhs: Variable) -> LinearExpression {
        var result = LinearExpression(rhs, coefficient: -1)
        result.constant = lhs
        return result
    }

    /// The negated variable.
    @inlinable
    public static prefix func - (variable: Variable) -> LinearExpression {
        LinearExpression(variable, coefficient: -1)
    }

    /// A variable times a number.
    @inlinable
    public static func * (lhs: Double, rhs: Variable) -> LinearExpression {
        LinearExpression(rhs, coefficient: lhs)
    }

    /// A variable times a number.
    @inlinable
    public static func * (lhs: Variable, rhs: Double) -> LinearExpression {
        LinearExpression(lhs, coefficient: rhs)
    }

    /// A variable divided by a number.
    @inlinable
    public static func / (lhs: Variable, rhs: Double) -> LinearExpression {
        LinearExpression(lhs, coefficient: 1 / rhs)
    }
}

extension LinearExpression {
    /// The sum of an expression and a variable.
    @inlinable
    public static func + (lhs: consuming LinearExpression, rhs: Variable) -> LinearExpression {
        lhs.add(1, rhs)
        return lhs
    }

    /// The sum of two expressions.
    @inlinable
    public static func + (lhs: consuming LinearExpression, rhs: LinearExpression) -> LinearExpression {
        lhs.add(1, rhs)
        return lhs
    }

    /// The sum of an expression and a number.
    @inlinable
    public static func + (lhs: consuming LinearExpression, rhs: Double) -> LinearExpression {
        lhs.constant += rhs
        return lhs
    }

    /// The sum of a number and an expression.
    @inlinable
    public static func + (lhs: Double, rhs: consuming LinearExpression) -> LinearExpression {
        rhs.constant += lhs
        return rhs
    }

    /// Adds a variable in place.
    @inlinable
    public static func += (lhs: inout LinearExpression, rhs: Variable) { lhs.add(1, rhs) }

    /// Adds an expression in place.
    @inlinable
    public static func += (lhs: inout LinearExpression, rhs: LinearExpression) { lhs.add(1, rhs) }

    /// Adds a number in place.
    @inlinable
    public static func += (lhs: inout LinearExpression, rhs: Double) { lhs.constant += rhs }

    /// The difference of an expression and a variable.
    @inlinable
    public static func - (lhs: consuming LinearExpression, rhs: Variable) -> LinearExpression {
        lhs.add(-1, rhs)
        return lhs
    }

    /// The difference of two expressions.
    @inlinable
    public static func - (lhs: consuming LinearExpression, rhs: LinearExpression) -> LinearExpression {
        lhs.add(-1, rhs)
        return lhs
    }

    /// The difference of an expression and a number.
    @inlinable
    public static func - (lhs: consuming LinearExpression, rhs: Double) -> LinearExpression {
        lhs.constant -= rhs
        return lhs
    }

    /// The difference of a number and an expression.
    @inlinable
    public static func - (lhs: Double, rhs: consuming LinearExpression) -> LinearExpression {
        rhs.scale(by: -1)
        rhs.constant += lhs
        return rhs
    }

    /// Subtracts a variable in place.
    @inlinable
    public static func -= (lhs: inout LinearExpression, rhs: Variable) { lhs.add(-1, rhs) }

    /// Subtracts an expression in place.
    @inlinable
    public static func -= (lhs: inout LinearExpression, rhs: LinearExpression) { lhs.add(-1, rhs) }

    /// Subtracts a number in place.
    @inlinable
    public static func -= (lhs: inout LinearExpression, rhs: Double) { lhs.constant -= rhs }

    /// The negated expression.
    @inlinable
    public static prefix func - (expression: consuming LinearExpression) -> LinearExpression {
        expression.scale(by: -1)
        return expression
    }

    /// An expression times a number.
    @inlinable
    public static func * (lhs: Double, rhs: consuming LinearExpression) -> LinearExpression {
        rhs.scale(by: lhs)
        return rhs
    }

    /// An expression times a number.
    @inlinable
    public static func * (lhs: consuming LinearExpression, rhs: Double) -> LinearExpression {
        lhs.scale(by: rhs)
        return lhs
    }

    /// An expression divided by a number.
    @inlinable
    public static func / (lhs: consuming LinearExpression, rhs: Double) -> LinearExpression {
        lhs.scale(by: 1 / rhs)
        return lhs
    }
}
