import Meridian

/// Sends at least one staff member of a higher-level hospital to every community-level institution of China,
/// compares the proven optimum with greedy, prints both by region and province, and checks itself.
///
/// Options: `--glpk` (solve the linear program with GLPK as well and compare), `--fair` (share an unavoidable
/// shortage out evenly). Ends with a non-zero exit code when any check fails.
@main
struct CommunityDispatch {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if let unknown = arguments.first(where: { !["--glpk", "--fair"].contains($0) }) {
            throw Failure(description: "unknown option \(unknown); the options are --glpk and --fair")
        }
        let territory = try ChinaDataset.load()
        var policy = DispatchPolicy()
        policy.fairness = arguments.contains("--fair") ? .proportional : .none
        let planner = DispatchPlanner(territory: territory, policy: policy)

        let exact = try planner.plan(engine: .exact)
        let greedy = try planner.plan(engine: .greedy)
        print(Figures.assumptions(policy))
        for note in exact.notes { print(note) }
        print()
        print(ProvinceTable(territory, exact).text)
        print()
        print(Figures.comparison(exact: exact, greedy: greedy))
        print()
        print(Figures.shortage(exact, in: territory))
        print()

        var checks = Checks()
        let verifier = DispatchVerifier(territory: territory, policy: policy)
        for check in verifier.checks(exact) { checks.add("exact, \(check.name)", check.passed, check.detail) }
        for check in verifier.checks(greedy) { checks.add("greedy, \(check.name)", check.passed, check.detail) }
        checks.add("the exact plan is proven optimal", exact.termination.isOptimal, "gap \(exact.relativeGap)")
        if let best = exact.objective, let other = greedy.objective {
            checks.add("greedy is no better", best <= other, "\(best) against \(other) km, shortage at its weight")
        }
        if arguments.contains("--glpk") { try checks.compare(planner.plan(engine: .glpk), with: exact) }
        try checks.finish()
    }
}

/// Ends the example with a message.
struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// Checks made and failed.
struct Checks {
    private var made = 0
    private var failed: [String] = []

    mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        made += 1
        if !passed { failed.append("\(name): \(detail)") }
    }

    /// Two exact methods must agree on the shortage and on the travel to the metre.
    mutating func compare(_ program: DispatchPlan, with exact: DispatchPlan) {
        add("GLPK proves its plan", program.termination.isOptimal, program.termination.detail)
        add("GLPK agrees on the shortage", program.unserved == exact.unserved, "\(program.unserved)")
        add("GLPK agrees on the travel", abs(program.travel - exact.travel) < 0.001, "\(program.travel) km")
        let stages = program.statistics.stages.map { "\($0.name): \($0.duration)" }.joined(separator: "\n  ")
        print("GLPK, \(program.statistics.simplexIterations) iterations:\n  \(stages)\n")
    }

    func finish() throws {
        guard failed.isEmpty else {
            throw Failure(description: "\(failed.count) of \(made) checks failed:\n" + failed.joined(separator: "\n"))
        }
        print("\(made) checks passed")
    }
}
