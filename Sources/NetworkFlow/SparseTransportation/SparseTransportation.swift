public import LinearOptimization

/// Many receivers served by few suppliers over listed arcs: first with the least unmet need, then at the least cost.
///
/// Arcs are grouped by receiver: receiver i may be served by `suppliers[a]` for `a` in `starts[i]..<starts[i + 1]`.
/// Arcs have no limit of their own. Built for millions of receivers and thousands of suppliers, with memory for
/// little more than the arcs; ``FlowNetwork`` takes what does not fit this form.
public struct SparseTransportation: Sendable {
    /// Costs of the arcs, per unit.
    public enum Costs: Sendable, Hashable {
        /// Each cost is `base` plus an entry.
        case offsets([UInt32], base: Int64)
        /// Each cost is an entry; takes twice the memory and more time.
        case exact([Int64])

        /// Number of arcs.
        public var count: Int {
            switch self {
            case .offsets(let entries, _): entries.count
            case .exact(let entries): entries.count
            }
        }

        /// Cost of one unit on an arc.
        @inlinable
        public subscript(arc: Int) -> Int64 {
            switch self {
            case .offsets(let entries, let base): base &+ Int64(entries[arc])
            case .exact(let entries): entries[arc]
            }
        }

        /// Stores costs in the narrower form when they lie within 2³² of one another.
        public init(_ costs: [Int64]) {
            let (least, most) = costs.reduce((Int64.max, Int64.min)) { (min($0.0, $1), max($0.1, $1)) }
            let (range, overflow) = most.subtractingReportingOverflow(least)
            if costs.isEmpty {
                self = .offsets([], base: 0)
            } else if !overflow, range <= Int64(UInt32.max) {
                self = .offsets(costs.map { UInt32(truncatingIfNeeded: $0 &- least) }, base: least)
            } else {
                self = .exact(costs)
            }
        }
    }

    /// Most each supplier sends, in units.
    public var supplies: [Int64]
    /// What each receiver needs, in units; `nil` for one unit each.
    public var needs: [Int32]?
    /// Where each receiver's arcs begin, and behind the last receiver where they end.
    public var starts: [Int32]
    /// Supplier of each arc; a receiver names each supplier once at most.
    public var suppliers: [Int32]
    /// Cost of each arc.
    public var costs: Costs

    /// Creates a problem; nothing is checked before ``problems()``.
    public init(supplies: [Int64], needs: [Int32]? = nil, starts: [Int32], suppliers: [Int32], costs: Costs) {
        self.supplies = supplies
        self.needs = needs
        self.starts = starts
        self.suppliers = suppliers
        self.costs = costs
    }

    /// Number of receivers.
    public var receiverCount: Int { max(0, starts.count - 1) }
    /// Number of suppliers.
    public var supplierCount: Int { supplies.count }
    /// Number of arcs.
    public var arcCount: Int { suppliers.count }

    /// Arcs of a receiver.
    @inlinable
    public func arcs(of receiver: Int) -> Range<Int> { Int(starts[receiver])..<Int(starts[receiver + 1]) }
    /// Units a receiver needs.
    @inlinable
    public func need(of receiver: Int) -> Int64 { needs.map { Int64($0[receiver]) } ?? 1 }
}

/// The answer to a ``SparseTransportation``.
public struct SparseTransportationPlan: Sendable, Hashable {
    /// What is sent.
    public enum Shipments: Sendable, Hashable {
        /// Supplier of each receiver, −1 where there is none; for needs of one unit.
        case supplierOf([Int32])
        /// Units per arc.
        case units([Int32])
    }

    /// Why some receivers go without: suppliers that are full, and everybody who can reach only these.
    public struct Shortage: Sendable, Hashable {
        /// Receivers that together need more than can reach them, ascending.
        public var receivers: [Int]
        /// Every supplier they can be served by; none when they have no arc.
        public var suppliers: [Int]
        /// Units they need.
        public var need: Int64
        /// Units the suppliers have.
        public var supply: Int64

        /// Creates a shortage.
        public init(receivers: [Int], suppliers: [Int], need: Int64, supply: Int64) {
            self.receivers = receivers
            self.suppliers = suppliers
            self.need = need
            self.supply = supply
        }

        /// Units missing; positive.
        public var missing: Int64 { need - supply }
    }

