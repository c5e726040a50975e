import FacilityLocation
import LinearOptimization
import Testing

/// Builders of rules and problems against their definitions.
struct BuilderTests {
    @Test(arguments: 0..<60)
    func spacingRowsForbidExactlyTheClosePairs(seed: Int) {
        var random = RandomProblems(seed: 60_000 + UInt64(seed))
        let count = 7
        let place = (0..<count).map { _ in random.cost(isWhole: false) }
        let roles = random.roles(count)
        let rows = SideConstraint.spacing(3, siteCount: count, roles: roles) { abs(place[$0] - place[$1]) }
        for bits in 0..<(1 << count) {
            let open = (0..<count).map { bits >> $0 & 1 == 1 }
            // Existing sites are always open.
            guard (0..<count).allSatisfy({ roles[$0] != .existing || open[$0] }) else { continue }
            let keepsRows = rows.allSatisfy { row in row.terms.count { open[$0.site] } <= 1 }
            var keepsDistance = true
            for first in 0..<count {
                for second in first + 1..<count where open[first] && open[second] {
                    let isNew = roles[first] != .existing || roles[second] != .existing
                    if isNew, abs(place[first] - place[second]) < 3 { keepsDistance = false }
                }
            }
            #expect(keepsRows == keepsDistance, "seed \(seed), \(open)")
        }
    }

    @Test func mutualConflictsMakeOneRow() {
        let rows = SideConstraint.spacing(1, siteCount: 5) { _, _ in 0 }
        #expect(rows.count == 1)
        #expect(rows[0].terms.count == 5)
    }

    @Test func existingSitesAreNotCountedAsNew() {
        let roles: [SiteRole] = [.existing, .candidate, .required, .excluded]
        let rule = SideConstraint.newSites(exactly: 2, siteCount: 4, roles: roles)
        #expect(rule.terms.map(\.site) == [1, 2, 3])
        let budget = SideConstraint.budget(5, prices: [3, 3, 0, 3], roles: roles)
        #expect(budget.terms.map(\.site) == [1, 3])
    }

    @Test func coveringIsTheWeightLeftOut() throws {
        let distances = ServiceCosts(siteCount: 2, dense: [[1, 9], [5, 9], [9, 1]])
        let problem = NearestSiteProblem.maximalCovering(distances, weights: [5, 3, 4], radius: 5, count: 1)
        #expect(try problem.evaluate(open: [0]).objective == 4)
        #expect(try problem.evaluate(open: [1]).objective == 8)
        #expect(try problem.solve().openSites == [0])
    }

    @Test func gradualCoveringTakesTheBestServer() throws {
        let distances = ServiceCosts(siteCount: 2, dense: [[0, 5], [10, 5]])
        let problem = NearestSiteProblem.gradualCovering(distances, count: 1) { 1 - $0 / 10 }
        #expect(try problem.evaluate(open: [1]).objective == 1)
        #expect(try problem.evaluate(open: [0, 1]).objective == 0.5)
        #expect(try problem.evaluate(open: [0, 1]).violations.count == 1)
    }

    @Test func sizesExcludeEachOther() throws {
        let costs = ServiceCosts(siteCount: 2, dense: [[0, 4], [4, 0]])
        let problem = try CapacitatedProblem.withSizes(
            serviceCosts: costs,
            demands: [5, 5],
            capacities: [[5, 10], [5, 10]],
            openingCosts: [[10, 15], [10, 15]]
        )
        let result = try problem.solve()
        // Both small sizes cost 20 and serve at no cost; one large size costs 15 and 20 for the way.
        #expect(result.objective == 20)
        #expect(result.openSites == [0, 2])
        #expect(try !problem.evaluate(open: [0, 1], allocation: []).isFeasible)
    }

    @Test func evaluationNamesEveryBrokenRule() throws {
        var problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: 3, rows: [[(site: 0, cost: 2)], [(site: 1, cost: 3)]]),
            roles: [.candidate, .excluded, .required],
            sideConstraints: [SideConstraint("none", count: [0, 1], atMost: 0)],
            serviceConstraints: [ServiceConstraint("far", clients: [0], weights: [1], limit: 1)]
        )
        let broken = try problem.evaluate(open: [0, 1, 7]).violations.map(\.rule)
        #expect(Set(broken) == [.unknownSite(7), .role(site: 1), .role(site: 2), .side(0), .service(0)])
        problem.serviceConstraints = []
        #expect(try problem.evaluate(open: [2]).violations.map(\.rule) == [.unserved(client: 0), .unserved(client: 1)])
        #expect(try problem.evaluate(open: [2]).objective == .infinity)
    }
}
