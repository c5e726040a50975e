import Meridian

/// Chooses thirty host cities for new regional medical centres in China, with a donor hospital for each, prints the
/// plan beside greedy, and checks every rule again by hand.
///
/// Ends with a non-zero exit code when a check fails. Without GLPK (its trait off) the plan is greedy and unproven.
@main
struct NationalCenters {
    static func main() throws {
        let territory = try ChinaDataset.load()
        let scenario = Scenario.china2035
        var options = PlannerOptions()
        options.includesDispatch = false
        let plan = try Planner(territory: territory, scenario: scenario).plan(options: options)

        print(scenario.title, terminator: "\n\n")
        printCenters(plan, territory)
        printComparison(plan)
        printAccess(plan)
        for exception in plan.placement.exceptions {
            print("Exception from \(exception.rule) for \(exception.subject): \(exception.reason)\n")
        }

        var failed = plan.verification.failures.map { "\($0.name): \($0.detail)" }
        failed += HandCheck(territory, scenario.policy).failures(plan.placement)
        #if GLPK
            if !plan.placement.termination.isOptimal { failed.append("the plan is not proven optimal") }
        #endif
        if let best = plan.placement.objective, let greedy = plan.greedy.objective, best < greedy {
            failed.append("greedy is better: \(greedy) against \(best)")
        }
        guard failed.isEmpty else { throw Failure(description: failed.joined(separator: "\n")) }
        print("\(plan.verification.checks.count) checks of the verifier and every rule by hand: passed")
    }

    private static func printCenters(_ plan: NationalPlan, _ territory: Territory) {
        print(row(["city", "province", "region", "residents", "newly covered", "medics", "donor"]))
        for center in plan.placement.newCenters {
            guard let city = territory[center.city] else { continue }
            print(
                row([
                    city.name, territory[city.province]?.name ?? "", city.region.rawValue, grouped(city.population),
                    grouped(center.newlyCovered), grouped(center.medics.values.reduce(0, +)),
                    center.donor.flatMap { territory[$0]?.name } ?? "none",
                ]))
        }
        print()
    }

    private static func printComparison(_ plan: NationalPlan) {
        let placement = plan.placement
        print("\(placement.termination.reason.rawValue), engine \(placement.engine)", terminator: "")
        print(", gap \(placement.relativeGap * 100) %")
        for (name, value) in [
            ("objective", placement.objective), ("proven bound", placement.objectiveBound),
            ("greedy", plan.greedy.objective), ("sited first, twinned afterwards", plan.sitedFirst?.objective),
        ] {
            if let value { print("  \(name): \(grouped(Int(value.rounded()))) residents at rate") }
        }
        print()
    }

    private static func printAccess(_ plan: NationalPlan) {
        let radius = Int(plan.metrics.coverageRadius)
        print("Residents within \(radius) km of a centre, before and after:")
        func line(_ name: String, _ access: BeforeAfter) {
            print("  \(name): \(percent(access.before.coverage)) → \(percent(access.after.coverage))")
        }
        line("China", plan.metrics.national)
        for region in MacroRegion.allCases {
            if let access = plan.metrics.byRegion[region] { line(region.rawValue, access) }
        }
        print()
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [16, 15, 10, 12, 14, 7]
        var text = ""
        for (index, cell) in cells.enumerated() {
            guard index < widths.count else {
                text += " " + cell
                continue
            }
            let space = String(repeating: " ", count: max(1, widths[index] - cell.count))
            text += index < 3 ? cell + space : space + cell
        }
        return text
    }

    private static func grouped(_ value: Int) -> String {
        var text = ""
        for (index, digit) in String(abs(value)).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + String(text.reversed())
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

/// Ends the example with a message.
struct Failure: Error, CustomStringConvertible {
    let description: String
}
