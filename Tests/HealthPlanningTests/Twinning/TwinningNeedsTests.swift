import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

/// Siting and twinning with medics that differ by centre, donor and discipline.
@Suite struct TwinningNeedsTests {
    private static func needs(_ world: RandomWorld, seed: UInt64) -> TwinningNeeds {
        var random = SeededGenerator(seed: seed ^ 0xABCD)
        var needs = TwinningNeeds(releasable: [:])
        for city in world.territory.cities where Int.random(in: 0..<4, using: &random) > 0 {
            needs.medics[city.id] = [
                .cardiology: Int.random(in: 0...5, using: &random), .oncology: Int.random(in: 0...5, using: &random),
            ]
        }
        for hospital in world.territory.hospitals {
            var own: [Discipline: Int] = [:]
            for discipline in Discipline.allCases { own[discipline] = Int.random(in: 3...9, using: &random) }
            needs.releasable[hospital.id] = own
        }
        return needs
    }

    private static func world(_ seed: UInt64) -> RandomWorld {
        var world = RandomWorld(seed: seed, isLenient: true)
        world.scenario.twinning.isJoint = true
        world.scenario.twinning.maximumPerDonor = 1 + Int(seed % 3)
        return world
    }

    @Test(.enabled(if: Build.provesPlacements), arguments: [LocationEngine.exact, .glpk])
    func answersEqualEnumeration(engine: LocationEngine) throws {
        var found = 0
        for seed in UInt64(0)..<(engine == .exact ? 200 : 60) {
            let world = Self.world(seed)
            let needs = Self.needs(world, seed: seed)
            let truth = Enumeration(world, needs: needs)
            let problem = JointProblem(
                try PlacementProblem(territory: world.territory, scenario: world.scenario), needs: needs)
            let plan = try problem.solve(LocationOptions(engine: engine))
            guard let best = truth.best else {
                #expect(plan.objective == nil && plan.termination.reason == .infeasible, "seed \(seed)")
                continue
            }
            found += 1
            #expect(plan.termination.isOptimal, "seed \(seed): \(plan.termination)")
            #expect(approximatelyEqual(plan.objective ?? .nan, best, within: 1e-7), "seed \(seed)")
            #expect(problem.staffChecks(plan).allSatisfy { $0.passed }, "seed \(seed)")
        }
        #expect(found > 20)
    }

    @Test func greedyKeepsTheStaffRowsAndNeverWins() throws {
        var found = 0
        for seed in UInt64(500)..<650 {
            let world = Self.world(seed)
            let needs = Self.needs(world, seed: seed)
            let problem = JointProblem(
                try PlacementProblem(territory: world.territory, scenario: world.scenario), needs: needs)
            let plan = try problem.solve(LocationOptions(engine: .greedy))
            guard let value = plan.objective else { continue }
            found += 1
            #expect(problem.staffChecks(plan).allSatisfy { $0.passed }, "seed \(seed)")
            let best = try #require(Enumeration(world, needs: needs).best, "seed \(seed)")
            let slack = 1e-7 * max(1, abs(best))
            #expect(plan.sense == .maximize ? value <= best + slack : value >= best - slack, "seed \(seed)")
        }
        #expect(found > 20)
    }

    @Test func tamperedStaffIsCaught() throws {
        for seed in UInt64(500)..<600 {
            let world = Self.world(seed)
            let needs = Self.needs(world, seed: seed)
            let problem = JointProblem(
                try PlacementProblem(territory: world.territory, scenario: world.scenario), needs: needs)
            let good = try problem.solve(LocationOptions(engine: .greedy))
            guard !good.newCenters.isEmpty else { continue }
            var plan = good
            plan.newCenters[0].medics[.cardiology, default: 0] += 1
            #expect(problem.staffChecks(plan).contains { !$0.passed })
            plan = good
            plan.newCenters[0].donor = HospitalID("nobody")
            plan.newCenters[0].medics = [.cardiology: 1]
            #expect(problem.staffChecks(plan).contains { !$0.passed })
            plan = good
            plan.newCenters[0].donor = nil
            #expect(problem.staffChecks(plan).contains { !$0.passed })
            return
        }
        Issue.record("no world with centres")
    }
}
