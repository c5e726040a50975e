/// Finds plans that keep the rows, by repairing a wish: a score per site, higher for sites one would like open.
///
/// Pure Swift and heuristic: it may fail where a plan exists.
struct FeasiblePlan {
    private let model: EngineModel
    private let states: [Int8]

    init(_ model: EngineModel, states: [Int8]) {
        self.model = model
        self.states = states
    }

    /// A plan that keeps the rows and serves the clients that must be served, close to the sites wished for; `nil`
    /// when none was found in `attempts` tries.
    func repaired(wish: [Double], attempts: Int = 4, seed: UInt64) -> [Int]? {
        var random = EngineRandom(seed: seed)
        var extended = states
        var propagation = RowPropagation(model)
        guard propagation.extend(&extended) else { return nil }
        for attempt in 0..<max(1, attempts) {
            let noise = attempt == 0 ? 0.0 : 0.3 * Double(attempt)
            let scores = wish.map { $0 + noise * Double(random.below(1000)) / 1000 }
            if let plan = dive(scores: scores, states: extended) { return plan }
        }
        return nil
    }

    /// Decides sites by descending distance of their wish from one half, with propagation after each decision and one
    /// change of mind per site.
    private func dive(scores: [Double], states: [Int8]) -> [Int]? {
        var current = states
        let order = states.indices.filter { states[$0] == SiteState.free }.sorted {
            let left = abs(scores[$0] - 0.5)
            let right = abs(scores[$1] - 0.5)
            return left > right || (left == right && $0 < $1)
        }
        var propagation = RowPropagation(model)
        // Wanted sites first: they are what rows on counts are filled with.
        for site in order where scores[site] >= 0.5 && current[site] == SiteState.free {
            guard decide(site, SiteState.open, &current, &propagation) else { return nil }
        }
        let rest = order.filter { scores[$0] < 0.5 }.sorted {
            scores[$0] > scores[$1] || (scores[$0] == scores[$1] && $0 < $1)
        }
        for site in rest where current[site] == SiteState.free {
            if isClosable(current) { break }
            guard decide(site, isHelpful(site, current) ? SiteState.open : SiteState.closed, &current, &propagation)
            else { return nil }
        }
        for site in current.indices where current[site] == SiteState.free { current[site] = SiteState.closed }
        let plan = current.indices.filter { current[$0] == SiteState.open }
        let isOpen = model.flags(plan)
        for row in model.rows where !row.accepts(model.activity(of: row, isOpen: isOpen)) { return nil }
        return plan
    }

    private func decide(
        _ site: Int, _ state: Int8, _ current: inout [Int8], _ propagation: inout RowPropagation
    ) -> Bool {
        for choice in [state, -state] {
            var trial = current
            trial[site] = choice
            if propagation.extend(&trial) {
                current = trial
                return true
            }
        }
        return false
    }

    /// Whether closing everything still free keeps all rows and serves everyone who must be served.
    private func isClosable(_ current: [Int8]) -> Bool {
        let isOpen = current.map { $0 == SiteState.open }
        for row in model.rows where !row.accepts(model.activity(of: row, isOpen: isOpen)) { return false }
        if model.hasMandatoryClients {
            for client in 0..<model.clientCount where model.caps[client] == .infinity {
                if model.serviceCost(of: client, isOpen: isOpen) == .infinity { return false }
            }
        }
        return true
    }

    /// Whether a row short of its lower bound, or a client without service, gains by opening the site.
    private func isHelpful(_ site: Int, _ current: [Int8]) -> Bool {
        let isOpen = current.map { $0 == SiteState.open }
        for entry in model.rowEntries(site) {
            let row = model.rows[Int(model.rowIndices[entry])]
            let activity = model.activity(of: row, isOpen: isOpen)
            if model.rowCoefficients[entry] > 0, activity < row.lowerWithTolerance { return true }
            if model.rowCoefficients[entry] < 0, activity > row.upperWithTolerance { return true }
        }
        if model.hasMandatoryClients {
            for entry in model.clientsBySite.entries(site) {
                let client = Int(model.clientsBySite.indices[entry])
                if model.caps[client] == .infinity, model.serviceCost(of: client, isOpen: isOpen) == .infinity {
                    return true
                }
            }
        }
        return false
    }
}
