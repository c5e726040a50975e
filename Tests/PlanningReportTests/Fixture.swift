package import HealthPlanning
import LinearOptimization
import PlanningReport

/// A small country made by hand: three provinces, six cities, awkward names.
enum Fixture {
    static let territory = Territory(
        name: "Fixture <&>", fingerprint: "0123456789abcdef",
        provinces: [
            province("110000", "Beijing", "北京市", .east, capital: "110000", 20_000_000),
            province("410000", "Henan", "河南省", .central, capital: "410100", 90_000_000),
            province("520000", "Guizhou", "贵州省", .west, capital: "520100", 38_000_000),
        ],
        cities: [
            city("110000", "Beijing", "北京市", "110000", .east, 39.9075, 116.3972, 20_000_000, level: .municipality),
            city("410100", "Zhengzhou", "郑州市", "410000", .central, 34.7578, 113.6486, 12_600_574, isCapital: true),
            city("411500", "Xinyang", "信阳市", "410000", .central, 32.1264, 114.0672, 6_234_401),
            city("411300", "Nanyang, \"old\"", "南阳市", "410000", .central, 32.9908, 112.5283, 9_713_112),
            city("520100", "Guiyang", "贵阳市", "520000", .west, 26.6477, 106.6302, 5_987_018, isCapital: true),
            city("520500", "<script>alert(1)</script>", "毕节市", "520000", .west, 27.3017, 105.2863, 6_899_636),
        ],
        counties: [
            county("110101", "Dongcheng", "东城区", "110000", "110000", .east, 39.92, 116.41, 708_829),
            county("410102", "Zhongyuan", "中原区", "410100", "410000", .central, 34.75, 113.61, 966_000),
            county("411502", "Shihe", "浉河区", "411500", "410000", .central, 32.12, 114.06, 650_000),
            county("411302", "Wancheng", "宛城区", "411300", "410000", .central, 32.99, 112.54, 990_000),
            county("520102", "Nanming", "南明区", "520100", "520000", .west, 26.57, 106.71, 1_050_000),
            county("520502", "", "七星关区", "520500", "520000", .west, 27.30, 105.29, 1_340_000),
        ],
        centers: [ExistingCenter(id: "RC1", name: "Zhengzhou centre", kind: .regional, city: "410100")],
        hospitals: [
            Hospital(
                id: "F002", name: "中国医学科学院北京协和医院", tier: .aPlus4, focus: "general", city: "110000", province: "110000",
                isMilitary: false
            ),
            Hospital(
                id: "F003", name: "=\"<img src=x onerror=alert(2)>\"", tier: .a, focus: "general", city: "110000",
                province: "110000", isMilitary: false
            ),
        ]
    )

    static var scenario: Scenario {
        var policy = Policy()
        policy.newCenters = 2...2
        policy.requiredHosts = ["520500", "411500"]
        policy.excludedHosts = ["411300"]
        policy.mutuallyExclusive = [["411500", "411300"]]
        policy.provinceQuotas = ["410000": 0...2]
        policy.costByCity = ["411500": 4.5]
        policy.implications = [HostPair(city: "520500", requires: "411500")]
        policy.coverageFloors = [.west: 0.25]
        policy.capitals = .atMost(1)
        return Scenario(
            name: "fixture", title: "Two centres & <b>more</b>",
            assumptions: ["Demand is the residents of six counties.", "Costs are < 5 & > 4."], policy: policy,
            objective: .gradualCovering(full: 100, zero: 250)
        )
    }

    static let medics: [Discipline: Int] = [
        .cardiology: 4, .oncology: 4, .paediatrics: 4, .neurology: 4, .criticalCare: 4,
    ]

    static var exact: PlacementPlan {
        PlacementPlan(
            engine: "exact", objectiveKind: .gradualCovering(full: 100, zero: 250), sense: .maximize,
            termination: Termination(.optimal), objective: 3_456_789.5, objectiveBound: 3_456_789.5,
            components: ObjectiveComponents(service: 3_500_000, hostCredit: 6_789.5, twinning: 50_000),
            newCenters: [
                PlacedCenter(
                    city: "520500", newlyCovered: 1_340_000, donor: "F002", donorKilometers: 2_105.4, medics: medics),
                PlacedCenter(
                    city: "411500", newlyCovered: 650_000, donor: "F003", donorKilometers: 1_080.25,
                    medics: [.cardiology: 4], shortages: [.oncology: 4, .criticalCare: 2]
                ),
            ],
            exceptions: [
                PolicyException(rule: "minimumHostPopulation", subject: "520000", reason: "A \"good\" reason.")
            ],
            statistics: SolveStatistics(
                simplexIterations: 120, nodeCount: 3,
                stages: [
                    .init(name: "incumbent", duration: .milliseconds(125)),
                    .init(name: "tree", duration: .milliseconds(250)),
                ]
            )
        )
    }

