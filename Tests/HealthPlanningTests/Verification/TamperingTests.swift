import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

/// The verifier on plans somebody changed by hand: every change must fail a check.
@Suite struct TamperingTests {
    typealias Tampering = (check: String, make: @Sendable (inout NationalPlan, Territory) -> Void)

    /// A world with a plan of at least two centres, an existing centre and donors.
    private static func honest() throws -> (RandomWorld, NationalPlan) {
        for seed in UInt64(0)..<5_000 {
            var world = RandomWorld(seed: seed, isLenient: true)
            world.scenario.twinning.isJoint = true
            world.scenario.policy.newCenters = 2...2
            world.scenario.policy.exceptions = []
            guard !world.territory.existingHosts(world.scenario.supply).isEmpty, world.scenario.objective != .pMedian
            else {
                continue
            }
            let plan = try Planner(territory: world.territory, scenario: world.scenario).plan(
                options: PlannerOptions(includesDispatch: false)
            )
            guard plan.placement.newCenters.count == 2, plan.placement.newCenters[0].newlyCovered > 0 else { continue }
            guard plan.greedy.objective != nil, plan.sitedFirst?.objective != nil else { continue }
            #expect(plan.verification.passed, "\(plan.verification.failures)")
            return (world, plan)
        }
        throw NoWorldFound()
    }

    private struct NoWorldFound: Error {}

