import Meridian

/// Numbers as people read them.
enum Numbers {
    static func grouped(_ value: Int) -> String {
        var text = ""
        for (index, digit) in String(abs(value)).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(text.reversed())
    }

    static func whole(_ value: Double) -> String { grouped(Int(value.rounded())) }

    static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return grouped(tenths / 10) + "." + String(abs(tenths % 10))
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

/// The paragraphs around the table.
enum Figures {
    static func assumptions(_ policy: DispatchPolicy) -> String {
        """
        One staff member for \(policy.presenceDaysPerWeek) days a week at every institution, of \
        \(policy.workingDaysPerWeek) working days; hospitals employ \
        \(Numbers.whole(policy.hospitalShare * 100)) % of health workers and can spare \
        \(Numbers.tenths(policy.releasableShare * 100)) % of them; reach \
        \(Numbers.whole(policy.reachKilometers)) km (great circle × 1.25).
        """
    }

    static func comparison(exact: DispatchPlan, greedy: DispatchPlan) -> String {
        var lines = [
            Numbers.left("", 28) + Numbers.right("exact", 14) + Numbers.right("greedy", 14)
                + Numbers.right("difference", 14)
        ]
        func add(_ name: String, _ a: Double, _ b: Double) {
            lines.append(
                Numbers.left(name, 28) + Numbers.right(Numbers.whole(a), 14) + Numbers.right(Numbers.whole(b), 14)
                    + Numbers.right(Numbers.whole(a - b), 14))
        }
        add("institutions", Double(exact.institutions), Double(greedy.institutions))
        add("served", Double(exact.served), Double(greedy.served))
        add("without anyone", Double(exact.unserved), Double(greedy.unserved))
        add("served from elsewhere", Double(exact.servedFromElsewhere), Double(greedy.servedFromElsewhere))
        add("travel, institution-km", exact.travel, greedy.travel)
        add("full-time equivalents", exact.fullTimeEquivalents, greedy.fullTimeEquivalents)
        add("visits a year", exact.visitsPerYear, greedy.visitsPerYear)
        let bound = exact.unservedBound.map(Numbers.grouped) ?? "nothing"
        let travel = exact.travelBound.map(Numbers.whole) ?? "nothing"
        lines.append("Proven: at least \(bound) without anyone, and then at least \(travel) km.")
        return lines.joined(separator: "\n")
    }

    static func shortage(_ plan: DispatchPlan, in territory: Territory) -> String {
        guard !plan.explanations.isEmpty else { return "Every institution has someone." }
        var lines = ["Why \(Numbers.grouped(plan.unserved)) institutions stay without anyone:"]
        for part in plan.explanations.prefix(6) {
            let provinces = Set(part.counties.compactMap { territory[$0].flatMap { territory[$0.province]?.name } })
            lines.append(
                "  \(counties(part.counties.count)) in \(provinces.sorted().joined(separator: ", ")): "
                    + "\(Numbers.grouped(part.institutions)) institutions, while all staff within reach "
                    + "(\(counties(part.suppliers.count))) serves \(Numbers.grouped(part.capacity)); "
                    + "\(Numbers.grouped(part.missing)) go without")
        }
        let rest = plan.explanations.dropFirst(6)
        if !rest.isEmpty {
            let missing = rest.reduce(0) { $0 + $1.missing }
            lines.append("  \(rest.count) smaller groups: \(Numbers.grouped(missing)) go without")
        }
        return lines.joined(separator: "\n")
    }

    private static func counties(_ count: Int) -> String { count == 1 ? "1 county" : "\(count) counties" }
}
