import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite("Dispatch of tiny territories")
struct DispatchBruteForceTests {
    static let engines: [LocationEngine] = {
        #if GLPK
            [.exact, .glpk]
        #else
            [.exact]
        #endif
    }()

    @Test("exact engines equal the best of every dispatch", arguments: engines, [DispatchFairness.none, .proportional])
    func exact(engine: LocationEngine, fairness: DispatchFairness) throws {
        var policy = TinyDispatch.policy
        policy.fairness = fairness
        var short = 0
        var chains = 0
        for seed in 0..<UInt64(engine == .exact ? 600 : 200) {
            let (territory, institutions, staff) = TinyDispatch.territory(seed: seed)
            let best = TinyDispatch.bruteForce(
                territory, institutions: institutions, staff: staff, reach: policy.reachKilometers)
            let plan = try DispatchPlanner(territory: territory, policy: policy).plan(engine: engine)
            #expect(plan.termination.isOptimal, "seed \(seed)")
            #expect(plan.unserved == best.unserved, "seed \(seed)")
            #expect(plan.unservedBound == best.unserved, "seed \(seed)")
            let shortages = territory.counties.map { county in
                plan.shortages.first { $0.county == county.id }?.institutions ?? 0
            }
            let travel = fairness == .none ? best.travel : try #require(best.fairTravel[shortages], "seed \(seed)")
            #expect(abs(plan.travel - travel) < 0.02, "seed \(seed)")
            #expect(plan.travelBound == plan.travel, "seed \(seed)")
            #expect(plan.objective == plan.objectiveBound, "seed \(seed)")
            if fairness == .proportional {
                #expect(approximatelyEqual(plan.unfairness, best.unfairness), "seed \(seed)")
            }
            let failures = DispatchVerifier(territory: territory, policy: policy).checks(plan).filter { !$0.passed }
            #expect(failures.isEmpty, "seed \(seed)")
            short += best.unserved > 0 ? 1 : 0
            // A county that sends away staff and is served by others: what "own county first" would miss.
            let receivers = Set(plan.flows.filter { $0.from != $0.to }.map(\.to))
            chains += plan.flows.contains { $0.from != $0.to && receivers.contains($0.from) } ? 1 : 0
        }
        #expect(short > 20, "the territories should leave some institutions short")
        #expect(chains > 0, "some territories should need a chain")
    }

    @Test("greedy obeys the rules and is never better")
    func greedy() throws {
        var worse = 0
        for seed in 0..<UInt64(300) {
            let (territory, institutions, staff) = TinyDispatch.territory(seed: seed)
            let policy = TinyDispatch.policy
            let best = TinyDispatch.bruteForce(
                territory, institutions: institutions, staff: staff, reach: policy.reachKilometers)
            let plan = try DispatchPlanner(territory: territory, policy: policy).plan(engine: .greedy)
            #expect(!plan.termination.isOptimal)
            #expect(plan.termination.limit == .heuristic)
            #expect(plan.unserved >= best.unserved, "seed \(seed)")
            if plan.unserved == best.unserved { #expect(plan.travel >= best.travel - 0.02, "seed \(seed)") }
            worse += plan.unserved > best.unserved ? 1 : 0
            let failures = DispatchVerifier(territory: territory, policy: policy).checks(plan).filter { !$0.passed }
            #expect(failures.isEmpty, "seed \(seed)")
        }
        #expect(worse > 0, "greedy should be beaten now and then")
    }

    @Test("more staff, longer reach and shorter presence never hurt")
    func monotone() throws {
        for seed in 0..<UInt64(100) {
            let (territory, _, _) = TinyDispatch.territory(seed: seed)
            let plain = try DispatchPlanner(territory: territory, policy: TinyDispatch.policy).plan()
            var farther = TinyDispatch.policy
            farther.reachKilometers *= 1.5
            var shorter = TinyDispatch.policy
            shorter.presenceDaysPerWeek /= 2
            let counties = territory.counties.map { county in
                var county = county
                county.healthWorkers = county.healthWorkers.map { $0 + 1 }
                return county
            }
            let staffed = Territory(
                name: territory.name, provinces: territory.provinces, cities: territory.cities, counties: counties)
            for (territory, policy) in [
                (territory, farther), (territory, shorter), (staffed, TinyDispatch.policy),
            ] {
                let other = try DispatchPlanner(territory: territory, policy: policy).plan()
                #expect(other.unserved <= plain.unserved, "seed \(seed)")
                if other.unserved == plain.unserved && policy.presenceDaysPerWeek == 1 {
                    #expect(other.travel <= plain.travel + 1e-9, "seed \(seed)")
                }
            }
        }
    }

    @Test("the order of the counties changes nothing but the order")
    func permutation() throws {
        for seed in 0..<UInt64(100) {
            let (territory, _, _) = TinyDispatch.territory(seed: seed)
            let reversed = Territory(
                name: territory.name, provinces: territory.provinces, cities: territory.cities,
                counties: territory.counties.reversed())
            for fairness in DispatchFairness.allCases {
                var policy = TinyDispatch.policy
                policy.fairness = fairness
                let plan = try DispatchPlanner(territory: territory, policy: policy).plan()
                let other = try DispatchPlanner(territory: reversed, policy: policy).plan()
                #expect(plan.unserved == other.unserved, "seed \(seed)")
                #expect(approximatelyEqual(plan.unfairness, other.unfairness) || fairness == .none, "seed \(seed)")
                if fairness == .none { #expect(plan.objective == other.objective, "seed \(seed)") }
                #expect(Set(plan.explanations.map(\.missing)) == Set(other.explanations.map(\.missing)))
            }
        }
    }
}
