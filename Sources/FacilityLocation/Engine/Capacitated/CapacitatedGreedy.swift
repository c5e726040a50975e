/// The constructive greedy of capacitated problems.
///
/// 1. Open the existing and required sites.
/// 2. While demand is unserved, open the site with the least cost, its opening included, per unit it would serve of what
///    is left, among those whose opening makes no rule worse.
/// 3. While a further site lowers the cost of the cheapest allocation, open the one that promises most.
///
/// What then breaks a rule or leaves demand unserved is left to ``ConstructiveGreedy``, which starts from here.
struct CapacitatedGreedy {
    private let model: CapacityModel
    private let prices: CapacityPrices
    private var left: [Double]
    private var lambda: [Double]
    private let highest: Double

    init(_ model: CapacityModel) {
        self.model = model
        prices = CapacityPrices(model, isDivisible: true)
        left = (0..<model.clientCount).map { model.demand[$0] }
        var highest = 1.0
        for pair in 0..<model.clientCount * model.siteCount where model.unitCost[pair] < .infinity {
            highest = max(highest, abs(model.unitCost[pair]))
        }
        self.highest = 2 * highest
        lambda = left.map { [highest] in $0 * 2 * highest }
    }

    /// Opens sites until all demand is served and no further site promises a gain.
    mutating func construct(_ placement: inout Placement<CapacitatedObjective>, budget: Budget) {
        guard model.clientCount > 0 else { return }
        for site in placement.selection.openSites { serve(from: site) }
        cover(&placement, budget: budget)
        if !model.isSingleSource { add(&placement, budget: budget) }
    }

    private mutating func cover(_ placement: inout Placement<CapacitatedObjective>, budget: Budget) {
        // The cost per unit only grows as demand is served, so that an old value is a bound.
        var queue: [(cost: Double, site: Int)] = []
        for site in placement.closedFreeSites where model.capacity[site] > 0 {
            queue.append((unitCost(site), site))
        }
        queue.sort { ($0.cost, $0.site) > ($1.cost, $1.site) }
        var capacity = model.capacity(of: placement.selection.openSites)
        var isRevived = false
        while !budget.isExhausted {
            if !left.contains(where: { $0 > 0 }) {
                if capacity >= model.leastCapacity || isRevived { return }
                // Clients counted as served in part leave the capacity short: look at all of them once more.
                isRevived = true
                for client in left.indices {
                    left[client] = model.demand[client]
                    lambda[client] = model.demand[client] * highest
                }
                queue = queue.map { (unitCost($0.site), $0.site) }.sorted { ($0.cost, $0.site) > ($1.cost, $1.site) }
            }
            guard !isRevived || capacity < model.leastCapacity, let next = queue.popLast() else { return }
            guard placement.selection.allows(opening: next.site, closing: nil) else { continue }
            let cost = unitCost(next.site)
            if cost == .infinity { continue }
            if let rival = queue.last, cost > rival.cost {
                let position = queue.firstIndex { ($0.cost, $0.site) < (cost, next.site) } ?? queue.count
                queue.insert((cost, next.site), at: position)
                continue
            }
            placement.open(next.site)
            capacity += model.capacity[next.site]
            serve(from: next.site)
        }
    }

    /// Cost per unit of demand that a site would serve of what is left; +∞ when it would serve nothing.
    private func unitCost(_ site: Int) -> Double {
        lambda.withUnsafeBufferPointer { lambda in
            guard let price = lambda.baseAddress else { return .infinity }
            prices.evaluate(site, price)
            var served = 0.0
            var cost = model.openingCost[site]
            let start = site * model.clientCount
            let count = prices.takenCount[site]
            for position in 0..<count {
                let client = Int(prices.taken[start + position])
                let share = position + 1 == count ? prices.lastShare[site] : 1
                served += share * model.demand[client]
                cost += share * model.demand[client] * model.unitCost[start + client]
            }
            return served > 0 ? cost / served : .infinity
        }
    }

    private mutating func serve(from site: Int) {
        guard unitCost(site) < .infinity else { return }
        let start = site * model.clientCount
        let count = prices.takenCount[site]
        for position in 0..<count {
            let client = Int(prices.taken[start + position])
            let share = position + 1 == count ? prices.lastShare[site] : 1
            if share >= 1 {
                left[client] = 0
            } else if !model.isSingleSource {
                left[client] -= share * model.demand[client]
            }
            // A client mostly served is done with: the transport shares it out later.
            if left[client] <= 0.5 * model.demand[client] { left[client] = 0 }
            lambda[client] = left[client] > 0 ? model.demand[client] * highest : -.infinity
        }
    }

    /// Opens further sites while that lowers the cost; the prices of the transport tell which could.
    private func add(_ placement: inout Placement<CapacitatedObjective>, budget: Budget) {
        let transport = CondensedTransport(model)
        var units = Array(repeating: 0.0, count: model.clientCount)
        var open = placement.selection.openSites
        guard case .solved(let first) = transport.run(open) else { return }
        var cost = first + model.opening(open)
        while !budget.isExhausted {
            transport.multipliers(into: &units)
            let lambda = units.indices.map { units[$0] * model.demand[$0] }
            var candidates: [(value: Double, site: Int)] = []
            lambda.withUnsafeBufferPointer { lambda in
                guard let price = lambda.baseAddress else { return }
                for site in placement.closedFreeSites
                where placement.selection.allows(opening: site, closing: nil) {
                    prices.evaluate(site, price)
                    if prices.value[site] < -1e-10 * abs(cost) { candidates.append((prices.value[site], site)) }
                }
            }
            candidates.sort { ($0.value, $0.site) < ($1.value, $1.site) }
            var isImproved = false
            for candidate in candidates.prefix(Self.tried) where !budget.isExhausted {
                let opening = model.opening(open) + model.openingCost[candidate.site]
                let limit = cost - 1e-10 * abs(cost)
                let outcome = transport.attempt(closing: [], opening: [candidate.site], limit: limit - opening)
                guard case .solved(let service) = outcome else { continue }
                guard opening + service < limit else {
                    transport.revert()
                    continue
                }
                transport.keep()
                open.append(candidate.site)
                cost = opening + service
                placement.open(candidate.site)
                isImproved = true
                break
            }
            if !isImproved { return }
        }
    }

    /// Promising sites tried before the greedy is content.
    private static let tried = 10
}
