import LinearOptimization

/// The exact engine for capacitated problems: Lagrangian root with local search, then a tree over the sites.
final class CapacitatedEngine {
    private let model: CapacityModel
    private let control: SolveControl
    private let options: SolveOptions
    private var rule: Cutoff
    private let bound: CapacityBound
    private let search: CapacitySearch
    private let source: SourceSearch?
    private let regions: RegionSolver?

    /// What the engine came to.
    struct Outcome {
        var sites: [Int]?
        /// Site per client of the model where clients have one source.
        var source: [Int32]?
        var bound: Double
        var termination: Termination
    }

    init(_ model: CapacityModel, options: SolveOptions, seed: UInt64, control: SolveControl) {
        self.model = model
        self.control = control
        self.options = options
        var magnitude = 0.0
        for site in 0..<model.siteCount { magnitude += abs(model.openingCost[site]) }
        rule = Cutoff(
            isIntegral: model.hasWholeObjective, magnitude: magnitude, relativeGap: options.relativeGap,
            absoluteGap: options.absoluteGap)
        bound = CapacityBound(model)
        search = CapacitySearch(model, prices: bound.prices, control: control)
        source = model.isSingleSource ? SourceSearch(model, seed: seed, control: control) : nil
        regions = source.map { RegionSolver(model, source: $0, seed: seed, control: control) }
    }

    private func limit() -> Double {
        if incumbent < rule.incumbent ?? .infinity { rule.offer(incumbent) }
        return rule.value
    }

    private var incumbent: Double { source?.bestCost ?? search.bestCost }
    private var told: Double? { incumbent < .infinity ? incumbent : nil }

    /// Proves the best plan, starting from plans that are known.
    func solve(starts: [[Int]]) -> Outcome {
        var states = model.states
        guard model.propagate(&states) else {
            return Outcome(bound: .infinity, termination: Termination(.infeasible, detail: "side constraints"))
        }
        control.stage("root") {
            for start in starts where model.keepsRules(start) {
                if let source {
                    source.build(on: start, wish: Array(repeating: -1, count: model.clientCount), rounds: 50)
                } else {
                    search.descend(from: start, evaluations: 60)
                }
            }
        }
        var rootBound = control.stage("root") { climbRoot(&states) }
        if control.mustStop { return stopped(rootBound) }
        if rootBound > limit() { return finished("Lagrangian bound") }
        if let source {
            bound.reduce(states: states, limit: limit())
            source.restrict(to: states, prices: bound.prices)
            rootBound = searchRegions(source, states: &states, rootBound: rootBound)
            if control.mustStop { return stopped(rootBound) }
            if rootBound > limit() { return finished("Lagrangian bound") }
        }
        bound.reduce(states: states, limit: limit())
        control.report("root", incumbent: told, bound: rootBound)
        let tree = CapacityTree(bound, search: search, source: source, control: control) { [unowned self] in
            self.limit()
        }
        if let source {
            let isLarge = bound.prices.pairCount > Self.pairsForRegions
            tree.improve = { [regions, model] in
                if isLarge {
                    regions?.roam(rounds: 2 * model.clientCount, count: model.clientCount / 2)
                } else {
                    source.rebuild(100)
                }
            }
        }
        let isComplete = control.stage("tree") { tree.run(states: states, rootBound: rootBound) }
        if isComplete { return finished("Lagrangian tree") }
        return stopped(tree.openBound)
    }

    /// Pairs that must be left for regions to be worth their time; with fewer the tree is quick.
    private static let pairsForRegions = 3000
    /// Undecided sites from which on the search for plans goes on before the tree begins.
    private static let sitesForRoaming = 40
    /// Gap from which on the search for plans goes on before the tree begins.
    private static let gapForRoaming = 0.002

    /// Improves the plan region by region, then the bound; returns the bound.
    private func searchRegions(_ source: SourceSearch, states: inout [Int8], rootBound: Double) -> Double {
        control.stage("regions") { source.rebuild(300 + 4 * model.clientCount) }
        guard let regions, bound.prices.pairCount > Self.pairsForRegions else { return rootBound }
        let known = (bound.multipliers, bound.rowMultipliers)
        regions.multipliers = known.0
        control.stage("regions") { regions.settle(4 * model.clientCount) }
        // A climb anew, with more patience and a better plan to aim at, ends at a better bound than one that goes on.
        bound.start()
        let settings = CapacityBound.Settings(steps: 5000, patience: 100, least: 0.01, isRoot: true)
        var value = control.stage("root") {
            bound.climb(states: &states, cutoff: { self.limit() }, settings: settings, control: control)
        }
        if value < rootBound {
            (bound.multipliers, bound.rowMultipliers) = known
            value = rootBound
        }
        regions.multipliers = bound.multipliers
        control.stage("regions") {
            // With few sites undecided the tree does more for plan and bound alike.
            let undecided = states.reduce(0) { $1 == SiteState.free ? $0 + 1 : $0 }
            let rounds = undecided > Self.sitesForRoaming ? 6 : 0
            for _ in 0..<rounds where limit() - value > Self.gapForRoaming * abs(limit()) && !control.mustStop {
                regions.roam(rounds: 20 * model.clientCount, count: 2 * model.clientCount)
            }
        }
        return value
    }

