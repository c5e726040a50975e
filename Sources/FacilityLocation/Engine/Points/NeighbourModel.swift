/// A nearest-site problem at a size where not every pair can be listed: sites and rules as the engine knows them, lists
/// of near sites per client, and where these came from.
///
/// Clients and sites are numbered in the order of their trees where they are points.
final class NeighbourModel {
    /// Sites, rules, opening costs and states; it has no clients.
    let sites: EngineModel
    /// Number of clients.
    let clientCount: Int
    /// Weight per client.
    let weights: UnsafeMutablePointer<Double>
    /// Cost per unit of weight of a client no open site serves; infinite when it must be served.
    let caps: UnsafeMutablePointer<Double>
    /// Where clients and sites are, for problems on points.
    let map: PointMap?
    /// The pairs as given, for problems that list them.
    let listed: ServiceCosts?
    /// Whether every plan's objective is a whole number.
    let isIntegral: Bool
    /// The near sites of each client.
    var lists: NeighbourLists

    var siteCount: Int { sites.siteCount }

    /// Whether any open site serves every client.
    var isAlwaysServed: Bool { map.map { $0.reach == .infinity } ?? false }

    /// The exact cost of a pair, infinite where it cannot be used.
    @inline(__always)
    func exactCost(client: Int, site: Int) -> Double {
        if let map { return map.cost(client: client, site: site) }
        guard let listed else { return .infinity }
        for entry in listed.entries(of: client) where Int(listed.sites[entry]) == site { return listed.costs[entry] }
        return .infinity
    }

    init(
        sites: EngineModel, weights givenWeights: [Double], caps givenCaps: [Double], map: PointMap?,
        listed: ServiceCosts? = nil, lists: NeighbourLists, isIntegral: Bool
    ) {
        self.sites = sites
        self.map = map
        self.listed = listed
        self.lists = lists
        self.isIntegral = isIntegral
        clientCount = givenWeights.count
        weights = .allocate(capacity: max(1, clientCount))
        caps = .allocate(capacity: max(1, clientCount))
        for client in 0..<clientCount {
            weights[client] = givenWeights[client]
            caps[client] = givenCaps[client]
        }
    }

    deinit {
        weights.deallocate()
        caps.deallocate()
    }

    /// Size of the sums an objective is made of, as far as the lists tell.
    var magnitude: Double {
        var total = 0.0
        for client in 0..<clientCount {
            let range = lists.entries(client)
            let last = range.isEmpty ? 0 : abs(Double(lists.costs[range.upperBound - 1]))
            let cap = caps[client].isFinite ? abs(caps[client]) : 0
            total += weights[client] * max(last, cap)
        }
        for cost in sites.openingCosts { total += abs(cost) }
        return total
    }
}

/// Clients and sites as points in two trees, and how lists are drawn from them.
final class PointMap {
    let clients: PointSet
    let sites: PointSet
    let reach: Double
    private let stack = TreeStack()
    private var gathered = GatheredPoints()
    private var keys: [UInt64] = []

    init(_ costs: PointCosts) {
        clients = PointSet(costs.clients, rule: costs.distance)
        sites = PointSet(costs.sites, rule: costs.distance)
        reach = costs.reach
    }

    /// Points sorted before.
    init(clients: PointSet, sites: PointSet, reach: Double) {
        self.clients = clients
        self.sites = sites
        self.reach = reach
    }

    var rule: PointDistance { sites.rule }

    /// No distance between a client and a site is larger.
    var extent: Double {
        if rule.isGeographic { return 1 + Double.pi * PointDistance.earthRadius }
        var total = 1.0
        for side in 0..<2 where clients.count > 0 && sites.count > 0 {
            total += max(clients.boxes[2 * side + 1], sites.boxes[2 * side + 1])
            total -= min(clients.boxes[2 * side], sites.boxes[2 * side])
        }
        return total
    }

    /// Cost between a client and a site, infinite beyond reach.
    @inline(__always)
    func cost(client: Int, site: Int) -> Double {
        let value = sites.distance(from: client, of: clients, to: site)
        return value <= reach ? value : .infinity
    }

    /// Appends the row of a client: all usable sites within a radius of the tree.
    ///
    /// - Parameters:
    ///   - cap: what the client pays at most; dearer sites are left out.
    ///   - isUsable: per site; `nil` when all are.
    func appendRow(
        client: Int, radius: Double, cap: Double, isUsable: UnsafePointer<UInt8>?, to lists: NeighbourLists
    ) {
        let farthest = rule.treeRadius(reaching: min(reach, cap))
        let radius = min(radius, farthest)
        gathered.removeAll()
        sites.gather(
            clients.treeX[client], clients.treeY[client], clients.treeZ[client], radius: radius, stack: stack,
            into: &gathered)
        let isPlain = rule == .euclidean
        keys.removeAll(keepingCapacity: true)
        for slot in 0..<gathered.count {
            let site = Int(gathered.positions[slot])
            if let isUsable, isUsable[site] == 0 { continue }
            let cost =
                isPlain ? gathered.squares[slot].squareRoot() : sites.distance(from: client, of: clients, to: site)
            if cost > reach || cost >= cap { continue }
            // Bits of a number that is not negative sort as the number does.
            keys.append(UInt64(NeighbourLists.roundedDown(cost).bitPattern) << 32 | UInt64(UInt32(site)))
        }
        keys.sort()
        lists.reserve(keys.count)
        let base = lists.entryCount
        for (offset, key) in keys.enumerated() {
            lists.sites[base + offset] = Int32(truncatingIfNeeded: key & 0xFFFF_FFFF)
            lists.costs[base + offset] = Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32))
        }
        let isComplete = radius >= farthest || gathered.count == sites.count
        lists.finishRow(
            count: keys.count, remainder: isComplete ? cap : min(cap, rule.leastDistance(beyond: radius)))
    }

    /// Number of sites within a radius of a client.
    func count(client: Int, radius: Double) -> Int {
        gathered.removeAll()
        sites.gather(
            clients.treeX[client], clients.treeY[client], clients.treeZ[client], radius: radius, stack: stack,
            into: &gathered)
        return gathered.count
    }
}
