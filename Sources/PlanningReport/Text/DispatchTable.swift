import HealthPlanning

/// Staff for community-level institutions: totals, the comparison with greedy, and every shortage that fits.
struct DispatchTable {
    /// Shortages listed one by one; the rest are counted.
    static let listedShortages = 10
    /// Reasons for shortages told.
    static let listedReasons = 5

    private let report: DispatchReport
    private var dispatch: DispatchPlan { report.dispatch }

    init(_ report: DispatchReport) { self.report = report }

    var lines: [String] {
        ["Staff for community-level institutions"] + PlanTable.labelled(totals) + shortages + explanations + notes
    }

    var totals: [(String, String)] {
        let policy = report.policy
        var rows = [
            (
                "Institutions",
                "\(NumberText.grouped(dispatch.institutions)), served \(NumberText.grouped(dispatch.served)), "
                    + "without anyone \(NumberText.grouped(dispatch.unserved))"
                    + (dispatch.unservedBound.map { ", least possible \(NumberText.grouped($0))" } ?? "")
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
                    + "\(NumberText.fixed(dispatch.meanKilometers, 1)) km, "
                    + "reach \(NumberText.brief(policy.reachKilometers)) km"
            ),
            ("Status", StatusText.sentence(dispatch.termination) + ", engine \(dispatch.engine)"),
        ]
        if let greedy = report.greedy {
            rows.append(
                (
                    "Greedy",
                    "served \(NumberText.grouped(greedy.served)), \(NumberText.fixed(greedy.travel)) institution-km"
                )
            )
        }
        return rows
    }

    /// Why nobody can be sent: the reason that concerns most institutions first.
    var reasons: [String] {
        dispatch.explanations.sorted { $0.missing > $1.missing }.prefix(Self.listedReasons).map { reason in
            let places = reason.counties.prefix(3).map(report.territory.countyAndCity).joined(separator: ", ")
            let more = reason.counties.count > 3 ? " and \(NumberText.grouped(reason.counties.count - 3)) more" : ""
            return
                "\(places)\(more): \(NumberText.grouped(reason.institutions)) institutions, but the hospitals within reach "
                + "can serve \(NumberText.grouped(reason.capacity)); at least \(NumberText.grouped(reason.missing)) stay "
                + "without anyone."
        }
    }

    private var explanations: [String] {
        reasons.isEmpty ? [] : ["  Why"] + reasons.flatMap { PlanTable.wrapped($0, indent: "  - ") }
    }

    private var notes: [String] {
        dispatch.notes.isEmpty ? [] : ["  Notes"] + dispatch.notes.flatMap { PlanTable.wrapped($0, indent: "  - ") }
    }

    private var shortages: [String] {
        guard !dispatch.shortages.isEmpty else { return ["  No shortage: every institution has someone."] }
        let listed = dispatch.shortages.prefix(Self.listedShortages)
        var table = TextTable([("Shortage: county", .left), ("institutions without anyone", .right)])
        for shortage in listed {
            table.add([report.territory.countyAndCity(shortage.county), NumberText.grouped(shortage.institutions)])
        }
        let rest = dispatch.shortages.dropFirst(listed.count)
        guard !rest.isEmpty else { return table.lines() }
        let restInstitutions = rest.reduce(0) { $0 + $1.institutions }
        return table.lines() + [
            "  and \(NumberText.grouped(rest.count)) more counties with \(NumberText.grouped(restInstitutions)) institutions; "
                + "shortages.csv lists them all"
        ]
    }
}
