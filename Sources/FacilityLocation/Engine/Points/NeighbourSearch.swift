/// Interchange over neighbour lists: which two open sites are nearest to each client, what closing each open site
/// would lose, and the best companion for every insertion, all kept up to date move by move.
///
/// Insertions see clients that list the site only; what they miss makes the search think worse of a plan than it is,
/// never better. Closing is exact: the clients a site serves first and second hang on two linked lists.
final class NeighbourSearch {
    let model: NeighbourModel
    private(set) var clientsBySite: ClientsBySite
    private let openSites: OpenSites?

    /// Open sites in no particular order.
    private(set) var open: [Int32] = []
    private var positionInOpen: [Int32]
    let isOpen: UnsafeMutablePointer<UInt8>
    /// Sites that may not be closed or opened.
    let states: [Int8]

    private let first: UnsafeMutablePointer<Int32>
    private let second: UnsafeMutablePointer<Int32>
    let firstCost: UnsafeMutablePointer<Double>
    let secondCost: UnsafeMutablePointer<Double>
    private let firstChain: ClientChains
    private let secondChain: ClientChains
    private let searchWeights: UnsafeMutablePointer<Double>
    private let penalty: Double

    private let loss: UnsafeMutablePointer<Double>
    private let correction: UnsafeMutablePointer<Double>
    private var tournament: LossTournament
    private var touched: [Int32] = []
    private var changedServers: [Int32] = []
    private let isChanged: UnsafeMutablePointer<UInt8>
    private var orphans: [Int32] = []
    private let near = NearSites(capacity: 32)

    private var rowActivity: [Double]
    private var rowDelta: [Double]
    /// Whether the last ``set(_:control:)`` was finished.
    private(set) var isSettled = false
    /// Cost of the plan as the search sees it.
    private(set) var objective = 0.0
    /// Client entries looked at so far: what budgets count.
    private(set) var work = 0
    /// Gains below this are rounding.
    let leastProfit: Double

    init(_ model: NeighbourModel, clientsBySite: ClientsBySite) {
        self.model = model
        self.clientsBySite = clientsBySite
        openSites = model.map.map { OpenSites($0.sites) }
        let sites = max(1, model.siteCount)
        let clients = max(1, model.clientCount)
        states = model.sites.states
        positionInOpen = Array(repeating: -1, count: sites)
        isOpen = .allocate(capacity: sites)
        isOpen.initialize(repeating: 0, count: sites)
        first = .allocate(capacity: clients)
        second = .allocate(capacity: clients)
        first.initialize(repeating: -1, count: clients)
        second.initialize(repeating: -1, count: clients)
        firstCost = .allocate(capacity: clients)
        secondCost = .allocate(capacity: clients)
        firstCost.initialize(repeating: 0, count: clients)
        secondCost.initialize(repeating: 0, count: clients)
        firstChain = ClientChains(heads: sites, clients: clients)
        secondChain = ClientChains(heads: sites, clients: clients)
        loss = .allocate(capacity: sites)
        loss.initialize(repeating: 0, count: sites)
        correction = .allocate(capacity: sites)
        correction.initialize(repeating: 0, count: sites)
        isChanged = .allocate(capacity: sites)
        isChanged.initialize(repeating: 0, count: sites)
        tournament = LossTournament(count: sites)
        rowActivity = Array(repeating: 0, count: model.sites.rows.count)
        rowDelta = rowActivity
        searchWeights = .allocate(capacity: clients)
        searchWeights.initialize(repeating: 1, count: clients)
        var total = 0.0
        var largest = 0.0
        for client in 0..<model.clientCount {
            total += model.weights[client]
            let range = model.lists.entries(client)
            if !range.isEmpty { largest = max(largest, abs(Double(model.lists.costs[range.upperBound - 1]))) }
            if model.lists.remainders[client].isFinite { largest = max(largest, abs(model.lists.remainders[client])) }
        }
        // A client that must be served counts a little even without weight, so that the search looks after it.
        let least = 1e-9 * total / Double(clients)
        for client in 0..<model.clientCount {
            searchWeights[client] =
                model.caps[client].isFinite ? model.weights[client] : max(model.weights[client], least)
        }
        penalty = 4 * largest + 1
        leastProfit = 1e-10 * model.magnitude
    }

