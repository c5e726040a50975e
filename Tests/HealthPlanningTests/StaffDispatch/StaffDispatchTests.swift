import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing

#if GLPK
    import GLPKSolver
#endif

@Suite("Staff dispatch by discipline")
struct StaffDispatchTests {
    typealias Problem = StaffDispatchProblem

    static func failures(_ problem: Problem, _ plan: StaffDispatchPlan) -> [String] {
        StaffDispatchVerifier(problem).checks(plan).filter { !$0.passed }.map { "\($0.name): \($0.detail)" }
    }

    @Test("every aim is the best of all plans, found by enumeration")
    func enumeration() throws {
        var compared = 0
        for seed in UInt64(1)...400 {
            let problem = TinyStaff.problem(seed: seed, donors: 3, institutions: 3, need: 3)
            guard let best = TinyStaff.best(problem) else { continue }
            compared += 1
            let plan = try StaffDispatchPlanner(problem).plan()
            #expect(plan.termination.isOptimal, "seed \(seed)")
            #expect(TinyStaff.key(problem, plan) == best, "seed \(seed)")
            #expect(Self.failures(problem, plan).isEmpty, "seed \(seed)")
        }
        #expect(compared > 200)
    }

    #if GLPK
        @Test("the flows agree with mixed-integer programs on every aim")
        func programs() throws {
            for seed in UInt64(1_000)...1_300 {
                let problem = TinyStaff.problem(seed: seed)
                let plan = try StaffDispatchPlanner(problem).plan()
                let whole = try StaffDispatchPlanner(problem).plan(engine: .glpk)
                #expect(whole.termination.isOptimal, "seed \(seed)")
                #expect(TinyStaff.key(problem, plan) == TinyStaff.key(problem, whole), "seed \(seed)")
                #expect(Self.failures(problem, plan).isEmpty, "seed \(seed)")
                #expect(Self.failures(problem, whole).isEmpty, "seed \(seed)")
            }
        }

        @Test("the worst share of divisible staff equals the linear program's")
        func divisible() throws {
            for seed in UInt64(3_000)...3_400 {
                let problem = TinyStaff.problem(seed: seed, donors: 5, institutions: 8)
                let plan = try StaffDispatchPlanner(problem).plan()
                var model = Model("worst share")
                let share = model.addVariable(atMost: 1)
                var pools: [String: LinearExpression] = [:]
                var donors: [StaffDonorID: LinearExpression] = [:]
                for institution in problem.institutions {
                    for (discipline, post) in institution.posts where post.need > post.existing {
                        var received = LinearExpression()
                        var isReached = false
                        for lane in problem.lanes where lane.institution == institution.id {
                            let donor = try #require(problem.donors.first { $0.id == lane.donor })
                            guard donor.releasable[discipline] ?? 0 > 0, donor.jointLimit ?? 1 > 0 else { continue }
                            isReached = true
                            let sent = model.addVariable()
                            received.add(1, sent)
                            pools["\(lane.donor) \(discipline)", default: LinearExpression()].add(1, sent)
                            donors[lane.donor, default: LinearExpression()].add(1, sent)
                        }
                        guard isReached else { continue }
                        model.add(received - Double(post.need) * share >= Double(-post.existing))
                    }
                }
                for donor in problem.donors {
                    for (discipline, most) in donor.releasable {
                        if let sum = pools["\(donor.id) \(discipline)"] { model.add(sum <= Double(most)) }
                    }
                    if let limit = donor.jointLimit, let sum = donors[donor.id] { model.add(sum <= Double(limit)) }
                }
                model.maximize(LinearExpression(share))
                let best = try #require(GLPKSolver().solve(model).objective)
                let found = try #require(plan.divisibleWorstShare)
                #expect(abs(found.value - best) < 1e-9, "seed \(seed)")
                #expect(plan.worstShare <= found || plan.value(.shortage) == 0)
            }
        }

