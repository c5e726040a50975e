/// A capacitated problem as its engine holds it: clients with demand only, unit costs in rows of sites.
final class CapacityModel {
    /// The problem.
    let problem: CapacitatedProblem
    /// Original index per client held; clients without demand are left out.
    let clients: [Int]
    /// Number of clients held.
    let clientCount: Int
    /// Number of sites, those of the problem.
    let siteCount: Int
    /// Demand per client, above 0.
    let demand: Scratch<Double>
    /// Cost of a unit per (site, client) in rows of clients; +∞ where the pair cannot be used.
    let unitCost: Scratch<Double>
    /// What a site can serve, with the rounding that plans are allowed where a client has one source.
    let capacity: [Double]
    /// Cost of opening per site.
    let openingCost: [Double]
    /// Side constraints.
    let rules: SiteRules
    /// States the roles leave.
    let states: [Int8]
    /// Total demand.
    let totalDemand: Double
    /// Least capacity a plan needs: the demand less the rounding that plans are allowed.
    let leastCapacity: Double
    /// Whether each client is served from one site alone.
    let isSingleSource: Bool

    /// Most pairs held at once; beyond it the complete model answers.
    static let maximumPairs = 30_000_000

    init?(_ problem: CapacitatedProblem) {
        let m = problem.serviceCosts.siteCount
        let clients = problem.demands.indices.filter { problem.demands[$0] > 0 }
        let n = clients.count
        let (pairs, overflow) = n.multipliedReportingOverflow(by: m)
        guard !overflow, pairs <= Self.maximumPairs else { return nil }
        self.problem = problem
        self.clients = clients
        clientCount = n
        siteCount = m
        demand = Scratch(clients.map { problem.demands[$0] }, filler: 0)
        isSingleSource = problem.isSingleSource
        capacity = problem.capacities.map { problem.isSingleSource ? $0 + 0.5 * allowance(of: $0) : $0 }
        openingCost = problem.openingCosts
        unitCost = Scratch(repeating: .infinity, count: pairs)
        for (index, client) in clients.enumerated() {
            let amount = problem.demands[client]
            for entry in problem.serviceCosts.entries(of: client) {
                let site = Int(problem.serviceCosts.sites[entry])
                guard problem.capacities[site] > 0, problem.roles[site] != .excluded else { continue }
                if isSingleSource, capacity[site] < amount { continue }
                unitCost[site * n + index] = problem.serviceCosts.costs[entry]
            }
        }
        rules = SiteRules(siteCount: m, roles: problem.roles, rules: problem.sideConstraints)
        states = problem.roles.map { role in
            switch role {
            case .candidate: SiteState.free
            case .existing, .required: SiteState.open
            case .excluded: SiteState.closed
            }
        }
        var total = 0.0
        for index in 0..<n { total += demand[index] }
        totalDemand = total
        leastCapacity = total * (1 - 1e-9)
    }

    /// Capacity of a set of sites.
    func capacity(of sites: [Int]) -> Double { sites.reduce(0) { $0 + capacity[$1] } }

    /// Opening costs of a set of sites.
    func opening(_ sites: [Int]) -> Double { sites.reduce(0) { $0 + openingCost[$1] } }

    /// Whether a set of open sites keeps roles and side constraints.
    func keepsRules(_ sites: [Int]) -> Bool {
        var isOpen = Array(repeating: false, count: siteCount)
        for site in sites { isOpen[site] = true }
        for site in 0..<siteCount {
            if states[site] == SiteState.open, !isOpen[site] { return false }
            if states[site] == SiteState.closed, isOpen[site] { return false }
        }
        for row in 0..<rules.rowCount {
            var activity = 0.0
            for term in rules.rowOffsets[row]..<rules.rowOffsets[row + 1] where isOpen[Int(rules.rowSites[term])] {
                activity += rules.rowCoefficients[term]
            }
            if rules.violation(row: row, activity: activity) > 0 { return false }
        }
        return true
    }

    /// Extends decided states by what the side constraints imply; false when no plan agrees with them.
    ///
    /// O(terms) a round.
    func propagate(_ states: inout [Int8]) -> Bool {
        var reach = 0.0
        for site in 0..<siteCount where states[site] != SiteState.closed { reach += capacity[site] }
        if reach < leastCapacity { return false }
        var isChanged = rules.rowCount > 0
        while isChanged {
            isChanged = false
            for row in 0..<rules.rowCount {
                let terms = rules.rowOffsets[row]..<rules.rowOffsets[row + 1]
                var least = 0.0
                var most = 0.0
                for term in terms {
                    let value = rules.rowCoefficients[term]
                    let state = states[Int(rules.rowSites[term])]
                    if state == SiteState.closed { continue }
                    if state == SiteState.open {
                        least += value
                        most += value
                    } else {
                        least += min(0, value)
                        most += max(0, value)
                    }
                }
                let slack = 1e-9 * max(1, abs(least), abs(most))
                let upper = rules.upper[row] + slack
                let lower = rules.lower[row] - slack
                if least > upper || most < lower { return false }
                if least >= lower, most <= upper { continue }
                for term in terms where states[Int(rules.rowSites[term])] == SiteState.free {
                    let value = rules.rowCoefficients[term]
                    let site = Int(rules.rowSites[term])
                    if least + abs(value) > upper {
                        states[site] = value > 0 ? SiteState.closed : SiteState.open
                        isChanged = true
                    } else if most - abs(value) < lower {
                        states[site] = value > 0 ? SiteState.open : SiteState.closed
                        isChanged = true
                    }
                }
            }
        }
        return true
    }
}
