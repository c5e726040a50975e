#if GLPK
    import CGLPKSupport
    import GLPKSolver
    import LinearOptimization
    import Testing

    @Suite struct BoundTypeTests {
        static let numbers: [Double] = [-.infinity, -1e20, -2, -1, -0.0, 0, 1e-300, 1, 2, 1e20, .infinity]

        /// Every legal pair of bounds gets the one GLPK type that fits.
        @Test func exhaustive() {
            for lower in Self.numbers where lower < .infinity {
                for upper in Self.numbers where upper > -.infinity && lower <= upper {
                    let expected: Int32 =
                        if lower == upper { 5 } else if lower.isInfinite && upper.isInfinite {
                            1
                        } else if upper.isInfinite {
                            2
                        } else if lower.isInfinite { 3 } else { 4 }
                    #expect(mrd_bound_type(lower, upper) == expected, "[\(lower), \(upper)]")
                }
            }
        }

        /// And every legal pair is solvable as column and as row, with the optimum at the bound asked for.
        @Test func everyPairSolves() throws {
            let bounds: [Double] = [-.infinity, -2, 0, 3, .infinity]
            for lower in bounds where lower < .infinity {
                for upper in bounds where upper > -.infinity && lower <= upper {
                    for sense in [ObjectiveSense.minimize, .maximize] {
                        let best = sense == .minimize ? lower : upper
                        try withGLPKSession { session in
                            try session.setObjective(sense: sense)
                            try session.addColumns(lower: [lower], upper: [upper], cost: [1])
                            let outcome = try session.solveLP()
                            #expect(outcome == (best.isFinite ? .optimal : .unbounded))
                            if best.isFinite { #expect(session.objectiveValue == best) }
                        }
                        try withGLPKSession { session in
                            try session.setObjective(sense: sense)
                            try session.addColumns(lower: [-.infinity], upper: [.infinity], cost: [1])
                            try session.addRow(lower: lower, upper: upper, columns: [0], coefficients: [2])
                            let outcome = try session.solveLP()
                            #expect(outcome == (best.isFinite ? .optimal : .unbounded))
                            if best.isFinite { #expect(session.objectiveValue == best / 2) }
                        }
                    }
                }
            }
        }

        @Test(arguments: [
            (Double.nan, 1.0), (0, .nan), (.infinity, .infinity), (-.infinity, -.infinity), (2, 1), (1e101, .infinity),
            (-.infinity, -1e101), (.nan, .nan), (.infinity, -.infinity),
        ])
        func illegalPairsAreRefused(lower: Double, upper: Double) throws {
            try withGLPKSession { session in
                try session.addColumns(lower: [0], upper: [1], cost: [1])
                try session.addRow(lower: 0, upper: 1, columns: [0], coefficients: [1])
                #expect(throws: SolverError.self) { try session.setColumnBounds(0, lower: lower, upper: upper) }
                #expect(throws: SolverError.self) { try session.setRowBounds(0, lower: lower, upper: upper) }
                #expect(throws: SolverError.self) { try session.addColumns(lower: [lower], upper: [upper], cost: [0]) }
                #expect(throws: SolverError.self) {
                    try session.addRow(lower: lower, upper: upper, columns: [0], coefficients: [1])
                }
                #expect(session.columnCount == 1)
                #expect(session.rowCount == 1)
            }
        }

        /// Integer bounds are rounded inwards for the search and are back afterwards.
        @Test func fractionalIntegerBounds() throws {
            try withGLPKSession { session in
                try session.setObjective(sense: .maximize)
                try session.addColumns(lower: [0.2], upper: [3.7], cost: [1])
                try session.setInteger(0, true)
                #expect(try session.solveMIP().values == [3])
                try session.setObjective(sense: .minimize)
                #expect(try session.solveMIP().values == [1])
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 0.2)
                try session.setColumnBounds(0, lower: 0.2, upper: 0.8)
                let result = try session.solveMIP()
                #expect(result.termination.reason == .infeasible)
                #expect(result.termination.detail.contains("integer variable 0"))
                #expect(result.bound == .infinity)
                try session.setColumnBounds(0, lower: 1, upper: 1)
                #expect(try session.solveMIP().values == [1])
                try session.setColumnBounds(0, lower: 0.999_999_999_99, upper: 1.000_000_000_01)
                #expect(try session.solveMIP().values == [1])
                try session.setColumnBounds(0, lower: -.infinity, upper: -0.5)
                #expect(try session.solveMIP().termination.reason == .infeasibleOrUnbounded)
                try session.setObjective(sense: .maximize)
                #expect(try session.solveMIP().values == [-1])
            }
        }

        /// A binary variable fixed by its bounds stays fixed.
        @Test func fixedBinaryStaysFixed() throws {
            var model = Model()
            let x = model.addBinary()
            let y = model.addBinary()
            model.add(1 * x == 1)
            model.add(x + y >= 1)
            model.minimize(x + y)
            #expect(try GLPKSolver().solve(model, options: SolveOptions()).solution?.values == [1, 0])
            try withGLPKSession { session in
                try session.addColumns(lower: [1], upper: [1], cost: [1])
                try session.setInteger(0, true)
                #expect(try session.solveMIP().values == [1])
            }
        }
    }
#endif
