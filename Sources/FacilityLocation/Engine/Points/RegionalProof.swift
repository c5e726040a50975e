internal import LinearOptimization

/// Proof where the core is too large to be handed over whole: blocks of near sites are solved to integer optimality.
///
/// Clients whose window lies within one block keep their assignment there; only those on borders stay relaxed with
/// their multipliers u_i, and all rows with theirs. With v_B the optimum of block B,
/// L = constant + Σ_border w_i u_i + Σ_B v_B is a bound that closes the gap inside the blocks. Where δ_B is what the
/// block gained over its relaxation, L − δ_B + |reduced cost| bounds every plan that decides one of its sites the
/// other way, and L − δ_B + w_i (c − u_i) every plan that serves client i at cost c: so fixing and windows feel the
/// small remaining gap, not the one the whole map adds up to. Another partition follows on what is left.
extension PointEngine {
    /// Proves as far as possible by fixing, blocks and the engine for small problems.
    func prove() {
        var blocks = Blocks(seed: options.seed &+ 77)
        var lastFree = Int.max
        var size = 300
        for round in 0..<20 {
            guard !control.mustStop, !isProven, let lagrangian, plan != nil else { return }
            let settled = control.stage("fixing") { fixSites() }
            if isProven || control.mustStop { return }
            control.stage("neighbour lists") { narrow(lagrangian, bound: settled) }
            if control.mustStop { return }
            let core = ReducedCore(model, states: states) { [windows] in windows[$0] }
            if core.isContradictory {
                bound = .infinity
                return
            }
            let free = core.sites.count
            control.report("fixing", incumbent: cutoff.incumbent, bound: min(bound, exclusion))
            if free == 0 || fitsEngine(core) || (round > 2 && free > lastFree - lastFree / 50 && fitsLate(core)) {
                finish(core)
                return
            }
            guard isRegional(core), size <= max(600, free / 2) else { return }
            let missing = cutoff.value - bound
            if round < 3 {
                control.stage("block search") { sweep(core, size: 300, blocks: &blocks) }
                if isProven || control.mustStop { return }
            }
            let before = bound
            control.stage("blocks") { solveBlocks(core, lagrangian, size: size, blocks: &blocks) }
            // What other borders did not bring, fewer of them may: narrow windows make larger blocks easy.
            if round > 0, free > lastFree - lastFree / 20, bound - before < 0.1 * missing { size *= 2 }
            lastFree = free
        }
    }

    /// Whether the engine for small problems is likely to close a core at once.
    private func fitsEngine(_ core: ReducedCore) -> Bool {
        core.sites.count <= 600 && core.entries.count <= 3_000_000 && core.clients.count <= 60_000
            || core.sites.count <= 2_500 && core.entries.count <= 40_000
    }

    private func fitsLate(_ core: ReducedCore) -> Bool {
        core.sites.count <= 4_000 && core.entries.count <= 1_000_000
    }

    /// Blocks pay where the clients of a block see few sites beyond it.
    private func isRegional(_ core: ReducedCore) -> Bool {
        model.map != nil && Double(core.entries.count) <= 120 * Double(max(1, core.clients.count))
    }

    /// Shortens windows and lists by the bound and the present cut-off.
    private func narrow(_ lagrangian: NeighbourBound, bound settled: Double) {
        if windows.isEmpty { windows = Array(repeating: .infinity, count: model.clientCount) }
        let slack = cutoff.value - settled
        if slack.isFinite, slack >= 0 {
            for client in windows.indices where model.weights[client] > 0 {
                windows[client] = min(
                    windows[client], widened(lagrangian.multipliers[client] + slack / model.weights[client]))
            }
            exclude()
        }
        shortenLists()
        coverWindows()
    }

    private func shortenLists() {
        let before = model.lists.entryCount
        model.lists.compact { [states, windows] client, site, cost in
            states[Int(site)] != SiteState.closed && Double(cost) <= windows[client]
        }
        if model.lists.entryCount < before { refreshTranspose() }
    }

    /// A limit with room for rounding.
    private func widened(_ limit: Double) -> Double {
        limit + 1e-9 * abs(limit) + 1e-12 * model.magnitude / Double(max(1, model.clientCount))
    }

