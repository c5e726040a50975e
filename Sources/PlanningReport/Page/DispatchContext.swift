import HealthPlanning

/// The values of the page's section on staff for community-level institutions.
struct DispatchContext {
    private let report: PlanReport
    private let dispatch: DispatchPlan

    init(_ report: PlanReport, _ dispatch: DispatchPlan) {
        self.report = report
        self.dispatch = dispatch
    }

    /// Values by name.
    var values: [String: Any] {
        [
            "rows": DispatchTable(report).totals(dispatch).map { ["label": $0.0, "value": $0.1] },
            "hasShortages": !dispatch.shortages.isEmpty,
            "isShort": dispatch.shortages.count <= 25,
            "missing": NumberText.grouped(dispatch.shortages.reduce(0) { $0 + $1.institutions }),
            "shortCounties": NumberText.grouped(dispatch.shortages.count),
            "shortages": dispatch.shortages.map { shortage -> [String: Any] in
                [
                    "county": report.countyName(shortage.county),
                    "place": report.territory[shortage.county].map { report.cityAndProvince($0.city) } ?? "",
                    "institutions": NumberText.grouped(shortage.institutions),
                ]
            },
        ]
    }
}
