#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct SessionEditingTests {
        /// max x + 2y, 2x + 2y ≤ 9, 0 ≤ x, y ≤ 10.
        static func small(_ session: GLPKSession) throws {
            try session.setObjective(sense: .maximize)
            try session.addColumns(lower: [0, 0], upper: [10, 10], cost: [1, 2])
            try session.addRow(lower: -.infinity, upper: 9, columns: [0, 1], coefficients: [2, 2])
        }

        @Test func everyEditCounts() throws {
            try withGLPKSession { session in
                try Self.small(session)
                func solved() throws -> Double {
                    #expect(try session.solveLP() == .optimal)
                    return session.objectiveValue
                }
                #expect(try solved() == 9)
                try session.setCost(1, 0.5)
                #expect(try solved() == 4.5)
                try session.setCosts(0..<2, [0, 4])
                #expect(try solved() == 18)
                try session.setColumnBounds(1, lower: 0, upper: 2)
                #expect(try solved() == 8)
                try session.setRowBounds(0, lower: -.infinity, upper: 2)
                #expect(try solved() == 4)
                try session.setRow(0, columns: [1], coefficients: [4])
                #expect(try solved() == 2)
                try session.setColumn(1, rows: [], coefficients: [])
                #expect(try solved() == 8)
                try session.setObjective(sense: .maximize, constant: 100)
                #expect(try solved() == 108)
                let added = try session.addColumns(lower: [0, 0], upper: [1, 1], cost: [1, 1])
                #expect(added == 2..<4)
                #expect(try solved() == 110)
                let rows = try session.addRows(
                    lower: [-.infinity, 1], upper: [1, 1], starts: [0, 2, 3], columns: [2, 3, 2],
                    coefficients: [1, 1, 1])
                #expect(rows == 1..<3)
                #expect(try solved() == 109)
                #expect(session.rowCount == 3)
                #expect(session.columnCount == 4)
            }
        }

        @Test func deletedRowsLeaveTheOthersInOrder() throws {
            try withGLPKSession { session in
                try session.setObjective(sense: .maximize)
                try session.addColumns(lower: [0], upper: [100], cost: [1])
                for limit in [5.0, 4, 3, 2, 1] {
                    try session.addRow(lower: -.infinity, upper: limit, columns: [0], coefficients: [1])
                }
                try session.deleteRows([4, 2])
                #expect(session.rowCount == 3)
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 2)
                try session.setRowBounds(2, lower: -.infinity, upper: 50)
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 4)
                var activities: [Double] = []
                try session.rowActivities(0..<3, into: &activities)
                #expect(activities == [4, 4, 4])
                #expect(session.isBasic(row: 0))
                #expect(!session.isBasic(row: 1))
                #expect(session.basicRows(0..<3) == [true, false, true])
            }
        }

        /// Bad arguments of every kind throw, change nothing, and leave the session usable.
        @Test func badArgumentsChangeNothing() throws {
            try withGLPKSession { session in
                try Self.small(session)
                func refused(_ body: () throws -> Void) {
                    #expect { try body() } throws: { ($0 as? SolverError)?.code == .invalidModel }
                }
                refused { try session.addColumns(lower: [0], upper: [1, 2], cost: [1]) }
                refused { try session.addColumns(lower: [0, 3], upper: [1, 2], cost: [1, 1]) }
                refused { try session.addColumns(lower: [0], upper: [1], cost: [.infinity]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [2], coefficients: [1]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [-1], coefficients: [1]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [0, 1, 0], coefficients: [1, 1, 1]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [0, 1], coefficients: [1]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [0], coefficients: [.nan]) }
                refused { try session.addRow(lower: 0, upper: 1, columns: [0], coefficients: [1e300]) }
                refused {
                    try session.addRows(
                        lower: [0, 0], upper: [1, 1], starts: [0, 1, 2], columns: [0, 7], coefficients: [1, 1])
                }
                refused {
                    try session.addRows(
                        lower: [0, 0], upper: [1, 1], starts: [0, 2, 1], columns: [0, 1], coefficients: [1, 1])
                }
                refused { try session.addRows(lower: [0], upper: [1], starts: [0], columns: [0], coefficients: [1]) }
                refused {
                    try session.addRows(lower: [0], upper: [1], starts: [0, 9], columns: [0], coefficients: [1])
                }
                refused {
                    try session.addRows(lower: [0], upper: [1], starts: [-1, 1], columns: [0], coefficients: [1])
                }
                refused { try session.setRow(1, columns: [], coefficients: []) }
                refused { try session.setColumn(0, rows: [0, 0], coefficients: [1, 1]) }
                refused { try session.setColumn(5, rows: [0], coefficients: [1]) }
                refused { try session.deleteRows([0, 0]) }
                refused { try session.deleteRows([1]) }
                refused { try session.setColumnBounds(2, lower: 0, upper: 1) }
                refused { try session.setColumnBounds(-1, lower: 0, upper: 1) }
                refused { try session.setRowBounds(1, lower: 0, upper: 1) }
                refused { try session.setCosts(1..<3, [1, 1]) }
                refused { try session.setInteger(2, true) }
                refused { try session.setObjective(sense: .minimize, constant: .nan) }
                var values: [Double] = []
                refused { try session.primalValues(0..<3, into: &values) }
                refused { try session.rowDuals(-1..<1, into: &values) }
                #expect(session.columnCount == 2)
                #expect(session.rowCount == 1)
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 9)
                #expect(!session.isBasic(row: 7))
            }
        }

        @Test func zerosInRowsAreDropped() throws {
            try withGLPKSession { session in
                try Self.small(session)
                try session.setRow(0, columns: [0, 1], coefficients: [0, 2])
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 19)
            }
        }

        @Test func emptyPrograms() throws {
            try withGLPKSession { session in
                #expect(try session.solveLP() == .optimal)
                #expect(try session.solveMIP().termination.isOptimal)
                try session.setObjective(sense: .maximize, constant: 7)
                #expect(try session.solveMIP().objective == 7)
                try session.addRow(lower: -1, upper: 1, columns: [], coefficients: [])
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 7)
                try session.setRowBounds(0, lower: 1, upper: 2)
                #expect(try session.solveLP() == .infeasible)
                #expect(try session.solveMIP().termination.reason == .infeasible)
                try session.deleteRows([0])
                try session.addColumns(lower: [1, -.infinity], upper: [2, .infinity], cost: [1, 0])
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 9)
                try session.setCost(1, 1)
                #expect(try session.solveLP() == .unbounded)
            }
        }

        /// A saved basis brings the optimum back without an iteration, also after rows and columns came.
        @Test func basisIsSavedAndRestored() throws {
            try withGLPKSession { session in
                var generator = SeededGenerator(seed: 7)
                let count = 40
                try session.setObjective(sense: .minimize)
                try session.addColumns(
                    lower: Array(repeating: 0, count: count), upper: Array(repeating: 10, count: count),
                    cost: (0..<count).map { _ in Double.random(in: 1...9, using: &generator) })
                for _ in 0..<25 {
                    let columns = (0..<Int32(count)).filter { _ in Bool.random(using: &generator) }
                    try session.addRow(
                        lower: 20, upper: .infinity, columns: columns,
                        coefficients: columns.map { _ in Double.random(in: 0.5...2, using: &generator) })
                }
                #expect(try session.solveLP() == .optimal)
                let optimum = session.objectiveValue
                let basis = session.basis()
                #expect(basis.rowCount == 25)
                #expect(basis.columnCount == count)
                try session.resetBasis()
                #expect(session.basis() != basis)
                try session.restore(basis)
                let before = session.iterationCount
                #expect(try session.solveLP() == .optimal)
                #expect(session.iterationCount == before)
                #expect(approximatelyEqual(session.objectiveValue, optimum))

                try session.addColumns(lower: [0], upper: [1], cost: [5])
                try session.addRow(lower: -.infinity, upper: 100, columns: [0], coefficients: [1])
                try session.restore(basis)
                #expect(try session.solveLP() == .optimal)
                #expect(approximatelyEqual(session.objectiveValue, optimum))

                let larger = session.basis()
                try session.deleteRows([25, 24])
                #expect(throws: SolverError.self) { try session.restore(larger) }
                // A basis that does not fit any more is mended by the solve.
                try session.restore(session.basis())
                #expect(try session.solveLP() == .optimal)
            }
        }

        /// The dual method picks up where it was after a row was added, in far fewer iterations than from scratch.
        @Test func goesOnFromTheLastBasis() throws {
            try withGLPKSession { session in
                try Self.small(session)
                #expect(try session.solveLP() == .optimal)
                let before = session.iterationCount
                try session.addRow(lower: -.infinity, upper: 2, columns: [1], coefficients: [1])
                #expect(try session.solveLP() == .optimal)
                #expect(session.iterationCount - before <= 2)
                #expect(session.objectiveValue == 6.5)
            }
        }

        @Test func bufferOverloadEqualsArrays() throws {
            try withGLPKSession { session in
                try Self.small(session)
                let columns: [Int32] = [1]
                let coefficients = [1.0]
                try columns.withUnsafeBufferPointer { columns in
                    try coefficients.withUnsafeBufferPointer { coefficients in
                        _ = try session.addRow(
                            lower: -.infinity, upper: 2, columns: columns, coefficients: coefficients)
                    }
                }
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 6.5)
            }
        }
    }
#endif
