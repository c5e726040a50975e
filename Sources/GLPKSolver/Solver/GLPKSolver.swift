#if GLPK
    public import LinearOptimization

    /// Solves complete models with GLPK.
    public struct GLPKSolver: Solver {
        /// Families of cutting planes.
        public struct Cuts: OptionSet, Sendable, Hashable {
            /// Bits.
            public let rawValue: Int
            /// Creates a set from bits.
            public init(rawValue: Int) { self.rawValue = rawValue }
            /// Gomory's mixed-integer cuts (GLPK: `gmi_cuts`).
            public static let gomory = Cuts(rawValue: 1)
            /// Mixed-integer rounding cuts (GLPK: `mir_cuts`).
            public static let mixedIntegerRounding = Cuts(rawValue: 2)
            /// Mixed cover cuts (GLPK: `cov_cuts`).
            public static let cover = Cuts(rawValue: 4)
            /// Clique cuts (GLPK: `clq_cuts`).
            public static let clique = Cuts(rawValue: 8)
            /// All of them.
            public static let all: Cuts = [.gomory, .mixedIntegerRounding, .cover, .clique]
        }

        /// Primal heuristics inside the tree.
        public struct Heuristics: OptionSet, Sendable, Hashable {
            /// Bits.
            public let rawValue: Int
            /// Creates a set from bits.
            public init(rawValue: Int) { self.rawValue = rawValue }
            /// Simple rounding (GLPK: `sr_heur`).
            public static let rounding = Heuristics(rawValue: 1)
            /// Feasibility pump at the root (GLPK: `fp_heur`).
            public static let feasibilityPump = Heuristics(rawValue: 2)
            /// Proximity search at the root, for at most a minute (GLPK: `ps_heur`).
            ///
            /// Its answers depend on the clock, so runs may differ.
            public static let proximitySearch = Heuristics(rawValue: 4)
        }

        /// Which fractional variable is branched on.
        public enum Branching: Sendable, Hashable, CaseIterable {
            /// The first (GLPK: `GLP_BR_FFV`).
            case firstFractional
            /// The last (GLPK: `GLP_BR_LFV`).
            case lastFractional
            /// The most fractional (GLPK: `GLP_BR_MFV`).
            case mostFractional
            /// Driebeck and Tomlin's penalties (GLPK: `GLP_BR_DTH`).
            case driebeckTomlin
            /// Hybrid pseudo-costs (GLPK: `GLP_BR_PCH`).
            case pseudoCost
        }

        /// Which open node comes next after a dive ends.
        public enum Backtracking: Sendable, Hashable, CaseIterable {
            /// The deepest (GLPK: `GLP_BT_DFS`).
            case depthFirst
            /// The oldest (GLPK: `GLP_BT_BFS`).
            case breadthFirst
            /// The one with the best bound (GLPK: `GLP_BT_BLB`).
            case bestLocalBound
            /// The one with the best projected objective (GLPK: `GLP_BT_BPH`).
            case bestProjection
        }

        /// Where bounds are tightened by propagation.
        public enum Preprocessing: Sendable, Hashable, CaseIterable {
            /// Nowhere (GLPK: `GLP_PP_NONE`).
            case none
            /// At the root (GLPK: `GLP_PP_ROOT`).
            case root
            /// At every node (GLPK: `GLP_PP_ALL`).
            case everyNode
        }

        /// Whether models go through GLPK's presolver first.
        ///
        /// Off by default: on location models its root LP was several times slower than the dual simplex on the whole
        /// model. With it on, cancellation waits for the presolved root LP, and an initial solution only serves as
        /// fallback.
        public var presolve: Bool
        /// Cutting planes; none by default.
        public var cuts: Cuts
        /// Heuristics; simple rounding by default.
        public var heuristics: Heuristics
        /// Branching rule.
        public var branching: Branching
        /// Node selection rule.
        public var backtracking: Backtracking
        /// Bound propagation.
        public var preprocessing: Preprocessing
        /// Simplex method for linear programs; relaxations of mixed-integer models always start with the dual one.
        public var method: SimplexOptions.Method
        /// Whether answers of linear programs carry ``SensitivityRanges``.
        public var sensitivity: Bool

        /// Creates a solver.
        public init(
            presolve: Bool = false,
            cuts: Cuts = [],
            heuristics: Heuristics = [.rounding],
            branching: Branching = .driebeckTomlin,
            backtracking: Backtracking = .bestLocalBound,
            preprocessing: Preprocessing = .everyNode,
            method: SimplexOptions.Method = .dual,
            sensitivity: Bool = false
        ) {
            self.presolve = presolve
            self.cuts = cuts
            self.heuristics = heuristics
            self.branching = branching
            self.backtracking = backtracking
            self.preprocessing = preprocessing
            self.method = method
            self.sensitivity = sensitivity
        }

        /// The name and version of the library loaded, such as "GLPK 5.0".
        public var name: String { "GLPK \(GLPKVersion.running)" }

        /// Solves a model: linear programs by the simplex method, the others by ``GLPKSession/solveMIP(_:)``.
        ///
        /// Blocks its thread; may be called from any number of threads and tasks at once. The model is checked first, and a
        /// malformed one is refused with the list of all its problems. Objective and constraints of every solution are
        /// recomputed from the model in Swift, integer values are exactly whole.
        ///
        /// What ``SolveResult/objectiveBound`` means: for linear programs it is the weak-duality bound recomputed from the
        /// dual values (``GLPKSession/provenBound()``); it is set equal to the objective when both agree to 1e-9 relative to
        /// max(1, |objective|), and the answer is called optimal only when they agree to 1e-6. For mixed-integer models see
        /// ``GLPKSession/solveMIP(_:)``. For an infeasible model it is +∞ (minimum) or −∞ (maximum), for an unbounded one the
        /// opposite.
        ///
        /// The time limit covers everything including loading and is soft: one simplex iteration, one node or GLPK's
        /// presolver may overshoot it. When GLPK aborts on a model, the model is loaded and solved once more by the most
        /// cautious settings; only if that aborts too does this throw, or return the checked incumbent with
        /// ``Termination/Reason/numericalError``.
        ///
        /// - Throws: ``SolverError``: `invalidModel`, `modelTooLarge`, `unsupportedOption`, `unavailable`, or
        ///   `internalFailure` when GLPK breaks.
        public func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> SolveResult {
            let start = ContinuousClock.now
            try options.validate(columnCount: model.variableCount)
            try refuseMalformed(model)
            let job = CompleteSolve(model: model, options: options, solver: self, start: start)
            return try job.run()
        }

        private func refuseMalformed(_ model: Model) throws(SolverError) {
            let problems = model.problems()
            guard !problems.isEmpty else { return }
            throw SolverError(
                .invalidModel, stage: "validation", message: problems.map(\.description).joined(separator: "\n"))
        }
    }
#endif
