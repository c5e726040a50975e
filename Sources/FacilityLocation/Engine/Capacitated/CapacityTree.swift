/// Depth-first tree over the sites with a Lagrangian climb at every node and a pool of prices that close nodes unseen.
final class CapacityTree {
    /// Prices kept with all site values at them: a bound for every node in one pass over the sites.
    private struct Cut {
        var multipliers: [Double]
        var rowMultipliers: [Double]
        var values: [Double]
        var constant: Double
    }

    private let model: CapacityModel
    private let bound: CapacityBound
    private let search: CapacitySearch
    private let control: SolveControl
    private let cutoff: () -> Double
    private var pool: [Cut] = []
    private var nextReplaced = 0
    /// Least bound of the parts left when the tree had to stop.
    private(set) var openBound = Double.infinity

    /// Prices kept at most.
    private static let poolSize = 300

    init(
        _ bound: CapacityBound, search: CapacitySearch, control: SolveControl, cutoff: @escaping () -> Double
    ) {
        model = bound.model
        self.bound = bound
        self.search = search
        self.control = control
        self.cutoff = cutoff
    }

    /// Searches everything below the states; false when it had to stop.
    func run(states: [Int8], rootBound: Double) -> Bool {
        keep(bound.multipliers, bound.rowMultipliers, states: states)
        struct Open {
            var states: [Int8]
            var multipliers: [Double]
            var rowMultipliers: [Double]
            var bound: Double
            var depth: Int
        }
        var stack = [
            Open(
                states: states, multipliers: bound.multipliers, rowMultipliers: bound.rowMultipliers, bound: rootBound,
                depth: 0)
        ]
        while let node = stack.popLast() {
            if node.bound > cutoff() { continue }
            if control.mustStop {
                openBound = stack.reduce(node.bound) { min($0, $1.bound) }
                return false
            }
            control.nodeCount += 1
            if control.nodeCount % 16 == 0 {
                let least = stack.reduce(node.bound) { min($0, $1.bound) }
                control.report("tree", incumbent: search.best == nil ? nil : search.bestCost, bound: least)
            }
            var states = node.states
            bound.multipliers = node.multipliers
            bound.rowMultipliers = node.rowMultipliers
            var nodeBound = node.bound
            guard let branch = open(&states, bound: &nodeBound, depth: node.depth) else {
                if control.mustStop {
                    openBound = stack.reduce(nodeBound) { min($0, $1.bound) }
                    return false
                }
                continue
            }
            for value in branch.order.reversed() {
                var child = states
                child[branch.site] = value
                guard model.propagate(&child) else { continue }
                stack.append(
                    Open(
                        states: child, multipliers: bound.multipliers, rowMultipliers: bound.rowMultipliers,
                        bound: nodeBound, depth: node.depth + 1))
            }
        }
        return true
    }

