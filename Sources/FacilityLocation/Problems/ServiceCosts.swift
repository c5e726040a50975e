/// For every client the sites that can serve it, nearest first, in compressed rows.
///
/// Client `i` is served by the entries `offsets[i] ..< offsets[i + 1]` of ``sites`` and ``costs``, sorted by cost and,
/// on ties, by site. A pair that is absent cannot be used. Costs are per unit of client weight and may be negative.
///
/// Whatever is wrong with the input of an initializer (a site out of range, a cost that is not a number …) is left out
/// of the rows and remembered: ``problems()`` lists it, and every solve of a problem built on it throws.
public struct ServiceCosts: Sendable, Hashable {
    /// Number of sites; site indices are `0 ..< siteCount`.
    public let siteCount: Int
    /// Start of each client's entries, and the total count at the end; `clientCount + 1` values.
    public let offsets: [Int]
    /// Site per entry.
    public let sites: [Int32]
    /// Cost per entry, finite.
    public let costs: [Double]
    private let defects: [InputProblem]

    /// Number of clients.
    public var clientCount: Int { offsets.count - 1 }

    /// Number of (client, site) pairs that can be used.
    public var entryCount: Int { sites.count }

    /// The entries of a client.
    public func entries(of client: Int) -> Range<Int> { offsets[client]..<offsets[client + 1] }

    /// Everything that was wrong with the input; empty when the costs can be used.
    public func problems() -> [InputProblem] { defects }

    /// Creates service costs from one row per client of (site, cost) pairs in any order.
    ///
    /// O(k log k) a row.
    ///
    /// Legal: sites in `0 ..< siteCount`, each at most once a row; finite costs. See ``problems()``.
    public init(siteCount: Int, rows: [[(site: Int, cost: Double)]]) {
        var builder = Builder(siteCount: siteCount, clientCount: rows.count)
        for row in rows { builder.append(row) }
        self.init(builder)
    }

    /// Creates service costs from a dense matrix, one row per client with `siteCount` costs; +∞ marks a pair that
    /// cannot be used.
    ///
    /// O(n·m log m).
    public init(siteCount: Int, dense matrix: [[Double]]) {
        var builder = Builder(siteCount: siteCount, clientCount: matrix.count)
        for (client, row) in matrix.enumerated() {
            if row.count != siteCount {
                builder.defects.add(
                    "costs", index: client, "has \(row.count) costs; one per site (\(siteCount)) is needed")
            }
            builder.append(row.enumerated().lazy.filter { $0.element != .infinity }.map { ($0.offset, $0.element) })
        }
        self.init(builder)
    }

    /// Creates service costs from a function of client and site; +∞ marks a pair that cannot be used.
    ///
    /// O(n·m log m).
    public init(siteCount: Int, clientCount: Int, cost: (_ client: Int, _ site: Int) -> Double) {
        var builder = Builder(siteCount: siteCount, clientCount: clientCount)
        var row: [(Int, Double)] = []
        for client in 0..<max(0, clientCount) {
            row.removeAll(keepingCapacity: true)
            for site in 0..<max(0, siteCount) {
                let cost = cost(client, site)
                if cost != .infinity { row.append((site, cost)) }
            }
            builder.append(row)
        }
        self.init(builder)
    }

    private init(_ builder: Builder) {
        siteCount = max(0, builder.siteCount)
        offsets = builder.offsets
        sites = builder.sites
        costs = builder.costs
        defects = builder.defects.finished()
    }

    /// Costs of 0 for rows of distinct sites, ascending and in range, in compressed rows.
    init(siteCount: Int, offsets: [Int], covering sites: [Int32]) {
        self.init(
            siteCount: siteCount, offsets: offsets, sites: sites, costs: Array(repeating: 0, count: sites.count),
            defects: [])
    }

    /// The same costs with further defects remembered.
    func inheriting(_ defects: [InputProblem]) -> ServiceCosts {
        ServiceCosts(
            siteCount: siteCount, offsets: offsets, sites: sites, costs: costs, defects: defects + self.defects)
    }

    private init(siteCount: Int, offsets: [Int], sites: [Int32], costs: [Double], defects: [InputProblem]) {
        self.siteCount = siteCount
        self.offsets = offsets
        self.sites = sites
        self.costs = costs
        self.defects = defects
    }

    /// Appends sorted rows and keeps what is wrong apart.
    private struct Builder {
        let siteCount: Int
        var offsets = [0]
        var sites: [Int32] = []
        var costs: [Double] = []
        var defects = ProblemCollector()
        private var lastSeen: [Int]
        private var row: [(cost: Double, site: Int32)] = []

        init(siteCount: Int, clientCount: Int) {
            self.siteCount = siteCount
            let isUsable = (0...Int(Int32.max)).contains(siteCount)
            lastSeen = Array(repeating: -1, count: isUsable ? siteCount : 0)
            offsets.reserveCapacity(max(0, clientCount) + 1)
            if !isUsable { defects.add("siteCount", "\(siteCount) is not in 0...\(Int32.max)") }
            if clientCount < 0 { defects.add("clientCount", "\(clientCount) is negative") }
        }

        mutating func append(_ entries: some Sequence<(Int, Double)>) {
            let client = offsets.count - 1
            row.removeAll(keepingCapacity: true)
            for (site, cost) in entries {
                guard lastSeen.indices.contains(site) else {
                    defects.add("sites", index: client, "site \(site) is not in 0..<\(siteCount)")
                    continue
                }
                guard cost.isFinite else {
                    defects.add(
                        "costs", index: client, "cost of site \(site) is \(cost); leave the pair out or give a number")
                    continue
                }
                guard lastSeen[site] != client else {
                    defects.add("sites", index: client, "site \(site) appears more than once")
                    continue
                }
                lastSeen[site] = client
                row.append((cost, Int32(site)))
            }
            row.sort { ($0.cost, $0.site) < ($1.cost, $1.site) }
            for entry in row {
                sites.append(entry.site)
                costs.append(entry.cost)
            }
            offsets.append(sites.count)
        }
    }
}
