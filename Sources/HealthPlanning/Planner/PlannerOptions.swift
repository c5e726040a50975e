public import FacilityLocation
public import LinearOptimization

/// How a national plan is made: engine, limits, and which parts.
public struct PlannerOptions: Sendable {
    /// Method of the plan itself; the greedy plan is always made beside it.
    public var engine: LocationEngine
    /// Wall-clock limit of each exact stage; `nil` for none.
    public var timeLimit: Duration?
    /// Stop each exact stage once its relative gap is at most this; at least 0.
    public var relativeGap: Double
    /// Seed of every random choice.
    public var seed: UInt64
    /// Threads that may be used, at least 1.
    public var threads: Int
    /// Whether staff is dispatched to community-level institutions too.
    ///
    /// Default: true.
    public var includesDispatch: Bool
    /// Whether a joint plan is compared with siting first and twinning afterwards.
    ///
    /// Default: true.
    public var comparesSitedFirst: Bool
    /// Radius of the coverage figures in km road-like.
    ///
    /// Default: 150.
    public var coverageRadius: Double
    /// Lets another thread or task ask for an early stop; the best plan so far is returned.
    public var cancellation: CancellationFlag?
    /// Called on the solving thread whenever a stage begins or its incumbent or bound moves.
    public var progress: (@Sendable (SolveProgress) -> ProgressAction)?

    /// Creates options; the defaults ask for a proof and set no limit.
    public init(
        engine: LocationEngine = .exact, timeLimit: Duration? = nil, relativeGap: Double = 0, seed: UInt64 = 1,
        threads: Int = 1, includesDispatch: Bool = true, comparesSitedFirst: Bool = true, coverageRadius: Double = 150,
        cancellation: CancellationFlag? = nil, progress: (@Sendable (SolveProgress) -> ProgressAction)? = nil
    ) {
        self.engine = engine
        self.timeLimit = timeLimit
        self.relativeGap = relativeGap
        self.seed = seed
        self.threads = threads
        self.includesDispatch = includesDispatch
        self.comparesSitedFirst = comparesSitedFirst
        self.coverageRadius = coverageRadius
        self.cancellation = cancellation
        self.progress = progress
    }

    /// The same options for one stage of the plan, whose progress names it.
    func stage(_ name: String, _ engine: LocationEngine) -> LocationOptions {
        var solve = SolveOptions(timeLimit: timeLimit, relativeGap: relativeGap, cancellation: cancellation)
        if let progress {
            solve.progress = { step in
                var step = step
                step.stage = "\(name): \(step.stage)"
                return progress(step)
            }
        }
        return LocationOptions(engine: engine, solve: solve, seed: seed, threads: threads)
    }
}
