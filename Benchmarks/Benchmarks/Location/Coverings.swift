import Meridian

/// Covering of generated clients, uniform in the unit square.
enum Coverings {
    static func register() {
        for (clients, sites, radius, p) in [(100_000, 100, 0.1, 10), (1_000_000, 100, 0.1, 15)] {
            let instance = uniform(clients: clients, sites: sites)
            ProofBenchmark.register("maximal covering \(clients) x \(sites)") {
                try instance.maximalCovering(p: p, radius: radius).solve()
            }
        }
        let instance = uniform(clients: 10_000, sites: 100)
        ProofBenchmark.register("set covering 10000 x 100") { try instance.setCovering(radius: 0.25).solve() }
    }

    private static func uniform(clients: Int, sites: Int) -> LocationInstance {
        var random = Congruential(state: UInt64(clients + sites))
        let siteAt = (0..<sites).map { _ in PlanePoint(x: random.unit(), y: random.unit()) }
        let clientAt = (0..<clients).map { _ in PlanePoint(x: random.unit(), y: random.unit()) }
        return LocationInstance(
            name: "uniform", clients: clientAt.indices.map { "c\($0)" }, sites: siteAt.indices.map { "s\($0)" },
            demands: clientAt.map { _ in (random.unit() * 100).rounded(.up) },
            costs: .points(clients: clientAt, sites: siteAt, rule: .euclidean))
    }
}

/// The same numbers on every machine.
private struct Congruential {
    var state: UInt64

    mutating func unit() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(UInt64(1) << 53)
    }
}
