import Meridian

/// Zhejiang's cities send specialists to the counties of Bijie by discipline.
///
/// Proven, compared with greedy, priced, and checked from the raw data. Ends with a non-zero exit code when any check
/// fails.
@main
struct BijieTwinning {
    static func main() throws {
        let territory = try ChinaDataset.load()
        let problem = Assumptions.problem(territory)
        let planner = StaffDispatchPlanner(problem)
        let plan = try planner.plan()
        let greedy = try planner.plan(engine: .greedy)
        print(Assumptions.text)
        print()
        print(Tables.postings(plan, territory))
        print()
        print(Tables.figures(StaffFigures(problem, plan)))
        print()
        for (name, other) in [("exact", plan), ("greedy", greedy)] { print(Tables.aims(name, other)) }
        for explanation in plan.explanations { print("Why: \(explanation.sentence).") }
        print()

        let worth = try planner.worth(of: "cardiology", at: StaffDonorID("330100"))
        print(
            "One more cardiologist in Hangzhou fills \(worth.filled) post more; so does each of the first "
                + "\(worth.holdsUpTo).")

        // Next year Hangzhou has two cardiologists less: the smallest change that is as fair as can be.
        var next = problem
        next.previous = plan.postings
        next.lastAims = .changeThenTravel
        for index in next.donors.indices where next.donors[index].id == StaffDonorID("330100") {
            next.donors[index].releasable["cardiology", default: 0] -= 2
        }
        let changed = try StaffDispatchPlanner(next).plan()
        print(
            "With two cardiologists less in Hangzhou next year, \(changed.value(.change)) persons change their place.")
        print()

        var checks = Checks()
        for (name, problem, plan) in [
            ("exact", problem, plan), ("greedy", problem, greedy), ("next year", next, changed),
        ] {
            for check in StaffDispatchVerifier(problem).checks(plan) {
                checks.add("\(name), \(check.name)", check.passed, check.detail)
            }
        }
        checks.add("both plans are proven", plan.termination.isOptimal && changed.termination.isOptimal, "")
        checks.add(
            "greedy is no fairer", greedy.value(.fairness) >= plan.value(.fairness), "\(greedy.value(.fairness))")
        checks.add("everyone has someone", plan.atZero.isEmpty, "\(plan.atZero)")
        try checks.finish()
    }
}

/// Checks made and failed.
struct Checks {
    private var made = 0
    private var failed: [String] = []

    mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        made += 1
        if !passed { failed.append("\(name): \(detail)") }
    }

    func finish() throws {
        guard failed.isEmpty else {
            throw Failure(description: "\(failed.count) of \(made) checks failed:\n" + failed.joined(separator: "\n"))
        }
        print("\(made) checks passed")
    }
}

/// Ends the example with a message.
struct Failure: Error, CustomStringConvertible {
    let description: String
}
