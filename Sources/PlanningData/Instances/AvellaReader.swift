/// Reads the capacitated facility-location files of Avella and Boccia, test bed 1.
///
/// P. Avella, M. Boccia, A cutting plane algorithm for the capacitated facility location problem, Computational
/// Optimization and Applications 43, 2009.
public enum AvellaReader {
    /// Reads `sites customers`; the customers' demands; the sites' capacities; their opening costs; one row per site of
    /// costs of serving one unit of each customer's demand.
    ///
    /// Sites and customers are numbered from 1.
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
        let header = try text.header([("sites", 1...1_000_000), ("customers", 1...100_000_000)])
        let (m, n) = (header[0], header[1])
        try text.checkRoom(for: 2 * m + n + n * m, "\(m) sites and \(n) customers")
        var log = ProblemLog()
        var numbers = NumberStream(text)
        let demands = (1...n).map { numbers.amount("demand of customer \($0)", log: &log) }
        let capacities = (1...m).map { numbers.amount("capacity of site \($0)", log: &log) }
        let openingCosts = (1...m).map { numbers.amount("opening cost of site \($0)", log: &log) }
        var costs = [Double](repeating: 0, count: n * m)
        for site in 0..<m where !numbers.hasEnded {
            for customer in 0..<n { costs[customer * m + site] = numbers.amount("cost of site \(site + 1)", log: &log) }
        }
        numbers.finish(log: &log)
        try log.throwIfNeeded()
        return LocationInstance(
            name: text.name, clients: (1...n).map(String.init), sites: (1...m).map(String.init), demands: demands,
            costs: .matrix(costs, per: .unit), capacities: capacities, openingCosts: openingCosts
        )
    }
}
