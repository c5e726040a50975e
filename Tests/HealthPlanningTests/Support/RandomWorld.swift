import HealthPlanning
import _TestSupport

/// Small random countries and scenarios, with every rule now and then.
struct RandomWorld {
    var territory: Territory
    var scenario: Scenario

    /// - Parameter isLenient: leaves out most rules, so that plans exist nearly always.
    init(seed: UInt64, isLenient: Bool = false) {
        var random = SeededGenerator(seed: seed)
        territory = Self.territory(&random)
        scenario = Self.scenario(territory, &random, isLenient: isLenient)
    }

    private static func place(_ random: inout SeededGenerator) -> Coordinate {
        Coordinate(
            latitude: Double.random(in: 29...34, using: &random),
            longitude: Double.random(in: 106...113, using: &random)
        )
    }

    static func territory(_ random: inout SeededGenerator) -> Territory {
        let provinceCount = Int.random(in: 2...4, using: &random)
        var provinces: [Province] = []
        for index in 0..<provinceCount {
            let region = MacroRegion.allCases[index % 4]
            provinces.append(
                Province(
                    id: ProvinceID("P\(index)"), name: "Province \(index)", chineseName: "省\(index)", region: region,
                    capital: CityID("C\(index)"), population: 0, communityInstitutions: 10
                )
            )
        }
        var cities: [City] = []
        for index in 0..<Int.random(in: 5...9, using: &random) {
            let province = provinces[index < provinceCount ? index : Int.random(in: 0..<provinceCount, using: &random)]
            let isSeat = index < provinceCount
            let isMunicipality = isSeat && Int.random(in: 0..<4, using: &random) == 0
            let isCounty = !isSeat && Int.random(in: 0..<8, using: &random) == 0
            cities.append(
                City(
                    id: CityID("C\(index)"), name: "City \(index)", chineseName: "市\(index)",
                    level: isMunicipality ? .municipality : isCounty ? .countyLevel : .prefectureLevelCity,
                    province: province.id, region: province.region, location: place(&random),
                    population: Int.random(in: 200_000...6_000_000, using: &random),
                    isProvincialCapital: isSeat && !isMunicipality
                )
            )
        }
        var counties: [County] = []
        for index in 0..<Int.random(in: 6...16, using: &random) {
            let city = cities[Int.random(in: 0..<cities.count, using: &random)]
            counties.append(
                County(
                    id: CountyID("K\(index)"), name: "County \(index)", chineseName: "县\(index)", city: city.id,
                    province: city.province, region: city.region, location: place(&random),
                    population: Int.random(in: 0..<10, using: &random) == 0
                        ? 0 : Int.random(in: 50_000...2_000_000, using: &random)
                )
            )
        }
        var centers: [ExistingCenter] = []
        for index in 0..<Int.random(in: 0...2, using: &random) {
            let kinds: [ExistingCenter.Kind] = [.regional, .national, .regionalDesignation]
            let evidence: [Evidence] = [.documented, .partlyDocumented, .generalKnowledge]
            centers.append(
                ExistingCenter(
                    id: CenterID("E\(index)"), name: "Centre \(index)",
                    kind: kinds[Int.random(in: 0..<3, using: &random)],
                    city: cities[Int.random(in: 0..<cities.count, using: &random)].id,
                    evidence: evidence[Int.random(in: 0..<3, using: &random)]
                )
            )
        }
        var hospitals: [Hospital] = []
        for index in 0..<Int.random(in: 2...6, using: &random) {
            let city = cities[Int.random(in: 0..<cities.count, using: &random)]
            let focuses = ["general", "general", "general", "oncology", "ophthalmology"]
            hospitals.append(
                Hospital(
                    id: HospitalID("H\(index)"), name: "Hospital \(index)",
                    tier: Hospital.Tier.allCases[Int.random(in: 0..<5, using: &random)],
                    focus: focuses[Int.random(in: 0..<5, using: &random)], city: city.id, province: city.province,
                    isMilitary: Int.random(in: 0..<6, using: &random) == 0
                )
            )
        }
        return Territory(
            name: "random", fingerprint: "f", provinces: provinces, cities: cities, counties: counties,
            centers: centers, hospitals: hospitals
        )
    }

