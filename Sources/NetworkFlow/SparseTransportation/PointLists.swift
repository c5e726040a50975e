#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Lists of suppliers per receiver, and the search for pairs beyond them.
struct PointLists {
    /// Pairs a receiver gains per round at most.
    private static let gain = 4

    let points: PointTransportation
    let tree: SupplierTree
    let scale: Double
    /// Above every chain of costs between any points.
    let ceiling: Int64

    init(_ points: PointTransportation, decimals: Int) {
        self.points = points
        scale = PointTransportation.powers[decimals]
        tree = SupplierTree(points.supplierPoints.map { Self.position($0, points.metric) })
        ceiling = (1 << 32) * (Int64(points.supplies.count) + 2)
    }

    private static func position(_ point: PointTransportation.Point, _ metric: PointTransportation.Metric)
        -> SIMD3<Double>
    {
        guard case .sphere = metric else { return SIMD3(point.x, point.y, 0) }
        let (longitude, latitude) = (point.x * .pi / 180, point.y * .pi / 180)
        return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    }

    /// Cost by squared straight distance.
    @inline(__always)
    private func cost(_ squared: Double, _ diameter: Double?) -> Int64 {
        guard let diameter else { return Int64((squared.squareRoot() * scale).rounded()) }
        return Int64((diameter * scale * asin(min(1, squared.squareRoot() / 2))).rounded())
    }

    private var diameter: Double? {
        guard case .sphere(let radius) = points.metric else { return nil }
        return 2 * radius
    }

    /// The problem over the suppliers of each receiver that are nearest, or cheapest with their prices.
    mutating func nearest(_ count: Int, prices: [Int64]? = nil) -> SparseTransportation {
        let diameter = diameter
        var starts: [Int32] = [0]
        var suppliers: [Int32] = []
        var costs: [UInt32] = []
        starts.reserveCapacity(points.receiverPoints.count + 1)
        suppliers.reserveCapacity(points.receiverPoints.count * count)
        costs.reserveCapacity(points.receiverPoints.count * count)
        tree.setPrices(prices ?? [Int64](repeating: 0, count: points.supplies.count))
        var found = CheapestFew(limit: count)
        defer { found.free() }
        for point in points.receiverPoints {
            tree.search(from: Self.position(point, points.metric), below: .max, into: &found) { cost($0, diameter) }
            suppliers += found.suppliers
            for cost in found.costs { costs.append(UInt32(cost)) }
            starts.append(Int32(suppliers.count))
        }
        return SparseTransportation(
            supplies: points.supplies, needs: points.needs, starts: starts, suppliers: suppliers,
            costs: .offsets(costs, base: 0))
    }

    /// The problem with every pair that would lower the cost, the cheapest few per receiver, and the plan over it;
    /// `nil` when there is none, or when a limit strikes.
    mutating func widened(
        _ problem: SparseTransportation, _ plan: SparseTransportationPlan, watch: FlowWatch
    ) -> (SparseTransportation, SparseTransportationPlan)? {
        guard case .offsets(let entries, _) = problem.costs else { return nil }
        let diameter = diameter
        tree.setPrices(plan.prices)
        var added: [(receiver: Int32, supplier: Int32, cost: UInt32)] = []
        var found = CheapestFew(limit: Self.gain)
        defer { found.free() }
        for receiver in 0..<problem.receiverCount {
            var least = plan.ceiling
            for arc in problem.arcs(of: receiver) {
                least = min(least, Int64(entries[arc]) + plan.prices[Int(problem.suppliers[arc])])
            }
            let point = Self.position(points.receiverPoints[receiver], points.metric)
            tree.search(from: point, below: least, into: &found) { cost($0, diameter) }
            for (supplier, cost) in zip(found.suppliers, found.costs) {
                added.append((Int32(receiver), supplier, UInt32(cost)))
            }
            if receiver & 4095 == 0, watch.shouldStop(pivots: receiver) { return nil }
        }
        guard !added.isEmpty else { return nil }
        return Self.joined(problem, plan, entries, added.map { ($0.receiver, $0.supplier, $0.cost, 0) })
    }

    /// The baseline's lists and plan with everybody else served by the nearest suppliers with room, one after another.
    mutating func filled(
        _ problem: SparseTransportation, _ plan: SparseTransportationPlan, _ room: inout [Int64]
    ) -> (SparseTransportation, SparseTransportationPlan) {
        guard case .offsets(let entries, _) = problem.costs else { return (problem, plan) }
        let diameter = diameter
        var plan = plan
        // A price beyond all costs closes whoever has no room.
        let closed: Int64 = 1 << 40
        tree.setPrices(room.map { $0 > 0 ? 0 : closed })
        var added: [(receiver: Int32, supplier: Int32, cost: UInt32, units: Int32)] = []
        var found = CheapestFew(limit: 1)
        defer { found.free() }
        for receiver in 0..<problem.receiverCount {
            var left = plan.unmet(of: receiver, in: problem)
            let point = Self.position(points.receiverPoints[receiver], points.metric)
            while left > 0 {
                tree.search(from: point, below: closed, into: &found) { cost($0, diameter) }
                guard let supplier = found.suppliers.first, let cost = found.costs.first else { break }
                let sent = min(left, room[Int(supplier)])
                room[Int(supplier)] -= sent
                left -= sent
                plan.served += sent
                plan.unmet -= sent
                plan.cost += Int128(sent) * Int128(cost)
                added.append((Int32(receiver), supplier, UInt32(cost), Int32(sent)))
                if room[Int(supplier)] == 0 { tree.setPrices(room.map { $0 > 0 ? 0 : closed }) }
            }
        }
        return Self.joined(problem, plan, entries, added)
    }

    /// Lists with further pairs behind those of each receiver, and the plan with what they carry.
    private static func joined(
        _ problem: SparseTransportation, _ plan: SparseTransportationPlan, _ entries: [UInt32],
        _ added: [(receiver: Int32, supplier: Int32, cost: UInt32, units: Int32)]
    ) -> (SparseTransportation, SparseTransportationPlan) {
        var wider = SparseTransportation(
            supplies: problem.supplies, needs: problem.needs, starts: [0], suppliers: [], costs: .exact([]))
        var costs: [UInt32] = []
        wider.starts.reserveCapacity(problem.starts.count)
        wider.suppliers.reserveCapacity(problem.arcCount + added.count)
        costs.reserveCapacity(problem.arcCount + added.count)
        var units: [Int32] = []
        var kept = plan
        var next = 0
        for receiver in 0..<problem.receiverCount {
            let arcs = problem.arcs(of: receiver)
            wider.suppliers += problem.suppliers[arcs]
            costs += entries[arcs]
            if case .units(let old) = plan.shipments { units += old[arcs] }
            while next < added.count, Int(added[next].receiver) == receiver {
                wider.suppliers.append(added[next].supplier)
                costs.append(added[next].cost)
                if case .units = plan.shipments { units.append(added[next].units) }
                if added[next].units > 0, case .supplierOf(var holders) = kept.shipments {
                    kept.shipments = .units([])
                    holders[receiver] = added[next].supplier
                    kept.shipments = .supplierOf(holders)
                }
                next += 1
            }
            wider.starts.append(Int32(wider.suppliers.count))
        }
        wider.costs = .offsets(costs, base: 0)
        if case .units = plan.shipments { kept.shipments = .units(units) }
        return (wider, kept)
    }
}
