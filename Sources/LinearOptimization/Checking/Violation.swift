/// A rule of a ``Model`` that a point breaks, and by how much.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of rule.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The point has too many or too few values.
        case count
        /// A value, or the activity of a constraint, is infinite or not a number.
        case notFinite
        /// A variable lies outside its bounds.
        case bound
        /// An integer variable is not whole.
        case integrality
        /// A constraint does not hold.
        case constraint
    }

    /// The kind of rule.
    public var kind: Kind
    /// The variable or constraint; the model when the number of values is wrong.
    public var place: ModelPlace
    /// Distance from the nearest point that keeps the rule; NaN or infinite when a number is.
    public var amount: Double
    /// What is wrong, in a sentence.
    public var message: String

    /// Creates a violation.
    public init(kind: Kind, place: ModelPlace, amount: Double, message: String) {
        self.kind = kind
        self.place = place
        self.amount = amount
        self.message = message
    }

    /// `place: message`.
    public var description: String { "\(place): \(message)" }
}
