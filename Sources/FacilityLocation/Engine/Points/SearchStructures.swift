/// Doubly linked lists of clients, one per site, in arrays.
final class ClientChains {
    private let heads: UnsafeMutablePointer<Int32>
    private let next: UnsafeMutablePointer<Int32>
    private let previous: UnsafeMutablePointer<Int32>
    private let headCount: Int

    init(heads count: Int, clients: Int) {
        headCount = count
        heads = .allocate(capacity: count)
        heads.initialize(repeating: -1, count: count)
        next = .allocate(capacity: clients)
        next.initialize(repeating: -1, count: clients)
        previous = .allocate(capacity: clients)
        previous.initialize(repeating: -1, count: clients)
    }

    deinit {
        heads.deallocate()
        next.deallocate()
        previous.deallocate()
    }

    func removeAll() { heads.update(repeating: -1, count: headCount) }

    @inline(__always)
    func insert(_ client: Int, at head: Int) {
        let old = heads[head]
        next[client] = old
        previous[client] = -1
        if old >= 0 { previous[Int(old)] = Int32(client) }
        heads[head] = Int32(client)
    }

    @inline(__always)
    func remove(_ client: Int, from head: Int) {
        let before = previous[client]
        let after = next[client]
        if before >= 0 { next[Int(before)] = after } else { heads[head] = after }
        if after >= 0 { previous[Int(after)] = before }
    }

    @inline(__always)
    func forEach(at head: Int, _ body: (Int) -> Void) {
        var client = heads[head]
        while client >= 0 {
            let after = next[Int(client)]
            body(Int(client))
            client = after
        }
    }
}

/// The site of least loss, kept by a tournament: a change costs O(log sites), the answer nothing.
struct LossTournament {
    private let size: Int
    private var values: [Double]
    private var winners: [Int32]

    init(count: Int) {
        var size = 1
        while size < count { size *= 2 }
        self.size = size
        values = Array(repeating: .infinity, count: size)
        winners = Array(repeating: -1, count: 2 * size)
    }

    mutating func removeAll() {
        for position in values.indices { values[position] = .infinity }
        for position in winners.indices { winners[position] = -1 }
    }

    /// Sets a site's loss; infinity takes it out.
    mutating func set(_ site: Int, _ loss: Double) {
        values[site] = loss
        var node = size + site
        winners[node] = loss == .infinity ? -1 : Int32(site)
        while node > 1 {
            node /= 2
            let left = winners[2 * node]
            let right = winners[2 * node + 1]
            if right < 0 || (left >= 0 && values[Int(left)] <= values[Int(right)]) {
                winners[node] = left
            } else {
                winners[node] = right
            }
        }
    }

    /// The site of least loss, −1 when there is none.
    var least: Int { Int(winners[1]) }
}

/// Room for a few sites with their places.
final class NearSites {
    let capacity: Int
    let sites: UnsafeMutablePointer<Int32>
    let squares: UnsafeMutablePointer<Double>
    let x: UnsafeMutablePointer<Double>
    let y: UnsafeMutablePointer<Double>
    let z: UnsafeMutablePointer<Double>

    init(capacity: Int) {
        self.capacity = capacity
        sites = .allocate(capacity: capacity)
        squares = .allocate(capacity: capacity)
        x = .allocate(capacity: capacity)
        y = .allocate(capacity: capacity)
        z = .allocate(capacity: capacity)
    }

    deinit {
        sites.deallocate()
        squares.deallocate()
        x.deallocate()
        y.deallocate()
        z.deallocate()
    }
}
