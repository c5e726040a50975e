import Meridian

/// Capacitated location with demand that may be split.
enum Capacitated {
    static func register() {
        let warehouses: [(String, Double?)] = [
            ("cap41.txt", nil), ("cap131.txt", nil), ("capa.txt.gz", 8_000), ("capc.txt.gz", 5_750),
        ]
        for (name, capacity) in warehouses {
            guard let instance = Instances.read("cap/\(name)", .orlibCapacitated, capacity: capacity) else { continue }
            let tag = capacity.map { " at \(Int($0))" } ?? ""
            ProofBenchmark.register("capacitated \(name)\(tag)") { try instance.capacitated().solve() }
        }
    }
}
