/// Carries a plan over to a problem that changed a little: sites now forced are opened with the best companion to
/// close, sites now forbidden are replaced by the best substitute, and what then still breaks a row is repaired.
struct PlanAdapter {
    private let model: EngineModel
    private let search: SwapSearch
    private let control: SolveControl

    init(_ model: EngineModel, search: SwapSearch, control: SolveControl) {
        self.model = model
        self.search = search
        self.control = control
    }

    /// A plan for the model's present states and rows, close to `plan`; `nil` when none was found.
    ///
    /// - Parameters:
    ///   - preferences: how much each site is wanted, 0...1, for the repair of rows.
    ///   - startsOver: whether a plan is built anew around this one when single moves do not mend the rows.
    func adapted(_ plan: [Int], preferences: [Double]?, startsOver: Bool = true) -> [Int]? {
        search.set(plan)
        for site in model.states.indices {
            if model.states[site] == SiteState.open, !search.isOpen[site] {
                let move = search.bestMove(inserting: site)
                search.apply(insert: site, remove: move.profit > -.infinity ? move.removed : -1)
            } else if model.states[site] == SiteState.closed, search.isOpen[site] {
                search.apply(insert: bestSubstitute(for: site), remove: site)
            }
        }
        let isRepaired = RowRepair(model, search: search).run(control: control)
        let candidate = search.plan
        if isRepaired, keepsStates(candidate) { return candidate }
        guard startsOver else { return nil }
        var wish = Array(repeating: 0.0, count: model.siteCount)
        if let preferences { for site in wish.indices { wish[site] = 0.3 * preferences[site] } }
        for site in candidate { wish[site] += 0.7 }
        return FeasiblePlan(model, states: model.states).repaired(wish: wish, attempts: 3, seed: 1)
    }

    private func bestSubstitute(for site: Int) -> Int {
        var best = -1
        var bestProfit = -Double.infinity
        for candidate in model.states.indices
        where model.states[candidate] == SiteState.free && !search.isOpen[candidate] {
            guard search.keepsRows(insert: candidate, remove: site) else { continue }
            let profit = search.profit(inserting: candidate, removing: site)
            if profit > bestProfit {
                bestProfit = profit
                best = candidate
            }
        }
        return best
    }

    private func keepsStates(_ plan: [Int]) -> Bool {
        let isOpen = model.flags(plan)
        return isOpen.indices.allSatisfy { site in
            model.states[site] == SiteState.free || isOpen[site] == (model.states[site] == SiteState.open)
        }
    }
}
