/// How long and how the Lagrangian dual is climbed.
///
/// The defaults are those that came closest to the LP value in trials: Polyak steps, halved after 60 steps without
/// gain, directions deflected by 0.4 of the one before.
struct SubgradientSettings {
    var maximumSteps = 6000
    var firstFactor = 1.0
    var patience = 60
    var leastFactor = 1e-3
    /// Share of the previous direction kept in the next.
    var deflection = 0.4

    /// For the nodes of a tree.
    static let node = SubgradientSettings(maximumSteps: 40, firstFactor: 0.6, patience: 6, leastFactor: 0.05)
}

/// Lagrangian bound: the assignment of every client is relaxed with a multiplier v_i in units of the objective, the
/// number of open sites is kept exactly, all other rows are relaxed with multipliers as well.
///
/// L(v, μ) = constant + Σ v_i + Σ μ_r b_r + min over the number of sites of Σ_j y_j (f_j + Σ_i min(0, w_i c_ij − v_i) −
/// Σ_r μ_r a_rj) is a lower bound for every v_i ≤ w_i · cap_i and every μ of the right sign; service rules are left out,
/// which keeps it valid.
final class LagrangianBound {
    let model: EngineModel
    /// Best multipliers per client, in units of the objective.
    var multipliers: [Double]
    /// Best multipliers per row.
    var rowMultipliers: [Double]
    /// How often each site was chosen in the tail of the last climb.
    private(set) var hits: [Int32]
    /// Smoothed share of recent steps that chose each site.
    private(set) var openShare: [Double]
    /// Subgradient steps so far.
    private(set) var stepCount = 0
    /// Called with the chosen sites at each better bound.
    var onImprovement: (([Int]) -> Void)?

    private let reducedCosts: UnsafeMutablePointer<Double>
    /// How many chosen sites are cheaper than a client's multiplier.
    private let coverCounts: UnsafeMutablePointer<Int32>
    /// Entries the last evaluation looked at, and those of the sites it chose.
    private var scannedEntries = 0
    private var chosenEntries = 0
    private var selection = SiteSelection()
    private var isChosen: [Bool]
    private let floors: [Double]
    private let ceilings: [Double]
    private let stepWeights: [Double]

    init(_ model: EngineModel) {
        self.model = model
        multipliers = Array(repeating: 0, count: model.clientCount)
        rowMultipliers = Array(repeating: 0, count: model.rows.count)
        hits = Array(repeating: 0, count: model.siteCount)
        openShare = Array(repeating: 0, count: model.siteCount)
        isChosen = Array(repeating: false, count: model.siteCount)
        reducedCosts = .allocate(capacity: max(1, model.siteCount))
        coverCounts = .allocate(capacity: max(1, model.clientCount))
        coverCounts.initialize(repeating: 0, count: max(1, model.clientCount))
        reducedCosts.initialize(repeating: 0, count: max(1, model.siteCount))
        var floors: [Double] = []
        var ceilings: [Double] = []
        for client in 0..<model.clientCount {
            let range = model.lists.entries(client)
            let weight = model.weights[client]
            let cap = model.caps[client]
            let first = range.isEmpty ? cap : model.lists.costs[range.lowerBound]
            let last = range.isEmpty ? 0 : model.lists.costs[range.upperBound - 1]
            floors.append(first.isFinite ? weight * min(first, cap) : 0)
            ceilings.append(cap.isFinite ? weight * cap : weight * last + model.magnitude + 1)
        }
        self.floors = floors
        self.ceilings = ceilings
        let mean = model.weights.reduce(0, +) / Double(max(1, model.clientCount))
        stepWeights = model.weights.map { mean > 0 ? max($0, 1e-3 * mean) : 1 }
        multipliers = floors
    }

    deinit {
        reducedCosts.deallocate()
        coverCounts.deallocate()
    }

    /// Starts the multipliers between each client's nearest and second nearest open site of a plan.
    func start(from search: SwapSearch) {
        for client in 0..<model.clientCount {
            let value = model.weights[client] * (0.7 * search.nearestCost[client] + 0.3 * search.secondCost[client])
            multipliers[client] = min(ceilings[client], max(floors[client], value))
        }
    }

    /// Keeps multipliers within their clients' cost ranges.
    func clampMultipliers() {
        for client in 0..<model.clientCount {
            multipliers[client] = min(ceilings[client], max(floors[client], multipliers[client]))
        }
    }

