/// The best plan of a solve and the cut-off it sets; every stage offers what it finds here.
final class Incumbent {
    /// Up to which bound anything better can still be found.
    private(set) var cutoff: Cutoff
    /// Sites of the best plan; `nil` while the cut-off comes from a plan of a larger model, which this one may not hold.
    private(set) var plan: [Int]?
    /// Called when a better plan came in.
    var onImprovement: ((Double) -> Void)?
    private let model: EngineModel
    /// The local search that improves plans.
    let search: SwapSearch

    /// Objective of a plan, `nil` when it breaks a rule; the model's own when not given.
    private let evaluate: (([Int]) -> Double?)?

    init(_ model: EngineModel, search: SwapSearch, cutoff: Cutoff, evaluate: (([Int]) -> Double?)? = nil) {
        self.model = model
        self.search = search
        self.cutoff = cutoff
        self.evaluate = evaluate
    }

    /// An incumbent with the same plan and way of evaluating whose plans are improved by another search.
    func searching(_ other: SwapSearch) -> Incumbent {
        let result = Incumbent(model, search: other, cutoff: cutoff, evaluate: evaluate)
        result.plan = plan
        result.onImprovement = onImprovement
        return result
    }

    /// Objective of the best plan.
    var objective: Double? { cutoff.incumbent }

    /// Objective of a plan that breaks no rule and is better than a limit.
    func objective(of sites: [Int], below limit: Double) -> Double? {
        if let evaluate { return evaluate(sites).flatMap { $0 < limit ? $0 : nil } }
        let isOpen = model.flags(sites)
        let objective = model.cost(of: isOpen)
        return objective.isFinite && objective < limit && model.isFeasible(isOpen) ? objective : nil
    }

    /// Takes a plan when it is feasible and better; its objective is recomputed.
    ///
    /// O(clients · scanned entries).
    @discardableResult
    func offer(_ sites: [Int]) -> Bool {
        guard let objective = objective(of: sites, below: cutoff.incumbent ?? .infinity) else { return false }
        cutoff.offer(objective)
        plan = sites.sorted()
        onImprovement?(objective)
        return true
    }

    /// Improves a plan that keeps the rows by interchange and offers the result, after moves that make it keep the
    /// service rules.
    @discardableResult
    func offerImproved(_ sites: [Int], from first: Int = 0, control: SolveControl? = nil) -> Bool {
        search.set(sites)
        guard search.mendService(control: control) else { return false }
        search.descend(from: first, control: control)
        return offer(search.plan)
    }
}
