#if GLPK
    import Foundation
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    /// Limits and cancellation take effect in time; one at a time, as they are about time.
    @Suite(.serialized) struct LimitTests {
        /// Root LP of several seconds.
        static let longRelaxation = TestPrograms.location(sites: 150, clients: 250, open: 6, seed: 1, isInteger: true)
        /// A tree without end.
        static let longTree = TestPrograms.marketSplit(rows: 5, columns: 40, seed: 1)

        private func elapsed(_ body: () throws -> Void) rethrows -> Duration { try ContinuousClock().measure(body) }

        /// Cancels from a thread of its own: those that tasks share may be held by other tests.
        private func cancelling(_ model: Model, after seconds: Double) throws -> (SolveResult, Duration) {
            let flag = CancellationFlag()
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: seconds)
                flag.cancel()
            }
            var result: SolveResult?
            let time = try elapsed { result = try GLPKSolver().solve(model, options: SolveOptions(cancellation: flag)) }
            return (try #require(result), time - .seconds(seconds))
        }

        @Test func cancellationDuringRootRelaxation() throws {
            for model in [Self.longRelaxation, Self.longRelaxation.relaxed()] {
                let (result, latency) = try cancelling(model, after: 0.3)
                print("cancelled in the root relaxation after \(latency)")
                #expect(latency < .seconds(5))
                #expect(result.termination.reason == .noSolutionFound)
                #expect(result.termination.limit == .interrupted)
                #expect(result.solution == nil)
            }
        }

        @Test func cancellationInTheTree() throws {
            let (result, latency) = try cancelling(Self.longTree, after: 0.4)
            print("cancelled in the tree after \(latency)")
            #expect(latency < .seconds(5))
            #expect(result.termination.reason == .feasible)
            #expect(result.termination.limit == .interrupted)
            #expect(Self.longTree.isFeasible(result.solution?.values ?? []))
            #expect(result.objectiveBound <= result.objective ?? -1)
            #expect(result.objectiveBound >= -1e-9)
        }

        @Test func timeLimitDuringRootRelaxation() throws {
            for model in [Self.longRelaxation, Self.longRelaxation.relaxed()] {
                var result: SolveResult?
                let time = try elapsed {
                    result = try GLPKSolver().solve(model, options: SolveOptions(timeLimit: .milliseconds(300)))
                }
                print("limit of 0.3 s in the root relaxation kept in \(time)")
                #expect(time < .seconds(5))
                #expect(result?.termination.reason == .noSolutionFound)
                #expect(result?.termination.limit == .time)
                #expect((result?.objectiveBound ?? .nan) >= -1e-9)
            }
        }

        @Test func timeLimitInTheTree() throws {
            for solver in [GLPKSolver(), GLPKSolver(presolve: true), GLPKSolver(cuts: .all)] {
                var result: SolveResult?
                let time = try elapsed {
                    result = try solver.solve(Self.longTree, options: SolveOptions(timeLimit: .milliseconds(400)))
                }
                print("limit of 0.4 s in the tree kept in \(time)")
                #expect(time < .seconds(5))
                #expect(result?.termination.reason == .feasible)
                #expect(result?.termination.limit == .time)
                #expect(Self.longTree.isFeasible(result?.solution?.values ?? []))
                #expect((result?.objectiveBound ?? .nan) >= -1e-9)
            }
        }

        /// An interrupted session goes on to the same optimum as an undisturbed one.
        @Test func interruptedSessionGoesOn() throws {
            let model = TestPrograms.location(sites: 60, clients: 100, open: 5, seed: 6, isInteger: false)
            var optimum = Double.nan
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                #expect(try session.solveLP() == .optimal)
                optimum = session.objectiveValue
            }
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                #expect(try session.solveLP(SimplexOptions(iterationLimit: 30)) == .iterationLimit)
                let flag = CancellationFlag()
                flag.cancel()
                #expect(try session.solveLP(SimplexOptions(cancellation: flag)) == .interrupted)
                var ticks = 0
                while try session.solveLP(SimplexOptions(timeLimit: .milliseconds(20))) == .timeLimit { ticks += 1 }
                #expect(ticks < 1000)
                #expect(approximatelyEqual(session.objectiveValue, optimum))
            }
        }

        /// Interruptions from inside the running simplex, many times over, leave a session that still solves.
        @Test func repeatedInterruptions() throws {
            let model = TestPrograms.location(sites: 60, clients: 100, open: 5, seed: 6, isInteger: false)
            try withGLPKSession { session in
                try TestPrograms.load(model, into: session)
                var interruptions = 0
                for _ in 0..<5 {
                    try session.resetBasis()
                    let flag = CancellationFlag()
                    let timer = SolverTimer(.milliseconds(5)) { flag.cancel() }
                    if try session.solveLP(SimplexOptions(cancellation: flag)) == .interrupted { interruptions += 1 }
                    timer.wait()
                }
                #expect(interruptions > 0)
                #expect(try session.solveLP() == .optimal)
            }
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                #expect(try session.solveLP() == .optimal)
            }
        }
    }
#endif
