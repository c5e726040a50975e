/// Walks from one plan to another, site by site, always by the best move left, and keeps the best plan on the way
/// (Glover; Resende and Werneck 2004): what either plan does better somewhere comes together.
struct PathRelinking {
    private let search: SwapSearch

    init(_ search: SwapSearch) { self.search = search }

    /// Walks from the search's plan towards another one; the search ends at the best plan strictly between.
    ///
    /// Every step keeps the rows and the service rules; the walk ends early where none does.
    ///
    /// - Returns: whether there was a plan between.
    func walk(to target: [Int], control: SolveControl) -> Bool {
        let allStates = search.states
        defer { search.states = allStates }
        var entering: [Int] = []
        var remaining = narrow(to: target, entering: &entering)
        // The ends' own neighbourhoods are known already.
        let margin = max(1, remaining / 8)
        var step = 0
        var value = 0.0
        var best = Double.infinity
        var path: [(inserted: Int, removed: Int)] = []
        var bestLength = 0
        while remaining > margin, !control.mustStop {
            guard let move = bestMove(entering) else { break }
            let isKept = search.applyIfServiceHolds(insert: move.inserted, remove: move.removed)
            for site in [move.inserted, move.removed] where site >= 0 {
                // Decided from here on, even if the move was taken back.
                search.states[site] = search.isOpen[site] ? SiteState.open : SiteState.closed
                remaining -= 1
            }
            if move.inserted >= 0 { entering.removeAll { $0 == move.inserted } }
            guard isKept else { continue }
            step += 1
            value -= move.profit
            path.append((move.inserted, move.removed))
            if step >= margin, value < best - search.leastProfit {
                best = value
                bestLength = path.count
            }
        }
        for move in path[bestLength...].reversed() {
            search.apply(insert: move.removed, remove: move.inserted)
        }
        return bestLength > 0
    }

    /// Fixes every site in which the two plans agree; returns how many are left.
    private func narrow(to target: [Int], entering: inout [Int]) -> Int {
        let wanted = search.model.flags(target)
        var count = 0
        for site in search.states.indices {
            if search.states[site] == SiteState.free, search.isOpen[site] != wanted[site] {
                count += 1
                if wanted[site] { entering.append(site) }
            } else {
                search.states[site] = search.isOpen[site] ? SiteState.open : SiteState.closed
            }
        }
        return count
    }

    private func bestMove(_ entering: [Int]) -> (inserted: Int, removed: Int, profit: Double)? {
        var best: (inserted: Int, removed: Int, profit: Double)?
        for site in entering where search.states[site] == SiteState.free {
            let move = search.bestMove(inserting: site, takesLosses: true)
            if move.profit > best?.profit ?? -.infinity { best = (site, move.removed, move.profit) }
        }
        for site in search.openByLoss where search.states[Int(site)] == SiteState.free {
            let profit = -search.loss[Int(site)]
            if profit <= best?.profit ?? -.infinity { break }
            if search.keepsRows(insert: -1, remove: Int(site)) {
                best = (-1, Int(site), profit)
                break
            }
        }
        return best
    }
}
