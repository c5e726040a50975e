extension Model {
    /// The most variables, and the most constraints, a model may have: the limit of GLPK's index type.
    public static var largestCount: Int { 100_000_000 }

    /// The most coefficients a model may have: GLPK's limit.
    public static var largestNonzeroCount: Int { 500_000_000 }

    /// Numbers of this size and beyond count as infinite for most solvers and in most files.
    public static var infiniteMagnitude: Double { 1e20 }

    /// Everything wrong with the model, at once; empty when solvers may take it.
    ///
    /// Looks for costs and coefficients that are NaN, infinite or at least 1e20 in size, bounds that are NaN, crossed,
    /// on the wrong side of infinity or finite but at least 1e20 in size, binary variables with bounds outside 0…1,
    /// and sizes beyond ``largestCount`` and ``largestNonzeroCount``. Rounding integer bounds inwards may still leave no
    /// value: that is an infeasible model, not a malformed one. Takes O(variables + constraints + coefficients).
    public func problems() -> [ModelProblem] {
        var found = sizeProblems(variables: variableCount, constraints: constraintCount, nonzeros: nonzeroCount)
        if let message = Self.complaint(aboutCoefficient: objectiveConstant) {
            found.append(
                ModelProblem(
                    place: .objective, message: "its constant is \(message)", fix: "use a finite number below 1e20")
            )
        }
        for index in 0..<variableCount { findProblems(ofVariable: index, into: &found) }
        for row in 0..<constraintCount { findProblems(ofRow: row, into: &found) }
        return found
    }

    /// Throws everything wrong with the model.
    ///
    /// - Throws: ``ModelError`` when ``problems()`` finds any.
    public func validate() throws(ModelError) {
        let found = problems()
        if !found.isEmpty { throw ModelError(found) }
    }

    /// Complaints about sizes solvers cannot index.
    package func sizeProblems(variables: Int, constraints: Int, nonzeros: Int) -> [ModelProblem] {
        let sizes = [
            (variables, Self.largestCount, "variables"), (constraints, Self.largestCount, "constraints"),
            (nonzeros, Self.largestNonzeroCount, "coefficients"),
        ]
        return sizes.filter { $0.0 > $0.1 }.map { count, limit, what in
            ModelProblem(
                place: .model,
                message: "it has \(count) \(what), more than the \(limit) a solver can index",
                fix: "split it, or leave out pairs that cannot matter"
            )
        }
    }

    private func findProblems(ofVariable index: Int, into found: inout [ModelProblem]) {
        let lower = lowerBounds[index]
        let upper = upperBounds[index]
        if let complaint = Self.complaint(aboutLower: lower, upper: upper) {
            found.append(problem(place(ofVariable: index), complaint))
        } else if kinds[index] == .binary, lower < 0 || upper > 1 {
            found.append(
                ModelProblem(
                    place: place(ofVariable: index),
                    message: "it is binary but its bounds are \(lower) and \(upper)",
                    fix: "keep the bounds within 0 and 1, or make it an integer variable"
                )
            )
        }
        if let message = Self.complaint(aboutCoefficient: costs[index]) {
            found.append(
                ModelProblem(
                    place: place(ofVariable: index),
                    message: "its objective coefficient is \(message)",
                    fix: "use a finite number below 1e20 in size; rescale the objective when it is real"
                )
            )
        }
    }

    private func findProblems(ofRow row: Int, into found: inout [ModelProblem]) {
        if let complaint = Self.complaint(aboutLower: rowLowerBounds[row], upper: rowUpperBounds[row]) {
            found.append(problem(place(ofRow: row), complaint))
        }
        for position in termRange(ofRow: row) {
            guard let message = Self.complaint(aboutCoefficient: termCoefficients[position]) else { continue }
            found.append(
                ModelProblem(
                    place: place(ofRow: row),
                    message: "the coefficient of \"\(label(ofVariable: Int(termIndices[position])))\" is \(message)",
                    fix: "use a finite number below 1e20 in size; rescale the row when it is real"
                )
            )
        }
    }

    func place(ofVariable index: Int) -> ModelPlace { .variable(index: index, name: label(ofVariable: index)) }

    func place(ofRow index: Int) -> ModelPlace { .constraint(index: index, name: label(ofRow: index)) }

    private func problem(_ place: ModelPlace, _ complaint: (message: String, fix: String)) -> ModelProblem {
        ModelProblem(place: place, message: complaint.message, fix: complaint.fix)
    }

    /// What is wrong with a number that must be finite, or `nil`.
    private static func complaint(aboutCoefficient value: Double) -> String? {
        if abs(value) < infiniteMagnitude { return nil }
        if value.isNaN { return "not a number (NaN)" }
        return value.isInfinite ? "infinite" : "\(value), which solvers take for infinite"
    }

    /// What is wrong with a pair of bounds, or `nil`.
    private static func complaint(aboutLower lower: Double, upper: Double) -> (message: String, fix: String)? {
        if lower.isNaN || upper.isNaN {
            let which = lower.isNaN ? (upper.isNaN ? "both bounds are" : "its lower bound is") : "its upper bound is"
            return ("\(which) not a number (NaN)", "use a number, or ±infinity for no bound")
        }
        if lower == .infinity { return ("its lower bound is +infinity", "use -infinity for no lower bound") }
        if upper == -.infinity { return ("its upper bound is -infinity", "use +infinity for no upper bound") }
        if lower > upper {
            return (
                "its bounds are crossed: the lower one, \(lower), is above the upper one, \(upper)",
                "swap them or correct the data behind them"
            )
        }
        for bound in [lower, upper] where bound.isFinite && abs(bound) >= infiniteMagnitude {
            return ("its bound \(bound) is so large that solvers take it for infinite", "use ±infinity for no bound")
        }
        return nil
    }
}
