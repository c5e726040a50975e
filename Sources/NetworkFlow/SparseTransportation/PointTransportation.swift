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

    static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// The answer: the lists in the end, and the plan over them, optimal for all pairs.
    public struct Answer: Sendable {
        /// The pairs that were looked at, their costs in units of 10 to the minus ``PointTransportation/decimals``.
        public var problem: SparseTransportation
        /// The plan.
        public var plan: SparseTransportationPlan
        /// Rounds of pricing, the last of which found nothing.
        public var rounds: Int

        /// Creates an answer.
        public init(problem: SparseTransportation, plan: SparseTransportationPlan, rounds: Int) {
            self.problem = problem
            self.plan = plan
            self.rounds = rounds
        }
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
        return try solve(nearest: nearest, onlyNearest: onlyNearest, options, watch)
    }

    private func solve(
        nearest: Int, onlyNearest: Bool, _ options: SolveOptions, _ watch: FlowWatch
    ) throws(InvalidNetwork) -> Answer {
        var lists = PointLists(self, decimals: decimals)
        // Prices of a sample tell which hospitals an institution will turn to once the near ones are full.
        let prices = onlyNearest ? nil : try samplePrices(nearest: nearest, options, watch)
        var problem = lists.nearest(max(1, min(nearest, supplies.count)), prices: prices)
        var plan = prices.map { SparseTransportationPlan(prices: $0, ceiling: lists.ceiling) }
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

    /// Every how many receivers one is in the sample.
    private static let sampling = 4

    /// Prices of the problem with every fourth receiver and a fourth of the supplies, found the same way; `nil` when too
    /// few remain to tell, or a limit strikes.
    private func samplePrices(
        nearest: Int, _ options: SolveOptions, _ watch: FlowWatch
    ) throws(InvalidNetwork) -> [Int64]? {
        let count = receiverPoints.count / Self.sampling
        guard count >= 4 * supplies.count, count >= 1_000 else { return nil }
        let numbers = stride(from: 0, to: receiverPoints.count, by: Self.sampling)
        var part = self
        part.receiverPoints = numbers.map { receiverPoints[$0] }
        part.needs = needs.map { needs in numbers.map { needs[$0] } }
        let needed = needs?.reduce(Int128(0)) { $0 + Int128($1) } ?? Int128(receiverPoints.count)
        let sampled = part.needs?.reduce(Int128(0)) { $0 + Int128($1) } ?? Int128(part.receiverPoints.count)
        guard sampled > 0 else { return nil }
        // Rounded from sum to sum, upwards, so that the sample is as scarce as the whole and no scarcer.
        var sum: Int128 = 0
        var given: Int64 = 0
        for (index, supply) in supplies.enumerated() {
            sum += Int128(supply)
            let upTo = Int64((sum * sampled + needed - 1) / needed)
            part.supplies[index] = upTo - given
            given = upTo
        }
        let answer = try part.solve(nearest: nearest, onlyNearest: false, watch.remaining(options), watch)
        return answer.plan.termination.isOptimal ? answer.plan.prices : nil
    }

    /// The baseline for all pairs: the lists of an answer in order of regret, then, for whoever finds them full, the
    /// nearest suppliers with room.
    ///
    /// - Parameter problem: Lists of pairs, as in ``Answer/problem``; the plan is over the lists that come back.
    public func greedy(over problem: SparseTransportation, onlyNearest: Bool = false) -> Answer {
        var room = supplies
        let plan = problem.greedy(room: &room)
        guard !onlyNearest, plan.unmet > 0, room.contains(where: { $0 > 0 }) else {
            return Answer(problem: problem, plan: plan, rounds: 1)
        }
        var lists = PointLists(self, decimals: decimals)
        let (wider, kept) = lists.filled(problem, plan, &room)
        return Answer(problem: wider, plan: kept, rounds: 2)
    }

    /// Lists of the nearest suppliers of each receiver.
    ///
    /// - Throws: ``InvalidNetwork`` with every problem of malformed data.
    public func nearestPairs(_ nearest: Int) throws(InvalidNetwork) -> SparseTransportation {
        let problems = problems()
        guard problems.isEmpty else { throw InvalidNetwork(problems) }
        var lists = PointLists(self, decimals: decimals)
        return lists.nearest(max(1, min(nearest, supplies.count)))
    }

    /// Distance between a receiver and a supplier, not rounded.
    public func distance(from receiver: Int, to supplier: Int) -> Double {
        let (a, b) = (receiverPoints[receiver], supplierPoints[supplier])
        guard case .sphere(let radius) = metric else {
            let gap = a - b
            return (gap * gap).sum().squareRoot()
        }
        let radian = Double.pi / 180
        let (north, east) = (sin((a.y - b.y) * radian / 2), sin((a.x - b.x) * radian / 2))
        let square = north * north + cos(a.y * radian) * cos(b.y * radian) * east * east
        return 2 * radius * asin(min(1, square.squareRoot()))
    }

    /// Total distance of a plan, not rounded.
    public func length(of plan: SparseTransportationPlan, over problem: SparseTransportation) -> Double {
        var total = CompensatedSum()
        for receiver in 0..<problem.receiverCount {
            switch plan.shipments {
            case .supplierOf(let suppliers):
                if suppliers[receiver] >= 0 { total.add(distance(from: receiver, to: Int(suppliers[receiver]))) }
            case .units(let units):
                for arc in problem.arcs(of: receiver) where units[arc] > 0 {
                    total.add(Double(units[arc]) * distance(from: receiver, to: Int(problem.suppliers[arc])))
                }
            }
        }
        return total.value
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