    /// Climbs from the best multipliers for the given states; the best ones found stay.
    ///
    /// - Parameters:
    ///   - states: what is decided per site.
    ///   - cutoff: stop as soon as the bound exceeds it.
    /// - Returns: the best bound, infinite when the number of open sites cannot be right.
    func climb(states: [Int8], cutoff: Cutoff, settings: SubgradientSettings, control: SolveControl) -> Double {
        let exactRow = model.cardinalityRow(states: states)
        guard selection.prepare(model: model, states: states, row: exactRow) else { return .infinity }
        var current = multipliers
        var currentRows = rowMultipliers
        if let exactRow { currentRows[exactRow.row] = 0 }
        var direction = Array(repeating: 0.0, count: model.clientCount)
        var rowDirection = Array(repeating: 0.0, count: model.rows.count)
        var best = -Double.infinity
        var factor = settings.firstFactor
        var stall = 0
        for site in states.indices { openShare[site] = states[site] == SiteState.open ? 1 : 0 }
        for site in hits.indices { hits[site] = 0 }
        var isFirst = true
        for step in 0..<settings.maximumSteps {
            if step & 15 == 15, control.mustStop { break }
            stepCount += 1
            let bound = evaluate(current, currentRows, states: states)
            markChosen(states)
            for site in openShare.indices {
                let target = isChosen[site] ? 1.0 : 0
                openShare[site] = isFirst ? target : 0.9 * openShare[site] + 0.1 * target
            }
            isFirst = false
            if factor < 0.3 * settings.firstFactor {
                for position in 0..<selection.count { hits[Int(selection.order[position])] += 1 }
            }
            if bound > best {
                stall = bound > best + 2e-6 * abs(best) ? 0 : stall + 1
                best = bound
                multipliers = current
                rowMultipliers = currentRows
                onImprovement?(model.states.indices.filter { isChosen[$0] })
                if cutoff.prunes(bound) { return best }
            } else {
                stall += 1
            }
            if stall >= settings.patience {
                factor *= 0.5
                stall = 0
                if factor < settings.leastFactor { break }
                current = multipliers
                currentRows = rowMultipliers
                for client in direction.indices { direction[client] = 0 }
                for row in rowDirection.indices { rowDirection[row] = 0 }
                continue
            }
            let target = cutoff.incumbent ?? best + 0.05 * abs(best) + 1e-3 * model.magnitude
            let distance = max(target - bound, 1e-9 * model.magnitude)
            let isMoving = move(
                &current, &currentRows, &direction, &rowDirection, factor * distance, target: target,
                exactRow: exactRow?.row ?? -1, deflection: settings.deflection)
            if !isMoving { break }
        }
        return best
    }

    /// Decides free sites whose other state the bound of the best multipliers excludes; returns how many.
    func fix(_ states: inout [Int8], cutoff: Cutoff) -> Int {
        guard cutoff.incumbent != nil else { return 0 }
        let exactRow = model.cardinalityRow(states: states)
        guard selection.prepare(model: model, states: states, row: exactRow) else { return 0 }
        var rowsUsed = rowMultipliers
        if let exactRow { rowsUsed[exactRow.row] = 0 }
        let bound = evaluate(multipliers, rowsUsed, states: states)
        markChosen(states)
        var count = 0
        for site in states.indices where states[site] == SiteState.free {
            if isChosen[site] {
                if cutoff.prunes(bound + selection.increaseWhenClosed(reducedCosts[site])) {
                    states[site] = SiteState.open
                    count += 1
                }
            } else if cutoff.prunes(bound + selection.increaseWhenOpened(reducedCosts[site])) {
                states[site] = SiteState.closed
                count += 1
            }
        }
        return count
    }

    /// The bound of the best multipliers for the given states.
    func bound(states: [Int8]) -> Double {
        let exactRow = model.cardinalityRow(states: states)
        guard selection.prepare(model: model, states: states, row: exactRow) else { return .infinity }
        var rowsUsed = rowMultipliers
        if let exactRow { rowsUsed[exactRow.row] = 0 }
        return evaluate(multipliers, rowsUsed, states: states)
    }

    private func markChosen(_ states: [Int8]) {
        for site in isChosen.indices { isChosen[site] = states[site] == SiteState.open }
        for position in 0..<selection.count { isChosen[Int(selection.order[position])] = true }
        chosenEntries = 0
        for site in isChosen.indices where isChosen[site] { chosenEntries += model.clientsBySite.entries(site).count }
    }

