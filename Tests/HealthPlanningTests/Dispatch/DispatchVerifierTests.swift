import HealthPlanning
import LinearOptimization
import Testing

@Suite("Dispatch verifier")
struct DispatchVerifierTests {
    /// Two counties in reach of each other, both short, and one far away with staff to spare.
    private func example(_ fairness: DispatchFairness) throws -> (DispatchVerifier, DispatchPlan) {
        let province = ProvinceID("P")
        func county(_ id: String, _ longitude: Double, institutions: Int, staff: Int) -> County {
            County(
                id: CountyID(id), name: id, chineseName: id, city: CityID("P1"), province: province, region: .west,
                location: Coordinate(latitude: 30, longitude: longitude), population: institutions * 1_000,
                healthWorkers: staff)
        }
        let territory = Territory(
            name: "three",
            provinces: [
                Province(
                    id: province, name: "Province", chineseName: "省", region: .west, capital: CityID("P1"),
                    population: 20_000, communityInstitutions: 20)
            ], cities: [],
            counties: [
                county("A", 100, institutions: 8, staff: 6), county("B", 100.5, institutions: 8, staff: 4),
                county("C", 110, institutions: 4, staff: 9),
            ])
        var policy = TinyDispatch.policy
        policy.fairness = fairness
        let plan = try DispatchPlanner(territory: territory, policy: policy).plan()
        return (DispatchVerifier(territory: territory, policy: policy), plan)
    }

    private func failures(_ verifier: DispatchVerifier, _ plan: DispatchPlan) -> [String] {
        verifier.checks(plan).filter { !$0.passed }.map(\.name)
    }

    @Test("a shortage is explained, priced and shared out")
    func honestPlans() throws {
        let (verifier, plan) = try example(.none)
        #expect(failures(verifier, plan).isEmpty)
        #expect(plan.unserved == 6 && plan.unservedBound == 6)
        #expect(plan.explanations.count == 1)
        #expect(plan.explanations.first?.counties == [CountyID("A"), CountyID("B")])
        #expect(plan.explanations.first?.suppliers == [CountyID("A"), CountyID("B")])
        #expect(plan.explanations.first?.institutions == 16)
        #expect(plan.explanations.first?.capacity == 10)
        #expect(plan.travel == 0)
        #expect(plan.shortages.map(\.institutions) == [4, 2])

        let (fairVerifier, fair) = try example(.proportional)
        #expect(failures(fairVerifier, fair).isEmpty)
        #expect(fair.shortages.map(\.institutions) == [3, 3])
        #expect(fair.servedFromElsewhere == 1)
        // The fair plan is no liar under the other rule, nor the other way round.
        #expect(failures(fairVerifier, plan).isEmpty)
        var claimed = plan
        claimed.fairness = .proportional
        #expect(failures(fairVerifier, claimed) == ["dispatch: fair shares"])
    }

    @Test("every falsehood is found")
    func lies() throws {
        let (verifier, plan) = try example(.none)
        func expect(_ name: String, _ change: (inout DispatchPlan) -> Void) {
            var lie = plan
            change(&lie)
            #expect(lie != plan)
            #expect(failures(verifier, lie).contains("dispatch: \(name)"), "\(name): \(failures(verifier, lie))")
        }
        expect("every institution once") { $0.flows[0].institutions += 1 }
        expect("every institution once") { $0.shortages.removeLast() }
        expect("every institution once") { $0.institutions += 1 }
        expect("counties and counts") { $0.flows[0].from = CountyID("nowhere") }
        expect("counties and counts") { $0.flows[0].institutions = -1 }
        expect("counties and counts") { $0.flows[0].institutions = Int.max }
        expect("counties and counts") { $0.flows[0].kilometers = .nan }
        expect("counties and counts") { $0.flows.append($0.flows[0]) }
        expect("counties and counts") { $0.shortages.append($0.shortages[0]) }
        expect("counties and counts") { $0.shortages[0].institutions = Int.min }
        expect("releasable staff") {
            $0.flows[0].institutions += 1
            $0.shortages[$0.shortages.firstIndex { $0.county == CountyID("A") } ?? 0].institutions -= 1
        }
        expect("reach") { $0.flows[0].kilometers = 1 }
        expect("reach") { $0.flows[0].from = CountyID("C") }
        expect("totals") { $0.served += 1 }
        expect("totals") { $0.fullTimeEquivalents *= 1.01 }
        expect("totals") { $0.visitsPerYear += 1 }
        expect("totals") { $0.travel += 0.001 }
        expect("objective") { $0.objective = 0 }
        expect("objective") { $0.objective = nil }
        expect("objective") { $0.objectiveBound -= 1 }
        expect("least shortage") { $0.unservedBound = 7 }
        expect("least shortage") { $0.unservedBound = nil }
        expect("least shortage") { $0.explanations = [] }
        expect("shortage before travel") { $0.shortageWeight /= 2 }
        expect("travel proof") { $0.prices = [] }
        expect("travel proof") { $0.prices[0].staff = -1 }
        expect("travel proof") { $0.prices[0].staff = .infinity }
        expect("travel proof") { $0.prices[0].institution += 1_000 }
        expect("travel proof") { $0.prices[1].staff += 5 }
    }

    @Test("a plan for other rules or other data does not pass")
    func otherRules() throws {
        let (verifier, plan) = try example(.none)
        var shorter = verifier.policy
        shorter.releasableShare = 0.5
        #expect(!failures(DispatchVerifier(territory: verifier.territory, policy: shorter), plan).isEmpty)
        var farther = verifier.policy
        farther.reachKilometers = 5_000
        #expect(!failures(DispatchVerifier(territory: verifier.territory, policy: farther), plan).isEmpty)
        var broken = verifier.policy
        broken.workingDaysPerWeek = 0
        #expect(
            failures(DispatchVerifier(territory: verifier.territory, policy: broken), plan) == ["dispatch: data"])
    }
}
