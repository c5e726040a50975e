internal import CLocationKernels

/// The costs of a model as whole numbers in fixed point, one dense row of clients per site.
///
/// Costs are rounded down, and each client's cheapest one is taken out and added to the constant. A bound over these
/// costs is exact in integers, and a bound on the model too.
final class DenseCosts {
    /// Clients per row, filled up to whole vectors with clients that cost nothing.
    let width: Int
    /// Rows.
    let siteCount: Int
    /// Units per unit of the objective, a power of two.
    let scale: Double
    /// Part of every plan's cost, in units.
    let constant: Int
    /// Opening cost per site, in units; never negative.
    let openingCosts: [Int32]
    /// Cost per client, beyond its cheapest, when no site is open.
    let caps: [Int32]
    /// Sites whose opening alone costs too much.
    let isTooDear: [Bool]
    /// Cheapest cost per client, in units of the objective.
    private let leastCosts: [Double]
    private let rows: UnsafeMutablePointer<Int32>

    /// Stands for a cost that cannot be paid.
    static let unreachable = Int32(1) << 30

    /// `nil` when the model does not fit: negative opening costs, service rules, or sums beyond 31 bits at a useful
    /// resolution.
    ///
    /// - Parameters:
    ///   - model: its sites are all free.
    ///   - objective: of the best plan known.
    ///   - leastService: what plans cost beyond the constant counts as at least this when units are chosen.
    init?(_ model: EngineModel, objective: Double, leastService: Double = 0) {
        guard model.serviceRows.isEmpty, model.clientCount > 0, model.siteCount > 0,
            model.openingCosts.allSatisfy({ $0 >= 0 })
        else { return nil }
        var base = model.constant
        var leastCosts: [Double] = []
        for client in 0..<model.clientCount {
            let range = model.lists.entries(client)
            let first =
                range.isEmpty ? model.caps[client] : min(model.lists.costs[range.lowerBound], model.caps[client])
            guard first.isFinite else { return nil }
            leastCosts.append(model.weights[client] * first)
            base += model.weights[client] * first
        }
        let service = max(objective - base, leastService, 0)
        // Multipliers of an optimal dual add up to at most twice what plans cost beyond the constant, by and large.
        var scale = model.isIntegral ? 256.0 : 0x1p20
        while scale > 0x1p-20, 4 * service * scale >= 0x1p31 { scale /= 2 }
        let largest = leastCosts.reduce(abs(model.constant) + abs(objective) + model.magnitude) { $0 + abs($1) }
        guard service.isFinite, 4 * service * scale < 0x1p31, largest * scale < 0x1p52 else { return nil }
        // Rounding costs down loses up to one unit per client: useless unless that is little against the objective.
        let isExact = model.isIntegral && scale >= 1
        if !isExact, Double(model.clientCount) / scale > 1e-4 * max(service, 1e-300) { return nil }

        let lanes = Int(MERIDIAN_KERNEL_LANES)
        width = (model.clientCount + lanes - 1) / lanes * lanes
        siteCount = model.siteCount
        self.scale = scale
        self.leastCosts = leastCosts
        var total = Int((model.constant * scale).rounded(.down))
        let offsets = leastCosts.map { Int(($0 * scale).rounded(.down)) }
        for offset in offsets { total += offset }
        constant = total
        isTooDear = model.openingCosts.map { $0 * scale >= 0x1p29 }
        openingCosts = model.openingCosts.map { Int32(min(($0 * scale).rounded(.down), 0x1p29)) }
        var caps = Array(repeating: Int32(0), count: width)
        let cells = siteCount * width
        rows = .allocate(capacity: cells)
        for site in 0..<siteCount {
            let row = rows + site * width
            row.initialize(repeating: Self.unreachable, count: model.clientCount)
            (row + model.clientCount).initialize(repeating: 0, count: width - model.clientCount)
        }
        for client in 0..<model.clientCount {
            let weight = model.weights[client]
            caps[client] = Self.units(weight * model.caps[client] * scale, beyond: offsets[client])
            for entry in model.lists.entries(client) {
                let site = Int(model.lists.indices[entry])
                rows[site * width + client] = Self.units(
                    weight * model.lists.costs[entry] * scale, beyond: offsets[client])
            }
        }
        self.caps = caps
    }

    deinit { rows.deallocate() }

    private static func units(_ cost: Double, beyond offset: Int) -> Int32 {
        // A weight of 0 times an infinite cap is no number: such a client costs nothing.
        if cost.isNaN { return 0 }
        return Int32(max(0, min(cost.rounded(.down) - Double(offset), Double(unreachable))))
    }

    /// Multipliers in units from multipliers of the model.
    func multipliers(_ values: [Double]) -> [Int32] {
        var result = Array(repeating: Int32(0), count: width)
        for (client, value) in values.enumerated() {
            let units = (value - leastCosts[client]) * scale
            result[client] = units > 0 ? min(Int32(min(units, 0x1p29)), caps[client]) : 0
        }
        return result
    }

    func row(_ site: Int32) -> UnsafePointer<Int32> { UnsafePointer(rows + Int(site) * width) }

    /// Σ over clients of min(0, cost − price), without opening costs, for each of `count` sites.
    func price(
        _ sites: UnsafePointer<Int32>, count: Int, _ prices: UnsafePointer<Int32>,
        into sums: UnsafeMutablePointer<Int32>
    ) {
        meridian_price_rows(rows, width, sites, count, prices, width, sums)
    }
}
