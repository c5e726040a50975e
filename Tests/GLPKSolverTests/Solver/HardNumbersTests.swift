#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    /// Models whose numbers are hard on floating point: a wrong claim is worse than none.
    @Suite struct HardNumbersTests {
        /// Rows multiplied by powers of ten mean the same; answers may be given up, but never be false.
        @Test(arguments: 0..<4)
        func scaledRows(block: Int) throws {
            var givenUp = 0
            for seed in (block * 100)..<(block * 100 + 100) {
                var generator = SeededGenerator(seed: UInt64(seed))
                let model = RandomModels.make(using: &generator)
                let expected = RandomModels.answer(model)
                var scaled = Model()
                let x = (0..<model.variableCount).map { column in
                    scaled.addVariable(
                        atLeast: model.lowerBounds[column], atMost: model.upperBounds[column], kind: model.kinds[column]
                    )
                }
                for row in 0..<model.constraintCount {
                    var factor = 1.0
                    for _ in 0..<Int.random(in: 0...4, using: &generator) { factor *= 10 }
                    if Bool.random(using: &generator) { factor = 1 / factor }
                    var expression = LinearExpression()
                    for term in model.termRange(ofRow: row) {
                        expression.add(factor * model.termCoefficients[term], x[Int(model.termIndices[term])])
                    }
                    scaled.add(
                        expression, atLeast: factor * model.rowLowerBounds[row],
                        atMost: factor * model.rowUpperBounds[row])
                }
                var cost = LinearExpression(model.objectiveConstant)
                for column in x.indices { cost.add(model.costs[column], x[column]) }
                scaled.setObjective(cost, model.sense)
                let result = try GLPKSolver().solve(scaled, options: SolveOptions())
                switch (expected, result.termination.reason) {
                case (.optimal(let objective), .optimal):
                    #expect(approximatelyEqual(result.objective ?? .nan, objective, within: 1e-4), "seed \(seed)")
                case (.infeasible, .infeasible), (.unbounded, .infeasibleOrUnbounded), (.unbounded, .unbounded),
                    (.infeasible, .infeasibleOrUnbounded):
                    break
                case (_, .numericalError): givenUp += 1
                default: Issue.record("seed \(seed): expected \(expected), got \(result.termination)")
                }
            }
            #expect(givenUp <= 5)
        }

        /// Extreme but legal numbers: whatever comes out comes out in time, and a solution holds.
        @Test(arguments: 0..<40)
        func extremes(seed: Int) throws {
            var generator = SeededGenerator(seed: UInt64(seed) + 31)
            let sizes = [1e-19, 1e-12, 1e-6, 1, 1e6, 1e12, 9e19]
            func number() -> Double {
                (Bool.random(using: &generator) ? 1 : -1) * (sizes.randomElement(using: &generator) ?? 1)
                    * Double.random(in: 0.5...1, using: &generator)
            }
            var model = Model()
            let x = (0..<6).map { index in
                model.addVariable(
                    atLeast: index.isMultiple(of: 2) ? 0 : -abs(number()), atMost: abs(number()),
                    kind: index < 3 ? .integer : .continuous)
            }
            for _ in 0..<5 {
                var row = LinearExpression()
                for variable in x where Bool.random(using: &generator) { row.add(number(), variable) }
                if Bool.random(using: &generator) { model.add(row <= number()) } else { model.add(row >= number()) }
            }
            var cost = LinearExpression()
            for variable in x { cost.add(number(), variable) }
            model.maximize(cost)
            for solver in [GLPKSolver(), GLPKSolver(presolve: true, cuts: .all)] {
                for model in [model, model.relaxed()] {
                    do {
                        let result = try solver.solve(model, options: SolveOptions(timeLimit: .milliseconds(50)))
                        if let solution = result.solution {
                            #expect(model.isFeasible(solution.values))
                            #expect(solution.objective == model.objectiveValue(of: solution.values))
                        }
                        #expect(!result.objectiveBound.isNaN)
                    } catch {
                        #expect(error.code == .internalFailure, "\(error)")
                    }
                }
            }
        }

        /// p-median models against all subsets of sites, by every branching and backtracking rule.
        @Test(arguments: GLPKSolver.Branching.allCases, GLPKSolver.Backtracking.allCases)
        func locationAgainstSubsets(branching: GLPKSolver.Branching, backtracking: GLPKSolver.Backtracking) throws {
            let (sites, clients, open) = (10, 16, 3)
            let model = TestPrograms.location(sites: sites, clients: clients, open: open, seed: 17, isInteger: true)
            var best = Double.infinity
            for subset in 0..<(1 << sites) where subset.nonzeroBitCount == open {
                var total = 0.0
                for client in 0..<clients {
                    let costs = (0..<sites).filter { subset >> $0 & 1 == 1 }.map {
                        model.costs[sites + client * sites + $0]
                    }
                    total += costs.min() ?? .infinity
                }
                best = min(best, total)
            }
            let solver = GLPKSolver(branching: branching, backtracking: backtracking)
            let result = try solver.solve(model, options: SolveOptions())
            #expect(result.termination.isOptimal)
            #expect(result.objective == best)
            #expect(result.objectiveBound == best)
        }
    }
#endif
