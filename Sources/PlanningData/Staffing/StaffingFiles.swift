public import NetworkFlow

/// Institutions that need staff and hospitals that have it, as read from files.
public struct StaffingInstance: Sendable {
    /// Institutions, in the order of the file; receivers of the problem.
    public var institutions: IdentifierTable
    /// Hospitals, in the order of the file; suppliers of the problem.
    public var hospitals: IdentifierTable
    /// Who can serve whom at what cost, in units of 10⁻ᵈ.
    public var problem: SparseTransportation
    /// Decimals d of the costs: each stands for itself divided by 10ᵈ.
    public var decimals: Int
}

/// Reads who needs staff, who has it and what sending it costs, from CSV files of any length.
///
/// Institutions: `id` and `need`, a whole number, 1 where the column is missing. Hospitals: `id` and `staff`, a whole
/// number. Arcs: `institution`, `hospital`, `cost`; a pair that is not listed cannot be served. Costs are kept
/// exactly, with up to nine decimals. Files are read in one pass through a small window.
public enum StaffingFiles {
    /// Reads institutions, hospitals and the arcs between them.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func read(institutions: String, hospitals: String, arcs: String) throws(DataError)
        -> StaffingInstance
    {
        var log = ProblemLog()
        let receivers = try ReceiverFile(path: institutions, readsPoints: false, log: &log)
        let suppliers = try SupplierFile(path: hospitals, readsPoints: false, log: &log)
        try log.throwIfNeeded()
        var lanes = ArcFile(receivers: receivers.identifiers, suppliers: suppliers.identifiers)
        try lanes.read(arcs, log: &log)
        try log.throwIfNeeded()
        let (starts, arcSuppliers, costs) = lanes.take(log: &log)
        try log.throwIfNeeded()
        return StaffingInstance(
            institutions: receivers.identifiers, hospitals: suppliers.identifiers,
            problem: SparseTransportation(
                supplies: suppliers.staff, needs: receivers.needs, starts: starts, suppliers: arcSuppliers,
                costs: costs),
            decimals: lanes.decimals)
    }
}

extension StaffingFiles {
    /// Institutions and hospitals with their positions.
    public struct Points: Sendable {
        /// Institutions, in the order of the file.
        public var institutions: IdentifierTable
        /// Hospitals, in the order of the file.
        public var hospitals: IdentifierTable
        /// Who needs what where; every pair is allowed, at its distance.
        public var problem: PointTransportation

        /// The instance over the pairs that were looked at.
        public func instance(_ answer: PointTransportation.Answer) -> StaffingInstance {
            StaffingInstance(
                institutions: institutions, hospitals: hospitals, problem: answer.problem,
                decimals: problem.decimals)
        }
    }

    /// Reads institutions and hospitals with the columns x, y or lat, lon.
    ///
    /// - Parameters:
    ///   - institutions: Path of the institutions.
    ///   - hospitals: Path of the hospitals.
    ///   - distance: `euclidean` or `haversine-km`; by the kind of coordinates when `nil`.
    /// - Throws: ``DataError`` with every problem.
    public static func readPoints(
        institutions: String, hospitals: String, distance: DistanceRule? = nil
    ) throws(DataError) -> Points {
        var log = ProblemLog()
        let receivers = try ReceiverFile(path: institutions, readsPoints: true, log: &log)
        let suppliers = try SupplierFile(path: hospitals, readsPoints: true, log: &log)
        let isGeographic = receivers.points.isGeographic
        if isGeographic != suppliers.points.isGeographic {
            log.add(
                hospitals, line: 1, "the positions are of another kind than those of the institutions",
                fix: "give lat, lon in both files, or x, y in both")
        }
        let rule = distance ?? (isGeographic ? .haversineKilometers : .euclidean)
        if rule != .euclidean, rule != .haversineKilometers {
            log.add(
                institutions, field: "distance", "dispatch does not measure \(rule.rawValue) distances",
                fix: "use euclidean or haversine-km, or list arcs with costs")
        } else if rule.isGeographic != isGeographic {
            log.add(
                institutions, line: 1,
                isGeographic
                    ? "euclidean distances of latitudes and longitudes mean nothing"
                    : "haversine-km needs the columns lat, lon",
                fix: isGeographic ? "use haversine-km" : "use euclidean, or give lat, lon")
        }
        try log.throwIfNeeded()
        return Points(
            institutions: receivers.identifiers, hospitals: suppliers.identifiers,
            problem: PointTransportation(
                supplies: suppliers.staff, supplierPoints: suppliers.points.points.map { SIMD2($0.x, $0.y) },
                needs: receivers.needs, receiverPoints: receivers.points.points.map { SIMD2($0.x, $0.y) },
                metric: isGeographic ? .sphere(radius: 6_371.008_8) : .plane))
    }
}

/// The institutions.
struct ReceiverFile {
    private(set) var identifiers = IdentifierTable()
    /// `nil` when all need one.
    private(set) var needs: [Int32]?
    private(set) var points = PointColumns()

    init(path: String, readsPoints: Bool, log: inout ProblemLog) throws(DataError) {
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let id = columns.require("id", synonyms: ["institution", "name", "code"], log: &log)
        let need = columns.optional("need", log: &log)
        if readsPoints { points = PointColumns(columns, log: &log) }
        try log.throwIfNeeded()
        while try stream.next(log: &log) {
            guard columns.fits(stream, log: &log), let name = columns.identifier(stream, id, log: &log) else {
                continue
            }
            let (number, isNew) = identifiers.add(name)
            guard isNew else {
                log.add(
                    path, line: stream.line, field: "id",
                    "\"\(NumberText.shortened(stream.text(id)))\" is used already",
                    fix: "give every institution an identifier of its own")
                continue
            }
            if let need {
                let value = columns.int(stream, need, in: 0...Int(Int32.max), log: &log) ?? 0
                if value != 1, needs == nil { needs = [Int32](repeating: 1, count: number) }
                needs?.append(Int32(value))
            }
            if readsPoints { points.append(stream, columns, log: &log) }
        }
    }
}

/// The hospitals.
struct SupplierFile {
    private(set) var identifiers = IdentifierTable()
    private(set) var staff: [Int64] = []
    private(set) var points = PointColumns()

    init(path: String, readsPoints: Bool, log: inout ProblemLog) throws(DataError) {
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let id = columns.require("id", synonyms: ["hospital", "name", "code"], log: &log)
        let staffColumn = columns.require("staff", synonyms: ["supply", "capacity", "releasable"], log: &log)
        if readsPoints { points = PointColumns(columns, log: &log) }
        try log.throwIfNeeded()
        while try stream.next(log: &log) {
            guard columns.fits(stream, log: &log), let name = columns.identifier(stream, id, log: &log) else {
                continue
            }
            guard identifiers.add(name).isNew else {
                log.add(
                    path, line: stream.line, field: "id",
                    "\"\(NumberText.shortened(stream.text(id)))\" is used already",
                    fix: "give every hospital an identifier of its own")
                continue
            }
            staff.append(Int64(columns.int(stream, staffColumn, in: 0...(1 << 50), log: &log) ?? 0))
            if readsPoints { points.append(stream, columns, log: &log) }
        }
    }
}

/// Positions from the columns x, y or lat, lon.
struct PointColumns {
    private var first = 0
    private var second = 0
    private(set) var isGeographic = false
    private(set) var points: [PlanePoint] = []

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
        let x = columns.double(stream, first, in: limits, log: &log)
        let y = columns.double(stream, second, in: isGeographic ? -90...90 : limits, log: &log)
        points.append(PlanePoint(x: x ?? 0, y: y ?? 0))
    }
}
