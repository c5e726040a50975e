extension SwapSearch {
    /// The best move that opens a closed free site, with its profit; the removed site is −1 for a pure insertion.
    ///
    /// O(clients near the site + open sites looked at).
    ///
    /// - Parameter takesLosses: whether a pure insertion counts even if it costs more than it saves.
    func bestMove(inserting site: Int, takesLosses: Bool = false) -> (profit: Double, removed: Int) {
        let (gain, touchedCount) = price(inserting: site)
        var best = -Double.infinity
        var removed = -1
        if gain > 0 || takesLosses, keepsRows(insert: site, remove: -1) { best = gain }
        for position in 0..<touchedCount {
            let candidate = Int(touched[position])
            let profit = gain - loss[candidate] + correction[candidate]
            if profit > best, states[candidate] == SiteState.free, keepsRows(insert: site, remove: candidate) {
                best = profit
                removed = candidate
            }
        }
        for candidate in openByLoss {
            let profit = gain - loss[Int(candidate)]
            if profit <= best { break }
            if correction[Int(candidate)] != 0 || states[Int(candidate)] != SiteState.free { continue }
            if keepsRows(insert: site, remove: Int(candidate)) {
                best = profit
                removed = Int(candidate)
                break
            }
        }
        for position in 0..<touchedCount { correction[Int(touched[position])] = 0 }
        return (best, removed)
    }

    /// What opening a site gains by itself, before anything is closed.
    ///
    /// For the first sites of ``touched``, ``correction`` holds what closing them in return costs less than their loss;
    /// the caller puts these back to zero.
    @inline(__always)
    func price(inserting site: Int) -> (gain: Double, touchedCount: Int) {
        var gain = -model.openingCosts[site]
        var touchedCount = 0
        scan(from: site) { client, cost in
            let second = secondCost[client]
            if cost >= second { return }
            let current = nearestCost[client]
            let weight = searchWeights[client]
            if cost < current { gain += weight * (current - cost) }
            let server = Int(nearest[client])
            let amount = weight * (second - max(cost, current))
            if server >= 0, amount > 0 {
                if correction[server] == 0 {
                    touched[touchedCount] = Int32(server)
                    touchedCount += 1
                }
                correction[server] += amount
            }
        }
        return (gain, touchedCount)
    }

    /// What opening one site and closing another would gain.
    ///
    /// O(clients near the inserted site).
    func profit(inserting inserted: Int, removing removed: Int) -> Double {
        var gain = -model.openingCosts[inserted] - loss[removed]
        let gone = Int32(removed)
        scan(from: inserted) { client, cost in
            if nearest[client] == gone {
                // The loss counted the second nearest; the inserted site may serve better.
                if cost < secondCost[client] {
                    let weight = searchWeights[client]
                    gain += weight * (secondCost[client] - cost)
                }
            } else if cost < nearestCost[client] {
                gain += searchWeights[client] * (nearestCost[client] - cost)
            }
        }
        return gain
    }
}
