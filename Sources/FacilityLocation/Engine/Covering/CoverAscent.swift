/// Deflected subgradient ascent on the bound of a ``CoverPart``.
///
/// With a multiplier 0 ≤ λ_i ≤ w_i for covering client i (w_i what leaving it out costs, infinite when it must be covered)
/// and f_j the opening cost of site j,
///
///     L(λ) = base + Σ_i λ_i + min over choices S of allowed size of Σ_{j in S} (f_j − Σ_{i covered by j} λ_i)
///
/// is at most the cost of any plan. No linear program is involved: a step is one pass over the entries.
final class CoverAscent {
    /// How long and with which steps to climb.
    struct Settings {
        var steps: Int
        /// First factor of the Polyak step, halved after `patience` steps without gain until it is below `leastFactor`.
        var factor: Double
        var leastFactor: Double
        var patience: Int
    }

    private let costs: [Double]
    private let incumbent: Incumbent
    private let control: SolveControl
    private let slack: Double
    private let current: UnsafeMutablePointer<Double>
    private let direction: UnsafeMutablePointer<Double>
    private let scale: UnsafeMutablePointer<Double>
    private let counts: UnsafeMutablePointer<Int32>
    private let prices: UnsafeMutablePointer<Double>
    /// Reduced cost per free site of the part climbed last, at its best multipliers.
    private(set) var reducedCosts: UnsafeMutablePointer<Double>
    /// The cheapest choice there, after ``chooseAtBest()``.
    private(set) var selection = SiteSelection()

    /// Makes room for the parts of a model.
    init(_ model: EngineModel, incumbent: Incumbent, control: SolveControl) {
        costs = model.openingCosts
        self.incumbent = incumbent
        self.control = control
        slack = 1e-11 * model.magnitude
        let rows = max(1, model.clientCount)
        let sites = max(1, model.siteCount)
        current = .allocate(capacity: rows)
        direction = .allocate(capacity: rows)
        scale = .allocate(capacity: rows)
        counts = .allocate(capacity: rows)
        prices = .allocate(capacity: sites)
        reducedCosts = .allocate(capacity: sites)
    }

    deinit {
        current.deallocate()
        direction.deallocate()
        scale.deallocate()
        counts.deallocate()
        prices.deallocate()
        reducedCosts.deallocate()
    }

    /// Climbs from the multipliers of a part and leaves the best ones there; returns the bound they prove.
    ///
    /// Ends early once the bound shows that the part holds nothing of interest. Choices that are better plans are offered
    /// to the incumbent. A part that is decided gets its exact cost.
    func climb(_ part: inout CoverPart, _ settings: Settings) -> Double {
        if part.isDecided { return settle(part) }
        selection.prepare(freeSites: part.sites.count, least: part.least, most: part.most)
        let rows = part.weights.count
        let finite = part.weights.filter { $0.isFinite }
        let mandatory = finite.isEmpty ? 1 : (finite.reduce(0, +) / Double(finite.count)).squareRoot()
        for row in 0..<rows {
            current[row] = part.multipliers[row]
            direction[row] = 0
            scale[row] = part.weights[row].isFinite ? part.weights[row].squareRoot() : mandatory
        }
        var best = -Double.infinity
        var factor = settings.factor
        var stall = 0
        for _ in 0..<settings.steps {
            if control.mustStop { break }
            let value = price(part)
            follow(&part)
            if value > best {
                let room = max(0, incumbent.cutoff.value - best)
                stall = value > best + 1e-5 * (room.isFinite ? room : abs(value)) ? 0 : stall + 1
                best = value
                for row in 0..<rows { part.multipliers[row] = current[row] }
                for site in 0..<part.sites.count { reducedCosts[site] = prices[site] }
            } else {
                stall += 1
            }
            if incumbent.cutoff.prunes(best - slack) { break }
            if stall >= settings.patience {
                factor /= 2
                stall = 0
                if factor < settings.leastFactor { break }
                for row in 0..<rows {
                    current[row] = part.multipliers[row]
                    direction[row] = 0
                }
                continue
            }
            let norm = turn(part)
            guard norm > 0, let objective = incumbent.objective else { break }
            let step = factor * max(objective - value, 1e-9 * abs(objective)) / norm
            part.weights.withUnsafeBufferPointer { weights in
                for row in 0..<rows {
                    current[row] = min(weights[row], max(0, current[row] + step * direction[row] * scale[row]))
                }
            }
        }
        return best - slack
    }

