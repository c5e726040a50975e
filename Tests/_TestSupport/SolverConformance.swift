package import LinearOptimization

/// What every ``Solver`` must do, as a list of complaints; empty when it does.
///
/// - Parameters:
///   - solver: The solver under test.
///   - skipped: Names of cases the solver does not claim to support.
package func conformanceComplaints(about solver: any Solver, skipping skipped: Set<String> = []) -> [String] {
    var complaints: [String] = []
    for (name, check) in ConformanceCases.all where !skipped.contains(name) {
        do {
            complaints += try check(solver).map { "\(name): \($0)" }
        } catch {
            complaints.append("\(name): threw \(error)")
        }
    }
    return complaints
}

/// The cases, each a function from a solver to its complaints.
private enum ConformanceCases {
    typealias Check = @Sendable (any Solver) throws -> [String]

    static let all: [(String, Check)] = [
        ("empty", empty), ("trivial", trivial), ("free", free), ("fixed", fixed), ("equality", equality),
        ("constant", constant), ("duplicate terms", duplicateTerms), ("infeasible rows", infeasibleRows),
        ("infeasible integers", infeasibleIntegers), ("unbounded", unbounded), ("integer rounding", integerRounding),
        ("knapsack", knapsack), ("assignment", assignment), ("time limit", timeLimit), ("cancelled", cancelled),
        ("stopped by handler", stoppedByHandler), ("malformed", malformed), ("wrong start", wrongStart),
        ("bad options", badOptions), ("name", name),
    ]

    /// Complaints when an answer is not optimal at `objective` or not feasible.
    private static func expectOptimal(_ result: SolveResult, _ model: Model, _ objective: Double) -> [String] {
        var complaints: [String] = []
        if result.termination.reason != .optimal { complaints.append("ended with \(result.termination)") }
        guard let solution = result.solution else { return complaints + ["has no solution"] }
        if !approximatelyEqual(solution.objective, objective, within: 1e-6) {
            complaints.append("objective \(solution.objective) instead of \(objective)")
        }
        if !approximatelyEqual(result.objectiveBound, objective, within: 1e-6) {
            complaints.append("bound \(result.objectiveBound) instead of \(objective)")
        }
        complaints += model.violations(of: solution.values).map(\.description)
        return complaints
    }

    private static func expect(_ result: SolveResult, _ reasons: Termination.Reason...) -> [String] {
        var complaints: [String] = []
        if !reasons.contains(result.termination.reason) { complaints.append("ended with \(result.termination)") }
        if result.solution != nil { complaints.append("holds a solution") }
        return complaints
    }

    static let empty: Check = { solver in
        expectOptimal(try solver.solve(Model(), options: SolveOptions()), Model(), 0)
    }

    static let trivial: Check = { solver in
        var model = Model()
        let x = model.addVariable(in: 1...5)
        model.minimize(2 * x)
        var complaints = expectOptimal(try solver.solve(model, options: SolveOptions()), model, 2)
        model.maximize(2 * x)
        complaints += expectOptimal(try solver.solve(model, options: SolveOptions()), model, 10)
        return complaints
    }

