import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite struct TwinningTests {
    /// Pairs for given sites: as many as possible, then cheapest; exact, greedy and enumeration compared.
    @Test func assignmentsEqualEnumeration() throws {
        var compared = 0
        for seed in UInt64(0)..<200 {
            let world = RandomWorld(seed: seed)
            let centers = Array(world.territory.cities.shuffledPrefix(4, seed: seed))
            let problem = try TwinningProblem(
                territory: world.territory, policy: world.scenario.twinning, centers: centers.map(\.id)
            )
            let plan = try problem.solve()
            let greedy = try problem.solve(LocationOptions(engine: .greedy))
            let truth = Enumeration(world)
            let best = Self.mostThenCheapest(centers, truth)
            #expect(plan.pairs.count == best.count, "seed \(seed)")
            #expect(approximatelyEqual(plan.objective ?? .nan, best.cost, within: 1e-9), "seed \(seed)")
            #expect(plan.termination.isOptimal)
            #expect(plan.withoutDonor.count + plan.pairs.count == centers.count)
            #expect(
                greedy.pairs.count < plan.pairs.count || (greedy.objective ?? 0) >= best.cost - 1e-6, "seed \(seed)")
            #expect(greedy.termination.limit == .heuristic)
            if best.count > 1 { compared += 1 }
        }
        #expect(compared > 50)
    }

    private static func mostThenCheapest(_ centers: [City], _ truth: Enumeration) -> (count: Int, cost: Double) {
        var best = (count: 0, cost: 0.0)
        for mask in 0..<(1 << centers.count) {
            let chosen = centers.indices.filter { mask >> $0 & 1 == 1 }.map { centers[$0] }
            guard let cost = truth.donors(chosen, 0, [:]) else { continue }
            if chosen.count > best.count || chosen.count == best.count && cost < best.cost {
                best = (chosen.count, cost)
            }
        }
        return best
    }

    @Test func medicsStayWithinWhatDonorsRelease() throws {
        for seed in UInt64(300)..<360 {
            var world = RandomWorld(seed: seed)
            world.scenario.twinning.maximumPerDonor = 3
            world.scenario.twinning.medicsPerCenter = [.oncology: 6, .cardiology: 4]
            world.scenario.twinning.requiresGeneralDonor = false
            let plan = try TwinningProblem(
                territory: world.territory, policy: world.scenario.twinning,
                centers: world.territory.cities.map(\.id)
            ).solve()
            var sent: [HospitalID: Int] = [:]
            for pair in plan.pairs {
                let hospital = try #require(world.territory[pair.donor])
                sent[pair.donor, default: 0] += pair.medics.values.reduce(0, +)
                for (discipline, need) in world.scenario.twinning.medicsPerCenter {
                    #expect((pair.medics[discipline] ?? 0) + (pair.shortages[discipline] ?? 0) == need)
                }
                switch hospital.focus {
                case "general": #expect(pair.shortages.isEmpty)
                case "oncology": #expect(pair.medics == [.oncology: 6] && pair.shortages == [.cardiology: 4])
                default: #expect(pair.medics.isEmpty)
                }
            }
            for (donor, count) in sent {
                let hospital = try #require(world.territory[donor])
                #expect(count <= world.scenario.twinning.releasableByTier[hospital.tier.stepsBelowTop])
            }
        }
    }

    @Test func unknownCentersAreRefused() {
        let world = RandomWorld(seed: 1)
        let error = #expect(throws: PlanningError.self) {
            try TwinningProblem(
                territory: world.territory, policy: TwinningPolicy(), centers: ["XX", "C0", "C0"].map { CityID($0) })
        }
        #expect(error?.problems.map(\.field) == ["centers[0]", "centers[2]"])
    }

    @Test func donorsThatCannotStaffACentreBackNone() throws {
        let world = RandomWorld(seed: 5)
        var policy = TwinningPolicy()
        policy.allowsSameProvince = true
        policy.maximumDistanceKilometers = nil
        policy.releasableByTier = [19, 19, 19, 19, 19]
        let plan = try TwinningProblem(
            territory: world.territory, policy: policy, centers: [world.territory.cities[0].id]
        ).solve()
        #expect(plan.pairs.isEmpty && plan.withoutDonor.count == 1)
    }
}

extension Array {
    /// The first elements after a seeded shuffle.
    fileprivate func shuffledPrefix(_ count: Int, seed: UInt64) -> ArraySlice<Element> {
        var random = SeededGenerator(seed: seed)
        return shuffled(using: &random).prefix(count)
    }
}
