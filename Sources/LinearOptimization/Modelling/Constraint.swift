/// A linear relation not yet in a model: `lower ≤ expression ≤ upper`.
public struct LinearRelation: Sendable, Hashable {
    /// The expression; its constant is moved to the bounds when it enters a model.
    public var expression: LinearExpression
    /// Lower bound; −∞ for none.
    public var lower: Double
    /// Upper bound; +∞ for none.
    public var upper: Double

    /// Creates a relation.
    public init(_ expression: LinearExpression, lower: Double, upper: Double) {
        self.expression = expression
        self.lower = lower
        self.upper = upper
    }
}

/// A constraint of a ``Model``: a small handle.
public struct Constraint: Hashable, Sendable {
    /// Position of the constraint in its model, counted from 0 in order of addition.
    public let index: Int
    package let modelTag: UInt64

    package init(index: Int, modelTag: UInt64) {
        self.index = index
        self.modelTag = modelTag
    }
}
