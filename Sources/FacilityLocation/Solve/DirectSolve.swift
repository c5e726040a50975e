import LinearOptimization

#if GLPK
    import GLPKSolver
#endif

/// A complete model with what is needed to read its answers.
struct DirectModel {
    var model: Model
    /// Start by variable, from the plan held.
    var start: (PlanEvaluation) -> [Double]
    /// The plan a point of the model stands for, recomputed from the data.
    var plan: (Solution) -> PlanEvaluation
    var hasIntegralObjective: Bool
}

/// The solver for complete models, or `nil` when none is built in.
func completeModelSolver() -> (any Solver)? {
    #if GLPK
        return GLPKSolver()
    #else
        return nil
    #endif
}

/// Said when a proof was asked for and no solver is there to give it.
let noSolverDetail = "GLPK is not built in: local search with a simple bound"

extension Answer {
    /// Solves a complete model, starting from the plan held, and takes over its plan and bound.
    ///
    /// - Returns: why the solver stopped; a broken solver is reported as a numerical error.
    mutating func solve(_ direct: DirectModel, options: LocationOptions, budget: Budget) -> Termination {
        guard let solver = completeModelSolver() else {
            return Termination(.feasible, limit: .heuristic, detail: noSolverDetail)
        }
        var solve = options.solve
        solve.timeLimit = budget.remaining
        solve.initialSolution = plan.map(direct.start)
        if direct.hasIntegralObjective {
            // Plans differ by whole units, so a smaller gap is a proof.
            solve.absoluteGap = max(solve.absoluteGap, 1 - 1e-4)
        }
        do {
            let result = try stage("solve") { _ in try solver.solve(direct.model, options: solve) }
            statistics.simplexIterations += result.statistics.simplexIterations
            statistics.nodeCount += result.statistics.nodeCount
            if let solution = result.solution { offer(direct.plan(solution)) }
            if result.objectiveBound < .infinity {
                raiseBound(to: result.objectiveBound, isIntegral: direct.hasIntegralObjective)
            }
            return result.termination
        } catch {
            return Termination(.numericalError, detail: "\(solver.name) failed, local search answers: \(error)")
        }
    }
}
