/// The Lagrangian bound over neighbour lists, valid for all sites, listed or not.
///
/// With multiplier u_i per unit of weight of client i and μ_r per row,
/// L(u, μ) = constant + Σ w_i u_i + Σ μ_r b_r + min over the number of sites of Σ_j y_j (f_j + Σ_i w_i min(0, c_ij − u_i) −
/// Σ_r μ_r a_rj). A site that client i does not list costs it at least the list's remainder D_i; as u_i ≤ D_i such pairs
/// add nothing, so the listed pairs price every site exactly.
final class NeighbourBound {
    let model: NeighbourModel
    /// Best multipliers per client, per unit of weight.
    let multipliers: UnsafeMutablePointer<Double>
    /// Best multipliers per row.
    private(set) var rowMultipliers: [Double]
    /// Reduced cost per site at the last evaluation.
    let reducedCosts: UnsafeMutablePointer<Double>
    /// How often each site was chosen in the tail of the last climb.
    private(set) var hits: [Int32]
    /// Best bound so far.
    private(set) var best = -Double.infinity
    /// Subgradient steps and entries looked at so far.
    private(set) var stepCount = 0
    private(set) var work = 0

    private let current: UnsafeMutablePointer<Double>
    private let direction: UnsafeMutablePointer<Double>
    private let surplus: UnsafeMutablePointer<Int32>
    /// What the second half of the clients adds to the reduced costs; `nil` where one thread is as fast.
    private let secondHalf: UnsafeMutablePointer<Double>?
    private let threads: Int
    private(set) var selection = SiteSelection()

    init(_ model: NeighbourModel, threads: Int = 1) {
        self.model = model
        self.threads = threads
        let clients = max(1, model.clientCount)
        multipliers = .allocate(capacity: clients)
        multipliers.initialize(repeating: 0, count: clients)
        current = .allocate(capacity: clients)
        current.initialize(repeating: 0, count: clients)
        direction = .allocate(capacity: clients)
        direction.initialize(repeating: 0, count: clients)
        surplus = .allocate(capacity: clients)
        surplus.initialize(repeating: 0, count: clients)
        reducedCosts = .allocate(capacity: max(1, model.siteCount))
        reducedCosts.initialize(repeating: 0, count: max(1, model.siteCount))
        // The size alone decides, so that sums come out the same for any number of threads.
        secondHalf = model.clientCount >= 5_000 ? .allocate(capacity: max(1, model.siteCount)) : nil
        rowMultipliers = Array(repeating: 0, count: model.sites.rows.count)
        hits = Array(repeating: 0, count: model.siteCount)
    }

    deinit {
        multipliers.deallocate()
        current.deallocate()
        direction.deallocate()
        surplus.deallocate()
        reducedCosts.deallocate()
        secondHalf?.deallocate()
    }

    /// Least multiplier worth having: the client's nearest site.
    @inline(__always)
    private func floor(_ client: Int) -> Double {
        let lists = model.lists
        let start = lists.starts[client]
        if start < lists.starts[client + 1] { return min(Double(lists.costs[start]), ceiling(client)) }
        return lists.remainders[client].isFinite ? lists.remainders[client] : 0
    }

    /// Largest multiplier that keeps the bound valid.
    @inline(__always)
    private func ceiling(_ client: Int) -> Double {
        let lists = model.lists
        let remainder = lists.remainders[client]
        if remainder.isFinite { return remainder }
        // Nothing else can serve the client: any price is valid, twice the dearest is more than enough to start with.
        let range = lists.entries(client)
        if range.isEmpty { return 0 }
        let last = Double(lists.costs[range.upperBound - 1])
        return last + spread
    }

    /// What multipliers of clients that must be served from their list may exceed its dearest entry by.
    var spread = 0.0

    /// Starts the multipliers between each client's nearest and second nearest open site.
    func start(from search: NeighbourSearch) {
        for client in 0..<model.clientCount {
            let value = 0.7 * search.firstCost[client] + 0.3 * search.secondCost[client]
            multipliers[client] = min(ceiling(client), max(floor(client), value))
        }
        best = -.infinity
    }

    /// Starts from multipliers found elsewhere.
    func start(from values: [Double], rows: [Double]) {
        for client in 0..<model.clientCount { multipliers[client] = values[client] }
        rowMultipliers = rows
        clamp()
    }

