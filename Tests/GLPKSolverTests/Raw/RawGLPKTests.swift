#if GLPK
    import CGLPKSupport
    import GLPKSolver
    import LinearOptimization
    import Testing

    /// Pins what GLPK does when nobody guards it, so that a new GLPK that behaves better is noticed.
    @Suite struct RawGLPKTests {
        @Test func noColumnsAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_ADD_NO_COLUMNS)) }
        }

        @Test func rowOutOfRangeAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_ROW_OUT_OF_RANGE)) }
        }

        @Test func duplicateTermAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_DUPLICATE_TERM)) }
        }

        @Test func controlCharacterInNameAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_CONTROL_CHARACTER_NAME)) }
        }

        @Test func longNameAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_LONG_NAME)) }
        }

        @Test func memoryLimitAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_MEMORY_LIMIT)) }
        }

        @Test func deletingOnAnotherThreadAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_DELETE_ON_OTHER_THREAD)) }
        }

        @Test func negativeTimeLimitAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_NEGATIVE_TIME_LIMIT)) }
        }

        @Test func tooManyRowsAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_TOO_MANY_ROWS)) }
        }

        @Test func deletingInCallbackAborts() async {
            await #expect(processExitsWith: .signal(6)) { _ = _mrd_raw(Int32(MRD_RAW_DELETE_IN_CALLBACK)) }
        }

        @Test(arguments: [
            MRD_RAW_DOUBLE_BOUNDED_EQUAL, MRD_RAW_FRACTIONAL_INTEGER_BOUNDS, MRD_RAW_BINARY_KIND_RESETS_BOUNDS,
            MRD_RAW_NAN_COST_IS_OPTIMAL, MRD_RAW_NEW_COLUMN_FIXED_ROW_FREE, MRD_RAW_DUPLICATE_NAMES,
            MRD_RAW_HEURISTIC_POINT_UNCHECKED, MRD_RAW_TERMINAL_ON_AFTER_FREE,
        ])
        func factsThatDoNotAbort(which: Int) async {
            // In a process of its own, as the misuses leave objects behind.
            await #expect(processExitsWith: .success) { [which] in
                guard _mrd_raw(Int32(which)) == 1 else { fatalError("GLPK behaves differently now") }
            }
        }

        @Test func treeAfterInfeasibleRelaxationReturnsRootError() async {
            await #expect(processExitsWith: .success) {
                guard _mrd_raw(Int32(MRD_RAW_TREE_AFTER_INFEASIBLE_ROOT)) == 12 else { fatalError("not GLP_EROOT") }
            }
        }

        /// The same misuses through our interface are errors, and the process lives.
        @Test func sameMisusesAreErrorsHere() throws {
            try withGLPKSession { session in
                #expect(try session.addColumns(lower: [], upper: [], cost: []) == 0..<0)
                #expect(try session.addRows(lower: [], upper: [], starts: [0], columns: [], coefficients: []) == 0..<0)
                try session.addColumns(lower: [0, 0], upper: [1, 1], cost: [1, 1])
                try session.addRow(lower: 0, upper: 1, columns: [0, 1], coefficients: [1, 1])
                try session.deleteRows([])
                #expect(throws: SolverError.self) { try session.setRowBounds(99, lower: 0, upper: 1) }
                #expect(throws: SolverError.self) { try session.setRow(0, columns: [1, 1], coefficients: [1, 1]) }
                #expect(throws: SolverError.self) { try session.setCost(0, .nan) }
                #expect(throws: SolverError.self) { try session.setCosts(0..<2, [1]) }
                #expect(try session.solveLP(SimplexOptions(timeLimit: .seconds(-1))) == .timeLimit)
                #expect(try session.solveLP() == .optimal)
            }
        }

        @Test func namesOfAnySortDoNotReachGLPK() throws {
            var model = Model("tab\there")
            let names = [String(repeating: "n", count: 256), "a\tb", "same", "same", ""]
            let variables = names.map { model.addVariable($0, in: 0...1) }
            model.add(.sum(variables) <= 3, "row\u{7}")
            model.add(.sum(variables) <= 4, "row\u{7}")
            model.maximize(.sum(variables))
            let result = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(result.objective == 3)
        }

        @Test func versionsAgree() {
            #expect(GLPKSolver().name == "GLPK \(String(cString: mrd_runtime_version()))")
            #expect(GLPKAvailability.isAvailable)
            #expect(mrd_header_major_version() >= 5)
        }
    }
#endif
