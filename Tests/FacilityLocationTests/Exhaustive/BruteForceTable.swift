import FacilityLocation
import LinearOptimization

/// A small problem with its answer by enumeration and the ways to solve it.
struct BruteForceCase {
    /// Least objective over all plans, `nil` when none keeps the rules.
    var optimum: Double?
    var solve: (LocationOptions) throws -> LocationResult
    var evaluate: (LocationResult) throws -> PlanEvaluation
}

/// A kind of small random problem; an engine with paths of its own registers a kind that reaches them.
struct BruteForceFamily: Sendable, CustomStringConvertible {
    /// What it is called in failures.
    var description: String
    /// Seeds to try.
    var seeds: Range<UInt64>
    /// Engines compared with enumeration.
    var engines: [LocationEngine] = [.greedy, .exact]
    /// Whether the greedy's search for a feasible plan decides problems this small.
    var searchIsComplete = true
    /// Makes the problem of a seed.
    var make: @Sendable (inout RandomProblems) -> BruteForceCase
}

/// All kinds, over all problem types and side constraints.
enum BruteForceTable {
    static let families: [BruteForceFamily] = [
        BruteForceFamily(description: "nearest site", seeds: 0..<1_600, engines: [.greedy, .exact]) { random in
            nearest(random.nearestSite(sites: random.whole(1...8), clients: random.whole(1...9)))
        },
        BruteForceFamily(description: "nearest site by the complete model", seeds: 2_000..<2_400, engines: [.glpk]) {
            random in nearest(random.nearestSite(sites: random.whole(1...8), clients: random.whole(1...9)))
        },
        BruteForceFamily(description: "p-median", seeds: 3_000..<3_500) { random in
            nearest(random.median(sites: random.whole(2...9), clients: random.whole(1...12)))
        },
        BruteForceFamily(description: "uncapacitated", seeds: 4_000..<4_400) { random in
            nearest(random.uncapacitated(sites: random.whole(1...9), clients: random.whole(1...12)))
        },
        BruteForceFamily(description: "maximal covering", seeds: 5_000..<5_400) { random in
            nearest(random.covering(sites: random.whole(2...9), clients: random.whole(1...14), isGradual: false))
        },
        BruteForceFamily(description: "gradual covering", seeds: 6_000..<6_400) { random in
            nearest(random.covering(sites: random.whole(2...9), clients: random.whole(1...14), isGradual: true))
        },
        BruteForceFamily(description: "conditional median", seeds: 10_000..<10_600) { random in
            let problem = random.conditionalMedian(sites: random.whole(1...7), clients: random.whole(1...8))
            return BruteForceCase(
                optimum: Enumeration.best(problem), solve: { try problem.solve($0) },
                evaluate: { try problem.evaluate(open: $0.openSites) })
        },
        BruteForceFamily(description: "set, partial and backup covering", seeds: 20_000..<20_500) { random in
            let problem = random.setCovering(sites: random.whole(1...8), clients: random.whole(1...10))
            return BruteForceCase(
                optimum: Enumeration.best(problem), solve: { try problem.solve($0) },
                evaluate: { try problem.evaluate(open: $0.openSites) })
        },
        BruteForceFamily(description: "centre", seeds: 30_000..<30_300) { random in
            let problem = random.center(sites: random.whole(1...8), clients: random.whole(1...8))
            return BruteForceCase(
                optimum: Enumeration.best(problem), solve: { try problem.solve($0) },
                evaluate: { try problem.evaluate(open: $0.openSites) })
        },
        BruteForceFamily(description: "capacitated, split", seeds: 40_000..<40_200) { random in
            let problem = random.capacitated(
                sites: random.whole(1...6), clients: random.whole(1...7), isSingleSource: false)
            return capacitated(problem, optimum: Enumeration.best(problem) { Enumeration.split(problem, $0) })
        },
        BruteForceFamily(description: "capacitated, sizes", seeds: 45_000..<45_100) { random in
            let problem = random.sizes(
                places: random.whole(1...3), sizes: random.whole(1...2), clients: random.whole(1...6))
            return capacitated(problem, optimum: Enumeration.best(problem) { Enumeration.split(problem, $0) })
        },
        BruteForceFamily(description: "capacitated, single source", seeds: 50_000..<50_160, searchIsComplete: false) {
            random in
            let problem = random.capacitated(
                sites: random.whole(1...4), clients: random.whole(1...5), isSingleSource: true)
            return capacitated(problem, optimum: Enumeration.best(problem) { Enumeration.singleSource(problem, $0) })
        },
    ]

