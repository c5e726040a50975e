/// For every client the sites that can serve it, nearest first, in compressed rows.
///
/// Client `i` is served by the entries `offsets[i] ..< offsets[i + 1]` of ``sites`` and ``costs``, sorted by cost and,
/// on ties, by site. A pair that is absent cannot be used. Costs are per unit of client weight.
public struct ServiceCosts: Sendable, Hashable {
    /// Number of sites; site indices are `0 ..< siteCount`.
    public let siteCount: Int
    /// Start of each client's entries, and the total count at the end; `clientCount + 1` values.
    public let offsets: [Int]
    /// Site per entry.
    public let sites: [Int32]
    /// Cost per entry, finite.
    public let costs: [Double]

    /// Number of clients.
    public var clientCount: Int { offsets.count - 1 }

    /// The entries of a client.
    public func entries(of client: Int) -> Range<Int> { offsets[client]..<offsets[client + 1] }

    /// Creates service costs from one row per client of (site, cost) pairs in any order. O(k log k) a row.
    ///
    /// - Precondition: sites lie in `0 ..< siteCount` and appear at most once a row; costs are finite.
    public init(siteCount: Int, rows: [[(site: Int, cost: Double)]]) {
        var offsets = [0]
        var sites: [Int32] = []
        var costs: [Double] = []
        offsets.reserveCapacity(rows.count + 1)
        for row in rows {
            for entry in row.sorted(by: { ($0.cost, $0.site) < ($1.cost, $1.site) }) {
                precondition(entry.site >= 0 && entry.site < siteCount, "site index out of range")
                precondition(entry.cost.isFinite, "service costs must be finite")
                sites.append(Int32(entry.site))
                costs.append(entry.cost)
            }
            offsets.append(sites.count)
        }
        self.siteCount = siteCount
        self.offsets = offsets
        self.sites = sites
        self.costs = costs
    }

    /// Creates service costs from a dense matrix, one row per client with `siteCount` costs; infinity marks a pair
    /// that cannot be used.
    public init(siteCount: Int, dense matrix: [[Double]]) {
        self.init(
            siteCount: siteCount,
            rows: matrix.map { row in row.enumerated().filter { $0.element.isFinite }.map { (site: $0.offset, cost: $0.element) } }
        )
    }
}
