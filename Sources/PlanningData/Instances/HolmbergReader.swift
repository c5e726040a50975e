/// Reads the capacitated facility-location files of Holmberg, Rönnqvist and Yuan.
///
/// European Journal of Operational Research 113, 1999.
public enum HolmbergReader {
    /// Reads `m n`; m × (capacity, opening cost); n demands; m rows of n costs of serving a customer's whole demand.
    ///
    /// Sites and customers are numbered from 1. The published optima serve each customer from one site alone.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func read(contentsOf path: String) throws(DataError) -> LocationInstance {
        try read(InstanceText(contentsOf: path))
    }

    /// Reads text in memory; see ``read(contentsOf:)``.
    public static func read(_ bytes: [UInt8], file: String) throws(DataError) -> LocationInstance {
        try read(InstanceText(file: file, bytes: bytes))
    }

    private static func read(_ source: InstanceText) throws(DataError) -> LocationInstance {
        var text = source
        let header = try text.header([("m", 1...1_000_000), ("n", 1...100_000_000)])
        let (m, n) = (header[0], header[1])
        try text.checkRoom(for: 2 * m + n + n * m, "\(m) sites and \(n) customers")
        var log = ProblemLog()
        var numbers = NumberStream(text)
        var capacities: [Double] = []
        var openingCosts: [Double] = []
        for site in 1...m where !numbers.hasEnded {
            capacities.append(numbers.amount("capacity of site \(site)", log: &log))
            openingCosts.append(numbers.amount("opening cost of site \(site)", log: &log))
        }
        let demands = (1...n).map { numbers.amount("demand of customer \($0)", log: &log) }
        var costs = [Double](repeating: 0, count: n * m)
        for site in 0..<m where !numbers.hasEnded {
            for customer in 0..<n { costs[customer * m + site] = numbers.amount("cost of site \(site + 1)", log: &log) }
        }
        numbers.finish(log: &log)
        try log.throwIfNeeded()
        return LocationInstance(
            name: text.name, clients: (1...n).map(String.init), sites: (1...m).map(String.init), demands: demands,
            costs: .matrix(costs, per: .wholeDemand), capacities: capacities, openingCosts: openingCosts
        )
    }
}
