import FacilityLocation
import _TestSupport

/// Small random problems of every kind with every kind of rule, infeasible ones among them.
struct RandomProblems {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < probability }
    mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    /// A cost: whole half of the time, so that ties and rounded bounds occur.
    mutating func cost(isWhole: Bool) -> Double {
        isWhole ? Double(whole(0...12)) : Double.random(in: 0...12, using: &generator)
    }

    mutating func costs(clients: Int, sites: Int, density: Double) -> ServiceCosts {
        let isWhole = chance(0.6)
        var rows: [[(site: Int, cost: Double)]] = []
        for client in 0..<clients {
            if client > 0, chance(0.15) {
                rows.append(rows[whole(0...client - 1)])
                continue
            }
            var row: [(site: Int, cost: Double)] = []
            for site in 0..<sites where chance(density) { row.append((site, cost(isWhole: isWhole))) }
            rows.append(row)
        }
        return ServiceCosts(siteCount: sites, rows: rows)
    }

    mutating func roles(_ sites: Int) -> [SiteRole] {
        let isPlain = chance(0.4)
        return (0..<sites).map { _ in
            if isPlain { return .candidate }
            switch whole(0...11) {
            case 0: return .existing
            case 1: return .required
            case 2: return .excluded
            default: return .candidate
            }
        }
    }

    mutating func someSites(_ sites: Int) -> [Int] { (0..<sites).filter { _ in chance(0.5) } }

    mutating func rules(_ sites: Int, roles: [SiteRole]) -> [SideConstraint] {
        var rules: [SideConstraint] = []
        if chance(0.6) {
            let count = whole(1...max(1, sites - 1))
            switch whole(0...2) {
            case 0: rules.append(.newSites(exactly: count, siteCount: sites, roles: roles))
            case 1: rules.append(.newSites(atMost: count, siteCount: sites, roles: roles))
            default: rules.append(.newSites(atLeast: max(0, count - 1), atMost: count, siteCount: sites, roles: roles))
            }
        }
        if chance(0.3) {
            let prices = (0..<sites).map { _ in Double.random(in: 0...5, using: &generator) }
            rules.append(.budget(Double.random(in: 2...10, using: &generator), prices: prices, roles: roles))
        }
        if chance(0.3) { rules.append(SideConstraint("quota", count: someSites(sites), atLeast: whole(0...2))) }
        if chance(0.3) { rules.append(SideConstraint("cap", count: someSites(sites), atMost: whole(0...2))) }
        if sites > 1, chance(0.3) { rules.append(.implies(0, whole(1...sites - 1))) }
        if chance(0.2) { rules.append(.either(of: someSites(sites), name: "either")) }
        if chance(0.2) {
            let place = (0..<sites).map { _ in Double.random(in: 0...10, using: &generator) }
            rules += SideConstraint.spacing(2, siteCount: sites, roles: roles) { abs(place[$0] - place[$1]) }
        }
        if chance(0.2) {
            let terms = someSites(sites).map { SideConstraint.Term(site: $0, coefficient: Double(whole(-3...3))) }
            let lower = Double(whole(-3...1))
            rules.append(SideConstraint("mixed", terms: terms, lower: lower, upper: lower + Double(whole(0...4))))
        }
        return rules
    }

    mutating func nearestSite(sites: Int, clients: Int) -> NearestSiteProblem {
        let costs = costs(clients: clients, sites: sites, density: chance(0.6) ? 1 : 0.5)
        let roles = roles(sites)
        let mayStayUnserved = chance(0.4)
        let wholeWeights = chance(0.6)
        var problem = NearestSiteProblem(
            serviceCosts: costs,
            weights: (0..<clients).map { _ in wholeWeights ? Double(whole(0...5)) : cost(isWhole: false) },
            unservedCosts: (0..<clients).map { _ in mayStayUnserved && chance(0.8) ? cost(isWhole: true) : .infinity },
            openingCosts: (0..<sites).map { _ in chance(0.5) ? 0 : Double(whole(-6...15)) },
            roles: roles,
            sideConstraints: rules(sites, roles: roles)
        )
        for index in 0..<(chance(0.35) ? whole(1...2) : 0) {
            let members = (0..<clients).filter { _ in chance(0.6) }
            let weights = members.map { _ in Double(whole(0...3)) }
            let limit = weights.reduce(0, +) * Double.random(in: 1...9, using: &generator)
            problem.serviceConstraints.append(
                ServiceConstraint("group \(index)", clients: members, weights: weights, limit: limit)
            )
        }
        return problem
    }

    mutating func conditionalMedian(sites: Int, clients: Int) -> ConditionalMedianProblem {
        var base = nearestSite(sites: sites, clients: clients)
        if base.weights.allSatisfy({ $0 == 0 }) { base.weights[0] = 1 }
        return ConditionalMedianProblem(base: base, worstShare: [0.1, 0.25, 0.5, 0.9, 1][whole(0...4)])
    }

    mutating func setCovering(sites: Int, clients: Int) -> SetCoveringProblem {
        let roles = roles(sites)
        return SetCoveringProblem(
            cover: costs(clients: clients, sites: sites, density: 0.5),
            requiredCover: (0..<clients).map { _ in chance(0.7) ? 1 : whole(0...2) },
            weights: (0..<clients).map { _ in Double(whole(0...5)) },
            minimumCoveredShare: chance(0.5) ? Double(whole(0...10)) / 10 : nil,
            openingCosts: chance(0.4) ? nil : (0..<sites).map { _ in cost(isWhole: chance(0.5)) - 1 },
            roles: roles,
            sideConstraints: chance(0.5) ? rules(sites, roles: roles) : []
        )
    }

    mutating func center(sites: Int, clients: Int) -> CenterProblem {
        let roles = roles(sites)
        return CenterProblem(
            serviceCosts: costs(clients: clients, sites: sites, density: chance(0.6) ? 1 : 0.6),
            roles: roles,
            sideConstraints: rules(sites, roles: roles)
        )
    }

    mutating func capacitated(sites: Int, clients: Int, isSingleSource: Bool) -> CapacitatedProblem {
        let roles = roles(sites)
        return CapacitatedProblem(
            serviceCosts: costs(clients: clients, sites: sites, density: chance(0.7) ? 1 : 0.7),
            demands: (0..<clients).map { _ in chance(0.5) ? Double(whole(0...5)) : cost(isWhole: false) },
            capacities: (0..<sites).map { _ in Double(whole(0...20)) },
            openingCosts: (0..<sites).map { _ in Double(whole(-5...30)) },
            roles: roles,
            sideConstraints: chance(0.5) ? rules(sites, roles: roles) : [],
            isSingleSource: isSingleSource
        )
    }
}
