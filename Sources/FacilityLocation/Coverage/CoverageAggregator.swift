/// Gathers clients by the set of sites that cover them, one client at a time, so that millions of clients need no memory
/// of their own: what is kept is one row per distinct set, with the summed weight of its clients.
///
/// Feed it with ``add(weight:sites:)``, or through a ``CoverageGrid`` with ``add(weight:x:y:within:)``, then build a problem
/// on it: ``NearestSiteProblem/maximalCovering(_:count:roles:)`` or
/// ``SetCoveringProblem/covering(_:openingCosts:minimumCoveredShare:roles:)``. Clients of such a problem are the rows.
/// Whole-number weights are summed exactly up to 2^53.
///
/// Memory: `siteCount / 8` bytes a row.
public struct CoverageAggregator: Sendable {
    /// Number of sites; site indices are `0 ..< siteCount`.
    public let siteCount: Int
    /// Number of clients added.
    public private(set) var clientCount = 0
    /// Summed weight per row.
    public private(set) var weights: [Double] = []
    private let words: Int
    private var bits: [UInt64] = []
    private var hashes: [UInt64] = []
    /// Row per slot of an open hash table, −1 where free.
    private var table: [Int32]
    private var scratch: [UInt64]
    private var defects = ProblemCollector()

    /// Creates an aggregator without clients.
    public init(siteCount: Int) {
        let isUsable = (0...Int(Int32.max)).contains(siteCount)
        self.siteCount = isUsable ? siteCount : 0
        words = (self.siteCount + 63) / 64
        scratch = Array(repeating: 0, count: words)
        table = Array(repeating: -1, count: 1 << 12)
        if !isUsable { defects.add("siteCount", "\(siteCount) is not in 0...\(Int32.max)") }
    }

    /// Number of distinct sets of covering sites met so far, the empty set included.
    public var rowCount: Int { weights.count }

    /// Summed weight of the clients that no site covers.
    public var uncoverableWeight: Double {
        var sum = 0.0
        for row in 0..<rowCount where bits[row * words..<(row + 1) * words].allSatisfy({ $0 == 0 }) {
            sum += weights[row]
        }
        return sum
    }

    /// Everything that was wrong with the clients added; solving a problem built on this reports it.
    public func problems() -> [InputProblem] { defects.finished() }

    /// Adds a client.
    ///
    /// O(sites / 64 + its covering sites).
    ///
    /// - Parameters:
    ///   - weight: Weight of the client, finite, at least 0.
    ///   - sites: Sites that cover it, in any order; repeated ones count once.
    /// - Returns: the row the client belongs to.
    @discardableResult
    public mutating func add(weight: Double = 1, sites: some Sequence<Int>) -> Int {
        for word in 0..<words { scratch[word] = 0 }
        for site in sites {
            guard site >= 0, site < siteCount else {
                defects.add("sites", index: clientCount, "site \(site) is not in 0..<\(siteCount)")
                continue
            }
            scratch[site >> 6] |= 1 << UInt64(site & 63)
        }
        return addScratch(weight: weight)
    }

    /// Adds a client at a point, covered by the sites a grid finds within reach.
    ///
    /// - Precondition: the grid has ``siteCount`` sites.
    @discardableResult
    public mutating func add(weight: Double = 1, x: Double, y: Double, within grid: CoverageGrid) -> Int {
        precondition(grid.siteCount == siteCount, "the grid has \(grid.siteCount) sites, the aggregator \(siteCount)")
        scratch.withUnsafeMutableBufferPointer { scratch in
            for word in scratch.indices { scratch[word] = 0 }
            grid.forEachSite(nearX: x, y: y) { site in scratch[site >> 6] |= 1 << UInt64(site & 63) }
        }
        return addScratch(weight: weight)
    }

    /// The sites of a row, ascending.
    public func sites(ofRow row: Int) -> [Int] {
        var result: [Int32] = []
        appendSites(ofRow: row, to: &result)
        return result.map { Int($0) }
    }

    /// The rows as service costs, each site of a row at cost 0.
    public func serviceCosts() -> ServiceCosts {
        var offsets = [0]
        var sites: [Int32] = []
        appendRows(to: &offsets, &sites)
        return ServiceCosts(siteCount: siteCount, offsets: offsets, covering: sites).inheriting(problems())
    }

    /// Appends the rows to compressed rows.
    func appendRows(to offsets: inout [Int], _ sites: inout [Int32]) {
        offsets.reserveCapacity(offsets.count + rowCount)
        for row in 0..<rowCount {
            appendSites(ofRow: row, to: &sites)
            offsets.append(sites.count)
        }
    }

    private func appendSites(ofRow row: Int, to sites: inout [Int32]) {
        for word in 0..<words {
            var left = bits[row * words + word]
            while left != 0 {
                sites.append(Int32(word * 64 + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
    }

    /// Adds a client with the set in `set`, given as `words` words; for callers that build bit sets themselves.
    mutating func add(weight: Double, set: UnsafeBufferPointer<UInt64>) -> Int {
        for word in 0..<words { scratch[word] = set[word] }
        return addScratch(weight: weight)
    }

    private mutating func addScratch(weight: Double) -> Int {
        if !(weight >= 0 && weight.isFinite) {
            defects.add("weights", index: clientCount, "is \(weight); a finite number of at least 0 is needed")
        }
        clientCount += 1
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for word in scratch {
            hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 29
        }
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let row = Int(table[slot])
            if row < 0 { break }
            if hashes[row] == hash, holdsScratch(row) {
                weights[row] += weight
                return row
            }
            slot = (slot + 1) & mask
        }
        let row = weights.count
        table[slot] = Int32(row)
        weights.append(weight)
        hashes.append(hash)
        bits.append(contentsOf: scratch)
        if 2 * weights.count > table.count { grow() }
        return row
    }

    private func holdsScratch(_ row: Int) -> Bool {
        let base = row * words
        for word in 0..<words where bits[base + word] != scratch[word] { return false }
        return true
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: 2 * table.count)
        let mask = table.count - 1
        for row in hashes.indices {
            var slot = Int(truncatingIfNeeded: hashes[row]) & mask
            while table[slot] >= 0 { slot = (slot + 1) & mask }
            table[slot] = Int32(row)
        }
    }
}
