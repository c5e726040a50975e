extension Model {
    /// Every bound, integrality and constraint a point breaks, worked out from the model alone; empty when it is feasible.
    ///
    /// A bound or constraint counts as kept when it is missed by at most `tolerances.feasibility · max(1, |bound|)`, an
    /// integer variable when it is within `tolerances.integrality` of a whole number. Row sums are compensated, so that
    /// long rows do not break by rounding. Takes O(variables + coefficients).
    ///
    /// - Parameters:
    ///   - values: One value per variable, by index; anything is accepted and judged.
    ///   - tolerances: What still counts as kept.
    public func violations(of values: [Double], tolerances: Tolerances = Tolerances()) -> [Violation] {
        guard values.count == variableCount else {
            return [
                Violation(
                    kind: .count, place: .model, amount: Double(abs(values.count - variableCount)),
                    message: "the point has \(values.count) values for \(variableCount) variables"
                )
            ]
        }
        var found: [Violation] = []
        for index in 0..<variableCount { check(values[index], ofVariable: index, tolerances, into: &found) }
        for row in 0..<constraintCount { check(rowSum(row, values), ofRow: row, tolerances, into: &found) }
        return found
    }

    /// Whether a point keeps every bound, integrality and constraint; see ``violations(of:tolerances:)``.
    public func isFeasible(_ values: [Double], tolerances: Tolerances = Tolerances()) -> Bool {
        violations(of: values, tolerances: tolerances).isEmpty
    }

    /// The objective at a point, constant included, by compensated summation.
    ///
    /// - Parameter values: One value per variable, by index.
    public func objectiveValue(of values: [Double]) -> Double {
        precondition(
            values.count == variableCount,
            "the objective needs one value per variable: \(values.count) given, \(variableCount) needed"
        )
        var sum = CompensatedSum(objectiveConstant)
        for index in 0..<variableCount where costs[index] != 0 { sum.add(costs[index] * values[index]) }
        return sum.value
    }

    /// The left-hand side of a constraint at a point, by compensated summation.
    ///
    /// - Parameters:
    ///   - constraint: A constraint of this model.
    ///   - values: One value per variable, by index.
    public func activity(of constraint: Constraint, at values: [Double]) -> Double {
        precondition(
            values.count == variableCount,
            "an activity needs one value per variable: \(values.count) given, \(variableCount) needed"
        )
        return rowSum(checkedIndex(constraint), values)
    }

    private func rowSum(_ row: Int, _ values: [Double]) -> Double {
        var sum = CompensatedSum()
        for position in rowStarts[row]..<rowStarts[row + 1] {
            sum.add(termCoefficients[position] * values[Int(termIndices[position])])
        }
        return sum.value
    }

    private func check(_ value: Double, ofVariable index: Int, _ tolerances: Tolerances, into found: inout [Violation])
    {
        guard value.isFinite else {
            found.append(
                Violation(
                    kind: .notFinite, place: place(ofVariable: index), amount: value, message: "its value is \(value)"
                )
            )
            return
        }
        if let miss = Self.miss(value, lowerBounds[index], upperBounds[index], tolerances.feasibility) {
            found.append(
                Violation(
                    kind: .bound, place: place(ofVariable: index), amount: miss.amount,
                    message: "its value \(value) is \(miss.side) \(miss.bound)"
                )
            )
        }
        guard kinds[index] != .continuous else { return }
        let distance = abs(value - value.rounded())
        if distance > tolerances.integrality {
            found.append(
                Violation(
                    kind: .integrality, place: place(ofVariable: index), amount: distance,
                    message: "its value \(value) is not whole"
                )
            )
        }
    }

    private func check(_ activity: Double, ofRow row: Int, _ tolerances: Tolerances, into found: inout [Violation]) {
        guard activity.isFinite else {
            found.append(
                Violation(
                    kind: .notFinite, place: place(ofRow: row), amount: activity, message: "its activity is \(activity)"
                )
            )
            return
        }
        if let miss = Self.miss(activity, rowLowerBounds[row], rowUpperBounds[row], tolerances.feasibility) {
            found.append(
                Violation(
                    kind: .constraint, place: place(ofRow: row), amount: miss.amount,
                    message: "its activity \(activity) is \(miss.side) \(miss.bound)"
                )
            )
        }
    }

    /// How far a value lies outside a range by more than the tolerance; a NaN bound is always missed.
    private static func miss(
        _ value: Double, _ lower: Double, _ upper: Double, _ tolerance: Double
    ) -> (amount: Double, side: String, bound: Double)? {
        if !(value >= lower - slack(lower, tolerance)) { return (lower - value, "below", lower) }
        if !(value <= upper + slack(upper, tolerance)) { return (value - upper, "above", upper) }
        return nil
    }

    private static func slack(_ bound: Double, _ tolerance: Double) -> Double {
        bound.isInfinite ? 0 : tolerance * max(1, abs(bound))
    }
}
