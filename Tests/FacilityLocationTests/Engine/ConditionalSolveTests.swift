import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

#if GLPK
    @Suite struct ConditionalSolveTests {
        private func points(_ count: Int, opening p: Int, seed: UInt64, isWhole: Bool) -> NearestSiteProblem {
            var generator = SeededGenerator(seed: seed)
            let places = (0..<count).map { _ in
                (Double.random(in: 0..<100, using: &generator), Double.random(in: 0..<100, using: &generator))
            }
            return .median(
                ServiceCosts(siteCount: count, clientCount: count) { a, b in
                    let x = places[a].0 - places[b].0
                    let y = places[a].1 - places[b].1
                    let distance = (x * x + y * y).squareRoot()
                    return isWhole ? distance.rounded() : distance
                }, weights: (0..<count).map { _ in Double(Int.random(in: 1..<9, using: &generator)) }, count: p)
        }

        @Test(arguments: [0.1, 0.3, 1], [false, true])
        func agreesWithTheCompleteModel(share: Double, isWhole: Bool) throws {
            let problem = ConditionalMedianProblem(
                base: points(24, opening: 4, seed: 17, isWhole: isWhole), worstShare: share)
            let result = try problem.solve()
            let complete = try problem.solve(LocationOptions(engine: .glpk))
            #expect(result.termination.isOptimal && complete.termination.isOptimal)
            #expect(result.termination.detail == "dense trees by thresholds" || result.statistics.nodeCount == 0)
            #expect(approximatelyEqual(result.objective ?? -1, complete.objective ?? -2, within: 1e-6))
            #expect(approximatelyEqual(result.objectiveBound, result.objective ?? -1, within: 1e-6))
        }

        @Test(arguments: [(40, 3, 0.1), (50, 6, 0.2), (60, 4, 0.5), (45, 12, 0.3), (70, 5, 0.05)])
        func rangesAgreeWithBranchAndCut(count: Int, p: Int, share: Double) throws {
            for isWhole in [false, true] {
                var base = points(count, opening: p, seed: UInt64(count), isWhole: isWhole)
                let ranges = try ConditionalMedianProblem(base: base, worstShare: share).solve()
                // A second rule that never binds leads to the general search.
                base.sideConstraints.append(SideConstraint("idle", count: 0..<count / 2, atMost: count))
                let general = try ConditionalMedianProblem(base: base, worstShare: share).solve(
                    LocationOptions(solve: SolveOptions(timeLimit: .milliseconds(500))))
                #expect(ranges.termination.isOptimal)
                let objective = try #require(ranges.objective)
                #expect(approximatelyEqual(ranges.objectiveBound, objective, within: 1e-6))
                #expect(objective <= (general.objective ?? .infinity) + 1e-6)
                #expect(general.objectiveBound <= objective + 1e-6)
            }
        }

        @Test func rangesAgreeWithEnumeration() throws {
            for seed in 0..<40 as Range<UInt64> {
                var problem = ConditionalMedianProblem(
                    base: points(9 + Int(seed % 5), opening: 1 + Int(seed % 4), seed: seed, isWhole: seed % 2 == 0),
                    worstShare: [0.1, 0.3, 0.6, 1][Int(seed / 2 % 4)])
                if seed % 3 == 0 {
                    problem.base.openingCosts = problem.base.openingCosts.indices.map { Double($0 % 4) }
                }
                let result = try problem.solve()
                let optimum = try #require(Enumeration.best(problem))
                #expect(result.termination.isOptimal, "seed \(seed)")
                #expect(approximatelyEqual(result.objective ?? -1, optimum, within: 1e-6), "seed \(seed)")
                #expect(approximatelyEqual(result.objectiveBound, optimum, within: 1e-6), "seed \(seed)")
            }
        }

        @Test func theWholeShareIsTheMedian() throws {
            var base = points(40, opening: 5, seed: 4, isWhole: true)
            let conditional = try ConditionalMedianProblem(base: base, worstShare: 1).solve()
            let total = base.weights.reduce(0, +)
            base.weights = base.weights.map { $0 / total }
            #expect(approximatelyEqual(conditional.objective ?? -1, try base.solve().objective ?? -2, within: 1e-6))
        }

        @Test func limitsKeepPlanAndBound() throws {
            let problem = ConditionalMedianProblem(
                base: points(70, opening: 6, seed: 9, isWhole: true), worstShare: 0.1)
            let best = try #require(try problem.solve().objective)
            let cancelled = CancellationFlag()
            cancelled.cancel()
            for solve in [
                SolveOptions(timeLimit: .zero), SolveOptions(timeLimit: .milliseconds(20)),
                SolveOptions(cancellation: cancelled),
            ] {
                let result = try problem.solve(LocationOptions(solve: solve))
                #expect((result.objective ?? .infinity) <= (result.greedyObjective ?? .infinity))
                #expect(result.objectiveBound <= best + 1e-6)
                #expect(result.termination.isOptimal || result.termination.limit != nil)
            }
        }

        @Test func hugeTinyAndNegativeCostsAreServed() throws {
            for scale in [1e9, 1e-9, -1] {
                var base = points(20, opening: 3, seed: 2, isWhole: true)
                base.serviceCosts = base.serviceCosts.mapped { $0 * scale }
                let problem = ConditionalMedianProblem(base: base, worstShare: 0.25)
                let result = try problem.solve()
                #expect(result.termination.isOptimal, "\(scale): \(result.termination)")
                #expect(result.objectiveBound <= (result.objective ?? -.infinity))
            }
        }
    }
#endif
