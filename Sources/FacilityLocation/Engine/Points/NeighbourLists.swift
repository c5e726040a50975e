#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Per client the sites near it, nearest first, eight bytes an entry, and a lower limit on the cost of every site left
/// out.
///
/// Costs are rounded down to single precision, so every bound computed from them holds for the true costs too.
final class NeighbourLists {
    /// Number of clients whose rows are finished.
    private(set) var rowCount = 0
    /// Start of each row, and the total count at the end.
    let starts: UnsafeMutablePointer<Int>
    /// Site per entry.
    private(set) var sites: UnsafeMutablePointer<Int32>
    /// Cost per entry, rounded down.
    private(set) var costs: UnsafeMutablePointer<Float>
    /// Per client, no site that is not in its row serves it for less; infinite when none serves it at all.
    let remainders: UnsafeMutablePointer<Double>
    private var capacity: Int

    /// Creates lists without rows, with room for a number of clients and entries.
    init(clientCount: Int, capacity: Int) {
        self.capacity = max(1_024, capacity)
        starts = .allocate(capacity: clientCount + 1)
        starts.initialize(repeating: 0, count: clientCount + 1)
        remainders = .allocate(capacity: max(1, clientCount))
        remainders.initialize(repeating: 0, count: max(1, clientCount))
        sites = NeighbourLists.memory(self.capacity)
        costs = NeighbourLists.memory(self.capacity)
    }

    deinit {
        starts.deallocate()
        remainders.deallocate()
        free(sites)
        free(costs)
    }

    /// Number of entries of all rows.
    var entryCount: Int { starts[rowCount] }

    /// The entries of a client.
    @inline(__always)
    func entries(_ client: Int) -> Range<Int> { starts[client]..<starts[client + 1] }

    /// Makes room for `count` more entries; their slots may be written before ``finishRow(count:remainder:)``.
    func reserve(_ count: Int) {
        let needed = entryCount + count
        guard needed > capacity else { return }
        capacity = max(needed, capacity + capacity / 4)
        sites = NeighbourLists.resized(sites, capacity)
        costs = NeighbourLists.resized(costs, capacity)
    }

    /// Ends a row whose `count` entries were written behind those of the row before.
    func finishRow(count: Int, remainder: Double) {
        remainders[rowCount] = remainder
        starts[rowCount + 1] = starts[rowCount] + count
        rowCount += 1
    }

    /// Appends a row of other lists.
    func copyRow(of other: NeighbourLists, client: Int) {
        let range = other.entries(client)
        reserve(range.count)
        (sites + entryCount).update(from: other.sites + range.lowerBound, count: range.count)
        (costs + entryCount).update(from: other.costs + range.lowerBound, count: range.count)
        finishRow(count: range.count, remainder: other.remainders[client])
    }

    /// Drops entries in place: those `keeps` refuses.
    func compact(keeps: (_ client: Int, _ site: Int32, _ cost: Float) -> Bool) {
        var target = 0
        for client in 0..<rowCount {
            let range = entries(client)
            starts[client] = target
            for entry in range where keeps(client, sites[entry], costs[entry]) {
                sites[target] = sites[entry]
                costs[target] = costs[entry]
                target += 1
            }
        }
        starts[rowCount] = target
    }

    /// The largest single-precision number that is not above a cost.
    @inline(__always)
    static func roundedDown(_ cost: Double) -> Float {
        let value = Float(cost)
        return Double(value) > cost ? value.nextDown : value
    }

    // realloc grows large blocks without a copy, which keeps the peak low.
    private static func memory<T>(_ count: Int) -> UnsafeMutablePointer<T> {
        guard let block = malloc(count * MemoryLayout<T>.stride) else {
            preconditionFailure("out of memory for \(count) entries of neighbour lists")
        }
        return block.bindMemory(to: T.self, capacity: count)
    }

    private static func resized<T>(_ old: UnsafeMutablePointer<T>, _ count: Int) -> UnsafeMutablePointer<T> {
        guard let block = realloc(old, count * MemoryLayout<T>.stride) else {
            preconditionFailure("out of memory for \(count) entries of neighbour lists")
        }
        return block.bindMemory(to: T.self, capacity: count)
    }
}

/// The rows of ``NeighbourLists`` by site: which clients list it, at what cost, in the order of the clients.
final class ClientsBySite {
    let starts: UnsafeMutablePointer<Int>
    let clients: UnsafeMutablePointer<Int32>
    let costs: UnsafeMutablePointer<Float>
    /// The client nearest to each site, −1 where none lists it.
    let nearestClient: UnsafeMutablePointer<Int32>

    /// Transposes lists.
    ///
    /// O(entries). What is made when the control says stop is incomplete and of no use.
    init(_ lists: NeighbourLists, siteCount: Int, control: SolveControl) {
        starts = .allocate(capacity: siteCount + 1)
        starts.initialize(repeating: 0, count: siteCount + 1)
        let total = lists.entryCount
        clients = .allocate(capacity: max(1, total))
        costs = .allocate(capacity: max(1, total))
        clients.initialize(repeating: 0, count: max(1, total))
        costs.initialize(repeating: .infinity, count: max(1, total))
        nearestClient = .allocate(capacity: max(1, siteCount))
        nearestClient.initialize(repeating: -1, count: max(1, siteCount))
        for entry in 0..<total { starts[Int(lists.sites[entry]) + 1] += 1 }
        for site in 0..<siteCount { starts[site + 1] += starts[site] }
        let next = UnsafeMutablePointer<Int>.allocate(capacity: max(1, siteCount))
        let best = UnsafeMutablePointer<Float>.allocate(capacity: max(1, siteCount))
        defer {
            next.deallocate()
            best.deallocate()
        }
        best.initialize(repeating: .infinity, count: max(1, siteCount))
        for site in 0..<siteCount { next[site] = starts[site] }
        for client in 0..<lists.rowCount {
            if client & 1023 == 1023, control.mustStop { break }
            for entry in lists.entries(client) {
                let site = Int(lists.sites[entry])
                let slot = next[site]
                clients[slot] = Int32(client)
                costs[slot] = lists.costs[entry]
                next[site] = slot + 1
                if lists.costs[entry] < best[site] {
                    best[site] = lists.costs[entry]
                    nearestClient[site] = Int32(client)
                }
            }
        }
    }

    deinit {
        starts.deallocate()
        clients.deallocate()
        costs.deallocate()
        nearestClient.deallocate()
    }

    @inline(__always)
    func entries(_ site: Int) -> Range<Int> { starts[site]..<starts[site + 1] }
}