    static func nearest(_ problem: NearestSiteProblem) -> BruteForceCase {
        BruteForceCase(
            optimum: Enumeration.best(problem), solve: { try problem.solve($0) },
            evaluate: { try problem.evaluate(open: $0.openSites) })
    }

    static func capacitated(_ problem: CapacitatedProblem, optimum: Double?) -> BruteForceCase {
        BruteForceCase(
            optimum: optimum, solve: { try problem.solve($0) },
            evaluate: { try problem.evaluate(open: $0.openSites, allocation: $0.allocation) })
    }
}

extension RandomProblems {
    /// A p-median in which only the number of sites is restricted, now and then by further rules.
    mutating func median(sites: Int, clients: Int) -> NearestSiteProblem {
        let roles = roles(sites)
        var problem = NearestSiteProblem.median(
            costs(clients: clients, sites: sites, density: 1), weights: (0..<clients).map { _ in Double(whole(0...6)) },
            count: whole(0...sites), roles: roles)
        if chance(0.3) { problem.sideConstraints += rules(sites, roles: roles) }
        return problem
    }

    mutating func uncapacitated(sites: Int, clients: Int) -> NearestSiteProblem {
        let roles = roles(sites)
        var problem = NearestSiteProblem.uncapacitated(
            costs(clients: clients, sites: sites, density: chance(0.7) ? 1 : 0.6),
            openingCosts: (0..<sites).map { _ in Double(whole(-3...25)) }, roles: roles)
        if chance(0.4) { problem.sideConstraints += rules(sites, roles: roles) }
        return problem
    }

    /// Maximal or gradual covering, half of the time with floors on what groups of clients may miss.
    mutating func covering(sites: Int, clients: Int, isGradual: Bool) -> NearestSiteProblem {
        let roles = roles(sites)
        let distances = costs(clients: clients, sites: sites, density: 1)
        let weights = (0..<clients).map { _ in Double(whole(0...9)) }
        let count = whole(0...sites)
        var problem =
            isGradual
            ? NearestSiteProblem.gradualCovering(distances, weights: weights, count: count, roles: roles) {
                (9 - $0) / 6
            }
            : .maximalCovering(distances, weights: weights, radius: 4, count: count, roles: roles)
        if chance(0.5) { problem.sideConstraints += rules(sites, roles: roles) }
        if chance(0.5) {
            let members = (0..<clients).filter { _ in chance(0.5) }
            let residents = members.map { _ in Double(whole(0...4)) }
            problem.serviceConstraints = [
                ServiceConstraint(
                    "floor", clients: members, weights: residents,
                    limit: residents.reduce(0, +) * Double.random(in: 0...1, using: &generator))
            ]
        }
        return problem
    }

    mutating func sizes(places: Int, sizes: Int, clients: Int) -> CapacitatedProblem {
        let costs = costs(clients: clients, sites: places, density: 1)
        let made = try? CapacitatedProblem.withSizes(
            serviceCosts: costs, demands: (0..<clients).map { _ in Double(whole(0...5)) },
            capacities: (0..<places).map { _ in (0..<sizes).map { Double(6 + 8 * $0) + Double(whole(0...4)) } },
            openingCosts: (0..<places).map { _ in (0..<sizes).map { Double(10 + 7 * $0 + whole(0...5)) } })
        return made ?? CapacitatedProblem(serviceCosts: costs, demands: [], capacities: [])
    }
}
