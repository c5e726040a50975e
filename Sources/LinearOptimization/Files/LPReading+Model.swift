extension LPReading {
    /// The model the file describes.
    ///
    /// - Throws: ``ModelFileError`` when anything was wrong.
    mutating func finish() throws(ModelFileError) -> Model {
        try problems.finish()
        let helpers = helperRows()
        let (model, lines) = build(helpers)
        for problem in model.problems() {
            problems.report(
                problem.message, line: line(of: problem.place, lines), field: problem.place.description,
                fix: problem.fix
            )
        }
        try problems.finish()
        return model
    }

    /// Rows whose bounds sit on a helper variable, by that variable.
    ///
    /// A helper is named `~r_…`, continuous, without cost, and occurs once: with coefficient −1 in an equation.
    private func helperRows() -> [Int: Int] {
        var uses: [Int: (row: Int, coefficient: Double)] = [:]
        var spoiled: Set<Int> = []
        for term in parts.objective.terms where term.coefficient != 0 { spoiled.insert(Int(term.index)) }
        for (row, content) in parts.rows.enumerated() {
            for term in content.terms where parts.columns[Int(term.index)].name.hasPrefix(FileNameRules.reservedPrefix)
            {
                let index = Int(term.index)
                if uses[index] != nil || content.lower != content.upper { spoiled.insert(index) }
                uses[index] = (row, term.coefficient)
            }
        }
        var result: [Int: Int] = [:]
        var rows: Set<Int> = []
        for (index, use) in uses.sorted(by: { $0.key < $1.key }) where !spoiled.contains(index) {
            guard use.coefficient == -1, parts.columns[index].kind == .continuous else { continue }
            if rows.insert(use.row).inserted { result[index] = use.row }
        }
        return result
    }

    /// The variable that only carries the objective's constant, if the file has one.
    private func constantColumn() -> Int? {
        guard let index = parts.index(of: FileNameRules.constantName) else { return nil }
        let column = parts.columns[index]
        guard column.lower == 1, column.upper == 1, column.kind == .continuous else { return nil }
        let isUsed = parts.rows.contains { row in
            row.terms.contains { Int($0.index) == index && $0.coefficient != 0 }
        }
        return isUsed ? nil : index
    }

    private func build(_ helpers: [Int: Int]) -> (Model, lines: (variables: [Int], rows: [Int])) {
        var model = Model()
        let constant = constantColumn()
        var variables: [Int] = []
        var variableLines: [Int] = []
        var helped: [Int: (lower: Double, upper: Double)] = [:]
        for (index, column) in parts.columns.enumerated() {
            let bounds = (lower: column.lower ?? 0, upper: column.upper ?? .infinity)
            if let row = helpers[index] { helped[row] = bounds }
            if helpers[index] != nil || index == constant {
                variables.append(-1)
                continue
            }
            variables.append(model.variableCount)
            variableLines.append(column.line)
            model.addVariable(column.name, atLeast: bounds.lower, atMost: bounds.upper, kind: column.kind)
        }
        setObjective(&model, constant, variables)
        var rowLines: [Int] = []
        for (index, row) in parts.rows.enumerated() {
            let terms = row.terms.filter { variables[Int($0.index)] >= 0 }
            if row.name == FileNameRules.constantName, terms.allSatisfy({ $0.coefficient == 0 }) { continue }
            var bounds = (lower: row.lower, upper: row.upper)
            if let range = helped[index] { bounds = (row.lower + range.lower, row.upper + range.upper) }
            rowLines.append(row.line)
            model.addRow(
                variables: terms.map { variables[Int($0.index)] }, coefficients: terms.map(\.coefficient),
                atLeast: bounds.lower, atMost: bounds.upper, row.name
            )
        }
        return (model, (variableLines, rowLines))
    }

    private func setObjective(_ model: inout Model, _ constant: Int?, _ variables: [Int]) {
        var objective = LinearExpression(parts.objective.constant)
        for term in parts.objective.terms {
            let index = variables[Int(term.index)]
            if Int(term.index) == constant {
                objective.constant += term.coefficient
            } else if index >= 0 {
                objective.add(term.coefficient, model.variables[index])
            }
        }
        model.setObjective(objective, parts.sense)
    }

    private func line(of place: ModelPlace, _ lines: (variables: [Int], rows: [Int])) -> Int? {
        switch place {
        case .model, .objective: nil
        case .variable(let index, _): lines.variables[index]
        case .constraint(let index, _): lines.rows[index]
        }
    }
}