    /// Searches a small problem with one source for a plan below a cost, from prices of the problem it is a part of.
    func solvePart(below cost: Double, multipliers: [Double], nodes: Int) -> (
        sites: [Int], source: [Int32], cost: Double
    )? {
        guard let source else { return nil }
        rule.offer(cost)
        var states = model.states
        guard model.propagate(&states) else { return nil }
        bound.multipliers = multipliers
        let settings = CapacityBound.Settings(steps: 120, stepSize: 0.5, patience: 8, least: 0.05)
        let value = bound.climb(states: &states, cutoff: { self.limit() }, settings: settings, control: control) {
            iteration, sites in
            guard iteration % 20 == 0, self.model.keepsRules(sites), self.search.note(sites) else { return }
            source.build(on: sites, wish: self.bound.wish(self.bound.takers()), rounds: 0)
        }
        if value <= limit(), !control.mustStop {
            bound.reduce(states: states, limit: limit())
            let tree = CapacityTree(bound, search: search, source: source, control: control) { [unowned self] in
                self.limit()
            }
            tree.nodeLimit = nodes
            _ = tree.run(states: states, rootBound: value)
        }
        guard source.bestCost < cost, let plan = source.bestSource else { return nil }
        return (source.bestSites, plan, source.bestCost)
    }

    private func climbRoot(_ states: inout [Int8]) -> Double {
        // Knapsacks of whole clients make the bound rougher: more patience finds another 0.2 %.
        let settings = CapacityBound.Settings(
            steps: model.isSingleSource ? 2000 : 700, patience: model.isSingleSource ? 30 : 12, least: 0.002,
            isRoot: true)
        var lastBest = Double.infinity
        return bound.climb(states: &states, cutoff: { self.limit() }, settings: settings, control: control) {
            iteration, sites in
            guard iteration == 0 || iteration % 20 == 19 else { return }
            guard self.model.keepsRules(sites), self.search.note(sites) else { return }
            if let source = self.source {
                let wish = self.bound.wish(self.bound.takers())
                source.build(on: sites, wish: wish, rounds: 20)
            } else {
                self.search.descend(from: sites, evaluations: 60)
            }
            if self.incumbent < lastBest {
                lastBest = self.incumbent
                self.control.report("root", incumbent: self.told, bound: -.infinity)
            }
        }
    }

    private var best: [Int]? {
        if let source { return source.bestSource == nil ? nil : source.bestSites }
        return search.best
    }

    private func finished(_ method: String) -> Outcome {
        guard let best else {
            return Outcome(bound: .infinity, termination: Termination(.infeasible, detail: method))
        }
        // Only what beats the cut-off was excluded, and nothing does.
        let value = min(limit(), incumbent)
        return Outcome(
            sites: best, source: source?.bestSource, bound: rule.certified(value),
            termination: Termination(.optimal, detail: method))
    }

    private func stopped(_ value: Double) -> Outcome {
        _ = limit()
        return Outcome(
            sites: best, source: source?.bestSource, bound: rule.certified(min(value, rule.value)),
            termination: Termination(.feasible, limit: control.limit ?? .nodes, detail: "Lagrangian bound"))
    }
}

extension CapacityModel {
    /// Whether every plan costs a whole number.
    var hasWholeObjective: Bool {
        func isWhole(_ value: Double) -> Bool { abs(value) < 1e9 && value == value.rounded() }
        guard openingCost.allSatisfy(isWhole) else { return false }
        if !isSingleSource {
            guard problem.capacities.allSatisfy(isWhole) else { return false }
        }
        for client in 0..<clientCount {
            let amount = demand[client]
            if !isSingleSource, !isWhole(amount) { return false }
            for site in 0..<siteCount where unitCost[site * clientCount + client] < .infinity {
                let unit = unitCost[site * clientCount + client]
                if isSingleSource {
                    let whole = unit * amount
                    if abs(whole - whole.rounded()) > 1e-9 * max(1, abs(whole)) { return false }
                } else if !isWhole(unit) {
                    return false
                }
            }
        }
        return true
    }
}