    private func evaluate(_ current: [Double], _ currentRows: [Double], states: [Int8]) -> Double {
        let siteCount = model.siteCount
        let reduced = reducedCosts
        for site in 0..<siteCount { reduced[site] = model.openingCosts[site] }
        var total = model.constant
        for (position, row) in model.rows.enumerated() where currentRows[position] != 0 {
            let multiplier = currentRows[position]
            total += multiplier * (multiplier > 0 ? row.lower : row.upper)
            for (site, value) in zip(row.sites, row.coefficients) { reduced[Int(site)] -= multiplier * value }
        }
        let starts = model.lists.starts
        let indices = model.lists.indices
        let costs = model.lists.costs
        scannedEntries = 0
        current.withUnsafeBufferPointer { current in
            model.weights.withUnsafeBufferPointer { weights in
                for client in 0..<current.count {
                    let value = current[client]
                    let weight = weights[client]
                    total += value
                    var entry = starts[client]
                    let end = starts[client + 1]
                    while entry < end {
                        let difference = weight * costs[entry] - value
                        if difference >= 0 { break }
                        reduced[Int(indices[entry])] += difference
                        entry += 1
                    }
                    scannedEntries += entry - starts[client]
                }
            }
        }
        for site in 0..<siteCount where states[site] == SiteState.open { total += reduced[site] }
        selection.choose(UnsafePointer(reduced))
        return total + selection.sum
    }

    private func move(
        _ current: inout [Double], _ currentRows: inout [Double], _ direction: inout [Double],
        _ rowDirection: inout [Double], _ length: Double, target: Double, exactRow: Int, deflection: Double
    ) -> Bool {
        let starts = model.lists.starts
        let indices = model.lists.indices
        let costs = model.lists.costs
        let weights = model.weights
        let caps = model.caps
        let counts = coverCounts
        for client in 0..<current.count { counts[client] = 0 }
        if chosenEntries < scannedEntries {
            // Few sites are chosen: walk their clients.
            let transposed = model.clientsBySite
            for site in isChosen.indices where isChosen[site] {
                for entry in transposed.entries(site) {
                    let client = Int(transposed.indices[entry])
                    if weights[client] * transposed.costs[entry] < current[client] { counts[client] += 1 }
                }
            }
        } else {
            isChosen.withUnsafeBufferPointer { isChosen in
                for client in 0..<current.count {
                    let value = current[client]
                    let weight = weights[client]
                    var entry = starts[client]
                    let end = starts[client + 1]
                    while entry < end, weight * costs[entry] < value {
                        if isChosen[Int(indices[entry])] { counts[client] += 1 }
                        entry += 1
                    }
                }
            }
        }
        var norm = 0.0
        for client in 0..<current.count {
            var gradient = 1 - Double(counts[client])
            // A multiplier at its ceiling stands for a client that may stay unserved at its cap.
            if gradient > 0, current[client] >= ceilings[client], caps[client].isFinite { gradient = 0 }
            let next = gradient * stepWeights[client] + deflection * direction[client]
            direction[client] = next
            norm += next * next / stepWeights[client]
        }
        let scale = rowScale(target)
        for (position, row) in model.rows.enumerated() where position != exactRow {
            var activity = 0.0
            for (site, value) in zip(row.sites, row.coefficients) where isChosen[Int(site)] { activity += value }
            let multiplier = currentRows[position]
            let gradient: Double
            if activity > row.upper {
                gradient = row.upper - activity
            } else if activity < row.lower {
                gradient = row.lower - activity
            } else if multiplier < 0 {
                gradient = row.upper - activity
            } else if multiplier > 0 {
                gradient = row.lower - activity
            } else {
                gradient = 0
            }
            rowDirection[position] = gradient + deflection * rowDirection[position]
            norm += rowDirection[position] * rowDirection[position] * scale
        }
        if norm < 1e-14 { return false }
        let step = length / norm
        for client in 0..<current.count {
            let value = current[client] + step * direction[client]
            current[client] = min(ceilings[client], max(floors[client], value))
        }
        for (position, row) in model.rows.enumerated() where rowDirection[position] != 0 && position != exactRow {
            let old = currentRows[position]
            var value = old + step * scale * rowDirection[position]
            if (old > 0 && value < 0) || (old < 0 && value > 0) { value = 0 }
            if value > 0, row.lower == -.infinity { value = 0 }
            if value < 0, row.upper == .infinity { value = 0 }
            currentRows[position] = value
        }
        return true
    }

    /// Puts multipliers of rows, which price a site, on the scale of those of clients.
    private func rowScale(_ target: Double) -> Double {
        let perSite = max(abs(target - model.constant), 1e-6 * model.magnitude) / Double(max(1, selection.count))
        return perSite * perSite / max(abs(target), 1e-6 * model.magnitude + 1e-12)
    }
}
