#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct SmokeTests {
        @Test func linearProgram() throws {
            var model = Model()
            let x = model.addVariable("x")
            let y = model.addVariable("y")
            model.add(x + y <= 4)
            model.maximize(3 * x + y)
            let result = try GLPKSolver(sensitivity: true).solve(model, options: SolveOptions())
            #expect(result.termination.isOptimal)
            #expect(result.objective == 12)
        }

        @Test func mixedInteger() throws {
            var model = Model()
            let x = model.addInteger(in: 0...10)
            let y = model.addInteger(in: 0...10)
            model.add(2 * x + 2 * y <= 9)
            model.maximize(x + 2 * y)
            let result = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(result.objective == 8)
        }

        @Test func sessionIncremental() throws {
            try withGLPKSession { s in
                try s.setObjective(sense: .minimize)
                try s.addColumns(lower: [0, 0], upper: [10, 10], cost: [-1, -2])
                try s.addRow(lower: -.infinity, upper: 9, columns: [0, 1], coefficients: [2, 2])
                #expect(try s.solveLP() == .optimal)
                #expect(s.objectiveValue == -9)
                try s.addRow(lower: -.infinity, upper: 2, columns: [1], coefficients: [1])
                #expect(try s.solveLP() == .optimal)
                #expect(s.objectiveValue == -6.5)
                #expect(try s.provenBound() == -6.5)
                try s.setInteger(0, true)
                try s.setInteger(1, true)
                let r = try s.solveMIP()
                #expect(r.objective == -6)
                #expect(try s.solveLP() == .optimal)
                #expect(s.objectiveValue == -6.5)
            }
        }
    }
#endif
