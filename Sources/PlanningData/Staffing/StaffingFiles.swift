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
    /// Whether decimals of the costs were rounded away, as those of distances always are.
    public var isRounded: Bool
}

/// Reads who needs staff, who has it and what sending it costs, from CSV files of any length.
///
/// Institutions: `id` and `need`, a whole number, 1 where the column is missing. Hospitals: `id` and `staff`, a whole
/// number. Arcs: `institution`, `hospital`, `cost`; a pair that is not listed cannot be served. Costs are kept
/// exactly, with up to nine decimals. Files are read in one pass through a small window, and one run tells everything
/// that is wrong with all of them.
public enum StaffingFiles {
    /// Reads institutions, hospitals and the arcs between them.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func read(institutions: String, hospitals: String, arcs: String) throws(DataError)
        -> StaffingInstance
    {
        var log = ProblemLog()
        let receivers = ReceiverFile(path: institutions, readsPoints: false, log: &log)
        let suppliers = SupplierFile(path: hospitals, readsPoints: false, log: &log)
        var lanes = ArcFile(receivers: receivers, suppliers: suppliers)
        lanes.read(arcs, log: &log)
        let (starts, arcSuppliers, costs) = lanes.take(log: &log)
        try log.throwIfNeeded()
        return StaffingInstance(
            institutions: receivers.identifiers, hospitals: suppliers.identifiers,
            problem: SparseTransportation(
                supplies: suppliers.staff, needs: receivers.needs, starts: starts, suppliers: arcSuppliers,
                costs: costs),
            decimals: lanes.decimals, isRounded: lanes.isRounded)
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
                decimals: problem.decimals, isRounded: true)
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
        let receivers = ReceiverFile(path: institutions, readsPoints: true, log: &log)
        let suppliers = SupplierFile(path: hospitals, readsPoints: true, log: &log)
        let isGeographic = receivers.points.isGeographic
        let areKnown = receivers.points.isComplete && suppliers.points.isComplete
        if areKnown, isGeographic != suppliers.points.isGeographic {
            log.add(
                hospitals, line: 1, "the positions are of another kind than those of the institutions",
                fix: "give lat, lon in both files, or x, y in both")
        }
        let rule = distance ?? (isGeographic ? .haversineKilometers : .euclidean)
        if rule != .euclidean, rule != .haversineKilometers {
            log.add(
                institutions, field: "distance", "dispatch does not measure \(rule.rawValue) distances",
                fix: "use euclidean or haversine-km, or list arcs with costs")
        } else if areKnown, rule.isGeographic != isGeographic {
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
