/// Reads the p-median and warehouse-location files of Beasley's OR-Library.
///
/// J. E. Beasley, OR-Library: distributing test problems by electronic mail, J. Oper. Res. Soc. 41, 1990.
public enum ORLibraryReader {
    /// Most nodes of a p-median graph: all pairs of more would not fit into memory.
    public static let maximumNodes = 10_000

    /// Reads a p-median graph and completes it with the shortest paths between all nodes.
    ///
    /// `n edges p`, then `i j length` per edge, nodes numbered from 1. An edge given twice keeps its last length. Every
    /// node is client and site; the identifiers are the numbers of the file. Files packed with gzip are read as such.
    /// O(n · edges · log n).
    ///
    /// - Parameter path: Path of the file.
    /// - Throws: ``DataError`` with every bad number, and when the file does not hold as many edges as it announces.
    public static func pMedian(contentsOf path: String) throws(DataError) -> LocationInstance {
        try pMedian(InstanceText(contentsOf: path))
    }

    /// Reads a p-median graph from text in memory; see ``pMedian(contentsOf:)``.
    public static func pMedian(_ bytes: [UInt8], file: String) throws(DataError) -> LocationInstance {
        try pMedian(InstanceText(file: file, bytes: bytes))
    }

    private static func pMedian(_ source: InstanceText) throws(DataError) -> LocationInstance {
        var text = source
        let header = try text.header([
            ("n", 1...maximumNodes), ("edges", 0...Int(Int32.max)), ("p", 1...maximumNodes),
        ])
        let (n, announced, p) = (header[0], header[1], header[2])
        var log = ProblemLog()
        if p > n { log.add(text.file, line: 1, field: "p", "\(p) sites of \(n) nodes", fix: "give a p from 1 to \(n)") }
        var lengths: [Int: Double] = [:]
        var count = 0
        var isComplete = true
        while let first = text.next() {
            let a = text.int(first, "i", in: 1...n, log: &log)
            guard let second = text.next(), let third = text.next() else {
                log.add(
                    text.file, line: first.line, "the edge has fewer than three numbers",
                    fix: "write i, j and the length")
                isComplete = false
                break
            }
            let b = text.int(second, "j", in: 1...n, log: &log)
            let length = text.double(third, "length", in: InstanceText.amounts, log: &log)
            if third.line != first.line, log.isEmpty {
                log.add(
                    text.file, line: first.line, "the line does not hold one edge",
                    fix: "write i, j and the length on one line")
            }
            count += 1
            if let a, let b, let length, a != b { lengths[min(a, b) * (n + 1) + max(a, b)] = length }
        }
        if count != announced, isComplete {
            log.add(
                text.file, line: 1, field: "edges", "\(count) edges where the header announces \(announced)",
                fix: count < announced
                    ? "fetch a complete copy, or add the missing \(announced - count)"
                    : "remove the surplus, or correct the header"
            )
        }
        try log.throwIfNeeded()
        let edges = lengths.map { (a: $0.key / (n + 1) - 1, b: $0.key % (n + 1) - 1, length: $0.value) }
        let names = (1...n).map(String.init)
        return LocationInstance(
            name: text.name, clients: names, sites: names, p: p, demands: Array(repeating: 1, count: n),
            costs: .matrix(ShortestPaths(nodeCount: n, edges: edges).allPairs(), per: .unit)
        )
    }

    /// Reads a warehouse-location file, for the capacitated and the uncapacitated problem.
    ///
    /// `m n`; m × (capacity, opening cost); per customer its demand and m costs of serving the whole demand. Where a
    /// file has the word `capacity` instead of a number, as capa, capb and capc do, `capacity` stands for it.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - capacity: Capacity of every site whose capacity the file leaves open, at least 0.
    /// - Throws: ``DataError`` with every bad number; when numbers are missing or left over; when a capacity is left
    ///   open and none is given.
    public static func capacitated(contentsOf path: String, capacity: Double? = nil) throws(DataError)
        -> LocationInstance
    {
        try capacitated(InstanceText(contentsOf: path), capacity: capacity)
    }

    /// Reads a warehouse-location file from text in memory; see ``capacitated(contentsOf:capacity:)``.
    public static func capacitated(_ bytes: [UInt8], file: String, capacity: Double? = nil) throws(DataError)
        -> LocationInstance
    {
        try capacitated(InstanceText(file: file, bytes: bytes), capacity: capacity)
    }

    private static func capacitated(_ source: InstanceText, capacity: Double?) throws(DataError) -> LocationInstance {
        var text = source
        let header = try text.header([("m", 1...1_000_000), ("n", 1...100_000_000)])
        let (m, n) = (header[0], header[1])
        try text.checkRoom(for: 2 * m + n * (m + 1), "\(m) sites and \(n) customers")
        var log = ProblemLog()
        if let capacity, !(InstanceText.amounts).contains(capacity) {
            log.add(
                text.file, field: "capacity", "\(capacity) is no capacity", fix: "give a finite number, at least 0")
        }
        var numbers = NumberStream(text)
        var capacities: [Double] = []
        var openingCosts: [Double] = []
        var openLine: Int?
        for site in 1...m {
            if numbers.skip(word: "capacity") {
                openLine = openLine ?? numbers.line
                capacities.append(capacity ?? 0)
            } else {
                capacities.append(numbers.amount("capacity of site \(site)", log: &log))
            }
            openingCosts.append(numbers.amount("opening cost of site \(site)", log: &log))
        }
        if let openLine, capacity == nil {
            log.add(
                text.file, line: openLine, field: "capacity", "the file leaves the capacity open",
                fix: "give the capacity of every site, such as --capacity 8000")
        }
        var demands: [Double] = []
        var costs: [Double] = []
        demands.reserveCapacity(n)
        costs.reserveCapacity(n * m)
        for customer in 1...n where !numbers.hasEnded {
            demands.append(numbers.amount("demand of customer \(customer)", log: &log))
            for _ in 0..<m { costs.append(numbers.amount("cost of customer \(customer)", log: &log)) }
        }
        numbers.finish(log: &log)
        try log.throwIfNeeded()
        return LocationInstance(
            name: text.name, clients: (1...n).map(String.init), sites: (1...m).map(String.init), demands: demands,
            costs: .matrix(costs, per: .wholeDemand), capacities: capacities, openingCosts: openingCosts
        )
    }
}
