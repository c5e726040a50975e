import FacilityLocation
import HealthPlanning
import LinearOptimization
import PlanningData
import Testing

/// The default rules taken literally, and other scenarios no plan can meet.
@Suite struct InfeasibleScenarioTests {
    private func plan(_ change: (inout Scenario) -> Void) throws -> NationalPlan {
        var scenario = Scenario.china2035
        change(&scenario)
        return try Planner(territory: ChinaDataset.load(), scenario: scenario).plan(
            options: PlannerOptions(includesDispatch: false)
        )
    }

    @Test func theLiteralRulesFailAtQinghai() throws {
        let plan = try plan { $0.policy.exceptions = [] }
        #expect(plan.placement.termination.reason == .infeasible)
        #expect(plan.placement.objective == nil && plan.placement.newCenters.isEmpty)
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        let words = plan.placement.termination.detail
        print(words)
        for part in [
            "Qinghai (630000)", "minimumPerProvinceWithoutCenter", "capitals", "minimumHostPopulation", "1,358,471",
        ] {
            #expect(words.contains(part), "\(part)")
        }
    }

    /// The scenario's exceptions are exactly the provinces that have no centre and no city that may host one.
    @Test func theExceptionsAreTheProvincesThatNeedThem() throws {
        var literal = Scenario.china2035
        literal.policy.exceptions = []
        let problem = try PlacementProblem(territory: ChinaDataset.load(), scenario: literal)
        let needed = problem.conflicts.compactMap(\.subject)
        #expect(needed == Scenario.china2035.policy.exceptions.map(\.subject))
        #expect(problem.conflicts.allSatisfy { $0.rules.first == "minimumPerProvinceWithoutCenter" })
        let amended = try PlacementProblem(territory: ChinaDataset.load(), scenario: .china2035)
        #expect(amended.conflicts.isEmpty)
    }

    /// Two other ways out: admit the capital, or lower the floor.
    @Test func admittingTheCapitalOrLoweringTheFloorMendsIt() throws {
        let capital = try plan {
            $0.policy.exceptions = [PolicyException(rule: "capitals", subject: "630100", reason: "the only large city")]
        }
        #expect(
            (capital.placement.termination.isOptimal || !Build.provesPlacements) && capital.verification.passed,
            "\(capital.verification.failures)")
        #expect(capital.placement.hosts.contains(CityID("630100")))
        #expect(capital.placement.exceptions.map(\.rule) == ["capitals"])
        let floor = try plan {
            $0.policy.exceptions = []
            $0.policy.minimumHostPopulation = 1_300_000
        }
        #expect(floor.placement.termination.isOptimal || !Build.provesPlacements)
        #expect(floor.verification.passed, "\(floor.verification.failures)")
        #expect(floor.placement.exceptions.isEmpty)
    }

    @Test func everyReasonNamesItsRule() throws {
        let cases: [(rule: String, change: (inout Scenario) -> Void)] = [
            ("budget", { $0.policy.budget = 149 }),
            ("newCenters", { $0.policy.newCenters = 300...300 }),
            ("maximumPerProvince", { $0.policy.maximumPerProvince = 1 }),
            (
                "minimumPriorityShare",
                {
                    $0.policy.minimumPriorityShare = 0.9
                    $0.policy.priorityRegions = [.northeast]
                }
            ),
            ("requiredHosts", { $0.policy.requiredHosts = [CityID("630200")] }),
            ("provinceQuotas", { $0.policy.provinceQuotas[ProvinceID("540000")] = 1...2 }),
            ("maximumPerDonor", { $0.twinning.releasableByTier = [40, 10, 10, 10, 10] }),
            ("coverageFloors", { $0.policy.coverageFloors[.west] = 0.99 }),
            ("maximumDistanceKilometers", { $0.twinning.maximumDistanceKilometers = 150 }),
        ]
        for (rule, change) in cases {
            let plan = try plan(change)
            #expect(plan.placement.termination.reason == .infeasible, "\(rule)")
            #expect(
                plan.placement.termination.detail.contains(rule),
                "\(plan.placement.termination.detail)")
            #expect(plan.verification.passed, "\(rule): \(plan.verification.failures)")
            print(rule, "→", plan.placement.termination.detail)
        }
    }
}
