/// Lagrangian bound of a capacitated problem: assignment relaxed, knapsacks and the choice of sites kept.
///
/// L(λ, η) = Σ λ_i + min over site choices of Σ (v_j(λ) + Σ η_r a_rj) y_j − Σ η_r b_r. Every value is lowered by more than
/// its sums can have been rounded, so that it is a proof.
final class CapacityBound {
    let model: CapacityModel
    let prices: CapacityPrices
    let choice: SiteChoice
    /// Client prices of the last evaluation that counts, the best ones after a climb.
    var multipliers: [Double]
    /// Multipliers of the choice's rows.
    var rowMultipliers: [Double]
    /// Evaluations so far.
    private(set) var evaluations = 0
    /// How often each site was chosen of late, 0...1, after a climb.
    private(set) var openShare: [Double]
    private let rowScale: Double

    init(_ model: CapacityModel) {
        self.model = model
        prices = CapacityPrices(model)
        choice = SiteChoice(model)
        let n = model.clientCount
        multipliers = Array(repeating: 0, count: n)
        rowMultipliers = Array(repeating: 0, count: choice.rows.count)
        openShare = Array(repeating: 0, count: model.siteCount)
        rowScale = Double(max(1, n)) / Double(max(1, min(model.siteCount, 10)))
        start()
    }

    /// Sets the prices a climb from nothing begins with.
    func start() {
        for row in rowMultipliers.indices { rowMultipliers[row] = 0 }
        // Second cheapest cost of each client: nearly what capacity makes it pay.
        for client in 0..<model.clientCount {
            var first = Double.infinity
            var second = Double.infinity
            for site in 0..<model.siteCount where model.states[site] != SiteState.closed {
                let cost = model.unitCost[site * model.clientCount + client] * model.demand[client]
                if cost < first {
                    second = first
                    first = cost
                } else if cost < second {
                    second = cost
                }
            }
            multipliers[client] = second < .infinity ? second : first < .infinity ? first : 0
        }
    }

    /// The bound at prices; +∞ when the states leave no choice.
    func evaluate(_ lambda: [Double], _ eta: [Double], states: [Int8], isExact: Bool = true) -> Double {
        evaluations += 1
        return lambda.withUnsafeBufferPointer { lambda in
            states.withUnsafeBufferPointer { states in
                // An empty array has no address; such problems do not come here.
                guard let state = states.baseAddress, let price = lambda.baseAddress else { return -.infinity }
                prices.evaluate(price, states: state)
                guard choice.run(prices.value.base, multipliers: eta, states: state, isExact: isExact) else {
                    return .infinity
                }
                var sum = 0.0
                var size = 0.0
                for value in lambda {
                    sum += value
                    size += abs(value)
                }
                for site in choice.chosen { size += abs(prices.value[site]) + abs(model.openingCost[site]) }
                for value in eta { size += abs(value) }
                let rounding = 5e-16 * Double(model.clientCount + model.siteCount + 10) * (size + abs(choice.value))
                return sum + choice.value - rounding
            }
        }
    }

    /// How a climb goes.
    struct Settings {
        var steps: Int
        var stepSize = 1.0
        var patience: Int
        /// Ends when the step size has fallen to this part of its start.
        var least: Double
        var isRoot = false
    }

