import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Relations between the optima of a problem and of a changed one.
struct MetamorphicTests {
    static let seeds = Array(0..<60)

    private func problem(_ seed: Int) -> NearestSiteProblem {
        var random = RandomProblems(seed: 70_000 + UInt64(seed))
        return random.nearestSite(sites: 7, clients: 9)
    }

    private func optimum(_ problem: NearestSiteProblem, by engine: LocationEngine = .exact) throws -> Double {
        let result = try problem.solve(LocationOptions(engine: engine))
        if result.termination.reason == .infeasible { return .infinity }
        return try #require(result.termination.isOptimal ? result.objective : nil)
    }

    private func agree(_ a: Double, _ b: Double) -> Bool { approximatelyEqual(a, b, within: 1e-6) }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func orderOfSitesAndClientsDoesNotMatter(seed: Int) throws {
        let original = problem(seed)
        var generator = SeededGenerator(seed: UInt64(seed))
        let place = Array(0..<7).shuffled(using: &generator)
        let order = Array(0..<9).shuffled(using: &generator)
        let costs = original.serviceCosts
        func shuffledSites<T>(_ values: [T]) -> [T] {
            var result = values
            for site in values.indices { result[place[site]] = values[site] }
            return result
        }
        var client = Array(repeating: 0, count: 9)
        for (new, old) in order.enumerated() { client[old] = new }
        let changed = NearestSiteProblem(
            serviceCosts: ServiceCosts(
                siteCount: 7,
                rows: order.map { old in
                    costs.entries(of: old).map { (site: place[Int(costs.sites[$0])], cost: costs.costs[$0]) }
                }
            ),
            weights: order.map { original.weights[$0] },
            unservedCosts: order.map { original.unservedCosts[$0] },
            openingCosts: shuffledSites(original.openingCosts),
            roles: shuffledSites(original.roles),
            sideConstraints: original.sideConstraints.map { rule in
                SideConstraint(
                    rule.name,
                    terms: rule.terms.map { .init(site: place[$0.site], coefficient: $0.coefficient) },
                    lower: rule.lower,
                    upper: rule.upper
                )
            },
            serviceConstraints: original.serviceConstraints.map { rule in
                ServiceConstraint(
                    rule.name, clients: rule.clients.map { client[$0] }, weights: rule.weights, limit: rule.limit)
            }
        )
        #expect(agree(try optimum(original), try optimum(changed)))
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func scalingScales(seed: Int) throws {
        let original = problem(seed)
        var changed = original
        changed.weights = original.weights.map { 64 * $0 }
        changed.openingCosts = original.openingCosts.map { 64 * $0 }
        #expect(agree(64 * (try optimum(original)), try optimum(changed)))
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func aUselessSiteChangesNothing(seed: Int) throws {
        let original = problem(seed)
        let costs = original.serviceCosts
        let changed = NearestSiteProblem(
            serviceCosts: ServiceCosts(
                siteCount: 8,
                rows: (0..<9).map { client in
                    costs.entries(of: client).map { (site: Int(costs.sites[$0]), cost: costs.costs[$0]) }
                }
            ),
            weights: original.weights,
            unservedCosts: original.unservedCosts,
            openingCosts: original.openingCosts + [0],
            roles: original.roles + [.candidate],
            sideConstraints: original.sideConstraints,
            serviceConstraints: original.serviceConstraints
        )
        #expect(agree(try optimum(original), try optimum(changed)))
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func relaxingARuleNeverHurts(seed: Int) throws {
        let original = problem(seed)
        let value = try optimum(original)
        for index in original.sideConstraints.indices {
            var changed = original
            changed.sideConstraints.remove(at: index)
            #expect(try optimum(changed) <= value + 1e-6 * max(1, abs(value.isFinite ? value : 0)))
        }
        for index in original.serviceConstraints.indices {
            var changed = original
            changed.serviceConstraints[index].limit += 1
            #expect(try optimum(changed) <= value + 1e-6 * max(1, abs(value.isFinite ? value : 0)))
        }
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func forcingASiteNeverHelpsAndOneChoiceIsFree(seed: Int) throws {
        let original = problem(seed)
        let value = try optimum(original)
        guard let site = original.roles.firstIndex(of: .candidate) else { return }
        var open = original
        open.roles[site] = .required
        var shut = original
        shut.roles[site] = .excluded
        let best = min(try optimum(open), try optimum(shut))
        #expect(agree(best, value), "required or excluded: \(best), free: \(value)")
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func splittingWeightsOverDuplicatesChangesNothing(seed: Int) throws {
        let original = problem(seed)
        let costs = original.serviceCosts
        let changed = NearestSiteProblem(
            serviceCosts: ServiceCosts(
                siteCount: 7,
                rows: (0..<18).map { copy in
                    costs.entries(of: copy % 9).map { (site: Int(costs.sites[$0]), cost: costs.costs[$0]) }
                }
            ),
            weights: (0..<18).map { original.weights[$0 % 9] * ($0 < 9 ? 0.25 : 0.75) },
            unservedCosts: original.unservedCosts + original.unservedCosts,
            openingCosts: original.openingCosts,
            roles: original.roles,
            sideConstraints: original.sideConstraints,
            serviceConstraints: original.serviceConstraints
        )
        #expect(agree(try optimum(original), try optimum(changed)))
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func theClassicModelAgrees(seed: Int) throws {
        let original = problem(seed)
        let value = try optimum(original)
        #expect(agree(try optimum(original, by: .glpk), value))
        let model = try original.model(.assignment).model
        let result = try solveComplete(model)
        if value == .infinity {
            #expect(result.termination.reason == .infeasible)
        } else {
            #expect(agree(result.objective ?? .nan, value))
        }
    }

    @Test(.enabled(if: hasSolver), arguments: seeds)
    func aWiderWorstShareIsNoWorse(seed: Int) throws {
        let base = problem(seed)
        guard base.weights.contains(where: { $0 > 0 }) else { return }
        var last = Double.infinity
        for share in [0.1, 0.3, 0.6, 1] {
            let result = try ConditionalMedianProblem(base: base, worstShare: share).solve()
            guard let objective = result.objective else { return }
            #expect(objective <= last + 1e-6)
            last = objective
        }
        var median = base
        let total = base.weights.reduce(0, +)
        median.weights = base.weights.map { $0 / total }
        #expect(agree(try optimum(median), last))
    }
}
