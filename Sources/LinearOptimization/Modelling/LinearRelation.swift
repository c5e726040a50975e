/// A linear relation not yet in a model: `lower ≤ expression ≤ upper`.
///
/// Written with `<=`, `>=` and `==`; handed to ``Model/add(_:_:)``.
public struct LinearRelation: Sendable {
    /// The expression; its constant is moved to the bounds when it enters a model.
    public var expression: LinearExpression
    /// Lower bound; −∞ for none.
    public var lower: Double
    /// Upper bound; +∞ for none.
    public var upper: Double

    /// Creates a relation.
    @inlinable
    public init(_ expression: consuming LinearExpression, lower: Double, upper: Double) {
        self.expression = expression
        self.lower = lower
        self.upper = upper
    }
}

extension LinearRelation: CustomStringConvertible {
    /// The relation as text with variables numbered from 1 (`x1 - x2 <= 0`), long sums cut in the middle.
    public var description: String {
        ExpressionText.relation(expression.description, lower: lower, upper: upper)
    }
}
