/// A linear expression: a constant plus terms, kept as written and merged when it enters a model.
///
/// Build one with operators (`3 * x - y + 2`), with ``sum(_:)`` and ``sum(of:_:)``, or term by term with
/// ``add(_:_:)``. Appending is amortized O(1) per term and nothing is merged per `+`, so a sum written in a loop
/// with `+=` takes time in proportion to its length. The first two terms live inside the value itself: the short rows
/// large models are made of (`x ≤ y`) allocate nothing.
///
/// Expressions are not `Equatable`: between expressions `==` states a constraint.
public struct LinearExpression: Sendable {
    /// The constant part.
    public var constant: Double
    /// Tag of the model the terms belong to; 0 for none yet.
    @usableFromInline package private(set) var modelTag: UInt64

    /// How many of the two inline terms are in use; the overflow is empty unless both are.
    @usableFromInline var inlineCount: Int32
    @usableFromInline var firstIndex: Int32
    @usableFromInline var secondIndex: Int32
    @usableFromInline var firstCoefficient: Double
    @usableFromInline var secondCoefficient: Double
    /// The third term and those after it.
    @usableFromInline var overflow: [LinearTerm]

    /// Creates a constant expression.
    @inlinable
    public init(_ constant: Double = 0) {
        self.constant = constant
        modelTag = 0
        inlineCount = 0
        firstIndex = 0
        secondIndex = 0
        firstCoefficient = 0
        secondCoefficient = 0
        overflow = []
    }

    /// Creates an expression of one variable.
    @inlinable
    public init(_ variable: Variable, coefficient: Double = 1) {
        constant = 0
        modelTag = variable.modelTag
        inlineCount = 1
        firstIndex = Int32(truncatingIfNeeded: variable.index)
        secondIndex = 0
        firstCoefficient = coefficient
        secondCoefficient = 0
        overflow = []
    }

    /// Number of terms as written, repeated variables counted each time.
    @inlinable
    public var termCount: Int { Int(inlineCount) + overflow.count }

    /// Whether the expression has no terms.
    public var isConstant: Bool { inlineCount == 0 }

    /// The terms as written, in order; O(n).
    public var terms: [LinearTerm] {
        var result: [LinearTerm] = []
        result.reserveCapacity(termCount)
        forEachTerm { result.append($0) }
        return result
    }

    /// Makes room for `count` terms in all.
    public mutating func reserveCapacity(_ count: Int) {
        if count > 2 { overflow.reserveCapacity(count - 2) }
    }

    /// Appends `coefficient · variable`; amortized O(1).
    ///
    /// The variable must belong to the same model as the terms already there.
    @inlinable
    public mutating func add(_ coefficient: Double = 1, _ variable: Variable) {
        adopt(variable.modelTag)
        append(Int32(truncatingIfNeeded: variable.index), coefficient)
    }

    /// Appends every term and the constant of another expression times a factor; O(terms of the other).
    @inlinable
    public mutating func add(_ factor: Double = 1, _ other: LinearExpression) {
        adopt(other.modelTag)
        constant += factor * other.constant
        if other.inlineCount > 0 { append(other.firstIndex, factor * other.firstCoefficient) }
        if other.inlineCount > 1 { append(other.secondIndex, factor * other.secondCoefficient) }
        for term in other.overflow { append(term.index, factor * term.coefficient) }
    }

    /// Multiplies constant and coefficients by a factor in place.
    public mutating func scale(by factor: Double) {
        constant *= factor
        firstCoefficient *= factor
        secondCoefficient *= factor
        for position in overflow.indices { overflow[position].coefficient *= factor }
    }

    @inlinable
    mutating func append(_ index: Int32, _ coefficient: Double) {
        switch inlineCount {
        case 0:
            firstIndex = index
            firstCoefficient = coefficient
            inlineCount = 1
        case 1:
            secondIndex = index
            secondCoefficient = coefficient
            inlineCount = 2
        default:
            overflow.append(LinearTerm(index: index, coefficient: coefficient))
        }
    }

    /// Takes over the model of an added part.
    @inlinable
    package mutating func adopt(_ tag: UInt64) {
        if modelTag == tag || tag == 0 { return }
        precondition(
            modelTag == 0,
            "a variable of another model was used in this expression: build each expression from one model's variables"
        )
        modelTag = tag
    }

    /// Visits the terms as written, in order.
    @inlinable
    package func forEachTerm(_ body: (LinearTerm) -> Void) {
        if inlineCount > 0 { body(LinearTerm(index: firstIndex, coefficient: firstCoefficient)) }
        if inlineCount > 1 { body(LinearTerm(index: secondIndex, coefficient: secondCoefficient)) }
        for term in overflow { body(term) }
    }
}

extension LinearExpression: CustomStringConvertible {
    /// The expression as text with variables numbered from 1 (`3 x1 - x2 + 2`), long sums cut in the middle.
    public var description: String {
        ExpressionText.text(terms, constant: constant) { "x\($0 + 1)" }
    }
}
