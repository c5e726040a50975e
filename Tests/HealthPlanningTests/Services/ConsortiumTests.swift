import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite("Consortia")
struct ConsortiumTests {
    private static func problem(seed: UInt64, isContiguous: Bool) -> ConsortiumProblem {
        var generator = SeededGenerator(seed: seed)
        func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        let members = (0..<random(2...6)).map { ConsortiumProblem.Member(id: .init("M\($0)"), load: random(0...4)) }
        let leads = (0..<random(1...3)).map {
            ConsortiumProblem.Lead(
                id: .init("L\($0)"), capacity: random(2...14), seat: isContiguous ? members[$0 % members.count].id : nil
            )
        }
        var lanes: [ConsortiumProblem.Lane] = []
        for lead in leads {
            for member in members where random(0...5) > 0 {
                lanes.append(.init(lead: lead.id, member: member.id, cost: random(0...20)))
            }
        }
        var borders: [ConsortiumProblem.Border] = []
        if isContiguous {
            for index in members.indices.dropFirst() {
                borders.append(.init(members[index - 1].id, members[index].id))
                if random(0...2) == 0 { borders.append(.init(members[random(0...index - 1)].id, members[index].id)) }
            }
        }
        return ConsortiumProblem(leads: leads, members: members, lanes: lanes, borders: borders)
    }

    /// The least cost over every choice the checks accept.
    private static func best(_ problem: ConsortiumProblem) throws -> Int? {
        var best: Int?
        var chosen = problem.members.map { _ in 0 }
        while true {
            var leads: [InstitutionID: StaffDonorID] = [:]
            var cost = 0
            for (member, lead) in zip(problem.members, chosen) {
                leads[member.id] = problem.leads[lead].id
                cost += problem.lanes.first { $0.lead == problem.leads[lead].id && $0.member == member.id }?.cost ?? 0
            }
            let plan = ConsortiumPlan(
                engine: "enumeration", termination: Termination(.feasible), leads: leads, cost: cost, bound: nil)
            if problem.checks(plan).allSatisfy({ $0.passed }) { best = min(best ?? .max, cost) }
            var index = 0
            while index < chosen.count, chosen[index] == problem.leads.count - 1 {
                chosen[index] = 0
                index += 1
            }
            if index == chosen.count { return best }
            chosen[index] += 1
        }
    }

    @Test("least cost, against every choice", arguments: [false, true])
    func enumeration(isContiguous: Bool) throws {
        var (feasible, stranded, matched) = (0, 0, 0)
        for seed in UInt64(1)...150 {
            let problem = Self.problem(seed: seed, isContiguous: isContiguous)
            let best = try Self.best(problem)
            let greedy = try problem.plan(engine: .greedy)
            #expect(problem.checks(greedy).allSatisfy { $0.passed }, "seed \(seed)")
            if let best, let cost = greedy.cost { #expect(cost >= best) }
            var engines: [LocationEngine] = [.exact]
            #if GLPK
                engines.append(.glpk)
            #endif
            for engine in engines {
                let plan = try problem.plan(engine: engine)
                #expect(plan.cost == best, "\(engine), seed \(seed)")
                #expect(
                    best == nil ? plan.termination.reason == .infeasible : plan.termination.isOptimal,
                    "\(engine), seed \(seed)")
                #expect(problem.checks(plan).allSatisfy { $0.passed }, "\(engine), seed \(seed)")
            }
            if best != nil {
                feasible += 1
                if greedy.cost == nil { stranded += 1 }
                if greedy.cost == best { matched += 1 }
            }
        }
        #expect(feasible > 20)
        // Tiny cases: the baseline must find a plan wherever there is one, mostly the best.
        #expect(stranded == 0)
        #expect(2 * matched > feasible)
    }

