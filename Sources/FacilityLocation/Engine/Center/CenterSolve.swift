internal import LinearOptimization

/// One exact solve of a p-center problem: a farthest-first plan, then bisection over the radius, each radius asked of a
/// sample of clients that grows by those its plans serve worst.
struct CenterSolve<Costs: CenterCosts> {
    private let costs: Costs
    private let probe: CenterProbe
    private let roles: [SiteRole]
    private let options: LocationOptions
    private let control: SolveControl
    /// Whether the data accept a set of open sites.
    private let isAllowed: ([Int]) -> Bool
    private var sample: CenterSample<Costs>
    private(set) var plan: [Int]?
    /// Largest cost under ``plan``.
    private(set) var objective = Double.infinity
    /// No plan's largest cost is below this.
    private(set) var bound = -Double.infinity

    init(
        _ costs: Costs, roles: [SiteRole], rules: [SideConstraint], options: LocationOptions, control: SolveControl,
        isAllowed: @escaping ([Int]) -> Bool
    ) {
        self.costs = costs
        self.roles = roles
        self.options = options
        self.control = control
        self.isAllowed = isAllowed
        probe = CenterProbe(siteCount: costs.siteCount, roles: roles, rules: rules)
        sample = CenterSample(costs)
    }

    /// Objective of the farthest-first plan, when the number of sites is the only rule.
    private(set) var greedyObjective: Double?

    /// Solves, starting from plans that may be given.
    mutating func run(starts: [[Int]]) -> Termination {
        guard costs.clientCount > 0 else { return settleEmpty(starts) }
        for start in starts { _ = offer(start) }
        control.stage("farthest first") { farthestFirst() }
        if sample.clients.isEmpty { _ = sample.add(0) }
        bound = sample.leastCost
        if bound == .infinity { return Termination(.infeasible, detail: "some client has no site that may open") }
        while bound < objective {
            control.report("radius", incumbent: plan == nil ? nil : objective, bound: bound)
            if control.mustStop { return stopped }
            let radius = nextRadius
            if let stopped = bisect(at: radius) { return stopped }
        }
        bound = min(bound, objective)
        if plan == nil { return Termination(.infeasible, detail: "set covering") }
        return Termination(.optimal, detail: "set covering over \(sample.clients.count) clients")
    }

    /// The farthest-first plan alone.
    mutating func runGreedy() -> Termination {
        guard costs.clientCount > 0 else { return settleEmpty([]) }
        control.stage("greedy") { farthestFirst() }
        return Termination(plan == nil ? .noSolutionFound : .feasible, limit: .heuristic)
    }

    private var stopped: Termination {
        Termination(plan == nil ? .noSolutionFound : .feasible, limit: control.limit ?? .heuristic)
    }

    /// The radius to ask about: half way, and the bound itself once that is all that is left.
    private var nextRadius: Double {
        // Short of infinity, so that a client without service is one served too far away.
        guard objective < .infinity else { return .greatestFiniteMagnitude }
        let middle = bound + (objective - bound) / 2
        return middle > bound && middle < objective && objective - bound > 1e-9 * max(1, abs(objective))
            ? middle : bound
    }

    /// Asks about a radius until it is answered; the reason to stop when it cannot be.
    private mutating func bisect(at radius: Double) -> Termination? {
        while true {
            if control.mustStop { return stopped }
            let outcome = control.stage("set covering") {
                probe.ask(sample, radius: radius, options: options, control: control)
            }
            switch outcome {
            case .none:
                bound = max(bound, sample.nextCost(above: radius))
                return nil
            case .unknown(let termination):
                if control.limit != nil { return stopped }
                return Termination(
                    plan == nil ? .noSolutionFound : .feasible, limit: .heuristic, detail: termination.detail)
            case .plan(let sites):
                let served = control.stage("plans") { offer(filled(sites)) }
                let worst = served.costs.max() ?? -.infinity
                if objective <= radius { return nil }
                if worst <= radius || !addWorst(served, above: radius) {
                    // The probe's plan serves everybody, or all it was asked to, and yet does not do: rounding of a rule.
                    return Termination(
                        plan == nil ? .noSolutionFound : .feasible, limit: .heuristic,
                        detail: "a plan within tolerances breaks a rule")
                }
            }
        }
    }

