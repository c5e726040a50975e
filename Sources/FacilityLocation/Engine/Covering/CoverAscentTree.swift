/// A depth-first tree for covering problems that restrict nothing but the number of sites, bounded by ``CoverAscent``.
///
/// Where sites overlap much, the linear program of ``CoverProgram`` takes tens of milliseconds a node; here a node is a
/// few passes over clients that shrink and merge with every decision, thousands a second. Branching follows what sites
/// gained before, tried out where that is unknown.
final class CoverAscentTree {
    private let model: EngineModel
    private let incumbent: Incumbent
    private let control: SolveControl
    private let ascent: CoverAscent
    private let keys: [(UInt64, UInt64)]
    private var stack: [CoverPart] = []
    private var leftBound = Double.infinity
    private var gains: CoverGains
    private var triedPlans: Set<[Int]> = []
    private(set) var nodeCount = 0
    /// Seed of the local search at the root.
    var seed: UInt64 = 0

    private static let rootSettings = CoverAscent.Settings(steps: 4_000, factor: 1, leastFactor: 1e-4, patience: 30)
    private static let nodeSettings = CoverAscent.Settings(steps: 20, factor: 0.5, leastFactor: 0.02, patience: 8)
    private static let trialSettings = CoverAscent.Settings(steps: 15, factor: 0.5, leastFactor: 0.02, patience: 8)
    private static let trialsPerNode = 8

    /// Starts a search; `nil` when the model is none for this tree, or no plan is known to climb towards.
    init?(_ model: EngineModel, incumbent: Incumbent, control: SolveControl) {
        guard incumbent.objective != nil, let root = CoverPart(model) else { return nil }
        self.model = model
        self.incumbent = incumbent
        self.control = control
        ascent = CoverAscent(model, incumbent: incumbent, control: control)
        var random = EngineRandom(seed: 0xC07E)
        keys = (0..<model.siteCount).map { _ in (random.next(), random.next()) }
        gains = CoverGains(siteCount: model.siteCount)
        stack = [root]
    }

    /// The bound proven so far.
    private var bound: Double { stack.reduce(leftBound) { min($0, $1.bound) } }

    /// Searches on for at most a number of nodes.
    func run(nodeLimit: Int) -> TreeOutcome {
        let last = nodeCount + min(nodeLimit, Int.max - nodeCount)
        while let part = stack.popLast() {
            if incumbent.cutoff.prunes(part.bound) {
                leftBound = min(leftBound, part.bound)
                continue
            }
            if control.mustStop || nodeCount >= last {
                stack.append(part)
                return TreeOutcome(bound: bound, isComplete: false)
            }
            process(part)
            if control.mustStop, !stack.isEmpty { return TreeOutcome(bound: bound, isComplete: false) }
            if nodeCount & 63 == 0 { control.report("tree", incumbent: incumbent.objective, bound: bound) }
        }
        return TreeOutcome(bound: leftBound, isComplete: true)
    }

    private func process(_ start: CoverPart) {
        var part = start
        let isRoot = nodeCount == 0
        nodeCount += 1
        control.nodeCount += 1
        let value = ascent.climb(&part, isRoot ? Self.rootSettings : Self.nodeSettings)
        if let origin = part.origin { gains.record(origin, gain: gain(value, over: start.bound)) }
        part.bound = max(part.bound, value)
        if incumbent.cutoff.prunes(part.bound) || part.isDecided {
            leftBound = min(leftBound, part.bound)
            return
        }
        if control.mustStop {
            stack.append(part)
            return
        }
        if isRoot { control.report("relaxation", incumbent: incumbent.objective, bound: part.bound) }
        improve(part)
        if isRoot { iterate(part) }
        if fix(&part), part.isDecided {
            stack.append(part)
            return
        }
        branch(part)
    }

    /// What a climb raised the bound by, as far as it matters.
    private func gain(_ value: Double, over bound: Double) -> Double {
        max(0, min(value, incumbent.cutoff.value) - bound)
    }

    /// Improves the choice of an early node, or of one now and then, by interchange.
    private func improve(_ part: CoverPart) {
        ascent.chooseAtBest()
        guard nodeCount <= 100 || nodeCount & 127 == 0 else { return }
        let plan = ascent.plan(part).sorted()
        guard triedPlans.insert(plan).inserted, model.isFeasible(model.flags(plan)) else { return }
        incumbent.offerImproved(plan, control: control)
    }

    /// Iterated interchange among the sites the root's choices came back to.
    private func iterate(_ part: CoverPart) {
        guard let plan = incumbent.plan, incumbent.cutoff.value > part.bound else { return }
        var allowed = Array(repeating: false, count: model.siteCount)
        for (position, site) in part.sites.enumerated() { allowed[Int(site)] = part.shares[position] > 0.001 }
        incumbent.search.set(plan)
        var iterated = IteratedSwapSearch(incumbent.search, seed: seed)
        _ = iterated.run(kicks: part.clients.count >= 20_000 ? 200 : 10, allowed: allowed, control: control)
        incumbent.offer(incumbent.search.plan)
    }

