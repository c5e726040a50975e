/// Closes sites that another site replaces in every plan: one that covers at least the same clients at no greater cost
/// (Chen, Chen and others, European Journal of Operational Research 2023).
///
/// Replacing is only sound where no rule minds. Two cases are recognised: every rule counts all free sites alike (then a
/// plan that held both sites takes any third one instead of the worse), or every rule only limits from above with
/// coefficients that are no smaller for the worse site (then it simply closes it).
struct SiteDomination {
    private let model: EngineModel
    private let control: SolveControl?

    init(_ model: EngineModel, control: SolveControl? = nil) {
        self.model = model
        self.control = control
    }

    private enum Exchange {
        /// Every rule counts all free sites alike, and opening costs are equal and at least 0.
        case alike
        /// Rules limit from above only, with coefficients of at least 0.
        case limited
    }

    /// Marks dominated sites closed.
    ///
    /// O(sites² · clients / 64), for lists of one cost each; does nothing where costs differ. Sites closed before a limit
    /// struck stay closed: each has a better one that is still there.
    func close(_ states: inout [Int8]) {
        guard let exchange = exchange(states), hasUniformLists, model.clientCount > 0 else { return }
        let free = states.indices.filter { states[$0] == SiteState.free }
        let words = (model.clientCount + 63) / 64
        guard free.count * words <= 1 << 22, free.count * free.count * words <= 1 << 30 else { return }
        let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, free.count * words))
        bits.initialize(repeating: 0, count: max(1, free.count * words))
        defer { bits.deallocate() }
        let counts = free.map { model.clientsBySite.entries($0).count }
        for (position, site) in free.enumerated() {
            if position & 63 == 0, control?.mustStop == true { return }
            let base = bits + position * words
            for entry in model.clientsBySite.entries(site) {
                let client = Int(model.clientsBySite.indices[entry])
                base[client >> 6] |= 1 << UInt64(client & 63)
            }
        }
        // Few-covering sites first: what they lose to is still there.
        let order = free.indices.sorted { (counts[$0], free[$0]) < (counts[$1], free[$1]) }
        var remaining = free.count
        let needed = exchange == .alike ? neededSites(states) : 0
        var isClosed = Array(repeating: false, count: free.count)
        for (rank, worse) in order.enumerated().dropLast() where remaining > needed {
            if rank & 15 == 0, control?.mustStop == true { return }
            for better in order[(rank + 1)...] where !isClosed[better] {
                guard covers(bits + better * words, bits + worse * words, words) else { continue }
                if exchange == .limited, !isCheaper(free[better], free[worse]) { continue }
                isClosed[worse] = true
                states[free[worse]] = SiteState.closed
                remaining -= 1
                break
            }
        }
    }

    private var hasUniformLists: Bool {
        (0..<model.clientCount).allSatisfy { client in
            let entries = model.lists.entries(client)
            guard let first = entries.first, let last = entries.last else { return true }
            return model.lists.costs[first] == model.lists.costs[last]
        }
    }

    private func exchange(_ states: [Int8]) -> Exchange? {
        let free = states.indices.filter { states[$0] == SiteState.free }
        guard let some = free.first else { return nil }
        let isAlike = free.allSatisfy { site in
            model.openingCosts[site] >= 0 && model.openingCosts[site] == model.openingCosts[some]
                && haveSameRows(site, some)
        }
        if isAlike { return .alike }
        let isLimited =
            free.allSatisfy { model.openingCosts[$0] >= 0 }
            && model.rows.allSatisfy { row in row.lower == -.infinity && row.coefficients.allSatisfy { $0 >= 0 } }
        return isLimited ? .limited : nil
    }

    private func haveSameRows(_ left: Int, _ right: Int) -> Bool {
        let a = model.rowEntries(left)
        let b = model.rowEntries(right)
        guard a.count == b.count else { return false }
        return zip(a, b).allSatisfy {
            model.rowIndices[$0] == model.rowIndices[$1] && model.rowCoefficients[$0] == model.rowCoefficients[$1]
        }
    }

    /// The largest number of free sites a limit of any rule speaks of: a plan that opens more of them than this may
    /// close one.
    private func neededSites(_ states: [Int8]) -> Int {
        var needed = 0
        for row in model.rows {
            var open = 0.0
            var size = 0.0
            for (site, value) in zip(row.sites, row.coefficients) {
                if states[Int(site)] == SiteState.open { open += value }
                if states[Int(site)] == SiteState.free { size = value }
            }
            if size == 0 { continue }
            for limit in [row.lower, row.upper] where limit.isFinite {
                let count = ((limit - open) / size).rounded(.up)
                needed = max(needed, count < Double(model.siteCount) ? Int(max(0, count)) : model.siteCount)
            }
        }
        return needed
    }

    private func covers(
        _ large: UnsafeMutablePointer<UInt64>, _ small: UnsafeMutablePointer<UInt64>, _ words: Int
    ) -> Bool {
        for word in 0..<words where small[word] & ~large[word] != 0 { return false }
        return true
    }

    private func isCheaper(_ better: Int, _ worse: Int) -> Bool {
        guard model.openingCosts[better] <= model.openingCosts[worse] else { return false }
        var own: [Int32: Double] = [:]
        for entry in model.rowEntries(worse) { own[model.rowIndices[entry]] = model.rowCoefficients[entry] }
        return model.rowEntries(better).allSatisfy { entry in
            model.rowCoefficients[entry] <= own[model.rowIndices[entry]] ?? 0
        }
    }
}
