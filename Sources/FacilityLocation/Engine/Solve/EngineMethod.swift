internal import LinearOptimization

/// Which way the exact engine goes; all but ``automatic`` are for tests and comparisons.
package enum EngineMethod: String, Sendable, CaseIterable {
    /// What suits the problem.
    case automatic
    /// Branch and cut over the complete linear program, without a Lagrangian first.
    case branchAndCut
    /// The same with clients that share columns.
    case groupedProgram
    /// Lagrangian first, then branch and cut over a program that starts with few sites.
    case growingProgram
    /// The same with clients that share columns.
    case growingGroups
    /// Lagrangian first, then the dense whole-number tree where the model allows it.
    case denseTree
    /// Lagrangian bounds only, as without GLPK.
    case lagrangianTree
}

extension NearestSiteProblem {
    /// Solves the problem by the exact engine; data and options must be sound.
    ///
    /// - Parameters:
    ///   - starts: plans to start from, feasible or not; the answer is never worse than the best feasible one.
    ///   - method: which way to go.
    package func solveExactly(
        _ options: LocationOptions, starts: [[Int]] = [], method: EngineMethod = .automatic
    ) -> LocationResult {
        let control = SolveControl(options.solve)
        let answer = OneShotSolve(self, options: options, method: method, control: control).run(starts: starts)
        return result(answer, control: control)
    }
}

extension EngineMethod {
    /// Whether clients share columns of the linear program.
    ///
    /// Where only the number of sites is restricted the Lagrangian leaves a core that is better off with a column per
    /// client.
    func grouping(afterLagrangian: Bool) -> ClientGrouping {
        switch self {
        case .groupedProgram, .growingGroups: .grouped
        case .branchAndCut, .growingProgram: .separate
        case .automatic, .denseTree, .lagrangianTree: afterLagrangian ? .separate : .automatic
        }
    }
}
