#if GLPK
    import CGLPKSupport
    import Dispatch
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct ThreadTests {
        /// Many solves at once give, bit for bit, what they give one after another.
        @Test func manyTasksAtOnce() async throws {
            let models = (0..<48).map { seed in
                var generator = SeededGenerator(seed: UInt64(seed) + 900)
                return seed.isMultiple(of: 6)
                    ? TestPrograms.location(sites: 10, clients: 20, open: 3, seed: UInt64(seed), isInteger: true)
                    : RandomModels.make(using: &generator)
            }
            let solver = GLPKSolver(cuts: .all)
            let sequential = try models.map { try solver.solve($0, options: SolveOptions()) }
            let concurrent = try await withThrowingTaskGroup(of: (Int, SolveResult).self) { group in
                for (index, model) in models.enumerated() {
                    group.addTask { (index, try await solver.solve(model, options: SolveOptions())) }
                }
                var results = [SolveResult?](repeating: nil, count: models.count)
                for try await (index, result) in group { results[index] = result }
                return results
            }
            for (index, result) in concurrent.enumerated() {
                #expect(result?.solution == sequential[index].solution)
                #expect(result?.termination == sequential[index].termination)
                #expect(result?.objectiveBound == sequential[index].objectiveBound)
                #expect(result?.statistics.nodeCount == sequential[index].statistics.nodeCount)
            }
        }

        /// The blocking form works from pool threads too.
        @Test func blockingCallsFromManyThreads() {
            let model = TestPrograms.location(sites: 8, clients: 14, open: 2, seed: 4, isInteger: true)
            let expected = try? GLPKSolver().solve(model, options: SolveOptions()).objective
            #expect(expected != nil)
            DispatchQueue.concurrentPerform(iterations: 40) { _ in
                let result = try? GLPKSolver().solve(model, options: SolveOptions())
                #expect(result?.objective == expected)
            }
        }

        /// A failure on one thread does not touch the sessions of another.
        @Test func abortsStayOnTheirThread() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                DispatchQueue.concurrentPerform(iterations: 8) { number in
                    // The caller's own thread takes part in the loop; leave its session alone there.
                    if mrd_live_count() > 0 { return }
                    #expect(throws: SolverError.self) {
                        try withGLPKSession { other in try other._call { _mrd_force_assertion($0) } }
                    }
                }
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 9)
            }
        }

        /// A session used on another thread throws there and stays usable on its own.
        @Test func foreignThreadIsRefused() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                nonisolated(unsafe) let shared = session
                let done = DispatchSemaphore(value: 0)
                _ = DedicatedThread.start {
                    #expect { try shared.solveLP() } throws: { "\($0)".contains("another thread") }
                    #expect(throws: SolverError.self) { try shared.setCost(0, 4) }
                    #expect(shared.basis().rowCount == 0)
                    done.signal()
                }
                done.wait()
                #expect(try session.solveLP() == .optimal)
                #expect(session.objectiveValue == 9)
            }
        }

        /// An engine that lives on one thread and is called across awaits.
        actor Engine {
            private let thread: SolverThread
            private var session: GLPKSession?

            init() throws { thread = try SolverThread() }

            nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

            func open() throws {
                let session = try GLPKSession()
                try SessionEditingTests.small(session)
                self.session = session
            }

            func solve(limit: Double) async throws -> Double {
                try session?.setRowBounds(0, lower: -.infinity, upper: limit)
                await Task.yield()
                try await Task.sleep(for: .microseconds(200))
                guard try session?.solveLP() == .optimal else { return .nan }
                return session?.objectiveValue ?? .nan
            }

            /// Reads isolated state, so that the call really comes over.
            func touch() -> Int { session?.rowCount ?? 0 }
        }

        @Test func actorOnASolverThreadStaysThere() async throws {
            let engine = try Engine()
            try await engine.open()
            for limit in 1...50 {
                #expect(try await engine.solve(limit: Double(limit % 20)) == Double(limit % 20))
            }
            let hops = 2000
            let time = await ContinuousClock().measure {
                for _ in 0..<hops { #expect(await engine.touch() == 1) }
            }
            print("one hop to a solver thread and back: \(time / hops)")
        }

        @Test func solverThreadRunsInOrderAndEnds() async throws {
            let thread = try SolverThread()
            let objective = try await thread.run {
                try withGLPKSession { session in
                    try SessionEditingTests.small(session)
                    _ = try session.solveLP()
                    return session.objectiveValue
                }
            }
            #expect(objective == 9)
            await #expect(throws: SolverError.self) {
                try await thread.run { try withGLPKSession { try $0._call { _mrd_force_assertion($0) } } }
            }
            #expect(try await thread.run { mrd_live_count() } == 0)
            // A session left open goes with the thread's environment.
            try await thread.run { Leftover.session = try GLPKSession() }
            #expect(try await thread.run { mrd_live_count() } == 1)
        }

        enum Leftover {
            nonisolated(unsafe) static var session: GLPKSession?
        }
    }
#endif
