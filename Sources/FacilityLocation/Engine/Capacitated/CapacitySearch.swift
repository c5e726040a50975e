/// Local search over sets of open sites with demand split: open, close, swap, screened by the prices of the transport.
///
/// At the transport's prices cost + v_in − v_out is a lower bound on the cost of every neighbour; only neighbours that it
/// leaves below the current cost are solved, in its order, and left when the transport's own bound reaches that cost.
final class CapacitySearch {
    private let model: CapacityModel
    private let prices: CapacityPrices
    let transport: CondensedTransport
    private let control: SolveControl
    /// Sets solved so far.
    private var seen: Set<UInt64> = []
    private let keys: [UInt64]
    /// Least cost found.
    private(set) var bestCost = Double.infinity
    /// Its sites.
    private(set) var best: [Int]?
    /// Called when a better plan was found.
    var onImprovement: ((Double) -> Void)?
    private var multipliers: [Double]

    init(_ model: CapacityModel, prices: CapacityPrices, control: SolveControl) {
        self.model = model
        self.prices = prices
        self.control = control
        transport = CondensedTransport(model)
        var random = EngineRandom(seed: 77)
        keys = (0..<model.siteCount).map { _ in random.next() }
        multipliers = Array(repeating: 0, count: model.clientCount)
    }

    /// Notes a set; false when it was noted before.
    func note(_ sites: [Int]) -> Bool { seen.insert(sites.reduce(0) { $0 ^ keys[$1] }).inserted }

    /// Cost of a set with the cheapest split; `nil` when it cannot serve or its cost exceeds the limit.
    func cost(_ sites: [Int], limit: Double = .infinity) -> Double? {
        let opening = model.opening(sites)
        guard case .solved(let service) = transport.run(sites, limit: limit - opening) else { return nil }
        return opening + service
    }

    /// Takes a set that keeps the rules as the best one when it is.
    func offer(_ cost: Double, _ sites: [Int]) {
        guard cost < bestCost - 1e-11 * abs(cost) else { return }
        bestCost = cost
        best = sites.sorted()
        onImprovement?(cost)
    }

    /// Prices of clients at the transport solved last.
    func transportMultipliers() -> [Double] {
        transport.multipliers(into: &multipliers)
        return (0..<model.clientCount).map { multipliers[$0] * model.demand[$0] }
    }

    /// Takes a plan whose cost is known.
    private struct Move {
        var bound: Double
        var closing: Int
        var opening: Int
    }

    /// Descends from a set that keeps the rules; `evaluations` transports at most.
    func descend(from start: [Int], evaluations: Int) {
        var sites = start
        _ = note(sites)
        guard var cost = cost(sites) else { return }
        offer(cost, sites)
        var left = evaluations
        var selection = Selection(rules: model.rules)
        let forced = Set(model.rules.forcedOpen)
        for site in sites where !forced.contains(site) { selection.open(site) }
        while !control.mustStop {
            let lambda = transportMultipliers()
            lambda.withUnsafeBufferPointer { lambda in
                guard let price = lambda.baseAddress else { return }
                model.states.withUnsafeBufferPointer { states in
                    if let state = states.baseAddress { prices.evaluate(price, states: state) }
                }
            }
            let moves = moves(sites, cost, selection)
            var isImproved = false
            for move in moves {
                guard left > 0, !control.mustStop else { return }
                var trial = sites
                if move.closing >= 0 { trial.removeAll { $0 == move.closing } }
                if move.opening >= 0 { trial.append(move.opening) }
                guard note(trial) else { continue }
                left -= 1
                let opening = model.opening(trial)
                let limit = cost - 1e-10 * abs(cost)
                let outcome = transport.attempt(
                    closing: move.closing >= 0 ? [move.closing] : [], opening: move.opening >= 0 ? [move.opening] : [],
                    limit: limit - opening)
                guard case .solved(let service) = outcome else { continue }
                let found = opening + service
                guard found < limit else {
                    transport.revert()
                    continue
                }
                transport.keep()
                sites = trial
                cost = found
                if move.opening >= 0 { selection.open(move.opening) }
                if move.closing >= 0 { selection.close(move.closing) }
                offer(cost, sites)
                isImproved = true
                break
            }
            if !isImproved { return }
        }
    }

    /// Neighbours that may cost less, the most promising first.
    private func moves(_ sites: [Int], _ cost: Double, _ selection: Selection) -> [Move] {
        let limit = cost - 1e-10 * abs(cost)
        var capacity = 0.0
        for site in sites { capacity += model.capacity[site] }
        let closable = sites.filter { model.states[$0] == SiteState.free }
        let openable = (0..<model.siteCount).filter {
            model.states[$0] == SiteState.free && !selection.isOpen[$0]
        }
        let hasRules = model.rules.rowCount > 0
        var moves: [Move] = []
        for site in openable where cost + prices.value[site] < limit {
            if hasRules, !selection.allows(opening: site, closing: nil) { continue }
            moves.append(Move(bound: cost + prices.value[site], closing: -1, opening: site))
        }
        for site in closable {
            let without = cost - prices.value[site]
            if without < limit, capacity - model.capacity[site] >= model.leastCapacity,
                !hasRules || selection.allows(opening: nil, closing: site)
            {
                moves.append(Move(bound: without, closing: site, opening: -1))
            }
            for other in openable {
                let bound = without + prices.value[other]
                guard bound < limit,
                    capacity - model.capacity[site] + model.capacity[other] >= model.leastCapacity
                else { continue }
                if hasRules, !selection.allows(opening: other, closing: site) { continue }
                moves.append(Move(bound: bound, closing: site, opening: other))
            }
        }
        moves.sort { ($0.bound, $0.closing, $0.opening) < ($1.bound, $1.closing, $1.opening) }
        return moves
    }
}
