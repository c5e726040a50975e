/// A linear rule on service as the engine holds it: Σ weight · (service cost of the merged client) ≤ limit.
struct EngineServiceRow: Equatable {
    /// The rule's name.
    var name: String
    /// Merged clients with a weight, each once.
    var clients: [Int32]
    /// Weight per merged client, above 0.
    var weights: [Double]
    /// What clients with a constant service cost use up.
    var constant: Double
    /// Right-hand side, less the constant; +∞ for none.
    var limit: Double
    /// How far the rule may be missed and still count as kept.
    var tolerance: Double
    /// A number that tells the rules of a live engine apart, also those taken back.
    var serial: Int

    /// A rule over merged clients.
    init(_ constraint: ServiceConstraint, map: ClientMap, serial: Int) {
        name = constraint.name
        self.serial = serial
        var constant = 0.0
        var sums: [Int32: Double] = [:]
        for (client, weight) in zip(constraint.clients, constraint.weights) where weight != 0 {
            let merged = map.merged[client]
            if merged < 0 {
                constant += weight * map.constantCosts[client]
            } else {
                sums[merged, default: 0] += weight
            }
        }
        let ordered = sums.sorted { $0.key < $1.key }
        clients = ordered.map(\.key)
        weights = ordered.map(\.value)
        self.constant = constant
        limit = 0
        tolerance = 0
        setLimit(constraint.limit)
    }

    /// The rule of a reduced model, whose clients map to fewer ones.
    init(_ row: EngineServiceRow, map: ClientMap) {
        self.init(
            ServiceConstraint(row.name, clients: row.clients.map(Int.init), weights: row.weights, limit: row.limit),
            map: map, serial: row.serial)
        tolerance = row.tolerance
    }

    /// Takes over the limit of the problem's rule.
    mutating func setLimit(_ total: Double) {
        limit = total - constant
        tolerance = total.isFinite ? RowTolerance.value * max(1, abs(total)) : 0
    }

    /// Whether a sum of weighted service costs keeps the rule.
    func accepts(_ sum: Double) -> Bool { sum <= limit + tolerance }
}
