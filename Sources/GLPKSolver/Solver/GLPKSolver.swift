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
        /// Proximity search at the root, for at most a minute (GLPK: `ps_heur`). Its answers depend on the clock, so
        /// runs may differ.
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

    public init() {}
    public var name: String { "GLPK \(GLPKVersion.running)" }
    public func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> SolveResult {
        throw SolverError(.unavailable, stage: "solve", message: "")
    }
}
#endif
