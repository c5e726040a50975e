import Meridian

/// The eight counties of Bijie form three connected consortia.
///
/// Each has a lead that keeps someone present in every county of its own the year round. The consortia are proven with
/// and without GLPK, compared with greedy, and checked from the raw data. Ends with a non-zero exit code when any check
/// fails.
@main
struct CountyConsortium {
    static func main() throws {
        let territory = try ChinaDataset.load()
        let county = Consortia(territory)
        print(Consortia.text)
        print()
        let consortia = try county.problem.plan()
        let greedy = try county.problem.plan(engine: .greedy)
        if consortia.cost == nil {
            // Nothing was found: say so rather than show empty consortia.
            print("No consortia: \(consortia.termination)")
        }
        for lead in county.problem.leads where consortia.cost != nil {
            let own = county.problem.members.filter { consortia.leads[$0.id] == lead.id }
            let load = own.reduce(0) { $0 + $1.load }
            print("\(county.name(lead.id)) leads \(own.map { county.name($0.id) }.joined(separator: ", "))")
            print("    \(load) of at most \(lead.capacity) residents")
        }
        print(
            "Resident-kilometres: \(consortia.cost.map(String.init) ?? "none"), "
                + "greedy \(greedy.cost.map(String.init) ?? "none")")
        print()

        let rotation = county.rotation(consortia)
        let plan = try rotation.plan()
        let baseline = try rotation.plan(engine: .greedy)
        print(Calendar(rotation, plan, county).text)
        for (name, plan) in [("plan", plan), ("greedy", baseline)] {
            print(
                "\(name): \(plan.missing) person-months missing, \(plan.stays.count) stays, \(plan.travel / 1_000) km"
                    + (plan.termination.isOptimal ? ", proven" : ""))
        }
        print()

        let checks = [
            ("consortia", county.problem.checks(consortia)), ("greedy consortia", county.problem.checks(greedy)),
            ("rotation", rotation.checks(plan)), ("greedy rotation", rotation.checks(baseline)),
        ]
        var failed = checks.flatMap { name, checks in checks.filter { !$0.passed }.map { "\(name): \($0.detail)" } }
        if let cost = consortia.cost, let other = greedy.cost, other < cost { failed.append("greedy is better") }
        if (baseline.missing, baseline.travel) < (plan.missing, plan.travel) { failed.append("greedy rotates better") }
        guard failed.isEmpty else { throw Failure(description: failed.joined(separator: "\n")) }
        print("\(checks.count + 2) checks passed")
    }
}

/// Ends the example with a message.
struct Failure: Error, CustomStringConvertible {
    let description: String
}
