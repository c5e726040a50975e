import FacilityLocation
import LinearOptimization
import Synchronization
import Testing

/// Limits, cancellation, starts and progress.
struct LimitTests {
    /// A problem whose proof takes a while.
    private static func slow() -> ConditionalMedianProblem {
        var random = RandomProblems(seed: 5)
        let costs = ServiceCosts(siteCount: 60, clientCount: 120) { _, _ in random.cost(isWhole: false) }
        return ConditionalMedianProblem(base: .median(costs, count: 6), worstShare: 0.1)
    }

    @Test func noTimeStillGivesTheGreedyPlan() throws {
        let problem = Self.slow()
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .zero)))
        #expect(result.termination.reason == .feasible)
        #expect(result.termination.limit == .time)
        #expect(result.objective == result.greedyObjective)
        #expect(try problem.evaluate(open: result.openSites).isFeasible)
        #expect(result.objectiveBound <= result.objective ?? -.infinity)
    }

    @Test func timeLimitKeepsTheBestPlan() throws {
        let result = try Self.slow().solve(LocationOptions(solve: SolveOptions(timeLimit: .milliseconds(300))))
        let objective = try #require(result.objective)
        #expect(objective <= result.greedyObjective ?? -.infinity)
        #expect(result.objectiveBound <= objective)
        #expect(result.termination.reason == .feasible)
    }

    @Test func aNegativeOrEndlessTimeLimitIsHarmless() throws {
        let costs = ServiceCosts(siteCount: 3, clientCount: 3) { Double(abs($0 - $1)) }
        for limit in [Duration.seconds(-5), .seconds(Int64.max / 4)] {
            let result = try NearestSiteProblem.median(costs, count: 1).solve(
                LocationOptions(engine: .glpk, solve: SolveOptions(timeLimit: limit))
            )
            #expect(result.objective == 2)
        }
    }

    @Test func cancelledBeforeTheStart() throws {
        let flag = CancellationFlag()
        flag.cancel()
        let result = try Self.slow().solve(LocationOptions(solve: SolveOptions(cancellation: flag)))
        #expect(result.termination.limit == .interrupted)
        #expect([.feasible, .noSolutionFound].contains(result.termination.reason))
    }

    @Test func progressCanStopTheSolve() throws {
        let calls = Atomic(0)
        let options = SolveOptions(progress: { _ in
            calls.add(1, ordering: .relaxed)
            return .stop
        })
        let result = try Self.slow().solve(LocationOptions(solve: options))
        #expect(calls.load(ordering: .relaxed) >= 1)
        #expect(result.termination.limit == .interrupted)
        #expect(result.objective != nil)
    }

    @Test func aBetterStartIsKept() throws {
        // Two clusters; the greedy's first site is in neither.
        let costs = ServiceCosts(siteCount: 5, clientCount: 5) { Double(abs($0 - $1)) }
        let problem = NearestSiteProblem.median(costs, weights: [10, 1, 6, 1, 10], count: 2)
        let start = [1.0, 0, 0, 0, 1]
        let result = try problem.solve(
            LocationOptions(engine: .greedy, solve: SolveOptions(initialSolution: start))
        )
        #expect(result.openSites == [0, 4])
        #expect((result.objective ?? .infinity) < (result.greedyObjective ?? -.infinity))
    }

    @Test func aStartThatBreaksRulesIsNotTaken() throws {
        let costs = ServiceCosts(siteCount: 3, clientCount: 3) { Double(abs($0 - $1)) }
        let problem = NearestSiteProblem.median(costs, count: 1)
        let result = try problem.solve(
            LocationOptions(engine: .glpk, solve: SolveOptions(initialSolution: [1, 1, 1]))
        )
        #expect(result.openSites == [1])
    }

    @Test func sameProblemSamePlan() throws {
        var random = RandomProblems(seed: 77)
        let problem = random.nearestSite(sites: 12, clients: 20)
        let first = try problem.solve(LocationOptions(engine: .glpk))
        let second = try problem.solve(LocationOptions(engine: .glpk))
        #expect(first.openSites == second.openSites)
        #expect(first.objectiveBound == second.objectiveBound)
    }

    @Test func emptyProblems() throws {
        let nobody = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: 2, rows: []))
        #expect(try nobody.solve(LocationOptions(engine: .glpk)).objective == 0)
        let nowhere = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: 0, rows: [[]]))
        #expect(try nowhere.solve(LocationOptions(engine: .glpk)).termination.reason == .infeasible)
        let nothing = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: 0, rows: []))
        #expect(try nothing.solve().objective == 0)
        #expect(try CenterProblem(serviceCosts: ServiceCosts(siteCount: 0, rows: [])).solve().objective == 0)
        #expect(try SetCoveringProblem(cover: ServiceCosts(siteCount: 0, rows: [])).solve().objective == 0)
        let idle = CapacitatedProblem(serviceCosts: ServiceCosts(siteCount: 0, rows: []), demands: [], capacities: [])
        #expect(try idle.solve().objective == 0)
    }
}
