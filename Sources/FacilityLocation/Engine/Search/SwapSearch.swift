/// A plan under local search: per client the two nearest open sites, per open site what its loss would cost, and the
/// activity of every row (Whitaker 1983; Resende and Werneck 2007), so that a move is priced from the clients near it.
///
/// Moves are insertions, removals and swaps that keep every row, the site states and the service rules. A client that
/// must be served counts with a large penalty while it is not; ``objective`` is exact once everyone is served.
final class SwapSearch {
    let model: EngineModel
    private(set) var isOpen: [Bool]
    private(set) var open: [Int32] = []
    private var positionInOpen: [Int32]
    /// States that moves respect; the model's unless narrowed by the caller.
    var states: [Int8]

    let nearest: UnsafeMutablePointer<Int32>
    let nearestCost: UnsafeMutablePointer<Double>
    let secondNearest: UnsafeMutablePointer<Int32>
    let secondCost: UnsafeMutablePointer<Double>
    private let searchCaps: UnsafeMutablePointer<Double>
    let searchWeights: UnsafeMutablePointer<Double>
    let loss: UnsafeMutablePointer<Double>
    let correction: UnsafeMutablePointer<Double>
    let touched: UnsafeMutablePointer<Int32>
    private var largestSecondCost = 0.0
    /// Open sites by ascending loss.
    private(set) var openByLoss: [Int32] = []
    private(set) var rowActivity: [Double]
    private var rowDelta: [Double]
    /// What a unit of each service rule was worth in the last linear program, where that is known.
    var servicePrices: [Double] = []
    /// Whether moves may break service rules, as while their prices are searched for.
    var ignoresServiceRows = false
    /// Moves made since creation.
    private(set) var moveCount = 0

    init(_ model: EngineModel) {
        self.model = model
        states = model.states
        isOpen = Array(repeating: false, count: model.siteCount)
        positionInOpen = Array(repeating: -1, count: model.siteCount)
        rowActivity = Array(repeating: 0, count: model.rows.count)
        rowDelta = rowActivity
        let clients = max(1, model.clientCount)
        let sites = max(1, model.siteCount)
        nearest = .allocate(capacity: clients)
        nearestCost = .allocate(capacity: clients)
        secondNearest = .allocate(capacity: clients)
        secondCost = .allocate(capacity: clients)
        searchCaps = .allocate(capacity: clients)
        searchWeights = .allocate(capacity: clients)
        loss = .allocate(capacity: sites)
        correction = .allocate(capacity: sites)
        touched = .allocate(capacity: sites)
        loss.initialize(repeating: 0, count: sites)
        correction.initialize(repeating: 0, count: sites)
        refreshFromModel()
    }

    deinit {
        nearest.deallocate()
        nearestCost.deallocate()
        secondNearest.deallocate()
        secondCost.deallocate()
        searchCaps.deallocate()
        searchWeights.deallocate()
        loss.deallocate()
        correction.deallocate()
        touched.deallocate()
    }

    /// Takes over states, weights and rows after the model was edited; call ``set(_:)`` next.
    func refreshFromModel() {
        states = model.states
        if rowActivity.count != model.rows.count {
            rowActivity = Array(repeating: 0, count: model.rows.count)
            rowDelta = rowActivity
        }
        resetWeights()
        let penalty = 2 * model.magnitude + 1
        for client in 0..<model.clientCount {
            let weight = searchWeights[client]
            searchCaps[client] = model.caps[client]
            if model.caps[client] == .infinity {
                let end = model.lists.starts[client + 1]
                let last = end > model.lists.starts[client] ? model.lists.costs[end - 1] : 0
                searchCaps[client] = last + penalty / weight
            }
        }
    }

    /// Weights as in the model; those who must be served count a little even without weight.
    func resetWeights() {
        let total = model.weights.reduce(0, +)
        let least = total > 0 ? 1e-9 * total / Double(model.clientCount) : 1
        for client in 0..<model.clientCount {
            searchWeights[client] =
                model.caps[client].isFinite ? model.weights[client] : max(model.weights[client], least)
        }
    }

    /// Replaces the plan.
    ///
    /// O(clients · scanned entries).
    func set(_ sites: some Sequence<Int>) {
        for site in open {
            isOpen[Int(site)] = false
            positionInOpen[Int(site)] = -1
        }
        open.removeAll(keepingCapacity: true)
        for row in rowActivity.indices { rowActivity[row] = 0 }
        for site in sites { markOpen(site) }
        for client in 0..<model.clientCount { rescan(client) }
        refreshLosses()
    }