    /// Why the solve stopped: `optimal` with least unmet need and least cost proven, or a limit.
    public var termination: Termination
    /// Who sends what.
    public var shipments: Shipments
    /// Units sent in all.
    public var served: Int64
    /// Units of need that are not met.
    public var unmet: Int64
    /// Total cost of what is sent.
    public var cost: Int128
    /// Proven least cost of any plan with as little unmet need; `nil` when least unmet need is not proven.
    public var bound: Int128?
    /// Worth of one more unit at each supplier, least unmet need counting ``ceiling`` a unit.
    public var prices: [Int64]
    /// What one unit of unmet need counts in the prices, above the least cost of an arc: more than any chain of
    /// costs.
    public var ceiling: Int64
    /// Counts and times.
    public var statistics: SolveStatistics
}

extension SparseTransportationPlan {
    /// Prices alone, to start from.
    init(prices: [Int64], ceiling: Int64) {
        self.init(
            termination: Termination(.noSolutionFound, limit: .heuristic), shipments: .supplierOf([]), served: 0,
            unmet: 0,
            cost: 0, bound: nil, prices: prices, ceiling: ceiling, statistics: SolveStatistics())
    }
}

extension SparseTransportation {
    /// Everything wrong with the problem; empty when it can be solved.
    ///
    /// O(arcs).
    public func problems() -> [FlowProblem] {
        var found: [FlowProblem] = []
        func report(_ subject: FlowProblem.Subject, _ message: String, _ fix: String) {
            if found.count < 1_000 { found.append(FlowProblem(subject, message: message, fix: fix)) }
        }
        guard starts.first == 0, Int(starts.last ?? -1) == suppliers.count, costs.count == suppliers.count,
            needs.map({ $0.count == receiverCount }) ?? true, receiverCount < Int(Int32.max)
        else {
            report(
                .network, "starts, suppliers, costs and needs do not fit together",
                "give starts from 0 to the number of arcs, and a supplier and a cost per arc")
            return found
        }
        var offered: Int64 = 0
        for (index, supply) in supplies.enumerated() {
            if supply < 0 || supply > FlowLimits.amount {
                report(.node(index), "supplier \(index) has \(supply) units", "give 0...2^60")
            } else if offered <= FlowLimits.amount {
                offered += supply
            }
        }
        if offered > FlowLimits.amount {
            report(.network, "supplies add up to more than 2^60", "use larger units")
        }
        var named = [Int32](repeating: -1, count: supplies.count)
        for receiver in 0..<receiverCount {
            if need(of: receiver) < 0 {
                report(
                    .node(supplies.count + receiver), "receiver \(receiver) needs \(need(of: receiver)) units",
                    "give 0 or more")
            }
            guard starts[receiver] <= starts[receiver + 1] else {
                report(.node(supplies.count + receiver), "starts of receiver \(receiver) decrease", "let starts ascend")
                continue
            }
            for arc in arcs(of: receiver) {
                let supplier = Int(suppliers[arc])
                guard supplier >= 0, supplier < supplies.count else {
                    report(.arc(arc), "supplier \(supplier) does not exist", "use 0..<\(supplies.count)")
                    continue
                }
                if named[supplier] == Int32(receiver) {
                    report(.arc(arc), "receiver \(receiver) names supplier \(supplier) twice", "keep the cheaper arc")
                }
                named[supplier] = Int32(receiver)
            }
        }
        if ceiling() == nil {
            report(
                .network, "costs lie so far apart that chains of \(supplies.count) suppliers exceed 64 bits",
                "use larger units of cost")
        }
        return found
    }

    /// Least and greatest cost; 0 and 0 without arcs.
    func costRange() -> (least: Int64, most: Int64) {
        switch costs {
        case .offsets(let entries, let base): (base, base + Int64(entries.max() ?? 0))
        case .exact(let entries): (entries.min() ?? 0, entries.max() ?? 0)
        }
    }

    /// More than any chain of moves can cost; `nil` beyond 2⁶⁰.
    ///
    /// No saving of cost then outweighs a unit of need.
    func ceiling() -> Int64? {
        let (least, most): (Int64, Int64)
        switch costs {
        case .offsets(let entries, let base):
            (least, most) = (0, Int64(entries.max() ?? 0))
            if base.addingReportingOverflow(most).overflow { return nil }
        case .exact: (least, most) = costRange()
        }
        let (range, tooFar) = most.subtractingReportingOverflow(least)
        let (widened, tooWide) = range.addingReportingOverflow(1)
        let (product, overflow) = widened.multipliedReportingOverflow(by: Int64(supplies.count) + 2)
        return tooFar || tooWide || overflow || product > FlowLimits.price ? nil : product
    }
}
