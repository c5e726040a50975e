import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

@Suite struct LiveEngineTests {
    /// Makes a random edit.
    private func edit(_ engine: LiveEngine, _ generator: inout SeededGenerator) throws {
        let sites = engine.problem.roles.count
        let site = Int.random(in: 0..<sites, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: engine.lock(site, .open)
        case 1: engine.lock(site, .closed)
        case 2: engine.lock(site, .free)
        case 3: engine.unlock(site)
        case 4 where !engine.problem.sideConstraints.isEmpty:
            let rule = Int.random(in: 0..<engine.problem.sideConstraints.count, using: &generator)
            let bounds = engine.problem.sideConstraints[rule]
            let shift = Double(Int.random(in: -1...1, using: &generator))
            try engine.setSideConstraint(rule, lower: bounds.lower + shift, upper: bounds.upper + shift)
        case 5:
            try engine.setWeights(engine.problem.weights.map { _ in Double(Int.random(in: 0..<6, using: &generator)) })
        default:
            let group = (0..<sites).filter { _ in Bool.random(using: &generator) }
            try engine.addSideConstraint(SideConstraint("new", count: group, atMost: 2))
        }
    }

    @Test(arguments: 0..<8)
    func liveAnswersEqualBruteForceAfterEveryEdit(block: Int) throws {
        var random = EngineProblems(seed: UInt64(500 + block))
        var generator = SeededGenerator(seed: UInt64(block))
        for number in 0..<15 {
            let problem = random.next(maximumSites: 7, maximumClients: 9)
            let grouping = number.isMultiple(of: 2) ? ClientGrouping.grouped : .automatic
            try withLocationEngine(problem, options: LocationOptions(), grouping: grouping) { engine in
                for step in 0..<12 {
                    let what = "block \(block), problem \(number), step \(step)"
                    EngineBruteForceTests.expect(
                        engine.solve(), equals: engine.problem.leastObjective(), of: engine.problem, what)
                    if step % 4 == 3 {
                        let before = engine.problem
                        try engine.withEdit { engine in
                            try edit(engine, &generator)
                            try edit(engine, &generator)
                            EngineBruteForceTests.expect(
                                engine.solve(), equals: engine.problem.leastObjective(), of: engine.problem,
                                "\(what), scoped")
                        }
                        #expect(engine.problem == before)
                    } else {
                        try edit(engine, &generator)
                    }
                }
            }
        }
    }