    /// Objective of the plan, with a penalty for each mandatory client that is not served.
    var objective: Double {
        var total = model.constant
        for site in open { total += model.openingCosts[Int(site)] }
        for client in 0..<model.clientCount { total += searchWeights[client] * nearestCost[client] }
        return total
    }

    /// The plan, ascending.
    var plan: [Int] { open.map(Int.init).sorted() }

    private func markOpen(_ site: Int) {
        isOpen[site] = true
        positionInOpen[site] = Int32(open.count)
        open.append(Int32(site))
        for entry in model.rowEntries(site) {
            rowActivity[Int(model.rowIndices[entry])] += model.rowCoefficients[entry]
        }
    }

    private func markClosed(_ site: Int) {
        isOpen[site] = false
        let position = Int(positionInOpen[site])
        let last = open.removeLast()
        if Int(last) != site {
            open[position] = last
            positionInOpen[Int(last)] = Int32(position)
        }
        positionInOpen[site] = -1
        for entry in model.rowEntries(site) {
            rowActivity[Int(model.rowIndices[entry])] -= model.rowCoefficients[entry]
        }
    }

    private func rescan(_ client: Int) {
        let lists = model.lists
        let end = lists.starts[client + 1]
        var entry = lists.starts[client]
        isOpen.withUnsafeBufferPointer { isOpen in
            while entry < end, !isOpen[Int(lists.indices[entry])] { entry += 1 }
            guard entry < end else {
                nearest[client] = -1
                nearestCost[client] = searchCaps[client]
                secondNearest[client] = -1
                secondCost[client] = searchCaps[client]
                return
            }
            nearest[client] = lists.indices[entry]
            nearestCost[client] = lists.costs[entry]
            entry += 1
            while entry < end, !isOpen[Int(lists.indices[entry])] { entry += 1 }
            secondNearest[client] = entry < end ? lists.indices[entry] : -1
            secondCost[client] = entry < end ? lists.costs[entry] : searchCaps[client]
        }
    }

    /// Recomputes losses and their order.
    ///
    /// O(clients + p log p).
    func refreshLosses() {
        for site in open { loss[Int(site)] = -model.openingCosts[Int(site)] }
        var largest = 0.0
        for client in 0..<model.clientCount {
            let site = nearest[client]
            let second = secondCost[client]
            if second > largest || client == 0 { largest = second }
            if site >= 0 { loss[Int(site)] += searchWeights[client] * (second - nearestCost[client]) }
        }
        largestSecondCost = largest
        openByLoss = open.sorted { loss[Int($0)] < loss[Int($1)] || (loss[Int($0)] == loss[Int($1)] && $0 < $1) }
    }

    /// Opens `inserted` and closes `removed` (−1 for none), losses included when `refreshing`.
    func apply(insert inserted: Int, remove removed: Int, refreshing: Bool = true) {
        moveCount += 1
        if inserted >= 0 { markOpen(inserted) }
        if removed >= 0 { markClosed(removed) }
        if removed >= 0 {
            let gone = Int32(removed)
            let entries = model.clientsBySite.entries(removed)
            let clients = model.clientsBySite.indices
            for entry in entries {
                let client = Int(clients[entry])
                if nearest[client] == gone || secondNearest[client] == gone { rescan(client) }
            }
        }
        if inserted >= 0 {
            let clients = model.clientsBySite.indices
            let costs = model.clientsBySite.costs
            let site = Int32(inserted)
            for entry in model.clientsBySite.entries(inserted) {
                let client = Int(clients[entry])
                let cost = costs[entry]
                if cost < nearestCost[client] {
                    secondCost[client] = nearestCost[client]
                    secondNearest[client] = nearest[client]
                    nearestCost[client] = cost
                    nearest[client] = site
                } else if cost < secondCost[client], nearest[client] != site {
                    secondCost[client] = cost
                    secondNearest[client] = site
                }
            }
        }
        if refreshing { refreshLosses() }
    }

