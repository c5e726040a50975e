import Synchronization

/// A mixed-integer linear model, a value.
///
/// Variables and constraints are addressed by small handles; rows are stored row-wise, merged by variable and free of
/// zeros. Nothing is checked for finiteness while building; ``problems()`` lists everything wrong at once and solvers
/// refuse a model that has any.
public struct Model: Sendable {
    /// Model name, for files.
    public var name: String
    /// Direction of the objective.
    public internal(set) var sense: ObjectiveSense = .minimize
    /// Constant term of the objective.
    public internal(set) var objectiveConstant: Double = 0

    /// Lower bound per variable.
    package var lowerBounds: [Double] = []
    /// Upper bound per variable.
    package var upperBounds: [Double] = []
    /// Kind per variable.
    package var kinds: [Variable.Kind] = []
    /// Objective coefficient per variable.
    package var costs: [Double] = []
    /// Given names by variable index; sparse, since most variables of large models have none.
    package var variableNames: [Int: String] = [:]

    /// Row `r` holds the terms `rowStarts[r] ..< rowStarts[r + 1]`.
    package var rowStarts: [Int] = [0]
    /// Variable index per term.
    package var termIndices: [Int32] = []
    /// Coefficient per term.
    package var termCoefficients: [Double] = []
    /// Lower bound per row.
    package var rowLowerBounds: [Double] = []
    /// Upper bound per row.
    package var rowUpperBounds: [Double] = []
    /// Given names by row index.
    package var constraintNames: [Int: String] = [:]

    package let tag: UInt64

    private static let nextTag = Atomic<UInt64>(1)

    /// Creates an empty model.
    public init(_ name: String = "") {
        self.name = name
        tag = Model.nextTag.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// Number of variables.
    public var variableCount: Int { costs.count }
    /// Number of constraints.
    public var constraintCount: Int { rowLowerBounds.count }
    /// Number of stored coefficients.
    public var nonzeroCount: Int { termIndices.count }
    /// Whether any variable is integer or binary.
    public var isMixedInteger: Bool { kinds.contains { $0 != .continuous } }
}
