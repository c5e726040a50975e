import Meridian

/// p-centers.
enum Centers {
    static func register() {
        for number in [1, 11, 25, 35, 39] {
            guard let instance = Instances.read("pmed/pmed\(number).txt", .orlibPMedian) else { continue }
            ProofBenchmark.register("p-center pmed\(number)") { try instance.center().solve() }
        }
        if let instance = Instances.read("tsplib/rl1304.tsp.gz", .tsplib) {
            for p in [10, 100] {
                ProofBenchmark.register("p-center rl1304 p = \(p)") { try instance.center(p: p).solve() }
            }
        }
    }
}