    /// Raises the bound by deflected subgradient steps, deciding sites at every one.
    ///
    /// - Parameters:
    ///   - states: extended by every site that the bound decides.
    ///   - cutoff: bounds above it end the climb; read anew at every step.
    ///   - visit: called at every step of the root with the sites chosen; may improve the incumbent.
    /// - Returns: the best bound; +∞ when no plan better than the cut-off can agree with the states.
    func climb(
        states: inout [Int8], cutoff: () -> Double, settings: Settings, control: SolveControl,
        visit: ((Int, [Int]) -> Void)? = nil
    ) -> Double {
        let n = model.clientCount
        var lambda = multipliers
        var eta = rowMultipliers
        var bestLambda = lambda
        var bestEta = eta
        var best = -Double.infinity
        var direction = Array(repeating: 0.0, count: n)
        var gradient = direction
        var rowDirection = Array(repeating: 0.0, count: eta.count)
        var rowGradient = rowDirection
        var step = settings.stepSize
        var sinceGain = 0
        for site in openShare.indices { openShare[site] = 0 }
        defer {
            multipliers = bestLambda
            rowMultipliers = bestEta
        }
        for iteration in 0..<settings.steps {
            if control.mustStop { return best }
            let bound = evaluate(lambda, eta, states: states)
            if bound == .infinity { return .infinity }
            let limit = cutoff()
            if bound > best {
                if best == -.infinity || bound > best + 1e-5 * abs(limit < .infinity ? limit - best : best) {
                    sinceGain = 0
                }
                best = bound
                bestLambda = lambda
                bestEta = eta
            } else {
                sinceGain += 1
            }
            if best > limit { return best }
            if limit < .infinity, !decide(&states, bound: bound, limit: limit) { return .infinity }
            let rate = max(0.05, 1 / Double(iteration + 1))
            for site in openShare.indices { openShare[site] *= 1 - rate }
            for site in choice.chosen { openShare[site] += rate }
            if sinceGain >= settings.patience {
                step *= 0.5
                sinceGain = 0
                lambda = bestLambda
                eta = bestEta
                for client in 0..<n { direction[client] = 0 }
                for row in rowDirection.indices { rowDirection[row] = 0 }
                if step < settings.stepSize * settings.least { break }
                continue
            }
            slope(&gradient, &rowGradient, eta: eta)
            // Whoever looks at the choice may evaluate other prices: nothing of this evaluation is read after it.
            visit?(iteration, choice.chosen)
            var norm = 0.0
            for client in 0..<n {
                direction[client] = gradient[client] + 0.5 * direction[client]
                norm += direction[client] * direction[client]
            }
            for row in eta.indices {
                rowDirection[row] = rowGradient[row] + 0.5 * rowDirection[row]
                norm += rowScale * rowDirection[row] * rowDirection[row]
            }
            if norm < 1e-12 { break }
            // Aim a little above the incumbent, or above the bound where there is none yet.
            var target = limit < .infinity ? limit : best + 0.05 * abs(best) + 1e-6
            if limit < .infinity {
                target += settings.isRoot ? 0.0005 * abs(limit) : 0.02 * max(0, limit - best)
            }
            let length = step * max(target - bound, 1e-9 * abs(bound)) / norm
            for client in 0..<n { lambda[client] += length * direction[client] }
            for row in eta.indices {
                var value = eta[row] + length * rowScale * rowDirection[row]
                if choice.rows[row].upper == .infinity { value = min(value, 0) }
                if choice.rows[row].lower == -.infinity { value = max(value, 0) }
                eta[row] = value
            }
        }
        return best
    }

    /// Decides every site whose opposite decision the bound excludes; false when that leaves no plan.
    private func decide(_ states: inout [Int8], bound: Double, limit: Double) -> Bool {
        var isChanged = false
        for site in states.indices where states[site] == SiteState.free {
            if bound + choice.flip[site] > limit {
                states[site] = choice.isOpenAtHeart[site] ? SiteState.open : SiteState.closed
                isChanged = true
            }
        }
        return !isChanged || model.propagate(&states)
    }

    private func slope(_ gradient: inout [Double], _ rowGradient: inout [Double], eta: [Double]) {
        let n = model.clientCount
        gradient.withUnsafeMutableBufferPointer { gradient in
            for client in 0..<n { gradient[client] = 1 }
            for site in choice.chosen {
                let count = prices.takenCount[site]
                guard count > 0 else { continue }
                let list = prices.taken.base + site * n
                for position in 0..<count - 1 { gradient[Int(list[position])] -= 1 }
                gradient[Int(list[count - 1])] -= prices.lastShare[site]
            }
        }
        for (index, row) in choice.rows.enumerated() {
            var activity = 0.0
            for (site, coefficient) in zip(row.sites, row.coefficients) where choice.isChosen[Int(site)] {
                activity += coefficient
            }
            if eta[index] > 0 || (eta[index] == 0 && activity > row.upper) {
                rowGradient[index] = row.upper < .infinity ? activity - row.upper : 0
            } else if eta[index] < 0 || (eta[index] == 0 && activity < row.lower) {
                rowGradient[index] = row.lower > -.infinity ? activity - row.lower : 0
            } else {
                rowGradient[index] = 0
            }
        }
    }

    /// Chosen sites that take each client at the last evaluation.
    func takers() -> [[Int]] {
        let n = model.clientCount
        var result: [[Int]] = Array(repeating: [], count: n)
        for site in choice.chosen {
            for position in 0..<prices.takenCount[site] { result[Int(prices.taken[site * n + position])].append(site) }
        }
        return result
    }

    /// The cheapest taker of each client, −1 for none.
    func wish(_ takers: [[Int]]) -> [Int32] {
        let n = model.clientCount
        return takers.indices.map { client in
            let best = takers[client].min { model.unitCost[$0 * n + client] < model.unitCost[$1 * n + client] }
            return best.map { Int32($0) } ?? -1
        }
    }

    /// Drops pairs that no plan below the cut-off uses, at the best prices; states as decided at the root.
    func reduce(states: [Int8], limit: Double) {
        guard limit < .infinity else { return }
        let bound = evaluate(multipliers, rowMultipliers, states: states)
        guard bound < .infinity else { return }
        let excess = states.indices.map { site -> Double in
            if states[site] == SiteState.closed { return .infinity }
            if states[site] == SiteState.open || choice.isOpenAtHeart[site] { return 0 }
            return max(0, choice.flip[site])
        }
        prices.reduce(multipliers, slack: limit - bound, excess: excess)
    }
}