    /// Chooses the sites at the best multipliers of the part climbed last.
    func chooseAtBest() { selection.choose(reducedCosts) }

    /// Prices the sites and chooses the cheapest; returns the bound.
    private func price(_ part: CoverPart) -> Double {
        var total = part.base
        for row in part.weights.indices { total += current[row] }
        part.clients.withUnsafeBufferPointer { clients in
            part.starts.withUnsafeBufferPointer { starts in
                for site in part.sites.indices {
                    var entry = Int(starts[site])
                    let end = Int(starts[site + 1])
                    // Four sums at once: additions would wait for each other.
                    var a = 0.0
                    var b = 0.0
                    var c = 0.0
                    var d = 0.0
                    while entry + 3 < end {
                        a += current[Int(clients[entry])]
                        b += current[Int(clients[entry + 1])]
                        c += current[Int(clients[entry + 2])]
                        d += current[Int(clients[entry + 3])]
                        entry += 4
                    }
                    while entry < end {
                        a += current[Int(clients[entry])]
                        entry += 1
                    }
                    prices[site] = costs[Int(part.sites[site])] - ((a + b) + (c + d))
                }
            }
        }
        selection.choose(prices)
        return total + selection.sum
    }

    /// Lets the shares of the sites follow the choice.
    private func follow(_ part: inout CoverPart) {
        for site in part.shares.indices { part.shares[site] *= 0.95 }
        for position in 0..<selection.count { part.shares[Int(selection.order[position])] += 0.05 }
    }

    /// Turns the direction towards the uncovered clients of the choice, and offers the choice when it is a better plan;
    /// returns the squared length in the metric of the scale.
    private func turn(_ part: CoverPart) -> Double {
        let rows = part.weights.count
        for row in 0..<rows { counts[row] = 0 }
        var cost = part.base
        for position in 0..<selection.count {
            let site = Int(selection.order[position])
            cost += costs[Int(part.sites[site])]
            for entry in Int(part.starts[site])..<Int(part.starts[site + 1]) { counts[Int(part.clients[entry])] += 1 }
        }
        var norm = 0.0
        part.weights.withUnsafeBufferPointer { weights in
            for row in 0..<rows {
                let count = counts[row]
                if count == 0 { cost += weights[row] }
                var value = Double(1 - count)
                if (value > 0 && current[row] >= weights[row]) || (value < 0 && current[row] <= 0) { value = 0 }
                let turned = value + 0.9 * direction[row]
                direction[row] = turned
                norm += turned * turned * scale[row]
            }
        }
        if let objective = incumbent.objective, cost < objective - slack { incumbent.offer(plan(part)) }
        return norm
    }

    /// The sites of the choice made last, with those opened already.
    func plan(_ part: CoverPart) -> [Int] {
        (part.opened + selection.order.prefix(selection.count).map { part.sites[Int($0)] }).map { Int($0) }
    }

    /// The exact cost of a part with nothing to decide, infinite when it holds no plan.
    private func settle(_ part: CoverPart) -> Double {
        // No site may open, none is left, or all must.
        if part.base == .infinity || part.least > min(part.most, part.sites.count) { return .infinity }
        let cost = part.weights.reduce(part.base, +)
        if cost.isFinite { incumbent.offer(part.opened.map { Int($0) }) }
        return cost - slack
    }
}
