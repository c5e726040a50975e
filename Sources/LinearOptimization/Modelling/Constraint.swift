/// A constraint of a ``Model``: a small handle.
public struct Constraint: Hashable, Sendable {
    /// Position of the constraint in its model, counted from 0 in order of addition.
    public let index: Int
    @usableFromInline package let modelTag: UInt64

    @inlinable
    package init(index: Int, modelTag: UInt64) {
        self.index = index
        self.modelTag = modelTag
    }
}

extension Constraint: CustomStringConvertible {
    /// `c` and the constraint's number counted from 1; the model knows its name.
    public var description: String { "c\(index + 1)" }
}
