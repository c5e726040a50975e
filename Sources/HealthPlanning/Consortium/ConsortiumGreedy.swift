/// The baseline: leads by falling regret, repaired by moving others on, improved by moves and exchanges.
///
/// Regret construction and shift and swap neighbourhoods for generalized assignment as in Martello & Toth (1990) and
/// Osman (1995), each move kept only when catchments stay connected.
struct ConsortiumGreedy {
    private let grid: ConsortiumGrid
    private var chosen: [Int?]
    private var room: [Int]

    private init(_ grid: ConsortiumGrid) {
        self.grid = grid
        chosen = Array(repeating: nil, count: grid.memberCount)
        room = grid.capacities
    }

    /// The lead of each member; `nil` entries for those left over.
    ///
    /// - Parameter prices: What a unit of each lead's capacity costs on top, to construct by; none for plain costs.
    static func solve(_ grid: ConsortiumGrid, prices: [Double]? = nil) -> [Int?] {
        var search = ConsortiumGreedy(grid)
        search.construct(prices ?? Array(repeating: 0, count: grid.leadCount))
        search.place()
        search.improve()
        search.place()
        return search.chosen
    }

    /// Gives members to leads, the one who would lose most by waiting first.
    private mutating func construct(_ prices: [Double]) {
        var open = Array(0..<grid.memberCount)
        while !open.isEmpty {
            var best: (regret: Double, load: Int, place: Int, lead: Int)?
            for (place, member) in open.enumerated() {
                var (first, second, lead) = (Double.infinity, Double.infinity, -1)
                for candidate in 0..<grid.leadCount where canJoin(member, candidate) {
                    guard let cost = grid.cost[member][candidate] else { continue }
                    let value = Double(cost) + prices[candidate] * Double(grid.loads[member])
                    if value < first {
                        (first, second, lead) = (value, first, candidate)
                    } else {
                        second = min(second, value)
                    }
                }
                guard lead >= 0 else { continue }
                // A lead's own seat comes first: without it nobody else can follow.
                let isSeat = grid.isContiguous && grid.seats[lead] == member
                let regret = isSeat ? .infinity : second - first
                if best.map({ (regret, grid.loads[member]) > ($0.regret, $0.load) }) ?? true {
                    best = (regret, grid.loads[member], place, lead)
                }
            }
            guard let best else { return }
            move(open.remove(at: best.place), to: best.lead)
        }
    }

    /// Whether a lead has room for a member that touches its catchment.
    private func canJoin(_ member: Int, _ lead: Int) -> Bool {
        guard room[lead] >= grid.loads[member], grid.cost[member][lead] != nil else { return false }
        return !grid.isContiguous || grid.seats[lead] == member
            || grid.neighbors[member].contains { chosen[$0] == lead }
    }

    private mutating func move(_ member: Int, to lead: Int?) {
        if let old = chosen[member] { room[old] += grid.loads[member] }
        if let lead { room[lead] -= grid.loads[member] }
        chosen[member] = lead
    }

    /// Makes moves when every lead keeps within its capacity and in one piece; says whether it did.
    private mutating func attempt(_ moves: [(member: Int, lead: Int?)]) -> Bool {
        let before = moves.map { chosen[$0.member] }
        for (member, lead) in moves { move(member, to: lead) }
        let touched = Set(before.compactMap { $0 } + moves.compactMap(\.lead))
        if touched.allSatisfy({ room[$0] >= 0 && grid.isConnected($0, chosen) }) { return true }
        for (index, step) in moves.enumerated() { move(step.member, to: before[index]) }
        return false
    }

    /// Finds places for those left over, moving one or two others on where that makes room.
    private mutating func place() {
        var isPlaced = true
        while isPlaced {
            isPlaced = false
            for member in chosen.indices where chosen[member] == nil {
                if admit(member) { isPlaced = true }
            }
        }
    }

    private mutating func admit(_ member: Int) -> Bool {
        let leads = (0..<grid.leadCount).filter { grid.cost[member][$0] != nil }
            .sorted { (grid.cost[member][$0] ?? 0, $0) < (grid.cost[member][$1] ?? 0, $1) }
        for lead in leads where attempt([(member, lead)]) { return true }
        for lead in leads {
            let lacking = grid.loads[member] - room[lead]
            let own = chosen.indices.filter { chosen[$0] == lead }
            for other in own where grid.loads[other] >= lacking {
                for next in 0..<grid.leadCount where next != lead && grid.cost[other][next] != nil {
                    if attempt([(member, lead), (other, next)]) { return true }
                    // The next lead makes room in turn.
                    let further = chosen.indices.filter { chosen[$0] == next }
                    for third in further where room[next] + grid.loads[third] >= grid.loads[other] {
                        for last in 0..<grid.leadCount where last != next && grid.cost[third][last] != nil {
                            if attempt([(member, lead), (other, next), (third, last)]) { return true }
                        }
                    }
                }
            }
        }
        return false
    }

    /// Moves and exchanges members as long as that lowers the cost.
    private mutating func improve() {
        var isBetter = true
        while isBetter {
            isBetter = false
            for member in chosen.indices {
                guard let lead = chosen[member], let now = grid.cost[member][lead] else { continue }
                for other in 0..<grid.leadCount where other != lead && room[other] >= grid.loads[member] {
                    guard let cost = grid.cost[member][other], cost < now else { continue }
                    if attempt([(member, other)]) {
                        isBetter = true
                        break
                    }
                }
            }
            for a in chosen.indices {
                for b in chosen.indices.dropFirst(a + 1) where exchange(a, b) { isBetter = true }
            }
        }
    }

    private mutating func exchange(_ a: Int, _ b: Int) -> Bool {
        guard let leadA = chosen[a], let leadB = chosen[b], leadA != leadB, let nowA = grid.cost[a][leadA],
            let nowB = grid.cost[b][leadB], let thenA = grid.cost[a][leadB], let thenB = grid.cost[b][leadA],
            thenA + thenB < nowA + nowB
        else { return false }
        return attempt([(a, leadB), (b, leadA)])
    }
}
