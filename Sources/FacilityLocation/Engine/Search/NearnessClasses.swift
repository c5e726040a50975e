/// The clients near each site, apart for clients that are served from near and from far.
///
/// A move matters to clients whose two open sites are farther than the site moved. Looking from a site outwards one may
/// stop where no client has its second open site farther away; a few remote clients would make that far for everyone,
/// so that every class has a limit of its own.
final class NearnessClasses {
    /// Number of classes.
    static let count = shares.count + 1
    /// Class per client.
    let classOf: UnsafeMutablePointer<UInt8>
    /// Start per site and class, −1 in front for sites that are left out.
    private let starts: UnsafeMutablePointer<Int32>
    let indices: UnsafeMutablePointer<Int32>
    let costs: UnsafeMutablePointer<Double>

    /// Shares of the clients in all but the last class, those served from farthest first.
    private static let shares = [0.01, 0.04, 0.15, 0.30]

    /// - Parameters:
    ///   - seconds: cost of each client's second open site in a typical plan.
    ///   - included: sites to arrange.
    init(_ model: EngineModel, seconds: UnsafePointer<Double>, included: [Bool]) {
        let clientCount = model.clientCount
        let count = Self.count
        let order = (0..<clientCount).sorted { seconds[$0] > seconds[$1] || (seconds[$0] == seconds[$1] && $0 < $1) }
        classOf = .allocate(capacity: max(1, clientCount))
        classOf.initialize(repeating: UInt8(count - 1), count: max(1, clientCount))
        var next = 0
        for (number, share) in Self.shares.enumerated() {
            let size = Int(share * Double(clientCount))
            for client in order[next..<(next + size)] { classOf[client] = UInt8(number) }
            next += size
        }
        var total = 0
        for site in 0..<model.siteCount where included[site] { total += model.clientsBySite.entries(site).count }
        indices = .allocate(capacity: max(1, total))
        costs = .allocate(capacity: max(1, total))
        starts = .allocate(capacity: max(1, (count + 1) * model.siteCount))
        starts.initialize(repeating: -1, count: max(1, (count + 1) * model.siteCount))
        var end = 0
        var positions = Array(repeating: 0, count: count)
        for site in 0..<model.siteCount where included[site] {
            let entries = model.clientsBySite.sortedEntries(site)
            let clients = model.clientsBySite.indices
            for number in 0..<count { positions[number] = 0 }
            for entry in entries { positions[Int(classOf[Int(clients[entry])])] += 1 }
            for number in 0..<count {
                starts[site * (count + 1) + number] = Int32(end)
                let size = positions[number]
                positions[number] = end
                end += size
            }
            starts[site * (count + 1) + count] = Int32(end)
            for entry in entries {
                let number = Int(classOf[Int(clients[entry])])
                indices[positions[number]] = clients[entry]
                costs[positions[number]] = model.clientsBySite.costs[entry]
                positions[number] += 1
            }
        }
    }

    deinit {
        classOf.deallocate()
        starts.deallocate()
        indices.deallocate()
        costs.deallocate()
    }

    /// Whether a site is arranged.
    func includes(_ site: Int) -> Bool { starts[site * (Self.count + 1)] >= 0 }

    /// A class's entries at an arranged site, nearest first.
    @inline(__always)
    func entries(_ site: Int, _ number: Int) -> Range<Int> {
        let position = site * (Self.count + 1) + number
        return Int(starts[position])..<Int(starts[position + 1])
    }
}
