import HealthPlanning
import Testing
import _TestSupport

@Suite struct ScenarioValidationTests {
    private static let world = RandomWorld(seed: 3)

    private static func city(_ index: Int) -> CityID { world.territory.cities[index].id }

    /// One mistake each: the field that must be named, and how to make it.
    private static let mistakes: [(field: String, make: @Sendable (inout Scenario) -> Void)] = [
        ("policy.newCenters", { $0.policy.newCenters = -1...2 }),
        ("policy.minimumPriorityShare", { $0.policy.minimumPriorityShare = 1.5 }),
        ("policy.minimumPriorityShare", { $0.policy.minimumPriorityShare = .nan }),
        ("policy.regionRates.East", { $0.policy.regionRates[.east] = -1 }),
        ("policy.regionRates.West", { $0.policy.regionRates[.west] = .infinity }),
        ("policy.regionRates.West", { $0.policy.regionRates[.west] = 1e300 }),
        ("policy.capitals", { $0.policy.capitals = .atMost(-1) }),
        ("policy.minimumHostPopulation", { $0.policy.minimumHostPopulation = .min }),
        ("policy.hostPopulationCredit", { $0.policy.hostPopulationCredit = .nan }),
        ("policy.kilometersPerCoveredResident", { $0.policy.kilometersPerCoveredResident = -2 }),
        ("policy.maximumPerProvince", { $0.policy.maximumPerProvince = -1 }),
        ("policy.minimumPerProvinceWithoutCenter", { $0.policy.minimumPerProvinceWithoutCenter = -3 }),
        ("policy.provinceQuotas.XX", { $0.policy.provinceQuotas[ProvinceID("XX")] = 0...1 }),
        ("policy.provinceQuotas.P0", { $0.policy.provinceQuotas[ProvinceID("P0")] = -1...1 }),
        ("policy.minimumSpacingKilometers", { $0.policy.minimumSpacingKilometers = -.infinity }),
        ("policy.minimumSpacingToExistingKilometers", { $0.policy.minimumSpacingToExistingKilometers = .nan }),
        ("policy.requiredHosts", { $0.policy.requiredHosts = [CityID("XX")] }),
        (
            "policy.requiredHosts",
            {
                $0.policy.requiredHosts = [city(0)]
                $0.policy.excludedHosts = [city(0)]
            }
        ),
        ("policy.excludedHosts", { $0.policy.excludedHosts = [CityID("XX")] }),
        ("policy.implications[0].city", { $0.policy.implications = [HostPair(city: CityID("XX"), requires: city(0))] }),
        ("policy.implications[0]", { $0.policy.implications = [HostPair(city: city(0), requires: city(0))] }),
        (
            "policy.implications",
            {
                $0.policy.implications = [
                    HostPair(city: city(0), requires: city(1)), HostPair(city: city(1), requires: city(2)),
                    HostPair(city: city(2), requires: city(0)),
                ]
            }
        ),
        ("policy.mutuallyExclusive[0]", { $0.policy.mutuallyExclusive = [[city(0)]] }),
        ("policy.mutuallyExclusive[0]", { $0.policy.mutuallyExclusive = [[city(0), CityID("XX")]] }),
        (
            "policy.mutuallyExclusive[0]",
            {
                $0.policy.requiredHosts = [city(3), city(4)]
                $0.policy.mutuallyExclusive = [[city(3), city(4)]]
            }
        ),
        ("policy.budget", { $0.policy.budget = -5 }),
        ("policy.costPerCenter", { $0.policy.costPerCenter = .nan }),
        ("policy.costByCity.XX", { $0.policy.costByCity = [CityID("XX"): 2] }),
        ("policy.coverageFloors.West", { $0.policy.coverageFloors[.west] = 80 }),
        (
            "policy.coverageFloors.West",
            {
                $0.policy.coverageFloors[.west] = 0.5
                $0.objective = .pMedian
            }
        ),
        (
            "policy.exceptions[0].rule",
            {
                $0.policy.exceptions = [PolicyException(rule: "noSuchRule", subject: "P0", reason: "r")]
            }
        ),
        (
            "policy.exceptions[0].rule",
            {
                $0.policy.exceptions = [PolicyException(rule: "newCenters", subject: "P0", reason: "r")]
            }
        ),
        (
            "policy.exceptions[0].subject",
            {
                $0.policy.exceptions = [PolicyException(rule: "maximumPerProvince", subject: "C0", reason: "r")]
            }
        ),
        (
            "policy.exceptions[0].reason",
            {
                $0.policy.exceptions = [PolicyException(rule: "maximumPerProvince", subject: "P0", reason: " ")]
            }
        ),
        (
            "policy.exceptions[1]",
            {
                let exception = PolicyException(rule: "maximumPerProvince", subject: "P0", reason: "r")
                $0.policy.exceptions = [exception, exception]
            }
        ),
        ("objective.radius", { $0.objective = .maximalCovering(radius: .nan) }),
        ("objective.full", { $0.objective = .gradualCovering(full: 300, zero: 200) }),
        ("objective.zero", { $0.objective = .gradualCovering(full: 0, zero: .infinity) }),
        ("twinning.maximumPerDonor", { $0.twinning.maximumPerDonor = 0 }),
        ("twinning.maximumDistanceKilometers", { $0.twinning.maximumDistanceKilometers = .nan }),
        ("twinning.residentsPer100Kilometers", { $0.twinning.residentsPer100Kilometers = -1 }),
        ("twinning.residentsPerTier", { $0.twinning.residentsPerTier = 1e300 }),
        ("twinning.medicsPerCenter.oncology", { $0.twinning.medicsPerCenter[.oncology] = .max }),
        ("twinning.releasableByTier", { $0.twinning.releasableByTier = [1, 2] }),
        ("twinning.releasableByTier[4]", { $0.twinning.releasableByTier = [1, 2, 3, 4, -5] }),
        ("dispatch.presenceDaysPerWeek", { $0.dispatch.presenceDaysPerWeek = 0 }),
        ("dispatch.releasableShare", { $0.dispatch.releasableShare = .nan }),
    ]

