import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Greedy, repair and interchange by what they promise.
struct HeuristicTests {
    @Test(arguments: 0..<150)
    func interchangeEndsInALocalOptimum(seed: Int) throws {
        var random = RandomProblems(seed: 90_000 + UInt64(seed))
        var problem = random.nearestSite(sites: 8, clients: 14)
        problem.serviceConstraints = []
        guard let plans = problem.heuristicPlans() else { return }
        #expect(plans.improved.isFeasible)
        #expect(plans.improved.objective <= plans.greedy.objective + 1e-9)
        let open = Set(plans.improved.openSites)
        for opening in [nil] + (0..<8).map(Optional.some) {
            for closing in [nil] + (0..<8).map(Optional.some) {
                var neighbour = open
                if let opening { neighbour.insert(opening) }
                if let closing { neighbour.remove(closing) }
                let plan = try problem.evaluate(open: neighbour)
                guard plan.isFeasible else { continue }
                let rounding = 1e-8 * max(1, abs(plan.objective))
                #expect(
                    plan.objective >= plans.improved.objective - rounding, "seed \(seed): \(neighbour) beats \(open)")
            }
        }
    }

    @Test func interchangeEscapesTheGreedyOnALine() throws {
        // Greedy opens the middle first; the two best sites leave it out.
        let costs = ServiceCosts(siteCount: 5, clientCount: 5) { Double(abs($0 - $1)) }
        let problem = NearestSiteProblem.median(costs, weights: [10, 1, 6, 1, 10], count: 2)
        let plans = try #require(problem.heuristicPlans())
        #expect(plans.improved.objective < plans.greedy.objective)
        #expect(plans.improved.objective == Enumeration.best(problem))
    }

    @Test func rulesWithoutPlanAreProvenInfeasibleWithoutSolver() throws {
        let costs = ServiceCosts(siteCount: 6, clientCount: 3) { Double($0 + $1) }
        var problem = NearestSiteProblem(serviceCosts: costs)
        // Whole sites cannot add up to an odd number of halves.
        let terms = (0..<6).map { SideConstraint.Term(site: $0, coefficient: 2) }
        problem.sideConstraints = [SideConstraint("parity", terms: terms, lower: 3, upper: 3)]
        let result = try problem.solve(LocationOptions(engine: .greedy))
        #expect(result.termination.reason == .infeasible)
        #expect(result.objective == nil)
    }

    @Test func tightRulesAreMetBySearch() throws {
        // Exactly two sites of each overlapping triple on a ring: only patterns of period three do.
        let count = 12
        let costs = ServiceCosts(siteCount: count, clientCount: count) { Double(($0 * 5 + $1 * 7) % 13) }
        var problem = NearestSiteProblem(serviceCosts: costs)
        problem.sideConstraints = (0..<count).map { start in
            SideConstraint("triple \(start)", count: (0..<3).map { (start + $0) % count }, atLeast: 2, atMost: 2)
        }
        let result = try problem.solve(LocationOptions(engine: .greedy))
        #expect(try problem.evaluate(open: result.openSites).isFeasible)
        #expect(result.openSites.count == 8)
    }

    @Test func companionsOpenWithTheSiteThatNeedsThem() throws {
        let costs = ServiceCosts(siteCount: 3, dense: [[0, 50, 60], [1, 50, 60]])
        var problem = NearestSiteProblem(serviceCosts: costs)
        problem.sideConstraints = [.implies(0, 2), .newSites(atMost: 2, siteCount: 3)]
        let result = try problem.solve(LocationOptions(engine: .greedy))
        #expect(result.openSites == [0, 2])
    }

    @Test(.enabled(if: hasSolver), arguments: 0..<200)
    func transportMatchesTheLinearProgram(seed: Int) throws {
        var random = RandomProblems(seed: 95_000 + UInt64(seed))
        var problem = random.capacitated(sites: 6, clients: 10, isSingleSource: false)
        problem.sideConstraints = []
        problem.openingCosts = Array(repeating: 0, count: 6)
        problem.roles = (0..<6).map { _ in random.chance(0.6) ? .required : .excluded }
        let open = (0..<6).filter { problem.roles[$0] == .required }
        let allocation = problem.allocation(open: open)
        let plan = try problem.evaluate(open: open, allocation: allocation)
        let program = try solveComplete(try problem.model().model.relaxed())
        if program.termination.reason == .infeasible {
            #expect(!plan.isFeasible, "seed \(seed)")
        } else {
            #expect(plan.isFeasible, "seed \(seed): \(plan.violations)")
            #expect(approximatelyEqual(plan.objective, program.objective ?? .nan, within: 1e-6), "seed \(seed)")
        }
    }
}
