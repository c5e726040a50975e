#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Synchronization
    import Testing
    import _TestSupport

    @Suite struct StartAndProgressTests {
        /// Collects snapshots from the solver's thread.
        final class Log: Sendable {
            private let items = Mutex<[SolveProgress]>([])
            var all: [SolveProgress] { items.withLock { $0 } }
            func add(_ progress: SolveProgress) { items.withLock { $0.append(progress) } }
        }

        /// bound ≤ optimum ≤ incumbent at every callback, both moving one way only.
        @Test(arguments: 0..<12)
        func boundsEnclose(seed: Int) throws {
            for isMaximum in [false, true] {
                var model = TestPrograms.marketSplit(rows: 2, columns: 14, seed: UInt64(seed))
                if isMaximum {
                    var negated = LinearExpression(3)
                    for (index, cost) in model.costs.enumerated() where cost != 0 {
                        negated.add(-cost, model.variable(at: index))
                    }
                    model.maximize(negated)
                }
                let sign: Double = isMaximum ? -1 : 1
                let optimum = try #require(try GLPKSolver().solve(model, options: SolveOptions()).objective)
                for solver in [
                    GLPKSolver(), GLPKSolver(presolve: true), GLPKSolver(cuts: .all, backtracking: .depthFirst),
                ] {
                    let log = Log()
                    let result = try solver.solve(
                        model,
                        options: SolveOptions {
                            log.add($0); return .continue
                        })
                    #expect(result.termination.isOptimal)
                    #expect(approximatelyEqual(result.objective ?? .nan, optimum))
                    #expect(!log.all.isEmpty)
                    var lastBound = -Double.infinity
                    var lastIncumbent = Double.infinity
                    for snapshot in log.all {
                        let bound = sign * snapshot.objectiveBound
                        #expect(bound <= sign * optimum + 1e-6)
                        #expect(bound >= lastBound - 1e-9)
                        lastBound = bound
                        if let incumbent = snapshot.incumbent {
                            #expect(sign * incumbent >= sign * optimum - 1e-6)
                            #expect(sign * incumbent <= lastIncumbent + 1e-9)
                            #expect(bound <= sign * incumbent)
                            lastIncumbent = sign * incumbent
                        }
                        #expect(snapshot.elapsed >= .zero)
                    }
                }
            }
        }

        @Test func startIsUsed() throws {
            let model = TestPrograms.marketSplit(rows: 3, columns: 20, seed: 8)
            let best = try #require(try GLPKSolver().solve(model, options: SolveOptions()).solution)
            let log = Log()
            let options = SolveOptions(initialSolution: best.values) {
                log.add($0); return .continue
            }
            let result = try GLPKSolver().solve(model, options: options)
            #expect(approximatelyEqual(result.objective ?? .nan, best.objective))
            #expect(result.termination.isOptimal)
            #expect(log.all.allSatisfy { ($0.incumbent ?? .infinity) <= best.objective + 1e-9 })
            // With nothing to look for but the proof, fewer nodes are needed.
            let plain = try GLPKSolver().solve(model, options: SolveOptions())
            #expect(result.statistics.nodeCount <= plain.statistics.nodeCount)
        }

        /// A start is kept when the limit strikes before the search finds anything, also for linear programs.
        @Test func startSurvivesLimits() throws {
            let model = TestPrograms.marketSplit(rows: 3, columns: 20, seed: 9)
            var start = [Double](repeating: 0, count: model.variableCount)
            for row in 0..<3 { start[20 + 2 * row] = model.rowUpperBounds[row] }
            #expect(model.isFeasible(start))
            let flag = CancellationFlag()
            flag.cancel()
            for options in [
                SolveOptions(timeLimit: .zero, initialSolution: start),
                SolveOptions(initialSolution: start, cancellation: flag),
            ] {
                for model in [model, model.relaxed()] {
                    let result = try GLPKSolver().solve(model, options: options)
                    #expect(result.termination.reason == .feasible)
                    #expect(result.solution?.values == start)
                    #expect(result.objective == model.objectiveValue(of: start))
                    #expect(result.objectiveBound <= result.objective ?? -1)
                }
            }
        }

        @Test func badStartsAreNotUsed() throws {
            var model = Model()
            let x = model.addInteger(in: 0...10)
            let y = model.addVariable(in: 0...10)
            model.add(2 * x + 2 * y <= 9)
            model.maximize(2 * x + y)
            for start in [[9.0, 9], [0.5, 0], [-1, 0], [0, 11], [.nan, 0], [0, .infinity]] {
                let result = try GLPKSolver().solve(model, options: SolveOptions(initialSolution: start))
                #expect(result.objective == 8.5)
                #expect(result.termination.detail.contains("initial solution was not used"), "\(start)")
            }
            let nearly = try GLPKSolver().solve(model, options: SolveOptions(initialSolution: [2.000_000_1, 0]))
            #expect(!nearly.termination.detail.contains("not used"))
            #expect(nearly.objective == 8.5)
            #expect(throws: SolverError.self) {
                try GLPKSolver().solve(model, options: SolveOptions(initialSolution: [1, 2, 3]))
            }
        }

        @Test func handlerStopsTheTree() throws {
            let model = TestPrograms.marketSplit(rows: 4, columns: 30, seed: 3)
            let result = try GLPKSolver().solve(
                model, options: SolveOptions { $0.incumbent != nil && $0.nodeCount > 5 ? .stop : .continue })
            #expect(result.termination.reason == .feasible)
            #expect(result.termination.limit == .interrupted)
            #expect(model.isFeasible(result.solution?.values ?? []))
            #expect(result.objectiveBound <= result.objective ?? -1)
        }

        @Test func tightTolerancesAreKept() throws {
            let model = TestPrograms.location(sites: 10, clients: 20, open: 3, seed: 21, isInteger: true)
            let tolerances = Tolerances(feasibility: 1e-9, integrality: 1e-9)
            let result = try GLPKSolver().solve(model, options: SolveOptions(tolerances: tolerances))
            #expect(result.termination.isOptimal)
            #expect(model.isFeasible(result.solution?.values ?? [], tolerances: tolerances))
        }
    }

    extension Model {
        fileprivate func variable(at index: Int) -> Variable { Variable(index: index, modelTag: tag) }
    }
#endif