        @Test("rules that do not nest, against enumeration", arguments: 0..<3)
        func rules(kind: Int) throws {
            var compared = 0
            for seed in UInt64(1)...120 {
                var problem = TinyStaff.problem(seed: seed, donors: 3, institutions: 3, need: 3)
                switch kind {
                case 0: for index in problem.lanes.indices { problem.lanes[index].pairLimit = index % 3 }
                case 1: problem.seniority = .init(disciplines: ["a"], percent: 50)
                default: problem.hasOneDonorPerInstitution = true
                }
                guard let best = TinyStaff.best(problem, limit: 8_000) else { continue }
                compared += 1
                let plan = try StaffDispatchPlanner(problem).plan()
                #expect(plan.termination.isOptimal, "seed \(seed)")
                #expect(TinyStaff.key(problem, plan) == best, "seed \(seed)")
                let greedy = try StaffDispatchPlanner(problem).plan(engine: .greedy)
                #expect(Self.failures(problem, plan) + Self.failures(problem, greedy) == [], "seed \(seed)")
            }
            #expect(compared > 30)
        }
    #endif

    @Test("greedy is never better, and obeys every limit")
    func greedy() throws {
        for seed in UInt64(1)...200 {
            let problem = TinyStaff.problem(seed: seed)
            let greedy = try StaffDispatchPlanner(problem).plan(engine: .greedy)
            let exact = try StaffDispatchPlanner(problem).plan()
            #expect(!TinyStaff.key(problem, greedy).lexicographicallyPrecedes(TinyStaff.key(problem, exact)))
            #expect(!greedy.termination.isOptimal)
            #expect(Self.failures(problem, greedy).isEmpty, "seed \(seed)")
        }
    }

    private static func problem(
        need: [[Int]], releasable: [[Int]], joint: [Int?]? = nil, reach: [(Int, Int)]? = nil
    ) -> Problem {
        let donors = releasable.enumerated().map { index, row in
            Problem.Donor(
                id: .init("D\(index)"),
                releasable: Dictionary(uniqueKeysWithValues: row.enumerated().map { ("s\($0)", $1) }),
                jointLimit: joint?[index])
        }
        let institutions = need.enumerated().map { index, row in
            Problem.Institution(
                id: .init("I\(index)"),
                posts: Dictionary(uniqueKeysWithValues: row.enumerated().map { ("s\($0)", Problem.Post(need: $1)) }))
        }
        let pairs = reach ?? donors.indices.flatMap { d in institutions.indices.map { (d, $0) } }
        return Problem(
            donors: donors, institutions: institutions,
            lanes: pairs.map { .init(donor: donors[$0.0].id, institution: institutions[$0.1].id, meters: 1_000) })
    }

    @Test("no donors, no institutions, no lanes, no staff")
    func empty() throws {
        let nothing = try StaffDispatchPlanner(Problem(donors: [], institutions: [], lanes: [])).plan()
        #expect(nothing.termination.isOptimal)
        for problem in [
            Self.problem(need: [[1], [2]], releasable: []),
            Self.problem(need: [[1], [2]], releasable: [[5]], reach: []),
            Self.problem(need: [[1], [2]], releasable: [[0]]),
            Self.problem(need: [[1], [2]], releasable: [[5]], joint: [0]),
        ] {
            let plan = try StaffDispatchPlanner(problem).plan()
            #expect(plan.termination.isOptimal)
            #expect(plan.postings.isEmpty)
            #expect(plan.atZero.count == 2)
            #expect(plan.value(.shortage) == 3)
            let isAllOut = plan.shortages.allSatisfy { $0.isOutOfReach }
            #expect(isAllOut)
            #expect(Self.failures(problem, plan).isEmpty)
        }
        let idle = try StaffDispatchPlanner(Self.problem(need: [], releasable: [[3]])).plan()
        #expect(idle.postings.isEmpty)
    }

    @Test("an institution that needs nobody still gets its one, and no more")
    func courtesy() throws {
        let problem = Self.problem(need: [[0, 0], [1, 0]], releasable: [[2, 2]])
        let plan = try StaffDispatchPlanner(problem).plan()
        #expect(plan.atZero.isEmpty)
        #expect(plan.postings.reduce(0) { $0 + $1.persons } == 2)
        #expect(Self.failures(problem, plan).isEmpty)
    }

