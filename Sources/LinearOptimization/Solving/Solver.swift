/// Anything that solves a ``Model``.
///
/// `solve` blocks its thread, may be called from any thread and from many at once, and answers limits, infeasibility
/// and unboundedness as results.
public protocol Solver: Sendable {
    /// The solver's name and version, for reports.
    var name: String { get }

    /// Solves a model.
    ///
    /// - Throws: ``SolverError`` when the model is malformed or the solver breaks.
    func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> SolveResult
}

extension Solver {
    /// Solves a model to proven optimality, without limits.
    ///
    /// - Throws: ``SolverError`` when the model is malformed or the solver breaks.
    public func solve(_ model: Model) throws(SolverError) -> SolveResult {
        try solve(model, options: SolveOptions())
    }
}
