/// The two cheapest servers of every client under a changing set of open sites.
///
/// Staying unserved at the unserved cost counts as a server of its own, number −1, that is always open. A client that
/// must be served and is not pays the dearest cost of its list, so that costs stay finite and opening never harms.
struct NearestAssignment {
    let costs: ServiceCosts
    let unserved: [Double]
    /// Clients per site, cheapest first.
    let siteOffsets: [Int]
    let siteClients: [Int32]
    let siteCosts: [Double]
    /// Stand-in cost of a client that must be served and is not.
    let standIn: [Double]

    private(set) var isOpen: [Bool]
    /// Cheapest server and its cost; −1 for none.
    private(set) var first: [Int32]
    private(set) var firstCost: [Double]
    /// Second cheapest server and its cost, +∞ when there is none.
    private(set) var second: [Int32]
    private(set) var secondCost: [Double]
    /// Clients that must be served and are not.
    private(set) var missing = 0

    init(costs: ServiceCosts, unserved: [Double]) {
        self.costs = costs
        self.unserved = unserved
        let clients = costs.clientCount
        var offsets = Array(repeating: 0, count: costs.siteCount + 1)
        for site in costs.sites { offsets[Int(site) + 1] += 1 }
        for site in 0..<costs.siteCount { offsets[site + 1] += offsets[site] }
        var position = offsets
        var members: [(cost: Double, client: Int32)] = Array(repeating: (0, 0), count: costs.sites.count)
        for client in 0..<clients {
            for entry in costs.entries(of: client) {
                let site = Int(costs.sites[entry])
                members[position[site]] = (costs.costs[entry], Int32(client))
                position[site] += 1
            }
        }
        for site in 0..<costs.siteCount {
            members[offsets[site]..<offsets[site + 1]].sort { ($0.cost, $0.client) < ($1.cost, $1.client) }
        }
        siteOffsets = offsets
        siteClients = members.map(\.client)
        siteCosts = members.map(\.cost)
        standIn = (0..<clients).map { client in
            unserved[client].isFinite ? unserved[client] : costs.entries(of: client).last.map { costs.costs[$0] } ?? 0
        }
        isOpen = Array(repeating: false, count: costs.siteCount)
        first = Array(repeating: -1, count: clients)
        second = Array(repeating: -1, count: clients)
        firstCost = unserved
        secondCost = Array(repeating: .infinity, count: clients)
        missing = unserved.count { $0 == .infinity }
    }

    /// What a client pays, the stand-in when it must be served and is not.
    @inline(__always)
    func cost(of client: Int) -> Double { firstCost[client].isFinite ? firstCost[client] : standIn[client] }

    /// Opens a site; `changed` is told of each client whose cost moved, with the cost before.
    @inline(__always)
    mutating func open(_ site: Int, changed: (_ client: Int, _ before: Double, _ after: Double) -> Void) {
        isOpen[site] = true
        for slot in siteOffsets[site]..<siteOffsets[site + 1] {
            let client = Int(siteClients[slot])
            let cost = siteCosts[slot]
            if cost < firstCost[client] || (cost == firstCost[client] && first[client] < 0) {
                let before = self.cost(of: client)
                if firstCost[client] == .infinity { missing -= 1 }
                second[client] = first[client]
                secondCost[client] = firstCost[client]
                first[client] = Int32(site)
                firstCost[client] = cost
                if cost != before { changed(client, before, cost) }
            } else if cost < secondCost[client] {
                second[client] = Int32(site)
                secondCost[client] = cost
            }
        }
    }

    /// Closes a site; `changed` as for opening.
    @inline(__always)
    mutating func close(_ site: Int, changed: (_ client: Int, _ before: Double, _ after: Double) -> Void) {
        isOpen[site] = false
        for slot in siteOffsets[site]..<siteOffsets[site + 1] {
            let client = Int(siteClients[slot])
            if first[client] == Int32(site) {
                let before = cost(of: client)
                first[client] = second[client]
                firstCost[client] = secondCost[client]
                if firstCost[client] == .infinity { missing += 1 }
                findSecond(client)
                let after = cost(of: client)
                if after != before { changed(client, before, after) }
            } else if second[client] == Int32(site) {
                findSecond(client)
            }
        }
    }

    /// Looks the second server up again: the cheapest open one that is not the first.
    private mutating func findSecond(_ client: Int) {
        let leader = first[client]
        let canStay = unserved[client].isFinite && leader >= 0
        for entry in costs.entries(of: client) {
            let site = costs.sites[entry]
            if canStay, costs.costs[entry] >= unserved[client] { break }
            if isOpen[Int(site)], site != leader {
                second[client] = site
                secondCost[client] = costs.costs[entry]
                return
            }
        }
        second[client] = -1
        secondCost[client] = canStay ? unserved[client] : .infinity
    }
}
