internal import LinearOptimization

/// Consortia over positions: costs, loads, capacities and borders.
struct ConsortiumGrid {
    let problem: ConsortiumProblem
    /// Cost per lead of each member; `nil` where not admissible.
    private(set) var cost: [[Int?]]
    private(set) var neighbors: [[Int]]
    let loads: [Int]
    let capacities: [Int]
    /// Member where each lead's catchment starts.
    let seats: [Int?]

    /// Why a search through everything found nothing.
    static let noPlan = "capacities, admissible pairs and borders together allow no plan"

    var memberCount: Int { loads.count }
    var leadCount: Int { capacities.count }
    var isContiguous: Bool { problem.isContiguous }

    init(_ problem: ConsortiumProblem) {
        self.problem = problem
        let leadAt = Dictionary(uniqueKeysWithValues: problem.leads.enumerated().map { ($1.id, $0) })
        let memberAt = Dictionary(uniqueKeysWithValues: problem.members.enumerated().map { ($1.id, $0) })
        loads = problem.members.map(\.load)
        capacities = problem.leads.map(\.capacity)
        cost = Array(repeating: Array(repeating: nil, count: problem.leads.count), count: problem.members.count)
        neighbors = Array(repeating: [], count: problem.members.count)
        seats = problem.leads.map { lead in lead.seat.flatMap { memberAt[$0] } }
        for lane in problem.lanes {
            if let lead = leadAt[lane.lead], let member = memberAt[lane.member] { cost[member][lead] = lane.cost }
        }
        for border in problem.borders {
            if let a = memberAt[border.a], let b = memberAt[border.b] {
                neighbors[a].append(b)
                neighbors[b].append(a)
            }
        }
    }

    /// Reasons no plan can exist, found by counting.
    func obstacle() -> String? {
        var reasons: [String] = []
        for (index, member) in problem.members.enumerated() where cost[index].allSatisfy({ $0 == nil }) {
            reasons.append("\(member.id) has no admissible lead")
        }
        let load = loads.reduce(0, +)
        let capacity = capacities.reduce(0, +)
        if load > capacity { reasons.append("a load of \(load) exceeds all capacities, \(capacity)") }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }

    /// Cost of a choice; `nil` when somebody is left over.
    func total(_ chosen: [Int?]) -> Int? {
        var sum = 0
        for (member, lead) in chosen.enumerated() {
            guard let lead, let cost = cost[member][lead] else { return nil }
            sum += cost
        }
        return sum
    }

    /// Whether a lead's members hang together with its seat.
    func isConnected(_ lead: Int, _ chosen: [Int?]) -> Bool {
        guard isContiguous else { return true }
        let count = chosen.count { $0 == lead }
        guard count > 0 else { return true }
        guard let seat = seats[lead], chosen[seat] == lead else { return false }
        var isSeen = [Bool](repeating: false, count: memberCount)
        isSeen[seat] = true
        var island = [seat]
        var head = 0
        while head < island.count {
            for next in neighbors[island[head]] where !isSeen[next] && chosen[next] == lead {
                isSeen[next] = true
                island.append(next)
            }
            head += 1
        }
        return island.count == count
    }

    /// The plan of a choice; without one when somebody is left over.
    func plan(_ chosen: [Int?], engine: String, bound: Int?) -> ConsortiumPlan {
        guard let total = total(chosen) else {
            return ConsortiumPlan(
                engine: engine,
                termination: .init(.noSolutionFound, limit: .heuristic, detail: "the greedy leads have no room left"),
                leads: [:], bound: bound)
        }
        var leads: [InstitutionID: StaffDonorID] = [:]
        for (member, lead) in chosen.enumerated() {
            if let lead { leads[problem.members[member].id] = problem.leads[lead].id }
        }
        return ConsortiumPlan(
            engine: engine, termination: bound == total ? .init(.optimal) : .init(.feasible, limit: .heuristic),
            leads: leads, cost: total, bound: bound)
    }
}
