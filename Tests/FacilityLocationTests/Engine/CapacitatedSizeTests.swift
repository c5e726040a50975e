import FacilityLocation
import Foundation
import LinearOptimization
import Testing
import _TestSupport

/// The capacitated engine beyond brute force: consistency with the complete model, regions under rules, limits,
/// cancellation, data at the edge.
@Suite struct CapacitatedSizeTests {
    private enum Extra: CaseIterable, Sendable {
        case none, number, groups, budget
        /// Four sizes at every place, of which one can be built.
        case sizes
    }

    /// Points of a square with demands that need not be whole and capacities that differ.
    private static func square(
        clients: Int, sites: Int, seed: UInt64, extra: Extra = .none, isSingleSource: Bool = false,
        isFractional: Bool = false
    ) -> CapacitatedProblem {
        var generator = SeededGenerator(seed: seed)
        func point() -> (Double, Double) {
            (Double.random(in: 0..<10, using: &generator), Double.random(in: 0..<10, using: &generator))
        }
        let from = (0..<clients).map { _ in point() }
        let points = (0..<sites).map { _ in point() }
        let to = points.indices.map { points[extra == .sizes ? $0 - $0 % 4 : $0] }
        let demands = (0..<clients).map { index in
            if index % 17 == 3 { return 0.0 }
            let demand = Double.random(in: 5...35, using: &generator)
            return isFractional ? demand : demand.rounded()
        }
        let mean = 5 * demands.reduce(0, +) / Double(sites)
        let capacities = (0..<sites).map { _ in (mean * Double.random(in: 0.4..<1.6, using: &generator)).rounded() }
        let costs = ServiceCosts(siteCount: sites, clientCount: clients) { i, j in
            let (x, y) = (from[i].0 - to[j].0, from[i].1 - to[j].1)
            return (x * x + y * y).squareRoot()
        }
        let opening = capacities.map { 90 * Double.random(in: 0..<1, using: &generator) + 10 * $0.squareRoot() }
        let count = sites / 4 + 1
        let rules: [SideConstraint] =
            switch extra {
            case .none: []
            case .number: [SideConstraint("number", count: 0..<sites, atLeast: count, atMost: count + 2)]
            case .groups:
                (0..<sites / 4).map { SideConstraint("group \($0)", count: 4 * $0..<4 * $0 + 4, atLeast: 1, atMost: 2) }
            case .sizes:
                (0..<sites / 4).map { SideConstraint("place \($0)", count: 4 * $0..<4 * $0 + 4, atMost: 1) }
            case .budget:
                [
                    SideConstraint(
                        "budget", terms: (0..<sites).map { .init(site: $0, coefficient: opening[$0]) },
                        upper: 1.3 * Double(count) * opening.reduce(0, +) / Double(sites)),
                    SideConstraint.implies(0, 1),
                ]
            }
        return CapacitatedProblem(
            serviceCosts: costs, demands: demands, capacities: capacities, openingCosts: opening,
            roles: (0..<sites).map { $0 == 2 ? .existing : $0 == 5 ? .excluded : .candidate },
            sideConstraints: rules, isSingleSource: isSingleSource)
    }

    #if GLPK
        /// What the complete model proves in a few seconds has to agree with what the engine proves.
        @Test(arguments: Extra.allCases, [100, 160])
        private func isConsistentWithTheCompleteModel(extra: Extra, clients: Int) throws {
            let problem = Self.square(
                clients: clients, sites: clients / 5, seed: UInt64(clients), extra: extra, isFractional: clients > 100)
            let exact = try problem.solve()
            #expect(exact.termination.isOptimal)
            let value = try #require(exact.objective)
            #expect(try problem.evaluate(open: exact.openSites, allocation: exact.allocation).isFeasible)
            let limited = SolveOptions(timeLimit: .seconds(1))
            let complete = try problem.solve(LocationOptions(engine: .glpk, solve: limited))
            if let other = complete.objective { #expect(value <= other + 1e-6 * abs(other)) }
            #expect(complete.objectiveBound <= value + 1e-6 * abs(value))
        }
    #endif

    @Test(arguments: Extra.allCases)
    private func regionsKeepTheRules(extra: Extra) throws {
        let problem = Self.square(clients: 130, sites: 48, seed: 12, extra: extra, isSingleSource: true)
        let greedy = try problem.solve(LocationOptions(engine: .greedy)).objective
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .seconds(2))))
        let objective = try #require(result.objective)
        #expect(objective <= greedy ?? .infinity)
        #expect(result.objectiveBound <= objective)
        #expect(result.relativeGap < 0.1)
        let check = try problem.evaluate(open: result.openSites, allocation: result.allocation)
        #expect(check.isFeasible)
        #expect(approximatelyEqual(check.objective, objective, within: 1e-9))
        // Divisible clients cost no more.
        var divisible = problem
        divisible.isSingleSource = false
        #expect(try divisible.solve().objective ?? .nan <= objective * (1 + 1e-9))
    }

    @Test(arguments: [false, true])
    func aLimitAtSizeKeepsThePlanAndTheBound(isSingleSource: Bool) throws {
        let problem = Self.square(
            clients: isSingleSource ? 300 : 1500, sites: isSingleSource ? 300 : 200, seed: 3,
            isSingleSource: isSingleSource)
        let greedy = try #require(try problem.solve(LocationOptions(engine: .greedy)).objective)
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .seconds(1))))
        let objective = try #require(result.objective)
        #expect(objective <= greedy + 1e-6)
        #expect(result.objectiveBound <= objective)
        #expect(try problem.evaluate(open: result.openSites, allocation: result.allocation).isFeasible)
    }

    @Test(arguments: [false, true])
    func cancellationAtSize(isSingleSource: Bool) throws {
        let problem = Self.square(
            clients: isSingleSource ? 300 : 1500, sites: isSingleSource ? 300 : 200, seed: 8,
            isSingleSource: isSingleSource)
        let flag = CancellationFlag()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.7)
            flag.cancel()
        }
        let started = ContinuousClock.now
        let options = SolveOptions(timeLimit: .seconds(60), cancellation: flag)
        let result = try problem.solve(LocationOptions(solve: options))
        // Generous, for busy machines: the promise is 100 ms on a quiet one.
        #expect(ContinuousClock.now - started < .seconds(10))
        if let objective = result.objective { #expect(result.objectiveBound <= objective) }
    }

    @Test func aClientTooLargeForEverySite() throws {
        let costs = ServiceCosts(siteCount: 3, dense: Array(repeating: [1, 2, 3], count: 4))
        var problem = CapacitatedProblem(
            serviceCosts: costs, demands: [1, 8.5, 0, 2], capacities: [4, 4, 4], openingCosts: [1, 1, 1])
        #expect(try problem.solve().termination.isOptimal)
        problem.isSingleSource = true
        #expect(try problem.solve().termination.reason == .infeasible)
        problem.demands[1] = 0
        #expect(try problem.solve().objective == 4)
        problem.demands = [4.5, 4.5, 4.5, 0]
        problem.isSingleSource = false
        #expect(try problem.solve().termination.reason == .infeasible)
    }
}
