import HealthPlanning
import LinearOptimization

/// The values the page's template asks for, as text.
struct PageContext {
    private let report: PlanReport
    private var plan: NationalPlan { report.plan }

    init(_ report: PlanReport) { self.report = report }

    /// Values by name.
    var values: [String: Any] {
        let national = plan.metrics.national
        var values: [String: Any] = [
            "title": plan.scenario.title,
            "scenario": plan.scenario.name,
            "dataset": plan.dataset,
            "fingerprint": plan.dataFingerprint,
            "lead": "\(plan.placement.newCenters.count) new centres bring "
                + "\(NumberText.grouped(plan.placement.newlyCovered)) people within "
                + "\(NumberText.brief(plan.metrics.coverageRadius)) km of a centre: "
                + "\(NumberText.percent(national.before.coverage)) % of residents before, "
                + "\(NumberText.percent(national.after.coverage)) % after.",
            "radius": NumberText.brief(plan.metrics.coverageRadius),
            "roadFactor": NumberText.brief(Coordinate.roadFactor),
            "outlineNote": "Outlines are simplified and for plotting only; they say nothing about boundaries.",
            "objective": plan.placement.objectiveKind.sentence,
            "unit": plan.placement.objectiveKind.unit,
            "newlyCoveredInAll": NumberText.grouped(plan.placement.newlyCovered),
            "medicsInAll": NumberText.grouped(plan.placement.newCenters.reduce(0) { $0 + $1.medicsInAll }),
            "cards": cards, "centers": centers, "access": access, "methods": methods, "comparisons": comparisons,
            "assumptions": plan.scenario.assumptions, "exceptions": exceptions,
            "hasExceptions": !plan.placement.exceptions.isEmpty, "checks": checks,
            "isFailed": !plan.verification.passed, "checkSummary": checkSummary, "trust": trust,
            "disciplines": [disciplines].filter { !$0.isEmpty },
        ]
        if let before = plan.metrics.equityBefore, let after = plan.metrics.equityAfter {
            values["equity"] = [
                "giniBefore": NumberText.fixed(before.gini, 3), "giniAfter": NumberText.fixed(after.gini, 3),
                "theilBefore": NumberText.fixed(before.theil, 3), "theilAfter": NumberText.fixed(after.theil, 3),
            ]
        }
        if let dispatch = report.dispatchReport { values["dispatch"] = DispatchContext(dispatch).values }
        return values
    }

    private var cards: [[String: Any]] {
        let national = plan.metrics.national
        var cards: [[String: Any]] = [
            card(
                "Residents within \(NumberText.brief(plan.metrics.coverageRadius)) km",
                "\(NumberText.percent(national.before.coverage)) → \(NumberText.percent(national.after.coverage)) %",
                "\(NumberText.grouped(plan.placement.newlyCovered)) people newly covered"
            ),
            card(
                "Mean distance to a centre",
                "\(NumberText.fixed(national.before.meanKilometers)) → \(NumberText.fixed(national.after.meanKilometers)) km",
                "weighted by residents, road-like"
            ),
            card(
                "Quality of the answer", plan.placement.termination.isOptimal ? "Proven optimal" : "Not proven optimal",
                "gap \(NumberText.gap(plan.placement.relativeGap)); " + StatusText.sentence(plan.placement.termination),
                isBad: !plan.placement.termination.isOptimal
            ),
        ]
        if let comparison = Comparison(plan.placement, against: plan.greedy) {
            cards.append(
                card(
                    "Better than greedy by",
                    abs(comparison.relativeAdvantage) > 1e-9
                        ? "\(NumberText.brief(comparison.relativeAdvantage * 100, upTo: 3)) %" : "nothing here",
                    comparison.sentence(unit: plan.placement.objectiveKind.unit)
                )
            )
        }
        cards.append(
            card(
                "Independent check", plan.verification.passed ? "Passed" : "FAILED", checkSummary,
                isBad: !plan.verification.passed
            )
        )
        if let dispatch = plan.dispatch {
            cards.append(
                card(
                    "Institutions with staff sent",
                    "\(NumberText.grouped(dispatch.served)) of \(NumberText.grouped(dispatch.institutions))",
                    "\(NumberText.fixed(dispatch.fullTimeEquivalents)) full-time equivalents",
                    isBad: dispatch.served < dispatch.institutions
                )
            )
        }
        return cards
    }

    private func card(_ label: String, _ value: String, _ detail: String, isBad: Bool = false) -> [String: Any] {
        ["label": label, "value": value, "detail": detail, "isBad": isBad]
    }

