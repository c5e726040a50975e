import FacilityLocation
import _TestSupport

/// Small random problems of every shape the engine accepts, some of them infeasible.
struct EngineProblems {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func next(maximumSites: Int = 9, maximumClients: Int = 12, integral: Bool? = nil) -> NearestSiteProblem {
        let sites = 2 + below(maximumSites - 1)
        let clients = 1 + below(maximumClients)
        let isIntegral = integral ?? chance(50)
        let density = [30, 60, 100][below(3)]
        var rows: [[(site: Int, cost: Double)]] = []
        for _ in 0..<clients {
            var row: [(site: Int, cost: Double)] = []
            for site in 0..<sites where chance(density) {
                row.append((site, isIntegral ? Double(below(20)) : 20 * Double.random(in: 0..<1, using: &generator)))
            }
            rows.append(row)
        }
        var problem = NearestSiteProblem(serviceCosts: ServiceCosts(siteCount: sites, rows: rows))
        if chance(60) { problem.weights = problem.weights.map { _ in Double(below(5)) } }
        let unserved = below(3)
        for client in 0..<clients {
            if unserved == 1 || (unserved == 2 && chance(50)) { problem.unservedCosts[client] = Double(5 + below(20)) }
        }
        let opening = below(3)
        if opening > 0 {
            for site in 0..<sites { problem.openingCosts[site] = Double(below(30) - (opening == 2 ? 10 : 0)) }
        }
        for site in 0..<sites where chance(25) {
            problem.roles[site] = [.existing, .required, .excluded, .candidate][below(4)]
        }
        problem.sideConstraints = rules(sites: sites)
        if chance(25) { problem.serviceConstraints = [serviceRule(problem)] }
        return problem
    }

    private mutating func rules(sites: Int) -> [SideConstraint] {
        var rules: [SideConstraint] = []
        switch below(4) {
        case 0:
            let count = 1 + below(sites)
            rules.append(SideConstraint("number", count: 0..<sites, atLeast: count, atMost: count))
        case 1:
            let least = below(sites)
            rules.append(SideConstraint("number", count: 0..<sites, atLeast: least, atMost: least + below(3)))
        case 2: rules.append(SideConstraint("number", count: 0..<sites, atMost: 1 + below(sites)))
        default: break
        }
        for extra in 0..<below(4) {
            let first = below(sites)
            let second = (first + 1 + below(sites - 1)) % sites
            switch below(4) {
            case 0: rules.append(SideConstraint("apart \(extra)", count: [first, second], atMost: 1))
            case 1:
                rules.append(
                    SideConstraint(
                        "if \(extra)", terms: [.init(site: first), .init(site: second, coefficient: -1)], upper: 0))
            case 2:
                let group = (0..<sites).filter { _ in chance(50) }
                rules.append(SideConstraint("quota \(extra)", count: group, atLeast: below(max(1, group.count))))
            default:
                let terms = (0..<sites).map { SideConstraint.Term(site: $0, coefficient: Double(1 + below(9))) }
                rules.append(SideConstraint("budget \(extra)", terms: terms, upper: Double(3 + below(5 * sites))))
            }
        }
        return rules
    }

    private mutating func serviceRule(_ problem: NearestSiteProblem) -> ServiceConstraint {
        let clients = problem.weights.indices.filter { _ in chance(60) }
        let weights = clients.map { _ in Double(below(4)) }
        return ServiceConstraint(
            "travel", clients: clients, weights: weights, limit: weights.reduce(0, +) * Double(2 + below(12)))
    }
}

extension NearestSiteProblem {
    /// The least objective over all sets of sites, by trying each; `nil` when none keeps the rules.
    func leastObjective() -> Double? {
        let sites = roles.count
        var best: Double?
        for mask in 0..<(1 << sites) {
            let open = (0..<sites).filter { mask >> $0 & 1 == 1 }
            let evaluated = evaluation(open: open, aggregate: nil)
            if evaluated.isFeasible, evaluated.objective < best ?? .infinity { best = evaluated.objective }
        }
        return best
    }
}
