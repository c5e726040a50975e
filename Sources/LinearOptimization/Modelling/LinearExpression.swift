/// A linear expression: a constant plus terms, kept as written and merged when it enters a model.
///
/// Appending is amortized O(1) per term; nothing is merged per `+`.
public struct LinearExpression: Sendable, Hashable {
    /// Variable index per term; may repeat until merged.
    public package(set) var indices: [Int32]
    /// Coefficient per term.
    public package(set) var coefficients: [Double]
    /// The constant part.
    public var constant: Double
    /// Tag of the model the terms belong to; 0 for none yet.
    package var modelTag: UInt64

    /// Creates a constant expression.
    public init(_ constant: Double = 0) {
        indices = []
        coefficients = []
        self.constant = constant
        modelTag = 0
    }

    /// Creates an expression of one variable.
    public init(_ variable: Variable, coefficient: Double = 1) {
        indices = [Int32(variable.index)]
        coefficients = [coefficient]
        constant = 0
        modelTag = variable.modelTag
    }

    /// Makes room for `count` terms in all.
    public mutating func reserveCapacity(_ count: Int) {
        indices.reserveCapacity(count)
        coefficients.reserveCapacity(count)
    }

    /// Appends `coefficient · variable`.
    public mutating func add(_ coefficient: Double = 1, _ variable: Variable) {
        adopt(variable.modelTag)
        indices.append(Int32(variable.index))
        coefficients.append(coefficient)
    }

    package mutating func adopt(_ tag: UInt64) {
        precondition(
            modelTag == 0 || tag == 0 || modelTag == tag,
            "a variable of another model was used in this expression"
        )
        if modelTag == 0 { modelTag = tag }
    }
}