    @Test(arguments: mistakes.indices) func everyMistakeIsNamed(index: Int) {
        let (field, make) = Self.mistakes[index]
        var scenario = Scenario(name: "s", title: "t")
        #expect(scenario.problems(for: Self.world.territory).isEmpty)
        make(&scenario)
        let problems = scenario.problems(for: Self.world.territory)
        #expect(problems.contains { $0.field == field }, "\(problems)")
        #expect(problems.allSatisfy { !$0.message.isEmpty && !$0.fix.isEmpty })
        #expect(throws: PlanningError.self) { try Planner(territory: Self.world.territory, scenario: scenario).plan() }
    }

    @Test func allProblemsAreCollected() {
        var scenario = Scenario(name: "s", title: "t")
        let single = Self.mistakes.filter { $0.field.hasPrefix("twinning") || $0.field.hasPrefix("objective.f") }
        for mistake in single { mistake.make(&scenario) }
        #expect(scenario.problems(for: Self.world.territory).count >= single.count - 2)
    }

    @Test func brokenTerritoriesAreRefused() {
        let good = Self.world.territory
        var city = good.cities[0]
        city.location = Coordinate(latitude: .nan, longitude: 500)
        city.population = -1
        city.province = ProvinceID("XX")
        var county = good.counties[0]
        county.population = .max
        county.city = CityID("XX")
        let bad = Territory(
            name: "bad", provinces: good.provinces, cities: [city, city], counties: [county, county],
            centers: [ExistingCenter(id: CenterID("E"), name: "", kind: .regional, city: CityID("YY"))]
        )
        let fields = Set(bad.problems().map(\.field))
        for field in [
            "territory.cities[0].location", "territory.cities[0].population", "territory.cities[0].province",
            "territory.cities[1].id", "territory.counties[0].population", "territory.counties[0].city",
            "territory.counties[1].id", "territory.centers[0].city",
        ] { #expect(fields.contains(field), "\(field)") }
        #expect(throws: PlanningError.self) { try Planner(territory: bad, scenario: .china2035).plan() }
        let empty = Territory(name: "", provinces: [], cities: [], counties: [])
        #expect(empty.problems().map(\.field) == ["territory.cities", "territory.counties"])
    }

    @Test func theCatalogueNamesEveryRuleOnce() {
        let names = PolicyRule.all.map(\.id)
        #expect(Set(names).count == names.count)
        let properties = Set(Mirror(reflecting: Policy()).children.compactMap(\.label))
        let twinning = Set(Mirror(reflecting: TwinningPolicy()).children.compactMap(\.label))
        for rule in PolicyRule.placement { #expect(properties.contains(rule.id), "\(rule.id)") }
        for rule in PolicyRule.twinning { #expect(twinning.contains(rule.id), "\(rule.id)") }
        // What is no rule by itself: parameters of other rules.
        #expect(properties.subtracting(names) == ["priorityRegions", "costPerCenter", "costByCity", "exceptions"])
        #expect(twinning.subtracting(names) == ["isJoint"])
        for rule in PolicyRule.all {
            #expect(!rule.summary.isEmpty && !rule.unit.isEmpty && !rule.defaultValue.isEmpty, "\(rule.id)")
            #expect(rule.statements.allSatisfy { $0.wholeMatch(of: /P\d+/) != nil } && !rule.statements.isEmpty)
        }
    }
}