    /// Adds, from each open site's clients, the one that pays most, the worst of them first.
    private mutating func addWorst(_ served: Service, above radius: Double) -> Bool {
        var worst: [Int32: Int] = [:]
        for client in served.costs.indices where served.costs[client] > radius {
            let server = served.servers[client]
            if let other = worst[server], served.costs[other] >= served.costs[client] { continue }
            worst[server] = client
        }
        let order = worst.values.sorted {
            served.costs[$0] > served.costs[$1] || (served.costs[$0] == served.costs[$1] && $0 < $1)
        }
        var isChanged = false
        for client in order.prefix(max(3, (worst.count + 1) / 2)) where sample.add(client) { isChanged = true }
        return isChanged
    }

    private struct Service {
        var costs: [Double]
        var servers: [Int32]
    }

    private func service(_ sites: [Int]) -> Service {
        var result = Service(
            costs: Array(repeating: .infinity, count: costs.clientCount),
            servers: Array(repeating: -1, count: costs.clientCount))
        for site in sites { costs.open(site, costs: &result.costs, servers: &result.servers) }
        return result
    }

    /// Takes a plan when it is allowed and better.
    private mutating func offer(_ sites: [Int]) -> Service {
        let served = service(sites)
        let worst = served.costs.max() ?? -.infinity
        if worst < objective, isAllowed(sites) {
            objective = worst
            plan = sites
        }
        return served
    }

    /// A plan with room left takes in the sites nearest to the clients served worst.
    private func filled(_ sites: [Int]) -> [Int] {
        guard let count = probe.count else { return sites }
        var isOpen = Array(repeating: false, count: costs.siteCount)
        for site in sites { isOpen[site] = true }
        var left = count - sites.count { roles[$0] == .candidate }
        guard left > 0 else { return sites }
        var result = sites
        var served = service(sites)
        while left > 0 {
            guard let client = served.costs.indices.max(by: { served.costs[$0] < served.costs[$1] }) else { break }
            let row = costs.row(of: client)
            guard let site = row.sites.first(where: { !isOpen[Int($0)] && roles[Int($0)] == .candidate }) else { break }
            isOpen[Int(site)] = true
            result.append(Int(site))
            costs.open(Int(site), costs: &served.costs, servers: &served.servers)
            left -= 1
        }
        for site in roles.indices where left > 0 && !isOpen[site] && roles[site] == .candidate {
            result.append(site)
            left -= 1
        }
        return result.sorted()
    }

    /// Opens, time and again, the site nearest to the client served worst (Gonzalez 1985); those clients start the sample.
    private mutating func farthestFirst() {
        var sites = roles.indices.filter { roles[$0] == .existing || roles[$0] == .required }
        var served = service(sites)
        let rounds = (probe.count ?? min(costs.siteCount, 10)) + 1
        var isOpen = Array(repeating: false, count: costs.siteCount)
        for site in sites { isOpen[site] = true }
        for round in 0..<min(rounds, Self.mostSeeds) {
            if control.mustStop { break }
            guard let client = served.costs.indices.max(by: { served.costs[$0] < served.costs[$1] }),
                sample.add(client)
            else { break }
            guard round + 1 < rounds else { break }
            let row = costs.row(of: client)
            guard let site = row.sites.first(where: { !isOpen[Int($0)] && roles[Int($0)] == .candidate }) else { break }
            isOpen[Int(site)] = true
            sites.append(Int(site))
            costs.open(Int(site), costs: &served.costs, servers: &served.servers)
        }
        guard probe.count != nil else { return }
        let before = objective
        _ = offer(filled(sites.sorted()))
        if objective < before { greedyObjective = objective }
    }

    /// Clients the sample starts with at most.
    private static var mostSeeds: Int { 400 }

    private mutating func settleEmpty(_ starts: [[Int]]) -> Termination {
        let free = roles.indices.filter { roles[$0] == .existing || roles[$0] == .required }
        for start in starts + [filled(free)] where isAllowed(start) {
            plan = start
            objective = 0
            bound = 0
            return Termination(.optimal)
        }
        switch probe.ask(sample, radius: 0, options: options, control: control) {
        case .plan(let sites) where isAllowed(sites):
            plan = sites
            objective = 0
            bound = 0
            return Termination(.optimal)
        case .none: return Termination(.infeasible, detail: "the rules exclude each other")
        default: return stopped
        }
    }
}
