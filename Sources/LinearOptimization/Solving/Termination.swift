/// Why a solve stopped.
///
/// What it holds is another matter: see ``SolveResult/solution``.
public struct Termination: Hashable, Sendable, Codable {
    /// The reason a solve ended.
    public enum Reason: String, Sendable, Hashable, Codable {
        /// The solution is proven optimal within the requested gap.
        case optimal
        /// No point satisfies every constraint.
        case infeasible
        /// The objective improves without limit.
        case unbounded
        /// Either infeasible or unbounded; the solver did not find out which.
        case infeasibleOrUnbounded
        /// A limit was reached; a feasible solution is held.
        case feasible
        /// A limit was reached before any feasible solution was found.
        case noSolutionFound
        /// The arithmetic broke down and no fallback recovered; a feasible solution may be held.
        case numericalError
    }

    /// The limit behind ``Reason/feasible`` and ``Reason/noSolutionFound``.
    public enum Limit: String, Sendable, Hashable, Codable {
        /// Wall-clock time.
        case time
        /// Simplex iterations.
        case iterations
        /// Branch-and-bound nodes.
        case nodes
        /// The solve was cancelled or a progress handler asked it to stop.
        case interrupted
        /// The method itself gives no proof (greedy, local search).
        case heuristic
    }

    /// Why the solve stopped.
    public var reason: Reason
    /// Which limit struck, when one did.
    public var limit: Limit?
    /// The solver's own words, for people.
    public var detail: String

    /// Creates a termination.
    public init(_ reason: Reason, limit: Limit? = nil, detail: String = "") {
        self.reason = reason
        self.limit = limit
        self.detail = detail
    }

    /// Whether the solution held is proven optimal within the requested gap.
    public var isOptimal: Bool { reason == .optimal }
}