    /// Takes over multipliers of some clients.
    func replace(_ clients: [Int32], with values: [Double]) {
        for (slot, client) in clients.enumerated() { multipliers[Int(client)] = values[slot] }
        clamp()
    }

    /// Keeps multipliers within their ranges after lists changed.
    func clamp() {
        for client in 0..<model.clientCount {
            multipliers[client] = min(ceiling(client), max(floor(client), multipliers[client]))
        }
        best = -.infinity
    }

    /// Clients whose best multiplier its list holds back, one flag each; `nil` when there are none.
    func restrained() -> [Bool]? {
        var flags = Array(repeating: false, count: model.clientCount)
        var isAny = false
        for client in 0..<model.clientCount {
            let remainder = model.lists.remainders[client]
            if remainder < model.caps[client], multipliers[client] >= remainder - 1e-9 * abs(remainder) {
                flags[client] = true
                isAny = true
            }
        }
        return isAny ? flags : nil
    }

    /// Climbs from the best multipliers for the given states.
    ///
    /// - Parameters:
    ///   - states: what is decided per site.
    ///   - cutoff: stop as soon as the bound exceeds it; its incumbent is the target of the steps.
    ///   - maximumWork: entries after which the climb ends.
    ///   - clients: its lists by site.
    ///   - onHalving: called with the sites chosen at the best bound whenever the step is halved.
    /// - Returns: the best bound, infinite when the number of open sites cannot be right.
    func climb(
        states: [Int8], cutoff: Cutoff, settings: SubgradientSettings, maximumWork: Int, clients: ClientsBySite,
        control: SolveControl, report: (Double) -> Void = { _ in }
    ) -> Double {
        let exactRow = model.sites.cardinalityRow(states: states)
        guard selection.prepare(model: model.sites, states: states, row: exactRow) else { return .infinity }
        let count = model.clientCount
        current.update(from: multipliers, count: max(1, count))
        direction.update(repeating: 0, count: max(1, count))
        var currentRows = rowMultipliers
        if let exactRow { currentRows[exactRow.row] = 0 }
        var rowDirection = Array(repeating: 0.0, count: currentRows.count)
        let magnitude = model.magnitude
        var factor = settings.firstFactor
        var stall = 0
        for site in hits.indices { hits[site] = 0 }
        let workLimit = work + maximumWork
        var lastReport = ContinuousClock.now
        for _ in 0..<settings.maximumSteps {
            if control.mustStop || work > workLimit { break }
            stepCount += 1
            guard let bound = evaluate(current, currentRows, states: states, control: control) else { break }
            if factor < 0.3 * settings.firstFactor {
                for position in 0..<selection.count { hits[Int(selection.order[position])] += 1 }
            }
            if bound > best {
                stall = bound > best + 2e-6 * abs(best) ? 0 : stall + 1
                best = bound
                multipliers.update(from: current, count: max(1, count))
                rowMultipliers = currentRows
                if cutoff.prunes(bound) { return best }
                let now = ContinuousClock.now
                if now - lastReport > .milliseconds(200) {
                    lastReport = now
                    report(best)
                }
            } else {
                stall += 1
            }
            if stall >= settings.patience {
                factor *= 0.5
                stall = 0
                if factor < settings.leastFactor { break }
                current.update(from: multipliers, count: max(1, count))
                currentRows = rowMultipliers
                direction.update(repeating: 0, count: max(1, count))
                for row in rowDirection.indices { rowDirection[row] = 0 }
                continue
            }
            let target = cutoff.incumbent ?? best + 0.05 * abs(best) + 1e-3 * magnitude
            let distance = max(target - bound, 1e-9 * magnitude)
            var rows = RowStep(
                model.sites, multipliers: currentRows, direction: rowDirection, exactRow: exactRow?.row ?? -1)
            rows.measure(selection: selection, states: states, target: target, magnitude: magnitude)
            let isMoving = move(
                factor * distance, states: states, clients: clients, deflection: settings.deflection, rows: &rows)
            currentRows = rows.multipliers
            rowDirection = rows.direction
            if !isMoving { break }
        }
        return best
    }

    /// Recomputes bound and reduced costs at the best multipliers; `nil` when interrupted.
    func settle(states: [Int8], control: SolveControl) -> Double? {
        let exactRow = model.sites.cardinalityRow(states: states)
        guard selection.prepare(model: model.sites, states: states, row: exactRow) else { return .infinity }
        var rows = rowMultipliers
        if let exactRow { rows[exactRow.row] = 0 }
        return evaluate(multipliers, rows, states: states, control: control)
    }

