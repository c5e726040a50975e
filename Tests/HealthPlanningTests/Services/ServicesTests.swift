import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite("Workforce, diagnostics, mobile services")
struct ServicesTests {
    @Test("graduates go where the need is worst, doctors with two qualifications fill either")
    func workforce() throws {
        let cohorts: [StaffDispatchProblem.Cohort] = [
            .init(id: .init("school"), qualifications: ["general practice"], persons: 3),
            .init(id: .init("villages"), qualifications: ["general practice", "public health"], persons: 2),
        ]
        let institutions = [
            StaffDispatchProblem.Institution(
                id: .init("A"), posts: ["general practice": .init(need: 4, existing: 2)]),
            StaffDispatchProblem.Institution(
                id: .init("B"), posts: ["general practice": .init(need: 2), "public health": .init(need: 2)]),
        ]
        let problem = StaffDispatchProblem.workforce(cohorts: cohorts, institutions: institutions) { cohort, place in
            cohort.id == .init("school") && place.id == .init("B") ? 50_000 : 10_000
        }
        let plan = try StaffDispatchPlanner(problem).plan()
        #expect(plan.termination.isOptimal && plan.value(.shortage) == 1)
        #expect(StaffDispatchVerifier(problem).checks(plan).allSatisfy { $0.passed })
        #expect(plan.postings.filter { $0.discipline == "public health" }.allSatisfy { $0.donor == .init("villages") })
    }

    private static func diagnostics(seed: UInt64) -> (problem: DiagnosticsProblem, costs: [String: Double]) {
        var random = SeededGenerator(seed: seed)
        let sites = (0..<Int.random(in: 1...4, using: &random)).map {
            DiagnosticsProblem.ExamSite(id: .init("S\($0)"), examinations: Int.random(in: 1...5, using: &random))
        }
        let hubs = (0..<Int.random(in: 1...3, using: &random)).map {
            DiagnosticsProblem.Hub(
                id: .init("H\($0)"), capacity: Int.random(in: 2...12, using: &random),
                cost: Double(Int.random(in: 0...20, using: &random)),
                isExisting: Int.random(in: 0..<4, using: &random) == 0)
        }
        var costs: [String: Double] = [:]
        for site in sites {
            for hub in hubs where Int.random(in: 0..<6, using: &random) > 0 {
                costs["\(site.id) \(hub.id)"] = Double(Int.random(in: 1...9, using: &random))
            }
        }
        let known = costs
        return (DiagnosticsProblem(sites: sites, hubs: hubs) { known["\($0.id) \($1.id)"] }, costs)
    }

    @Test("hubs against every choice of hub for every site") func hubs() throws {
        var feasible = 0
        for seed in UInt64(1)...80 {
            let (problem, costs) = Self.diagnostics(seed: seed)
            var best: Double?
            var chosen = problem.sites.map { _ in 0 }
            search: while true {
                var load = problem.hubs.map { _ in 0 }
                var cost = 0.0
                for (site, hub) in chosen.enumerated() {
                    load[hub] += problem.sites[site].examinations
                    let each = costs["\(problem.sites[site].id) \(problem.hubs[hub].id)"] ?? .infinity
                    cost += Double(problem.sites[site].examinations) * each
                }
                for (index, hub) in problem.hubs.enumerated() {
                    if load[index] > hub.capacity { cost = .infinity }
                    if hub.isExisting || chosen.contains(index) { cost += hub.cost }
                }
                if cost < best ?? .infinity { best = cost }
                var index = 0
                while index < chosen.count, chosen[index] == problem.hubs.count - 1 {
                    chosen[index] = 0
                    index += 1
                }
                if index == chosen.count { break search }
                chosen[index] += 1
            }
            let greedy = try problem.plan(LocationOptions(engine: .greedy))
            #expect(problem.checks(greedy).allSatisfy { $0.passed }, "seed \(seed): \(problem.checks(greedy))")
            #if GLPK
                let plan = try problem.plan()
                #expect((plan.result.objective == nil) == (best == nil), "seed \(seed)")
                if let best {
                    feasible += 1
                    #expect(approximatelyEqual(plan.result.objective ?? .nan, best, within: 1e-7), "seed \(seed)")
                    #expect(problem.checks(plan).allSatisfy { $0.passed }, "seed \(seed): \(problem.checks(plan))")
                }
            #endif
        }
        #if GLPK
            #expect(feasible > 20)
        #endif
    }