    static let free: Check = { solver in
        var model = Model()
        let x = model.addVariable(atLeast: -.infinity)
        model.add(1 * x >= -7)
        model.minimize(1 * x)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, -7)
    }

    static let fixed: Check = { solver in
        var model = Model()
        let x = model.addVariable(in: 3...3)
        let y = model.addBinary()
        model.add(x + y <= 3.5)
        model.maximize(x + y)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 3)
    }

    static let equality: Check = { solver in
        var model = Model()
        let x = model.addVariable()
        let y = model.addVariable()
        model.add(x + y == 10)
        model.add(x - y == 4)
        model.minimize(x + 2 * y)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 13)
    }

    static let constant: Check = { solver in
        var model = Model()
        let x = model.addInteger(in: 0...4)
        model.add(3 * x + 1 <= 8)
        model.maximize(x + 100)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 102)
    }

    static let duplicateTerms: Check = { solver in
        var model = Model()
        let x = model.addVariable(in: 0...10)
        model.add(x + x + x <= 9)
        model.maximize(x + x)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 6)
    }

    static let infeasibleRows: Check = { solver in
        var model = Model()
        let x = model.addVariable()
        let y = model.addBinary()
        model.add(x + y <= 1)
        model.add(x + y >= 2)
        model.minimize(1 * x)
        let result = try solver.solve(model, options: SolveOptions())
        return expect(result, .infeasible)
            + (result.objectiveBound == .infinity ? [] : ["bound \(result.objectiveBound)"])
    }

    static let infeasibleIntegers: Check = { solver in
        var model = Model()
        let x = model.addInteger(in: 0...10)
        let y = model.addInteger(in: 0...10)
        model.add(2 * x + 2 * y == 7)
        model.minimize(1 * x)
        var complaints = expect(try solver.solve(model, options: SolveOptions()), .infeasible)
        var narrow = Model()
        let z = narrow.addInteger(atLeast: 0.2, atMost: 0.8)
        narrow.maximize(1 * z)
        complaints += expect(try solver.solve(narrow, options: SolveOptions()), .infeasible)
        return complaints
    }

    static let unbounded: Check = { solver in
        var model = Model()
        let x = model.addVariable()
        model.maximize(1 * x)
        let linear = try solver.solve(model, options: SolveOptions())
        _ = model.addBinary()
        let mixed = try solver.solve(model, options: SolveOptions())
        return expect(linear, .unbounded, .infeasibleOrUnbounded) + expect(mixed, .unbounded, .infeasibleOrUnbounded)
    }

    static let integerRounding: Check = { solver in
        var model = Model()
        let x = model.addInteger(atLeast: 0.2, atMost: 3.7)
        model.maximize(1 * x)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 3)
    }

    private static func knapsackModel() -> Model {
        let weights = [23.0, 31, 29, 44, 53, 38, 63, 85, 89, 82]
        let values = [92.0, 57, 49, 68, 60, 43, 67, 84, 87, 72]
        var model = Model()
        let x = weights.map { _ in model.addBinary() }
        var weight = LinearExpression()
        var value = LinearExpression()
        for k in x.indices {
            weight.add(weights[k], x[k])
            value.add(values[k], x[k])
        }
        model.add(weight <= 165)
        model.maximize(value)
        return model
    }

    static let knapsack: Check = { solver in
        let model = knapsackModel()
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 309)
    }

    static let assignment: Check = { solver in
        let costs = [[9.0, 2, 7, 8], [6, 4, 3, 7], [5, 8, 1, 8], [7, 6, 9, 4]]
        var model = Model()
        let x = costs.map { $0.map { _ in model.addVariable(in: 0...1) } }
        var cost = LinearExpression()
        for i in 0..<4 {
            model.add(.sum(x[i]) == 1)
            model.add(.sum(x.map { $0[i] }) == 1)
            for j in 0..<4 { cost.add(costs[i][j], x[i][j]) }
        }
        model.minimize(cost)
        return expectOptimal(try solver.solve(model, options: SolveOptions()), model, 13)
    }

    static let timeLimit: Check = { solver in
        let result = try solver.solve(knapsackModel(), options: SolveOptions(timeLimit: .zero))
        return expect(result, .noSolutionFound) + (result.termination.limit == .time ? [] : ["no time limit named"])
    }

    static let cancelled: Check = { solver in
        let flag = CancellationFlag()
        flag.cancel()
        let result = try solver.solve(knapsackModel(), options: SolveOptions(cancellation: flag))
        let limit = result.termination.limit
        return expect(result, .noSolutionFound) + (limit == .interrupted ? [] : ["limit \(String(describing: limit))"])
    }

    static let stoppedByHandler: Check = { solver in
        let result = try solver.solve(knapsackModel(), options: SolveOptions { _ in .stop })
        switch result.termination.reason {
        case .noSolutionFound, .feasible:
            return result.termination.limit == .interrupted ? [] : ["not called interrupted"]
        case .optimal: return result.relativeGap <= 1e-9 ? [] : ["optimal without proof"]
        default: return ["ended with \(result.termination)"]
        }
    }

    static let malformed: Check = { solver in
        var model = Model()
        let x = model.addVariable(atLeast: 2, atMost: 1)
        let y = model.addVariable()
        model.add(.nan * y <= 3)
        model.minimize(x + .infinity * y)
        do {
            _ = try solver.solve(model, options: SolveOptions())
            return ["accepted it"]
        } catch let error as SolverError {
            let lines = error.message.split(separator: "\n").count
            return error.code == .invalidModel && lines >= 3 ? [] : ["threw \(error)"]
        }
    }

    static let wrongStart: Check = { solver in
        do {
            _ = try solver.solve(knapsackModel(), options: SolveOptions(initialSolution: [1]))
            return ["accepted it"]
        } catch is SolverError {
            return []
        }
    }

    static let badOptions: Check = { solver in
        [
            SolveOptions(relativeGap: -1), SolveOptions(absoluteGap: .nan),
            SolveOptions(tolerances: Tolerances(feasibility: 0)),
            SolveOptions(tolerances: Tolerances(integrality: .nan)),
        ].compactMap { options in
            do {
                _ = try solver.solve(knapsackModel(), options: options)
                return "accepted \(options)"
            } catch {
                return (error as? SolverError)?.code == .unsupportedOption ? nil : "threw \(error)"
            }
        }
    }

    static let name: Check = { solver in solver.name.isEmpty ? ["is empty"] : [] }
}
