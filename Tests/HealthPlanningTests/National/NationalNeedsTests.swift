import FacilityLocation
import HealthPlanning
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

/// Joint siting and twinning of the country with medics that differ by centre and discipline.
@Suite(.serialized) struct NationalNeedsTests {
    @Test(.enabled(if: Build.provesPlacements), arguments: [UInt64(1), 2], [10_000.0, 200_000])
    func provenAndBetterThanSitingFirst(seed: UInt64, residentsPer100Kilometers: Double) throws {
        var random = SeededGenerator(seed: seed)
        let territory = try ChinaDataset.load()
        var scenario = Scenario.china2035
        scenario.twinning.maximumPerDonor = 2
        scenario.twinning.residentsPer100Kilometers = residentsPer100Kilometers
        var needs = TwinningNeeds(releasable: [:])
        for city in territory.cities {
            // Two of each discipline and ten more at random: twenty in all, as at Bijie.
            var own: [Discipline: Int] = [:]
            for discipline in Discipline.allCases { own[discipline] = 2 }
            for _ in 0..<10 { own[Discipline.allCases.randomElement(using: &random) ?? .oncology, default: 0] += 1 }
            needs.medics[city.id] = own
        }
        for hospital in territory.hospitals {
            let least = max(5, 9 - hospital.tier.stepsBelowTop)
            var own: [Discipline: Int] = [:]
            for discipline in Discipline.allCases {
                own[discipline] = Int.random(in: least...(least + 4), using: &random)
            }
            needs.releasable[hospital.id] = own
        }
        let placement = try PlacementProblem(territory: territory, scenario: scenario)
        let problem = JointProblem(placement, needs: needs)
        let plan = try problem.solve(LocationOptions())
        #expect(plan.termination.isOptimal, "\(plan.termination)")
        #expect(problem.staffChecks(plan).allSatisfy { $0.passed })
        let exact = try #require(plan.objective)
        print("needs \(seed), rate \(residentsPer100Kilometers): \(exact)")
        for stage in plan.statistics.stages { print("   \(stage.name): \(stage.duration)") }
        let loss = try problem.lossOfSitingFirst(plan)
        print("   sited first: \(loss.map { "\($0) lost" } ?? "no donors for it")")
        #expect(loss ?? 0 >= -1e-6 * abs(exact))
    }
}
