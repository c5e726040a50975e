/// Something wrong with a scenario: which field, what, and how to mend it.
public struct PlanningProblem: Sendable, Hashable, CustomStringConvertible {
    /// Path of the field, such as `policy.implications[2].city`.
    public var field: String
    /// What is wrong.
    public var message: String
    /// What to do about it.
    public var fix: String

    /// Creates a problem.
    public init(field: String, message: String, fix: String) {
        self.field = field
        self.message = message
        self.fix = fix
    }

    /// `field: message; fix`.
    public var description: String { "\(field): \(message); \(fix)" }
}

/// Every problem of a scenario, collected before giving up.
public struct PlanningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems, in the order of the scenario's fields; never empty.
    public var problems: [PlanningProblem]

    /// Creates an error.
    public init(_ problems: [PlanningProblem]) { self.problems = problems }

    /// One line per problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
