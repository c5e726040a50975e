/// A problem whose clients pay one of a few costs, as a pure covering problem over distinct sets of sites.
///
/// With the costs c_1 < … < c_k of a client, below its cap c_{k+1}, its service costs
/// c_1 + Σ_l (c_{l+1} − c_l) · [no site of cost ≤ c_l is open]. Each bracket is a covering client of its own, and those with
/// equal sets merge, however different the clients they come from: maximal covering shrinks by a hundred times and more,
/// gradual covering in steps likewise.
struct CoverLayers {
    /// Clients pay 0 when covered, 1 when not; sites, opening costs, roles and rules are those of the problem given.
    let problem: NearestSiteProblem

    /// Layers a problem; `nil` when somebody must be served, service is limited by rules, or costs are too many.
    ///
    /// O(entries) when it succeeds.
    init?(_ problem: NearestSiteProblem) {
        let costs = problem.serviceCosts
        guard problem.serviceConstraints.isEmpty, costs.siteCount <= Self.mostSites, costs.siteCount > 0,
            problem.unservedCosts.allSatisfy({ $0.isFinite })
        else { return nil }
        var rows = CoverageAggregator(siteCount: costs.siteCount)
        var set = Array(repeating: UInt64(0), count: (costs.siteCount + 63) / 64)
        var base = 0.0
        var layers = 0
        for client in 0..<costs.clientCount {
            let cap = problem.unservedCosts[client]
            let weight = problem.weights[client]
            if weight == 0 { continue }
            for word in set.indices { set[word] = 0 }
            var entry = costs.offsets[client]
            let end = costs.offsets[client + 1]
            base += weight * (entry < end ? min(cap, costs.costs[entry]) : cap)
            while entry < end, costs.costs[entry] < cap {
                let cost = costs.costs[entry]
                while entry < end, costs.costs[entry] == cost {
                    let site = Int(costs.sites[entry])
                    set[site >> 6] |= 1 << UInt64(site & 63)
                    entry += 1
                }
                let next = entry < end ? min(cap, costs.costs[entry]) : cap
                layers += 1
                _ = set.withUnsafeBufferPointer { rows.add(weight: weight * (next - cost), set: $0) }
            }
            if layers > Self.mostLayers * (client + 1) + 1_000 { return nil }
        }
        guard base.isFinite, rows.problems().isEmpty else { return nil }
        var offsets = [0]
        var sites: [Int32] = []
        rows.appendRows(to: &offsets, &sites)
        var weights = rows.weights
        var caps = Array(repeating: 1.0, count: rows.rowCount)
        if base != 0 {
            // What everybody pays in any plan: a client whom no site serves.
            offsets.append(sites.count)
            weights.append(1)
            caps.append(base)
        }
        self.problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: costs.siteCount, offsets: offsets, covering: sites), weights: weights,
            unservedCosts: caps,
            openingCosts: problem.openingCosts, roles: problem.roles, sideConstraints: problem.sideConstraints)
    }

    /// Most sites: a bit set per row is kept.
    private static let mostSites = 8_192
    /// Most layers per client on average.
    private static let mostLayers = 4
}
