import FacilityLocation
import LinearOptimization

/// Optima by looking at every set of open sites, written for the tests alone.
enum Enumeration {
    /// The best objective over all sets that keep roles and rules, `nil` when there is none.
    ///
    /// - Parameter worth: Objective of a set, `nil` when its service is not good enough.
    static func best(
        sites: Int,
        roles: [SiteRole],
        rules: [SideConstraint],
        worth: ([Bool]) -> Double?
    ) -> Double? {
        var best: Double?
        for bits in 0..<(1 << sites) {
            let open = (0..<sites).map { bits >> $0 & 1 == 1 }
            let keepsRoles = (0..<sites).allSatisfy { site in
                switch roles[site] {
                case .candidate: true
                case .existing, .required: open[site]
                case .excluded: !open[site]
                }
            }
            guard keepsRoles else { continue }
            let keepsRules = rules.allSatisfy { rule in
                let sum = rule.terms.reduce(0.0) { open[$1.site] ? $0 + $1.coefficient : $0 }
                return sum >= rule.lower - 1e-9 && sum <= rule.upper + 1e-9
            }
            guard keepsRules, let value = worth(open) else { continue }
            best = min(best ?? value, value)
        }
        return best
    }

    /// What each client pays, `nil` when one that must be served is not.
    static func costs(_ problem: NearestSiteProblem, _ open: [Bool]) -> [Double]? {
        var costs: [Double] = []
        for client in 0..<problem.serviceCosts.clientCount {
            var cost = problem.unservedCosts[client]
            for entry in problem.serviceCosts.entries(of: client) where open[Int(problem.serviceCosts.sites[entry])] {
                cost = min(cost, problem.serviceCosts.costs[entry])
            }
            if cost == .infinity { return nil }
            costs.append(cost)
        }
        for rule in problem.serviceConstraints {
            let total = zip(rule.clients, rule.weights).reduce(0.0) { $0 + $1.1 * costs[$1.0] }
            if total > rule.limit + 1e-9 { return nil }
        }
        return costs
    }

    static func opening(_ costs: [Double], _ open: [Bool]) -> Double {
        zip(costs, open).reduce(0.0) { $1.1 ? $0 + $1.0 : $0 }
    }

    static func best(_ problem: NearestSiteProblem) -> Double? {
        best(sites: problem.serviceCosts.siteCount, roles: problem.roles, rules: problem.sideConstraints) { open in
            guard let costs = costs(problem, open) else { return nil }
            return opening(problem.openingCosts, open) + zip(problem.weights, costs).reduce(0.0) { $0 + $1.0 * $1.1 }
        }
    }

    /// The conditional mean as the minimum over all thresholds η that are costs: the linear program at its breakpoints.
    static func best(_ problem: ConditionalMedianProblem) -> Double? {
        let base = problem.base
        let share = problem.worstShare * base.weights.reduce(0, +)
        return best(sites: base.serviceCosts.siteCount, roles: base.roles, rules: base.sideConstraints) { open in
            guard let costs = costs(base, open) else { return nil }
            let mean = costs.map { threshold in
                threshold + zip(base.weights, costs).reduce(0.0) { $0 + $1.0 * max(0, $1.1 - threshold) } / share
            }
            return mean.min().map { opening(base.openingCosts, open) + $0 }
        }
    }

    static func best(_ problem: SetCoveringProblem) -> Double? {
        best(sites: problem.cover.siteCount, roles: problem.roles, rules: problem.sideConstraints) { open in
            var covered = 0.0
            for client in 0..<problem.cover.clientCount {
                let count = problem.cover.entries(of: client).count { open[Int(problem.cover.sites[$0])] }
                if count >= problem.requiredCover[client] {
                    covered += problem.weights[client]
                } else if problem.minimumCoveredShare == nil {
                    return nil
                }
            }
            if let share = problem.minimumCoveredShare, covered < share * problem.weights.reduce(0, +) - 1e-9 {
                return nil
            }
            return opening(problem.openingCosts, open)
        }
    }

    static func best(_ problem: CenterProblem) -> Double? {
        let nearest = NearestSiteProblem(serviceCosts: problem.serviceCosts)
        return best(sites: problem.serviceCosts.siteCount, roles: problem.roles, rules: problem.sideConstraints) {
            open in
            costs(nearest, open)?.max()
        }
    }

    /// Capacitated location; the cheapest service of a set of sites by `service`.
    static func best(_ problem: CapacitatedProblem, service: ([Bool]) -> Double?) -> Double? {
        best(sites: problem.serviceCosts.siteCount, roles: problem.roles, rules: problem.sideConstraints) { open in
            service(open).map { opening(problem.openingCosts, open) + $0 }
        }
    }

    /// The cheapest split service of a set of sites, `nil` when it lacks capacity.
    static func split(_ problem: CapacitatedProblem, _ open: [Bool]) -> Double? {
        let allocation = problem.allocation(open: open.indices.filter { open[$0] })
        let served = allocation.reduce(0) { $0 + $1.amount }
        guard abs(served - problem.demands.reduce(0, +)) <= 1e-7 else { return nil }
        let costs = problem.serviceCosts
        return allocation.reduce(0.0) { sum, part in
            let entry = costs.entries(of: part.client).first { Int(costs.sites[$0]) == part.site }
            return sum + part.amount * (entry.map { costs.costs[$0] } ?? .infinity)
        }
    }

    /// The cheapest single-source assignment by trying all.
    static func singleSource(_ problem: CapacitatedProblem, _ open: [Bool]) -> Double? {
        var room = problem.capacities
        var best: Double?
        func serve(_ client: Int, _ cost: Double) {
            guard client < problem.demands.count else {
                best = min(best ?? cost, cost)
                return
            }
            let demand = problem.demands[client]
            if demand == 0 {
                serve(client + 1, cost)
                return
            }
            for entry in problem.serviceCosts.entries(of: client) {
                let site = Int(problem.serviceCosts.sites[entry])
                guard open[site], room[site] >= demand - 1e-9 else { continue }
                room[site] -= demand
                serve(client + 1, cost + demand * problem.serviceCosts.costs[entry])
                room[site] += demand
            }
        }
        serve(0, 0)
        return best
    }
}
