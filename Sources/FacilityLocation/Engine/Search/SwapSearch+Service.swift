extension SwapSearch {
    /// Whether the plan keeps the service rules.
    ///
    /// O(clients of the rules).
    var keepsServiceRows: Bool { model.serviceRows.allSatisfy { $0.accepts(serviceSum(of: $0)) } }

    private func serviceSum(of row: EngineServiceRow) -> Double {
        var sum = 0.0
        for (client, weight) in zip(row.clients, row.weights) { sum += weight * nearestCost[Int(client)] }
        return sum
    }

    /// Makes a move if the service rules still hold afterwards, or did not before; undoes it otherwise.
    func applyIfServiceHolds(insert inserted: Int, remove removed: Int) -> Bool {
        if ignoresServiceRows || model.serviceRows.isEmpty || !keepsServiceRows {
            apply(insert: inserted, remove: removed)
            return true
        }
        apply(insert: inserted, remove: removed)
        if keepsServiceRows { return true }
        apply(insert: removed, remove: inserted)
        return false
    }

    /// Moves a plan that keeps the rows until it keeps the service rules too; false when it does not get there.
    ///
    /// Broken rules get prices, which add to the weights of their clients, and prices rise until a plan that is best for
    /// its neighbourhood keeps them: the Lagrangian of the rules, by local search. Prices of the last linear program are
    /// tried first.
    func mendService(control: SolveControl?) -> Bool {
        let rows = model.serviceRows
        if rows.isEmpty || keepsServiceRows { return true }
        ignoresServiceRows = true
        defer {
            ignoresServiceRows = false
            resetWeights()
            refreshLosses()
        }
        var prices = servicePrices.count == rows.count ? servicePrices : Array(repeating: 0, count: rows.count)
        if prices.contains(where: { $0 > 0 }) {
            descend(under: prices, control: control)
            if keepsServiceRows { return true }
        }
        var stalled = 0
        var least = Double.infinity
        while stalled < 3 {
            if control?.mustStop == true { break }
            var missed = 0.0
            for (position, row) in rows.enumerated() {
                let sum = serviceSum(of: row)
                if row.accepts(sum) { continue }
                missed += (sum - row.limit) / max(row.tolerance, abs(row.limit))
                prices[position] = max(2 * prices[position], firstPrice(of: row))
            }
            if missed == 0 { return true }
            stalled = missed < 0.999 * least ? 0 : stalled + 1
            least = min(least, missed)
            descend(under: prices, control: control)
        }
        return keepsServiceRows
    }

    private func descend(under prices: [Double], control: SolveControl?) {
        resetWeights()
        for (position, row) in model.serviceRows.enumerated() where prices[position] > 0 {
            for (client, weight) in zip(row.clients, row.weights) {
                searchWeights[Int(client)] += prices[position] * weight
            }
        }
        refreshLosses()
        descend(control: control)
    }

    /// A price that makes the rule about a quarter as heavy as its clients are in the objective.
    private func firstPrice(of row: EngineServiceRow) -> Double {
        var own = 0.0
        var ruled = 0.0
        for (client, weight) in zip(row.clients, row.weights) {
            own += model.weights[Int(client)]
            ruled += weight
        }
        if own > 0 { return 0.25 * own / ruled }
        let total = model.weights.reduce(0, +)
        return ruled > 0 ? max(1e-3 * total, 1e-9) / ruled : 0
    }
}
