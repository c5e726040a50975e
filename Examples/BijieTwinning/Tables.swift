import Meridian

/// The answer as people read it.
enum Tables {
    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func percent(_ ratio: Double) -> String { "\(Int((ratio * 100).rounded())) %" }

    /// Who goes where, by discipline.
    static func postings(_ plan: StaffDispatchPlan, _ territory: Territory) -> String {
        let disciplines = Assumptions.residentsPerPost.keys.sorted()
        var lines = [left("from", 12) + left("to", 14) + disciplines.map { right($0, 15) }.joined()]
        var cells: [String: [String: Int]] = [:]
        var order: [String] = []
        for posting in plan.postings {
            let city = territory[CityID(posting.donor.rawValue)]?.name ?? posting.donor.rawValue
            let county = territory[CountyID(posting.institution.rawValue)]?.name ?? posting.institution.rawValue
            let pair = left(city, 12) + left(county, 14)
            if cells[pair] == nil { order.append(pair) }
            cells[pair, default: [:]][posting.discipline, default: 0] += posting.persons
        }
        for pair in order.sorted() {
            lines.append(
                pair + disciplines.map { right(cells[pair]?[$0].map(String.init) ?? "", 15) }.joined())
        }
        return lines.joined(separator: "\n")
    }

    /// Before and after by discipline.
    static func figures(_ figures: StaffFigures) -> String {
        var lines = [
            left("discipline", 15) + right("needed", 8) + right("before", 8) + right("after", 8) + right("WISN", 8)
                + right("→", 3) + right("", 6)
        ]
        for (name, line) in figures.byDiscipline.sorted(by: { $0.key < $1.key }) + [("together", figures.total)] {
            lines.append(
                left(name, 15) + right("\(line.need)", 8) + right("\(line.before)", 8) + right("\(line.after)", 8)
                    + right(percent(line.ratioBefore), 8) + right("→", 3) + right(percent(line.ratioAfter), 6))
        }
        let total = figures.total
        lines.append(
            "\(Int(total.fullTimeEquivalents.rounded())) full-time equivalents, "
                + "\((total.fullTimeEquivalentsPer10000 * 1_000).rounded() / 1_000) per 10,000 residents, "
                + "\(Int(total.travelDays.rounded())) travel days a year")
        return lines.joined(separator: "\n")
    }

    /// The aims in their order.
    static func aims(_ name: String, _ plan: StaffDispatchPlan) -> String {
        left(name, 8) + "at zero \(plan.atZero.count), worst share \(plan.worstShare), fairness index "
            + "\(plan.value(.fairness)), missing \(plan.value(.shortage)), travel \(plan.value(.travel) / 1_000) km"
            + (plan.termination.isOptimal ? ", all proven" : "")
    }
}
