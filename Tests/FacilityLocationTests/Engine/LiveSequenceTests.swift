import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Long runs of edits on one engine.
@Suite struct LiveSequenceTests {
    private func edit(_ engine: LiveEngine, original: NearestSiteProblem, _ generator: inout SeededGenerator) throws {
        let sites = original.roles.count
        let site = Int.random(in: 0..<sites, using: &generator)
        func number(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &generator)) }
        switch Int.random(in: 0..<11, using: &generator) {
        case 0, 1: engine.lock(site, .open)
        case 2, 3: engine.lock(site, .closed)
        case 4: engine.lock(site, .free)
        case 5: for site in 0..<sites { engine.unlock(site) }
        case 6:
            let count = number(3...11)
            try engine.setSideConstraint(0, lower: count, upper: count)
        case 7: try engine.setSideConstraint(1, lower: number(0...6), upper: .infinity)
        case 8: try engine.setSideConstraint(Int(number(2...5)), lower: number(0...1), upper: number(1...4))
        case 9:
            let west = Double.random(in: 0.2..<3, using: &generator)
            try engine.setWeights(
                original.weights.enumerated().map { $0.offset % 3 == 0 ? west * $0.element : $0.element })
        default:
            let pair = [site, Int.random(in: 0..<sites, using: &generator)]
            let rule = SideConstraint("new \(site)", count: pair[0] == pair[1] ? [site] : pair, atMost: 1)
            if engine.problem.sideConstraints.count < original.sideConstraints.count + 12 {
                try engine.addSideConstraint(rule)
            } else {
                let last = engine.problem.sideConstraints.count - 1
                try engine.setSideConstraint(last, lower: -.infinity, upper: number(1...2))
            }
        }
    }

    private func expectEqual(_ live: LocationResult, _ other: LocationResult, _ what: String) {
        #expect(live.termination.reason == other.termination.reason, "\(what)")
        #expect((live.objective == nil) == (other.objective == nil), "\(what)")
        guard let objective = live.objective, let expected = other.objective else { return }
        #expect(approximatelyEqual(objective, expected), "\(what)")
        #expect(approximatelyEqual(live.objectiveBound, expected), "\(what)")
    }

    #if GLPK
        private static let edits = 200
    #else
        private static let edits = 0
    #endif

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func twoHundredEditsInAnyOrderGiveTheAnswersOfFirstSolves(seed: UInt64) throws {
        let problem = SmallCountry(
            seed: seed, clients: 160, sites: 36, hasExisting: seed > 2, covers: seed.isMultiple(of: 2)
        ).problem
        var generator = SeededGenerator(seed: 100 + seed)
        try withLocationEngine(problem) { engine in
            for step in 0..<Self.edits {
                let what = "seed \(seed), step \(step)"
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    try edit(engine, original: problem, &generator)
                    expectEqual(engine.solve(), try engine.problem.solve(), what)
                } else {
                    let before = engine.problem
                    try engine.withEdit { engine in
                        for _ in 0..<Int.random(in: 1...3, using: &generator) {
                            try edit(engine, original: problem, &generator)
                        }
                        let live = engine.solve()
                        expectEqual(live, try engine.problem.solve(), "\(what), scoped")
                        if step % 40 == 7 {
                            expectEqual(
                                live, try engine.problem.solve(LocationOptions(engine: .glpk)), "\(what), complete")
                        }
                    }
                    #expect(engine.problem == before)
                }
            }
        }
    }

    #if GLPK
        @Test func editsTakenBackLeaveNothingBehind() throws {
            let problem = SmallCountry(seed: 1, clients: 120, sites: 36).problem
            try withLocationEngine(problem) { engine in
                let first = engine.solve()
                var most = 0
                for round in 0..<1500 {
                    try engine.withEdit { engine in
                        let group = (0..<36).filter { ($0 * 7 + round) % 5 == 0 }
                        try engine.addSideConstraint(SideConstraint("group", count: group, atLeast: 1, atMost: 2))
                        for site in 0..<8 {
                            try engine.addSideConstraint(
                                SideConstraint("pair", count: [site, (site + 1 + round % 27)], atMost: 1))
                        }
                        if round % 5 == 0 { _ = engine.solve() }
                    }
                    if round >= 300 { most = max(most, engine.rowCount) } else { #expect(engine.rowCount <= 2_000) }
                }
                #expect(most <= 2_000)
                #expect(engine.solve().objective == first.objective)
            }
        }

        @Test func conflictingCountsAreProvenWithoutASearch() throws {
            // The first 20 and the last 20 sites want 4 and 5 of 7; no rule alone says that this cannot be.
            let problem = SmallCountry(seed: 2, clients: 160, sites: 40, hasExisting: false, covers: true).problem
            try withLocationEngine(problem) { engine in
                let first = engine.solve()
                for extra in [1.0, 2, 3] {
                    let live = try engine.withEdit { engine in
                        try engine.addSideConstraint(SideConstraint("low", count: 0..<20, atLeast: 4))
                        let high = try engine.addSideConstraint(SideConstraint("high", count: 20..<40, atLeast: 3))
                        try engine.setSideConstraint(high, lower: 3 + extra, upper: 8)
                        return engine.solve()
                    }
                    #expect(live.termination.reason == .infeasible)
                    #expect(live.statistics.nodeCount <= 1)
                    #expect(engine.solve().objective == first.objective)
                }
            }
        }
    #endif

    @Test func limitsInsideAnEditLeaveTheEngineUsable() throws {
        let problem = SmallCountry(seed: 3, clients: 160, sites: 36).problem
        try withLocationEngine(problem) { engine in
            #if GLPK
                let first = engine.solve()
            #endif
            for site in [1, 2, 3, 5] {
                let flag = CancellationFlag()
                flag.cancel()
                for options in [
                    SolveOptions(timeLimit: .zero), SolveOptions(cancellation: flag),
                    SolveOptions(progress: { _ in .stop }),
                ] {
                    let stopped = try engine.withEdit { engine in
                        engine.lock(site, .open)
                        try engine.setSideConstraint(1, lower: 4, upper: .infinity)
                        return engine.solve(options: LocationOptions(solve: options))
                    }
                    if let objective = stopped.objective {
                        #expect(stopped.objectiveBound <= objective)
                        #expect(stopped.openSites.contains(site))
                    }
                }
                #if GLPK
                    try engine.withEdit { engine in
                        engine.lock(site, .open)
                        expectEqual(engine.solve(), try engine.problem.solve(), "site \(site)")
                    }
                #endif
            }
            #if GLPK
                #expect(engine.solve().objective == first.objective)
            #endif
        }
    }
}
