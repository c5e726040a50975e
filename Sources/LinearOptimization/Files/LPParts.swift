/// What an LP file said, before it becomes a model.
struct LPParts {
    /// A sum of variables and a constant.
    struct Sum {
        var terms: [LinearTerm] = []
        var constant = 0.0
        /// Whether nothing was written at all, not even a zero.
        var isMissing = true
    }

    /// A constraint of the file.
    struct Row {
        var name: String?
        var terms: [LinearTerm]
        var lower: Double
        var upper: Double
        var line: Int
    }

    /// A variable of the file.
    struct Column {
        var name: String
        var kind = Variable.Kind.continuous
        var lower: Double?
        var upper: Double?
        /// Line of its first appearance or last bound, for messages.
        var line: Int
    }

    var sense = ObjectiveSense.minimize
    var objective = Sum()
    var rows: [Row] = []
    var columns: [Column] = []
    private var indices: [String: Int] = [:]
    private var rowNames: Set<String> = []

    func index(of name: String) -> Int? { indices[name] }

    /// Index of a variable, known or new.
    mutating func variable(_ name: String, line: Int) -> Int32 {
        if let index = indices[name] { return Int32(truncatingIfNeeded: index) }
        indices[name] = columns.count
        columns.append(Column(name: name, line: line))
        return Int32(truncatingIfNeeded: columns.count - 1)
    }

    /// Remembers the name of a row; whether it is new.
    mutating func insertRowName(_ name: String) -> Bool { rowNames.insert(name).inserted }
}
