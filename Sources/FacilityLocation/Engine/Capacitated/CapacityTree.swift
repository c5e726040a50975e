/// Depth-first tree over the sites with a Lagrangian climb at every node and a pool of prices that close nodes unseen.
///
/// Where clients have one source, the tree goes on over (site, client) pairs once all sites are decided.
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
    private let source: SourceSearch?
    private let control: SolveControl
    private let cutoff: () -> Double
    /// Called now and then to look for better plans.
    var improve: (() -> Void)?
    private var pool: [Cut] = []
    private var nextReplaced = 0
    /// Least bound of the parts left when the tree had to stop.
    private(set) var openBound = Double.infinity

    /// Nodes at most.
    var nodeLimit = Int.max

    /// Prices kept at most.
    private static let poolSize = 300

    init(
        _ bound: CapacityBound, search: CapacitySearch, source: SourceSearch?, control: SolveControl,
        cutoff: @escaping () -> Double
    ) {
        self.source = source
        model = bound.model
        self.bound = bound
        self.search = search
        self.control = control
        self.cutoff = cutoff
    }

    /// A decision about a pair: the client goes to the site, or not.
    private struct Pair {
        var site: Int
        var client: Int
        var isForced: Bool
    }

    private struct Node {
        var states: [Int8]
        var pairs: [Pair]
        var multipliers: [Double]
        var rowMultipliers: [Double]
        var bound: Double
        var depth: Int
    }

    private enum Branch {
        case site(Int, order: [Int8])
        case pair(site: Int, client: Int)
    }

    /// Searches everything below the states; false when it had to stop.
    func run(states: [Int8], rootBound: Double) -> Bool {
        keep(bound.multipliers, bound.rowMultipliers)
        var stack = [
            Node(
                states: states, pairs: [], multipliers: bound.multipliers, rowMultipliers: bound.rowMultipliers,
                bound: rootBound, depth: 0)
        ]
        while var node = stack.popLast() {
            if node.bound > cutoff() { continue }
            if control.mustStop || control.nodeCount >= nodeLimit {
                openBound = stack.reduce(node.bound) { min($0, $1.bound) }
                return false
            }
            control.nodeCount += 1
            if control.nodeCount % 16 == 0 {
                let least = stack.reduce(node.bound) { min($0, $1.bound) }
                control.report("tree", incumbent: cutoff() < .infinity ? incumbent : nil, bound: least)
                if nodeLimit == .max { improve?() }
            }
            let mark = bound.prices.mark
            let branch = open(&node)
            bound.prices.undo(to: mark)
            guard let branch else {
                if control.mustStop {
                    openBound = stack.reduce(node.bound) { min($0, $1.bound) }
                    return false
                }
                continue
            }
            node.multipliers = bound.multipliers
            node.rowMultipliers = bound.rowMultipliers
            node.depth += 1
            switch branch {
            case .site(let site, let order):
                for value in order.reversed() {
                    var child = node
                    child.states[site] = value
                    if model.propagate(&child.states) { stack.append(child) }
                }
            case .pair(let site, let client):
                for isForced in [false, true] {
                    var child = node
                    child.pairs.append(Pair(site: site, client: client, isForced: isForced))
                    stack.append(child)
                }
            }
        }
        return true
    }

    private var incumbent: Double { source?.bestCost ?? search.bestCost }

    /// Bounds a node and searches plans in it; what to branch on, `nil` when done.
    private func open(_ node: inout Node) -> Branch? {
        guard model.propagate(&node.states) else { return nil }
        for pair in node.pairs {
            if pair.isForced {
                bound.prices.force(pair.site, pair.client)
            } else {
                bound.prices.forbid(pair.site, pair.client)
            }
        }
        bound.multipliers = node.multipliers
        bound.rowMultipliers = node.rowMultipliers
        if !usePool(&node) { return nil }
        let isDecided = !node.states.contains(SiteState.free)
        if isDecided {
            if source == nil {
                leaf(node.states)
                return nil
            }
            if !reducePairs(node.states) { return nil }
        }
        let settings = CapacityBound.Settings(
            steps: 60, stepSize: node.depth < 3 ? 1 : 0.6, patience: node.depth < 3 ? 8 : 5, least: 0.05)
        let climbed = bound.climb(states: &node.states, cutoff: cutoff, settings: settings, control: control)
        node.bound = max(node.bound, climbed)
        if control.mustStop || node.bound > cutoff() { return nil }
        let share = bound.openShare
        let value = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: node.states)
        if value > cutoff() { return nil }
        if node.pairs.isEmpty {
            tryChoice()
            if node.bound > cutoff() { return nil }
            guard closeComplete(&node.states) else { return nil }
        }
        guard node.states.contains(SiteState.free) else {
            if source == nil {
                leaf(node.states)
                return nil
            }
            return branchOnPair(node)
        }
        return branch(node.states, share)
    }

    // MARK: One source

    /// Forbids pairs that the bound excludes, until the node is left; false when that leaves nothing.
    private func reducePairs(_ states: [Int8]) -> Bool {
        let value = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: states)
        let limit = cutoff()
        if value > limit { return false }
        if limit < .infinity {
            let excess = states.map { $0 == SiteState.closed ? Double.infinity : 0 }
            bound.prices.forbid(bound.multipliers, slack: limit - value, excess: excess)
        }
        return bound.prices.servesAll(states)
    }

    /// A pair that the relaxed plan is at odds about; `nil` when the node is done.
    private func branchOnPair(_ node: Node) -> Branch? {
        guard reducePairs(node.states) else { return nil }
        let value = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: node.states)
        if value > cutoff() { return nil }
        let sites = node.states.indices.filter { node.states[$0] == SiteState.open }
        let takers = bound.takers()
        let options = bound.prices.options(node.states)
        var load = Array(repeating: 0.0, count: model.siteCount)
        var best = -1
        var undecided = -1
        var most = 0.0
        for client in takers.indices {
            guard options.count[client] > 1 else {
                guard options.count[client] == 1 else { return nil }
                let site = Int(options.site[client])
                load[site] += model.demand[client]
                if load[site] > model.capacity[site] { return nil }
                continue
            }
            undecided = client
            let odds = abs(Double(takers[client].count) - 1) * model.demand[client]
            if odds > most {
                most = odds
                best = client
            }
        }
        if best < 0 || node.depth % 8 == 0 {
            // Everyone has one source, or nearly so: this is a plan.
            let wish = undecided < 0 ? options.site : bound.wish(takers)
            source?.build(on: sites, wish: wish, rounds: 0)
            if value > cutoff() { return nil }
        }
        // Rounding may hide a tie: settle any client that still has a choice; when none has, the plan was built.
        if best < 0 { best = undecided }
        guard best >= 0 else { return nil }
        let candidates = takers[best].isEmpty ? sites : takers[best]
        let site = bound.prices.likeliestSite(of: best, among: candidates, price: bound.multipliers[best])
        return site < 0 ? nil : .pair(site: site, client: best)
    }

    /// Raises the bound by the pool; false when it closes the node.
    ///
    /// The best prices start the climb.
    private func usePool(_ node: inout Node) -> Bool {
        var best = -Double.infinity
        var leader = -1
        let limit = cutoff()
        for (index, cut) in pool.enumerated() {
            let value = evaluate(cut, node.states)
            if value > limit { return false }
            if value > best {
                best = value
                leader = index
            }
        }
        node.bound = max(node.bound, best)
        guard leader >= 0 else { return true }
        let own = bound.evaluate(bound.multipliers, bound.rowMultipliers, states: node.states)
        if own > limit { return false }
        node.bound = max(node.bound, own)
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

    /// Keeps prices with the values of all sites at them; no pair may be decided.
    private func keep(_ multipliers: [Double], _ rowMultipliers: [Double]) {
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
    private func tryChoice() {
        let sites = bound.choice.chosen
        guard model.keepsRules(sites), search.note(sites) else { return }
        guard let source else {
            guard let cost = search.cost(sites) else { return }
            search.offer(cost, sites)
            keep(search.transportMultipliers(), bound.rowMultipliers)
            return
        }
        let wish = bound.wish(bound.takers())
        guard search.cost(sites, limit: cutoff()) != nil else { return }
        let lambda = search.transportMultipliers()
        source.build(on: sites, wish: wish, rounds: 0)
        keep(lambda, bound.rowMultipliers)
    }

    /// Where the sites open for certain can serve already, their own prices decide most of the others.
    ///
    /// Returns false when nothing is left.
    private func closeComplete(_ states: inout [Int8]) -> Bool {
        let fixed = states.indices.filter { states[$0] == SiteState.open }
        guard model.capacity(of: fixed) >= model.leastCapacity else { return true }
        guard let cost = search.cost(fixed) else { return true }
        if source == nil, model.keepsRules(fixed) { search.offer(cost, fixed) }
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

    private func branch(_ states: [Int8], _ share: [Double]) -> Branch? {
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
        return .site(
            best, order: share[best] >= 0.5 ? [SiteState.open, SiteState.closed] : [SiteState.closed, SiteState.open])
    }
}
