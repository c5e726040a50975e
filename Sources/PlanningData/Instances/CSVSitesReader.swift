/// Reads clients and sites from a CSV file.
///
/// Columns `id` and either `x, y` or `lat, lon`; optional `demand` (1 for all when the column is missing), `cost` of
/// opening (0 when empty), `capacity`, `role` (`client`, `site` or `both`; both when empty).
public enum CSVSitesReader {
    /// What a row stands for.
    private enum Role: String, CaseIterable {
        case client
        case site
        case both
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Path of the file; one packed with gzip is read as such.
    ///   - distance: How distances are measured; `euclidean` for x, y and `haversine-km` for lat, lon unless given.
    /// - Throws: ``DataError`` with every problem.
    public static func read(contentsOf path: String, distance: DistanceRule? = nil) throws(DataError)
        -> LocationInstance
    {
        if let instance = streamed(file: path, distance: distance, { $0.read(contentsOf: path) }) { return instance }
        let text = try InstanceText(contentsOf: path)
        return try read(text, distance: distance)
    }

    /// Reads text in memory; see ``read(contentsOf:distance:)``.
    public static func read(_ bytes: [UInt8], file: String, distance: DistanceRule? = nil) throws(DataError)
        -> LocationInstance
    {
        try read(InstanceText(file: file, bytes: bytes), distance: distance)
    }

    /// The instance in a plain and sound file, read as a stream; `nil` for any other, packed ones among them.
    private static func streamed(
        file: String, distance: DistanceRule?, _ read: (inout CSVSitesStream) -> Bool
    ) -> LocationInstance? {
        if file.lowercased().hasSuffix(".gz") { return nil }
        var columns: Columns?
        var stream = CSVSitesStream { header in
            var log = ProblemLog()
            guard let table = CSVTable(file: file, bytes: header, log: &log),
                let found = Columns(table, distance: distance, log: &log), log.isEmpty, let id = found.id.index,
                let x = found.x.index, let y = found.y.index
            else { return nil }
            columns = found
            return CSVSitesStream.Layout(
                fieldCount: table.header.count, id: id, x: x, y: y, role: found.role.index, cost: found.cost.index,
                capacity: found.capacity.index, demand: found.demandColumn.index, xs: found.xs, ys: found.ys)
        }
        guard read(&stream), let columns else { return nil }
        return LocationInstance(
            name: InstanceText.name(of: file), clients: stream.clients, sites: stream.sites, demands: stream.demands,
            costs: .points(clients: stream.clientPoints, sites: stream.sitePoints, rule: columns.rule),
            capacities: columns.capacity.isPresent ? stream.capacities : nil,
            openingCosts: columns.cost.isPresent ? stream.openingCosts : nil)
    }

    private static func read(_ text: InstanceText, distance: DistanceRule?) throws(DataError) -> LocationInstance {
        var log = ProblemLog()
        guard let table = CSVTable(file: text.file, bytes: text.bytes, log: &log),
            let columns = Columns(table, distance: distance, log: &log)
        else {
            throw log.failure(text.file)
        }
        var instance = LocationInstance(
            name: text.name, clients: [], sites: [], demands: [], costs: .matrix([], per: .unit))
        var clientPoints: [PlanePoint] = []
        var sitePoints: [PlanePoint] = []
        var capacities: [Double] = []
        var openingCosts: [Double] = []
        var seen: [String: Int] = [:]
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let id = row.text(columns.id, log: &log)
            let x = row.double(columns.x, in: columns.xs, log: &log)
            let y = row.double(columns.y, in: columns.ys, log: &log)
            let role =
                row.optionalText(columns.role) == nil
                ? Role.both : row.choice(columns.role, among: Role.allCases, log: &log)
            let isClient = role != .site
            let isSite = role != .client
            let demand = isClient ? columns.demand(row, log: &log) : 0
            let cost = row.optionalDouble(columns.cost, in: InstanceText.amounts, log: &log)
            let capacity =
                isSite && columns.capacity.isPresent
                ? row.double(columns.capacity, in: InstanceText.amounts, log: &log) : 0
            if let id, let line = seen.updateValue(row.line, forKey: id) {
                row.report(
                    columns.id, "\"\(NumberText.shortened(id))\" is used already on line \(line)",
                    fix: "give every row an identifier of its own; one row can be client and site", log: &log)
            }
            guard let id, let x, let y, let demand, let capacity, role != nil else { continue }
            let point = PlanePoint(x: x, y: y)
            if isClient {
                instance.clients.append(id)
                instance.demands.append(demand)
                clientPoints.append(point)
            }
            if isSite {
                instance.sites.append(id)
                openingCosts.append(cost ?? 0)
                capacities.append(capacity)
                sitePoints.append(point)
            }
        }
        if log.isEmpty, instance.clients.isEmpty || instance.sites.isEmpty {
            log.add(
                text.file, "there is no \(instance.clients.isEmpty ? "client" : "site")",
                fix: "add rows, or set their role to client, site or both")
        }
        try log.throwIfNeeded()
        instance.costs = .points(clients: clientPoints, sites: sitePoints, rule: columns.rule)
        instance.capacities = columns.capacity.isPresent ? capacities : nil
        instance.openingCosts = columns.cost.isPresent ? openingCosts : nil
        return instance
    }