    /// Hands the core to the engine for small problems.
    func finish(_ core: ReducedCore) {
        control.stage("core") {
            let openSites = states.indices.filter { states[$0] == SiteState.open }
            if core.sites.isEmpty {
                offer(openSites)
                bound = .infinity
                return
            }
            var coreOptions = options
            coreOptions.solve.timeLimit = control.remaining
            coreOptions.solve.cancellation = control.cancellation
            // The handler hears of the whole problem, not of the core.
            if let progress = options.solve.progress {
                let incumbent = cutoff.incumbent
                let (whole, decided) = (min(bound, exclusion), core.constant)
                coreOptions.solve.progress = { inner in
                    var outer = inner
                    outer.incumbent = incumbent
                    outer.objectiveBound = max(whole, min(decided + inner.objectiveBound, incumbent ?? .infinity))
                    return progress(outer)
                }
            }
            coreOptions.solve.initialSolution = nil
            if coreOptions.solve.relativeGap > 0, let incumbent = cutoff.incumbent {
                // The gap asked for is one of the whole objective.
                coreOptions.solve.absoluteGap = max(
                    coreOptions.solve.absoluteGap, coreOptions.solve.relativeGap * abs(incumbent))
                coreOptions.solve.relativeGap = 0
            }
            let start = (plan ?? []).compactMap { core.position[$0] >= 0 ? Int(core.position[$0]) : nil }
            let result = core.problem(states: states).solveExactly(coreOptions, starts: [start])
            control.nodeCount += result.statistics.nodeCount
            control.simplexIterations += result.statistics.simplexIterations
            if result.objective != nil { offer(openSites + result.openSites.map { core.sites[$0] }) }
            if result.termination.reason == .infeasible {
                bound = .infinity
            } else if result.objectiveBound > -.infinity {
                let value = core.constant + result.objectiveBound
                bound = max(bound, value - 1e-13 * abs(core.constant))
                if result.termination.isOptimal { exclude() }
            }
            if result.termination.limit == .interrupted { control.requestStop() }
            note(result.termination.detail)
        }
    }

    private func solveBlocks(
        _ core: ReducedCore, _ lagrangian: NeighbourBound, size: Int, blocks: inout Blocks
    ) {
        guard let map = model.map else { return }
        let places = core.sites.map { SIMD3(map.sites.treeX[$0], map.sites.treeY[$0], map.sites.treeZ[$0]) }
        let (block, count) = blocks.split(places, size: size)
        var members: [[Int32]] = Array(repeating: [], count: count)
        for position in core.sites.indices { members[Int(block[position])].append(Int32(position)) }
        var inside: [[Int32]] = Array(repeating: [], count: count)
        var isBorder = Array(repeating: false, count: core.clients.count)

        let prices = SitePrices(lagrangian, states: states)
        var opening = core.sites.map { prices.price($0) }
        // Prices of the sites open for certain; what decided clients pay is in the core's constant.
        var total = core.constant + prices.constant
        for site in states.indices where states[site] == SiteState.open {
            total += prices.price(site) - model.sites.openingCosts[site]
        }
        for slot in core.clients.indices {
            let range = core.starts[slot]..<core.starts[slot + 1]
            let home = block[Int(core.entries[range.lowerBound])]
            isBorder[slot] = range.contains { block[Int(core.entries[$0])] != home }
            if !isBorder[slot] {
                inside[Int(home)].append(Int32(slot))
                continue
            }
            let client = Int(core.clients[slot])
            let weight = model.weights[client]
            let price = min(lagrangian.multipliers[client], core.caps[slot])
            total += weight * price
            for entry in range {
                let difference = Double(core.costs[entry]) - price
                if difference >= 0 { break }
                opening[Int(core.entries[entry])] += weight * difference
            }
        }

        var gained = Array(repeating: 0.0, count: count)
        var reduced = opening
        var raised = core.clients.indices.map { lagrangian.multipliers[Int(core.clients[$0])] }
        var chosen: [Int] = []
        let solved = ParallelWork.map(count, threads: options.threads) { [opening] number in
            control.isOver
                ? nil : solveBlock(core, lagrangian, sites: members[number], clients: inside[number], opening)
        }
        if control.mustStop { return }
        for (number, block) in solved.enumerated() {
            guard let block else { return }
            total += block.value
            gained[number] = block.gain
            chosen += block.plan
            control.nodeCount += block.statistics.nodeCount
            control.simplexIterations += block.statistics.simplexIterations
            for (place, site) in members[number].enumerated() { reduced[Int(site)] = block.reduced[place] }
            for (place, slot) in inside[number].enumerated() { raised[Int(slot)] = block.prices[place] }
        }
        total -= 1e-12 * abs(total)
        bound = max(bound, total)
        control.report("blocks", incumbent: cutoff.incumbent, bound: min(bound, exclusion))
        improve(chosen: chosen, core)
        if cutoff.prunes(total) { return }

        let limit = cutoff.value
        for position in core.sites.indices {
            let base = total - gained[Int(block[position])]
            guard base + abs(reduced[position]) > limit else { continue }
            states[core.sites[position]] = reduced[position] >= 0 ? SiteState.closed : SiteState.open
        }
        for slot in core.clients.indices {
            let client = Int(core.clients[slot])
            guard model.weights[client] > 0 else { continue }
            let home = Int(block[Int(core.entries[core.starts[slot]])])
            let base = isBorder[slot] ? total : total - gained[home]
            let price = min(lagrangian.multipliers[client], core.caps[slot])
            windows[client] = min(windows[client], widened(price + (limit - base) / model.weights[client]))
        }
        exclude()
        lagrangian.replace(core.clients, with: raised)
        shortenLists()
        if let clientsBySite, !control.mustStop, !isProven {
            var settings = SubgradientSettings()
            settings.firstFactor = 0.3
            settings.maximumSteps = 400
            climb(settings, work: 1_000_000_000, clientsBySite)
        }
    }

