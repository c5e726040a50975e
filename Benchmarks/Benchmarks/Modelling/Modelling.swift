import Benchmark
import LinearOptimization

/// A facility-location model as a user writes it: one binary per site, one share per pair, one linking row per pair.
func facilityLocation(sites: Int, zones: Int) -> Model {
    var model = Model("facility location")
    let open = model.addVariables(sites, kind: .binary)
    var cost = LinearExpression.sum(of: open.indices) { Double(100 + $0 % 7) * open[$0] }
    cost.reserveCapacity(sites * (zones + 1))
    for zone in 0..<zones {
        let serve = model.addVariables(sites, atMost: 1)
        model.add(.sum(serve) == 1)
        for site in 0..<sites {
            model.add(serve[site] <= open[site])
            cost.add(Double((zone * 31 + site * 17) % 97), serve[site])
        }
    }
    model.minimize(cost)
    return model
}

let benchmarks: @Sendable () -> Void = {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident],
        maxDuration: .seconds(10),
        maxIterations: 10
    )

    // The bar: under a second.
    Benchmark("Build 1,000 sites × 500 zones", configuration: configuration) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(facilityLocation(sites: 1_000, zones: 500)) }
    }
}
