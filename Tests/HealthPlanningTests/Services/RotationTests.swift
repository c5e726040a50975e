import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite("Rotation")
struct RotationTests {
    private static func problem(seed: UInt64) -> RotationProblem {
        var generator = SeededGenerator(seed: seed)
        func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        let teams = (0..<random(1...2)).map { RotationProblem.Team(id: .init("T\($0)"), persons: random(0...2)) }
        let places = (0..<random(1...2)).map { RotationProblem.Place(id: .init("P\($0)"), presence: random(0...2)) }
        var lanes: [RotationProblem.Lane] = []
        for team in teams {
            for place in places where random(0...3) > 0 {
                lanes.append(.init(team: team.id, place: place.id, meters: random(0...9) * 1_000))
            }
        }
        let term = random(1...2)
        return RotationProblem(
            teams: teams, places: places, lanes: lanes, periods: random(1...4), minimumTerm: term,
            maximumAway: term + random(0...1), rest: random(1...2))
    }

    /// Least missing and least travel over every calendar of every person.
    private static func best(_ problem: RotationProblem) -> (missing: Int, travel: Int) {
        var best = (missing: Int.max, travel: Int.max)
        let persons = problem.teams.flatMap { team in (0..<team.persons).map { _ in team.id } }
        var present = [InstitutionID: [Int]]()
        for place in problem.places { present[place.id] = Array(repeating: 0, count: problem.periods) }
        func place(_ person: Int, _ period: Int, _ travel: Int) {
            guard person < persons.count else {
                let missing = problem.places.reduce(0) { sum, place in
                    (present[place.id] ?? []).reduce(sum) { $0 + max(0, place.presence - $1) }
                }
                if (missing, travel) < best { best = (missing, travel) }
                return
            }
            guard period < problem.periods else { return place(person + 1, 0, travel) }
            place(person, period + 1, travel)
            for lane in problem.lanes where lane.team == persons[person] {
                for length in problem.minimumTerm...problem.maximumAway where period + length <= problem.periods {
                    for covered in period..<(period + length) { present[lane.place]?[covered] += 1 }
                    place(person, period + length + problem.rest, travel + lane.meters)
                    for covered in period..<(period + length) { present[lane.place]?[covered] -= 1 }
                }
            }
        }
        place(0, 0, 0)
        return best
    }

    @Test("least missing, then least travel, against every calendar")
    func enumeration() throws {
        for seed in UInt64(1)...80 {
            let problem = Self.problem(seed: seed)
            let best = Self.best(problem)
            let greedy = try problem.plan(engine: .greedy)
            #expect((greedy.missing, greedy.travel) >= best, "seed \(seed)")
            let greedyChecks = problem.checks(greedy)
            #expect(greedyChecks.allSatisfy { $0.passed }, "seed \(seed)")
            #if GLPK
                let plan = try problem.plan()
                #expect(plan.termination.isOptimal && (plan.missing, plan.travel) == best, "seed \(seed)")
                let checks = problem.checks(plan)
                #expect(checks.allSatisfy { $0.passed }, "seed \(seed): \(checks.map(\.detail))")
            #endif
        }
    }

    @Test("two persons keep one place the year round; one cannot")
    func theYearRound() throws {
        var problem = RotationProblem(
            teams: [.init(id: .init("T"), persons: 2)], places: [.init(id: .init("P"))],
            lanes: [.init(team: .init("T"), place: .init("P"), meters: 1_000)], periods: 12, minimumTerm: 3,
            maximumAway: 6)
        let plan = try problem.plan(engine: .greedy)
        #expect(plan.missing == 0 && plan.stays.count == 2 && plan.travel == 2_000)
        problem.teams[0].persons = 1
        #if GLPK
            let alone = try problem.plan()
            #expect(alone.missing == 1 && alone.missingBound == 1)
        #endif
    }

    @Test("tampered rotations are caught")
    func tampering() throws {
        let problem = RotationProblem(
            teams: [.init(id: .init("T"), persons: 2)], places: [.init(id: .init("P"))],
            lanes: [.init(team: .init("T"), place: .init("P"), meters: 1_000)])
        let good = try problem.plan(engine: .greedy)
        #expect(problem.checks(good).allSatisfy { $0.passed })
        let changes: [(inout RotationPlan) -> Void] = [
            { $0.stays[0].person = 2 }, { $0.stays[0].length = 7 }, { $0.stays[1].person = $0.stays[0].person },
            { $0.stays[0].start = .max }, { $0.stays.removeLast() }, { $0.travel += 1 }, { $0.missing = 3 },
            { $0.termination = Termination(.optimal) }, { $0.stays[0].place = .init("?") },
        ]
        for change in changes {
            var plan = good
            change(&plan)
            #expect(problem.checks(plan).contains { !$0.passed })
        }
    }

    @Test("bad data is reported whole")
    func badData() {
        let problem = RotationProblem(
            teams: [.init(id: .init("T"), persons: -1), .init(id: .init("T"), persons: 1)],
            places: [.init(id: .init("P"), presence: -1)],
            lanes: [.init(team: .init("?"), place: .init("?"), meters: -1)], periods: 0, minimumTerm: 0,
            maximumAway: -1,
            rest: 0)
        let error = #expect(throws: PlanningError.self) { try problem.plan() }
        #expect(error?.problems.count == 10)
    }
}
