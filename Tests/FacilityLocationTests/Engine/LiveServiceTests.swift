import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Rules on service as edits of a live engine.
@Suite struct LiveServiceTests {
    /// A rule on some clients whose limit lies between what all sites and what few sites make them pay.
    private func rule(_ problem: NearestSiteProblem, _ generator: inout SeededGenerator) -> ServiceConstraint {
        let clients = problem.weights.indices.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }
        let isWhole = Bool.random(using: &generator)
        let weights = clients.map { _ in
            isWhole
                ? Double(Int.random(in: 0..<4, using: &generator)) : Double.random(in: 0..<4, using: &generator)
        }
        return ServiceConstraint(
            "travel", clients: clients, weights: weights, limit: limit(problem, clients, weights, &generator))
    }

    private func limit(
        _ problem: NearestSiteProblem, _ clients: [Int], _ weights: [Double], _ generator: inout SeededGenerator
    ) -> Double {
        if Int.random(in: 0..<12, using: &generator) == 0 {
            return [.infinity, 0, -3].randomElement(using: &generator) ?? 0
        }
        var alone = problem
        alone.weights = problem.weights.map { _ in 0 }
        for (client, weight) in zip(clients, weights) { alone.weights[client] = weight }
        alone.openingCosts = problem.openingCosts.map { _ in 0 }
        // The exact sum of some plan, so that limits that hold with equality occur, or less than that.
        let plan = problem.roles.indices.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }
        let sum = alone.evaluation(open: plan, aggregate: nil).objective
        return (sum.isFinite ? sum : 60)
            * (Bool.random(using: &generator) ? 1 : Double.random(in: 0.6..<1.2, using: &generator))
    }

    /// Makes a random edit, of a rule on service more often than not.
    private func edit(_ engine: LiveEngine, _ generator: inout SeededGenerator) throws {
        let problem = engine.problem
        let site = Int.random(in: problem.roles.indices, using: &generator)
        let rules = problem.serviceConstraints
        switch Int.random(in: 0..<12, using: &generator) {
        case 0, 1,
            2 where rules.count < 4:
            try engine.addServiceConstraint(rule(problem, &generator))
        case 3, 4, 5:
            guard let changed = rules.indices.randomElement(using: &generator) else { return }
            try engine.setServiceConstraint(
                changed, limit: limit(problem, rules[changed].clients, rules[changed].weights, &generator))
        case 6:
            guard let gone = rules.indices.randomElement(using: &generator) else { return }
            engine.removeServiceConstraint(gone)
        case 7: engine.lock(site, .open)
        case 8: engine.lock(site, .closed)
        case 9: engine.lock(site, .free)
        case 10: try engine.setWeights(problem.weights.map { _ in Double(Int.random(in: 0..<6, using: &generator)) })
        default:
            let group = problem.roles.indices.filter { _ in Bool.random(using: &generator) }
            try engine.addSideConstraint(SideConstraint("new", count: group, atMost: 3))
        }
    }

    @Test(arguments: 0..<6)
    func editsOfServiceRulesGiveTheAnswersOfEnumeration(block: Int) throws {
        var random = EngineProblems(seed: UInt64(900 + block))
        var generator = SeededGenerator(seed: UInt64(40 + block))
        for number in 0..<18 {
            var problem = random.next(maximumSites: 8, maximumClients: 12)
            if number % 3 == 0 { problem.serviceConstraints = [rule(problem, &generator), rule(problem, &generator)] }
            let grouping = [ClientGrouping.grouped, .automatic, .separate][number % 3]
            try withLocationEngine(problem, options: LocationOptions(), grouping: grouping) { engine in
                for step in 0..<12 {
                    let what = "block \(block), problem \(number), step \(step)"
                    if step % 3 == 2 {
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
                    EngineBruteForceTests.expect(
                        engine.solve(), equals: engine.problem.leastObjective(), of: engine.problem, what)
                }
            }
        }
    }

    @Test(arguments: EngineMethod.allCases)
    func firstSolvesWithServiceRulesGiveTheAnswersOfEnumeration(method: EngineMethod) {
        var random = EngineProblems(seed: 77)
        var generator = SeededGenerator(seed: 78)
        for number in 0..<60 {
            var problem = random.next(maximumSites: 9, maximumClients: 14)
            problem.serviceConstraints = (0..<(1 + number % 3)).map { _ in rule(problem, &generator) }
            EngineBruteForceTests.expect(
                problem.solveExactly(LocationOptions(), method: method), equals: problem.leastObjective(), of: problem,
                "problem \(number) by \(method)")
        }
    }

    #if GLPK
        @Test(arguments: 1...3 as ClosedRange<UInt64>)
        func sequencesGiveTheAnswersOfFirstSolves(seed: UInt64) throws {
            let country = SmallCountry(
                seed: seed, clients: 200, sites: 36, hasExisting: seed > 1, covers: seed == 2)
            var generator = SeededGenerator(seed: 300 + seed)
            try withLocationEngine(country.problem) { engine in
                let base = engine.solve()
                let count = country.problem.sideConstraints[0].lower
                for step in 0..<40 {
                    let factor = Double.random(in: 0.95..<1.15, using: &generator)
                    let added = country.serviceRule(
                        Int.random(in: 0..<4, using: &generator), factor, of: base.openSites)
                    let isScoped = step % 3 > 0
                    func change(_ engine: LiveEngine) throws {
                        let rules = engine.problem.serviceConstraints.indices
                        switch Int.random(in: 0..<6, using: &generator) {
                        case 0, 1, 2: try engine.addServiceConstraint(added)
                        case 3:
                            if let rule = rules.randomElement(using: &generator) {
                                try engine.setServiceConstraint(
                                    rule, limit: factor * engine.problem.serviceConstraints[rule].limit)
                            }
                        case 4: if let rule = rules.last { engine.removeServiceConstraint(rule) }
                        default:
                            let sites = count + Double(Int.random(in: -1...2, using: &generator))
                            try engine.setSideConstraint(0, lower: sites, upper: sites)
                        }
                        if rules.count > 4 { engine.removeServiceConstraint(0) }
                        if isScoped {
                            engine.lock(Int.random(in: 0..<36, using: &generator), step % 2 == 0 ? .open : .closed)
                        }
                        let live = engine.solve()
                        let isComplete = step % 20 == 7
                        let cold = try engine.problem.solve(LocationOptions(engine: isComplete ? .glpk : .exact))
                        let what: Comment = "seed \(seed), step \(step)"
                        #expect(live.termination.reason == cold.termination.reason, what)
                        #expect(approximatelyEqual(live.objective ?? -1, cold.objective ?? -1), what)
                        if live.objective != nil {
                            #expect(approximatelyEqual(live.objectiveBound, cold.objectiveBound), what)
                        }
                        if let greedy = cold.greedyObjective {
                            #expect((live.objective ?? .infinity) <= greedy * (1 + 1e-9), what)
                        }
                    }
                    if isScoped { try engine.withEdit(change) } else { try change(engine) }
                }
            }
        }

        @Test func takingARuleBackRestoresTheAnswer() throws {
            let country = SmallCountry(seed: 5, clients: 200, sites: 36)
            try withLocationEngine(country.problem) { engine in
                let first = engine.solve()
                let rule = country.serviceRule(1, 0.98, of: first.openSites)
                let added = try engine.addServiceConstraint(rule)
                #expect(engine.serviceConstraint(named: "service 1") == added)
                let ruled = engine.solve()
                #expect((ruled.objective ?? 0) > (first.objective ?? 0))
                // An existing site closed in between makes the engine start over with longer lists.
                try engine.withEdit { engine in
                    engine.lock(0, .closed)
                    engine.removeServiceConstraint(added)
                    let other = try engine.addServiceConstraint(country.serviceRule(2, 0.95, of: first.openSites))
                    #expect(engine.solve().objective == (try? engine.problem.solve())?.objective)
                    try engine.setServiceConstraint(other, limit: -1)
                    #expect(engine.solve().termination.reason == .infeasible)
                }
                #expect(engine.solve().objective == ruled.objective)
                try engine.setServiceConstraint(added, limit: .infinity)
                #expect(engine.solve().objective == first.objective)
                try engine.setServiceConstraint(added, limit: rule.limit)
                #expect(engine.solve().objective == ruled.objective)
                engine.removeServiceConstraint(added)
                #expect(engine.solve().objective == first.objective)
                #expect(engine.solve().openSites == first.openSites)
            }
        }
    #endif

    @Test func limitsLeavePlansNoWorseThanGreedy() throws {
        let country = SmallCountry(seed: 4, clients: 120, sites: 30)
        let plan = try country.problem.solve(LocationOptions(engine: .greedy)).openSites
        try withLocationEngine(country.problem) { engine in
            for (band, factor) in [(0, 1.0), (1, 1.05), (2, 0.97), (3, 1.1)] {
                let stopped = try engine.withEdit { engine in
                    try engine.addServiceConstraint(country.serviceRule(band, factor, of: plan))
                    let greedy = try? engine.problem.solve(LocationOptions(engine: .greedy))
                    let stopped = engine.solve(options: LocationOptions(solve: SolveOptions(timeLimit: .zero)))
                    if let objective = greedy?.objective {
                        #expect((stopped.objective ?? .infinity) <= objective)
                        #expect(engine.problem.evaluation(open: stopped.openSites, aggregate: nil).isFeasible)
                    }
                    return stopped
                }
                #expect(!stopped.termination.isOptimal)
                if let objective = stopped.objective { #expect(stopped.objectiveBound <= objective) }
            }
        }
    }

    @Test func limitsNobodyCanKeepAreInfeasibleByName() throws {
        let country = SmallCountry(seed: 6, clients: 120, sites: 30)
        try withLocationEngine(country.problem) { engine in
            let rule = try engine.addServiceConstraint(country.serviceRule(0, 0.001, of: Array(0..<30)))
            let live = engine.solve()
            #expect(live.termination.reason == .infeasible)
            #expect(live.termination.detail.contains("service 0"))
            #expect(live.statistics.nodeCount == 0)
            #if GLPK
                // All sites together would keep this one; seven new ones do not, which takes both rules to see.
                try engine.setServiceConstraint(
                    rule, limit: country.serviceRule(0, 1, of: Array(0..<30)).limit * 1.02)
                let conflict = engine.solve()
                #expect(conflict.termination.reason == .infeasible)
                #expect(conflict.termination.detail.contains("service 0"), "\(conflict.termination.detail)")
            #endif
            // Any limit that more than the best plan for these people keeps is feasible again.
            try engine.setServiceConstraint(rule, limit: .infinity)
            #expect(engine.solve(options: LocationOptions(solve: SolveOptions(relativeGap: 0.5))).objective != nil)
        }
    }
}
