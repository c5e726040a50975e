import Meridian

/// p-medians and uncapacitated location.
enum Medians {
    static func register() {
        for number in [1, 5, 11, 15, 25, 27, 35, 39] {
            guard let instance = Instances.read("pmed/pmed\(number).txt", .orlibPMedian) else { continue }
            ProofBenchmark.register("p-median pmed\(number)") { try instance.pMedian().solve() }
        }
        if let instance = Instances.read("tsplib/rl1304.tsp.gz", .tsplib) {
            for p in [10, 100, 300] {
                ProofBenchmark.register("p-median rl1304 p = \(p)") { try instance.pMedian(p: p).solve() }
            }
        }
        let warehouses: [(String, Double?)] = [("cap71.txt", nil), ("cap131.txt", nil), ("capa.txt.gz", 8_000)]
        for (name, capacity) in warehouses {
            guard let instance = Instances.read("cap/\(name)", .orlibCapacitated, capacity: capacity) else { continue }
            ProofBenchmark.register("uncapacitated \(name)") { try instance.uncapacitated().solve() }
        }
    }
}
