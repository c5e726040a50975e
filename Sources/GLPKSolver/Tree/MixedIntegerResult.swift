#if GLPK
    public import LinearOptimization

    /// The answer of ``GLPKSession/solveMIP(_:)``.
    public struct MixedIntegerResult: Sendable, Hashable {
        /// Why the search stopped.
        public var termination: Termination
        /// Objective of ``values``, recomputed, constant included; `nil` without a feasible point.
        public var objective: Double?
        /// Proven limit on the objective; infinite when nothing was proven.
        public var bound: Double
        /// Value per column, integer columns exactly whole; `nil` without a feasible point.
        public var values: [Double]?
        /// Whether GLPK aborted in the tree: ``values`` are its last incumbent, not checked against the rows, and the
        /// session cannot be used any more.
        public var isSessionLost = false
        /// Branch-and-bound nodes.
        public var nodeCount = 0
        /// Time spent on the root relaxation.
        public var relaxationTime = Duration.zero
        /// Time spent in the tree.
        public var treeTime = Duration.zero
    }
#endif