    deinit {
        isOpen.deallocate()
        first.deallocate()
        second.deallocate()
        firstCost.deallocate()
        secondCost.deallocate()
        loss.deallocate()
        correction.deallocate()
        isChanged.deallocate()
        searchWeights.deallocate()
    }

    /// Open sites in ascending order.
    var plan: [Int] { open.map(Int.init).sorted() }

    /// Takes over lists that were drawn anew; the plan stays.
    func replace(clientsBySite: ClientsBySite, control: SolveControl) {
        self.clientsBySite = clientsBySite
        set(plan, control: control)
    }

    /// Starts from a plan.
    ///
    /// O(clients log sites). Stops early, with a search that must not be used further, when the control says so.
    func set(_ sites: [Int], control: SolveControl) {
        isSettled = false
        for site in open { mark(Int(site), open: false) }
        openSites?.removeAll()
        for site in sites where isOpen[site] == 0 { mark(site, open: true) }
        firstChain.removeAll()
        secondChain.removeAll()
        objective = model.sites.constant
        for site in 0..<model.siteCount { loss[site] = 0 }
        for site in open {
            loss[Int(site)] = -model.sites.openingCosts[Int(site)]
            objective += model.sites.openingCosts[Int(site)]
        }
        for client in 0..<model.clientCount {
            if client & 4095 == 4095, control.mustStop { return }
            locate(client)
            attach(client)
        }
        tournament.removeAll()
        for site in open where states[Int(site)] == SiteState.free { tournament.set(Int(site), loss[Int(site)]) }
        for site in changedServers { isChanged[Int(site)] = 0 }
        changedServers.removeAll(keepingCapacity: true)
        isSettled = true
    }

    private func mark(_ site: Int, open isOpening: Bool) {
        isOpen[site] = isOpening ? 1 : 0
        openSites?.set(site, open: isOpening)
        if isOpening {
            positionInOpen[site] = Int32(open.count)
            open.append(Int32(site))
        } else {
            let position = Int(positionInOpen[site])
            let last = open.removeLast()
            if Int(last) != site {
                open[position] = last
                positionInOpen[Int(last)] = Int32(position)
            }
            positionInOpen[site] = -1
        }
        let sign = isOpening ? 1.0 : -1.0
        for entry in model.sites.rowEntries(site) {
            rowActivity[Int(model.sites.rowIndices[entry])] += sign * model.sites.rowCoefficients[entry]
        }
    }

    /// What a client pays when it has no open site.
    @inline(__always)
    private func cap(_ client: Int) -> Double { model.caps[client].isFinite ? model.caps[client] : penalty }

