/// A part of the search of a ``CoverAscentTree``: the covering problem over the sites still free, with the clients still
/// to be covered, those covered by the same free sites merged.
struct CoverPart {
    /// Free sites, by their numbers in the model.
    private(set) var sites: [Int32] = []
    /// Clients per free site, in compressed rows.
    private(set) var starts: [Int32] = [0]
    private(set) var clients: [Int32] = []
    /// What leaving a client uncovered costs; infinite for one that must be covered.
    private(set) var weights: [Double] = []
    /// What a cover of each client is worth, between 0 and its weight.
    var multipliers: [Double] = []
    /// How often each free site was chosen lately, between 0 and 1.
    var shares: [Double] = []
    /// Sites that are open, by their numbers in the model.
    private(set) var opened: [Int32] = []
    /// Cost that no decision on the free sites changes; infinite when a client that must be covered has no site left.
    private(set) var base: Double
    /// Fewest and most free sites that may open.
    private(set) var least: Int
    private(set) var most: Int
    /// Lower bound on every plan of the part.
    var bound = -Double.infinity
    /// Number of decisions since the root.
    var depth = 0
    /// The decision that made the part, and the share its site had.
    var origin: (site: Int32, isOpening: Bool, share: Double)?

    /// The whole of a model; `nil` when clients have costs of several kinds or rules restrict more than the number of sites.
    ///
    /// O(entries).
    init?(_ model: EngineModel) {
        guard let range = model.countRange, model.serviceRows.isEmpty else { return nil }
        least = range.lowerBound
        most = range.upperBound
        base = model.constant
        var position = Array(repeating: Int32(-1), count: model.clientCount)
        for client in 0..<model.clientCount {
            let entries = model.lists.entries(client)
            let cap = model.caps[client]
            guard let first = entries.first, let last = entries.last else {
                if cap == .infinity { return nil }
                base += model.weights[client] * cap
                continue
            }
            let cost = model.lists.costs[first]
            guard cost == model.lists.costs[last] else { return nil }
            base += model.weights[client] * cost
            let weight = cap == .infinity ? .infinity : model.weights[client] * (cap - cost)
            guard weight >= 0 else { return nil }
            if weight == 0 { continue }
            position[client] = Int32(weights.count)
            weights.append(weight)
        }
        for site in 0..<model.siteCount {
            for entry in model.clientsBySite.entries(site) {
                let client = position[Int(model.clientsBySite.indices[entry])]
                if client >= 0 { clients.append(client) }
            }
            sites.append(Int32(site))
            starts.append(Int32(clients.count))
        }
        multipliers = weights.map { $0 == .infinity ? 0 : 0.5 * $0 }
        shares = Array(repeating: 0, count: sites.count)
        spreadCosts(model.openingCosts)
        guard base.isFinite else { return nil }
    }

    /// Starts the multipliers of clients that must be covered at the least share of a site's cost.
    private mutating func spreadCosts(_ costs: [Double]) {
        guard weights.contains(.infinity) else { return }
        var least = Array(repeating: Double.infinity, count: weights.count)
        for (position, site) in sites.enumerated() {
            let members = clients[Int(starts[position])..<Int(starts[position + 1])]
            let share = max(0, costs[Int(site)]) / Double(max(1, members.count))
            for client in members { least[Int(client)] = min(least[Int(client)], share) }
        }
        for client in weights.indices where weights[client] == .infinity && least[client].isFinite {
            multipliers[client] = least[client]
        }
    }

    /// Whether nothing is left to decide.
    var isDecided: Bool { sites.isEmpty || most == 0 || base == .infinity || least > sites.count }

    /// The part in which some free sites are decided.
    ///
    /// O(entries). Clients are merged by two independent 64-bit sums over their sites.
    ///
    /// - Parameters:
    ///   - states: a ``SiteState`` per free site.
    ///   - keys: two random numbers per site of the model.
    func decided(_ states: [Int8], costs: [Double], keys: [(UInt64, UInt64)]) -> CoverPart {
        var part = self
        let count = weights.count
        var isCovered = Array(repeating: false, count: count)
        var first = Array(repeating: UInt64(0), count: count)
        var second = first
        var degree = Array(repeating: Int32(0), count: count)
        for (position, site) in sites.enumerated() {
            let members = Int(starts[position])..<Int(starts[position + 1])
            switch states[position] {
            case SiteState.open:
                part.opened.append(site)
                part.base += costs[Int(site)]
                part.most -= 1
                part.least = max(0, part.least - 1)
                for entry in members { isCovered[Int(clients[entry])] = true }
            case SiteState.free:
                let key = keys[Int(site)]
                for entry in members {
                    let client = Int(clients[entry])
                    first[client] &+= key.0
                    second[client] ^= key.1
                    degree[client] += 1
                }
            default: break
            }
        }
        part.most = max(0, part.most)
        let target = part.merge(self, isCovered, first, second, degree)
        part.sites.removeAll(keepingCapacity: true)
        part.shares.removeAll(keepingCapacity: true)
        part.starts = [0]
        part.clients.removeAll(keepingCapacity: true)
        part.clients.reserveCapacity(clients.count)
        for (position, site) in sites.enumerated() where states[position] == SiteState.free {
            for entry in Int(starts[position])..<Int(starts[position + 1]) {
                let client = target[Int(clients[entry])]
                if client >= 0 { part.clients.append(client) }
            }
            part.sites.append(site)
            part.shares.append(shares[position])
            part.starts.append(Int32(part.clients.count))
        }
        part.origin = nil
        return part
    }

    /// Keeps one client for each set of free sites; returns the new client per old one, −1 for those without a row.
    private mutating func merge(
        _ old: CoverPart, _ isCovered: [Bool], _ first: [UInt64], _ second: [UInt64], _ degree: [Int32]
    ) -> [Int32] {
        let count = old.weights.count
        var target = Array(repeating: Int32(-1), count: count)
        var size = 16
        while size < 2 * count { size *= 2 }
        var table = Array(repeating: Int32(-1), count: size)
        weights.removeAll(keepingCapacity: true)
        multipliers.removeAll(keepingCapacity: true)
        var kept: [Int] = []
        for client in 0..<count where !isCovered[client] {
            if degree[client] == 0 {
                base += old.weights[client]
                continue
            }
            var slot = Int(truncatingIfNeeded: first[client] >> 20) & (size - 1)
            while true {
                let row = Int(table[slot])
                if row < 0 {
                    table[slot] = Int32(kept.count)
                    target[client] = Int32(kept.count)
                    kept.append(client)
                    weights.append(old.weights[client])
                    multipliers.append(old.multipliers[client])
                    break
                }
                if first[kept[row]] == first[client], second[kept[row]] == second[client] {
                    // The first of equal clients stands for all.
                    weights[row] += old.weights[client]
                    multipliers[row] += old.multipliers[client]
                    break
                }
                slot = (slot + 1) & (size - 1)
            }
        }
        return target
    }
}
