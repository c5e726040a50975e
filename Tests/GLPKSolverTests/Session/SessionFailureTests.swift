#if GLPK
    import CGLPKSupport
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    /// Whatever goes wrong inside GLPK ends as a thrown error, and the process and the next solve are fine.
    @Suite struct SessionFailureTests {
        static func isInternalFailure(_ error: any Error) -> Bool { (error as? SolverError)?.code == .internalFailure }

        static func solvesSomething() throws -> Bool {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                guard try session.solveLP() == .optimal else { return false }
                return session.objectiveValue == 9
            }
        }

        @Test func forcedAbortThrowsAndTheNextSolveIsFine() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                #expect {
                    try session._call { _mrd_force_assertion($0) }
                } throws: { error in
                    let error = error as? SolverError
                    return error?.code == .internalFailure && error?.message.contains("forced") == true
                        && error?.message.contains("testing.c") == true
                }
                #expect(throws: SolverError.self) { try session.solveLP() }
                #expect(throws: SolverError.self) { try session.setCost(0, 1) }
                #expect(throws: SolverError.self) { try session.resetBasis() }
                #expect(session.basis().rowCount == 0)
                #expect(session.basicRows(0..<1) == [false])
                // A new session works while the lost one is still in scope.
                #expect(try Self.solvesSomething())
            }
            #expect(mrd_live_count() == 0)
            #expect(try Self.solvesSomething())
            #expect(mrd_blocks_at_last_release() == 0)
        }

        @Test func siblingsAreLostTogether() throws {
            try withGLPKSession { outer in
                try SessionEditingTests.small(outer)
                try withGLPKSession { inner in
                    try SessionEditingTests.small(inner)
                    #expect(throws: SolverError.self) { try inner._call { _mrd_force_assertion($0) } }
                }
                #expect { try outer.solveLP() } throws: { error in
                    Self.isInternalFailure(error) && "\(error)".contains("lost")
                }
                #expect(throws: SolverError.self) { try outer.addColumns(lower: [0], upper: [1], cost: [1]) }
                #expect(throws: SolverError.self) { try outer.solveMIP() }
            }
            #expect(try Self.solvesSomething())
        }

        @Test func argumentErrorsAreSurvived() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                #expect {
                    try session._call { _mrd_force_argument_error($0) }
                } throws: { error in
                    Self.isInternalFailure(error) && "\(error)".contains("column number out of range")
                }
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 9)
            }
            #expect(mrd_blocks_at_last_release() == 0)
        }

        @Test func abortInTheTreeIsSurvived() throws {
            #expect(Int(_mrd_force_assertion_in_tree()) == MRD_POISONED)
            #expect(String(cString: mrd_message()).contains("forced in the tree"))
            #expect(try Self.solvesSomething())
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                #expect(Int(_mrd_force_assertion_in_tree()) == MRD_POISONED)
                #expect(throws: SolverError.self) { try session.solveLP() }
            }
            #expect(try Self.solvesSomething())
        }

        @Test func runningOutOfMemoryIsSurvived() throws {
            try withGLPKSession { session in
                try session._call { _mrd_set_memory_limit($0, 1) }
                let many = 1_000_000
                #expect {
                    try session.addColumns(
                        lower: Array(repeating: 0, count: many), upper: Array(repeating: 1, count: many),
                        cost: Array(repeating: 1, count: many))
                } throws: { error in
                    Self.isInternalFailure(error) && "\(error)".contains("memory")
                }
            }
            #expect(try Self.solvesSomething())
        }

        /// A progress handler may solve on the same thread, and even an abort there leaves the process standing.
        @Test func abortInsideANestedSolve() throws {
            let model = TestPrograms.marketSplit(rows: 2, columns: 12, seed: 1)
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                let options = SolveOptions { progress in
                    if progress.stage == "branch and cut" {
                        #expect(throws: SolverError.self) {
                            try withGLPKSession { inner in try inner._call { _mrd_force_assertion($0) } }
                        }
                        // Until the outer solve is left nothing new can start on this thread.
                        #expect(throws: SolverError.self) { try withGLPKSession { _ in } }
                    }
                    return .continue
                }
                var wasLost = false
                do {
                    wasLost = try session.solveMIP(options).isSessionLost
                } catch {
                    wasLost = Self.isInternalFailure(error)
                }
                #expect(wasLost)
                #expect(throws: SolverError.self) { try session.solveLP() }
            }
            #expect(try Self.solvesSomething())
        }

        @Test func nestedSolvesAreFine() throws {
            let model = TestPrograms.marketSplit(rows: 2, columns: 12, seed: 2)
            let alone = try GLPKSolver().solve(model, options: SolveOptions())
            let nested = try GLPKSolver().solve(
                model,
                options: SolveOptions { _ in
                    #expect((try? Self.solvesSomething()) == true)
                    return .continue
                })
            #expect(nested.objective == alone.objective)
            #expect(nested.termination.isOptimal)
            #expect(mrd_live_count() == 0)
        }

        /// A handler that reaches for the session being solved gets an error, and the solve goes on.
        @Test func sessionIsBusyInItsOwnHandler() throws {
            let model = TestPrograms.marketSplit(rows: 2, columns: 10, seed: 3)
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                nonisolated(unsafe) let same = session
                let options = SolveOptions { progress in
                    if progress.stage == "branch and cut" {
                        #expect { try same.setCost(0, 3) } throws: { "\($0)".contains("progress handler") }
                        #expect(throws: SolverError.self) { try same.solveLP() }
                    }
                    return .continue
                }
                #expect(try session.solveMIP(options).termination.isOptimal)
                #expect(try session.solveLP() == .optimal)
            }
        }

        @Test func endedSessionsThrow() throws {
            var escaped: GLPKSession?
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                escaped = session
            }
            let session = try #require(escaped)
            #expect { try session.solveLP() } throws: { "\($0)".contains("ended") }
            #expect(throws: SolverError.self) { try session.addColumns(lower: [0], upper: [1], cost: [1]) }
            #expect(session.basis().rowCount == 0)
        }

        struct Odd: Error {}

        @Test func errorsOfTheBodyComeThroughAndEndTheSession() {
            #expect(throws: Odd.self) { try withGLPKSession { _ in throw Odd() } }
            #expect(mrd_live_count() == 0)
        }

        /// Environments are left without a single block.
        @Test func nothingLeaks() throws {
            var generator = SeededGenerator(seed: 99)
            for _ in 0..<20 {
                let model = RandomModels.make(using: &generator)
                _ = try GLPKSolver(presolve: Bool.random(using: &generator), cuts: .all).solve(
                    model, options: SolveOptions())
                #expect(mrd_blocks_at_last_release() == 0)
                #expect(_mrd_block_count() == 0)
            }
        }
    }
#endif
