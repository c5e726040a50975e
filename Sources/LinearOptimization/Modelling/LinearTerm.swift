/// A variable times a coefficient, as stored: 16 bytes.
@frozen
public struct LinearTerm: Hashable, Sendable {
    /// Index of the variable in its model.
    public var index: Int32
    /// The coefficient.
    public var coefficient: Double

    /// Creates a term.
    @inlinable
    public init(index: Int32, coefficient: Double) {
        self.index = index
        self.coefficient = coefficient
    }
}
