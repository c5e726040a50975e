/// Something wrong with a file: where it is and how to mend it.
public struct DataProblem: Sendable, Hashable, CustomStringConvertible {
    /// File as named by the caller.
    public var file: String
    /// Line, counted from 1; `nil` for the file as a whole.
    public var line: Int?
    /// Field or column name, where one applies.
    public var field: String?
    /// What is wrong.
    public var message: String
    /// What to do about it.
    public var fix: String

    /// Creates a problem.
    public init(file: String, line: Int? = nil, field: String? = nil, message: String, fix: String) {
        self.file = file
        self.line = line
        self.field = field
        self.message = message
        self.fix = fix
    }

    /// `file:line: field: message; fix`.
    public var description: String {
        file + (line.map { ":\($0)" } ?? "") + ": " + (field.map { "\($0): " } ?? "") + message + "; " + fix
    }
}

/// Every problem found in the input, collected before giving up.
public struct DataError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems, in file and line order; never empty.
    public var problems: [DataProblem]

    /// Creates an error.
    public init(_ problems: [DataProblem]) { self.problems = problems }

    /// One line per problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
