/// Checks the sums, distances and bound of a dispatch plan.
struct DispatchAudit {
    private(set) var checks: [Audit.Check] = []

    init(_ audit: Audit, _ plan: DispatchPlan) {
        let served = plan.flows.reduce(0) { $0 + $1.institutions }
        let short = plan.shortages.reduce(0) { $0 + $1.institutions }
        add(
            "every institution is served or reported short", plan.served + short == plan.institutions,
            "\(plan.served) served, \(short) short, \(plan.institutions) in all")
        add("flows add up to the institutions served", served == plan.served, "\(served), claimed \(plan.served)")
        add(
            "counts are positive",
            plan.flows.allSatisfy { $0.institutions > 0 } && plan.shortages.allSatisfy { $0.institutions > 0 },
            "\(plan.flows.count) flows, \(plan.shortages.count) shortages")
        let counties = Dictionary(audit.counties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var wrong: [String] = []
        var travel = 0.0
        for flow in plan.flows {
            guard let from = counties[flow.from], let to = counties[flow.to] else {
                wrong.append("\(flow.from) → \(flow.to)")
                continue
            }
            let distance = flow.from == flow.to ? 0 : Audit.kilometers(from.location, to.location)
            travel += distance * Double(flow.institutions)
            if abs(distance - flow.kilometers) > 0.01 + 1e-6 * distance
                || distance > audit.scenario.dispatch.reachKilometers + 0.01
            {
                wrong.append("\(flow.from) → \(flow.to): \(flow.kilometers) km, recomputed \(distance)")
            }
        }
        add(
            "dispatch distances recomputed, within reach", wrong.isEmpty,
            wrong.isEmpty ? "\(plan.flows.count) flows" : wrong.prefix(3).joined(separator: "; "))
        add(
            "travel recomputed", abs(travel - plan.travel) <= 1e-4 * max(1, travel),
            "\(plan.travel), recomputed \(travel)")
        if let objective = plan.objective {
            add("objective is the shortage", Audit.agree(objective, Double(short)), "\(objective), short \(short)")
            add(
                "bound lies on its side", plan.objectiveBound <= objective + 1e-9 * max(1, objective),
                "objective \(objective), bound \(plan.objectiveBound)")
        }
    }

    private mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        checks.append(.init(name: "dispatch: " + name, passed: passed, detail: detail))
    }
}