    private static func mobile(seed: UInt64) -> MobileServiceProblem {
        var random = SeededGenerator(seed: seed)
        let stops = (0..<Int.random(in: 1...4, using: &random)).map {
            MobileServiceProblem.Stop(
                id: "s\($0)", cost: Int.random(in: 0...5, using: &random), days: Int.random(in: 0...2, using: &random),
                mostVisits: Int.random(in: 0...4, using: &random))
        }
        let villages = (0..<Int.random(in: 1...5, using: &random)).map { index in
            MobileServiceProblem.Village(
                id: "v\(index)", visits: Int.random(in: 0...4, using: &random),
                stops: Set(stops.map(\.id).filter { _ in Bool.random(using: &random) }))
        }
        return MobileServiceProblem(stops: stops, villages: villages, teamDays: Int.random(in: 0...10, using: &random))
    }

    @Test("visit counts against every combination") func visits() throws {
        for seed in UInt64(1)...120 {
            let problem = Self.mobile(seed: seed)
            var best = (Int.max, Int.max)
            var counts = problem.stops.map { _ in 0 }
            search: while true {
                let days = zip(problem.stops, counts).reduce(0) { $0 + $1.0.days * $1.1 }
                if days <= problem.teamDays {
                    let missing = problem.villages.reduce(0) { sum, village in
                        let served = zip(problem.stops, counts).reduce(0) {
                            $0 + (village.stops.contains($1.0.id) ? $1.1 : 0)
                        }
                        return sum + max(0, village.visits - served)
                    }
                    let cost = zip(problem.stops, counts).reduce(0) { $0 + $1.0.cost * $1.1 }
                    if (missing, cost) < best { best = (missing, cost) }
                }
                var index = 0
                while index < counts.count, counts[index] == problem.stops[index].mostVisits {
                    counts[index] = 0
                    index += 1
                }
                if index == counts.count { break search }
                counts[index] += 1
            }
            let greedy = try problem.plan(engine: .greedy)
            #expect(problem.checks(greedy).allSatisfy { $0.passed }, "seed \(seed)")
            #expect((greedy.missing.values.reduce(0, +), greedy.cost) >= best, "seed \(seed)")
            #if GLPK
                let plan = try problem.plan()
                #expect(plan.termination.isOptimal)
                #expect((plan.missing.values.reduce(0, +), plan.cost) == best, "seed \(seed)")
                #expect(problem.checks(plan).allSatisfy { $0.passed }, "seed \(seed)")
            #endif
        }
    }

    @Test("tampered visits are caught") func tampering() throws {
        let problem = MobileServiceProblem(
            stops: [.init(id: "s", cost: 2, mostVisits: 5)], villages: [.init(id: "v", visits: 4, stops: ["s"])],
            teamDays: 3)
        let good = try problem.plan(engine: .greedy)
        #expect(good.missing == ["v": 1] && problem.checks(good).allSatisfy { $0.passed })
        let changes: [(inout MobileServiceProblem.Plan) -> Void] = [
            { $0.visits["s"] = 4 }, { $0.visits["s"] = 6 }, { $0.visits["?"] = 1 }, { $0.missing = [:] },
            { $0.cost = 0 },
            { $0.termination = Termination(.optimal) },
        ]
        for change in changes {
            var plan = good
            change(&plan)
            #expect(problem.checks(plan).contains { !$0.passed })
        }
        var bad = problem
        bad.stops[0].cost = -1
        bad.villages[0].stops = ["?"]
        bad.teamDays = -1
        let error = #expect(throws: PlanningError.self) { try bad.plan() }
        #expect(error?.problems.count == 3)
    }
}
