extension EngineModel {
    /// Cost of a set of open sites, service rules and rows left aside; infinite when a client that must be served is
    /// not.
    ///
    /// O(clients · scanned entries).
    func cost(of isOpen: [Bool]) -> Double {
        var total = constant
        for site in 0..<siteCount where isOpen[site] { total += openingCosts[site] }
        for client in 0..<clientCount {
            let service = serviceCost(of: client, isOpen: isOpen)
            if service == .infinity { return .infinity }
            total += weights[client] * service
        }
        return total
    }

    /// Cost per unit of weight a client pays to its nearest open site, or its cap.
    func serviceCost(of client: Int, isOpen: [Bool]) -> Double {
        for entry in lists.entries(client) where isOpen[Int(lists.indices[entry])] { return lists.costs[entry] }
        return caps[client]
    }

    /// Whether a set of open sites agrees with the site states, the rows and the service rules, and serves every
    /// client that must be served.
    func isFeasible(_ isOpen: [Bool]) -> Bool {
        for site in 0..<siteCount {
            if states[site] == SiteState.open, !isOpen[site] { return false }
            if states[site] == SiteState.closed, isOpen[site] { return false }
        }
        for row in rows where !row.accepts(activity(of: row, isOpen: isOpen)) { return false }
        if hasMandatoryClients {
            for client in 0..<clientCount where caps[client] == .infinity {
                if serviceCost(of: client, isOpen: isOpen) == .infinity { return false }
            }
        }
        return keepsServiceRows(isOpen)
    }

    /// Activity of a row for a set of open sites.
    func activity(of row: EngineRow, isOpen: [Bool]) -> Double {
        var sum = 0.0
        for (site, value) in zip(row.sites, row.coefficients) where isOpen[Int(site)] { sum += value }
        return sum
    }

    /// Open flags of a list of sites.
    func flags(_ sites: [Int]) -> [Bool] {
        var isOpen = Array(repeating: false, count: siteCount)
        for site in sites { isOpen[site] = true }
        return isOpen
    }
}
