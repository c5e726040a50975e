import FacilityLocation
import HealthPlanning
import LinearOptimization
import PlanningData
import Testing
import _TestSupport

/// The default plan of China against every default rule, recomputed from the files.
@Suite(.serialized) struct DefaultPlanTests {
    private static let plan = Result { try Planner(territory: ChinaDataset.load(), scenario: .china2035).plan() }

    private struct Files {
        let cities: [[String: String]]
        let counties: [[String: String]]
        let provinces: [[String: String]]
        let hospitals: [[String: String]]
        let existing: Set<String>
        let city: [String: [String: String]]

        init() throws {
            cities = try PlainFile("cities.csv").rows
            counties = try PlainFile("counties.csv").rows
            provinces = try PlainFile("provinces.csv").rows
            hospitals = try PlainFile("top_hospitals.csv").rows
            let regional = try PlainFile("regional_centers.csv").rows.compactMap { $0["host_city_adcode"] }
            let national = try PlainFile("national_centers.csv").rows.compactMap { $0["city_adcode"] }
            existing = Set(regional + national + hospitals.compactMap { $0["city_adcode"] })
            city = Dictionary(cities.map { ($0["adcode"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        }

        func number(_ row: [String: String], _ key: String) -> Double { Double(row[key] ?? "") ?? .nan }
    }

    @Test func isProvenAndVerified() throws {
        let plan = try Self.plan.get()
        #expect(plan.placement.termination.isOptimal || !Build.provesPlacements)
        #expect(plan.placement.relativeGap <= 1e-9 || !Build.provesPlacements)
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        #expect(plan.verification.checks.count > 60)
        #expect(plan.dispatch?.termination.isOptimal == true)
        let chosen = try #require(plan.placement.objective)
        let greedy = try #require(plan.greedy.objective)
        let sitedFirst = try #require(plan.sitedFirst?.objective)
        print(
            "residents at rate: exact \(chosen), greedy \(greedy) (−\(chosen - greedy)), sited first \(sitedFirst) (−\(chosen - sitedFirst))"
        )
        #expect(chosen >= greedy && chosen >= sitedFirst)
    }

    @Test func obeysEveryDefaultRule() throws {
        let files = try Files()
        let plan = try Self.plan.get().placement
        let hosts = plan.newCenters.compactMap { files.city[$0.city.rawValue] }
        #expect(files.existing.count == 59)
        #expect(hosts.count == 30 && Set(plan.hosts).count == 30)
        #expect(files.existing.isDisjoint(with: plan.hosts.map(\.rawValue)))
        let levels: Set = ["prefecture_level_city", "autonomous_prefecture", "prefecture", "league"]
        for host in hosts {
            #expect(levels.contains(host["level"] ?? ""))
            #expect(host["is_municipality"] == "0" && host["is_provincial_capital"] == "0")
            #expect(files.number(host, "population_2020") >= 1_500_000)
        }
        #expect(hosts.count { ["Central", "West", "Northeast"].contains($0["macro_region"]) } >= 21)
        let served = Set(files.existing.compactMap { files.city[$0]?["province_adcode"] })
        for province in files.provinces {
            let code = try #require(province["adcode"])
            let count = hosts.count { $0["province_adcode"] == code }
            #expect(count <= 3, "\(code)")
            if !served.contains(code) {
                let isExcused = plan.exceptions.contains {
                    $0.rule == "minimumPerProvinceWithoutCenter" && $0.subject == code
                }
                #expect(count >= 1 || isExcused, "\(code)")
            }
        }
        for (index, a) in hosts.enumerated() {
            for b in hosts.dropFirst(index + 1) { #expect(PlainFile.kilometers(a, b) >= 80) }
        }
    }

    @Test func objectiveAndCoverageAreThoseOfTheFiles() throws {
        let files = try Files()
        let plan = try Self.plan.get()
        let existing = files.existing.compactMap { files.city[$0] }
        let new = plan.placement.newCenters.compactMap { files.city[$0.city.rawValue] }
        let rates = ["East": 1, "Central": 1.2, "West": 1.3, "Northeast": 1.2]
        var (service, people, before, after) = (0.0, 0.0, 0.0, 0.0)
        for county in files.counties {
            let residents = files.number(county, "population_2020")
            let old = existing.map { PlainFile.kilometers(county, $0) }.min() ?? .infinity
            let now = new.map { PlainFile.kilometers(county, $0) }.reduce(old, min)
            service += residents * (rates[county["macro_region"] ?? ""] ?? .nan) * max(0, min(1, (250 - now) / 150))
            people += residents
            if old <= 150 { before += residents }
            if now <= 150 { after += residents }
        }
        let credit = new.reduce(0) { $0 + 0.02 * files.number($1, "population_2020") }
        let tiers = ["A++++", "A+++", "A++", "A+", "A"]
        var twinning = 0.0
        for center in plan.placement.newCenters {
            let donor = try #require(files.hospitals.first { $0["id"] == center.donor?.rawValue })
            let from = try #require(files.city[donor["city_adcode"] ?? ""])
            let to = try #require(files.city[center.city.rawValue])
            let distance = PlainFile.kilometers(from, to)
            #expect(donor["military"] == "0" && donor["focus"] == "general" && distance <= 2_000)
            #expect(donor["province_adcode"] != to["province_adcode"])
            #expect(center.medics.values.reduce(0, +) == 20 && center.shortages.isEmpty)
            twinning += 100 * distance + 15_000 * Double(tiers.firstIndex(of: donor["tier_2023"] ?? "") ?? 99)
        }
        #expect(Set(plan.placement.newCenters.map(\.donor)).count == 30)
        let objective = try #require(plan.placement.objective)
        #expect(approximatelyEqual(objective, service + credit - twinning, within: 1e-9))
        #expect(people == 1_409_778_724)
        #expect(approximatelyEqual(plan.metrics.national.before.coverage, before / people, within: 1e-9))
        #expect(approximatelyEqual(plan.metrics.national.after.coverage, after / people, within: 1e-9))
        #expect(plan.placement.newCenters.reduce(0) { $0 + $1.newlyCovered } == Int(after - before))
        print("within 150 km: \(before / people) before, \(after / people) after")
    }

    /// The rough calculation by hand: about 53 % of residents lie within 150 km of the documented sites, about 80 % with
    /// thirty more.
    @Test func documentedSitesAloneCoverAboutHalf() throws {
        var scenario = Scenario.china2035
        scenario.supply.countsLeadingHospitals = false
        scenario.policy.exceptions = []
        scenario.policy.minimumPerProvinceWithoutCenter = 0
        scenario.policy.capitals = .allowed
        scenario.twinning.isJoint = false
        scenario.objective = .maximalCovering(radius: 150)
        let plan = try Planner(territory: ChinaDataset.load(), scenario: scenario).plan(
            options: PlannerOptions(includesDispatch: false)
        )
        #expect(plan.verification.passed, "\(plan.verification.failures)")
        let access = plan.metrics.national
        print("documented sites: \(access.before.coverage), with thirty more \(access.after.coverage)")
        #expect(abs(access.before.coverage - 0.53) < 0.01)
        #expect(access.after.coverage > 0.78 && access.after.coverage < 0.88)
    }
}
