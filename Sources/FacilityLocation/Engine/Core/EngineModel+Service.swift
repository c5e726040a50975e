extension EngineModel {
    /// Whether the service rules hold for a set of open sites.
    func keepsServiceRows(_ isOpen: [Bool]) -> Bool {
        serviceRows.allSatisfy { $0.accepts(serviceSum(of: $0, isOpen: isOpen)) }
    }

    /// What a service rule limits, for a set of open sites.
    ///
    /// O(clients of the rule · scanned entries).
    func serviceSum(of row: EngineServiceRow, isOpen: [Bool]) -> Double {
        var sum = 0.0
        for (client, weight) in zip(row.clients, row.weights) {
            sum += weight * serviceCost(of: Int(client), isOpen: isOpen)
        }
        return sum
    }

    /// Decides sites without which a service rule cannot be kept.
    ///
    /// O(clients of the rules · scanned entries).
    ///
    /// - Returns: a rule that is broken even with every site open that may be, if there is one, and whether any site was
    ///   decided.
    func settleServiceRows(_ states: inout [Int8]) -> (hopeless: EngineServiceRow?, isChanged: Bool) {
        var isChanged = false
        var losses = Array(repeating: 0.0, count: siteCount)
        var sites: [Int32] = []
        for row in serviceRows where row.limit < .infinity {
            var least = 0.0
            for (client, weight) in zip(row.clients, row.weights) {
                var first = -1
                var cost = caps[Int(client)]
                var next = cost
                for entry in lists.entries(Int(client)) {
                    let site = Int(lists.indices[entry])
                    if states[site] == SiteState.closed { continue }
                    if first < 0 {
                        first = site
                        cost = lists.costs[entry]
                        if states[site] == SiteState.open { break }
                    } else {
                        next = lists.costs[entry]
                        break
                    }
                }
                least += weight * cost
                guard first >= 0, states[first] == SiteState.free else { continue }
                if losses[first] == 0 { sites.append(Int32(first)) }
                losses[first] += weight * (next - cost)
            }
            guard least < .infinity else { return (row, isChanged) }
            let room = row.limit + row.tolerance - least
            for site in sites {
                // Sums in another order may differ in the last digits.
                if losses[Int(site)] > room + 1e-11 * abs(least) {
                    states[Int(site)] = SiteState.open
                    isChanged = true
                }
                losses[Int(site)] = 0
            }
            sites.removeAll(keepingCapacity: true)
            if room < -1e-11 * abs(least) { return (row, isChanged) }
        }
        return (nil, isChanged)
    }
}

extension RowPropagation {
    /// Extends decided states by everything that rows and service rules imply; false when no plan agrees with them.
    mutating func extendWithService(_ states: inout [Int8], hopeless: inout EngineServiceRow?) -> Bool {
        while true {
            guard extend(&states) else { return false }
            if model.serviceRows.isEmpty { return true }
            let settled = model.settleServiceRows(&states)
            hopeless = settled.hopeless
            if hopeless != nil { return false }
            if !settled.isChanged { return true }
        }
    }

    /// The same for those who do not ask for the rule.
    mutating func extendWithService(_ states: inout [Int8]) -> Bool {
        var hopeless: EngineServiceRow?
        return extendWithService(&states, hopeless: &hopeless)
    }
}