    /// Bounds a node and searches plans in it; the site to branch on and the order of its values, `nil` when done.
    private func open(_ states: inout [Int8], bound nodeBound: inout Double, depth: Int) -> (site: Int, order: [Int8])? {
        guard model.propagate(&states) else { return nil }
        if !usePool(&states, &nodeBound) { return nil }
        guard states.contains(SiteState.free) else {
            leaf(states)
            return nil
        }
        let settings = CapacityBound.Settings(
            steps: 60, stepSize: depth < 3 ? 1 : 0.6, patience: depth < 3 ? 8 : 5, least: 0.05)
        let climbed = bound.climb(states: &states, cutoff: cutoff, settings: settings, control: control)
        nodeBound = max(nodeBound, climbed)
        if control.mustStop || nodeBound > cutoff() { return nil }
        let share = bound.openShare
        let value = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: states)
        if value == .infinity || value > cutoff() { return nil }
        tryChoice(&states)
        if nodeBound > cutoff() { return nil }
        guard closeComplete(&states) else { return nil }
        guard states.contains(SiteState.free) else {
            leaf(states)
            return nil
        }
        return branch(states, share)
    }

    /// Raises the bound by the pool; false when it closes the node. The best prices start the climb.
    private func usePool(_ states: inout [Int8], _ nodeBound: inout Double) -> Bool {
        var best = -Double.infinity
        var leader = -1
        let limit = cutoff()
        for (index, cut) in pool.enumerated() {
            let value = evaluate(cut, states)
            if value > limit { return false }
            if value > best {
                best = value
                leader = index
            }
        }
        nodeBound = max(nodeBound, best)
        guard leader >= 0 else { return true }
        let own = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: states)
        if own == .infinity || own > limit { return false }
        nodeBound = max(nodeBound, own)
        if best > own {
            bound.multipliers = pool[leader].multipliers
            bound.rowMultipliers = pool[leader].rowMultipliers
        }
        return true
    }

    private func evaluate(_ cut: Cut, _ states: [Int8]) -> Double {
        cut.values.withUnsafeBufferPointer { values in
            states.withUnsafeBufferPointer { states in
                guard let value = values.baseAddress, let state = states.baseAddress,
                    bound.choice.run(value, multipliers: cut.rowMultipliers, states: state, isExact: false)
                else { return .infinity }
                return cut.constant + bound.choice.value
            }
        }
    }

    /// Keeps prices with the values of all sites at them.
    private func keep(_ multipliers: [Double], _ rowMultipliers: [Double], states: [Int8]) {
        let all = model.states.map { $0 == SiteState.closed ? SiteState.closed : SiteState.free }
        let value = bound.evaluate(multipliers, rowMultipliers, states: all)
        // A pool without a choice at all says nothing.
        guard value < .infinity else { return }
        let values = (0..<model.siteCount).map { bound.prices.value[$0] }
        var size = 0.0
        var sum = 0.0
        for price in multipliers {
            sum += price
            size += abs(price)
        }
        for value in values where value < 0 { size += abs(value) }
        let rounding = 1e-15 * Double(model.clientCount + model.siteCount + 10) * size
        let cut = Cut(
            multipliers: multipliers, rowMultipliers: rowMultipliers, values: values, constant: sum - rounding)
        if pool.count < Self.poolSize {
            pool.append(cut)
        } else {
            pool[Self.poolSize / 2 + nextReplaced] = cut
            nextReplaced = (nextReplaced + 1) % (Self.poolSize / 2)
        }
    }

    /// Solves the transport at the bound's choice: a plan, and prices that are tight there.
    private func tryChoice(_ states: inout [Int8]) {
        let sites = bound.choice.chosen
        guard model.keepsRules(sites), search.note(sites), let cost = search.cost(sites) else { return }
        search.offer(cost, sites)
        keep(search.transportMultipliers(), bound.rowMultipliers, states: states)
    }

    /// Where the sites open for certain can serve already, their own prices decide most of the others.
    ///
    /// Returns false when nothing is left.
    private func closeComplete(_ states: inout [Int8]) -> Bool {
        let fixed = states.indices.filter { states[$0] == SiteState.open }
        guard model.capacity(of: fixed) >= model.leastCapacity else { return true }
        guard let cost = search.cost(fixed) else { return true }
        if model.keepsRules(fixed) { search.offer(cost, fixed) }
        let lambda = search.transportMultipliers()
        let value = bound.evaluate(lambda, bound.rowMultipliers, states: states)
        if value == .infinity || value > cutoff() { return false }
        // Any larger set costs at least cost + Σ of the values of what is added.
        let limit = cutoff()
        var gain = 0.0
        for site in states.indices where states[site] == SiteState.free { gain += min(0, bound.prices.value[site]) }
        for site in states.indices where states[site] == SiteState.free {
            let own = bound.prices.value[site]
            if cost + gain - min(0, own) + own > limit, own >= 0 { states[site] = SiteState.closed }
        }
        guard model.propagate(&states) else { return false }
        // Nothing added can help: the fixed set, if it keeps the rules, was the best.
        if gain == 0, cost > limit { return false }
        _ = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: states)
        return true
    }

    private func leaf(_ states: [Int8]) {
        let sites = states.indices.filter { states[$0] == SiteState.open }
        guard model.keepsRules(sites), let cost = search.cost(sites) else { return }
        search.offer(cost, sites)
    }

    private func branch(_ states: [Int8], _ share: [Double]) -> (site: Int, order: [Int8])? {
        var best = -1
        var score = -1.0
        for site in states.indices where states[site] == SiteState.free {
            let own = min(share[site], 1 - share[site]) + (bound.choice.isChosen[site] ? 1e-6 : 0)
            if own > score {
                score = own
                best = site
            }
        }
        guard best >= 0 else { return nil }
        return (
            best,
            share[best] >= 0.5 ? [SiteState.open, SiteState.closed] : [SiteState.closed, SiteState.open]
        )
    }
}
