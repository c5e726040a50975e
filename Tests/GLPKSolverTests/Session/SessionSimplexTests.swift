#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    @Suite struct SessionSimplexTests {
        static let methods: [SimplexOptions.Method] = [.dual, .primal]

        /// Both methods, all pricings and ratio tests, agree on optimal, infeasible and unbounded programs.
        @Test(arguments: methods, [SimplexOptions.RatioTest.longStep, .harris, .textbook])
        func verdicts(method: SimplexOptions.Method, ratioTest: SimplexOptions.RatioTest) throws {
            for pricing in [SimplexOptions.Pricing.steepestEdge, .standard] {
                let options = SimplexOptions(method: method, pricing: pricing, ratioTest: ratioTest)
                try withGLPKSession { session in
                    try SessionEditingTests.small(session)
                    #expect(try session.solveLP(options) == .optimal)
                    #expect(session.objectiveValue == 9)
                    try session.addRow(lower: 10, upper: .infinity, columns: [0, 1], coefficients: [1, 1])
                    #expect(try session.solveLP(options) == .infeasible)
                    try session.deleteRows([0, 1])
                    try session.setColumnBounds(0, lower: 0, upper: .infinity)
                    #expect(try session.solveLP(options) == .unbounded)
                    // Infeasible and dual infeasible at once: the answer is infeasible.
                    try session.addColumns(lower: [-.infinity], upper: [.infinity], cost: [0])
                    try session.addRow(lower: 1, upper: 1, columns: [2], coefficients: [1])
                    try session.addRow(lower: 2, upper: 2, columns: [2], coefficients: [1])
                    #expect(try session.solveLP(options) == .infeasible)
                }
            }
        }

        @Test func iterationLimitStopsAndGoesOn() throws {
            try withGLPKSession { session in
                try TestPrograms.location(session, sites: 30, clients: 60, open: 4, seed: 3)
                var outcome = SimplexOutcome.iterationLimit
                var rounds = 0
                while outcome == .iterationLimit {
                    outcome = try session.solveLP(SimplexOptions(iterationLimit: 20))
                    rounds += 1
                    #expect(rounds < 200)
                }
                #expect(outcome == .optimal)
                #expect(rounds > 1)
                let sliced = session.objectiveValue
                try session.resetBasis()
                #expect(try session.solveLP() == .optimal)
                #expect(approximatelyEqual(session.objectiveValue, sliced))
                #expect(try session.solveLP(SimplexOptions(iterationLimit: 0)) != .infeasible)
            }
        }

        @Test(arguments: [ObjectiveSense.minimize, .maximize])
        func objectiveLimit(sense: ObjectiveSense) throws {
            let sign: Double = sense == .minimize ? 1 : -1
            try withGLPKSession { session in
                try TestPrograms.location(session, sites: 20, clients: 40, open: 3, seed: 5)
                if sense == .maximize {
                    let costs = TestPrograms.location(sites: 20, clients: 40, open: 3, seed: 5, isInteger: false).costs
                    try session.setObjective(sense: .maximize)
                    try session.setCosts(0..<session.columnCount, costs.map { -$0 })
                }
                #expect(try session.solveLP() == .optimal)
                let optimum = session.objectiveValue
                try session.resetBasis()
                #expect(
                    try session.solveLP(SimplexOptions(objectiveLimit: optimum - sign * 0.2 * abs(optimum)))
                        == .objectiveLimit)
                try session.resetBasis()
                #expect(
                    try session.solveLP(SimplexOptions(objectiveLimit: optimum + sign * 0.2 * abs(optimum))) == .optimal
                )
            }
        }

        @Test func badOptionsAreRefused() throws {
            try withGLPKSession { session in
                try SessionEditingTests.small(session)
                for options in [
                    SimplexOptions(method: .primal, objectiveLimit: 1), SimplexOptions(objectiveLimit: .nan),
                    SimplexOptions(primalTolerance: 0), SimplexOptions(dualTolerance: 1),
                    SimplexOptions(iterationLimit: -1),
                    SimplexOptions(primalTolerance: .nan),
                ] {
                    #expect { try session.solveLP(options) } throws: {
                        ($0 as? SolverError)?.code == .unsupportedOption
                    }
                }
                #expect(try session.solveLP() == .optimal)
            }
        }

        @Test func sameWorkSamePath() throws {
            func run() throws -> (Int, [Double]) {
                try withGLPKSession { session in
                    try TestPrograms.location(session, sites: 30, clients: 60, open: 4, seed: 11)
                    #expect(try session.solveLP(SimplexOptions(cancellation: CancellationFlag())) == .optimal)
                    var values: [Double] = []
                    try session.primalValues(0..<session.columnCount, into: &values)
                    return (session.iterationCount, values)
                }
            }
            let first = try run()
            let second = try run()
            #expect(first.0 == second.0)
            #expect(first.1 == second.1)
        }

        /// The retries exist for a reason: a singular basis handed in is mended, not called infeasible.
        @Test func singularBasisIsMended() throws {
            try withGLPKSession { session in
                try session.setObjective(sense: .maximize)
                try session.addColumns(lower: [0, 0], upper: [10, 10], cost: [1, 1])
                try session.addRow(lower: 0, upper: 4, columns: [0, 1], coefficients: [1, 1])
                try session.addRow(lower: 0, upper: 4, columns: [0, 1], coefficients: [1, 2])
                #expect(try session.solveLP() == .optimal)
                let basis = session.basis()
                // Both columns basic, both rows equal: singular.
                try session.setRow(1, columns: [0, 1], coefficients: [1, 1])
                try session.setRowBounds(1, lower: 0, upper: 3)
                try session.restore(basis)
                #expect(try session.solveLP() == .optimal)
                #expect(approximatelyEqual(session.objectiveValue, 3))
            }
        }
    }
#endif
