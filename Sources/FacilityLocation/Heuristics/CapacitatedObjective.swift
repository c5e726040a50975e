/// The objective of capacitated location under a changing set of open sites: opening costs and the cheapest allocation.
struct CapacitatedObjective: PlacementObjective {
    private let problem: CapacitatedProblem
    private let memo: Memo
    private var isOpen: [Bool]

    /// Scores of the sets seen so far; a reference, since they hold for every copy.
    private final class Memo {
        var scores: [[Bool]: Score] = [:]
        let model: CapacityModel?
        let transport: CondensedTransport?
        /// Cost per (client, site), +∞ where a pair cannot be used; made when first needed.
        lazy var costs = problem.denseCosts()
        private let problem: CapacitatedProblem

        init(_ problem: CapacitatedProblem, _ model: CapacityModel?) {
            self.problem = problem
            self.model = model
            transport = model.flatMap { $0.isSingleSource ? nil : CondensedTransport($0) }
        }
    }

    /// Sets remembered before the memory starts over.
    private static let remembered = 20_000

    /// - Parameter model: the problem as the engine holds it, `nil` where it is too large for that.
    init(_ problem: CapacitatedProblem, model: CapacityModel?) {
        self.problem = problem
        memo = Memo(problem, model)
        isOpen = Array(repeating: false, count: problem.serviceCosts.siteCount)
    }

    var shortfallIsExact: Bool { !problem.isSingleSource }

    mutating func open(_ site: Int) { isOpen[site] = true }
    mutating func close(_ site: Int) { isOpen[site] = false }

    var score: Score {
        if let known = memo.scores[isOpen] { return known }
        let open = isOpen.indices.filter { isOpen[$0] }
        let opening = open.reduce(0) { $0 + problem.openingCosts[$1] }
        let (cost, unmet) = outcome(open)
        // What remains below rounding of the total demand is served.
        let total = problem.demands.reduce(0, +)
        let score = Score(shortfall: unmet <= 1e-10 * max(1, total) ? 0 : unmet, cost: opening + cost)
        if memo.scores.count >= Self.remembered { memo.scores.removeAll(keepingCapacity: true) }
        memo.scores[isOpen] = score
        return score
    }

    private func outcome(_ open: [Int]) -> (cost: Double, unmet: Double) {
        if let transport = memo.transport, let model = memo.model, model.capacity(of: open) >= model.leastCapacity,
            case .solved(let cost) = transport.run(open)
        {
            return (cost, 0)
        }
        return problem.serviceOutcome(open: open, costs: memo.costs)
    }
}

extension CapacitatedProblem {
    /// Cost per (client, site) in rows of sites, +∞ where a pair cannot be used.
    func denseCosts() -> [Double] {
        let sites = serviceCosts.siteCount
        var dense = Array(repeating: Double.infinity, count: sites * serviceCosts.clientCount)
        for client in 0..<serviceCosts.clientCount {
            for entry in serviceCosts.entries(of: client) {
                dense[client * sites + Int(serviceCosts.sites[entry])] = serviceCosts.costs[entry]
            }
        }
        return dense
    }

    fileprivate func serviceOutcome(open: [Int], costs: [Double]) -> (cost: Double, unmet: Double) {
        let sites = serviceCosts.siteCount
        if isSingleSource {
            let plan = SingleSourcePlan(
                demands: demands, capacities: capacities, costs: costs, siteCount: sites, open: open)
            return (plan.cost, plan.unmet)
        }
        let plan = TransportPlan(demands: demands, capacities: capacities, costs: costs, siteCount: sites, open: open)
        return (plan.cost, plan.unmet)
    }

    /// The allocation that a set of open sites gets: the cheapest split, or a single-source assignment found by local
    /// search.
    ///
    /// It serves less than the demand where the sites cannot serve more. Indices must be in range.
    package func allocation(open: [Int]) -> [Allocation] {
        if !isSingleSource, let model = CapacityModel(self) {
            return allocation(open: open, model: model, transport: CondensedTransport(model))
        }
        return slowAllocation(open: open)
    }

    /// The allocation by the engine's transport where the sites can serve all.
    func allocation(open: [Int], model: CapacityModel, transport: CondensedTransport) -> [Allocation] {
        let open = open.sorted()
        guard model.capacity(of: open) >= model.leastCapacity, case .solved = transport.run(open) else {
            return slowAllocation(open: open)
        }
        return transport.parts()
            .map { Allocation(client: model.clients[$0.client], site: $0.site, amount: $0.amount) }
            .sorted { ($0.client, $0.site) < ($1.client, $1.site) }
    }

    private func slowAllocation(open: [Int]) -> [Allocation] {
        let sites = serviceCosts.siteCount
        let costs = denseCosts()
        if isSingleSource {
            let plan = SingleSourcePlan(
                demands: demands, capacities: capacities, costs: costs, siteCount: sites, open: open)
            return plan.allocation
        }
        return TransportPlan(demands: demands, capacities: capacities, costs: costs, siteCount: sites, open: open)
            .allocation
    }
}
