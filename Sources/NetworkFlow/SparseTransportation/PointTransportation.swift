public import LinearOptimization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Many receivers served by few suppliers, each pair allowed, at costs that are distances between their points.
///
/// No list of pairs is ever held: lists of near suppliers are solved, all others are priced exactly through a
/// spatial tree, and whatever would lower the cost joins the lists, until nothing in the whole problem does.
public struct PointTransportation: Sendable {
    /// How distances are measured.
    public enum Metric: Sendable, Hashable {
        /// Straight lines; points are x, y.
        case plane
        /// Great circles of a sphere of this radius; points are longitude, latitude in degrees.
        case sphere(radius: Double)
    }

    /// A position: x and y, or longitude and latitude in degrees.
    public typealias Point = SIMD2<Double>

    /// Most each supplier sends, in units.
    public var supplies: [Int64]
    /// Where each supplier is.
    public var supplierPoints: [Point]
    /// What each receiver needs, in units; `nil` for one unit each.
    public var needs: [Int32]?
    /// Where each receiver is.
    public var receiverPoints: [Point]
    /// How distances are measured.
    public var metric: Metric

    /// Creates a problem.
    public init(
        supplies: [Int64], supplierPoints: [Point], needs: [Int32]? = nil, receiverPoints: [Point], metric: Metric
    ) {
        self.supplies = supplies
        self.supplierPoints = supplierPoints
        self.needs = needs
        self.receiverPoints = receiverPoints
        self.metric = metric
    }

    /// Decimals to which distances are rounded: as many as keep the longest one below 2³¹ units.
    public var decimals: Int {
        var longest = 0.0
        switch metric {
        case .sphere(let radius): longest = .pi * radius
        case .plane:
            var low = Point(repeating: .infinity)
            var high = -low
            for point in supplierPoints {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
            for point in receiverPoints {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
            let extent = high - low
            longest = (extent * extent).sum().squareRoot()
        }
        var decimals = 0
        while decimals < 9, longest.isFinite, longest * Self.powers[decimals + 1] < 2_147_483_647 { decimals += 1 }
        return decimals
    }

    fileprivate static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// The answer: the lists in the end, and the plan over them, optimal for all pairs.
    public struct Answer: Sendable {
        /// The pairs that were looked at, their costs in units of 10 to the minus ``PointTransportation/decimals``.
        public var problem: SparseTransportation
        /// The plan.
        public var plan: SparseTransportationPlan
        /// Rounds of pricing, the last of which found nothing.
        public var rounds: Int
    }

    /// Serves as much need as possible, and that with least total distance over all pairs, exactly for distances
    /// rounded to ``decimals``.
    ///
    /// - Parameters:
    ///   - nearest: Length of the lists to begin with; the answer does not depend on it.
    ///   - onlyNearest: Whether pairs beyond the lists are not allowed at all.
    ///   - options: Limits and cancellation.
    /// - Throws: ``InvalidNetwork`` with every problem of malformed data.
    public func solve(
        nearest: Int = 8, onlyNearest: Bool = false, options: SolveOptions = SolveOptions()
    ) throws(InvalidNetwork) -> Answer {
        let problems = problems()
        guard problems.isEmpty else { throw InvalidNetwork(problems) }
        let watch = FlowWatch(options, start: ContinuousClock().now)
        var lists = PointLists(self, decimals: decimals)
        var problem = lists.nearest(max(1, min(nearest, supplies.count)))
        var plan: SparseTransportationPlan?
        var rounds = 0
        while true {
            let found = try problem.solve(
                from: plan, options: watch.remaining(options), ceilingAtLeast: lists.ceiling)
            rounds += 1
            guard !onlyNearest, found.termination.isOptimal else {
                return Answer(problem: problem, plan: found, rounds: rounds)
            }
            guard let (wider, kept) = lists.widened(problem, found, watch: watch) else {
                var found = found
                if watch.limit != nil {
                    found.termination = Termination(.feasible, limit: watch.limit)
                    found.bound = nil
                }
                return Answer(problem: problem, plan: found, rounds: rounds)
            }
            problem = wider
            plan = kept
        }
    }

    /// Everything wrong with the problem; empty when it can be solved.
    public func problems() -> [FlowProblem] {
        var found: [FlowProblem] = []
        if supplierPoints.count != supplies.count || needs.map({ $0.count != receiverPoints.count }) ?? false {
            found.append(
                FlowProblem(
                    .network, message: "points, supplies and needs do not fit together",
                    fix: "give a point for each supplier and receiver"))
        }
        func check(_ points: [Point], from first: Int) {
            for (index, point) in points.enumerated() where found.count < 1_000 {
                let isInside =
                    switch metric {
                    case .plane: abs(point.x) <= 1e9 && abs(point.y) <= 1e9
                    case .sphere: abs(point.x) <= 360 && abs(point.y) <= 90
                    }
                if !isInside {
                    found.append(
                        FlowProblem(
                            .node(first + index), message: "position \(point.x), \(point.y) is out of range",
                            fix: "give coordinates within ±10^9, or degrees"))
                }
            }
        }
        check(supplierPoints, from: 0)
        check(receiverPoints, from: supplies.count)
        return found
    }
}

/// Lists of suppliers per receiver, and the search for pairs beyond them.
private struct PointLists {
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

    /// The problem over the nearest suppliers of each receiver.
    mutating func nearest(_ count: Int) -> SparseTransportation {
        let diameter = diameter
        var starts: [Int32] = [0]
        var suppliers: [Int32] = []
        var costs: [UInt32] = []
        starts.reserveCapacity(points.receiverPoints.count + 1)
        suppliers.reserveCapacity(points.receiverPoints.count * count)
        costs.reserveCapacity(points.receiverPoints.count * count)
        tree.setPrices([Int64](repeating: 0, count: points.supplies.count))
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
        var wider = SparseTransportation(
            supplies: problem.supplies, needs: problem.needs, starts: [0], suppliers: [], costs: .exact([]))
        var costs: [UInt32] = []
        wider.starts.reserveCapacity(problem.starts.count)
        wider.suppliers.reserveCapacity(problem.arcCount + added.count)
        costs.reserveCapacity(problem.arcCount + added.count)
        var units: [Int32] = []
        var next = 0
        for receiver in 0..<problem.receiverCount {
            let arcs = problem.arcs(of: receiver)
            wider.suppliers += problem.suppliers[arcs]
            costs += entries[arcs]
            if case .units(let old) = plan.shipments { units += old[arcs] }
            while next < added.count, Int(added[next].receiver) == receiver {
                wider.suppliers.append(added[next].supplier)
                costs.append(added[next].cost)
                if case .units = plan.shipments { units.append(0) }
                next += 1
            }
            wider.starts.append(Int32(wider.suppliers.count))
        }
        wider.costs = .offsets(costs, base: 0)
        var kept = plan
        if case .units = plan.shipments { kept.shipments = .units(units) }
        return (wider, kept)
    }
}
