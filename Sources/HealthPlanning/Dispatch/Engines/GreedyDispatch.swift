internal import LinearOptimization

/// The baseline: own institutions first, then the neediest county takes from its nearest hospitals with staff left.
enum GreedyDispatch {
    /// O(lanes + counties · log counties).
    static func solve(_ instance: DispatchInstance) -> DispatchSolution {
        var left = instance.capacities
        var needed = instance.institutions
        var served = [Int](repeating: 0, count: instance.laneCount)
        func serve(_ county: Int, over lane: Int) {
            let sender = Int(instance.senders[lane])
            let amount = min(needed[county], left[sender])
            served[lane] += amount
            needed[county] -= amount
            left[sender] -= amount
        }
        for county in 0..<instance.countyCount {
            for lane in instance.lanes(into: county) where Int(instance.senders[lane]) == county {
                serve(county, over: lane)
            }
        }
        let order = needed.indices.filter { needed[$0] > 0 }
            .sorted { needed[$0] == needed[$1] ? $0 < $1 : needed[$0] > needed[$1] }
        for county in order {
            for lane in instance.lanes(into: county) where needed[county] > 0 { serve(county, over: lane) }
        }
        return DispatchSolution(termination: Termination(.feasible, limit: .heuristic), served: served)
    }
}
