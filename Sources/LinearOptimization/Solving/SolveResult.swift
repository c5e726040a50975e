/// The answer of a ``Solver``: why it stopped, what it holds, and how good that provably is.
public struct SolveResult: Sendable, Hashable {
    /// Why the solve stopped.
    public var termination: Termination
    /// The best feasible point found, if any.
    public var solution: Solution?
    /// Proven limit on the objective: no feasible point is better.
    ///
    /// Infinite when nothing was proven.
    public var objectiveBound: Double
    /// Duals and reduced costs, for optimal linear programs only.
    public var dualSolution: DualSolution?
    /// Counts and times.
    public var statistics: SolveStatistics

    /// Creates a result.
    public init(
        termination: Termination,
        solution: Solution? = nil,
        objectiveBound: Double,
        dualSolution: DualSolution? = nil,
        statistics: SolveStatistics = SolveStatistics()
    ) {
        self.termination = termination
        self.solution = solution
        self.objectiveBound = objectiveBound
        self.dualSolution = dualSolution
        self.statistics = statistics
    }

    /// Objective of the solution held.
    public var objective: Double? { solution?.objective }
    /// See ``Gap/absolute(objective:bound:)``.
    public var absoluteGap: Double { Gap.absolute(objective: objective, bound: objectiveBound) }
    /// See ``Gap/relative(objective:bound:)``.
    public var relativeGap: Double { Gap.relative(objective: objective, bound: objectiveBound) }

    /// The solution, or an error that carries the termination.
    ///
    /// - Throws: ``NoSolution`` when no feasible point is held.
    public func requireSolution() throws(NoSolution) -> Solution {
        guard let solution else { throw NoSolution(termination: termination) }
        return solution
    }
}

/// Thrown by ``SolveResult/requireSolution()`` when a result holds no feasible point.
public struct NoSolution: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why the solve stopped.
    public let termination: Termination
    /// One line for people.
    public var description: String { "no solution: \(termination.reason.rawValue) \(termination.detail)" }
}

/// A feasible point of a model.
public struct Solution: Sendable, Hashable {
    /// Objective value, recomputed from ``values``, constant included.
    public var objective: Double
    /// Value per variable index; integer variables are exactly whole.
    public var values: [Double]

    /// Creates a solution.
    public init(objective: Double, values: [Double]) {
        self.objective = objective
        self.values = values
    }

    /// Value of a variable of the solved model.
    public subscript(variable: Variable) -> Double { values[variable.index] }
}

/// Dual information of an optimal linear program.
///
/// Signs follow the stated objective: a dual value is the change of the objective per unit of right-hand side, a
/// reduced cost the change per unit of the variable, whichever the ``ObjectiveSense``.
public struct DualSolution: Sendable, Hashable {
    /// Dual value (shadow price) per constraint index.
    public var dualValues: [Double]
    /// Reduced cost per variable index.
    public var reducedCosts: [Double]
    /// Sensitivity ranges, when the solver was asked for them.
    public var ranges: SensitivityRanges?

    /// Creates a dual solution.
    public init(dualValues: [Double], reducedCosts: [Double], ranges: SensitivityRanges? = nil) {
        self.dualValues = dualValues
        self.reducedCosts = reducedCosts
        self.ranges = ranges
    }
}

/// Counts and times of a solve.
public struct SolveStatistics: Sendable, Hashable {
    /// Simplex iterations.
    public var simplexIterations: Int
    /// Branch-and-bound nodes.
    public var nodeCount: Int
    /// Time per named stage, in order.
    public var stages: [Stage]

    /// A named stage and the wall-clock time it took.
    public struct Stage: Sendable, Hashable {
        /// The stage's name.
        public var name: String
        /// Wall-clock time.
        public var duration: Duration
        /// Creates a stage.
        public init(name: String, duration: Duration) {
            self.name = name
            self.duration = duration
        }
    }

    /// Creates statistics.
    public init(simplexIterations: Int = 0, nodeCount: Int = 0, stages: [Stage] = []) {
        self.simplexIterations = simplexIterations
        self.nodeCount = nodeCount
        self.stages = stages
    }
}
