/// What an MPS file said, before it becomes a model.
struct MPSParts {
    enum RowType: String {
        case free = "N"
        case atMost = "L"
        case atLeast = "G"
        case equal = "E"
    }

    /// A row of the file; the objective is kept apart.
    struct Row {
        var name: String
        var type: RowType
        var rightHandSide: Double?
        var range: Double?
        /// Line of its definition, for messages.
        var line: Int
    }

    /// A column of the file.
    struct Column {
        var name: String
        var kind: Variable.Kind
        var lower: Double?
        var upper: Double?
        /// Line of its definition or last bound, for messages.
        var line: Int
    }

    /// A coefficient.
    struct Entry {
        var row: Int32
        var column: Int32
        var value: Double
    }

    /// Where a row name leads.
    enum RowPlace: Equatable {
        case objective
        case row(Int)
    }

    var name = ""
    var sense = ObjectiveSense.minimize
    /// Whether the file holds the negated objective of a model that maximizes.
    var isNegated = false
    var objectiveName: String?
    var objectiveSide: Double?
    var rows: [Row] = []
    var columns: [Column] = []
    var costs: [Double?] = []
    var entries: [Entry] = []
    var rowPlaces: [String: RowPlace] = [:]
    var columnIndices: [String: Int] = [:]

    /// Lower and upper bound of a row.
    static func bounds(of row: Row) -> (lower: Double, upper: Double) {
        let side = row.rightHandSide ?? 0
        switch (row.type, row.range) {
        case (.free, _): return (-.infinity, .infinity)
        case (.atMost, let range): return (range.map { side - abs($0) } ?? -.infinity, side)
        case (.atLeast, let range): return (side, range.map { side + abs($0) } ?? .infinity)
        case (.equal, let range?): return range < 0 ? (side + range, side) : (side, side + range)
        case (.equal, nil): return (side, side)
        }
    }

    /// Lower and upper bound of a column, by the rules for what a file leaves out.
    static func bounds(of column: Column) -> (lower: Double, upper: Double) {
        if column.lower == nil, column.upper == nil, column.kind != .continuous { return (0, 1) }
        let upper = column.upper ?? .infinity
        return (column.lower ?? (upper < 0 ? -.infinity : 0), upper)
    }
}
