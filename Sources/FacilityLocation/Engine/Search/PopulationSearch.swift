/// Search from many plans: a pool of different local optima, pairs of which are relinked and improved again.
///
/// The budget is work, looks at a client's cost, never time: equal seeds and budgets give equal plans. What happens
/// depends on the calls before only, so that it may go on another thread as long as nobody else uses the object.
final class PopulationSearch {
    private let model: EngineModel
    private let search: SwapSearch
    private var iterated: IteratedSwapSearch
    private var random: EngineRandom
    private var pool: ElitePool
    /// The best plan so far, which the pool may not hold while it begins anew.
    private(set) var best: ElitePool.Elite?
    private var poolBest = Double.infinity
    private var sinceImprovement = 0
    private var isArranged = false
    /// Sites that may be opened, besides those of plans in the pool; all when `nil`.
    var allowed: [Bool]? { didSet { isArranged = false } }

    init(_ model: EngineModel, seed: UInt64) {
        self.model = model
        search = SwapSearch(model)
        iterated = IteratedSwapSearch(search, seed: seed)
        random = EngineRandom(seed: seed ^ 0x9E37)
        pool = ElitePool(capacity: 10, likeness: 2)
    }

    /// The plans of the pool and the best plan, best first.
    var plans: [[Int]] {
        guard let best else { return [] }
        return [best.sites] + pool.elites.map(\.sites).filter { $0 != best.sites }
    }

    /// Takes a plan that keeps every rule.
    func offer(_ plan: [Int]) {
        let isOpen = model.flags(plan)
        let objective = model.cost(of: isOpen)
        if objective.isFinite, model.isFeasible(isOpen) { note(plan.sorted(), objective) }
    }

    private func note(_ plan: [Int], _ objective: Double) {
        if best == nil { pool = ElitePool(capacity: 10, likeness: max(2, plan.count / 10)) }
        pool.offer(plan, objective: objective)
        if objective < poolBest - search.leastProfit {
            poolBest = objective
            sinceImprovement = 0
        }
        if objective < best?.objective ?? .infinity { best = ElitePool.Elite(sites: plan, objective: objective) }
    }

    /// Searches until about `work` looks at a cost were taken.
    func run(work: Int, control: SolveControl) {
        guard model.siteCount > 0, model.clientCount > 0, let best, !best.sites.isEmpty else { return }
        arrange()
        let end = search.work &+ work
        while search.work < end, !control.mustStop {
            let before = search.work
            sinceImprovement += 1
            if sinceImprovement > 150 { beginAnew() }
            if pool.elites.count < 5, sinceImprovement < 60 { scatter(control) } else { relink(control) }
            // Every step counts for something, whatever it found to do.
            search.chargeWork(max(0, 1_000 - (search.work - before)))
        }
    }

    /// Makes moves of the sites allowed cheap where memory allows.
    private func arrange() {
        guard !isArranged, let best else { return }
        isArranged = true
        var included = allowed ?? Array(repeating: true, count: model.siteCount)
        for plan in plans { for site in plan { included[site] = true } }
        guard included.count(where: { $0 }) * model.clientCount <= 30_000_000 else { return }
        search.set(best.sites)
        search.arrange(included)
    }

    /// The pool has given what it had: another one begins around the best plan, which comes back in when the new one is
    /// full.
    private func beginAnew() {
        pool.empty()
        poolBest = .infinity
        sinceImprovement = 0
    }

    /// A plan far from those known: a random one, or a good one with a share of its sites exchanged for others nearby.
    private func scatter(_ control: SolveControl) {
        guard let best else { return }
        let count = best.sites.count
        if random.below(2) == 0, let plan = randomPlan() {
            search.set(plan)
        } else {
            search.set(pool.elites.isEmpty ? best.sites : pool.elites[random.below(pool.elites.count)].sites)
            iterated.scatter(kicks: 1 + count / 8 + random.below(1 + count / 3), allowed: allowed)
        }
        finish(control)
    }

    /// Random sites, those allowed first, that keep the rows; descents from there spread them anew.
    private func randomPlan() -> [Int]? {
        let wish = (0..<model.siteCount).map { site in
            (allowed?[site] ?? true ? 0.2 : 0) + 0.2 * Double(random.below(1 << 20)) / Double(1 << 20)
        }
        search.chargeWork(20 * model.siteCount)
        let plan = FeasiblePlan(model, states: model.states).repaired(wish: wish, attempts: 1, seed: 1)
        return plan.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What two plans of the pool have in common with the best of what they differ in.
    private func relink(_ control: SolveControl) {
        guard let best else { return }
        if !pool.elites.contains(where: { $0.sites == best.sites }) {
            pool.offer(best.sites, objective: best.objective)
            poolBest = min(poolBest, best.objective)
        }
        let elites = pool.elites
        let first = elites[min(random.below(elites.count), random.below(elites.count))]
        // The farther apart, the more there is between.
        let distances = elites.map { ElitePool.difference($0.sites, first.sites) }
        var ticket = random.below(distances.reduce(0, +))
        var partner = 0
        while partner < distances.count - 1, ticket >= distances[partner] {
            ticket -= distances[partner]
            partner += 1
        }
        search.set(first.sites)
        if distances[partner] < 4 || !PathRelinking(search).walk(to: elites[partner].sites, control: control) {
            search.set(first.sites)
            iterated.scatter(kicks: 2 + random.below(1 + first.sites.count / 8), allowed: allowed)
        }
        finish(control)
    }

    /// Improves the search's plan and offers it to the pool.
    private func finish(_ control: SolveControl) {
        search.descend(from: random.below(model.siteCount), allowed: allowed, control: control)
        // Where many sites are open, each place has to be tried a few times before the plan is as good as its parents.
        let count = search.open.count
        let kicks = max(20, min(1_500, count * max(1, min(5, count / 50))))
        _ = iterated.run(kicks: kicks, allowed: allowed, control: control)
        search.chargeWork(10 * model.clientCount)
        let isOpen = search.isOpen
        if model.isFeasible(isOpen) { note(search.plan, model.cost(of: isOpen)) }
    }
}
