#if GLPK
    internal import CGLPKSupport

    /// How GLPK's branch and cut is run; ``GLPKSolver`` exposes these with their meaning.
    struct TreeSettings {
        var presolve = false
        var cuts: GLPKSolver.Cuts = []
        var heuristics: GLPKSolver.Heuristics = [.rounding]
        var branching: GLPKSolver.Branching = .driebeckTomlin
        var backtracking: GLPKSolver.Backtracking = .bestLocalBound
        var preprocessing: GLPKSolver.Preprocessing = .everyNode
        var longStep = true
        var integralityTolerance = 1e-5

        /// GLPK's numbers for all of this.
        func options(deadline: Deadline) -> mrd_tree_options {
            var options = mrd_tree_options()
            mrd_tree_defaults(&options)
            options.branching =
                switch branching {
                case .firstFractional: 1
                case .lastFractional: 2
                case .mostFractional: 3
                case .driebeckTomlin: 4
                case .pseudoCost: 5
                }
            options.backtracking =
                switch backtracking {
                case .depthFirst: 1
                case .breadthFirst: 2
                case .bestLocalBound: 3
                case .bestProjection: 4
                }
            options.preprocessing =
                switch preprocessing {
                case .none: 0
                case .root: 1
                case .everyNode: 2
                }
            options.integrality_tolerance = integralityTolerance
            options.time_limit = deadline.milliseconds
            options.proximity_time_limit = min(60_000, deadline.milliseconds)
            options.mir_cuts = cuts.contains(.mixedIntegerRounding) ? 1 : 0
            options.gomory_cuts = cuts.contains(.gomory) ? 1 : 0
            options.cover_cuts = cuts.contains(.cover) ? 1 : 0
            options.clique_cuts = cuts.contains(.clique) ? 1 : 0
            options.presolve = presolve ? 1 : 0
            options.rounding = heuristics.contains(.rounding) ? 1 : 0
            options.feasibility_pump = heuristics.contains(.feasibilityPump) ? 1 : 0
            options.proximity_search = heuristics.contains(.proximitySearch) ? 1 : 0
            options.long_step = longStep ? 1 : 0
            return options
        }
    }
#endif