    @Test("one for everyone comes before the larger need, and the cut says why someone stays at zero")
    func oneFirst() throws {
        let problem = Self.problem(need: [[9], [1], [1]], releasable: [[2]])
        let plan = try StaffDispatchPlanner(problem).plan()
        #expect(plan.value(.nobodyAtZero) == 1)
        let cut = try #require(plan.explanations.first { $0.aim == .nobodyAtZero })
        #expect(cut.posts.count == 3 && cut.reachable == 2)
        let sentence = plan.explanations.first { $0.aim == .worstShare }?.sentence
        #expect(sentence == "3 posts need 11 people and can reach only 2")
        #expect(plan.divisibleWorstShare == StaffRatio(2, 11))
    }

    @Test("a joint limit binds over disciplines")
    func jointLimit() throws {
        let problem = Self.problem(need: [[4, 4]], releasable: [[4, 4]], joint: [4])
        let plan = try StaffDispatchPlanner(problem).plan()
        #expect(plan.worstShare == StaffRatio(1, 2))
        #expect(plan.value(.shortage) == 4)
    }

    @Test("the price of one more person and how far it holds")
    func worth() throws {
        for seed in UInt64(1)...40 {
            var problem = TinyStaff.problem(seed: seed)
            for index in problem.institutions.indices {
                let posts = problem.institutions[index].posts.values
                problem.institutions[index].needsOne = posts.contains { $0.need > $0.existing }
            }
            guard let donor = problem.donors.first, let discipline = donor.releasable.keys.sorted().first else {
                continue
            }
            let worth = try StaffDispatchPlanner(problem).worth(of: discipline, at: donor.id)
            #expect(worth.filled == min(1, worth.holdsUpTo), "seed \(seed)")
            let most = try StaffDispatchPlanner(problem).worth(
                of: discipline, at: donor.id, persons: worth.holdsUpTo + 1)
            #expect(most.filled == worth.holdsUpTo, "seed \(seed)")
        }
    }

    @Test("bad data is reported whole")
    func badData() {
        var problem = Self.problem(need: [[1]], releasable: [[1]])
        problem.donors.append(problem.donors[0])
        problem.donors[0].releasable["s0"] = -1
        problem.donors[0].jointLimit = -2
        problem.institutions[0].posts["s0"] = .init(need: .max, existing: .min)
        problem.lanes[0].meters = -1
        problem.lanes.append(.init(donor: .init("?"), institution: .init("?"), meters: 1, pairLimit: -1))
        problem.previous = [.init(donor: .init("D0"), institution: .init("I0"), discipline: "s0", persons: -1)]
        problem.terms.daysPerVisit = .nan
        problem.changePrice = -1
        let error = #expect(throws: PlanningError.self) { try StaffDispatchPlanner(problem).plan() }
        #expect(error?.problems.count == 13)
    }

    @Test("a time limit or cancellation returns the greedy plan")
    func limits() throws {
        let problem = TinyStaff.problem(seed: 5)
        let late = try StaffDispatchPlanner(problem).plan(options: SolveOptions(timeLimit: .zero))
        #expect(late.termination.limit == .time && !late.termination.isOptimal)
        #expect(Self.failures(problem, late).isEmpty)
        let flag = CancellationFlag()
        flag.cancel()
        let stopped = try StaffDispatchPlanner(problem).plan(options: SolveOptions(cancellation: flag))
        #expect(stopped.termination.limit == .interrupted)
    }

    @Test("figures before and after")
    func figures() throws {
        var problem = Self.problem(need: [[4]], releasable: [[3]])
        problem.institutions[0].posts["s0"] = .init(need: 4, existing: 1)
        problem.institutions[0].residents = 20_000
        problem.lanes[0].meters = 250_000
        let plan = try StaffDispatchPlanner(problem).plan()
        let total = StaffFigures(problem, plan).total
        #expect(total.ratioBefore == 0.25 && total.ratioAfter == 1)
        #expect(abs(total.fullTimeEquivalents - 1.8) < 1e-12 && abs(total.fullTimeEquivalentsPer10000 - 0.9) < 1e-12)
        #expect(abs(total.visits - 156) < 1e-9 && abs(total.travelDays - 156) < 1e-9)
    }
}
