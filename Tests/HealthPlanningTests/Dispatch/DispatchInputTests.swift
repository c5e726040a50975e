import FacilityLocation
import Foundation
import HealthPlanning
import LinearOptimization
import Testing

@Suite("Dispatch input and limits")
struct DispatchInputTests {
    @Test(
        "numbers no policy can mean are refused",
        arguments: [Double.nan, .infinity, -.infinity, -1, 1e300, -0.001, 30_001, -Double.leastNonzeroMagnitude])
    func policies(value: Double) throws {
        let territory = TinyDispatch.territory(seed: 1).territory
        let properties: [(String, WritableKeyPath<DispatchPolicy, Double>)] = [
            ("presenceDaysPerWeek", \.presenceDaysPerWeek), ("workingDaysPerWeek", \.workingDaysPerWeek),
            ("daysPerVisit", \.daysPerVisit), ("hospitalShare", \.hospitalShare),
            ("releasableShare", \.releasableShare), ("reachKilometers", \.reachKilometers),
        ]
        var all = DispatchPolicy()
        for (name, property) in properties {
            var policy = DispatchPolicy()
            policy[keyPath: property] = value
            all[keyPath: property] = value
            let error = #expect(throws: PlanningError.self) {
                try DispatchPlanner(territory: territory, policy: policy).plan()
            }
            #expect(error?.problems.map(\.field) == ["dispatch.\(name)"])
        }
        #expect(all.problems().count == properties.count)
    }

    @Test("extreme but legal policies are planned")
    func extremes() throws {
        let territory = TinyDispatch.territory(seed: 3).territory
        var policy = DispatchPolicy()
        policy.presenceDaysPerWeek = 0.001
        policy.hospitalShare = 1
        policy.releasableShare = 1
        policy.reachKilometers = 30_000
        let plan = try DispatchPlanner(territory: territory, policy: policy).plan()
        #expect(plan.termination.isOptimal)
        policy = DispatchPolicy()
        policy.releasableShare = 0
        policy.reachKilometers = 0
        for engine in DispatchBruteForceTests.engines + [.greedy] {
            let nobody = try DispatchPlanner(territory: territory, policy: policy).plan(engine: engine)
            #expect(nobody.served == 0)
            #expect(nobody.unserved == nobody.institutions)
        }
    }

    @Test("every problem of a territory is reported at once")
    func territories() throws {
        let good = TinyDispatch.territory(seed: 2).territory
        var counties = good.counties
        counties[0].location.latitude = .nan
        counties[0].population = -5
        counties[1].healthWorkers = Int.min
        counties[1].province = ProvinceID("nowhere")
        counties.append(counties[0])
        var provinces = good.provinces
        provinces[0].communityInstitutions = Int.max
        let bad = Territory(name: "bad", provinces: provinces, cities: good.cities, counties: counties)
        let error = #expect(throws: PlanningError.self) { try DispatchPlanner(territory: bad).plan() }
        let fields = Set(error?.problems.map(\.field) ?? [])
        let duplicate = "counties[\(counties.count - 1)]"
        #expect(
            fields.isSuperset(of: [
                "counties[0].location", "counties[0].population", "counties[1].healthWorkers",
                "counties[1].province", "\(duplicate).id", "provinces[0].communityInstitutions",
            ]))
    }

    @Test("institutions without residents to divide them by are refused")
    func noResidents() throws {
        let good = TinyDispatch.territory(seed: 2).territory
        let empty = Territory(name: "empty", provinces: good.provinces, cities: [], counties: [])
        let error = #expect(throws: PlanningError.self) { try DispatchPlanner(territory: empty).plan() }
        #expect(error?.problems.first?.field == "provinces[0].communityInstitutions")
        let nothing = Territory(name: "nothing", provinces: [], cities: [], counties: [])
        for engine in DispatchBruteForceTests.engines + [.greedy] {
            let plan = try DispatchPlanner(territory: nothing).plan(engine: engine)
            #expect(plan.institutions == 0 && plan.unserved == 0 && plan.objective == 0)
            let checks = DispatchVerifier(territory: nothing).checks(plan)
            #expect(checks.filter { !$0.passed } == [])
        }
    }

    @Test("a limit that strikes leaves the greedy plan", arguments: DispatchBruteForceTests.engines)
    func limits(engine: LocationEngine) throws {
        // Large enough for the limit to be looked at.
        let territory = GridTerritory.make(side: 24)
        let flag = CancellationFlag()
        flag.cancel()
        let cases: [(SolveOptions, Termination.Limit)] = [
            (SolveOptions(cancellation: flag), .interrupted), (SolveOptions(timeLimit: .zero), .time),
        ]
        for (options, limit) in cases {
            let plan = try DispatchPlanner(territory: territory, policy: TinyDispatch.policy)
                .plan(engine: engine, options: options)
            #expect(plan.termination.reason == .feasible)
            #expect(plan.termination.limit == limit)
            #expect(plan.served > 0)
            let checks = DispatchVerifier(territory: territory, policy: TinyDispatch.policy).checks(plan)
            #expect(checks.filter { !$0.passed } == [])
        }
    }

    @Test("rules not given in a file keep their defaults")
    func decoding() throws {
        let text = #"{"reachKilometers": 80, "fairness": "proportional"}"#
        let policy = try JSONDecoder().decode(DispatchPolicy.self, from: Data(text.utf8))
        var expected = DispatchPolicy()
        expected.reachKilometers = 80
        expected.fairness = .proportional
        #expect(policy == expected)
        let again = try JSONDecoder().decode(DispatchPolicy.self, from: JSONEncoder().encode(policy))
        #expect(again == policy)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(DispatchPolicy.self, from: Data(#"{"reachKilometers": "far"}"#.utf8))
        }
    }
}

/// A square of counties with needs and staff in turns.
enum GridTerritory {
    static func make(side: Int) -> Territory {
        let province = ProvinceID("P")
        var counties: [County] = []
        for row in 0..<side {
            for column in 0..<side {
                let number = counties.count
                counties.append(
                    County(
                        id: CountyID("G\(number)"), name: "", chineseName: "格", city: CityID("P1"),
                        province: province, region: .east,
                        location: Coordinate(
                            latitude: 30 + Double(row) * 0.21, longitude: 110 + Double(column) * 0.23),
                        population: 1_000 * (1 + (number * 7) % 13), healthWorkers: (number * 11) % 17))
            }
        }
        return Territory(
            name: "grid",
            provinces: [
                Province(
                    id: province, name: "P", chineseName: "省", region: .east, capital: CityID("P1"),
                    population: counties.reduce(0) { $0 + $1.population }, communityInstitutions: side * side * 7)
            ], cities: [], counties: counties)
    }
}
