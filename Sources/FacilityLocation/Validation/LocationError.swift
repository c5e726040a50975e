/// One thing wrong with the data of a location problem.
public struct InputProblem: Sendable, Hashable, CustomStringConvertible {
    /// Which datum: the property and index, such as `weights[3]`.
    public var field: String
    /// What is wrong and what is legal.
    public var message: String

    /// Creates a problem.
    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }

    /// One line for people.
    public var description: String { "\(field): \(message)" }
}

/// Thrown when a location problem or its options are malformed; carries everything that is wrong at once.
public struct LocationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Every problem found, in the order of the properties.
    public let problems: [InputProblem]

    /// Creates an error.
    public init(problems: [InputProblem]) { self.problems = problems }

    /// All problems, one a line.
    public var description: String {
        let lines = problems.map { "  \($0)" }.joined(separator: "\n")
        return "the location problem has \(problems.count) \(problems.count == 1 ? "defect" : "defects"):\n\(lines)"
    }
}

/// Collects problems; keeps the first thousand of each field and counts the rest, so that a matrix full of NaN does not
/// fill the memory with sentences.
package struct ProblemCollector {
    package private(set) var problems: [InputProblem] = []
    private var counts: [String: Int] = [:]
    private var order: [String] = []
    private static let kept = 1_000

    package init() {}

    package mutating func add(_ field: String, index: Int? = nil, _ message: @autoclosure () -> String) {
        let count = (counts[field] ?? 0) + 1
        if count == 1 { order.append(field) }
        counts[field] = count
        guard count <= Self.kept else { return }
        problems.append(InputProblem(field: index.map { "\(field)[\($0)]" } ?? field, message: message()))
    }

    package mutating func add(contentsOf others: [InputProblem]) { problems.append(contentsOf: others) }

    /// Everything found, with a closing line for each field that had more problems than are listed.
    package func finished() -> [InputProblem] {
        problems
            + order.compactMap { field in
                guard let count = counts[field], count > Self.kept else { return nil }
                return InputProblem(
                    field: field, message: "\(count - Self.kept) more defects of this field are not listed")
            }
    }
}
