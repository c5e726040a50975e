import HealthPlanning

/// Access before and after, for the country, its macro-regions and its provinces.
struct AccessTable {
    let report: PlanReport

    init(_ report: PlanReport) { self.report = report }

    var lines: [String] {
        let metrics = report.plan.metrics
        var table = TextTable([
            ("", .left), ("People M", .right), ("% before", .right), ("% after", .right), ("change", .right),
            ("mean km before", .right), ("after", .right), ("p90 km before", .right), ("after", .right),
            ("% own province", .right),
        ])
        table.add(row("China", metrics.national))
        for (region, access) in report.regionRows { table.add(row(region.rawValue, access)) }
        for (province, access) in report.provinceRows { table.add(row("  " + province.name, access)) }
        let radius = NumberText.brief(metrics.coverageRadius)
        return ["Residents within \(radius) km of a centre, road-like, before and after"] + table.lines() + equity
    }

    private var equity: [String] {
        guard let before = report.plan.metrics.equityBefore, let after = report.plan.metrics.equityAfter else {
            return []
        }
        return [
            "  Evenness of access (0 is even): Gini \(NumberText.fixed(before.gini, 3)) before, \(NumberText.fixed(after.gini, 3)) "
                + "after; Theil \(NumberText.fixed(before.theil, 3)) before, \(NumberText.fixed(after.theil, 3)) after"
        ]
    }

    private func row(_ name: String, _ access: BeforeAfter) -> [String] {
        [
            name, NumberText.millions(access.after.population), NumberText.percent(access.before.coverage),
            NumberText.percent(access.after.coverage),
            NumberText.signed((access.after.coverage - access.before.coverage) * 100, 1),
            NumberText.fixed(access.before.meanKilometers), NumberText.fixed(access.after.meanKilometers),
            NumberText.fixed(access.before.p90Kilometers), NumberText.fixed(access.after.p90Kilometers),
            NumberText.percent(access.after.withinProvinceShare),
        ]
    }
}