    private static let tamperings: [Tampering] = [
        ("service recomputed", { plan, _ in plan.placement.components?.service += 5 }),
        ("host credit recomputed", { plan, _ in plan.placement.components?.hostCredit += 5 }),
        ("twinning cost recomputed", { plan, _ in plan.placement.components?.twinning -= 5 }),
        ("objective is the sum of its parts", { plan, _ in plan.placement.objective? += 1_000 }),
        ("bound lies on its side", { plan, _ in plan.placement.objectiveBound -= 10_000_000 }),
        ("optimal only with a bound that proves it", { plan, _ in plan.placement.objectiveBound *= 2 }),
        ("a plan comes with a reason that allows one", { plan, _ in plan.placement.termination.reason = .infeasible }),
        ("no plan comes without a reason", { plan, _ in plan.placement.objective = nil }),
        ("objective is the scenario's", { plan, _ in plan.placement.objectiveKind = .pMedian }),
        ("objective is the scenario's", { plan, _ in plan.placement.sense = .minimize }),
        ("newCenters", { plan, _ in plan.placement.newCenters.removeLast() }),
        ("no city hosts twice", { plan, _ in plan.placement.newCenters[1] = plan.placement.newCenters[0] }),
        ("hosts are cities of the data", { plan, _ in plan.placement.newCenters[0].city = CityID("XX") }),
        (
            "no second centre where one exists",
            { plan, territory in
                plan.placement.newCenters[0].city = territory.existingHosts(plan.scenario.supply)[0]
            }
        ),
        ("newly covered residents recomputed", { plan, _ in plan.placement.newCenters[0].newlyCovered += 1 }),
        (
            "centres are sorted by newly covered residents",
            { plan, _ in
                plan.placement.newCenters[0].newlyCovered = -1
            }
        ),
        ("every centre has a donor", { plan, _ in plan.placement.newCenters[0].donor = nil }),
        ("donors are hospitals of the data", { plan, _ in plan.placement.newCenters[0].donor = HospitalID("XX") }),
        ("donor distances recomputed", { plan, _ in plan.placement.newCenters[0].donorKilometers? += 1 }),
        (
            "medics and shortages add up to the need",
            { plan, _ in plan.placement.newCenters[0].medics = [.oncology: 400] }
        ),
        (
            "releasableByTier",
            { plan, _ in
                plan.placement.newCenters[0].medics = [.oncology: 400]
                plan.placement.newCenters[0].shortages = [:]
            }
        ),
        ("maximumPerDonor", { plan, _ in plan.scenario.twinning.maximumPerDonor = 0 }),
        (
            "exceptions are the scenario's",
            { plan, _ in
                plan.placement.exceptions = [PolicyException(rule: "capitals", subject: "C0", reason: "invented")]
            }
        ),
        (
            "exceptions are needed",
            { plan, _ in
                let exception = PolicyException(rule: "maximumPerProvince", subject: "P1", reason: "idle")
                plan.scenario.policy.exceptions = [exception]
                plan.scenario.policy.maximumPerProvince = 5
                plan.placement.exceptions = [exception]
            }
        ),
        ("minimumHostPopulation", { plan, _ in plan.scenario.policy.minimumHostPopulation = 900_000_000 }),
        ("minimumSpacingKilometers", { plan, _ in plan.scenario.policy.minimumSpacingKilometers = 90_000 }),
        (
            "minimumSpacingToExistingKilometers",
            { plan, _ in
                plan.scenario.policy.minimumSpacingToExistingKilometers = 90_000
            }
        ),
        (
            "minimumPriorityShare",
            { plan, _ in
                plan.scenario.policy.minimumPriorityShare = 1
                plan.scenario.policy.priorityRegions = []
            }
        ),
        ("budget", { plan, _ in plan.scenario.policy.budget = 1 }),
        (
            "maximumPerProvince",
            { plan, _ in
                plan.scenario.policy.provinceQuotas = [:]
                plan.scenario.policy.maximumPerProvince = 0
            }
        ),
        ("provinceQuotas", { plan, _ in plan.scenario.policy.provinceQuotas = [ProvinceID("P0"): 5...6] }),
        ("excludedHosts", { plan, _ in plan.scenario.policy.excludedHosts = [plan.placement.newCenters[0].city] }),
        (
            "requiredHosts",
            { plan, territory in
                let absent = territory.cities.map(\.id).filter { !plan.placement.hosts.contains($0) }
                plan.scenario.policy.requiredHosts = [absent[0]]
            }
        ),
        (
            "implications",
            { plan, territory in
                let existing = territory.existingHosts(plan.scenario.supply)
                let absent = territory.cities.map(\.id).filter { !(plan.placement.hosts + existing).contains($0) }
                plan.scenario.policy.implications = [HostPair(city: plan.placement.hosts[0], requires: absent[0])]
            }
        ),
        ("mutuallyExclusive", { plan, _ in plan.scenario.policy.mutuallyExclusive = [Set(plan.placement.hosts)] }),
        (
            "coverageFloors",
            { plan, _ in
                plan.scenario.objective = .maximalCovering(radius: 0.001)
                plan.scenario.policy.coverageFloors = [.east: 1, .central: 1]
            }
        ),
        ("maximumDistanceKilometers", { plan, _ in plan.scenario.twinning.maximumDistanceKilometers = 0 }),
        ("access metrics recomputed", { plan, _ in plan.metrics.national.after.coverage += 0.01 }),
        ("access metrics recomputed", { plan, _ in plan.metrics.national.before.meanKilometers += 1 }),
        (
            "access metrics recomputed",
            { plan, _ in plan.metrics.byProvince[ProvinceID("P0")]?.after.p90Kilometers += 40 }
        ),
        ("access metrics recomputed", { plan, _ in plan.metrics.national.after.withinProvinceShare -= 0.05 }),
        ("access metrics recomputed", { plan, _ in plan.metrics.byRegion[.east]?.after.maximumKilometers += 1 }),
        ("access metrics recomputed", { plan, _ in plan.metrics.byProvince = [:] }),
        ("equity after recomputed", { plan, _ in plan.metrics.equityAfter?.gini += 0.001 }),
        ("plan and data belong together", { plan, _ in plan.dataFingerprint = "other" }),
        ("greedy: service recomputed", { plan, _ in plan.greedy.components?.service += 5 }),
        ("greedy does not beat the bound", { plan, _ in plan.greedy.objective? += 1e9 }),
        ("sited first: objective is the sum of its parts", { plan, _ in plan.sitedFirst?.objective? += 1_000 }),
    ]

    @Test func everyTamperingIsCaught() throws {
        let (world, honest) = try Self.honest()
        let verifier = PlanVerifier(territory: world.territory)
        for (index, tampering) in Self.tamperings.enumerated() {
            var plan = honest
            tampering.make(&plan, world.territory)
            let failures = verifier.verify(plan).failures.map(\.name)
            #expect(failures.contains(tampering.check), "tampering \(index), \(tampering.check): failed \(failures)")
        }
    }

    @Test func aClaimOfInfeasibilityIsCheckedAgainstGreedy() throws {
        let (world, honest) = try Self.honest()
        var plan = honest
        plan.placement.objective = nil
        plan.placement.newCenters = []
        plan.placement.termination = Termination(.infeasible)
        let failures = PlanVerifier(territory: world.territory).verify(plan).failures.map(\.name)
        #expect(failures.contains("greedy agrees that there is no plan"))
    }
}