    @Test("a grid of counties is proven without a solver of programs, and as cheap as with one")
    func grids() throws {
        for seed in UInt64(1)...6 {
            var generator = SeededGenerator(seed: seed)
            let (width, height) = (6, 5)
            func name(_ x: Int, _ y: Int) -> InstitutionID { .init("\(x)-\(y)") }
            var members: [ConsortiumProblem.Member] = []
            var borders: [ConsortiumProblem.Border] = []
            for y in 0..<height {
                for x in 0..<width {
                    members.append(.init(id: name(x, y), load: Int.random(in: 20...90, using: &generator)))
                    if x > 0 { borders.append(.init(name(x - 1, y), name(x, y))) }
                    if y > 0 { borders.append(.init(name(x, y - 1), name(x, y))) }
                }
            }
            let load = members.reduce(0) { $0 + $1.load }
            let places = [(1, 1), (4, 1), (2, 3), (5, 4)]
            let leads = places.map {
                ConsortiumProblem.Lead(
                    id: .init("L\($0.0)"), capacity: load * 30 / 100, seat: name($0.0, $0.1))
            }
            let lanes = places.flatMap { place in
                (0..<width * height).map { index in
                    let (x, y) = (index % width, index / width)
                    let distance = abs(x - place.0) + abs(y - place.1)
                    return ConsortiumProblem.Lane(
                        lead: .init("L\(place.0)"), member: name(x, y), cost: distance * members[index].load)
                }
            }
            let problem = ConsortiumProblem(
                leads: leads, members: members, lanes: lanes, borders: seed % 2 == 0 ? borders : [])
            let plan = try problem.plan()
            #expect(plan.termination.isOptimal)
            #expect(plan.statistics.simplexIterations == 0, "the program took over")
            #expect(problem.checks(plan).allSatisfy { $0.passed })
            let greedy = try problem.plan(engine: .greedy)
            #expect((greedy.cost ?? 0) >= (plan.cost ?? .max))
            #expect(problem.checks(greedy).allSatisfy { $0.passed })
            #if GLPK
                #expect(try problem.plan(engine: .glpk).cost == plan.cost)
            #endif
        }
    }

    @Test("limits leave the consortia found so far and a bound")
    func limits() throws {
        let problem = Self.problem(seed: 5, isContiguous: false)
        let flag = CancellationFlag()
        flag.cancel()
        let plan = try problem.plan(options: SolveOptions(cancellation: flag))
        #expect(plan.termination.reason != .optimal || plan.bound == plan.cost)
        #expect(problem.checks(plan).allSatisfy { $0.passed })
        if let bound = plan.bound, let cost = plan.cost { #expect(bound <= cost) }
    }

    @Test("tampered consortia are caught")
    func tampering() throws {
        let problem = ConsortiumProblem(
            leads: [
                .init(id: .init("L"), capacity: 2, seat: .init("A")),
                .init(id: .init("K"), capacity: 2, seat: .init("C")),
            ],
            members: ["A", "B", "C"].map { .init(id: .init($0), load: 1) },
            lanes: ["L", "K"].flatMap { lead in
                ["A", "B", "C"].map { .init(lead: .init(lead), member: .init($0), cost: 1) }
            }, borders: [.init(.init("A"), .init("B")), .init(.init("B"), .init("C"))])
        let good = try problem.plan(engine: .greedy)
        #expect(good.cost == 3)
        let changes: [(inout ConsortiumPlan) -> Void] = [
            { $0.leads[.init("A")] = .init("K") }, { $0.leads[.init("B")] = nil }, { $0.cost = 2 }, { $0.bound = 9 },
            { $0.leads[.init("D")] = .init("L") }, { $0.termination = Termination(.optimal) },
            { $0.leads[.init("A")] = .init("?") },
        ]
        for change in changes {
            var plan = good
            change(&plan)
            #expect(problem.checks(plan).contains { !$0.passed })
        }
    }

    @Test("impossible consortia say why")
    func impossible() throws {
        let problem = ConsortiumProblem(
            leads: [.init(id: .init("L"), capacity: 1)],
            members: [.init(id: .init("A"), load: 2), .init(id: .init("B"), load: 2)],
            lanes: [.init(lead: .init("L"), member: .init("A"), cost: 1)])
        let plan = try problem.plan()
        #expect(plan.termination.reason == .infeasible)
        #expect(plan.termination.detail == "B has no admissible lead; a load of 4 exceeds all capacities, 1")
    }
}
