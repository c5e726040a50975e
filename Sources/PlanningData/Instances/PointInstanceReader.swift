/// Reads instances given by points and, in part, demands and capacities.
public enum PointInstanceReader {
    /// Most points read.
    public static let maximumPoints = 10_000_000

    /// Reads Lorena's capacitated p-median files: `n p`, then `x y capacity demand` per point.
    ///
    /// Every point is client and site, numbered from 1; distances are Euclidean. The published optima serve each
    /// point from one site alone and count its distance once, whatever its demand.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func capacitatedMedian(contentsOf path: String) throws(DataError) -> LocationInstance {
        try capacitatedMedian(InstanceText(contentsOf: path))
    }

    /// Reads text in memory; see ``capacitatedMedian(contentsOf:)``.
    public static func capacitatedMedian(_ bytes: [UInt8], file: String) throws(DataError) -> LocationInstance {
        try capacitatedMedian(InstanceText(file: file, bytes: bytes))
    }

    private static func capacitatedMedian(_ source: InstanceText) throws(DataError) -> LocationInstance {
        var text = source
        let header = try text.header([("n", 1...maximumPoints), ("p", 1...maximumPoints)])
        let (n, p) = (header[0], header[1])
        try text.checkRoom(for: 4 * n, "\(n) points")
        var log = ProblemLog()
        if p > n {
            log.add(text.file, line: 1, field: "p", "\(p) sites of \(n) points", fix: "give a p from 1 to \(n)")
        }
        var numbers = NumberStream(text)
        var points: [PlanePoint] = []
        var capacities: [Double] = []
        var demands: [Double] = []
        for point in 1...n where !numbers.hasEnded {
            let x = numbers.coordinate("x of point \(point)", log: &log)
            let y = numbers.coordinate("y of point \(point)", log: &log)
            points.append(PlanePoint(x: x, y: y))
            capacities.append(numbers.amount("capacity of point \(point)", log: &log))
            demands.append(numbers.amount("demand of point \(point)", log: &log))
        }
        numbers.finish(log: &log)
        try log.throwIfNeeded()
        var result = instance(text.name, points, p: p, demands: demands, capacities: capacities)
        result.capacitatedDistances = .wholeDemand
        return result
    }

    /// Reads Lorena's covering files: `n` and `x y` per point in one, `n` demands in the other.
    ///
    /// Every point is client and site, numbered from 1; distances are Euclidean.
    ///
    /// - Parameters:
    ///   - coordinates: Path of the coordinates.
    ///   - demands: Path of the demands.
    /// - Throws: ``DataError`` with every problem of both files.
    public static func covering(coordinates: String, demands: String) throws(DataError) -> LocationInstance {
        var text = try InstanceText(contentsOf: coordinates)
        let n = try text.header([("n", 1...maximumPoints)])[0]
        try text.checkRoom(for: 2 * n, "\(n) points")
        var log = ProblemLog()
        var numbers = NumberStream(text)
        var points: [PlanePoint] = []
        for point in 1...n where !numbers.hasEnded {
            let x = numbers.coordinate("x of point \(point)", log: &log)
            let y = numbers.coordinate("y of point \(point)", log: &log)
            points.append(PlanePoint(x: x, y: y))
        }
        numbers.finish(log: &log)
        var amounts = NumberStream(try InstanceText(contentsOf: demands))
        var weights: [Double] = []
        for point in 1...n where !amounts.hasEnded {
            weights.append(amounts.amount("demand of point \(point)", log: &log))
        }
        amounts.finish(log: &log)
        try log.throwIfNeeded()
        return instance(text.name, points, demands: weights)
    }

    /// Reads the covering files of Chen and others: `n`, then `id x y budget demand` per point.
    ///
    /// Every point is client and site under the identifier of the file; the budget is its cost of opening; distances
    /// are Euclidean.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func chen(contentsOf path: String) throws(DataError) -> LocationInstance {
        var text = try InstanceText(contentsOf: path)
        let n = try text.header([("n", 1...maximumPoints)])[0]
        try text.checkRoom(for: 5 * n, "\(n) points")
        var log = ProblemLog()
        var points: [PlanePoint] = []
        var names: [String] = []
        var seen: Set<Int> = []
        var costs: [Double] = []
        var demands: [Double] = []
        for point in 1...n {
            guard let token = text.next() else { break }
            let id = text.int(token, "id", in: 0...Int(Int32.max), log: &log)
            if let id, !seen.insert(id).inserted {
                log.add(text.file, line: token.line, field: "id", "\(id) is used twice", fix: "number every point once")
            }
            var numbers = NumberStream(text)
            let x = numbers.coordinate("x of point \(point)", log: &log)
            let y = numbers.coordinate("y of point \(point)", log: &log)
            points.append(PlanePoint(x: x, y: y))
            costs.append(numbers.amount("budget of point \(point)", log: &log))
            demands.append(numbers.amount("demand of point \(point)", log: &log))
            names.append(String(id ?? 0))
            text = numbers.rest
            if numbers.hasEnded {
                numbers.finish(log: &log)
                break
            }
        }
        if points.count < n, log.isEmpty {
            log.add(
                text.file, line: 1, field: "n", "\(points.count) points where the header announces \(n)",
                fix: "fetch a complete copy, or correct the header")
        }
        var rest = NumberStream(text)
        if log.isEmpty { rest.finish(log: &log) }
        try log.throwIfNeeded()
        var result = instance(text.name, points, demands: demands)
        result.clients = names
        result.sites = names
        result.openingCosts = costs
        return result
    }

    /// Reads point clouds: `n dimensions`, then the coordinates of n points in the plane.
    ///
    /// Every point is client and site with a demand of 1, numbered from 1; distances are Euclidean.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func cloud(contentsOf path: String) throws(DataError) -> LocationInstance {
        var text = try InstanceText(contentsOf: path)
        let n = try text.header([("n", 1...maximumPoints), ("dimensions", 2...2)])[0]
        try text.checkRoom(for: 2 * n, "\(n) points")
        var log = ProblemLog()
        var numbers = NumberStream(text)
        var points: [PlanePoint] = []
        for point in 1...n where !numbers.hasEnded {
            let x = numbers.coordinate("x of point \(point)", log: &log)
            let y = numbers.coordinate("y of point \(point)", log: &log)
            points.append(PlanePoint(x: x, y: y))
        }
        numbers.finish(log: &log)
        try log.throwIfNeeded()
        return instance(text.name, points, demands: Array(repeating: 1, count: points.count))
    }

    private static func instance(
        _ name: String, _ points: [PlanePoint], p: Int? = nil, demands: [Double], capacities: [Double]? = nil
    ) -> LocationInstance {
        let names = (0..<points.count).map { String($0 + 1) }
        return LocationInstance(
            name: name, clients: names, sites: names, p: p, demands: demands,
            costs: .points(clients: points, sites: points, rule: .euclidean), capacities: capacities)
    }
}
