/// Something wrong with a network: where it is, what it is and how to mend it.
public struct FlowProblem: Sendable, Hashable, CustomStringConvertible {
    /// The part of the network a problem lies in.
    public enum Subject: Sendable, Hashable {
        /// The network as a whole.
        case network
        /// A node, by number.
        case node(Int)
        /// An arc, by number.
        case arc(Int)
    }

    /// Where.
    public var subject: Subject
    /// What is wrong.
    public var message: String
    /// What to do about it.
    public var fix: String

    /// Creates a problem.
    public init(_ subject: Subject, message: String, fix: String) {
        self.subject = subject
        self.message = message
        self.fix = fix
    }

    /// `arc 3: message; fix`.
    public var description: String {
        let place =
            switch subject {
            case .network: "network"
            case .node(let node): "node \(node)"
            case .arc(let arc): "arc \(arc)"
            }
        return "\(place): \(message); \(fix)"
    }

    static func supplyOutside(node: Int, nodeCount: Int) -> FlowProblem {
        FlowProblem(
            .node(node), message: "a supply was set at a node the network does not have",
            fix: "use nodes 0..<\(nodeCount)")
    }

    static func changeOutside(arc: Int, arcCount: Int) -> FlowProblem {
        FlowProblem(
            .arc(arc), message: "an arc was changed that the network does not have", fix: "use arcs 0..<\(arcCount)")
    }

    static func endOutside(arc: Int, node: Int, nodeCount: Int) -> FlowProblem {
        FlowProblem(.arc(arc), message: "node \(node) does not exist", fix: "use nodes 0..<\(nodeCount)")
    }
}

/// Thrown for a malformed network; carries every problem found.
public struct InvalidNetwork: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problems; never empty.
    public let problems: [FlowProblem]

    /// Creates an error.
    public init(_ problems: [FlowProblem]) { self.problems = problems }

    /// One line per problem, the first twenty.
    public var description: String {
        let shown = problems.prefix(20).map(\.description).joined(separator: "\n")
        return problems.count > 20 ? shown + "\nand \(problems.count - 20) more problems" : shown
    }
}
