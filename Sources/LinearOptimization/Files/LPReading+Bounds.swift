extension LPReading {
    mutating func readBound() {
        let start = position
        if !readBoundBody() {
            if position == start { position += 1 }
            skipLine()
        }
    }

    /// Reads `x free`, `x <= 4`, `2 <= x`, `2 <= x <= 4` or `x = 3`; false when it cannot be read.
    private mutating func readBoundBody() -> Bool {
        guard let token = current else { return false }
        if case .name(let name) = token.kind, Self.infinity(name) == nil {
            position += 1
            return readBound(of: name, token)
        }
        guard let number = readBoundNumber(), case .relation(let relation) = current?.kind else {
            reportForm(current ?? token)
            return false
        }
        position += 1
        guard let nameToken = current, case .name(let name) = nameToken.kind, Self.infinity(name) == nil else {
            reportForm(current ?? token)
            return false
        }
        position += 1
        let column = column(name, nameToken)
        set(column, Self.turned(relation), number, nameToken.line)
        guard let next = current, case .relation(let second) = next.kind else { return true }
        position += 1
        guard let other = readSide() else { return false }
        if second != relation || relation == .equal {
            problems.report(
                "a variable with two bounds needs the same sign twice", line: next.line, field: name,
                fix: "write, for example, 2 <= x <= 8"
            )
            return true
        }
        set(column, second, other, nameToken.line)
        return true
    }

    private mutating func readBound(of name: String, _ token: LPToken) -> Bool {
        let column = column(name, token)
        if case .name(let word) = current?.kind, word.lowercased() == "free", current?.isFirstOfLine == false {
            position += 1
            setLower(column, -.infinity, token.line)
            setUpper(column, .infinity, token.line)
            return true
        }
        guard case .relation(let relation) = current?.kind else {
            reportForm(current ?? token)
            return false
        }
        position += 1
        guard let number = readSide() else { return false }
        set(column, relation, number, token.line)
        return true
    }

    /// A number with signs, or an infinity.
    private mutating func readBoundNumber() -> Double? {
        var sign = 1.0
        while let kind = current?.kind, kind == .plus || kind == .minus {
            if kind == .minus { sign = -sign }
            position += 1
        }
        switch current?.kind {
        case .number(let number):
            position += 1
            return sign * number
        case .name(let name):
            guard let infinity = Self.infinity(name) else { return nil }
            position += 1
            return sign * infinity
        default: return nil
        }
    }

    private mutating func reportForm(_ token: LPToken) {
        problems.report(
            "this is no bound", line: token.line, field: token.text,
            fix: "write, for example, x >= 2, -3 <= x <= 8, x = 1 or x free"
        )
    }

    /// Index of a variable that must appear in the objective or a constraint, reported when it does not.
    private mutating func column(_ name: String, _ token: LPToken) -> Int? {
        if let index = parts.index(of: name) { return index }
        problems.report(
            "no variable of the objective or the constraints has this name", line: token.line, field: name,
            fix: "correct the name, or use the variable in a constraint"
        )
        return nil
    }

    private mutating func set(_ column: Int?, _ relation: LPToken.Relation, _ value: Double, _ line: Int) {
        if relation != .atLeast { setUpper(column, value, line) }
        if relation != .atMost { setLower(column, value, line) }
    }

    private mutating func setLower(_ column: Int?, _ value: Double, _ line: Int) {
        guard let column else { return }
        if let given = parts.columns[column].lower, given != value { reportTwice(column, "lower", line) }
        parts.columns[column].lower = value
        parts.columns[column].line = line
    }

    private mutating func setUpper(_ column: Int?, _ value: Double, _ line: Int) {
        guard let column else { return }
        if let given = parts.columns[column].upper, given != value { reportTwice(column, "upper", line) }
        parts.columns[column].upper = value
        parts.columns[column].line = line
    }

    private mutating func reportTwice(_ column: Int, _ which: String, _ line: Int) {
        problems.report(
            "the \(which) bound is given twice", line: line, field: parts.columns[column].name,
            fix: "keep one of the two"
        )
    }

    /// Reads a name in the list of integer or binary variables.
    mutating func readKind(_ kind: Variable.Kind) {
        guard let token = current else { return }
        position += 1
        guard case .name(let name) = token.kind else {
            problems.report(
                "a list of variables holds something else", line: token.line, field: token.text,
                fix: "list names of variables, separated by blanks"
            )
            return
        }
        guard let column = column(name, token) else { return }
        parts.columns[column].kind = kind
        if kind == .binary {
            // Bounds given before are kept as long as they lie within 0 and 1.
            parts.columns[column].lower = parts.columns[column].lower ?? 0
            parts.columns[column].upper = parts.columns[column].upper ?? 1
        }
    }
}