    @Test func goingBackCostsNothing() throws {
        var random = EngineProblems(seed: 3)
        var problem = random.next(maximumSites: 9, maximumClients: 12, integral: true)
        problem.sideConstraints = [SideConstraint("some", count: problem.roles.indices, atLeast: 1)]
        problem.roles = problem.roles.map { _ in .candidate }
        problem.serviceConstraints = []
        problem.unservedCosts = problem.unservedCosts.map { _ in 30 }
        try withLocationEngine(problem) { engine in
            let first = engine.solve()
            #expect(first.termination.isOptimal)
            let site = try #require(first.openSites.first)
            let without = engine.withEdit { engine in
                engine.lock(site, .closed)
                return engine.solve()
            }
            #expect((without.objective ?? .infinity) >= (first.objective ?? .infinity))
            let again = engine.solve()
            #expect(again.statistics.nodeCount == 0 && again.statistics.simplexIterations == 0)
            #expect(again.objective == first.objective && again.openSites == first.openSites)
            // A smaller gap is another question.
            #expect(engine.solve(options: LocationOptions(solve: SolveOptions(relativeGap: 0.5))).termination.isOptimal)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func liveAnswersEqualColdOnesWhenClientsShareColumns(seed: UInt64) throws {
        let problem = SmallCountry(seed: seed, clients: 320, sites: 45).problem
        var generator = SeededGenerator(seed: seed)
        try withLocationEngine(problem) { engine in
            func compare(_ what: String) throws {
                let live = engine.solve()
                let cold = try engine.problem.solve()
                #expect(live.termination.reason == cold.termination.reason, "\(what)")
                #expect(approximatelyEqual(live.objective ?? -1, cold.objective ?? -1), "\(what)")
                #expect(approximatelyEqual(live.objectiveBound, cold.objectiveBound), "\(what)")
            }
            try compare("first")
            for step in 0..<12 {
                try engine.withEdit { engine in
                    let site = Int.random(in: 0..<45, using: &generator)
                    engine.lock(site, [.open, .closed][step % 2])
                    try compare("lock \(site)")
                }
            }
            for most in [6.0, 8] {
                try engine.withEdit { engine in
                    try engine.setSideConstraint(0, lower: most, upper: most)
                    try compare("\(most) sites")
                }
            }
            try engine.setWeights(problem.weights.map { $0 * Double(Int.random(in: 0..<3, using: &generator)) })
            try compare("weights")
            try engine.setSideConstraint(1, lower: 5, upper: .infinity)
            try compare("quota")
            try engine.addSideConstraint(SideConstraint("cap", count: 0..<20, atMost: 2))
            try compare("new rule")
        }
        #if GLPK
            let complete = try problem.solve(LocationOptions(engine: .glpk))
            #expect(approximatelyEqual(complete.objective ?? -1, try problem.solve().objective ?? -2))
        #endif
    }

    @Test func malformedProblemsAreRefused() {
        var problem = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: 1, rows: [[(0, 1)]]))
        problem.weights = [.nan]
        #expect(throws: LocationError.self) { try withLocationEngine(problem) { $0.solve() } }
    }

    @Test func malformedEditsAreRefusedAndChangeNothing() throws {
        let problem = SmallCountry(seed: 5, clients: 40, sites: 12).problem
        try withLocationEngine(problem) { engine in
            let first = engine.solve()
            func refused(_ fields: [String], _ edit: () throws -> Void) {
                let error = #expect(throws: LocationError.self) { try edit() }
                #expect(error?.problems.map(\.field) == fields)
                #expect(engine.problem == problem)
            }
            let rules = problem.sideConstraints.count
            refused(["sideConstraints[0] “\(problem.sideConstraints[0].name)”"]) {
                try engine.setSideConstraint(0, lower: .nan, upper: 1)
            }
            let bad = SideConstraint(
                "bad", terms: [.init(site: 12, coefficient: 1), .init(site: 3, coefficient: .infinity)], upper: .nan)
            refused(Array(repeating: "sideConstraints[\(rules)] “bad”", count: 3)) {
                try engine.addSideConstraint(bad)
            }
            refused(["weights", "weights[0]", "weights[1]"]) { try engine.setWeights([.nan, -1]) }
            let services = problem.serviceConstraints.count
            let service = ServiceConstraint("far", clients: [0, 0, -1], weights: [1, .infinity], limit: .nan)
            refused(Array(repeating: "serviceConstraints[\(services)] “far”", count: 5)) {
                try engine.addServiceConstraint(service)
            }
            #expect(engine.solve().objective == first.objective)
        }
    }

    @Test func namesFindRules() throws {
        let costs = ServiceCosts(siteCount: 3, rows: [[(0, 1), (1, 2), (2, 9)], [(1, 4), (2, 1)]])
        let problem = NearestSiteProblem(
            serviceCosts: costs, sideConstraints: [SideConstraint("number", count: 0..<3, atLeast: 1, atMost: 1)])
        try withLocationEngine(problem) { engine in
            #expect(engine.solve().openSites == [1])
            let rule = try #require(engine.sideConstraint(named: "number"))
            try engine.setSideConstraint(rule, lower: 2, upper: 2)
            #expect(engine.solve().openSites == [0, 2])
            #expect(engine.sideConstraint(named: "other") == nil)
            try engine.setSideConstraint(rule, lower: 3, upper: 2)
            #expect(engine.solve().termination.reason == .infeasible)
            for (lower, upper) in [(-Double.infinity, -Double.infinity), (.infinity, .infinity)] {
                try engine.setSideConstraint(rule, lower: lower, upper: upper)
                #expect(engine.solve().termination.reason == .infeasible)
            }
            try engine.setSideConstraint(rule, lower: 1, upper: .infinity)
            #expect(engine.solve().objective == 2)
        }
    }
}
