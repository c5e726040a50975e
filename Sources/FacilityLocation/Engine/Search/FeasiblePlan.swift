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
        guard let start = PartialPlan(model, states: states) else { return nil }
        for attempt in 0..<max(1, attempts) {
            let noise = attempt == 0 ? 0.0 : 0.3 * Double(attempt)
            let scores = wish.map { $0 + noise * Double(random.below(1000)) / 1000 }
            if let plan = dive(scores: scores, from: start) { return plan }
        }
        return nil
    }

    /// Opens wanted sites, the surest first, with propagation after each; then, best first, sites that a row or a client
    /// still lacks, until everything left may be closed.
    private func dive(scores: [Double], from start: PartialPlan) -> [Int]? {
        var partial = start
        let free = partial.states.indices.filter { partial.states[$0] == SiteState.free }
        let order = free.sorted { scores[$0] > scores[$1] || (scores[$0] == scores[$1] && $0 < $1) }
        for site in order where partial.states[site] == SiteState.free {
            if scores[site] < 0.5 { break }
            guard partial.decide(site) else { return nil }
        }
        while !partial.isClosable {
            var isChanged = false
            for site in order where partial.states[site] == SiteState.free && partial.isHelpful(site) {
                guard partial.decide(site) else { return nil }
                isChanged = true
                if partial.isClosable { break }
            }
            if !isChanged { return nil }
        }
        return partial.states.indices.filter { partial.states[$0] == SiteState.open }
    }
}

/// A plan under construction: decided sites, what rows and clients still lack, kept up site by site.
private struct PartialPlan {
    private let model: EngineModel
    private(set) var states: [Int8]
    private var propagation: RowPropagation
    private var isOpen: [Bool]
    private var activity: [Double]
    private var isBroken: [Bool]
    private var brokenCount: Int
    private let rows: RowTable
    /// Clients that must be served and have no open site yet.
    private var isWaiting: [Bool]
    private var waitingCount = 0

    /// Starts from decided states and what follows from them; `nil` when no plan agrees with them.
    init?(_ model: EngineModel, states: [Int8]) {
        var extended = states
        var propagation = RowPropagation(model)
        guard propagation.extend(&extended) else { return nil }
        self.model = model
        self.states = extended
        self.propagation = propagation
        rows = RowTable(model)
        isOpen = Array(repeating: false, count: model.siteCount)
        activity = Array(repeating: 0, count: model.rows.count)
        isBroken = model.rows.map { !$0.accepts(0) }
        brokenCount = isBroken.count { $0 }
        isWaiting = model.hasMandatoryClients ? model.caps.map { $0 == .infinity } : []
        waitingCount = isWaiting.count { $0 }
        for site in extended.indices where extended[site] == SiteState.open { noteOpen(site) }
    }

    /// Opens a site, or closes it when opening contradicts what is decided; false when both do.
    mutating func decide(_ site: Int) -> Bool {
        for choice in [SiteState.open, SiteState.closed] {
            var trial = states
            var consequences = propagation
            if consequences.decide(site, choice, extending: &trial) {
                states = trial
                propagation = consequences
                for other in states.indices where states[other] == SiteState.open && !isOpen[other] { noteOpen(other) }
                return true
            }
        }
        return false
    }

    private mutating func noteOpen(_ site: Int) {
        isOpen[site] = true
        for entry in rows.rowStarts[site]..<rows.rowStarts[site + 1] {
            let row = Int(rows.rowIndices[entry])
            activity[row] += rows.rowCoefficients[entry]
            let isOutside =
                activity[row] > rows.upperWithTolerance[row] || activity[row] < rows.lowerWithTolerance[row]
            if isOutside != isBroken[row] {
                isBroken[row] = isOutside
                brokenCount += isOutside ? 1 : -1
            }
        }
        if waitingCount == 0 { return }
        for entry in model.clientsBySite.entries(site) {
            let client = Int(model.clientsBySite.indices[entry])
            if isWaiting[client] {
                isWaiting[client] = false
                waitingCount -= 1
            }
        }
    }

    /// Whether closing everything still free keeps all rows and serves everyone who must be served.
    var isClosable: Bool { waitingCount == 0 && brokenCount == 0 }

    /// Whether a row outside its bounds, or a client without service, gains by opening the site.
    func isHelpful(_ site: Int) -> Bool {
        for entry in rows.rowStarts[site]..<rows.rowStarts[site + 1] {
            let row = Int(rows.rowIndices[entry])
            if !isBroken[row] { continue }
            if rows.rowCoefficients[entry] > 0, activity[row] < rows.lowerWithTolerance[row] { return true }
            if rows.rowCoefficients[entry] < 0, activity[row] > rows.upperWithTolerance[row] { return true }
        }
        guard waitingCount > 0 else { return false }
        return model.clientsBySite.entries(site).contains { isWaiting[Int(model.clientsBySite.indices[$0])] }
    }
}
