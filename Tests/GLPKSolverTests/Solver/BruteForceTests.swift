#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct BruteForceTests {
        static let solvers: [GLPKSolver] = [
            GLPKSolver(), GLPKSolver(presolve: true),
            GLPKSolver(cuts: .all, heuristics: [.rounding, .feasibilityPump]),
            GLPKSolver(heuristics: [], branching: .pseudoCost, backtracking: .depthFirst, preprocessing: .none),
        ]

        /// 600 models, each by all four settings, against enumeration; with progress watched in one of them.
        @Test(arguments: 0..<6)
        func randomModels(block: Int) throws {
            var counts = (optimal: 0, infeasible: 0, unbounded: 0)
            for case let seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
                var generator = SeededGenerator(seed: seed)
                let model = RandomModels.make(using: &generator)
                let expected = RandomModels.answer(model)
                switch expected {
                case .optimal: counts.optimal += 1
                case .infeasible: counts.infeasible += 1
                case .unbounded: counts.unbounded += 1
                }
                for (number, solver) in Self.solvers.enumerated() {
                    let result = try solver.solve(model, options: SolveOptions())
                    check(result, expected, model, "seed \(seed), solver \(number)")
                }
            }
            #expect(counts.optimal > 20)
            #expect(counts.infeasible > 5)
        }

        private func check(_ result: SolveResult, _ expected: RandomModels.Answer, _ model: Model, _ label: String) {
            let sign: Double = model.sense == .minimize ? 1 : -1
            switch expected {
            case .optimal(let objective):
                #expect(result.termination.reason == .optimal, "\(label): \(result.termination)")
                #expect(approximatelyEqual(result.objective ?? .nan, objective, within: 1e-6), "\(label)")
                #expect(approximatelyEqual(result.objectiveBound, objective, within: 1e-6), "\(label)")
                #expect(result.relativeGap <= 1e-6 || result.absoluteGap <= 1e-6, "\(label)")
                #expect(model.isFeasible(result.solution?.values ?? []), "\(label)")
            case .infeasible:
                // GLPK may see an unbounded relaxation first.
                #expect(
                    [.infeasible, .infeasibleOrUnbounded].contains(result.termination.reason),
                    "\(label): \(result.termination)")
                #expect(result.solution == nil, "\(label)")
                if result.termination.reason == .infeasible {
                    #expect(result.objectiveBound == sign * .infinity, "\(label)")
                }
            case .unbounded:
                #expect(
                    [.unbounded, .infeasibleOrUnbounded].contains(result.termination.reason),
                    "\(label): \(result.termination)")
                #expect(result.objectiveBound == -sign * .infinity, "\(label)")
            }
        }

        /// The enumerator itself against hand-made answers: a test's oracle needs one too.
        @Test func enumerationIsRight() {
            var model = Model()
            let x = model.addInteger(in: 0...3)
            let y = model.addVariable(in: 0...10)
            model.add(2 * x + y <= 5)
            model.maximize(3 * x + y)
            #expect(RandomModels.answer(model) == .optimal(7))
            model.add(1 * x >= 4)
            #expect(RandomModels.answer(model) == .infeasible)
            var open = Model()
            let z = open.addVariable()
            open.maximize(1 * z)
            #expect(RandomModels.answer(open) == .unbounded)
        }

        /// Linear programs in the plane against the enumeration of all corner points.
        @Test(arguments: 0..<300)
        func randomLinearPrograms(seed: Int) throws {
            var generator = SeededGenerator(seed: UInt64(seed) &+ 50_000)
            var model = Model()
            let x = model.addVariable(in: -4...5)
            let y = model.addVariable(in: -3...6)
            var lines: [(Double, Double, Double)] = [(1, 0, -4), (1, 0, 5), (0, 1, -3), (0, 1, 6)]
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                let a = Double(Int.random(in: -4...4, using: &generator))
                let b = Double(Int.random(in: -4...4, using: &generator))
                let side = Double(Int.random(in: -6...9, using: &generator))
                if Bool.random(using: &generator) {
                    model.add(a * x + b * y <= side)
                } else {
                    model.add(a * x + b * y >= side)
                }
                lines.append((a, b, side))
            }
            let cost = (
                Double(Int.random(in: -5...5, using: &generator)), Double(Int.random(in: -5...5, using: &generator))
            )
            let isMinimum = Bool.random(using: &generator)
            if isMinimum {
                model.minimize(cost.0 * x + cost.1 * y + 2)
            } else {
                model.maximize(cost.0 * x + cost.1 * y + 2)
            }

            var best: Double?
            for i in lines.indices {
                for j in lines.indices.dropFirst(i + 1) {
                    let determinant = lines[i].0 * lines[j].1 - lines[i].1 * lines[j].0
                    guard determinant != 0 else { continue }
                    let point = [
                        (lines[i].2 * lines[j].1 - lines[i].1 * lines[j].2) / determinant,
                        (lines[i].0 * lines[j].2 - lines[i].2 * lines[j].0) / determinant,
                    ]
                    guard model.isFeasible(point, tolerances: Tolerances(feasibility: 1e-9)) else { continue }
                    let value = model.objectiveValue(of: point)
                    if best == nil || (isMinimum ? value < best ?? 0 : value > best ?? 0) { best = value }
                }
            }
            for solver in [GLPKSolver(), GLPKSolver(presolve: true), GLPKSolver(method: .primal)] {
                let result = try solver.solve(model, options: SolveOptions())
                if let best {
                    #expect(result.termination.isOptimal)
                    #expect(approximatelyEqual(result.objective ?? .nan, best))
                    #expect(result.objectiveBound == result.objective)
                } else {
                    #expect(result.termination.reason == .infeasible)
                }
            }
        }
    }
#endif
