import FacilityLocation
import HealthPlanning
import Testing
import _TestSupport

/// What must not change, or change in one direction only, when a world is changed.
@Suite(.enabled(if: Build.provesPlacements)) struct MetamorphicTests {
    private func value(_ territory: Territory, _ scenario: Scenario) throws -> Double? {
        scenario.twinning.isJoint
            ? try JointProblem(territory: territory, scenario: scenario).solve(LocationOptions()).objective
            : try PlacementProblem(territory: territory, scenario: scenario).solve(LocationOptions()).objective
    }

    private func rebuilt(
        _ territory: Territory, cities: [City]? = nil, counties: [County]? = nil, hospitals: [Hospital]? = nil
    ) -> Territory {
        Territory(
            name: territory.name, provinces: territory.provinces, cities: cities ?? territory.cities,
            counties: counties ?? territory.counties, centers: territory.centers,
            hospitals: hospitals ?? territory.hospitals
        )
    }

    private func same(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return approximatelyEqual(a, b, within: 1e-7)
    }

    private func worlds(_ body: (UInt64, RandomWorld, Double?) throws -> Void) throws {
        var plans = 0
        for seed in UInt64(80_000)..<80_060 {
            let world = RandomWorld(seed: seed, isLenient: true)
            let base = try value(world.territory, world.scenario)
            if base != nil { plans += 1 }
            try body(seed, world, base)
        }
        #expect(plans > 25)
    }

    @Test func orderOfTheDataDoesNotMatter() throws {
        try worlds { seed, world, base in
            let shuffled = rebuilt(
                world.territory, cities: world.territory.cities.reversed(),
                counties: world.territory.counties.reversed(),
                hospitals: world.territory.hospitals.reversed()
            )
            let changed = try value(shuffled, world.scenario)
            #expect(same(changed, base), "seed \(seed)")
        }
    }

    @Test func splittingACountyChangesNothing() throws {
        try worlds { seed, world, base in
            var counties = world.territory.counties
            var half = counties[0]
            half.id = CountyID("half")
            half.population = counties[0].population / 2
            counties[0].population -= half.population
            let changed = try value(rebuilt(world.territory, counties: counties + [half]), world.scenario)
            #expect(same(changed, base), "seed \(seed)")
        }
    }

    @Test func ratesScaleTheObjective() throws {
        try worlds { seed, world, base in
            var scenario = world.scenario
            for region in MacroRegion.allCases {
                scenario.policy.regionRates[region] = 3 * (scenario.policy.regionRates[region] ?? 1)
            }
            scenario.policy.hostPopulationCredit *= 3
            scenario.twinning.residentsPer100Kilometers *= 3
            scenario.twinning.residentsPerTier *= 3
            let changed = try value(world.territory, scenario)
            #expect(same(changed, base.map { 3 * $0 }), "seed \(seed)")
        }
    }

    @Test func relaxingARuleNeverHurts() throws {
        let relaxations: [@Sendable (inout Scenario) -> Void] = [
            { $0.policy.minimumSpacingKilometers = nil },
            { $0.policy.budget = nil },
            { $0.policy.maximumPerProvince = nil },
            { $0.policy.minimumPriorityShare = nil },
            { $0.policy.mutuallyExclusive = [] },
            { $0.policy.implications = [] },
            { $0.policy.minimumHostPopulation = 0 },
            { $0.policy.newCenters = $0.policy.newCenters.lowerBound...($0.policy.newCenters.upperBound + 1) },
            { $0.twinning.allowsSameProvince = true },
            { $0.twinning.maximumDistanceKilometers = nil },
            { $0.policy.coverageFloors = [:] },
        ]
        try worlds { seed, world, base in
            var scenario = world.scenario
            scenario.policy.exceptions = []
            let strict = try value(world.territory, scenario)
            relaxations[Int(seed) % relaxations.count](&scenario)
            let loose = try value(world.territory, scenario)
            guard let strict else { return }
            let better = try #require(loose, "seed \(seed)")
            let slack = 1e-7 * max(1, abs(strict))
            #expect(
                scenario.objective == .pMedian ? better <= strict + slack : better >= strict - slack, "seed \(seed)")
        }
    }

    /// What the plan chose anyway may as well be required; what it did not choose may as well be excluded.
    @Test func fixingTheAnswerChangesNothing() throws {
        try worlds { seed, world, base in
            guard base != nil else { return }
            let plan = try PlacementProblem(territory: world.territory, scenario: world.scenario).solve(
                LocationOptions())
            guard !world.scenario.twinning.isJoint, plan.objective != nil else { return }
            var scenario = world.scenario
            scenario.policy.requiredHosts = Set(plan.hosts)
            scenario.policy.excludedHosts = Set(world.territory.cities.map(\.id)).subtracting(plan.hosts)
            let changed = try value(world.territory, scenario)
            #expect(same(changed, base), "seed \(seed)")
        }
    }
}
