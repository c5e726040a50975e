internal import LinearOptimization

/// Asks whether a plan that keeps the rules serves a sample within a radius.
struct CenterProbe {
    /// What a probe found.
    enum Outcome {
        /// A plan that does.
        case plan([Int])
        /// Proof that none does.
        case none
        /// A limit struck, or no method was there to tell.
        case unknown(Termination)
    }

    private let siteCount: Int
    private let roles: [SiteRole]
    private let rules: [SideConstraint]
    /// Sites to open besides those open anyway, when that number is the only rule.
    let count: Int?

    init(siteCount: Int, roles: [SiteRole], rules: [SideConstraint]) {
        self.siteCount = siteCount
        self.roles = roles
        self.rules = rules
        count = Self.plainCount(roles: roles, rules: rules)
    }

    /// The number of candidates every plan may open, when the only rule counts all candidates alike and does not ask
    /// for more than there are.
    private static func plainCount(roles: [SiteRole], rules: [SideConstraint]) -> Int? {
        guard rules.count == 1, let rule = rules.first, rule.upper.isFinite else { return nil }
        var value = Array(repeating: 0.0, count: roles.count)
        for term in rule.terms { value[term.site] += term.coefficient }
        var least = rule.lower
        var most = rule.upper
        var candidates = 0
        for site in roles.indices {
            switch roles[site] {
            case .candidate:
                if value[site] != 1 { return nil }
                candidates += 1
            case .existing, .required:
                least -= value[site]
                most -= value[site]
            case .excluded: break
            }
        }
        let count = (most + 1e-6).rounded(.down)
        guard count >= 0, least <= Double(candidates), least <= count + 1e-6 else { return nil }
        return min(candidates, count < 1e9 ? Int(count) : candidates)
    }

    /// Probes a radius.
    func ask<Costs>(
        _ sample: CenterSample<Costs>, radius: Double, options: LocationOptions, control: SolveControl
    ) -> Outcome {
        if let count { return countingAsk(sample, radius: radius, count: count, options: options, control: control) }
        let rows = sample.clients.indices.map { position in
            sample.sites(of: position, within: radius).map { (site: Int($0), cost: 0.0) }
        }
        let problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: siteCount, rows: rows),
            weights: Array(repeating: 0, count: rows.count), roles: roles, sideConstraints: rules)
        guard let solve = CoverSolve(problem, options: options, control: control, target: 0),
            let answer = solve.run(starts: [])
        else { return .unknown(Termination(.noSolutionFound, limit: .heuristic)) }
        if let plan = answer.plan { return .plan(plan) }
        if answer.termination.reason == .infeasible || answer.bound > 0.5 { return .none }
        return .unknown(answer.termination)
    }

    /// With a number of sites as the only rule: as few sites as possible, those that cover the same clients of the sample
    /// merged into one.
    private func countingAsk<Costs>(
        _ sample: CenterSample<Costs>, radius: Double, count: Int, options: LocationOptions, control: SolveControl
    ) -> Outcome {
        let words = (sample.clients.count + 63) / 64
        var bits = Array(repeating: UInt64(0), count: siteCount * words)
        var isServed = Array(repeating: false, count: sample.clients.count)
        for position in sample.clients.indices {
            for site in sample.sites(of: position, within: radius) {
                bits[Int(site) * words + position >> 6] |= 1 << UInt64(position & 63)
                let role = roles[Int(site)]
                if role == .existing || role == .required { isServed[position] = true }
            }
        }
        var columnOfSet: [ArraySlice<UInt64>: Int] = [:]
        var columns: [Int] = []
        var columnOfSite = Array(repeating: -1, count: siteCount)
        for site in 0..<siteCount where roles[site] == .candidate {
            let set = bits[site * words..<(site + 1) * words]
            if set.allSatisfy({ $0 == 0 }) { continue }
            if let column = columnOfSet[set] {
                columnOfSite[site] = column
            } else {
                columnOfSet[set] = columns.count
                columnOfSite[site] = columns.count
                columns.append(site)
            }
        }
        var rows: [[(site: Int, cost: Double)]] = []
        for position in sample.clients.indices where !isServed[position] {
            var seen: Set<Int> = []
            for site in sample.sites(of: position, within: radius) where columnOfSite[Int(site)] >= 0 {
                seen.insert(columnOfSite[Int(site)])
            }
            if seen.isEmpty { return .none }
            rows.append(seen.sorted().map { ($0, 0.0) })
        }
        let anyway = roles.indices.filter { roles[$0] == .existing || roles[$0] == .required }
        if rows.isEmpty { return .plan(anyway) }
        if count == 0 { return .none }
        let problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: columns.count, rows: rows),
            weights: Array(repeating: 0, count: rows.count),
            openingCosts: Array(repeating: 1, count: columns.count))
        guard let solve = CoverSolve(problem, options: options, control: control, target: Double(count)),
            let answer = solve.run(starts: [])
        else { return .unknown(Termination(.noSolutionFound, limit: .heuristic)) }
        if let plan = answer.plan, plan.count <= count { return .plan((anyway + plan.map { columns[$0] }).sorted()) }
        if answer.termination.reason == .infeasible || answer.bound > Double(count) + 1e-7 { return .none }
        return .unknown(answer.termination)
    }
}
