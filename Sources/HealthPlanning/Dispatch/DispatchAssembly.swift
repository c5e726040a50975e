internal import LinearOptimization

extension DispatchInstance {
    /// Institutions without anyone, per county.
    func shortages(served: [Int]) -> [Int] {
        (0..<countyCount).map { county in
            lanes(into: county).reduce(institutions[county]) { $0 - served[$1] }
        }
    }
}

/// Turns lanes and counts back into counties and kilometres.
struct DispatchAssembly {
    private let instance: DispatchInstance
    private let engine: String

    init(_ instance: DispatchInstance, engine: String) {
        self.instance = instance
        self.engine = engine
    }

    /// The plan of a solution.
    ///
    /// - Parameter provenLimit: Lower limit on the weighted objective in metres; `nil` when nothing was proven.
    func plan(
        _ solution: DispatchSolution, explanations: [DispatchPlan.Explanation] = [], provenLimit: Int64? = nil
    ) -> DispatchPlan {
        let served = solution.served ?? [Int](repeating: 0, count: instance.laneCount)
        let shortages = instance.shortages(served: served)
        let unserved = shortages.reduce(0, +)
        var flows: [DispatchPlan.Flow] = []
        var meters: Int64 = 0
        for county in 0..<instance.countyCount {
            for lane in instance.lanes(into: county) where served[lane] > 0 {
                meters += Int64(served[lane]) * Int64(instance.meters[lane])
                flows.append(
                    DispatchPlan.Flow(
                        from: instance.counties[Int(instance.senders[lane])], to: instance.counties[county],
                        institutions: served[lane], kilometers: Self.kilometers(Int64(instance.meters[lane]))))
            }
        }
        let total = instance.institutionCount
        let objective = Int64(unserved) * instance.shortageWeight + meters
        var plan = DispatchPlan(
            engine: engine, termination: solution.termination, objective: Self.kilometers(objective),
            objectiveBound: Self.kilometers(provenLimit ?? 0), institutions: total, served: total - unserved,
            fullTimeEquivalents: Double(total - unserved) * instance.fullTimeEquivalentsPerInstitution,
            visitsPerYear: Double(total - unserved) * instance.visitsPerYearAndInstitution,
            travel: Self.kilometers(meters), flows: flows, shortages: named(shortages),
            shortageWeight: Self.kilometers(instance.shortageWeight), fairness: instance.fairness,
            explanations: explanations, prices: named(solution.prices), notes: instance.notes,
            statistics: solution.statistics)
        if let provenLimit {
            let least = explanations.reduce(0) { $0 + $1.missing }
            plan.unservedBound = least
            plan.travelBound = Self.kilometers(max(0, provenLimit - Int64(least) * instance.shortageWeight))
            if provenLimit != objective || least != unserved {
                plan.termination = Termination(
                    .feasible, limit: .heuristic, detail: "the prices found do not prove this plan optimal")
            }
        }
        return plan
    }

    private func named(_ shortages: [Int]) -> [DispatchPlan.Shortage] {
        shortages.indices.filter { shortages[$0] > 0 }
            .sorted { shortages[$0] == shortages[$1] ? $0 < $1 : shortages[$0] > shortages[$1] }
            .map { DispatchPlan.Shortage(county: instance.counties[$0], institutions: shortages[$0]) }
    }

    private func named(_ prices: DispatchPrices?) -> [DispatchPlan.Price] {
        guard let prices else { return [] }
        return (0..<instance.countyCount).map { county in
            // A county without institutions to serve has no row, hence no price of its own.
            DispatchPlan.Price(
                county: instance.counties[county], staff: Self.kilometers(prices.staff[county]),
                institution: instance.institutions[county] > 0 ? Self.kilometers(prices.institution[county]) : 0)
        }
    }

    private static func kilometers(_ meters: Int64) -> Double { Double(meters) / 1_000 }
}
