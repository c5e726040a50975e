import LinearOptimization

#if GLPK
    import GLPKSolver
#endif

/// The solver of complete linear and mixed-integer programs this build has.
enum ProgramSolver {
    /// GLPK, or `nil` where the build has none.
    static var standard: (any Solver)? {
        #if GLPK
            GLPKSolver()
        #else
            nil
        #endif
    }
}
