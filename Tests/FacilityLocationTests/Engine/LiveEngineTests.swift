import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

@Suite struct LiveEngineTests {
    /// Makes a random edit.
    private func edit(_ engine: LiveEngine, _ generator: inout SeededGenerator) {
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
            engine.setSideConstraint(rule, lower: bounds.lower + shift, upper: bounds.upper + shift)
        case 5:
            engine.setWeights(engine.problem.weights.map { _ in Double(Int.random(in: 0..<6, using: &generator)) })
        default:
            let group = (0..<sites).filter { _ in Bool.random(using: &generator) }
            engine.addSideConstraint(SideConstraint("new", count: group, atMost: 2))
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
                        engine.withEdit { engine in
                            edit(engine, &generator)
                            edit(engine, &generator)
                            EngineBruteForceTests.expect(
                                engine.solve(), equals: engine.problem.leastObjective(), of: engine.problem,
                                "\(what), scoped")
                        }
                        #expect(engine.problem == before)
                    } else {
                        edit(engine, &generator)
                    }
                }
            }
        }
    }

    @Test func malformedProblemsAreRefused() {
        var problem = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: 1, rows: [[(0, 1)]]))
        problem.weights = [.nan]
        #expect(throws: LocationError.self) { try withLocationEngine(problem) { $0.solve() } }
    }

    @Test func namesFindRules() throws {
        let costs = ServiceCosts(siteCount: 3, rows: [[(0, 1), (1, 2), (2, 9)], [(1, 4), (2, 1)]])
        let problem = NearestSiteProblem(
            serviceCosts: costs, sideConstraints: [SideConstraint("number", count: 0..<3, atLeast: 1, atMost: 1)])
        try withLocationEngine(problem) { engine in
            #expect(engine.solve().openSites == [1])
            let rule = try #require(engine.sideConstraint(named: "number"))
            engine.setSideConstraint(rule, lower: 2, upper: 2)
            #expect(engine.solve().openSites == [0, 2])
            #expect(engine.sideConstraint(named: "other") == nil)
            engine.setSideConstraint(rule, lower: 3, upper: 2)
            #expect(engine.solve().termination.reason == .infeasible)
            for (lower, upper) in [(-Double.infinity, -Double.infinity), (.infinity, .infinity)] {
                engine.setSideConstraint(rule, lower: lower, upper: upper)
                #expect(engine.solve().termination.reason == .infeasible)
            }
            engine.setSideConstraint(rule, lower: 1, upper: .infinity)
            #expect(engine.solve().objective == 2)
        }
    }
}