    static var greedy: PlacementPlan {
        PlacementPlan(
            engine: "greedy", objectiveKind: .gradualCovering(full: 100, zero: 250), sense: .maximize,
            termination: Termination(.feasible, limit: .heuristic), objective: 3_400_000, objectiveBound: .infinity,
            newCenters: [
                PlacedCenter(city: "411300", newlyCovered: 990_000),
                PlacedCenter(city: "411500", newlyCovered: 650_000),
            ]
        )
    }

    static var dispatch: DispatchPlan {
        DispatchPlan(
            engine: "exact", termination: Termination(.optimal), objective: 1_234.5, objectiveBound: 1_234.5,
            institutions: 1_500, served: 1_480, fullTimeEquivalents: 148, visitsPerYear: 38_480, travel: 12_345.6,
            flows: [
                .init(from: "520102", to: "520502", institutions: 480, kilometers: 25.72),
                .init(from: "410102", to: "410102", institutions: 1_000, kilometers: 0),
            ],
            shortages: [.init(county: "520502", institutions: 20)], shortageWeight: 100_000, unservedBound: 20,
            travelBound: 12_345.6, fairness: .proportional,
            explanations: [.init(counties: ["520502"], institutions: 500, suppliers: ["520102"], capacity: 480)],
            prices: [.init(county: "520502", staff: 1.5, institution: 100_000)],
            notes: ["Zones count with <their> county."]
        )
    }

    static var metrics: PlanMetrics {
        let pair = BeforeAfter(
            before: AccessMetrics(
                population: 5_704_829, coverage: 0.534, meanKilometers: 212.3, p90Kilometers: 480,
                withinProvinceShare: 0.4
            ),
            after: AccessMetrics(
                population: 5_704_829, coverage: 0.801, meanKilometers: 96.4, p90Kilometers: 210,
                withinProvinceShare: 0.75
            )
        )
        let unreachable = BeforeAfter(
            before: AccessMetrics(
                population: 1, coverage: 0, meanKilometers: .infinity, p90Kilometers: .infinity, withinProvinceShare: 0
            ),
            after: pair.after
        )
        return PlanMetrics(
            coverageRadius: 150, national: pair, byRegion: [.east: unreachable, .central: pair, .west: pair],
            byProvince: ["110000": unreachable, "410000": pair, "520000": pair],
            equityBefore: EquityMetrics(gini: 0.7, theil: 0.9, theilBetweenRegions: 0.1, withoutAccessShare: 0.4),
            equityAfter: EquityMetrics(gini: 0.5, theil: 0.6, theilBetweenRegions: 0.05, withoutAccessShare: 0.2)
        )
    }

    static var plan: NationalPlan {
        NationalPlan(
            scenario: scenario, dataset: territory.name, dataFingerprint: territory.fingerprint, placement: exact,
            greedy: greedy, sitedFirst: exact, dispatch: dispatch, greedyDispatch: dispatch, metrics: metrics,
            verification: VerificationReport(checks: [
                .init(name: "spacing", passed: true, detail: "closest pair 812 km"),
                .init(name: "objective", passed: true, detail: "recomputed 3,456,789.5"),
            ])
        )
    }

    static var report: PlanReport { PlanReport(plan: plan, territory: territory) }

    static let outlines = [
        MapOutline(
            name: "Henan <&>",
            rings: [
                [
                    Coordinate(latitude: 36, longitude: 110), Coordinate(latitude: 36, longitude: 116),
                    Coordinate(latitude: 31, longitude: 116), Coordinate(latitude: 31, longitude: 110),
                ]
            ]
        )
    ]

    private static func province(
        _ id: ProvinceID, _ name: String, _ chinese: String, _ region: MacroRegion, capital: CityID, _ population: Int
    ) -> Province {
        Province(
            id: id, name: name, chineseName: chinese, region: region, capital: capital, population: population,
            communityInstitutions: 500
        )
    }

    private static func city(
        _ id: CityID, _ name: String, _ chinese: String, _ province: ProvinceID, _ region: MacroRegion,
        _ latitude: Double,
        _ longitude: Double, _ population: Int, level: City.Level = .prefectureLevelCity, isCapital: Bool = false
    ) -> City {
        City(
            id: id, name: name, chineseName: chinese, level: level, province: province, region: region,
            location: Coordinate(latitude: latitude, longitude: longitude), population: population,
            isProvincialCapital: isCapital
        )
    }

    private static func county(
        _ id: CountyID, _ name: String, _ chinese: String, _ city: CityID, _ province: ProvinceID,
        _ region: MacroRegion,
        _ latitude: Double, _ longitude: Double, _ population: Int
    ) -> County {
        County(
            id: id, name: name, chineseName: chinese, city: city, province: province, region: region,
            location: Coordinate(latitude: latitude, longitude: longitude), population: population
        )
    }
}

/// Lets fixtures write identifiers as plain text.
extension Identifier: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByStringLiteral
{
    package init(stringLiteral value: String) { self.init(value) }
}
