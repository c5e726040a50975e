/// Local search from a plan with regional perturbations, for plans too large to be searched as a whole each time: a few
/// open sites near a random client are exchanged for closed ones nearby, only the neighbourhood of what changed is
/// searched again, and what did not help is taken back.
///
/// The budget is work, counted in client entries looked at, so that equal seeds give equal plans.
struct RegionalKicks {
    private let search: NeighbourSearch
    private var random: EngineRandom
    private var queue: [Int32] = []
    private var isQueued: [Bool]
    private var journal: [(inserted: Int, removed: Int)] = []

    init(_ search: NeighbourSearch, seed: UInt64) {
        self.search = search
        random = EngineRandom(seed: seed)
        isQueued = Array(repeating: false, count: search.model.siteCount)
    }

    /// Runs from the search's present plan, which ends as the best one found.
    ///
    /// - Parameters:
    ///   - work: entries that may be looked at.
    ///   - allowed: sites that may be opened; all when `nil`.
    ///   - onImprovement: called now and then with a better objective, as the search sees it.
    mutating func run(work: Int, allowed: [Bool]? = nil, control: SolveControl, onImprovement: (Double) -> Void) {
        guard search.model.clientCount > 0, !search.open.isEmpty else { return }
        let limit = search.work + work
        var best = search.objective
        var lastReport = ContinuousClock.now
        var failures = 0
        var refresh = search.work + 400 * search.model.clientCount
        // Small problems are searched through long before the work is used up.
        let mostKicks = 200 + 20 * search.model.siteCount
        var kicks = 0
        while search.work < limit, kicks < mostKicks, !control.mustStop {
            kicks += 1
            journal.removeAll(keepingCapacity: true)
            guard perturb(allowed: allowed) else {
                failures += 1
                if failures > 1_000 { return }
                continue
            }
            failures = 0
            settle(allowed: allowed, control: control)
            if search.objective < best - search.leastProfit {
                best = search.objective
                let now = ContinuousClock.now
                if now - lastReport > .milliseconds(500) {
                    lastReport = now
                    onImprovement(best)
                }
            } else if search.objective > best {
                for move in journal.reversed() { search.apply(insert: move.removed, remove: move.inserted) }
                // Taking back may leave a client's cost overstated; what counts from here on is what the search sees.
                best = search.objective
            }
            if search.work > refresh {
                refresh = search.work + 400 * search.model.clientCount
                search.set(search.plan, control: control)
                best = search.objective
            }
        }
    }

    /// Sites worth a look around a place: about two per open site's share.
    private var reach: Int { max(12, min(4_000, 2 * search.model.siteCount / max(1, search.open.count))) }

    private mutating func perturb(allowed: [Bool]?) -> Bool {
        let model = search.model
        let client = random.below(model.clientCount)
        let entries = model.lists.entries(client)
        guard entries.count > 1 else { return false }
        var isChanged = false
        for _ in 0...random.below(3) {
            var removed = -1
            var inserted = -1
            for _ in 0..<60 {
                let site = Int(model.lists.sites[entries.lowerBound + random.below(entries.count)])
                guard search.states[site] == SiteState.free else { continue }
                if search.isOpen[site] != 0 {
                    if removed < 0 { removed = site }
                } else if inserted < 0, allowed?[site] ?? true {
                    inserted = site
                }
                if removed >= 0, inserted >= 0 { break }
            }
            if removed < 0, inserted >= 0 {
                // The list is short of open sites: take the one that serves the client.
                let server = search.server(of: client)
                if server >= 0, search.states[server] == SiteState.free { removed = server }
            }
            guard removed >= 0, inserted >= 0, search.keepsRows(insert: inserted, remove: removed) else { continue }
            make(inserted, removed)
            isChanged = true
            enqueue(around: inserted, allowed: allowed)
            enqueue(around: removed, allowed: allowed)
        }
        return isChanged
    }

    private mutating func make(_ inserted: Int, _ removed: Int) {
        search.apply(insert: inserted, remove: removed)
        journal.append((inserted, removed))
    }

    /// Queues the sites near a site, as the client nearest to it sees them.
    private mutating func enqueue(around site: Int, allowed: [Bool]?) {
        let model = search.model
        let client = Int(search.clientsBySite.nearestClient[site])
        guard client >= 0 else { return }
        for entry in model.lists.entries(client).prefix(reach) {
            let near = Int(model.lists.sites[entry])
            if isQueued[near] || search.isOpen[near] != 0 || search.states[near] != SiteState.free { continue }
            if !(allowed?[near] ?? true) { continue }
            isQueued[near] = true
            queue.append(Int32(near))
        }
    }

    private mutating func settle(allowed: [Bool]?, control: SolveControl) {
        var head = 0
        closeSuperfluous()
        while head < queue.count {
            let site = Int(queue[head])
            head += 1
            isQueued[site] = false
            if search.isOpen[site] != 0 || (head & 15 == 0 && control.mustStop) { continue }
            let move = search.bestMove(inserting: site)
            guard move.profit > search.leastProfit else { continue }
            make(site, move.removed)
            enqueue(around: site, allowed: allowed)
            if move.removed >= 0 { enqueue(around: move.removed, allowed: allowed) }
            closeSuperfluous()
        }
        queue.removeAll(keepingCapacity: true)
    }

    private mutating func closeSuperfluous() {
        while let site = search.superfluous { make(-1, site) }
    }
}
