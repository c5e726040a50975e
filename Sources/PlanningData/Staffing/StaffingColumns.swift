/// The institutions.
struct ReceiverFile {
    private(set) var identifiers = IdentifierTable()
    /// `nil` when all need one.
    private(set) var needs: [Int32]?
    private(set) var points = PointColumns()
    /// Whether every record was seen, so that a name that is not among them does not exist.
    private(set) var isListed = false

    /// Reads the file as far as it can be read; every problem is logged.
    init(path: String, readsPoints: Bool, log: inout ProblemLog) {
        do throws(DataError) { try read(path, readsPoints, &log) } catch { log.add(error) }
    }

    private mutating func read(_ path: String, _ readsPoints: Bool, _ log: inout ProblemLog) throws(DataError) {
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let id = columns.require("id", synonyms: ["institution", "name", "code"], log: &log)
        let need = columns.optional("need", log: &log)
        if readsPoints { points = PointColumns(columns, log: &log) }
        while try stream.next(log: &log) {
            let fits = columns.fits(stream, log: &log)
            if let id, id < stream.fieldCount, let name = columns.identifier(stream, id, log: &log, isTold: fits) {
                let (number, isNew) = identifiers.add(name)
                guard isNew else {
                    log.add(
                        path, line: stream.line, field: "id",
                        "\"\(NumberText.shortened(stream.text(id)))\" is used already",
                        fix: "give every institution an identifier of its own")
                    continue
                }
                if fits, let need {
                    let value = columns.int(stream, need, in: 0...Int(Int32.max), log: &log) ?? 0
                    if value != 1, needs == nil { needs = [Int32](repeating: 1, count: number) }
                    needs?.append(Int32(value))
                }
            } else if fits, let need {
                _ = columns.int(stream, need, in: 0...Int(Int32.max), log: &log)
            }
            if fits, readsPoints { points.append(stream, columns, log: &log) }
        }
        isListed = id != nil
    }
}

/// The hospitals.
struct SupplierFile {
    /// Most staff of all hospitals together.
    private static let mostStaff: Int64 = 1 << 60

    private(set) var identifiers = IdentifierTable()
    private(set) var staff: [Int64] = []
    private(set) var points = PointColumns()
    /// Whether every record was seen, so that a name that is not among them does not exist.
    private(set) var isListed = false

    /// Reads the file as far as it can be read; every problem is logged.
    init(path: String, readsPoints: Bool, log: inout ProblemLog) {
        do throws(DataError) { try read(path, readsPoints, &log) } catch { log.add(error) }
    }

    private mutating func read(_ path: String, _ readsPoints: Bool, _ log: inout ProblemLog) throws(DataError) {
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let id = columns.require("id", synonyms: ["hospital", "name", "code"], log: &log)
        let staffColumn = columns.require("staff", synonyms: ["supply", "capacity", "releasable"], log: &log)
        if readsPoints { points = PointColumns(columns, log: &log) }
        var total: Int64 = 0
        while try stream.next(log: &log) {
            let fits = columns.fits(stream, log: &log)
            if let id, id < stream.fieldCount, let name = columns.identifier(stream, id, log: &log, isTold: fits),
                !identifiers.add(name).isNew
            {
                log.add(
                    path, line: stream.line, field: "id",
                    "\"\(NumberText.shortened(stream.text(id)))\" is used already",
                    fix: "give every hospital an identifier of its own")
            }
            guard fits else { continue }
            if let staffColumn {
                let own = Int64(columns.int(stream, staffColumn, in: 0...(1 << 50), log: &log) ?? 0)
                staff.append(own)
                if total <= Self.mostStaff, total + own > Self.mostStaff {
                    log.add(
                        path, line: stream.line, field: "staff", "staff of all hospitals add up to more than 2^60",
                        fix: "count in larger units")
                }
                total = min(total + own, 2 * Self.mostStaff)
            }
            if readsPoints { points.append(stream, columns, log: &log) }
        }
        isListed = id != nil
    }
}

/// Positions from the columns x, y or lat, lon.
struct PointColumns {
    private var first: Int?
    private var second: Int?
    private(set) var isGeographic = false
    private(set) var points: [PlanePoint] = []

    /// Whether both columns are there.
    var isComplete: Bool { first != nil && second != nil }

    init() {}

    init(_ columns: RecordColumns, log: inout ProblemLog) {
        isGeographic = columns.names.contains("lat") || columns.names.contains("lon")
        if isGeographic, columns.names.contains("x") || columns.names.contains("y") {
            log.add(
                columns.file, line: columns.line, "the columns x, y and lat, lon are mixed",
                fix: "keep one kind of coordinates, or prefix the other with x_")
        }
        first = columns.require(isGeographic ? "lon" : "x", synonyms: ["longitude", "lng", "long"], log: &log)
        second = columns.require(isGeographic ? "lat" : "y", synonyms: ["latitude"], log: &log)
    }

    mutating func append(_ stream: RecordStream, _ columns: RecordColumns, log: inout ProblemLog) {
        let limits = isGeographic ? -180.0...180 : -PlanePoint.limit...PlanePoint.limit
        let x = first.flatMap { columns.double(stream, $0, in: limits, log: &log) }
        let y = second.flatMap { columns.double(stream, $0, in: isGeographic ? -90...90 : limits, log: &log) }
        points.append(PlanePoint(x: x ?? 0, y: y ?? 0))
    }
}
