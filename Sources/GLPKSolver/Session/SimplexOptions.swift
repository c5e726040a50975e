#if GLPK
    public import LinearOptimization

    /// How an LP of a ``GLPKSession`` is solved.
    ///
    /// The defaults measured best on location models: dual simplex, projected steepest edge, long-step ratio test, no
    /// presolve.
    public struct SimplexOptions: Sendable {
        /// A simplex method.
        public enum Method: Sendable, Hashable {
            /// Dual simplex; keeps the basis of the last solve useful after rows were added or bounds changed.
            case dual
            /// Primal simplex; keeps the basis of the last solve useful after columns were added or costs changed.
            case primal
        }

        /// How the entering or leaving variable is priced.
        public enum Pricing: Sendable, Hashable {
            /// Projected steepest edge (GLPK: `GLP_PT_PSE`).
            case steepestEdge
            /// Largest infeasibility (GLPK: `GLP_PT_STD`).
            case standard
        }

        /// How the step length is chosen.
        public enum RatioTest: Sendable, Hashable {
            /// Long step past bound flips (GLPK: `GLP_RT_FLIP`); the primal method takes Harris' test instead.
            case longStep
            /// Harris' two passes (GLPK: `GLP_RT_HAR`).
            case harris
            /// Textbook (GLPK: `GLP_RT_STD`).
            case textbook
        }

        /// The method tried first.
        public var method: Method
        /// Stop after this many iterations in this solve; `nil` for no limit.
        public var iterationLimit: Int?
        /// Wall-clock limit; `nil` for none.
        ///
        /// Looked at once per iteration.
        public var timeLimit: Duration?
        /// Dual method only: stop once the objective is provably no better than this.
        public var objectiveLimit: Double?
        /// Stops the solve when raised; looked at about every 20 milliseconds.
        public var cancellation: CancellationFlag?
        /// Pricing rule.
        public var pricing: Pricing
        /// Ratio test.
        public var ratioTest: RatioTest
        /// Largest bound violation that counts as none, relative; between 0 and 1.
        public var primalTolerance: Double
        /// Largest reduced cost of the wrong sign that counts as none, relative; between 0 and 1.
        public var dualTolerance: Double

        /// Whether the first attempt goes through GLPK's LP presolver, which ignores the last basis.
        var presolve = false

        /// Creates options.
        public init(
            method: Method = .dual,
            iterationLimit: Int? = nil,
            timeLimit: Duration? = nil,
            objectiveLimit: Double? = nil,
            cancellation: CancellationFlag? = nil,
            pricing: Pricing = .steepestEdge,
            ratioTest: RatioTest = .longStep,
            primalTolerance: Double = 1e-7,
            dualTolerance: Double = 1e-7
        ) {
            self.method = method
            self.iterationLimit = iterationLimit
            self.timeLimit = timeLimit
            self.objectiveLimit = objectiveLimit
            self.cancellation = cancellation
            self.pricing = pricing
            self.ratioTest = ratioTest
            self.primalTolerance = primalTolerance
            self.dualTolerance = dualTolerance
        }
    }

    /// What became of an LP solve.
    public enum SimplexOutcome: Sendable, Hashable {
        /// An optimal basis was found.
        case optimal
        /// No point satisfies all rows and bounds.
        case infeasible
        /// The objective improves without limit.
        case unbounded
        /// The objective is provably no better than ``SimplexOptions/objectiveLimit``.
        case objectiveLimit
        /// The iteration limit struck; the next solve goes on from here.
        case iterationLimit
        /// The time limit struck; the next solve goes on from here.
        case timeLimit
        /// The solve was cancelled; the next solve goes on from the basis before this one.
        case interrupted
        /// The arithmetic broke down under every fallback; the payload is GLPK's code. Says nothing about the program.
        case failed(Int)
    }
#endif
