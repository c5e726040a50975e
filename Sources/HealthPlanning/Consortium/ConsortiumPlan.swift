public import LinearOptimization

/// Which lead each institution has.
public struct ConsortiumPlan: Sendable, Hashable {
    /// Engine that made the plan.
    public var engine: String
    /// Why it stopped; `infeasible` when no plan exists, with the reason.
    public var termination: Termination
    /// The lead of each institution; empty without a plan.
    public var leads: [InstitutionID: StaffDonorID]
    /// Cost of all pairs; `nil` without a plan.
    public var cost: Int?
    /// Proven least cost, rounded up to a whole number; `nil` when nothing was proven.
    public var bound: Int?
    /// Cuts added for contiguity.
    public var cuts = 0
    /// Times and nodes.
    public var statistics = SolveStatistics()

    /// Creates a plan.
    public init(
        engine: String, termination: Termination, leads: [InstitutionID: StaffDonorID], cost: Int? = nil,
        bound: Int? = nil
    ) {
        self.engine = engine
        self.termination = termination
        self.leads = leads
        self.cost = cost
        self.bound = bound
    }
}

extension ConsortiumProblem {
    /// Checks consortia from the data alone: one admissible lead each, capacities, connection, cost.
    public func checks(_ plan: ConsortiumPlan) -> [VerificationReport.Check] {
        guard let cost = plan.cost else {
            let passed = !plan.termination.isOptimal && plan.leads.isEmpty
            return [.init(name: "consortium", passed: passed, detail: "no plan: \(plan.termination.detail)")]
        }
        var wrong: [String] = []
        var load: [StaffDonorID: Int] = [:]
        var sum = 0
        for member in members {
            guard let lead = plan.leads[member.id],
                let lane = lanes.first(where: { $0.lead == lead && $0.member == member.id })
            else {
                wrong.append("\(member.id) has no admissible lead")
                continue
            }
            load[lead, default: 0] += member.load
            sum += lane.cost
        }
        if plan.leads.count != members.count { wrong.append("\(plan.leads.count) institutions are led") }
        for lead in leads where load[lead.id, default: 0] > lead.capacity {
            wrong.append("\(lead.id) leads \(load[lead.id, default: 0]) of \(lead.capacity)")
        }
        if isContiguous { wrong += leads.compactMap { disconnected($0, plan.leads) } }
        if sum != cost { wrong.append("cost \(sum), not \(cost)") }
        if let bound = plan.bound, bound > sum { wrong.append("bound \(bound) above the cost") }
        if plan.termination.isOptimal && plan.bound != sum {
            wrong.append("optimal is claimed, bound does not meet it")
        }
        return [
            .init(
                name: "consortium", passed: wrong.isEmpty,
                detail: wrong.isEmpty ? "\(members.count) institutions, cost \(sum)" : wrong.joined(separator: "; "))
        ]
    }

    /// Why a catchment is not connected to its seat; `nil` when it is.
    private func disconnected(_ lead: Lead, _ chosen: [InstitutionID: StaffDonorID]) -> String? {
        var left = Set(chosen.filter { $0.value == lead.id }.keys)
        guard !left.isEmpty, let seat = lead.seat else { return nil }
        guard left.remove(seat) != nil else { return "\(lead.id) does not lead its seat" }
        var frontier = [seat]
        while let here = frontier.popLast() {
            for border in borders {
                for (from, to) in [(border.a, border.b), (border.b, border.a)] where from == here {
                    if left.remove(to) != nil { frontier.append(to) }
                }
            }
        }
        return left.isEmpty ? nil : "\(left.count) institutions of \(lead.id) are cut off"
    }
}
