/// Local search from a plan with regional perturbations: a few open sites near a random client are exchanged for
/// closed ones nearby, then only the neighbourhood of what changed is searched again.
///
/// The budget is a number of perturbations, never a time, so that equal seeds give equal plans.
struct IteratedSwapSearch {
    private let search: SwapSearch
    private var random: EngineRandom
    private var queue: [Int32] = []
    private var isQueued: [Bool]

    init(_ search: SwapSearch, seed: UInt64) {
        self.search = search
        random = EngineRandom(seed: seed)
        isQueued = Array(repeating: false, count: search.model.siteCount)
    }

    /// Runs from the search's current plan, which ends as the best one found.
    ///
    /// - Parameters:
    ///   - kicks: how many perturbations to try.
    ///   - allowed: sites that may be opened; all when `nil`.
    ///   - target: stop once the objective is at most this.
    /// - Returns: the objective of the best plan.
    mutating func run(kicks: Int, allowed: [Bool]? = nil, target: Double = -.infinity, control: SolveControl) -> Double
    {
        let model = search.model
        var best = search.objective
        guard model.clientCount > 0, !search.open.isEmpty else { return best }
        var bestPlan = search.open.map(Int.init)
        let reach = max(12, 2 * model.siteCount / search.open.count)
        for kick in 0..<kicks {
            if kick & 7 == 0, control.mustStop { break }
            if best <= target { break }
            guard perturb(reach: reach, allowed: allowed) else { continue }
            settle(reach: reach, allowed: allowed)
            let reached = search.objective
            search.chargeWork(model.clientCount / 2)
            if reached < best - search.leastProfit {
                best = reached
                bestPlan = search.open.map(Int.init)
            } else if reached > best {
                restore(bestPlan)
            } else {
                bestPlan = search.open.map(Int.init)
            }
        }
        restore(bestPlan)
        return best
    }

    /// Perturbs several times without looking back, and searches around what changed.
    mutating func scatter(kicks: Int, allowed: [Bool]? = nil) {
        guard search.model.clientCount > 0, !search.open.isEmpty else { return }
        let reach = max(12, 2 * search.model.siteCount / search.open.count)
        for _ in 0..<kicks { _ = perturb(reach: reach, allowed: allowed) }
        settle(reach: reach, allowed: allowed)
    }

    /// Back to a plan by closing and opening what differs.
    private func restore(_ plan: [Int]) {
        let target = Set(plan)
        let surplus = search.open.map(Int.init).filter { !target.contains($0) }
        let missing = plan.filter { !search.isOpen[$0] }
        for step in 0..<max(surplus.count, missing.count) {
            search.apply(
                insert: step < missing.count ? missing[step] : -1, remove: step < surplus.count ? surplus[step] : -1)
        }
    }

    private mutating func perturb(reach: Int, allowed: [Bool]?) -> Bool {
        let model = search.model
        let client = random.below(model.clientCount)
        let entries = model.lists.entries(client)
        guard entries.count > 1 else { return false }
        let span = min(entries.count, 3 * model.siteCount / search.open.count + 3)
        var isChanged = false
        for _ in 0...random.below(3) {
            var removed = -1
            var inserted = -1
            for _ in 0..<40 {
                let site = Int(model.lists.indices[entries.lowerBound + random.below(span)])
                if search.states[site] != SiteState.free { continue }
                if search.isOpen[site] {
                    if removed < 0 { removed = site }
                } else if inserted < 0, allowed?[site] ?? true {
                    inserted = site
                }
                if removed >= 0, inserted >= 0 { break }
            }
            guard removed >= 0, inserted >= 0, search.keepsRows(insert: inserted, remove: removed) else { continue }
            guard search.applyIfServiceHolds(insert: inserted, remove: removed) else { continue }
            isChanged = true
            enqueue(around: inserted, reach: reach, allowed: allowed)
            enqueue(around: removed, reach: reach, allowed: allowed)
        }
        return isChanged
    }

    /// Queues the sites near a site, as the client nearest to it sees them.
    private mutating func enqueue(around site: Int, reach: Int, allowed: [Bool]?) {
        let model = search.model
        let clients = model.clientsBySite.sortedEntries(site)
        guard let first = clients.first else { return }
        let entries = model.lists.entries(Int(model.clientsBySite.indices[first]))
        for entry in entries.prefix(reach) {
            let near = Int(model.lists.indices[entry])
            if isQueued[near] || search.isOpen[near] || search.states[near] != SiteState.free { continue }
            if !(allowed?[near] ?? true) { continue }
            isQueued[near] = true
            queue.append(Int32(near))
        }
    }

    private mutating func settle(reach: Int, allowed: [Bool]?) {
        var head = 0
        search.removeSuperfluous()
        while head < queue.count {
            let site = Int(queue[head])
            head += 1
            isQueued[site] = false
            if search.isOpen[site] { continue }
            let move = search.bestMove(inserting: site)
            guard move.profit > search.leastProfit else { continue }
            guard search.applyIfServiceHolds(insert: site, remove: move.removed) else { continue }
            enqueue(around: site, reach: reach, allowed: allowed)
            if move.removed >= 0 { enqueue(around: move.removed, reach: reach, allowed: allowed) }
            search.removeSuperfluous()
        }
        queue.removeAll(keepingCapacity: true)
    }
}
