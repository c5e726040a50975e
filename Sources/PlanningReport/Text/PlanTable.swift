import HealthPlanning
import LinearOptimization

/// The plan as text for a terminal: what was decided, what it changes, how sure it is.
public struct PlanTable: Sendable {
    private let report: PlanReport
    private var plan: NationalPlan { report.plan }

    /// Creates the table of a plan.
    public init(_ report: PlanReport) { self.report = report }

    /// The whole text, ended by a line feed.
    public var text: String {
        let sections = [
            header, answer, centers, AccessTable(report).lines, comparison,
            report.dispatchReport.map { DispatchTable($0).lines } ?? [], verification,
            assumptions, exceptions,
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        [
            TextWidth.printable("\(plan.scenario.title) (\(plan.scenario.name))"),
            TextWidth.printable(
                "Data: \(plan.dataset)"
                    + (plan.dataFingerprint.isEmpty ? "" : ", fingerprint \(plan.dataFingerprint.prefix(32))")),
        ]
    }

    private var answer: [String] {
        let placement = plan.placement
        let unit = placement.objectiveKind.unit
        var rows = [
            ("Status", StatusText.sentence(placement.termination) + detail(placement.termination)),
            ("Objective", placement.objective.map { "\(NumberText.fixed($0)) \(unit)" } ?? "none"),
            ("Bound", boundLine(placement, unit: unit)),
        ]
        if let comparison = Comparison(placement, against: plan.greedy) {
            rows.append(("Beside greedy", comparison.sentence(unit: unit)))
        }
        rows.append(("Checked", verificationLine))
        rows.append(
            ("Time", "\(NumberText.brief(NumberText.seconds(placement.duration))) s, engine \(placement.engine)"))
        rows.append(("Sought", placement.objectiveKind.sentence))
        return ["Answer"] + Self.labelled(rows)
    }

    private func boundLine(_ placement: PlacementPlan, unit: String) -> String {
        guard placement.objectiveBound.isFinite else { return "none" }
        return "\(NumberText.fixed(placement.objectiveBound)) \(unit); gap \(NumberText.gap(placement.relativeGap))"
    }

    private func detail(_ termination: Termination) -> String {
        termination.isOptimal || termination.detail.isEmpty ? "" : " (\(TextWidth.printable(termination.detail)))"
    }

    private var verificationLine: String {
        let checks = plan.verification.checks
        if checks.isEmpty { return "not verified" }
        return plan.verification.passed
            ? "all \(checks.count) checks of the independent verifier passed"
            : "\(plan.verification.failures.count) of \(checks.count) checks FAILED, see below"
    }

    private var centers: [String] {
        guard !plan.placement.newCenters.isEmpty else { return [] }
        var table = TextTable([
            ("#", .right), ("City", .left), ("Province", .left), ("Region", .left), ("People M", .right),
            ("New M", .right), ("Donor hospital", .left), ("km", .right), ("Staff", .right),
        ])
        for (index, center) in plan.placement.newCenters.enumerated() {
            let city = report.territory[center.city]
            table.add([
                String(index + 1), report.territory.bilingualName(center.city),
                city.flatMap { report.territory[$0.province]?.name } ?? "", city?.region.rawValue ?? "",
                city.map { NumberText.millions($0.population) } ?? "", NumberText.millions(center.newlyCovered),
                center.donor.map(report.territory.name) ?? "none",
                center.donorKilometers.map { NumberText.fixed($0) } ?? "", String(center.medicsInAll),
            ])
        }
        let radius = NumberText.brief(plan.metrics.coverageRadius)
        return ["New centres: \(plan.placement.newCenters.count)"] + table.lines() + [
            "  People M: residents of the host, million. New M: residents within \(radius) km of it who had no centre within",
            "  \(radius) km before, million, each counted once. km: from the donor. Staff: medics the donor sends.",
        ]
    }

    private var comparison: [String] {
        var table = TextTable([
            ("Method", .left), ("Objective", .right), ("Newly covered", .right), ("Donors", .right), ("s", .right),
            ("Status", .left),
        ])
        let rows =
            [("this plan", plan.placement), ("greedy", plan.greedy)]
            + (plan.sitedFirst.map { [("sites first, donors after", $0)] } ?? [])
        for (name, placement) in rows {
            table.add([
                name == "this plan" ? "\(name) (\(placement.engine))" : name,
                placement.objective.map { NumberText.fixed($0) } ?? "none", NumberText.grouped(placement.newlyCovered),
                String(placement.newCenters.count { $0.donor != nil }),
                NumberText.brief(NumberText.seconds(placement.duration)), StatusText.sentence(placement.termination),
            ])
        }
        var lines =
            ["Beside other methods, same rules and objective (\(plan.placement.objectiveKind.unit))"] + table.lines()
        for (name, baseline) in rows.dropFirst() {
            guard let comparison = Comparison(plan.placement, against: baseline) else { continue }
            lines.append(
                "  This plan against \(name): \(comparison.sentence(unit: plan.placement.objectiveKind.unit)).")
            lines += differences(from: baseline, name)
        }
        return lines
    }

    private func differences(from baseline: PlacementPlan, _ name: String) -> [String] {
        let ours = Set(plan.placement.hosts)
        let theirs = Set(baseline.hosts)
        let added = plan.placement.hosts.filter { !theirs.contains($0) }.map(report.territory.cityAndProvince)
        let dropped = baseline.hosts.filter { !ours.contains($0) }.map(report.territory.cityAndProvince)
        guard !added.isEmpty || !dropped.isEmpty else { return ["  The same cities."] }
        return ["  Only here: \(added.joined(separator: "; "))", "  Only there: \(dropped.joined(separator: "; "))"]
            .filter { !$0.hasSuffix(": ") }
            .flatMap { Self.wrapped($0, indent: "  ") }
    }

    private var verification: [String] {
        guard !plan.verification.passed else { return [] }
        return ["Checks that failed"]
            + plan.verification.failures.flatMap { Self.wrapped("\($0.name): \($0.detail)", indent: "  ") }
    }

    private var assumptions: [String] {
        guard !plan.scenario.assumptions.isEmpty else { return [] }
        return ["Assumptions"] + plan.scenario.assumptions.flatMap { Self.wrapped($0, indent: "  - ") }
    }

    private var exceptions: [String] {
        guard !plan.placement.exceptions.isEmpty else { return [] }
        return ["Exceptions: rules this plan waives"]
            + plan.placement.exceptions.flatMap {
                Self.wrapped("\(report.territory.subjectName($0.subject)), \($0.rule): \($0.reason)", indent: "  - ")
            }
    }

    /// Label and value per line, the values lined up.
    package static func labelled(_ rows: [(String, String)]) -> [String] {
        let width = rows.map { TextWidth.columns($0.0) }.max() ?? 0
        return rows.map { label, value in
            "  " + label + String(repeating: " ", count: width - TextWidth.columns(label) + 2) + value
        }
    }

    /// Text broken at spaces into lines of at most 110 columns; following lines are indented as far as the first.
    package static func wrapped(_ text: String, indent: String, columns: Int = 110) -> [String] {
        var lines: [String] = []
        var line = indent
        let hanging = String(repeating: " ", count: TextWidth.columns(indent))
        var isFresh = true
        for word in TextWidth.printable(text).split(separator: " ") {
            if !isFresh, TextWidth.columns(line) + 1 + TextWidth.columns(String(word)) > columns {
                lines.append(line)
                line = hanging
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return lines + [line]
    }
}