    private var centers: [[String: Any]] {
        plan.placement.newCenters.enumerated().map { index, center in
            let city = report.territory[center.city]
            let donor = center.donor.flatMap { report.territory[$0] }
            let short = center.shortages.values.reduce(0, +)
            return [
                "rank": String(index + 1), "city": city?.name ?? center.city.rawValue,
                "cityZh": city?.chineseName ?? "",
                "province": city.flatMap { report.territory[$0.province]?.name } ?? "",
                "region": city?.region.rawValue ?? "",
                "residents": city.map { NumberText.grouped($0.population) } ?? "",
                "newlyCovered": NumberText.grouped(center.newlyCovered),
                "donor": donor?.name ?? center.donor?.rawValue ?? "none",
                "donorCity": donor.map { report.territory.cityAndProvince($0.city) } ?? "",
                "km": center.donorKilometers.map { NumberText.fixed($0) } ?? "", "medics": String(center.medicsInAll),
                "short": short > 0 ? String(short) as Any : false,
            ]
        }
    }

    private var disciplines: String {
        Discipline.allCases.compactMap { discipline -> String? in
            let count = plan.placement.newCenters.reduce(0) { $0 + ($1.medics[discipline] ?? 0) }
            return count > 0 ? "\(NumberText.grouped(count)) \(discipline.words)" : nil
        }.joined(separator: ", ")
    }

    private var access: [[String: Any]] {
        [row("China", "country", plan.metrics.national)]
            + report.regionRows.map { row($0.region.rawValue, "region", $0.access) }
            + report.provinceRows.map { row($0.province.name, "province", $0.access) }
    }

    private func row(_ name: String, _ level: String, _ access: BeforeAfter) -> [String: Any] {
        [
            "name": name, "level": level, "population": NumberText.grouped(access.after.population),
            "coverageBefore": NumberText.percent(access.before.coverage),
            "coverageAfter": NumberText.percent(access.after.coverage),
            "change": NumberText.signed((access.after.coverage - access.before.coverage) * 100, 1),
            "meanBefore": NumberText.fixed(access.before.meanKilometers),
            "meanAfter": NumberText.fixed(access.after.meanKilometers),
            "p90Before": NumberText.fixed(access.before.p90Kilometers),
            "p90After": NumberText.fixed(access.after.p90Kilometers),
            "ownBefore": NumberText.percent(access.before.withinProvinceShare),
            "ownAfter": NumberText.percent(access.after.withinProvinceShare),
        ]
    }

    private var namedMethods: [(name: String, placement: PlacementPlan)] {
        [("This plan (\(plan.placement.engine))", plan.placement), ("Greedy", plan.greedy)]
            + (plan.sitedFirst.map { [("Sites first, donors afterwards", $0)] } ?? [])
    }

    private var methods: [[String: Any]] {
        namedMethods.map { name, placement in
            [
                "name": name, "status": StatusText.sentence(placement.termination),
                "objective": placement.objective.map { NumberText.fixed($0) } ?? "none",
                "bound": NumberText.fixed(placement.objectiveBound), "gap": NumberText.gap(placement.relativeGap),
                "newlyCovered": NumberText.grouped(placement.newlyCovered),
                "seconds": NumberText.brief(NumberText.seconds(placement.duration)),
            ]
        }
    }

    private var comparisons: [String] {
        namedMethods.dropFirst().compactMap { name, placement in
            guard let comparison = Comparison(plan.placement, against: placement) else { return nil }
            let theirs = Set(placement.hosts)
            let added = plan.placement.hosts.filter { !theirs.contains($0) }.map(report.territory.cityAndProvince)
            let cities =
                added.isEmpty
                ? "The cities are the same." : "Cities only in this plan: \(added.joined(separator: "; "))."
            return
                "Against \(name.lowercased()): \(comparison.sentence(unit: plan.placement.objectiveKind.unit)). \(cities)"
        }
    }

    private var exceptions: [[String: Any]] {
        plan.placement.exceptions.map {
            ["subject": report.territory.subjectName($0.subject), "rule": $0.rule, "reason": $0.reason]
        }
    }

    private var checks: [[String: Any]] {
        plan.verification.checks.map {
            ["name": $0.name, "result": $0.passed ? "holds" : "FAILS", "detail": $0.detail, "isBad": !$0.passed]
        }
    }

    private var checkSummary: String {
        let all = plan.verification.checks.count
        return plan.verification.passed
            ? "\(all) of \(all) checks hold" : "\(plan.verification.failures.count) of \(all) checks fail"
    }

    private var trust: String {
        let bound =
            plan.placement.termination.isOptimal
            ? "The solver proved that no plan under these rules has a better objective than "
                + "\(NumberText.fixed(plan.placement.objectiveBound)) \(plan.placement.objectiveKind.unit)."
            : "The proven limit is \(NumberText.fixed(plan.placement.objectiveBound)) "
                + "\(plan.placement.objectiveKind.unit); better plans than this one may exist within the gap."
        return bound + " Every rule and figure was then recomputed from the raw data by code that shares nothing with "
            + "the model."
    }
}

extension Discipline {
    /// The discipline in words.
    package var words: String { self == .criticalCare ? "critical care" : rawValue }
}