    /// Finds the two nearest open sites of a client.
    private func locate(_ client: Int) {
        let lists = model.lists
        let cap = cap(client)
        first[client] = -1
        second[client] = -1
        firstCost[client] = cap
        secondCost[client] = cap
        if let openSites, let map = model.map {
            let found = openSites.nearestTwo(
                map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            take(found.first, found.second, for: client, map, cap: cap)
            return
        }
        var entry = lists.starts[client]
        let end = lists.starts[client + 1]
        while entry < end, isOpen[Int(lists.sites[entry])] == 0 { entry += 1 }
        if entry < end {
            first[client] = lists.sites[entry]
            firstCost[client] = Double(lists.costs[entry])
            entry += 1
            while entry < end, isOpen[Int(lists.sites[entry])] == 0 { entry += 1 }
            if entry < end {
                second[client] = lists.sites[entry]
                secondCost[client] = Double(lists.costs[entry])
            }
        }
    }

    @inline(__always)
    private func take(_ nearest: Int32, _ next: Int32, for client: Int, _ map: PointMap, cap: Double) {
        first[client] = -1
        second[client] = -1
        firstCost[client] = cap
        secondCost[client] = cap
        guard nearest >= 0 else { return }
        let cost = rounded(map.cost(client: client, site: Int(nearest)))
        guard cost < cap else { return }
        first[client] = nearest
        firstCost[client] = cost
        guard next >= 0 else { return }
        let nextCost = max(cost, rounded(map.cost(client: client, site: Int(next))))
        guard nextCost < cap else { return }
        second[client] = next
        secondCost[client] = nextCost
    }

    @inline(__always)
    private func rounded(_ cost: Double) -> Double {
        cost.isFinite ? Double(NeighbourLists.roundedDown(cost)) : .infinity
    }

    /// Finds new servers for the clients a closed site served first or second.
    ///
    /// On points, only the open sites near the closed one are asked; should another be nearer after all, the client is
    /// thought to pay more than it does.
    private func relocateOrphans(of removed: Int) {
        guard let openSites, let map = model.map else {
            for orphan in orphans {
                detach(Int(orphan))
                locate(Int(orphan))
                attach(Int(orphan))
            }
            return
        }
        let count = openSites.gatherNearest(to: removed, most: near.capacity, into: near.sites, squares: near.squares)
        for slot in 0..<count {
            let site = Int(near.sites[slot])
            near.x[slot] = map.sites.treeX[site]
            near.y[slot] = map.sites.treeY[site]
            near.z[slot] = map.sites.treeZ[site]
        }
        let isManhattan = map.rule == .manhattan
        for orphan in orphans {
            let client = Int(orphan)
            detach(client)
            let (px, py, pz) = (map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            // Whom the closed site did not serve keeps its server.
            let kept = first[client] == Int32(removed) ? second[client] : first[client]
            var best = -1
            var bestSquare = Double.infinity
            var next = -1
            var nextSquare = Double.infinity
            for slot in 0..<count {
                let dx = near.x[slot] - px
                let dy = near.y[slot] - py
                let dz = near.z[slot] - pz
                var square = dx * dx + dy * dy + dz * dz
                if isManhattan { square = (abs(dx) + abs(dy)) * (abs(dx) + abs(dy)) }
                if square < nextSquare {
                    if square < bestSquare {
                        next = best
                        nextSquare = bestSquare
                        best = slot
                        bestSquare = square
                    } else {
                        next = slot
                        nextSquare = square
                    }
                }
            }
            let nearest = best >= 0 ? near.sites[best] : -1
            let second = next >= 0 ? near.sites[next] : -1
            if kept >= 0, kept != nearest, isOpen[Int(kept)] != 0 {
                let square = map.sites.squaredDistance(to: Int(kept), px, py, pz)
                if square < bestSquare {
                    take(kept, nearest, for: client, map, cap: cap(client))
                } else if kept != second, square < nextSquare {
                    take(nearest, kept, for: client, map, cap: cap(client))
                } else {
                    take(nearest, second, for: client, map, cap: cap(client))
                }
            } else {
                take(nearest, second, for: client, map, cap: cap(client))
            }
            attach(client)
        }
    }

    @inline(__always)
    private func attach(_ client: Int) {
        let weight = searchWeights[client]
        objective += weight * firstCost[client]
        let server = Int(first[client])
        guard server >= 0 else { return }
        firstChain.insert(client, at: server)
        loss[server] += weight * (secondCost[client] - firstCost[client])
        noteChange(server)
        if second[client] >= 0 { secondChain.insert(client, at: Int(second[client])) }
    }

    @inline(__always)
    private func detach(_ client: Int) {
        let weight = searchWeights[client]
        objective -= weight * firstCost[client]
        let server = Int(first[client])
        guard server >= 0 else { return }
        firstChain.remove(client, from: server)
        loss[server] -= weight * (secondCost[client] - firstCost[client])
        noteChange(server)
        if second[client] >= 0 { secondChain.remove(client, from: Int(second[client])) }
    }

    @inline(__always)
    private func noteChange(_ server: Int) {
        if isChanged[server] == 0 {
            isChanged[server] = 1
            changedServers.append(Int32(server))
        }
    }

    /// Opens `inserted` and closes `removed`; −1 for none.
    func apply(insert inserted: Int, remove removed: Int) {
        if inserted >= 0 {
            mark(inserted, open: true)
            objective += model.sites.openingCosts[inserted]
            loss[inserted] = -model.sites.openingCosts[inserted]
            noteChange(inserted)
        }
        if removed >= 0 {
            mark(removed, open: false)
            objective -= model.sites.openingCosts[removed]
            orphans.removeAll(keepingCapacity: true)
            firstChain.forEach(at: removed) { orphans.append(Int32($0)) }
            secondChain.forEach(at: removed) { orphans.append(Int32($0)) }
            work += 200 + 40 * orphans.count
            relocateOrphans(of: removed)
            loss[removed] = 0
            noteChange(removed)
        }
        if inserted >= 0 { welcome(inserted) }
        for server in changedServers {
            let site = Int(server)
            isChanged[site] = 0
            let counts = isOpen[site] != 0 && states[site] == SiteState.free
            tournament.set(site, counts ? loss[site] : .infinity)
        }
        changedServers.removeAll(keepingCapacity: true)
    }

    /// Lets clients turn to a new site: those that list it and, on points, those of the open sites near it.
    private func welcome(_ site: Int) {
        let clients = clientsBySite.clients
        let costs = clientsBySite.costs
        let range = clientsBySite.entries(site)
        work += range.count
        for entry in range {
            let client = Int(clients[entry])
            let cost = Double(costs[entry])
            if cost < secondCost[client] { turn(client, to: Int32(site), cost: cost) }
        }
        guard let openSites, let map = model.map else { return }
        let count = openSites.gatherNearest(to: site, most: 14, into: near.sites, squares: near.squares)
        for slot in 0..<count where Int(near.sites[slot]) != site {
            firstChain.forEach(at: Int(near.sites[slot])) { client in
                work += 2
                let cost = rounded(map.cost(client: client, site: site))
                if cost < secondCost[client] { turn(client, to: Int32(site), cost: cost) }
            }
        }
    }

    @inline(__always)
    private func turn(_ client: Int, to site: Int32, cost: Double) {
        guard first[client] != site, second[client] != site else { return }
        detach(client)
        if cost < firstCost[client] {
            second[client] = first[client]
            secondCost[client] = firstCost[client]
            first[client] = site
            firstCost[client] = cost
        } else if first[client] >= 0 {
            second[client] = site
            secondCost[client] = cost
        }
        attach(client)
    }

    /// The best move that opens a closed free site, with its profit; the removed site is −1 for a pure insertion.
    func bestMove(inserting site: Int) -> (profit: Double, removed: Int) {
        var gain = -model.sites.openingCosts[site]
        let clients = clientsBySite.clients
        let costs = clientsBySite.costs
        let range = clientsBySite.entries(site)
        work += 20 + range.count
        touched.removeAll(keepingCapacity: true)
        for entry in range {
            let client = Int(clients[entry])
            let cost = Double(costs[entry])
            let second = secondCost[client]
            if cost >= second { continue }
            let current = firstCost[client]
            let weight = searchWeights[client]
            var amount = weight * (second - cost)
            if cost < current {
                gain += weight * (current - cost)
                amount = weight * (second - current)
            }
            let server = Int(first[client])
            if server >= 0, amount > 0 {
                if correction[server] == 0 { touched.append(Int32(server)) }
                correction[server] += amount
            }
        }
        var best = -Double.infinity
        var removed = -1
        if gain > 0, keepsRows(insert: site, remove: -1) { best = gain }
        for server in touched {
            let candidate = Int(server)
            let profit = gain - loss[candidate] + correction[candidate]
            correction[candidate] = 0
            if profit > best, states[candidate] == SiteState.free, keepsRows(insert: site, remove: candidate) {
                best = profit
                removed = candidate
            }
        }
        let cheapest = tournament.least
        if cheapest >= 0 {
            let profit = gain - loss[cheapest]
            if profit > best, keepsRows(insert: site, remove: cheapest) {
                best = profit
                removed = cheapest
            }
        }
        return (best, removed)
    }

    /// An open site whose closing pays by itself and keeps the rows, if the one of least loss is such a site.
    var superfluous: Int? {
        let cheapest = tournament.least
        guard cheapest >= 0, loss[cheapest] < -leastProfit, keepsRows(insert: -1, remove: cheapest) else { return nil }
        return cheapest
    }

    /// Closes open sites whose closing pays by itself.
    func removeSuperfluous() {
        while let site = superfluous { apply(insert: -1, remove: site) }
    }

    /// Closes the open sites least missed, or opens those that gain most, until every row is kept that counts sites;
    /// false when that fails.
    func balance(allowed: [Bool], control: SolveControl) -> Bool {
        for _ in 0..<model.siteCount {
            if control.mustStop { return false }
            var missing = 0.0
            for (position, row) in model.sites.rows.enumerated() {
                if rowActivity[position] < row.lowerWithTolerance { missing = 1 }
                if rowActivity[position] > row.upperWithTolerance { missing = -1 }
            }
            if missing == 0 { return true }
            if missing < 0 {
                let cheapest = tournament.least
                guard cheapest >= 0 else { return false }
                apply(insert: -1, remove: cheapest)
                continue
            }
            var best: (site: Int, gain: Double)?
            for site in allowed.indices where allowed[site] && isOpen[site] == 0 {
                let gain = gain(inserting: site)
                if best.map({ gain > $0.gain }) ?? true { best = (site, gain) }
            }
            guard let best else { return false }
            apply(insert: best.site, remove: -1)
        }
        return false
    }

    private func gain(inserting site: Int) -> Double {
        var gain = -model.sites.openingCosts[site]
        let range = clientsBySite.entries(site)
        work += range.count
        for entry in range {
            let client = Int(clientsBySite.clients[entry])
            let cost = Double(clientsBySite.costs[entry])
            if cost < firstCost[client] { gain += searchWeights[client] * (firstCost[client] - cost) }
        }
        return gain
    }

    /// The open site that serves a client, −1 for none.
    func server(of client: Int) -> Int { Int(first[client]) }

    /// Whether a move keeps every row it touches, or at least makes none worse; −1 stands for no site.
    func keepsRows(insert inserted: Int, remove removed: Int) -> Bool {
        if rowActivity.isEmpty { return true }
        if inserted >= 0 { addDeltas(inserted, 1) }
        if removed >= 0 { addDeltas(removed, -1) }
        var isKept = true
        if inserted >= 0 { isKept = settleDeltas(inserted) }
        if removed >= 0 { isKept = settleDeltas(removed) && isKept }
        return isKept
    }

    private func addDeltas(_ site: Int, _ sign: Double) {
        for entry in model.sites.rowEntries(site) {
            rowDelta[Int(model.sites.rowIndices[entry])] += sign * model.sites.rowCoefficients[entry]
        }
    }

    private func settleDeltas(_ site: Int) -> Bool {
        var isKept = true
        for entry in model.sites.rowEntries(site) {
            let row = Int(model.sites.rowIndices[entry])
            let delta = rowDelta[row]
            rowDelta[row] = 0
            if delta == 0 { continue }
            let activity = rowActivity[row] + delta
            if delta > 0, activity > model.sites.rows[row].upperWithTolerance { isKept = false }
            if delta < 0, activity < model.sites.rows[row].lowerWithTolerance { isKept = false }
        }
        return isKept
    }

    /// Improves the plan until no insertion with its best companion does, or the control says stop.
    ///
    /// - Parameters:
    ///   - allowed: sites that may be opened; all when `nil`.
    ///   - passes: most rounds over all sites.
    func descend(allowed: [Bool]? = nil, passes: Int = 50, control: SolveControl) {
        let siteCount = model.siteCount
        guard siteCount > 0 else { return }
        var site = 0
        var sinceImprovement = 0
        removeSuperfluous()
        for step in 0..<passes * siteCount {
            if step & 15 == 15, control.mustStop { return }
            if isOpen[site] == 0, states[site] == SiteState.free, allowed?[site] ?? true {
                let move = bestMove(inserting: site)
                if move.profit > leastProfit {
                    apply(insert: site, remove: move.removed)
                    removeSuperfluous()
                    sinceImprovement = 0
                }
            }
            sinceImprovement += 1
            if sinceImprovement > siteCount { return }
            site = site + 1 == siteCount ? 0 : site + 1
        }
    }
}
