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
        let rootBound = control.stage("root") { climbRoot(&states) }
        if control.mustStop { return stopped(rootBound) }
        if rootBound > limit() { return finished("Lagrangian bound") }
        if let source {
            bound.reduce(states: states, limit: limit())
            source.restrict(to: states, prices: bound.prices)
            control.stage("regions") { source.rebuild(300 + 4 * model.clientCount) }
            if rootBound > limit() { return finished("Lagrangian bound") }
        }
        bound.reduce(states: states, limit: limit())
        control.report("root", incumbent: told, bound: rootBound)
        let tree = CapacityTree(bound, search: search, source: source, control: control) { [unowned self] in
            self.limit()
        }
        let isComplete = control.stage("tree") { tree.run(states: states, rootBound: rootBound) }
        if isComplete { return finished("Lagrangian tree") }
        return stopped(tree.openBound)
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
                source.build(on: sites, wish: self.bound.wish(self.bound.takers()), rounds: 20)
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
