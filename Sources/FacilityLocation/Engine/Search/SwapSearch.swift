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
    /// No client's second cost is larger: first of all, then by class when there are classes.
    private let largestSecond: UnsafeMutablePointer<Double>
    private var classes: NearnessClasses?
    /// Moves since losses were last computed from nothing.
    private var movesSinceRefresh = 0
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
    /// Looks at a client's cost since creation, roughly: what a search has done so far, whatever the machine.
    var work: Int { workCount.pointee }
    private let workCount: UnsafeMutablePointer<Int>

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
        workCount = .allocate(capacity: 1)
        workCount.initialize(to: 0)
        largestSecond = .allocate(capacity: 1 + NearnessClasses.count)
        largestSecond.initialize(repeating: 0, count: 1 + NearnessClasses.count)
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
        workCount.deallocate()
        largestSecond.deallocate()
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
            workCount.pointee &+= entry - lists.starts[client]
            secondNearest[client] = entry < end ? lists.indices[entry] : -1
            secondCost[client] = entry < end ? lists.costs[entry] : searchCaps[client]
        }
    }

    /// Recomputes losses and their order.
    ///
    /// O(clients + p log p).
    func refreshLosses() {
        workCount.pointee &+= model.clientCount
        movesSinceRefresh = 0
        for site in open { loss[Int(site)] = -model.openingCosts[Int(site)] }
        var largest = 0.0
        for client in 0..<model.clientCount {
            let site = nearest[client]
            let second = secondCost[client]
            if second > largest || client == 0 { largest = second }
            if site >= 0 { loss[Int(site)] += searchWeights[client] * (second - nearestCost[client]) }
        }
        largestSecond[0] = largest
        if let classes {
            for number in 1...NearnessClasses.count { largestSecond[number] = -.infinity }
            for client in 0..<model.clientCount {
                let number = 1 + Int(classes.classOf[client])
                if secondCost[client] > largestSecond[number] { largestSecond[number] = secondCost[client] }
            }
        }
        openByLoss = open.sorted { precedesByLoss($0, $1) }
    }

    @inline(__always)
    private func precedesByLoss(_ left: Int32, _ right: Int32) -> Bool {
        loss[Int(left)] < loss[Int(right)] || (loss[Int(left)] == loss[Int(right)] && left < right)
    }

    /// Puts the open sites in order after a few losses changed.
    private func reorder(inserted: Int, removed: Int) {
        if removed >= 0, let position = openByLoss.firstIndex(of: Int32(removed)) { openByLoss.remove(at: position) }
        if inserted >= 0 { openByLoss.append(Int32(inserted)) }
        openByLoss.withUnsafeMutableBufferPointer { order in
            for entry in order.indices.dropFirst() {
                let site = order[entry]
                var hole = entry
                while hole > 0, precedesByLoss(site, order[hole - 1]) {
                    order[hole] = order[hole - 1]
                    hole -= 1
                }
                order[hole] = site
            }
        }
    }

    /// Opens `inserted` and closes `removed` (−1 for none).
    ///
    /// O(clients near the two sites + p); losses carried along are computed from nothing every so often, so that rounding
    /// does not add up.
    func apply(insert inserted: Int, remove removed: Int) {
        moveCount += 1
        if inserted >= 0 {
            markOpen(inserted)
            loss[inserted] = -model.openingCosts[inserted]
        }
        if removed >= 0 { markClosed(removed) }
        if removed >= 0 {
            let gone = Int32(removed)
            let classOf = classes?.classOf
            scan(from: removed) { client, _ in
                if nearest[client] != gone, secondNearest[client] != gone { return }
                changeLoss(client, by: -1)
                rescan(client)
                changeLoss(client, by: 1)
                let second = secondCost[client]
                if second > largestSecond[0] { largestSecond[0] = second }
                guard let classOf else { return }
                let number = 1 + Int(classOf[client])
                if second > largestSecond[number] { largestSecond[number] = second }
            }
        }
        if inserted >= 0 {
            let site = Int32(inserted)
            scan(from: inserted) { client, cost in
                if cost >= secondCost[client] || nearest[client] == site || secondNearest[client] == site { return }
                changeLoss(client, by: -1)
                if cost < nearestCost[client] {
                    secondCost[client] = nearestCost[client]
                    secondNearest[client] = nearest[client]
                    nearestCost[client] = cost
                    nearest[client] = site
                } else {
                    secondCost[client] = cost
                    secondNearest[client] = site
                }
                changeLoss(client, by: 1)
            }
        }
        movesSinceRefresh += 1
        workCount.pointee &+= open.count + 50
        if movesSinceRefresh >= 32 {
            refreshLosses()
        } else {
            reorder(inserted: inserted, removed: removed)
        }
    }

    /// Calls `body` for every client a move of the site could matter to, and some others, nearest first by class.
    @inline(__always)
    func scan(from site: Int, _ body: (_ client: Int, _ cost: Double) -> Void) {
        var looks = 0
        if let classes, classes.includes(site) {
            let clients = classes.indices
            let costs = classes.costs
            for number in 0..<NearnessClasses.count {
                let limit = largestSecond[1 + number]
                for entry in classes.entries(site, number) {
                    let cost = costs[entry]
                    if cost > limit { break }
                    looks += 1
                    body(Int(clients[entry]), cost)
                }
            }
        } else {
            let limit = largestSecond[0]
            let clients = model.clientsBySite.indices
            let costs = model.clientsBySite.costs
            for entry in model.clientsBySite.sortedEntries(site) {
                let cost = costs[entry]
                if cost > limit { break }
                looks += 1
                body(Int(clients[entry]), cost)
            }
        }
        workCount.pointee &+= looks + 10
    }

    /// Arranges the clients around some sites by how far from them the present plan serves them.
    ///
    /// Makes moves of these sites cheaper where few clients are served from much farther than the others.
    func arrange(_ included: [Bool]) {
        classes = NearnessClasses(model, seconds: secondCost, included: included)
        refreshLosses()
    }

    /// Takes a client's share out of the loss of its nearest site, or puts it in.
    @inline(__always)
    private func changeLoss(_ client: Int, by sign: Double) {
        let site = nearest[client]
        if site >= 0 { loss[Int(site)] += sign * searchWeights[client] * (secondCost[client] - nearestCost[client]) }
    }

    /// Counts looks at costs that were not counted here.
    func chargeWork(_ count: Int) { workCount.pointee &+= count }

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
}
