/// The cheapest move of a client between any two slots of a transport.
///
/// A slot's moves are found when they are first needed and kept up to date as clients come and go.
final class TransportMoves {
    private let stride: Int
    /// By how much the cheapest move costs more, in rows of the slots left; +∞ for none.
    let cost: Scratch<Double>
    /// The client to move.
    let who: Scratch<Int32>
    /// Whether the moves from a slot have to be found again before they are used.
    let isStale: Scratch<Bool>
    private var lost: [Int] = []

    init(stride: Int) {
        self.stride = stride
        cost = Scratch(repeating: 0, count: stride * stride)
        who = Scratch(repeating: -1, count: stride * stride)
        isStale = Scratch(repeating: true, count: stride)
    }

    /// Finds the moves from a slot to every other one again.
    ///
    /// O(members · width).
    func refresh(_ from: Int, members: [Int32], costs: Scratch<Double>, width: Int) {
        let cost = cost.base + from * stride
        let who = who.base + from * stride
        for to in 0..<width { cost[to] = .infinity }
        members.withUnsafeBufferPointer { list in
            for member in list {
                let row = costs.base + Int(member) * stride
                let base = row[from]
                for to in 0..<width {
                    let move = row[to] - base
                    if move < cost[to] {
                        cost[to] = move
                        who[to] = member
                    }
                }
            }
        }
        cost[from] = .infinity
        isStale[from] = false
    }

    /// Finds the move from a slot to one other again, where the slot's moves are known.
    func refresh(_ from: Int, to: Int, members: [Int32], costs: Scratch<Double>) {
        if isStale[from] || from == to { return }
        var least = Double.infinity
        var client = Int32(-1)
        members.withUnsafeBufferPointer { list in
            for member in list {
                let row = costs.base + Int(member) * stride
                let move = row[to] - row[from]
                if move < least {
                    least = move
                    client = member
                }
            }
        }
        cost[from * stride + to] = least
        who[from * stride + to] = client
    }

    /// Takes a new member's moves into account.
    func welcome(_ client: Int, at slot: Int, costs: Scratch<Double>, width: Int) {
        if isStale[slot] { return }
        let cost = cost.base + slot * stride
        let who = who.base + slot * stride
        let row = costs.base + client * stride
        let base = row[slot]
        for to in 0..<width where row[to] - base < cost[to] && to != slot {
            cost[to] = row[to] - base
            who[to] = Int32(client)
        }
    }

    /// Finds the moves again that a former member was the cheapest for.
    func dismiss(_ client: Int, from slot: Int, members: [Int32], costs: Scratch<Double>, width: Int) {
        if isStale[slot] { return }
        let cost = cost.base + slot * stride
        let who = who.base + slot * stride
        lost.removeAll(keepingCapacity: true)
        for to in 0..<width where who[to] == Int32(client) && to != slot {
            cost[to] = .infinity
            lost.append(to)
        }
        members.withUnsafeBufferPointer { list in
            for member in list {
                let row = costs.base + Int(member) * stride
                let base = row[slot]
                for to in lost where row[to] - base < cost[to] {
                    cost[to] = row[to] - base
                    who[to] = member
                }
            }
        }
    }
}
