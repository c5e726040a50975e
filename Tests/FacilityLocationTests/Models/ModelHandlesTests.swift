import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// The models as material for other models: starts, cost expressions, further rows.
struct ModelHandlesTests {
    @Test(arguments: 0..<80)
    func everyPlanIsAPointOfBothModels(seed: Int) throws {
        var random = RandomProblems(seed: 80_000 + UInt64(seed))
        let problem = random.nearestSite(sites: 5, clients: 7)
        for formulation in Formulation.allCases {
            let built = try problem.model(formulation, coveringEveryClient: true)
            for bits in 0..<32 {
                let open = (0..<5).filter { bits >> $0 & 1 == 1 }
                let plan = try problem.evaluate(open: open)
                guard plan.isFeasible else { continue }
                let values = built.values(open: open)
                #expect(values.count == built.model.variableCount)
                try expectFeasible(values, built.model, "seed \(seed), \(formulation), \(open)")
                #expect(approximatelyEqual(value(of: built.model.objective, values), plan.objective))
                for client in 0..<7 {
                    let nearest = plan.assignment[client].map { cost(problem.serviceCosts, client, $0) }
                    let expected = nearest ?? problem.unservedCosts[client]
                    #expect(approximatelyEqual(value(of: built.serviceCost(of: client), values), expected))
                }
            }
        }
    }

    @Test func levelsAreFarFewerThanPairs() throws {
        let costs = ServiceCosts(siteCount: 40, clientCount: 40) { Double(abs($0 - $1)) }
        let problem = NearestSiteProblem.median(costs, count: 6)
        let levels = try problem.model(.levels).model
        let classic = try problem.model(.assignment).model
        #expect(levels.constraintCount < classic.constraintCount)
        #expect(levels.variableCount < classic.variableCount)
    }

    @Test(.enabled(if: hasSolver))
    func rowsCanBeAdded() throws {
        let costs = ServiceCosts(siteCount: 6, clientCount: 12) { Double(($0 * 7 + $1 * 5) % 11) }
        var built = try NearestSiteProblem.median(costs, count: 2).model()
        let free = try #require(try solveComplete(built.model).objective)
        // A tighter cap on one client's cost than the optimum gives.
        built.model.add(built.serviceCost(of: 3), atMost: 2)
        let capped = try solveComplete(built.model)
        let solution = try #require(capped.solution)
        let open = built.open.indices.filter { solution[built.open[$0]] > 0.5 }
        #expect(costs.entries(of: 3).contains { open.contains(Int(costs.sites[$0])) && costs.costs[$0] <= 2 })
        #expect(solution.objective >= free - 1e-9)
    }

    @Test(arguments: 0..<60)
    func everyPlanIsAPointOfTheCoveringModel(seed: Int) throws {
        var random = RandomProblems(seed: 81_000 + UInt64(seed))
        let problem = random.setCovering(sites: 5, clients: 6)
        let built = try problem.model()
        for bits in 0..<32 {
            let open = (0..<5).filter { bits >> $0 & 1 == 1 }
            let plan = try problem.evaluate(open: open)
            guard plan.isFeasible else { continue }
            try expectFeasible(built.values(open: open), built.model, "seed \(seed), \(open)")
        }
    }

    private func cost(_ costs: ServiceCosts, _ client: Int, _ site: Int) -> Double {
        costs.entries(of: client).first { Int(costs.sites[$0]) == site }.map { costs.costs[$0] } ?? .nan
    }

    private func value(of expression: LinearExpression, _ values: [Double]) -> Double {
        expression.terms.reduce(expression.constant) { $0 + $1.coefficient * values[Int($1.index)] }
    }

    private func expectFeasible(_ values: [Double], _ model: Model, _ label: String) throws {
        let violations = model.violations(of: values)
        #expect(violations.isEmpty, "\(label): \(violations)")
    }
}
