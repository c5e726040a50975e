import FacilityLocation
import HealthPlanning
import LinearOptimization
import Testing
import _TestSupport

@Suite("Staff dispatch under rules that do not nest")
struct RuledStaffTests {
    /// A small problem with pair limits over disciplines, now and then with other rules.
    private static func problem(seed: UInt64) -> StaffDispatchProblem {
        var problem = TinyStaff.problem(seed: seed, donors: 3, institutions: 4, need: 4)
        var generator = SeededGenerator(seed: seed &+ 1_000)
        for index in problem.lanes.indices where Int.random(in: 0...2, using: &generator) > 0 {
            problem.lanes[index].pairLimit = Int.random(in: 0...3, using: &generator)
        }
        if seed % 5 == 0 { problem.seniority = .init(disciplines: ["a"], percent: 50) }
        if seed % 7 == 0 { problem.hasOneDonorPerInstitution = true }
        return problem
    }

    @Test("priced limits hold for the best plan, and plans by prices keep every rule")
    func prices() throws {
        var proven = 0
        var ruled = 0
        for seed in UInt64(1)...60 {
            let problem = Self.problem(seed: seed)
            guard !problem.isNested else { continue }
            ruled += 1
            let priced = try StaffDispatchPlanner(problem).planByPrices()
            let failed = StaffDispatchVerifier(problem).checks(priced).filter { !$0.passed }
            #expect(failed.isEmpty, "seed \(seed): \(failed.map(\.detail))")
            #expect(priced.levels.first?.bound != nil)
            if priced.termination.isOptimal { proven += 1 }
            #if GLPK
                let whole = try StaffDispatchPlanner(problem).plan(engine: .glpk)
                let (a, b) = (TinyStaff.key(problem, whole), TinyStaff.key(problem, priced))
                #expect(!b.lexicographicallyPrecedes(a), "seed \(seed): better than the best")
                if priced.termination.isOptimal { #expect(a == b, "seed \(seed)") }
                for level in priced.levels {
                    guard let bound = level.bound else { break }
                    let value = whole.value(level.aim)
                    #expect(level.aim == .worstShare ? value <= bound : value >= bound, "seed \(seed): \(level.aim)")
                    // The next limit holds for plans that reach this one.
                    if value != bound { break }
                }
                let exact = try StaffDispatchPlanner(problem).plan()
                #expect(TinyStaff.key(problem, exact) == a, "seed \(seed)")
                #expect(exact.termination.isOptimal)
            #endif
        }
        #expect(ruled > 40)
        #expect(proven > 5)
    }
}
