#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct DualTests {
        /// Signs follow the stated objective, whichever its direction.
        @Test func signs() throws {
            var model = Model()
            let x = model.addVariable()
            let y = model.addVariable()
            model.add(x + y <= 4)
            model.maximize(3 * x + y)
            let highest = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(highest.dualSolution?.dualValues == [3])
            #expect(highest.dualSolution?.reducedCosts == [0, -2])
            model.minimize(-3 * x - y)
            let lowest = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(lowest.dualSolution?.dualValues == [-3])
            #expect(lowest.dualSolution?.reducedCosts == [0, 2])
            #expect(lowest.objective == -12)
            #expect(lowest.dualSolution?.ranges == nil)
        }

        /// A random LP with a unique, nondegenerate optimum almost surely: all its data are random reals.
        static func random(_ seed: Int, rightHandSides: [Double]? = nil, costs: [Double]? = nil) -> Model {
            var generator = SeededGenerator(seed: UInt64(seed))
            var model = Model()
            let x = (0..<6).map { _ in model.addVariable(in: 0...Double.random(in: 2...4, using: &generator)) }
            for row in 0..<4 {
                var expression = LinearExpression()
                for variable in x { expression.add(Double.random(in: 0.1...2, using: &generator), variable) }
                let side = Double.random(in: 3...9, using: &generator)
                model.add(expression <= (rightHandSides?[row] ?? side))
            }
            var objective = LinearExpression(1)
            for (index, variable) in x.enumerated() {
                let cost = Double.random(in: -1...3, using: &generator)
                objective.add(costs?[index] ?? cost, variable)
            }
            if seed.isMultiple(of: 2) { model.maximize(objective) } else { model.minimize(-objective) }
            return model
        }

        static func solve(_ model: Model) throws -> SolveResult {
            try GLPKSolver(sensitivity: true).solve(model, options: SolveOptions())
        }

        /// Dual values predict the objective exactly inside the range, and overestimate the gain beyond it.
        @Test(arguments: 0..<20)
        func rightHandSideRanges(seed: Int) throws {
            let model = Self.random(seed)
            let base = try Self.solve(model)
            let objective = try #require(base.objective)
            let duals = try #require(base.dualSolution)
            let ranges = try #require(duals.ranges)
            for row in 0..<model.constraintCount {
                guard let range = ranges.rightHandSideRanges[row] else {
                    #expect(duals.dualValues[row] == 0)
                    continue
                }
                let side = model.rowUpperBounds[row]
                #expect(range.contains(side))
                var points = [side + 0.3 * (max(range.lowerBound, side - 5) - side)]
                points.append(side + 0.9 * (min(range.upperBound, side + 5) - side))
                for moved in points {
                    var sides = model.rowUpperBounds
                    sides[row] = moved
                    let result = try Self.solve(Self.random(seed, rightHandSides: sides))
                    #expect(
                        approximatelyEqual(
                            result.objective ?? .nan, objective + duals.dualValues[row] * (moved - side)),
                        "seed \(seed), row \(row), side \(side) to \(moved)")
                    #expect(
                        approximatelyEqual(result.dualSolution?.dualValues[row] ?? .nan, duals.dualValues[row]),
                        "seed \(seed)")
                }
                if range.upperBound < 1e6 {
                    var sides = model.rowUpperBounds
                    sides[row] = range.upperBound + 1
                    let beyond = try Self.solve(Self.random(seed, rightHandSides: sides))
                    let predicted = objective + duals.dualValues[row] * (sides[row] - side)
                    #expect(
                        abs((beyond.objective ?? .nan) - objective) < abs(predicted - objective) - 1e-9, "seed \(seed)")
                }
            }
        }

        /// Inside its cost range the optimal point stays; just outside it does not.
        @Test(arguments: 0..<20)
        func costRanges(seed: Int) throws {
            let model = Self.random(seed)
            let sign: Double = seed.isMultiple(of: 2) ? 1 : -1
            let stated = model.costs.map { sign * $0 }
            let base = try Self.solve(model)
            let values = try #require(base.solution?.values)
            let ranges = try #require(base.dualSolution?.ranges)
            for column in 0..<model.variableCount {
                let range = ranges.costRanges[column]
                let cost = model.costs[column]
                #expect(range.contains(cost))
                for end in [range.lowerBound, range.upperBound] {
                    let inside = cost + 0.9 * (min(max(end, cost - 4), cost + 4) - cost)
                    var costs = stated
                    costs[column] = sign * inside
                    let same = Self.random(seed, costs: costs)
                    let result = try Self.solve(same)
                    #expect(
                        approximatelyEqual(result.objective ?? .nan, same.objectiveValue(of: values)), "seed \(seed)")
                    guard end.isFinite else { continue }
                    costs[column] = sign * (end + (end >= cost ? 0.2 : -0.2))
                    let other = Self.random(seed, costs: costs)
                    let moved = try Self.solve(other)
                    #expect(abs((moved.objective ?? .nan) - other.objectiveValue(of: values)) > 1e-9, "seed \(seed)")
                }
            }
        }

        /// Ranges of the bounds that hold variables predict like dual values do, by the reduced cost.
        @Test(arguments: 0..<10)
        func boundRanges(seed: Int) throws {
            let model = Self.random(seed)
            let base = try Self.solve(model)
            let duals = try #require(base.dualSolution)
            let ranges = try #require(duals.ranges)
            let values = try #require(base.solution?.values)
            for column in 0..<model.variableCount {
                guard let range = ranges.boundRanges[column] else {
                    #expect(approximatelyEqual(duals.reducedCosts[column], 0))
                    continue
                }
                let isUpper = values[column] == model.upperBounds[column]
                let bound = isUpper ? model.upperBounds[column] : model.lowerBounds[column]
                #expect(values[column] == bound)
                var moved = model
                let target = bound + 0.5 * (min(range.upperBound, bound + 1) - bound)
                moved.setBounds(
                    of: Variable(index: column, modelTag: model.tag),
                    atLeast: isUpper ? model.lowerBounds[column] : target,
                    atMost: isUpper ? target : model.upperBounds[column])
                let result = try Self.solve(moved)
                let predicted = (base.objective ?? .nan) + duals.reducedCosts[column] * (target - bound)
                #expect(approximatelyEqual(result.objective ?? .nan, predicted), "seed \(seed), column \(column)")
            }
        }

        @Test func rangesNeedAnOptimum() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                #expect(throws: SolverError.self) { try session.sensitivity() }
                try session.setRowBounds(0, lower: 50, upper: 60)
                #expect(try session.solveLP() == .infeasible)
                #expect(throws: SolverError.self) { try session.sensitivity() }
                try session.setRowBounds(0, lower: -.infinity, upper: 9)
                #expect(try session.solveLP() == .optimal)
                #expect(try session.sensitivity().rightHandSideRanges == [0...20])
            }
        }

        /// Weak duality: any multipliers whatever give a bound no better than the optimum, the right ones give it exactly.
        @Test(arguments: 0..<30)
        func anyMultipliersBound(seed: Int) throws {
            let model = Self.random(seed)
            let sign: Double = model.sense == .minimize ? 1 : -1
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                #expect(try session.solveLP() == .optimal)
                let optimum = session.objectiveValue
                #expect(approximatelyEqual(try session.provenBound(), optimum, within: 1e-9))
                var generator = SeededGenerator(seed: UInt64(seed) + 77)
                for _ in 0..<20 {
                    let duals = (0..<session.rowCount).map { _ in Double.random(in: -3...3, using: &generator) }
                    let bound = try session.provenBound(duals: duals)
                    #expect(sign * bound <= sign * optimum + 1e-9)
                }
                #expect(throws: SolverError.self) { try session.provenBound(duals: [1]) }
                // NaN and infinite multipliers prove nothing, and do no harm.
                let odd = try session.provenBound(duals: [.nan, .infinity, -.infinity, 0])
                #expect(sign * odd <= sign * optimum + 1e-9)
            }
        }

        /// On an absent bound nothing is proven, unless a row stands in for it.
        @Test func absentBounds() throws {
            try withGLPKSession { session in
                try session.addColumns(lower: [0], upper: [.infinity], cost: [-1])
                try session.addRow(lower: -.infinity, upper: 5, columns: [0], coefficients: [1])
                #expect(approximatelyEqual(try session.provenBound(duals: [0]), -5))
                #expect(try session.provenBound(duals: [-1]) == -5)
                #expect(try session.provenBound(duals: [-2]) == -10)
                try session.setRowBounds(0, lower: 1, upper: .infinity)
                #expect(try session.provenBound(duals: [0]) == -.infinity)
                #expect(try session.provenBound(duals: [1]) == -.infinity)
            }
        }

        /// Implied bounds against enumeration: whatever the multipliers, no corner of the feasible set beats the bound.
        @Test(arguments: 0..<200)
        func impliedBoundsAreValid(seed: Int) throws {
            var generator = SeededGenerator(seed: UInt64(seed) + 640)
            func whole(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &generator)) }
            try withGLPKSession { session in
                let sense: ObjectiveSense = Bool.random(using: &generator) ? .minimize : .maximize
                let sign: Double = sense == .minimize ? 1 : -1
                try session.setObjective(sense: sense)
                let lower = [whole(-3...0), -.infinity, whole(-3...0)]
                let upper = [Double.infinity, whole(0...3), whole(0...3)]
                let costs = (0..<3).map { _ in whole(-4...4) }
                try session.addColumns(lower: lower, upper: upper, cost: costs)
                var rows: [(lower: Double, upper: Double, coefficients: [Double])] = []
                for _ in 0..<3 {
                    let row = (
                        lower: whole(-9...0), upper: whole(0...9), coefficients: (0..<3).map { _ in whole(-3...3) }
                    )
                    rows.append(row)
                    try session.addRow(
                        lower: row.lower, upper: row.upper, columns: [0, 1, 2], coefficients: row.coefficients)
                }
                var points: [[Double]] = []
                for _ in 0..<4000 where points.count < 60 {
                    let point = (0..<3).map { _ in Double.random(in: -12...12, using: &generator) }
                    let isInside = (0..<3).allSatisfy { point[$0] >= lower[$0] && point[$0] <= upper[$0] }
                    let keepsRows = rows.allSatisfy { row in
                        let activity = zip(row.coefficients, point).reduce(0) { $0 + $1.0 * $1.1 }
                        return activity >= row.lower && activity <= row.upper
                    }
                    if isInside, keepsRows { points.append(point) }
                }
                for _ in 0..<10 {
                    let bound = try session.provenBound(
                        duals: (0..<3).map { _ in Double.random(in: -2...2, using: &generator) })
                    for point in points {
                        let objective = zip(costs, point).reduce(0) { $0 + $1.0 * $1.1 }
                        #expect(sign * bound <= sign * objective + 1e-6, "seed \(seed)")
                    }
                }
            }
        }
    }
#endif