    /// The columns and what their kind of coordinates implies.
    private struct Columns {
        let id: CSVColumn
        let x: CSVColumn
        let y: CSVColumn
        let role: CSVColumn
        let cost: CSVColumn
        let capacity: CSVColumn
        let demandColumn: CSVColumn
        let rule: DistanceRule
        let xs: ClosedRange<Double>
        let ys: ClosedRange<Double>

        init?(_ table: CSVTable, distance: DistanceRule?, log: inout ProblemLog) {
            table.checkUnknownColumns(
                known: ["id", "x", "y", "lat", "lon", "demand", "cost", "capacity", "role"].filter {
                    // A file in x, y lacks lat, lon by right, and the other way round.
                    table.header.contains("lat") || table.header.contains("lon")
                        ? $0 != "x" && $0 != "y" : $0 != "lat" && $0 != "lon"
                },
                synonyms: CSVSitesReader.synonyms, log: &log)
            let isGeographic = table.header.contains("lat") || table.header.contains("lon")
            if isGeographic, table.header.contains("x") || table.header.contains("y") {
                log.add(
                    table.file, line: table.headerLine, "the columns x, y and lat, lon are mixed",
                    fix: "keep one kind of coordinates, or prefix the other with x_")
                return nil
            }
            let before = log.count
            id = table.require("id", log: &log)
            x = table.require(isGeographic ? "lon" : "x", log: &log)
            y = table.require(isGeographic ? "lat" : "y", log: &log)
            role = table.optional("role")
            cost = table.optional("cost")
            capacity = table.optional("capacity")
            demandColumn = table.optional("demand")
            rule = distance ?? (isGeographic ? .haversineKilometers : .euclidean)
            xs = isGeographic ? -180...180 : InstanceText.coordinates
            ys = isGeographic ? -90...90 : InstanceText.coordinates
            if log.count == before, rule.isGeographic != isGeographic {
                log.add(
                    table.file, line: table.headerLine,
                    isGeographic
                        ? "\(rule.rawValue) distances of latitudes and longitudes mean nothing"
                        : "haversine-km needs the columns lat, lon",
                    fix: isGeographic
                        ? "use haversine-km, or give x, y in a plane projection" : "use euclidean, or give lat, lon")
            }
            if log.count > before { return nil }
        }

        func demand(_ row: CSVRow, log: inout ProblemLog) -> Double? {
            demandColumn.isPresent ? row.double(demandColumn, in: InstanceText.amounts, log: &log) : 1
        }
    }

    /// Names other programs give these columns.
    private static let synonyms = [
        "weight": "demand", "population": "demand", "pop": "demand", "latitude": "lat", "longitude": "lon",
        "lng": "lon",
        "long": "lon", "fixed_cost": "cost", "opening_cost": "cost", "name": "id", "code": "id",
    ]
}