    static func scenario(_ territory: Territory, _ random: inout SeededGenerator, isLenient: Bool) -> Scenario {
        var policy = Policy()
        let ids = territory.cities.map(\.id)
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<(isLenient ? 3 * one : one), using: &random) == 0 }
        func city() -> CityID { ids[Int.random(in: 0..<ids.count, using: &random)] }
        let least = Int.random(in: 0...2, using: &random)
        policy.newCenters = least...(least + Int.random(in: 0...2, using: &random))
        policy.minimumPriorityShare = chance(2) ? [0.3, 0.5, 0.7][Int.random(in: 0..<3, using: &random)] : nil
        policy.capitals = chance(2) ? .excluded : chance(2) ? .atMost(1) : .allowed
        policy.minimumHostPopulation = chance(2) ? 1_500_000 : 0
        policy.hostPopulationCredit = chance(2) ? 0.02 : 0
        policy.maximumPerProvince = chance(2) ? 1 : nil
        policy.minimumPerProvinceWithoutCenter = chance(3) ? 1 : 0
        if chance(4) {
            let province = territory.provinces[Int.random(in: 0..<territory.provinces.count, using: &random)].id
            policy.provinceQuotas[province] = chance(2) ? 1...2 : 0...1
        }
        policy.minimumSpacingKilometers = chance(2) ? 200 : nil
        policy.minimumSpacingToExistingKilometers = chance(4) ? 150 : nil
        let supply = SupplyPolicy.random(&random)
        let existing = Set(territory.existingHosts(supply))
        if chance(4) { policy.requiredHosts = Set([city()].filter { !existing.contains($0) }) }
        if chance(3) { policy.excludedHosts = Set([city()].filter { !policy.requiredHosts.contains($0) }) }
        if chance(3) {
            let (a, b) = (city(), city())
            if a != b { policy.implications = [HostPair(city: a, requires: b)] }
        }
        if chance(3) {
            let group = Set([city(), city(), city()])
            if group.count > 1, group.intersection(policy.requiredHosts).count < 2 {
                policy.mutuallyExclusive = [group]
            }
        }
        if chance(3) {
            policy.budget = Double(Int.random(in: 4...20, using: &random))
            for cost in [2.0, 9.0] { policy.costByCity[city()] = cost }
        }
        if chance(3) {
            let rules = ["minimumPerProvinceWithoutCenter", "maximumPerProvince", "provinceQuotas"]
            let province = territory.provinces[Int.random(in: 0..<territory.provinces.count, using: &random)].id
            policy.exceptions.append(
                PolicyException(
                    rule: rules[Int.random(in: 0..<3, using: &random)], subject: province.rawValue, reason: "a test"
                )
            )
        }
        if chance(3) {
            let rules = [
                "capitals", "minimumHostPopulation", "minimumSpacingKilometers", "minimumSpacingToExistingKilometers",
            ]
            policy.exceptions.append(
                PolicyException(
                    rule: rules[Int.random(in: 0..<4, using: &random)], subject: city().rawValue, reason: "a test"
                )
            )
        }
        let objectives: [PlacementObjective] = [
            .maximalCovering(radius: 180), .gradualCovering(full: 100, zero: 350), .pMedian,
        ]
        let objective = objectives[Int.random(in: 0..<3, using: &random)]
        if objective != .pMedian, chance(4) { policy.coverageFloors[.central] = 0.5 }
        var twinning = TwinningPolicy()
        twinning.isJoint = Bool.random(using: &random)
        twinning.maximumPerDonor = Int.random(in: 1...2, using: &random)
        twinning.allowsSameProvince = chance(2)
        twinning.allowsMilitary = chance(2)
        twinning.requiresGeneralDonor = chance(2)
        twinning.maximumDistanceKilometers = chance(2) ? 500 : nil
        twinning.residentsPer100Kilometers = chance(2) ? 300_000 : 10_000
        twinning.residentsPerTier = chance(2) ? 400_000 : 0
        return Scenario(
            name: "random", title: "A random scenario", supply: supply, policy: policy, objective: objective,
            twinning: twinning
        )
    }
}

extension SupplyPolicy {
    static func random(_ random: inout SeededGenerator) -> SupplyPolicy {
        var supply = SupplyPolicy()
        supply.countsLeadingHospitals = false
        supply.countsNationalCenters = Bool.random(using: &random)
        if Bool.random(using: &random) { supply.weakestEvidence = .partlyDocumented }
        return supply
    }
}
