/// A model over the sites still free, and the way back.
struct ReducedModel {
    /// The smaller model; all its sites are free.
    let model: EngineModel
    /// Site of the larger model per site of the smaller one.
    let sites: [Int]
    /// Sites of the larger model that are open for certain.
    let openSites: [Int]
    /// Client of the smaller model per client of the larger one, −1 where its cost is decided.
    let clientMap: [Int32]

    /// The larger model's plan for a plan of the smaller one.
    func lifted(_ plan: [Int]) -> [Int] { (openSites + plan.map { sites[$0] }).sorted() }

    /// Multipliers of the larger model added up over merged clients, kept within the smaller model's ranges.
    func lowered(multipliers: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: model.clientCount)
        for (client, merged) in clientMap.enumerated() where merged >= 0 { sums[Int(merged)] += multipliers[client] }
        return sums
    }

    /// The smaller model's plan for a plan of the larger one; sites that are not free are left out.
    func lowered(_ plan: [Int]) -> [Int] {
        let isOpen = Set(plan)
        return sites.indices.filter { isOpen.contains(sites[$0]) }
    }
}

extension EngineModel {
    /// The model with every decided site substituted: lists skip closed sites and end at open ones, rows keep free
    /// sites only.
    ///
    /// Service rules are kept. O(entries).
    func reduced(by decided: [Int8]) -> ReducedModel {
        var position = Array(repeating: Int32(-1), count: siteCount)
        var sites: [Int] = []
        var openSites: [Int] = []
        var fixedCost = constant
        for site in 0..<siteCount {
            if decided[site] == SiteState.free {
                position[site] = Int32(sites.count)
                sites.append(site)
            } else if decided[site] == SiteState.open {
                openSites.append(site)
                fixedCost += openingCosts[site]
            }
        }
        var builder = ListBuilder()
        builder.reserve(lists.entryCount / max(1, siteCount) * sites.count)
        var map = ClientMap(
            merged: Array(repeating: -1, count: clientCount), constantCosts: Array(repeating: 0, count: clientCount))
        for client in 0..<clientCount {
            var cap = caps[client]
            for entry in lists.entries(client) {
                let site = Int(lists.indices[entry])
                if decided[site] == SiteState.closed { continue }
                if decided[site] == SiteState.open {
                    cap = lists.costs[entry]
                    break
                }
                builder.append(site: position[site], cost: lists.costs[entry])
            }
            if builder.isCurrentEmpty, cap.isFinite {
                map.constantCosts[client] = cap
                fixedCost += weights[client] * cap
            } else {
                map.merged[client] = builder.finish(cap: cap, weight: weights[client])
            }
        }
        let smallerRows = rows.map { row in reducedRow(row, decided: decided, position: position) }
        let smallerServiceRows = serviceRows.map { EngineServiceRow($0, map: map) }
        let model = EngineModel(
            siteCount: sites.count, builder: builder, constant: fixedCost, openingCosts: sites.map { openingCosts[$0] },
            rows: smallerRows, serviceRows: smallerServiceRows,
            states: Array(repeating: SiteState.free, count: sites.count), isIntegral: isIntegral)
        return ReducedModel(model: model, sites: sites, openSites: openSites, clientMap: map.merged)
    }

    private func reducedRow(_ row: EngineRow, decided: [Int8], position: [Int32]) -> EngineRow {
        var sites: [Int32] = []
        var coefficients: [Double] = []
        var fixed = 0.0
        for (site, value) in zip(row.sites, row.coefficients) {
            switch decided[Int(site)] {
            case SiteState.free:
                sites.append(position[Int(site)])
                coefficients.append(value)
            case SiteState.open: fixed += value
            default: break
            }
        }
        return EngineRow(
            name: row.name, sites: sites, coefficients: coefficients, lower: row.lower - fixed,
            upper: row.upper - fixed)
    }
}
