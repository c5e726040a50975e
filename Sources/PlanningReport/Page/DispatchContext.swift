import HealthPlanning

/// The values of the page's section on staff for community-level institutions.
struct DispatchContext {
    private let report: DispatchReport
    private var dispatch: DispatchPlan { report.dispatch }

    init(_ report: DispatchReport) { self.report = report }

    /// Values by name.
    var values: [String: Any] {
        [
            "rows": DispatchTable(report).totals.map { ["label": $0.0, "value": $0.1] },
            "reasons": DispatchTable(report).reasons, "notes": dispatch.notes,
            "hasShortages": !dispatch.shortages.isEmpty,
            "isShort": dispatch.shortages.count <= 25,
            "missing": NumberText.grouped(dispatch.shortages.reduce(0) { $0 + $1.institutions }),
            "shortCounties": NumberText.grouped(dispatch.shortages.count),
            "shortages": dispatch.shortages.map { shortage -> [String: Any] in
                [
                    "county": report.territory.bilingualName(shortage.county),
                    "place": report.territory[shortage.county].map { report.territory.cityAndProvince($0.city) } ?? "",
                    "institutions": NumberText.grouped(shortage.institutions),
                ]
            },
        ]
    }
}
