/// What the p-center engine asks about costs: single rows, and what a plan costs everybody.
///
/// No matrix is needed.
protocol CenterCosts {
    /// Number of clients.
    var clientCount: Int { get }
    /// Number of sites.
    var siteCount: Int { get }
    /// Sites that can serve a client and may open, with costs, cheapest first.
    func row(of client: Int) -> (sites: [Int32], costs: [Double])
    /// Lowers each client's cost to that of an open site, where it is less, and notes the site.
    func open(_ site: Int, costs: inout [Double], servers: inout [Int32])
}

/// Costs in lists.
struct ListedCenterCosts: CenterCosts {
    private let costs: ServiceCosts
    private let isExcluded: [Bool]
    private let bySite: CostLists

    init(_ costs: ServiceCosts, roles: [SiteRole]) {
        self.costs = costs
        isExcluded = roles.map { $0 == .excluded }
        bySite = CostLists(
            transposing: CostLists(starts: costs.offsets, indices: costs.sites, costs: costs.costs),
            columnCount: costs.siteCount)
    }

    var clientCount: Int { costs.clientCount }
    var siteCount: Int { costs.siteCount }

    func row(of client: Int) -> (sites: [Int32], costs: [Double]) {
        let entries = costs.entries(of: client).filter { !isExcluded[Int(costs.sites[$0])] }
        return (entries.map { costs.sites[$0] }, entries.map { costs.costs[$0] })
    }

    func open(_ site: Int, costs best: inout [Double], servers: inout [Int32]) {
        for entry in bySite.entries(site) {
            let client = Int(bySite.indices[entry])
            if bySite.costs[entry] < best[client] {
                best[client] = bySite.costs[entry]
                servers[client] = Int32(site)
            }
        }
    }
}

/// Costs from a function, asked for when needed.
struct ImplicitCenterCosts: CenterCosts {
    let clientCount: Int
    let siteCount: Int
    let roles: [SiteRole]
    let distance: @Sendable (_ client: Int, _ site: Int) -> Double

    func row(of client: Int) -> (sites: [Int32], costs: [Double]) {
        var pairs: [(cost: Double, site: Int32)] = []
        pairs.reserveCapacity(siteCount)
        for site in 0..<siteCount where roles[site] != .excluded {
            let cost = distance(client, site)
            if cost.isFinite { pairs.append((cost, Int32(site))) }
        }
        pairs.sort { $0.cost < $1.cost || ($0.cost == $1.cost && $0.site < $1.site) }
        return (pairs.map(\.site), pairs.map(\.cost))
    }

    func open(_ site: Int, costs best: inout [Double], servers: inout [Int32]) {
        for client in 0..<clientCount {
            let cost = distance(client, site)
            if cost < best[client] {
                best[client] = cost
                servers[client] = Int32(site)
            }
        }
    }
}
