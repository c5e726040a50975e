public import LinearOptimization

/// Which method answers a location problem.
public enum LocationEngine: String, Sendable, Hashable, Codable, CaseIterable {
    /// The exact engine: proves its answer where time allows.
    case exact
    /// The complete model handed to GLPK, for comparison.
    case glpk
    /// The pure-Swift greedy baseline, no proof.
    case greedy
}

/// How a location problem is solved.
public struct LocationOptions: Sendable {
    /// Which method answers.
    public var engine: LocationEngine
    /// Limits, gaps, cancellation, progress.
    ///
    /// ``SolveOptions/initialSolution`` is read by site: above one half is open.
    public var solve: SolveOptions
    /// Seed of every random choice: same problem, options and seed give the same answer unless a time limit strikes.
    public var seed: UInt64
    /// Threads that may be used, at least 1.
    ///
    /// A second one searches for better plans beside the Lagrangian bound and the tree, for problems whose costs are
    /// listed; problems on points price clients and solve blocks on as many as there are. Covering, p-center and
    /// capacitated problems use one. Threads change how long an answer takes, never the answer, unless a time limit
    /// strikes.
    public var threads: Int

    /// Creates options.
    public init(
        engine: LocationEngine = .exact, solve: SolveOptions = SolveOptions(), seed: UInt64 = 1, threads: Int = 1
    ) {
        self.engine = engine
        self.solve = solve
        self.seed = seed
        self.threads = threads
    }
}

/// The answer to a location problem, in site and client indices.
///
/// Objectives are minimised.
public struct LocationResult: Sendable, Hashable {
    /// Why the solve stopped.
    public var termination: Termination
    /// Objective of the plan held, recomputed from the problem's data.
    public var objective: Double?
    /// Proven lower limit on the objective; −∞ when nothing was proven.
    public var objectiveBound: Double
    /// Open sites in ascending order, existing ones included.
    public var openSites: [Int]
    /// Site that serves each client (the largest share when demand is split); `nil` for unserved clients.
    public var assignment: [Int?]
    /// Who serves how much, for capacitated problems; empty otherwise.
    public var allocation: [Allocation]
    /// Objective of the greedy plan of the same problem, when there is one.
    public var greedyObjective: Double?
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a result.
    public init(
        termination: Termination,
        objective: Double? = nil,
        objectiveBound: Double = -.infinity,
        openSites: [Int] = [],
        assignment: [Int?] = [],
        allocation: [Allocation] = [],
        greedyObjective: Double? = nil,
        statistics: SolveStatistics = SolveStatistics()
    ) {
        self.termination = termination
        self.objective = objective
        self.objectiveBound = objectiveBound
        self.openSites = openSites
        self.assignment = assignment
        self.allocation = allocation
        self.greedyObjective = greedyObjective
        self.statistics = statistics
    }

    /// See ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: objective, bound: objectiveBound) }
}