    /// Whether a move keeps every row; −1 stands for no site.
    func keepsRows(insert inserted: Int, remove removed: Int) -> Bool {
        if rowActivity.isEmpty { return true }
        if inserted >= 0 {
            for entry in model.rowEntries(inserted) {
                rowDelta[Int(model.rowIndices[entry])] += model.rowCoefficients[entry]
            }
        }
        if removed >= 0 {
            for entry in model.rowEntries(removed) {
                rowDelta[Int(model.rowIndices[entry])] -= model.rowCoefficients[entry]
            }
        }
        var isKept = true
        if inserted >= 0 { isKept = settleDeltas(inserted) }
        if removed >= 0 { isKept = settleDeltas(removed) && isKept }
        return isKept
    }

    private func settleDeltas(_ site: Int) -> Bool {
        var isKept = true
        for entry in model.rowEntries(site) {
            let row = Int(model.rowIndices[entry])
            let delta = rowDelta[row]
            rowDelta[row] = 0
            if delta == 0 { continue }
            let activity = rowActivity[row] + delta
            if delta > 0, activity > model.rows[row].upperWithTolerance { isKept = false }
            if delta < 0, activity < model.rows[row].lowerWithTolerance { isKept = false }
        }
        return isKept
    }

    /// The best move that opens a closed free site, with its profit; the removed site is −1 for a pure insertion.
    ///
    /// O(clients near the site + open sites looked at).
    func bestMove(inserting site: Int) -> (profit: Double, removed: Int) {
        let (gain, touchedCount) = price(inserting: site)
        var best = -Double.infinity
        var removed = -1
        if gain > 0, keepsRows(insert: site, remove: -1) { best = gain }
        for position in 0..<touchedCount {
            let candidate = Int(touched[position])
            let profit = gain - loss[candidate] + correction[candidate]
            if profit > best, states[candidate] == SiteState.free, keepsRows(insert: site, remove: candidate) {
                best = profit
                removed = candidate
            }
        }
        for candidate in openByLoss {
            let profit = gain - loss[Int(candidate)]
            if profit <= best { break }
            if correction[Int(candidate)] != 0 || states[Int(candidate)] != SiteState.free { continue }
            if keepsRows(insert: site, remove: Int(candidate)) {
                best = profit
                removed = Int(candidate)
                break
            }
        }
        for position in 0..<touchedCount { correction[Int(touched[position])] = 0 }
        return (best, removed)
    }

    /// What opening a site gains by itself, before anything is closed.
    ///
    /// For the first sites of ``touched``, ``correction`` holds what closing them in return costs less than their loss;
    /// the caller puts these back to zero.
    @inline(__always)
    func price(inserting site: Int) -> (gain: Double, touchedCount: Int) {
        var gain = -model.openingCosts[site]
        var touchedCount = 0
        let range = model.clientsBySite.sortedEntries(site)
        let clients = model.clientsBySite.indices
        let costs = model.clientsBySite.costs
        let limit = largestSecondCost
        for entry in range {
            let cost = costs[entry]
            if cost >= limit { break }
            let client = Int(clients[entry])
            let second = secondCost[client]
            if cost >= second { continue }
            let current = nearestCost[client]
            let weight = searchWeights[client]
            if cost < current { gain += weight * (current - cost) }
            let server = Int(nearest[client])
            let amount = weight * (second - max(cost, current))
            if server >= 0, amount > 0 {
                if correction[server] == 0 {
                    touched[touchedCount] = Int32(server)
                    touchedCount += 1
                }
                correction[server] += amount
            }
        }
        return (gain, touchedCount)
    }

    /// What opening one site and closing another would gain.
    ///
    /// O(clients near the inserted site).
    func profit(inserting inserted: Int, removing removed: Int) -> Double {
        var gain = -model.openingCosts[inserted] - loss[removed]
        let clients = model.clientsBySite.indices
        let costs = model.clientsBySite.costs
        let gone = Int32(removed)
        for entry in model.clientsBySite.sortedEntries(inserted) {
            let cost = costs[entry]
            if cost >= largestSecondCost { break }
            let client = Int(clients[entry])
            if nearest[client] == gone {
                // The loss counted the second nearest; the inserted site may serve better.
                if cost < secondCost[client] {
                    let weight = searchWeights[client]
                    gain += weight * (secondCost[client] - cost)
                }
            } else if cost < nearestCost[client] {
                gain += searchWeights[client] * (nearestCost[client] - cost)
            }
        }
        return gain
    }
}
