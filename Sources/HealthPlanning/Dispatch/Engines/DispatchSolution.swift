internal import LinearOptimization

/// What an engine found: institutions served per lane, and the prices and limits that go with it.
struct DispatchSolution {
    /// Why the solve stopped.
    var termination: Termination
    /// Institutions served per lane of the instance; `nil` when none is held.
    var served: [Int]?
    /// Prices in metres, when the method finds any.
    var prices: DispatchPrices?
    /// Counts and times.
    var statistics = SolveStatistics()
}

/// Dual values of a dispatch in metres: `institution[j] ≤ staff[i] + meters` for every lane from i to j.
struct DispatchPrices {
    /// Per sending county, at least 0.
    var staff: [Int64]
    /// Per receiving county.
    var institution: [Int64]

    /// The lower limit these prices prove on the weighted objective in metres, in exact arithmetic: 0 when they
    /// violate any condition, since 0 always holds.
    ///
    /// - Parameters:
    ///   - demands: Institutions to serve per county.
    ///   - ceiling: Metres an institution left without anyone costs; `nil` when all of `demands` must be served.
    func provenLimit(of instance: DispatchInstance, demands: [Int], ceiling: Int64?) -> Int64 {
        var total: Int128 = 0
        for county in 0..<instance.countyCount {
            guard staff[county] >= 0 else { return 0 }
            total -= Int128(staff[county]) * Int128(instance.capacities[county])
            guard demands[county] > 0 else { continue }
            if let ceiling, institution[county] > ceiling { return 0 }
            for lane in instance.lanes(into: county) {
                let sender = Int(instance.senders[lane])
                guard institution[county] <= staff[sender] + Int64(instance.meters[lane]) else { return 0 }
            }
            total += Int128(institution[county]) * Int128(demands[county])
        }
        return Int64(exactly: max(0, total)) ?? 0
    }
}
