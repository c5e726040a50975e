#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct StatusTests {
        static let solvers: [GLPKSolver] = [
            GLPKSolver(), GLPKSolver(presolve: true), GLPKSolver(method: .primal), GLPKSolver(cuts: .all),
            GLPKSolver(heuristics: [.rounding, .feasibilityPump, .proximitySearch]),
        ]

        @Test(arguments: solvers.indices)
        func conformance(number: Int) {
            #expect(conformanceComplaints(about: Self.solvers[number]) == [])
        }

        /// GLPK's own codes, row by row.
        @Test func simplexCodes() {
            func verdict(_ code: Int, _ primal: Int, _ dual: Int) -> SimplexVerdict {
                SimplexVerdict(code: code, primal: primal, dual: dual, objective: 1)
            }
            #expect(verdict(0, 2, 2) == .decided(.optimal))
            #expect(SimplexVerdict(code: 0, primal: 2, dual: 2, objective: .nan) == .broken(0))
            #expect(verdict(0, 4, 2) == .decided(.infeasible))
            #expect(verdict(0, 4, 3) == .decided(.infeasible))
            #expect(verdict(0, 2, 4) == .decided(.unbounded))
            #expect(verdict(0, 3, 4) == .undecided)
            #expect(verdict(0, 1, 4) == .undecided)
            #expect(verdict(10, 1, 1) == .decided(.infeasible))
            #expect(verdict(11, 1, 1) == .undecided)
            #expect(verdict(6, 3, 2) == .decided(.objectiveLimit))
            #expect(verdict(7, 3, 2) == .decided(.objectiveLimit))
            #expect(verdict(8, 3, 2) == .decided(.iterationLimit))
            #expect(verdict(9, 3, 2) == .decided(.timeLimit))
            // None of the failures is ever an answer.
            for code in [1, 2, 3, 4, 5, 12, 13, 15, 16, 17, 18, 19] { #expect(verdict(code, 3, 3) == .broken(code)) }
            #expect(verdict(0, 1, 1) == .broken(0))
            #expect(verdict(0, 3, 2) == .broken(0))
        }

        @Test(arguments: [false, true])
        func infeasible(presolve: Bool) throws {
            for isInteger in [false, true] {
                var model = Model()
                let x = model.addVariable(in: 0...10, kind: isInteger ? .integer : .continuous)
                let y = model.addVariable(in: 0...10)
                model.add(x + y >= 30)
                model.maximize(x + y)
                let result = try GLPKSolver(presolve: presolve).solve(model, options: SolveOptions())
                #expect(result.termination.reason == .infeasible)
                #expect(result.termination.limit == nil)
                #expect(result.solution == nil)
                #expect(result.dualSolution == nil)
                #expect(result.objectiveBound == -.infinity)
                #expect(result.relativeGap == .infinity)
            }
        }

        @Test(arguments: [false, true])
        func unbounded(presolve: Bool) throws {
            var model = Model()
            let x = model.addVariable()
            let y = model.addVariable()
            model.add(x - y <= 3)
            model.maximize(1 * x)
            let linear = try GLPKSolver(presolve: presolve).solve(model, options: SolveOptions())
            #expect(linear.termination.reason == .unbounded)
            #expect(linear.objectiveBound == .infinity)
            _ = model.addBinary()
            let mixed = try GLPKSolver(presolve: presolve).solve(model, options: SolveOptions())
            #expect(mixed.termination.reason == .infeasibleOrUnbounded)
            #expect(mixed.objectiveBound == .infinity)
            #expect(mixed.solution == nil)
            // With no point at all it is infeasible, though dual infeasible too.
            let z = model.addVariable(atLeast: -.infinity)
            model.add(1 * z >= 2)
            model.add(1 * z <= 1)
            let neither = try GLPKSolver(presolve: presolve).solve(model.relaxed(), options: SolveOptions())
            #expect(neither.termination.reason == .infeasible)
        }

        @Test(arguments: [false, true])
        func timeLimitOfNothing(presolve: Bool) throws {
            for limit in [Duration.zero, .seconds(-5), .nanoseconds(1)] {
                for isInteger in [false, true] {
                    let model = TestPrograms.location(sites: 5, clients: 8, open: 2, seed: 1, isInteger: isInteger)
                    let result = try GLPKSolver(presolve: presolve).solve(
                        model, options: SolveOptions(timeLimit: limit))
                    #expect(result.termination.reason == .noSolutionFound)
                    #expect(result.termination.limit == .time)
                    #expect(result.solution == nil)
                    #expect(result.objectiveBound < .infinity)
                }
            }
        }

        @Test(arguments: [false, true])
        func emptyModel(presolve: Bool) throws {
            var model = Model()
            let solver = GLPKSolver(presolve: presolve)
            #expect(try solver.solve(model, options: SolveOptions()).objective == 0)
            model.add(LinearExpression(1), in: 0...2)
            #expect(try solver.solve(model, options: SolveOptions()).termination.isOptimal)
            model.add(LinearExpression(5), in: 0...2)
            #expect(try solver.solve(model, options: SolveOptions()).termination.reason == .infeasible)
            var onlyVariables = Model()
            let x = onlyVariables.addInteger(in: 1...4)
            onlyVariables.maximize(x + 1)
            #expect(try solver.solve(onlyVariables, options: SolveOptions()).objective == 5)
        }

        /// A gap that is asked for ends the search early, with the true bound kept.
        @Test(arguments: [false, true])
        func gapReached(presolve: Bool) throws {
            let model = TestPrograms.marketSplit(rows: 3, columns: 24, seed: 4)
            let wide = try GLPKSolver(presolve: presolve).solve(model, options: SolveOptions(absoluteGap: 60))
            #expect(wide.termination.reason == .optimal)
            #expect(wide.absoluteGap <= 60)
            #expect(wide.objectiveBound <= wide.objective ?? -1)
            #expect(model.isFeasible(wide.solution?.values ?? []))
            let relative = try GLPKSolver(presolve: presolve).solve(model, options: SolveOptions(relativeGap: 1))
            #expect(relative.termination.reason == .optimal)
            #expect(relative.relativeGap <= 1)
        }

        /// A fixed integer violating a big-M row by rounding is never called optimal.
        @Test(arguments: [1e3, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e12])
        func bigM(factor: Double) throws {
            var model = Model()
            let open = model.addBinary()
            let flow = model.addVariable(in: 0...5)
            model.add(flow - factor * open <= 0)
            model.maximize(2 * flow - 3 * open)
            let result = try GLPKSolver().solve(model, options: SolveOptions())
            if result.termination.isOptimal {
                #expect(approximatelyEqual(result.objective ?? .nan, 7))
                #expect(approximatelyEqual(result.objectiveBound, 7))
            } else {
                #expect(result.termination.reason == .numericalError)
                #expect(result.objectiveBound >= 7 - 1e-6)
            }
            if factor <= 1e9 { #expect(result.termination.isOptimal) }
            if let values = result.solution?.values {
                #expect(model.isFeasible(values))
                #expect(values[0] == 0 || values[0] == 1)
            }
        }

        @Test func malformedModelsNameEveryProblem() throws {
            var model = Model()
            let x = model.addVariable("x", atLeast: .nan)
            let y = model.addVariable("y", atLeast: 3, atMost: 2)
            model.add(x + 1e300 * y <= .nan, "row")
            model.minimize(x + .nan * y)
            #expect {
                try GLPKSolver().solve(model, options: SolveOptions())
            } throws: { error in
                guard let error = error as? SolverError else { return false }
                return error.code == .invalidModel
                    && error.message.split(separator: "\n").count == model.problems().count
                    && model.problems().count >= 4 && error.message.contains("\"y\"")
            }
        }

        @Test func versionMismatchIsRefused() throws {
            try GLPKVersion.check(running: "5.0", header: (5, 0))
            try GLPKVersion.check(running: "5.1", header: (5, 0))
            for running in ["4.65", "6.0", "5.0", "", "nonsense"] {
                #expect { try GLPKVersion.check(running: running, header: (5, 1)) } throws: {
                    ($0 as? SolverError)?.code == .unavailable
                }
            }
        }

        @Test func statisticsAndStages() throws {
            let model = TestPrograms.location(sites: 8, clients: 12, open: 2, seed: 2, isInteger: true)
            let result = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(result.statistics.stages.map(\.name) == ["load", "relaxation", "branch and cut"])
            #expect(result.statistics.simplexIterations > 0)
            #expect(result.statistics.nodeCount >= 1)
            #expect(result.dualSolution == nil)
        }
    }
#endif
