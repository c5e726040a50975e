import Meridian

/// A dispatch by macro-region and province.
struct ProvinceTable {
    /// What is added up per line.
    private struct Line {
        var institutions = 0
        var served = 0
        var fromElsewhere = 0
        var kilometers = 0.0
        var missing: Int { institutions - served }
    }

    private let territory: Territory
    private let plan: DispatchPlan
    private var provinces: [ProvinceID: Line] = [:]
    private var regions: [MacroRegion: Line] = [:]
    private var country = Line()

    init(_ territory: Territory, _ plan: DispatchPlan) {
        self.territory = territory
        self.plan = plan
        for flow in plan.flows {
            let travelled = Double(flow.institutions) * flow.kilometers
            add(flow.to) { line in
                line.institutions += flow.institutions
                line.served += flow.institutions
                if flow.from != flow.to { line.fromElsewhere += flow.institutions }
                line.kilometers += travelled
            }
        }
        for shortage in plan.shortages { add(shortage.county) { $0.institutions += shortage.institutions } }
    }

    private mutating func add(_ id: CountyID, _ change: (inout Line) -> Void) {
        guard let county = territory[id] else { return }
        change(&provinces[county.province, default: Line()])
        change(&regions[county.region, default: Line()])
        change(&country)
    }

    var text: String {
        var lines = [row("", ["institutions", "served", "elsewhere", "FTE", "visits/year", "mean km", "missing"])]
        for region in MacroRegion.allCases {
            lines.append(row(region.rawValue, cells(regions[region] ?? Line())))
            for province in territory.provinces where province.region == region {
                lines.append(row("  " + province.name, cells(provinces[province.id] ?? Line())))
            }
        }
        lines.append(row("China", cells(country)))
        lines.append("elsewhere: served by another county's hospitals; mean km: one way, of these")
        return lines.joined(separator: "\n")
    }

    private func cells(_ line: Line) -> [String] {
        let share = plan.served == 0 ? 0 : Double(line.served) / Double(plan.served)
        let mean = line.fromElsewhere == 0 ? 0 : line.kilometers / Double(line.fromElsewhere)
        return [
            Numbers.grouped(line.institutions), Numbers.grouped(line.served), Numbers.grouped(line.fromElsewhere),
            Numbers.whole(plan.fullTimeEquivalents * share), Numbers.whole(plan.visitsPerYear * share),
            Numbers.tenths(mean), line.missing == 0 ? "-" : Numbers.grouped(line.missing),
        ]
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        Numbers.left(name, 18) + cells.map { Numbers.right($0, 13) }.joined()
    }
}
