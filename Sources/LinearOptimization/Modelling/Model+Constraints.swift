extension Model {
    /// Adds a constraint: `model.add(.sum(open) <= 3, "budget")`.
    ///
    /// Terms of the same variable are added up, zeros dropped, and the constant moves to the right-hand side. Takes
    /// time in proportion to the number of terms.
    ///
    /// - Parameters:
    ///   - relation: The relation to hold.
    ///   - name: A name for files and messages; evaluated only when ``keepsNames`` is on.
    @discardableResult
    public mutating func add(_ relation: LinearRelation, _ name: @autoclosure () -> String? = nil) -> Constraint {
        let constraint = addRow(of: relation.expression, lower: relation.lower, upper: relation.upper)
        if keepsNames, let name = name() { constraintNames[constraint.index] = name }
        return constraint
    }

    /// Adds a constraint that keeps an expression in a range, both ends included: `model.add(x + y, in: 2...8)`.
    ///
    /// Bounds that come from data, and may be crossed, go through ``add(_:atLeast:atMost:_:)``.
    @discardableResult
    public mutating func add(
        _ expression: LinearExpression,
        in range: ClosedRange<Double>,
        _ name: @autoclosure () -> String? = nil
    ) -> Constraint {
        add(LinearRelation(expression, lower: range.lowerBound, upper: range.upperBound), name())
    }

    /// Adds a constraint that keeps an expression between two bounds, both included.
    @discardableResult
    public mutating func add(
        _ expression: LinearExpression,
        atLeast lower: Double = -.infinity,
        atMost upper: Double = .infinity,
        _ name: @autoclosure () -> String? = nil
    ) -> Constraint {
        add(LinearRelation(expression, lower: lower, upper: upper), name())
    }

    /// Adds a constraint from parallel arrays, without building an expression.
    ///
    /// - Parameters:
    ///   - variables: Indices of variables of this model; may repeat.
    ///   - coefficients: One coefficient per index.
    ///   - lower: Lower bound; −∞ for none.
    ///   - upper: Upper bound; +∞ for none.
    ///   - name: A name for files and messages; evaluated only when ``keepsNames`` is on.
    @discardableResult
    public mutating func addRow(
        variables: some Collection<Int>,
        coefficients: some Collection<Double>,
        atLeast lower: Double = -.infinity,
        atMost upper: Double = .infinity,
        _ name: @autoclosure () -> String? = nil
    ) -> Constraint {
        precondition(
            variables.count == coefficients.count,
            "a row needs as many coefficients (\(coefficients.count)) as variables (\(variables.count))"
        )
        let count = costs.count
        for index in variables {
            precondition(
                index >= 0 && index < count, "a row names variable \(index) of a model with \(count) variables")
            termIndices.append(Int32(truncatingIfNeeded: index))
        }
        termCoefficients.append(contentsOf: coefficients)
        let constraint = sealRow(lower: lower, upper: upper)
        if keepsNames, let name = name() { constraintNames[constraint.index] = name }
        return constraint
    }

    /// Changes the bounds of a constraint; use ±∞ for none.
    public mutating func setBounds(of constraint: Constraint, atLeast lower: Double, atMost upper: Double) {
        let index = checkedIndex(constraint)
        rowLowerBounds[index] = lower
        rowUpperBounds[index] = upper
    }

    /// Gives a constraint a name, or none.
    public mutating func setName(of constraint: Constraint, to name: String?) {
        constraintNames[checkedIndex(constraint)] = name
    }

    private mutating func addRow(of expression: LinearExpression, lower: Double, upper: Double) -> Constraint {
        checkOwnership(of: expression)
        if expression.inlineCount > 0 { appendTerm(expression.firstIndex, expression.firstCoefficient) }
        if expression.inlineCount > 1 { appendTerm(expression.secondIndex, expression.secondCoefficient) }
        for term in expression.overflow { appendTerm(term.index, term.coefficient) }
        return sealRow(lower: lower - expression.constant, upper: upper - expression.constant)
    }

    private mutating func appendTerm(_ index: Int32, _ coefficient: Double) {
        precondition(
            Int(index) < costs.count,
            "a variable added to a later copy of this model was used in this one"
        )
        termIndices.append(index)
        termCoefficients.append(coefficient)
    }

    func checkOwnership(of expression: LinearExpression) {
        precondition(
            expression.modelTag == tag || expression.modelTag == 0,
            "an expression of another model's variables was used: variables belong to the model that made them"
        )
    }

    /// Closes the row whose terms were just appended: merges repeated variables, drops zeros, records the bounds.
    private mutating func sealRow(lower: Double, upper: Double) -> Constraint {
        let start = rowStarts[rowStarts.count - 1]
        let count = termIndices.count - start
        let isPair =
            count == 2 && termIndices[start] != termIndices[start + 1]
            && termCoefficients[start] != 0 && termCoefficients[start + 1] != 0
        // Rows of two variables make up most of a large model, and most others are in ascending order already.
        if !isPair && count > 0 {
            if !isStrictlyAscending(from: start) { mergeRepeats(from: start) }
            dropZeros(from: start)
        }
        rowStarts.append(termIndices.count)
        rowLowerBounds.append(lower)
        rowUpperBounds.append(upper)
        return Constraint(index: rowLowerBounds.count - 1, modelTag: tag)
    }

    private func isStrictlyAscending(from start: Int) -> Bool {
        var previous: Int32 = -1
        for position in start..<termIndices.count {
            if termIndices[position] <= previous { return false }
            previous = termIndices[position]
        }
        return true
    }

    /// Adds up terms of the same variable, keeping the order of first appearance.
    ///
    /// `lastPositions` is a sparse set: an entry counts only when it points into this row at a term of the same
    /// variable, so it never needs clearing and the work is linear in the row.
    private mutating func mergeRepeats(from start: Int) {
        if lastPositions.count < costs.count {
            lastPositions.append(contentsOf: repeatElement(0, count: costs.count - lastPositions.count))
        }
        var end = start
        for position in start..<termIndices.count {
            let index = termIndices[position]
            let seen = lastPositions[Int(index)]
            if seen >= start, seen < end, termIndices[seen] == index {
                termCoefficients[seen] += termCoefficients[position]
            } else {
                lastPositions[Int(index)] = end
                termIndices[end] = index
                termCoefficients[end] = termCoefficients[position]
                end += 1
            }
        }
        truncateTerms(to: end)
    }

    /// Removes terms that are exactly zero; NaN stays, so that validation reports it.
    private mutating func dropZeros(from start: Int) {
        var end = start
        for position in start..<termIndices.count where termCoefficients[position] != 0 {
            if end != position {
                termIndices[end] = termIndices[position]
                termCoefficients[end] = termCoefficients[position]
            }
            end += 1
        }
        truncateTerms(to: end)
    }

    private mutating func truncateTerms(to end: Int) {
        let surplus = termIndices.count - end
        if surplus > 0 {
            termIndices.removeLast(surplus)
            termCoefficients.removeLast(surplus)
        }
    }
}
