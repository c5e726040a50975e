import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

/// Every answer on small random worlds against enumeration of all sets of hosts and donors.
@Suite struct BruteForceTests {
    static let batches = Array(0..<8)
    static let perBatch = 100

    private func answer(_ world: RandomWorld, _ engine: LocationEngine) throws -> PlacementPlan {
        let options = LocationOptions(engine: engine)
        if world.scenario.twinning.isJoint {
            return try JointProblem(territory: world.territory, scenario: world.scenario).solve(options)
        }
        return try PlacementProblem(territory: world.territory, scenario: world.scenario).solve(options)
    }

    @Test(.enabled(if: Build.provesPlacements), arguments: batches) func exactAnswersEqualEnumeration(batch: Int) throws
    {
        var infeasible = 0
        for index in 0..<Self.perBatch {
            let seed = UInt64(batch * 1000 + index)
            let world = RandomWorld(seed: seed, isLenient: index % 2 == 0)
            let truth = Enumeration(world)
            let plan = try answer(world, .exact)
            if let best = truth.best {
                #expect(plan.termination.reason == .optimal, "seed \(seed): \(plan.termination)")
                #expect(approximatelyEqual(plan.objective ?? .nan, best, within: 1e-7), "seed \(seed)")
                #expect(approximatelyEqual(plan.objectiveBound, best, within: 1e-6), "seed \(seed)")
            } else {
                infeasible += 1
                #expect(plan.termination.reason == .infeasible, "seed \(seed): \(plan.termination)")
                #expect(!plan.termination.detail.isEmpty, "seed \(seed) gives no reason")
                #expect(plan.objective == nil && plan.newCenters.isEmpty, "seed \(seed)")
            }
        }
        #expect(infeasible > 5 && infeasible < Self.perBatch - 20, "\(infeasible) infeasible worlds in batch \(batch)")
    }

    #if GLPK
        @Test(arguments: 0..<3) func directModelsEqualEnumeration(batch: Int) throws {
            for index in 0..<50 {
                let seed = UInt64(20_000 + batch * 1000 + index)
                let world = RandomWorld(seed: seed, isLenient: true)
                let truth = Enumeration(world)
                let plan = try answer(world, .glpk)
                #expect((plan.objective == nil) == (truth.best == nil), "seed \(seed): \(plan.termination)")
                if let best = truth.best {
                    #expect(approximatelyEqual(plan.objective ?? .nan, best, within: 1e-6), "seed \(seed)")
                }
            }
        }
    #endif

    @Test func greedyNeverBeatsEnumerationAndKeepsTheRules() throws {
        for seed in UInt64(40_000)..<40_150 {
            let world = RandomWorld(seed: seed, isLenient: true)
            let truth = Enumeration(world)
            let plan = try answer(world, .greedy)
            guard let value = plan.objective else { continue }
            let hosts = plan.hosts.compactMap { world.territory[$0] }
            #expect(truth.keepsRules(hosts), "seed \(seed)")
            let best = try #require(truth.best, "seed \(seed): greedy found a plan where there is none")
            let slack = 1e-7 * max(1, abs(best))
            #expect(plan.sense == .maximize ? value <= best + slack : value >= best - slack, "seed \(seed)")
            #expect(
                plan.termination.reason != .optimal || approximatelyEqual(plan.objectiveBound, value), "seed \(seed)")
        }
    }

    /// The whole planner, dispatch aside: verified, never worse than greedy or than siting first.
    @Test func plansOfThePlannerVerify() throws {
        var found = 0
        for seed in UInt64(60_000)..<60_080 {
            let world = RandomWorld(seed: seed, isLenient: true)
            let plan = try Planner(territory: world.territory, scenario: world.scenario).plan(
                options: PlannerOptions(includesDispatch: false)
            )
            #expect(plan.verification.passed, "seed \(seed): \(plan.verification.failures)")
            guard let value = plan.placement.objective else { continue }
            found += 1
            for other in [plan.greedy, plan.sitedFirst].compactMap({ $0?.objective }) {
                let slack = 1e-7 * max(1, abs(value))
                #expect(
                    plan.placement.sense == .maximize ? value >= other - slack : value <= other + slack, "seed \(seed)")
            }
        }
        #expect(found > 30)
    }
}
