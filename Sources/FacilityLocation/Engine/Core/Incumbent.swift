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

    init(_ model: EngineModel, search: SwapSearch, cutoff: Cutoff) {
        self.model = model
        self.search = search
        self.cutoff = cutoff
    }

    /// Objective of the best plan.
    var objective: Double? { cutoff.incumbent }

    /// Takes a plan when it is feasible and better; its objective is recomputed.
    ///
    /// O(clients · scanned entries).
    @discardableResult
    func offer(_ sites: [Int]) -> Bool {
        let isOpen = model.flags(sites)
        let objective = model.cost(of: isOpen)
        guard objective.isFinite, objective < cutoff.incumbent ?? .infinity, model.isFeasible(isOpen) else {
            return false
        }
        cutoff.offer(objective)
        plan = sites.sorted()
        onImprovement?(objective)
        return true
    }

    /// Improves a plan that keeps the rows by interchange and offers the result.
    @discardableResult
    func offerImproved(_ sites: [Int], from first: Int = 0, control: SolveControl? = nil) -> Bool {
        search.set(sites)
        search.descend(from: first, control: control)
        return offer(search.plan)
    }
}