    /// What one site less in the row that counts them all would save at the last evaluation: between the reduced costs of
    /// the dearest site chosen and the cheapest left.
    var cardinalityPrice: Double {
        let dearest = selection.worstChosen
        let cheapest = selection.bestOther
        let price: Double
        if dearest.isFinite, cheapest.isFinite {
            price = 0.5 * (dearest + cheapest)
        } else {
            price = dearest.isFinite ? dearest : cheapest.isFinite ? cheapest : 0
        }
        let isAtLeast = selection.count == selection.least && selection.least > 0
        let isAtMost = selection.count == selection.most
        if isAtLeast, isAtMost { return price }
        if isAtLeast { return max(0, price) }
        return isAtMost && selection.most < selection.order.count ? min(0, price) : 0
    }

    /// The sites the last evaluation chose, open ones included.
    func chosenSites(states: [Int8]) -> [Int] {
        var sites = states.indices.filter { states[$0] == SiteState.open }
        for position in 0..<selection.count { sites.append(Int(selection.order[position])) }
        return sites
    }

    /// Decides free sites whose other state the last ``settle(states:control:)`` excludes; returns how many.
    ///
    /// - Parameter bound: what it returned.
    func fix(_ states: inout [Int8], bound: Double, cutoff: Cutoff) -> Int {
        guard cutoff.incumbent != nil else { return 0 }
        var count = 0
        for position in selection.order.indices {
            let site = Int(selection.order[position])
            if position < selection.count {
                guard cutoff.prunes(bound + selection.increaseWhenClosed(reducedCosts[site])) else { continue }
                states[site] = SiteState.open
            } else {
                guard cutoff.prunes(bound + selection.increaseWhenOpened(reducedCosts[site])) else { continue }
                states[site] = SiteState.closed
            }
            count += 1
        }
        return count
    }

    private func evaluate(
        _ values: UnsafeMutablePointer<Double>, _ rows: [Double], states: [Int8], control: SolveControl
    ) -> Double? {
        let siteCount = model.siteCount
        let reduced = reducedCosts
        for site in 0..<siteCount { reduced[site] = model.sites.openingCosts[site] }
        var total = model.sites.constant
        for (position, row) in model.sites.rows.enumerated() where rows[position] != 0 {
            let multiplier = rows[position]
            total += multiplier * (multiplier > 0 ? row.lower : row.upper)
            for (site, value) in zip(row.sites, row.coefficients) { reduced[Int(site)] -= multiplier * value }
        }
        let startingSize = abs(total)
        var scan = Scan()
        if let secondHalf {
            secondHalf.update(repeating: 0, count: siteCount)
            let middle = model.clientCount / 2
            let halves = ParallelWork.map(2, threads: threads) { half in
                price(
                    half == 0 ? 0..<middle : middle..<model.clientCount, values,
                    into: half == 0 ? reduced : secondHalf, control: control)
            }
            for site in 0..<siteCount { reduced[site] += secondHalf[site] }
            for half in halves {
                scan.value += half.value
                scan.size += half.size
                scan.entries += half.entries
            }
        } else {
            scan = price(0..<model.clientCount, values, into: reduced, control: control)
        }
        if control.mustStop { return nil }
        work += scan.entries + siteCount
        total += scan.value
        var size = startingSize + scan.size
        for site in 0..<siteCount where states[site] == SiteState.open { total += reduced[site] }
        selection.choose(UnsafePointer(reduced))
        size += abs(selection.sum)
        // Sums in another order may differ in the last digits.
        return total + selection.sum - 1e-13 * size
    }

    /// What some clients add to an evaluation.
    private struct Scan {
        /// Sum of weighted multipliers, and of their magnitudes.
        var value = 0.0
        var size = 0.0
        /// Entries looked at.
        var entries = 0
    }

