extension MPSReading {
    /// The model the file describes.
    ///
    /// - Throws: ``ModelFileError`` when anything was wrong.
    mutating func finish() throws(ModelFileError) -> Model {
        if problems.isEmpty, parts.objectiveName == nil {
            problems.report(
                "there is no objective", field: "ROWS", fix: "define a row of type N, for example \" N obj\""
            )
        }
        try problems.finish()
        let model = build()
        for problem in model.problems() {
            problems.report(
                problem.message, line: line(of: problem.place), field: problem.place.description, fix: problem.fix)
        }
        try problems.finish()
        return model
    }

    private func build() -> Model {
        var model = Model(parts.name)
        let constant = constantColumn()
        let isNegated = parts.isNegated && parts.sense == .minimize
        let sign: Double = isNegated ? -1 : 1
        model.setSense(isNegated ? .maximize : parts.sense)
        var variables: [Int32] = []
        for (index, column) in parts.columns.enumerated() {
            guard index != constant else {
                variables.append(-1)
                continue
            }
            let bounds = MPSParts.bounds(of: column)
            let variable = model.addVariable(
                column.name, atLeast: bounds.lower, atMost: bounds.upper, kind: column.kind)
            if let cost = parts.costs[index], cost != 0 { model.setCost(of: variable, to: sign * cost) }
            variables.append(Int32(truncatingIfNeeded: variable.index))
        }
        let objective = (constant.flatMap { parts.costs[$0] } ?? 0) - (parts.objectiveSide ?? 0)
        model.setObjectiveConstant(objective == 0 ? 0 : sign * objective)
        addRows(to: &model, variables)
        return model
    }

    /// The column that only carries the objective's constant, if the file has one.
    private func constantColumn() -> Int? {
        guard let index = parts.columnIndices[FileNameRules.constantName] else { return nil }
        let bounds = MPSParts.bounds(of: parts.columns[index])
        let isFixedAtOne = bounds.lower == 1 && bounds.upper == 1 && parts.columns[index].kind == .continuous
        let isAlone = !parts.entries.contains { Int($0.column) == index && $0.value != 0 }
        return isFixedAtOne && isAlone ? index : nil
    }

    private func addRows(to model: inout Model, _ variables: [Int32]) {
        var starts = [Int](repeating: 0, count: parts.rows.count + 1)
        for entry in parts.entries { starts[Int(entry.row) + 1] += 1 }
        for row in parts.rows.indices { starts[row + 1] += starts[row] }
        var next = starts
        var order = [Int](repeating: 0, count: parts.entries.count)
        for (position, entry) in parts.entries.enumerated() {
            order[next[Int(entry.row)]] = position
            next[Int(entry.row)] += 1
        }
        for (index, row) in parts.rows.enumerated() {
            let entries = order[starts[index]..<starts[index + 1]].lazy.map { parts.entries[$0] }
                .filter { $0.value != 0 }
            let bounds = MPSParts.bounds(of: row)
            model.addRow(
                variables: entries.map { Int(variables[Int($0.column)]) }, coefficients: entries.map(\.value),
                atLeast: bounds.lower, atMost: bounds.upper, row.name
            )
        }
    }

    private func line(of place: ModelPlace) -> Int? {
        switch place {
        case .model, .objective: nil
        case .variable(_, let name): parts.columnIndices[name].map { parts.columns[$0].line }
        case .constraint(let index, _): parts.rows[index].line
        }
    }
}