    /// Solves one block; its value is a valid lower bound even when a limit struck.
    private func solveBlock(
        _ core: ReducedCore, _ lagrangian: NeighbourBound, sites: [Int32], clients: [Int32], _ opening: [Double]
    ) -> SolvedBlock {
        var local: [Int32: Int] = [:]
        for (place, site) in sites.enumerated() { local[site] = place }
        var relaxed = 0.0
        var reduced = sites.map { opening[Int($0)] }
        var rows: [[(site: Int, cost: Double)]] = []
        for slot in clients {
            let slot = Int(slot)
            let client = Int(core.clients[slot])
            let weight = model.weights[client]
            let price = min(lagrangian.multipliers[client], core.caps[slot])
            relaxed += weight * price
            var row: [(site: Int, cost: Double)] = []
            for entry in core.starts[slot]..<core.starts[slot + 1] {
                guard let place = local[core.entries[entry]] else { continue }
                let cost = core.exactCost(slot, entry)
                row.append((place, cost))
                if cost < price { reduced[place] += weight * (cost - price) }
            }
            rows.append(row)
        }
        for cost in reduced { relaxed += min(0, cost) }
        let problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: sites.count, rows: rows),
            weights: clients.map { model.weights[Int(core.clients[Int($0)])] },
            unservedCosts: clients.map { core.caps[Int($0)] }, openingCosts: sites.map { opening[Int($0)] })
        var blockOptions = LocationOptions(seed: options.seed)
        let longest = Duration.seconds(max(20, Double(sites.count) / 15))
        blockOptions.solve.timeLimit = min(control.remaining ?? longest, longest)
        blockOptions.solve.cancellation = control.cancellation
        let start = sites.indices.filter { reduced[$0] < 0 }
        let result = problem.solveExactly(blockOptions, starts: [start])
        let prices = clients.map { lagrangian.multipliers[Int(core.clients[Int($0)])] }
        guard result.termination.reason != .infeasible else {
            return SolvedBlock(
                value: .infinity, gain: .infinity, plan: [], reduced: reduced, prices: prices,
                statistics: result.statistics)
        }
        let value = max(relaxed, result.objectiveBound - 1e-12 * abs(result.objectiveBound))
        var ascent = BlockAscent(
            rows: rows, weights: problem.weights, caps: problem.unservedCosts,
            prices: zip(clients, prices).map { min($1, core.caps[Int($0)]) }, opening: problem.openingCosts)
        ascent.climb(target: value, steps: 300)
        return SolvedBlock(
            value: value, gain: value - relaxed, plan: result.openSites.map { Int(sites[$0]) }, reduced: reduced,
            prices: ascent.prices, statistics: result.statistics)
    }

    /// What the exact solve of a block brought.
    private struct SolvedBlock {
        let value: Double
        /// What the value exceeds the relaxation's by.
        let gain: Double
        let plan: [Int]
        /// Reduced cost per site of the block.
        let reduced: [Double]
        /// Multiplier per client inside.
        let prices: [Double]
        let statistics: SolveStatistics
    }

    /// Makes a plan of the blocks' optima: opens or closes what is missing or too many, then improves it.
    private func improve(chosen: [Int], _ core: ReducedCore) {
        let openSites = states.indices.filter { states[$0] == SiteState.open }
        let sites = openSites + chosen.map { core.sites[$0] }
        searchFrom(sites, allowed: states.map { $0 == SiteState.free })
    }
}

/// Prices of sites at the best multipliers of rows, the price of the cardinality row included.
struct SitePrices {
    /// What the rows' multipliers add whatever is open.
    private(set) var constant = 0.0
    private var prices: [Double]

    /// - Precondition: the bound was settled for these states just before.
    init(_ lagrangian: NeighbourBound, states: [Int8]) {
        let model = lagrangian.model.sites
        prices = model.openingCosts
        let exactRow = model.cardinalityRow(states: states)
        var multipliers = lagrangian.rowMultipliers
        if let exactRow { multipliers[exactRow.row] = lagrangian.cardinalityPrice / exactRow.coefficient }
        for (position, row) in model.rows.enumerated() where multipliers[position] != 0 {
            let multiplier = multipliers[position]
            constant += multiplier * (multiplier > 0 ? row.lower : row.upper)
            for (site, value) in zip(row.sites, row.coefficients) { prices[Int(site)] -= multiplier * value }
        }
    }

    /// Opening cost less what the rows pay for the site.
    func price(_ site: Int) -> Double { prices[site] }
}