    /// Decides the sites whose other state has a bound above the cut-off; false when there is none.
    private func fix(_ part: inout CoverPart) -> Bool {
        let selection = ascent.selection
        var states = Array(repeating: SiteState.free, count: part.sites.count)
        var isFixed = false
        // The bound of the climb, not the part's: the reduced costs belong to it.
        let value = part.base + part.multipliers.reduce(0, +) + selection.sum - 1e-11 * model.magnitude
        for (rank, position) in selection.order.enumerated() {
            let site = Int(position)
            let reduced = ascent.reducedCosts[site]
            let isChosen = rank < selection.count
            let other =
                value + (isChosen ? selection.increaseWhenClosed(reduced) : selection.increaseWhenOpened(reduced))
            guard incumbent.cutoff.prunes(other) else { continue }
            states[site] = isChosen ? SiteState.open : SiteState.closed
            leftBound = min(leftBound, other)
            isFixed = true
        }
        if isFixed { part = part.decided(states, costs: model.openingCosts, keys: keys) }
        return isFixed
    }

    private func child(_ part: CoverPart, _ position: Int, opens: Bool) -> CoverPart {
        var states = Array(repeating: SiteState.free, count: part.sites.count)
        states[position] = opens ? SiteState.open : SiteState.closed
        var child = part.decided(states, costs: model.openingCosts, keys: keys)
        child.origin = (part.sites[position], opens, part.shares[position])
        return child
    }

    /// Splits a part by the site that promises most; a trial that closes one side decides the site instead.
    private func branch(_ part: CoverPart) {
        let floor = 1e-3 * max(0, incumbent.cutoff.value - part.bound)
        let score = { (position: Int) in
            self.gains.score(Int(part.sites[position]), share: part.shares[position], floor: floor)
        }
        var ranked = part.sites.indices.filter { part.shares[$0] >= 0.03 }
        if ranked.isEmpty { ranked = Array(part.sites.indices) }
        let scores = part.sites.indices.map(score)
        ranked.sort { scores[$0] > scores[$1] || (scores[$0] == scores[$1] && $0 < $1) }
        var best = ranked[0]
        var bestScore = -1.0
        var trials = 0
        for position in ranked {
            if trials < Self.trialsPerNode, !gains.isReliable(Int(part.sites[position])), !control.mustStop {
                trials += 1
                for opens in [false, true] {
                    var trial = child(part, position, opens: opens)
                    let value = ascent.climb(&trial, Self.trialSettings)
                    if let origin = trial.origin { gains.record(origin, gain: gain(value, over: part.bound)) }
                    guard incumbent.cutoff.prunes(value) else { continue }
                    leftBound = min(leftBound, value)
                    var other = child(part, position, opens: !opens)
                    other.origin = nil
                    stack.append(other)
                    return
                }
            }
            let value = score(position)
            if value > bestScore {
                bestScore = value
                best = position
            }
        }
        for opens in [false, true] {
            var half = child(part, best, opens: opens)
            half.depth += 1
            stack.append(half)
        }
    }
}

/// What deciding a site has raised bounds by so far, per unit of the share moved.
private struct CoverGains {
    private var sums: [(up: Double, down: Double)]
    private var counts: [(up: Int, down: Int)]
    private var total = (up: 0.0, down: 0.0)
    private var totalCount = (up: 0, down: 0)

    init(siteCount: Int) {
        sums = Array(repeating: (0, 0), count: siteCount)
        counts = Array(repeating: (0, 0), count: siteCount)
    }

    /// Whether both sides were tried often enough.
    func isReliable(_ site: Int) -> Bool { counts[site].up >= 4 && counts[site].down >= 4 }

    mutating func record(_ origin: (site: Int32, isOpening: Bool, share: Double), gain: Double) {
        guard gain.isFinite else { return }
        let site = Int(origin.site)
        if origin.isOpening {
            let unit = gain / max(0.05, 1 - origin.share)
            sums[site].up += unit
            counts[site].up += 1
            total.up += unit
            totalCount.up += 1
        } else {
            let unit = gain / max(0.05, origin.share)
            sums[site].down += unit
            counts[site].down += 1
            total.down += unit
            totalCount.down += 1
        }
    }

    /// The product of the expected gains of both sides, those of an unknown site being average.
    func score(_ site: Int, share: Double, floor: Double) -> Double {
        let up =
            counts[site].up > 0
            ? sums[site].up / Double(counts[site].up) : totalCount.up > 0 ? total.up / Double(totalCount.up) : 1
        let down =
            counts[site].down > 0
            ? sums[site].down / Double(counts[site].down)
            : totalCount.down > 0 ? total.down / Double(totalCount.down) : 1
        return max(up * (1 - share), floor, .leastNormalMagnitude.squareRoot())
            * max(down * share, floor, .leastNormalMagnitude.squareRoot())
    }
}
