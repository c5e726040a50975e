import LinearOptimization
import Testing

/// Everything a file says about a model, by the names in the file, so that order does not matter.
struct ModelContent: Equatable {
    struct Variable: Equatable {
        var lower: Double
        var upper: Double
        var isInteger: Bool
        var cost: Double
    }
    struct Row: Equatable {
        var lower: Double
        var upper: Double
        var terms: [String: Double]
    }
    var sense: ObjectiveSense
    var constant: Double
    var variables: [String: Variable] = [:]
    var rows: [String: Row] = [:]

    /// What a model says; with `format` under the names it gets in such a file, else under its own.
    init(_ model: Model, format: ModelFileNames.Format? = nil) {
        let names = format.map { ModelFileNames(for: model, format: $0) }
        sense = model.sense
        constant = model.objectiveConstant
        var labels: [String] = []
        for variable in model.variables {
            let label = names?.variables[variable.index] ?? model.name(of: variable) ?? "?"
            let bounds = model.bounds(of: variable)
            labels.append(label)
            variables[label] = Variable(
                lower: bounds.lower, upper: bounds.upper, isInteger: model.kind(of: variable) != .continuous,
                cost: model.cost(of: variable)
            )
        }
        for constraint in model.constraints {
            let label = names?.constraints[constraint.index] ?? model.name(of: constraint) ?? "?"
            let bounds = model.bounds(of: constraint)
            var terms: [String: Double] = [:]
            for term in model.terms(of: constraint) { terms[labels[Int(term.index)]] = term.coefficient }
            rows[label] = Row(lower: bounds.lower, upper: bounds.upper, terms: terms)
        }
    }

    /// What differs, in words; bounds of rows may be off by `rounding` units in the last place of the wider one.
    func differences(from other: ModelContent, rounding: Double = 0) -> [String] {
        var found: [String] = []
        if sense != other.sense { found.append("sense \(sense), not \(other.sense)") }
        if constant != other.constant { found.append("constant \(constant), not \(other.constant)") }
        for name in Set(variables.keys).union(other.variables.keys) where variables[name] != other.variables[name] {
            found.append(
                "\(name): \(String(describing: variables[name])), not \(String(describing: other.variables[name]))")
        }
        for name in Set(rows.keys).union(other.rows.keys) {
            guard let row = rows[name], let expected = other.rows[name] else {
                found.append("\(name) is there in one of them only")
                continue
            }
            let slack = rounding * max(expected.lower.magnitude.ulp, expected.upper.magnitude.ulp)
            let isClose = { (a: Double, b: Double) in a == b || abs(a - b) <= slack }
            if row.terms != expected.terms || !isClose(row.lower, expected.lower) || !isClose(row.upper, expected.upper)
            {
                found.append("\(name): \(row), not \(expected)")
            }
        }
        return found
    }
}