    /// Adds what some clients save at each site to the sites' reduced costs.
    private func price(
        _ clients: Range<Int>, _ values: UnsafeMutablePointer<Double>, into reduced: UnsafeMutablePointer<Double>,
        control: SolveControl
    ) -> Scan {
        let starts = model.lists.starts
        let sites = model.lists.sites
        let costs = model.lists.costs
        let weights = model.weights
        var scan = Scan()
        for client in clients {
            if client & 2047 == 2047, control.isOver { break }
            let value = values[client]
            let weight = weights[client]
            scan.value += weight * value
            scan.size += weight * abs(value)
            let start = starts[client]
            let end = starts[client + 1]
            var entry = start
            while entry < end {
                let difference = Double(costs[entry]) - value
                if difference >= 0 { break }
                reduced[Int(sites[entry])] += weight * difference
                entry += 1
            }
            scan.entries += entry - start
        }
        return scan
    }

    /// Moves the current multipliers by a deflected subgradient; false when it vanishes.
    private func move(
        _ length: Double, states: [Int8], clients: ClientsBySite, deflection: Double, rows: inout RowStep
    ) -> Bool {
        let count = model.clientCount
        surplus.update(repeating: 1, count: max(1, count))
        for position in 0..<selection.count { subtract(Int(selection.order[position]), clients) }
        for site in states.indices where states[site] == SiteState.open { subtract(site, clients) }
        var norm = rows.norm
        for client in 0..<count {
            var gradient = Double(surplus[client])
            // A multiplier at the cap stands for a client that may stay unserved.
            if gradient > 0, current[client] >= model.caps[client] { gradient = 0 }
            let next = gradient + deflection * direction[client]
            direction[client] = next
            norm += model.weights[client] * next * next
        }
        if !(norm > 1e-30) { return false }
        let step = length / norm
        for client in 0..<count {
            let value = current[client] + step * direction[client]
            current[client] = min(ceiling(client), max(floor(client), value))
        }
        rows.advance(by: step)
        return true
    }

    private func subtract(_ site: Int, _ clients: ClientsBySite) {
        let range = clients.entries(site)
        work += range.count
        for entry in range {
            let client = Int(clients.clients[entry])
            if Double(clients.costs[entry]) < current[client] { surplus[client] -= 1 }
        }
    }
}

/// One subgradient step of the multipliers of rows.
struct RowStep {
    private(set) var multipliers: [Double]
    private(set) var direction: [Double]
    private(set) var norm = 0.0
    private let model: EngineModel
    private let exactRow: Int
    private var scale = 0.0

    init(_ model: EngineModel, multipliers: [Double], direction: [Double], exactRow: Int) {
        self.model = model
        self.multipliers = multipliers
        self.direction = direction
        self.exactRow = exactRow
    }

    /// Takes the directions from the sites chosen.
    mutating func measure(selection: SiteSelection, states: [Int8], target: Double, magnitude: Double) {
        guard model.rows.count > (exactRow >= 0 ? 1 : 0) else { return }
        var isChosen = states.map { $0 == SiteState.open }
        for position in 0..<selection.count { isChosen[Int(selection.order[position])] = true }
        // Multipliers of rows price a site: put them on that scale.
        let perSite = max(abs(target - model.constant), 1e-6 * magnitude) / Double(max(1, selection.count))
        scale = perSite * perSite / max(abs(target), 1e-6 * magnitude + 1e-12)
        for (position, row) in model.rows.enumerated() where position != exactRow {
            let activity = model.activity(of: row, isOpen: isChosen)
            var gradient = 0.0
            if activity > row.upper {
                gradient = row.upper - activity
            } else if activity < row.lower {
                gradient = row.lower - activity
            } else if multipliers[position] < 0 {
                gradient = row.upper - activity
            } else if multipliers[position] > 0 {
                gradient = row.lower - activity
            }
            let largest = row.coefficients.reduce(0) { max($0, abs($1)) }
            // In units of the row's largest coefficient.
            if largest > 0 { gradient /= largest * largest }
            direction[position] = gradient + 0.4 * direction[position]
            norm += direction[position] * direction[position] * scale * largest * largest
        }
    }

    /// Moves the multipliers and keeps their signs right.
    mutating func advance(by step: Double) {
        for (position, row) in model.rows.enumerated() where direction[position] != 0 && position != exactRow {
            let old = multipliers[position]
            var value = old + step * scale * direction[position]
            if (old > 0 && value < 0) || (old < 0 && value > 0) { value = 0 }
            if value > 0, row.lower == -.infinity { value = 0 }
            if value < 0, row.upper == .infinity { value = 0 }
            multipliers[position] = value
        }
    }
}
