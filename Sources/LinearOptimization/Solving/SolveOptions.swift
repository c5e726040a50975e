/// How long and how hard a solver tries, and who is told.
public struct SolveOptions: Sendable {
    /// Wall-clock limit; `nil` for none.
    ///
    /// Soft: a solver may overshoot by one uninterruptible step.
    public var timeLimit: Duration?
    /// Stop once the relative gap (see ``Gap``) is at most this; at least 0.
    public var relativeGap: Double
    /// Stop once the absolute gap is at most this; at least 0.
    public var absoluteGap: Double
    /// A feasible starting point by variable index, checked before use; `nil` for none.
    public var initialSolution: [Double]?
    /// Lets another thread or task ask for an early stop.
    public var cancellation: CancellationFlag?
    /// Called on the solver's thread whenever incumbent or bound move; returns whether to go on.
    public var progress: (@Sendable (SolveProgress) -> ProgressAction)?
    /// Primal feasibility, dual feasibility and integrality tolerances.
    public var tolerances: Tolerances

    /// Creates options; the defaults ask for a proof and set no limit.
    public init(
        timeLimit: Duration? = nil,
        relativeGap: Double = 0,
        absoluteGap: Double = 0,
        initialSolution: [Double]? = nil,
        cancellation: CancellationFlag? = nil,
        tolerances: Tolerances = Tolerances(),
        progress: (@Sendable (SolveProgress) -> ProgressAction)? = nil
    ) {
        self.timeLimit = timeLimit
        self.relativeGap = relativeGap
        self.absoluteGap = absoluteGap
        self.initialSolution = initialSolution
        self.cancellation = cancellation
        self.tolerances = tolerances
        self.progress = progress
    }
}

/// Numerical tolerances of a solve.
public struct Tolerances: Hashable, Sendable, Codable {
    /// Largest violation of a row or bound that still counts as satisfied, relative to max(1, |bound|).
    public var feasibility: Double
    /// Largest distance from a whole number that still counts as integer.
    public var integrality: Double

    /// Creates tolerances.
    public init(feasibility: Double = 1e-7, integrality: Double = 1e-6) {
        self.feasibility = feasibility
        self.integrality = integrality
    }
}

/// A snapshot of a running solve.
public struct SolveProgress: Sendable, Hashable {
    /// What the solver is doing, in a word or two.
    public var stage: String
    /// Objective of the best solution so far.
    public var incumbent: Double?
    /// Proven limit on the objective.
    public var objectiveBound: Double
    /// Branch-and-bound nodes so far.
    public var nodeCount: Int
    /// Time since the solve began.
    public var elapsed: Duration

    /// Creates a snapshot.
    public init(stage: String, incumbent: Double?, objectiveBound: Double, nodeCount: Int, elapsed: Duration) {
        self.stage = stage
        self.incumbent = incumbent
        self.objectiveBound = objectiveBound
        self.nodeCount = nodeCount
        self.elapsed = elapsed
    }

    /// The relative gap, see ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: incumbent, bound: objectiveBound) }
}

/// What a progress handler wants next.
public enum ProgressAction: Sendable, Hashable {
    /// Go on.
    case `continue`
    /// Stop soon and return the incumbent.
    case stop
}
