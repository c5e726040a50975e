/// Something wrong with a model file: where it is and how to mend it.
public struct ModelFileProblem: Sendable, Hashable, CustomStringConvertible {
    /// File as named by the caller.
    public var file: String
    /// Line, counted from 1; `nil` for the file as a whole.
    public var line: Int?
    /// The section, or the row, column or word at fault, where one is known.
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

/// Every problem found in a model file, collected before giving up.
public struct ModelFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems in the order they were found; never empty, at most 1,000.
    public var problems: [ModelFileProblem]
    /// Problems found beyond those kept.
    public var omittedCount: Int

    /// Creates an error.
    public init(_ problems: [ModelFileProblem], omittedCount: Int = 0) {
        self.problems = problems
        self.omittedCount = omittedCount
    }

    /// One line per problem; of very many, the first twenty and a count.
    public var description: String {
        var lines = problems.prefix(20).map(\.description)
        let rest = problems.count - lines.count + omittedCount
        if rest > 0 { lines.append("… and \(rest) more") }
        return lines.joined(separator: "\n")
    }
}

/// Collects the problems of one file.
struct FileProblemCollector {
    /// Problems kept; a file of another kind altogether would otherwise bring one per line.
    private static let mostKept = 1000

    let file: String
    private(set) var problems: [ModelFileProblem] = []
    private var omittedCount = 0

    init(file: String) { self.file = file }

    var isEmpty: Bool { problems.isEmpty }

    mutating func report(_ message: String, line: Int? = nil, field: String? = nil, fix: String) {
        guard problems.count < Self.mostKept else {
            omittedCount += 1
            return
        }
        let field = field.map(Self.shortened)
        problems.append(ModelFileProblem(file: file, line: line, field: field, message: message, fix: fix))
    }

    /// Throws what was collected, if anything was.
    func finish() throws(ModelFileError) {
        if !problems.isEmpty { throw ModelFileError(problems, omittedCount: omittedCount) }
    }

    /// A word of the file for a message: long ones are cut, control characters replaced.
    static func shortened(_ text: String) -> String {
        let clean = String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "�" : Character($0) })
        return clean.count > 60 ? clean.prefix(60) + "…" : clean
    }
}
