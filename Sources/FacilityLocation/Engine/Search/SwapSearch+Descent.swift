extension SwapSearch {
    /// Gains below this are rounding.
    var leastProfit: Double { 1e-11 * (1 + model.magnitude) }

    /// Improves the plan until no single insertion, removal or swap does, or the control says stop.
    ///
    /// - Parameters:
    ///   - first: the site the round of insertions starts with, for variety.
    ///   - allowed: sites that may be opened; all when `nil`.
    /// - Returns: the objective reached.
    @discardableResult
    func descend(from first: Int = 0, allowed: [Bool]? = nil, control: SolveControl? = nil) -> Double {
        let siteCount = model.siteCount
        guard siteCount > 0 else { return objective }
        var site = first % siteCount
        var sinceImprovement = 0
        removeSuperfluous()
        while sinceImprovement < siteCount {
            if sinceImprovement & 31 == 31, control?.mustStop == true { break }
            if !isOpen[site], states[site] == SiteState.free, allowed?[site] ?? true, improve(inserting: site) {
                sinceImprovement = 0
                removeSuperfluous()
            }
            sinceImprovement += 1
            site = site + 1 == siteCount ? 0 : site + 1
        }
        return objective
    }

    /// Opens a site with its best companion move when that pays.
    func improve(inserting site: Int) -> Bool {
        let move = bestMove(inserting: site)
        guard move.profit > leastProfit else { return false }
        return applyIfServiceHolds(insert: site, remove: move.removed)
    }

    /// Closes open sites whose closing pays by itself.
    func removeSuperfluous() {
        var isChanged = true
        while isChanged {
            isChanged = false
            for site in openByLoss {
                if loss[Int(site)] >= -leastProfit { break }
                guard states[Int(site)] == SiteState.free, keepsRows(insert: -1, remove: Int(site)) else { continue }
                if applyIfServiceHolds(insert: -1, remove: Int(site)) {
                    isChanged = true
                    break
                }
            }
        }
    }
}
