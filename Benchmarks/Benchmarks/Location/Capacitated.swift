import Meridian

/// Capacitated location with demand that may be split.
enum Capacitated {
    static func register() {
        for (name, capacity) in [
            ("cap41.txt", nil), ("cap131.txt", nil), ("capa.txt.gz", 8_000.0), ("capc.txt.gz", 5_750.0),
        ] {
            guard let instance = Instances.read("cap/\(name)", .orlibCapacitated, capacity: capacity) else { continue }
            let tag = capacity.map { " at \(Int($0))" } ?? ""
            ProofBenchmark.register("capacitated \(name)\(tag)") { try instance.capacitated().solve() }
        }
    }
}
