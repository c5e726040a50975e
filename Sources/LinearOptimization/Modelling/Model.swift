import Synchronization

/// A mixed-integer linear model, a value.
///
/// ```swift
/// var model = Model("sites")
/// let open = model.addVariables(sites.count, kind: .binary) { "open[\(sites[$0].id)]" }
/// model.add(.sum(open) <= 3, "budget")
/// model.minimize(.sum(of: sites.indices) { sites[$0].cost * open[$0] })
/// ```
///
/// Variables and constraints are addressed by small handles; rows are stored row-wise, merged by variable and free of
/// zeros. Nothing is checked for finiteness while building; ``problems()`` lists everything wrong at once and solvers
/// refuse a model that has any. A copy shares its handles with the original: a handle made before the copy means the
/// same variable in both.
public struct Model: Sendable {
    /// Model name, for files.
    public var name: String
    /// Whether given names are kept.
    ///
    /// When off, the text of a name is never even built, which large models feel.
    public var keepsNames: Bool
    /// Direction of the objective.
    public internal(set) var sense: ObjectiveSense = .minimize
    /// Constant term of the objective.
    public internal(set) var objectiveConstant: Double = 0

    /// Lower bound per variable.
    package internal(set) var lowerBounds: [Double] = []
    /// Upper bound per variable.
    package internal(set) var upperBounds: [Double] = []
    /// Kind per variable.
    package internal(set) var kinds: [Variable.Kind] = []
    /// Objective coefficient per variable.
    package internal(set) var costs: [Double] = []

    /// Row `r` holds the terms `rowStarts[r] ..< rowStarts[r + 1]`.
    package internal(set) var rowStarts: [Int] = [0]
    /// Variable index per term.
    package internal(set) var termIndices: [Int32] = []
    /// Coefficient per term.
    package internal(set) var termCoefficients: [Double] = []
    /// Lower bound per row.
    package internal(set) var rowLowerBounds: [Double] = []
    /// Upper bound per row.
    package internal(set) var rowUpperBounds: [Double] = []

    /// Names given to variables.
    var variableNames = NameTable()
    /// Names given to constraints.
    var constraintNames = NameTable()
    /// Scratch of ``sealRow(lower:upper:)``: where each variable was last seen in the term arrays.
    var lastPositions: [Int] = []

    package let tag: UInt64

    private static let nextTag = Atomic<UInt64>(1)

    /// Creates an empty model that minimizes 0.
    ///
    /// - Parameters:
    ///   - name: A name for files and reports.
    ///   - keepsNames: Whether names given to variables and constraints are kept; see ``keepsNames``.
    public init(_ name: String = "", keepsNames: Bool = true) {
        self.name = name
        self.keepsNames = keepsNames
        tag = Model.nextTag.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// Number of variables.
    public var variableCount: Int { costs.count }
    /// Number of constraints.
    public var constraintCount: Int { rowLowerBounds.count }
    /// Number of stored coefficients.
    public var nonzeroCount: Int { termIndices.count }
    /// Whether any variable is integer or binary; O(variables).
    public var isMixedInteger: Bool { kinds.contains { $0 != .continuous } }

    /// Makes room for what will be added, in all; saves reallocations of large models.
    public mutating func reserveCapacity(variables: Int = 0, constraints: Int = 0, terms: Int = 0) {
        lowerBounds.reserveCapacity(variables)
        upperBounds.reserveCapacity(variables)
        kinds.reserveCapacity(variables)
        costs.reserveCapacity(variables)
        rowStarts.reserveCapacity(constraints + 1)
        rowLowerBounds.reserveCapacity(constraints)
        rowUpperBounds.reserveCapacity(constraints)
        termIndices.reserveCapacity(terms)
        termCoefficients.reserveCapacity(terms)
    }

    /// Index of a handle, after making sure that it belongs here.
    func checkedIndex(_ variable: Variable) -> Int {
        precondition(
            variable.modelTag == tag,
            "a variable of another model was used: variables belong to the model that made them"
        )
        precondition(
            variable.index < costs.count, "a variable added to a later copy of this model was used in this one")
        return variable.index
    }

    /// Index of a handle, after making sure that it belongs here.
    func checkedIndex(_ constraint: Constraint) -> Int {
        precondition(
            constraint.modelTag == tag,
            "a constraint of another model was used: constraints belong to the model that made them"
        )
        precondition(
            constraint.index < rowLowerBounds.count,
            "a constraint added to a later copy of this model was used in this one"
        )
        return constraint.index
    }
}
