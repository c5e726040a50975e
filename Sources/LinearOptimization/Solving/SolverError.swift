/// A solver that broke or was asked for something it cannot do; never a statement about the model's answer.
public struct SolverError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong; an extensible set.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String, Hashable {
            case internalFailure, unsupportedOption, modelTooLarge, invalidModel, unavailable
        }
        private let value: Value
        /// The solver failed in a way validation should have prevented.
        public static let internalFailure = Code(value: .internalFailure)
        /// An option this solver does not support.
        public static let unsupportedOption = Code(value: .unsupportedOption)
        /// The model exceeds the solver's index ranges or memory.
        public static let modelTooLarge = Code(value: .modelTooLarge)
        /// The model is malformed; ``SolverError/message`` lists every problem.
        public static let invalidModel = Code(value: .invalidModel)
        /// The solver was not built into this program.
        public static let unavailable = Code(value: .unavailable)
        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The step during which it went wrong ("load", "simplex", "branch and bound" …).
    public let stage: String
    /// The solver's raw code, when there is one.
    public let rawCode: Int?
    /// What happened and what to do about it.
    public let message: String

    /// Creates an error.
    public init(_ code: Code, stage: String, rawCode: Int? = nil, message: String) {
        self.code = code
        self.stage = stage
        self.rawCode = rawCode
        self.message = message
    }

    /// One line for people.
    public var description: String {
        "\(code) during \(stage)\(rawCode.map { " (code \($0))" } ?? ""): \(message)"
    }
}
