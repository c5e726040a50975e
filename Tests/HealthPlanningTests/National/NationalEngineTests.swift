import FacilityLocation
import HealthPlanning
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

/// Engines, limits and cancellation on the national problem.
@Suite(.serialized) struct NationalEngineTests {
    private static let objectives: [PlacementObjective] = [
        .gradualCovering(full: 100, zero: 250), .maximalCovering(radius: 150), .pMedian,
    ]

    @Test(arguments: objectives) func exactIsAtLeastGreedy(objective: PlacementObjective) throws {
        var scenario = Scenario.china2035
        scenario.objective = objective
        let plan = try Planner(territory: ChinaDataset.load(), scenario: scenario).plan(
            options: PlannerOptions(includesDispatch: false)
        )
        #expect(plan.placement.termination.isOptimal || !Build.provesPlacements)
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        let exact = try #require(plan.placement.objective)
        let greedy = try #require(plan.greedy.objective)
        let gain = objective == .pMedian ? greedy - exact : exact - greedy
        print(
            "\(objective.name): exact \(exact), greedy \(greedy), gain \(gain), stages \(plan.placement.statistics.stages.map { "\($0.name) \($0.duration)" })"
        )
        #expect(gain >= 0)
    }

    #if GLPK
        /// Donor prices around the siting engine and the whole program by GLPK prove the same value.
        @Test(arguments: objectives) func jointPlansOfBothEnginesAgree(objective: PlacementObjective) throws {
            var scenario = Scenario.china2035
            scenario.objective = objective
            let joint = try JointProblem(territory: ChinaDataset.load(), scenario: scenario)
            let exact = try joint.solve(LocationOptions(engine: .exact))
            let whole = try joint.solve(LocationOptions(engine: .glpk))
            #expect(exact.termination.isOptimal && whole.termination.isOptimal)
            #expect(approximatelyEqual(exact.objective ?? .nan, whole.objective ?? .infinity, within: 1e-7))
            print("\(objective.name), whole program: \(whole.statistics.stages.map { "\($0.duration)" })")
        }
    #endif

    @Test func aTimeLimitKeepsAPlanAndAValidBound() throws {
        let plan = try Planner(territory: ChinaDataset.load(), scenario: .china2035).plan(
            options: PlannerOptions(timeLimit: .zero, includesDispatch: false)
        )
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        let value = try #require(plan.placement.objective)
        let greedy = try #require(plan.greedy.objective)
        #expect(value >= greedy && plan.placement.objectiveBound >= value)
        if !plan.placement.termination.isOptimal, Build.provesPlacements {
            #expect(plan.placement.termination.limit == .time)
        }
    }

    @Test func cancellingTheTaskReturnsAPlan() async throws {
        let territory = try ChinaDataset.load()
        let task = Task {
            try await Planner(territory: territory, scenario: .china2035).plan(
                options: PlannerOptions(includesDispatch: false)
            )
        }
        task.cancel()
        let plan = try await task.value
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        #expect(
            plan.placement.termination.isOptimal || plan.placement.termination.limit != nil,
            "\(plan.placement.termination)")
    }

    @Test func sameInputSamePlan() throws {
        let territory = try ChinaDataset.load()
        let options = PlannerOptions(includesDispatch: false)
        let first = try Planner(territory: territory, scenario: .china2035).plan(options: options)
        let second = try Planner(territory: territory, scenario: .china2035).plan(options: options)
        #expect(first.placement.newCenters == second.placement.newCenters)
        #expect(first.placement.objective == second.placement.objective)
        #expect(first.greedy.newCenters == second.greedy.newCenters)
    }

    /// Great circle × 1.25 against the road network between city seats 30 to 400 km apart.
    @Test func roadLikeDistancesAgreeWithTheRoadNetwork() throws {
        let territory = try ChinaDataset.load()
        let roads = try #require(territory.roadDistances)
        var ratios: [Double] = []
        for (index, a) in territory.cities.enumerated() {
            for b in territory.cities[(index + 1)...] {
                guard let road = roads[a.id, b.id], road > 30, road <= 400 else { continue }
                ratios.append(a.location.roadLikeKilometers(to: b.location) / road)
            }
        }
        ratios.sort()
        let median = ratios[ratios.count / 2]
        print(
            "road-like ÷ road, \(ratios.count) pairs: median \(median), tenth \(ratios[ratios.count / 10]), ninth tenth \(ratios[ratios.count * 9 / 10])"
        )
        #expect(ratios.count > 3_000)
        #expect(median > 1 && median < 1.1)
    }
}
