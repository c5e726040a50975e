import Foundation
import Meridian

/// Medians and 95th percentiles of live edits on the national problem, each compared with a cold solve.
@main struct NationalLive {
    struct Figures {
        var milliseconds: [Double] = []
        var wrong = 0
        var unproven = 0
        func at(_ share: Double) -> Double {
            let sorted = milliseconds.sorted()
            return sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
    }

    /// CPU seconds of this thread, which a loaded machine does not stretch much.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }

    static func main() throws {
        let checks = CommandLine.arguments.contains("--check")
        let territory = try ChinaDataset.load()
        for objective in [
            PlacementObjective.maximalCovering(radius: 150), .gradualCovering(full: 100, zero: 250), .pMedian,
        ] {
            var scenario = Scenario.china2035
            scenario.objective = objective
            let placement = try PlacementProblem(territory: territory, scenario: scenario)
            let problem = placement.location
            let regions = territory.counties.map(\.region)
            var begin = now()
            let cold = try problem.solve()
            print("\(objective.name): cold \(1000 * (now() - begin)) ms, \(cold.termination.reason)")
            begin = now()
            try withLocationEngine(problem) { engine in
                let base = engine.solve()
                print("  first live solve \(1000 * (now() - begin)) ms")
                let open = Set(base.openSites)
                func measure(_ name: String, _ edits: [(LiveEngine) throws -> Void]) throws {
                    var figures = Figures()
                    for edit in edits {
                        try engine.withEdit { engine in
                            let begin = now()
                            try edit(engine)
                            let live = engine.solve()
                            figures.milliseconds.append(1000 * (now() - begin))
                            if ![.optimal, .infeasible].contains(live.termination.reason) { figures.unproven += 1 }
                            guard checks else { return }
                            let cold = try engine.problem.solve()
                            let difference = abs((live.objective ?? .infinity) - (cold.objective ?? .infinity))
                            if difference > 2e-8 * abs(cold.objective ?? 0) { figures.wrong += 1 }
                        }
                    }
                    print(
                        "  \(name): \(edits.count) edits, median \(figures.at(0.5)), p95 \(figures.at(0.95)) ms, "
                            + "unproven \(figures.unproven), unlike cold \(figures.wrong)")
                }
                let candidates = problem.roles.indices.filter { problem.roles[$0] == .candidate }
                try measure("force", candidates.filter { !open.contains($0) }.map { site in { $0.lock(site, .open) } })
                try measure("forbid", candidates.filter(open.contains).map { site in { $0.lock(site, .closed) } })
                if let rule = engine.sideConstraint(named: "newCenters") {
                    let p = problem.sideConstraints[rule].lower
                    try measure(
                        "p ± 1", [-1, 1].map { d in { try $0.setSideConstraint(rule, lower: p + d, upper: p + d) } })
                }
                if let rule = engine.sideConstraint(named: "minimumPriorityShare") {
                    let least = problem.sideConstraints[rule].lower
                    try measure(
                        "quota + 1…4",
                        [1, 2, 3, 4].map { d in { try $0.setSideConstraint(rule, lower: least + d, upper: .infinity) } }
                    )
                }
                let caps = problem.sideConstraints.indices.filter {
                    problem.sideConstraints[$0].name.hasPrefix("maximumPerProvince")
                }
                try measure(
                    "province cap ± 1",
                    caps.flatMap { rule in
                        [-1.0, 1].map { d in
                            { (engine: LiveEngine) in
                                try engine.setSideConstraint(
                                    rule, lower: -.infinity, upper: problem.sideConstraints[rule].upper + d)
                            }
                        }
                    })
                try measure(
                    "region weights",
                    [0.9, 1.1, 1.3].map { factor in
                        { engine in
                            try engine.setWeights(
                                zip(problem.weights, regions).map { $1 == .west ? factor * $0 : $0 })
                        }
                    })
            }
        }
    }
}
