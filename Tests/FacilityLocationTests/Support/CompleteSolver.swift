import LinearOptimization

#if GLPK
    import GLPKSolver
#endif

/// Solves a complete model to proof.
func solveComplete(_ model: Model) throws -> SolveResult {
    #if GLPK
        return try GLPKSolver().solve(model, options: SolveOptions())
    #else
        throw SolverError(.unavailable, stage: "test", message: "GLPK is not built in")
    #endif
}
