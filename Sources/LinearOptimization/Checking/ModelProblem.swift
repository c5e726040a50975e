/// Something that makes a ``Model`` meaningless or unsolvable in floating point: where it is and how to mend it.
public struct ModelProblem: Sendable, Hashable, CustomStringConvertible {
    /// The part of the model.
    public var place: ModelPlace
    /// What is wrong.
    public var message: String
    /// What to do about it.
    public var fix: String

    /// Creates a problem.
    public init(place: ModelPlace, message: String, fix: String) {
        self.place = place
        self.message = message
        self.fix = fix
    }

    /// `place: message; fix`.
    public var description: String { "\(place): \(message); \(fix)" }
}

/// Every problem of a model, collected before giving up.
public struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems, model first, then variables and constraints in order; never empty.
    public var problems: [ModelProblem]

    /// Creates an error.
    public init(_ problems: [ModelProblem]) { self.problems = problems }

    /// One line per problem; of very many, the first twenty and a count.
    public var description: String { ProblemText.list(problems) }
}

/// Lists of problems as text.
enum ProblemText {
    /// One line per problem; of very many, the first twenty and a count.
    static func list(_ problems: [some CustomStringConvertible]) -> String {
        var lines = problems.prefix(20).map(\.description)
        if problems.count > 20 { lines.append("… and \(problems.count - 20) more") }
        return lines.joined(separator: "\n")
    }
}
