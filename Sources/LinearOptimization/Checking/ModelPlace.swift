/// The part of a ``Model`` that a message is about.
public enum ModelPlace: Sendable, Hashable, CustomStringConvertible {
    /// The model as a whole.
    case model
    /// The objective's constant.
    case objective
    /// A variable, by its index and the name it goes by.
    case variable(index: Int, name: String)
    /// A constraint, by its index and the name it goes by.
    case constraint(index: Int, name: String)

    /// `variable "open[3]"`, `constraint "budget"`.
    public var description: String {
        switch self {
        case .model: "the model"
        case .objective: "the objective"
        case .variable(_, let name): "variable \"\(name)\""
        case .constraint(_, let name): "constraint \"\(name)\""
        }
    }
}
