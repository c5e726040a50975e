import FacilityLocation
import HealthPlanning
import LinearOptimization
import PlanningData
import Testing

@Suite("National dispatch")
struct NationalDispatchTests {
    @Test("proven, verified, and better than greedy; both exact methods agree")
    func national() throws {
        let territory = try ChinaDataset.load()
        let planner = DispatchPlanner(territory: territory)
        let verifier = DispatchVerifier(territory: territory)
        let exact = try planner.plan()
        #expect(exact.termination.isOptimal)
        #expect(exact.relativeGap == 0)
        #expect(exact.institutions == territory.provinces.reduce(0) { $0 + $1.communityInstitutions })
        #expect(exact.served + exact.shortages.reduce(0) { $0 + $1.institutions } == exact.institutions)
        #expect(exact.unserved == exact.explanations.reduce(0) { $0 + $1.missing })
        #expect(verifier.checks(exact).filter { !$0.passed } == [])

        let greedy = try planner.plan(engine: .greedy)
        #expect(verifier.checks(greedy).filter { !$0.passed } == [])
        #expect(try #require(exact.objective) < #require(greedy.objective))
        #expect(exact.unserved < greedy.unserved)

        #if GLPK
            let program = try planner.plan(engine: .glpk)
            #expect(verifier.checks(program).filter { !$0.passed } == [])
            #expect(program.unserved == exact.unserved)
            #expect(program.travel == exact.travel)
            #expect(program.objectiveBound == exact.objectiveBound)
        #endif
    }

    @Test("fair shares leave no more institutions without anyone, only more travel")
    func fair() throws {
        let territory = try ChinaDataset.load()
        var policy = DispatchPolicy()
        // Scarcer than by default, so that the shortage reaches densely settled provinces.
        policy.releasableShare = 0.014
        let plain = try DispatchPlanner(territory: territory, policy: policy).plan()
        policy.fairness = .proportional
        let fair = try DispatchPlanner(territory: territory, policy: policy).plan()
        #expect(DispatchVerifier(territory: territory, policy: policy).checks(fair).filter { !$0.passed } == [])
        #expect(fair.termination.isOptimal)
        #expect(fair.unserved == plain.unserved)
        #expect(fair.travel >= plain.travel)
        #expect(fair.unfairness < plain.unfairness)
    }
}
