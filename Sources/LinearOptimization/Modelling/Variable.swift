/// A decision variable: a small handle into the ``Model`` that made it.
///
/// Handles compare with `==` as values, so `x == y` between two variables is a `Bool`. To state that two variables
/// are equal in a model, write `x == 1 * y` or `x - y == 0`.
public struct Variable: Hashable, Sendable {
    /// The kinds of value a variable may take.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Any real number within the bounds.
        case continuous
        /// Whole numbers within the bounds.
        case integer
        /// Zero or one.
        case binary
    }

    /// Position of the variable in its model, counted from 0 in order of addition.
    public let index: Int

    /// Identity of the owning model; a handle used in another model is a programmer error.
    @usableFromInline package let modelTag: UInt64

    @inlinable
    package init(index: Int, modelTag: UInt64) {
        self.index = index
        self.modelTag = modelTag
    }
}

extension Variable: CustomStringConvertible {
    /// `x` and the variable's number counted from 1; the model knows its name.
    public var description: String { "x\(index + 1)" }
}
