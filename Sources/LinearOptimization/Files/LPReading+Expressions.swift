extension LPReading {
    mutating func readObjective() {
        _ = takeLabel()
        guard let sum = readSum() else {
            skipToSection()
            return
        }
        parts.objective = sum
        if let token = current, peekSection() == nil {
            problems.report(
                "this cannot follow the objective", line: token.line, field: token.text,
                fix: "write a sum such as 3 x - 2 y, then Subject To on a line of its own"
            )
            skipToSection()
        }
    }

    mutating func readConstraint() {
        let start = position
        let line = current?.line ?? 0
        let name = takeLabel()
        if !readConstraintBody(name, line) {
            // Always move on, at least by one token, to the next line.
            if position == start { position += 1 }
            skipLine()
        }
    }

    /// Reads `sum <= number`, `number <= sum` or `number <= sum <= number`; false when it cannot be read.
    private mutating func readConstraintBody(_ name: String?, _ line: Int) -> Bool {
        guard let left = readSum() else { return false }
        guard let relation = takeRelation() else { return false }
        if left.terms.isEmpty, !left.isMissing, !currentIsNumberAlone() {
            guard let middle = readSum() else { return false }
            var (lower, upper) = Self.bounds(Self.turned(relation), left.constant)
            if case .relation(let second) = current?.kind {
                position += 1
                guard let number = readSide() else { return false }
                let other = Self.bounds(second, number)
                guard relation == second, relation != .equal else {
                    problems.report(
                        "a row with two bounds needs the same sign twice", line: line, field: name,
                        fix: "write, for example, 2 <= x + y <= 8"
                    )
                    return true
                }
                lower = max(lower, other.lower)
                upper = min(upper, other.upper)
            }
            addRow(name, middle, lower, upper, line)
            return true
        }
        if left.isMissing {
            problems.report(
                "nothing stands before the sign", line: line, field: name, fix: "write, for example, x + y <= 8"
            )
            return false
        }
        guard let side = readSide() else { return false }
        let (lower, upper) = Self.bounds(relation, side)
        addRow(name, left, lower, upper, line)
        return true
    }

    private mutating func addRow(_ name: String?, _ sum: LPParts.Sum, _ lower: Double, _ upper: Double, _ line: Int) {
        if let name, !parts.insertRowName(name) {
            problems.report(
                "the constraint is defined twice", line: line, field: name, fix: "give each one a name of its own")
        }
        parts.rows.append(
            LPParts.Row(
                name: name, terms: sum.terms, lower: lower - sum.constant, upper: upper - sum.constant, line: line
            )
        )
    }

    /// Takes `name :`, if it is there.
    private mutating func takeLabel() -> String? {
        guard case .name(let name) = current?.kind, token(after: 1)?.kind == .colon else { return nil }
        position += 2
        return name
    }

    private mutating func takeRelation() -> LPToken.Relation? {
        if case .relation(let relation) = current?.kind {
            position += 1
            return relation
        }
        let token = current
        problems.report(
            "a sign <=, >= or = is missing", line: token?.line ?? tokens.last?.line, field: token?.text,
            fix: "end each constraint with a sign and a number, as in x + y <= 8"
        )
        return nil
    }

    /// Reads a sum as far as it goes; `nil`, reported, when it cannot be read.
    mutating func readSum() -> LPParts.Sum? {
        var sum = LPParts.Sum()
        while let token = current {
            if case .relation = token.kind { break }
            if peekSection() != nil { break }
            if !sum.isMissing {
                if case .other(let text) = token.kind { return reportedOther(text, token) }
                if token.kind != .plus && token.kind != .minus {
                    // Without a sign a new statement begins, if it does so on a new line.
                    if token.isFirstOfLine { break }
                    return reportedNil(
                        "a sign is missing before this", token, "write + or - between terms; one constraint a line"
                    )
                }
            }
            guard let term = readTerm() else { return nil }
            sum.isMissing = false
            if let index = term.index {
                sum.terms.append(LinearTerm(index: index, coefficient: term.value))
            } else {
                sum.constant += term.value
            }
        }
        return sum
    }

    /// Reads `sign number name`, of which the name or the number may be missing.
    private mutating func readTerm() -> (index: Int32?, value: Double)? {
        let sign = takeSigns()
        guard let token = current else {
            problems.report(
                "the file ends in the middle of a sum", line: tokens.last?.line, fix: "check that the file is complete"
            )
            return nil
        }
        if peekSection() != nil {
            return reportedNil("the sum before this ends with a sign", token, "remove the sign, or complete the sum")
        }
        switch token.kind {
        case .number(let number):
            position += 1
            if case .name(let name) = current?.kind, isSameTerm(token), Self.infinity(name) == nil {
                guard number.isFinite else {
                    return reportedNil(
                        "a coefficient of 1e20 and more is infinite for a solver", token,
                        "use a number below 1e20; rescale the row when it is real"
                    )
                }
                let line = current?.line ?? token.line
                position += 1
                return (parts.variable(name, line: line), sign * number)
            }
            return (nil, sign * number)
        case .name(let name):
            position += 1
            if let infinity = Self.infinity(name) { return (nil, sign * infinity) }
            return (parts.variable(name, line: token.line), sign)
        case .other(let text):
            return reportedOther(text, token)
        case .plus, .minus, .relation, .colon:
            return reportedNil(
                "a number or a variable is missing before \"\(token.text)\"", token, "write a sum such as 3 x - 2 y"
            )
        }
    }

    /// Whether the current name goes with the number before it: a name with a colon behind begins a constraint.
    private func isSameTerm(_ number: LPToken) -> Bool {
        guard let token = current else { return false }
        if token.isFirstOfLine, peekSection() != nil { return false }
        return self.token(after: 1)?.kind != .colon
    }

    private mutating func takeSigns() -> Double {
        var sign = 1.0
        while let kind = current?.kind, kind == .plus || kind == .minus {
            if kind == .minus { sign = -sign }
            position += 1
        }
        return sign
    }

    /// Whether a number (with signs) is all that stands up to the end of the statement.
    private func currentIsNumberAlone() -> Bool {
        var offset = 0
        while let kind = token(after: offset)?.kind, kind == .plus || kind == .minus { offset += 1 }
        switch token(after: offset)?.kind {
        case .number: break
        case .name(let name) where Self.infinity(name) != nil: break
        default: return false
        }
        guard let next = token(after: offset + 1) else { return true }
        return next.isFirstOfLine
    }

    /// Reads the number on the right-hand side; `nil`, reported, when there is none.
    mutating func readSide() -> Double? {
        let sign = takeSigns()
        guard let token = current else {
            problems.report(
                "the file ends before the right-hand side", line: tokens.last?.line,
                fix: "check that the file is complete"
            )
            return nil
        }
        let value: Double
        switch token.kind {
        case .number(let number): value = number
        case .name(let name):
            guard let infinity = Self.infinity(name) else {
                return reportedNil(
                    "the right-hand side must be a number", token, "move variables to the left-hand side"
                )
            }
            value = infinity
        default:
            return reportedNil("the right-hand side must be a number", token, "write, for example, x + y <= 8")
        }
        position += 1
        if let next = current, !next.isFirstOfLine {
            if self.token(after: 1)?.kind == .colon { return sign * value }
            return reportedNil(
                "this cannot follow the right-hand side", next,
                "write one constraint a line, numbers with a decimal point, and variables on the left-hand side"
            )
        }
        return sign * value
    }

    private mutating func reportedOther<T>(_ text: String, _ token: LPToken) -> T? {
        let isQuadratic = ["[", "^", "*"].contains(text)
        return reportedNil(
            isQuadratic ? "quadratic terms have no place in a linear model" : "\"\(text)\" is not understood", token,
            isQuadratic ? "write a number, a blank and a variable: 3 x" : "write a sum such as 3 x - 2 y"
        )
    }

    private mutating func reportedNil<T>(_ message: String, _ token: LPToken, _ fix: String) -> T? {
        problems.report(message, line: token.line, field: token.text, fix: fix)
        return nil
    }

    static func infinity(_ name: String) -> Double? {
        let word = name.lowercased()
        return word == "inf" || word == "infinity" ? .infinity : nil
    }

    /// The sign as seen from the other side.
    static func turned(_ relation: LPToken.Relation) -> LPToken.Relation {
        switch relation {
        case .atMost: .atLeast
        case .atLeast: .atMost
        case .equal: .equal
        }
    }

    static func bounds(_ relation: LPToken.Relation, _ side: Double) -> (lower: Double, upper: Double) {
        switch relation {
        case .atMost: (-.infinity, side)
        case .atLeast: (side, .infinity)
        case .equal: (side, side)
        }
    }
}
