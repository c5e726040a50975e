import HealthPlanning

/// Staff for community-level institutions: totals, the comparison with greedy, and every shortage that fits.
struct DispatchTable {
    /// Shortages listed one by one; the rest are counted.
    static let listedShortages = 10

    let report: PlanReport

    init(_ report: PlanReport) { self.report = report }

    var lines: [String] {
        guard let dispatch = report.plan.dispatch else { return [] }
        return ["Staff for community-level institutions"] + PlanTable.labelled(totals(dispatch)) + shortages(dispatch)
    }

    func totals(_ dispatch: DispatchPlan) -> [(String, String)] {
        let policy = report.plan.scenario.dispatch
        let missing = dispatch.institutions - dispatch.served
        var rows = [
            (
                "Institutions",
                "\(NumberText.grouped(dispatch.institutions)), served \(NumberText.grouped(dispatch.served)), "
                    + "without anyone \(NumberText.grouped(missing))"
            ),
            (
                "Sent",
                "\(NumberText.fixed(dispatch.fullTimeEquivalents)) full-time equivalents, "
                    + "\(NumberText.brief(policy.presenceDaysPerWeek)) days a week at each, "
                    + "\(NumberText.fixed(dispatch.visitsPerYear)) visits a year"
            ),
            (
                "Travel",
                "\(NumberText.fixed(dispatch.travel)) institution-km one way, mean "
                    + "\(NumberText.fixed(dispatch.served > 0 ? dispatch.travel / Double(dispatch.served) : 0, 1)) km, "
                    + "reach \(NumberText.brief(policy.reachKilometers)) km"
            ),
            ("Status", StatusText.sentence(dispatch.termination) + ", engine \(dispatch.engine)"),
        ]
        if let greedy = report.plan.greedyDispatch {
            rows.append(
                (
                    "Greedy",
                    "served \(NumberText.grouped(greedy.served)), \(NumberText.fixed(greedy.travel)) institution-km"
                )
            )
        }
        return rows
    }

    private func shortages(_ dispatch: DispatchPlan) -> [String] {
        guard !dispatch.shortages.isEmpty else { return ["  No shortage: every institution has someone."] }
        let listed = dispatch.shortages.prefix(Self.listedShortages)
        var table = TextTable([("Shortage: county", .left), ("institutions without anyone", .right)])
        for shortage in listed {
            table.add([report.countyAndCity(shortage.county), NumberText.grouped(shortage.institutions)])
        }
        let rest = dispatch.shortages.dropFirst(listed.count)
        guard !rest.isEmpty else { return table.lines() }
        let restInstitutions = rest.reduce(0) { $0 + $1.institutions }
        return table.lines() + [
            "  and \(NumberText.grouped(rest.count)) more counties with \(NumberText.grouped(restInstitutions)) institutions; "
                + "all of them are in plan.json and shortages.csv"
        ]
    }
}
