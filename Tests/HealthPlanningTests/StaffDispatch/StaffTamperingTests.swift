import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing

@Suite("Tampered staff dispatches")
struct StaffTamperingTests {
    private static let changes: [(String, @Sendable (inout StaffDispatchPlan) -> Void)] = [
        ("one person more", { $0.postings[0].persons += 1 }),
        ("one person less", { $0.postings[0].persons -= 1 }),
        ("a posting dropped", { $0.postings.removeFirst() }),
        ("a posting twice", { $0.postings.append($0.postings[0]) }),
        ("an unknown donor", { $0.postings[0].donor = .init("nobody") }),
        ("an unknown discipline", { $0.postings[0].discipline = "astrology" }),
        ("a huge number", { $0.postings[0].persons = .max }),
        ("a better share", { $0.worstShare = StaffRatio(1, 1) }),
        ("less travel", { $0.levels[4].value -= 1 }),
        ("a lower bound than the value", { $0.levels[4].bound = 0 }),
        ("an aim dropped", { $0.levels.removeLast() }),
        ("a shortage hidden", { $0.shortages.removeLast() }),
        ("an institution at zero invented", { $0.atZero.append(.init("I0")) }),
        ("no proof", { $0.certificate = nil }),
        ("a price changed", { $0.certificate?.pools[0].fairness += 5_000_000 }),
        ("a travel price changed", { $0.certificate?.root.travel += 1 }),
        ("persons to keep changed", { $0.certificate?.least = [] }),
    ]

    @Test("each is caught", arguments: Self.changes.indices)
    func caught(index: Int) throws {
        var tested = 0
        for seed in UInt64(1)...60 {
            let problem = TinyStaff.problem(seed: seed)
            var plan = try StaffDispatchPlanner(problem).plan()
            guard !plan.postings.isEmpty, !plan.shortages.isEmpty, plan.worstShare < StaffRatio(1, 1),
                plan.certificate?.pools.isEmpty == false
            else { continue }
            tested += 1
            Self.changes[index].1(&plan)
            let failed = StaffDispatchVerifier(problem).checks(plan).filter { !$0.passed }
            #expect(!failed.isEmpty, "\(Self.changes[index].0), seed \(seed)")
        }
        #expect(tested > 5)
    }

    @Test("swapping persons to a farther donor is caught by the proof alone")
    func worsePlan() throws {
        var caught = 0
        for seed in UInt64(1)...80 {
            let problem = TinyStaff.problem(seed: seed)
            let exact = try StaffDispatchPlanner(problem).plan()
            var greedy = try StaffDispatchPlanner(problem).plan(engine: .greedy)
            guard TinyStaff.key(problem, exact) != TinyStaff.key(problem, greedy) else { continue }
            greedy.certificate = exact.certificate
            for level in greedy.levels.indices { greedy.levels[level].bound = greedy.levels[level].value }
            greedy.termination = Termination(.optimal)
            #expect(StaffDispatchVerifier(problem).checks(greedy).contains { !$0.passed }, "seed \(seed)")
            caught += 1
        }
        #expect(caught > 5)
    }
}
