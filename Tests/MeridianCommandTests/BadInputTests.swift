#if Command
    import Foundation
    import Testing

    /// Arguments and files that are wrong, one way each: exit 2, the culprit named on standard error, nothing on standard
    /// output.
    @Suite("Bad input")
    struct BadInputTests {
        /// `FILE` in the arguments stands for a file with the text.
        struct Case: Sendable, CustomTestStringConvertible {
            var arguments: [String]
            var text = ""
            var named: String
            var testDescription: String { arguments.joined(separator: " ") + " ← " + text.prefix(30) }
        }

        static let triangle = "id,x,y,demand\na,0,0,1\nb,3,4,1\nc,6,8,1\n"
        static let arguments: [Case] = [
            Case(arguments: ["plant"], named: "plant"),
            Case(arguments: ["plan", "--new-centres", "3"], named: "--new-centres"),
            Case(arguments: ["plan", "--new-centers", "0"], named: "out of range"),
            Case(arguments: ["plan", "--new-centers", "-1"], named: "--new-centers"),
            Case(arguments: ["plan", "--new-centers", "1e3"], named: "whole number"),
            Case(arguments: ["plan", "--new-centers", "99999999999999999999"], named: "whole number"),
            Case(arguments: ["plan", "--objective", "best"], named: "best"),
            Case(arguments: ["plan", "--engine", "cplex"], named: "cplex"),
            Case(arguments: ["plan", "--time-limit", "nan"], named: "finite"),
            Case(arguments: ["plan", "--time-limit", "1e300"], named: "seconds"),
            Case(arguments: ["plan", "--time-limit=-1"], named: "seconds"),
            Case(arguments: ["plan", "--time-limit", "1,5"], named: "point"),
            Case(arguments: ["plan", "--gap", "2"], named: "--gap"),
            Case(arguments: ["plan", "--gap", "inf"], named: "finite"),
            Case(arguments: ["plan", "--threads", "0"], named: "--threads"),
            Case(arguments: ["plan", "--seed", "-4"], named: "--seed"),
            Case(arguments: ["plan", "--objective", "p-median", "--radius", "100"], named: "--radius"),
            Case(arguments: ["plan", "--radius", "100"], named: "--full and --zero"),
            Case(arguments: ["plan", "--full", "300", "--zero", "200"], named: "objective"),
            Case(arguments: ["plan", "--coverage-radius", "0"], named: "coverageRadius"),
            Case(arguments: ["plan", "--scenario", "/nowhere/at-all.yaml"], named: "/nowhere/at-all.yaml"),
            Case(arguments: ["plan", "--data", "/nowhere/at-all"], named: "/nowhere/at-all"),
            Case(arguments: ["plan", "--scenario", "FILE"], text: "policy: [", named: "FILE"),
            Case(arguments: ["plan", "--scenario", "FILE"], text: "policy:\n  newCenter: 3\n", named: "newCenter"),
            Case(
                arguments: ["plan", "--scenario", "FILE"], text: "policy:\n  requiredHosts: [Atlantis]\n",
                named: "Atlantis"),
            Case(
                arguments: ["plan", "--scenario", "FILE"], text: "policy:\n  minimumPriorityShare: .nan\n",
                named: "FILE:2"),
            Case(arguments: ["dispatch", "--presence-days", "8"], named: "--presence-days"),
            Case(arguments: ["dispatch", "--releasable-share", "1.5"], named: "--releasable-share"),
            Case(arguments: ["dispatch", "--working-days", "0"], named: "workingDaysPerWeek"),
            Case(arguments: ["dispatch", "--fairness", "very"], named: "very"),
            Case(arguments: ["data", "check", "/nowhere/at-all"], named: "/nowhere/at-all"),
            Case(arguments: ["export", "plan"], named: "--mps"),
            Case(arguments: ["export", "plan", "--mps", "-", "--lp", "-"], named: "standard output"),
            Case(arguments: ["export", "plan", "--mps", "/nowhere/at/all.mps"], named: "/nowhere/at/all.mps"),
        ]
        static let instances: [Case] = [
            Case(arguments: ["solve", "p-median"], named: "file"),
            Case(arguments: ["solve", "p-mean", "FILE"], named: "p-mean"),
            Case(arguments: ["solve", "p-median", "/nowhere/at.csv"], named: "/nowhere/at.csv"),
            Case(arguments: ["solve", "p-median", "FILE.txt"], text: triangle, named: "--format"),
            Case(arguments: ["solve", "p-median", "FILE.csv"], text: triangle, named: "p"),
            Case(arguments: ["solve", "p-median", "FILE.csv", "-p", "4"], text: triangle, named: "4 sites"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1", "--radius", "3"], text: triangle,
                named: "--radius"),
            Case(arguments: ["solve", "max-covering", "FILE.csv", "-p", "1"], text: triangle, named: "--radius"),
            Case(
                arguments: ["solve", "set-covering", "FILE.csv", "--radius", "3", "-p", "2"], text: triangle,
                named: "-p"),
            Case(
                arguments: ["solve", "set-covering", "FILE.csv", "--radius", "nan"], text: triangle, named: "--radius"),
            Case(arguments: ["solve", "capacitated", "FILE.csv"], text: triangle, named: "capacit"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1", "--single-source"], text: triangle,
                named: "--single-source"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1", "--capacity", "3"], text: triangle,
                named: "capacity"),
            Case(arguments: ["solve", "p-median", "FILE.csv", "-p", "1"], text: "", named: "empty"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1"], text: "id,x,y,demand\na,0,zero,1\n",
                named: "FILE.csv:2"),
            Case(arguments: ["solve", "p-median", "FILE.csv", "-p", "1"], text: "id,x,demand\na,0,1\n", named: "y"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1"], text: "id,x,y,demand\na,0,0,-1\n",
                named: "demand"),
            Case(
                arguments: ["solve", "p-median", "FILE.csv", "-p", "1"], text: "id,x,y,demand\na,0,0,1\na,1,1,1\n",
                named: "FILE.csv:3"),
            Case(arguments: ["solve", "p-median", "FILE.csv.gz", "-p", "1"], text: triangle, named: "FILE.csv.gz"),
            Case(
                arguments: ["solve", "p-median", "FILE", "--format", "orlib-pmed"], text: "3 2 1\n1 2 x\n",
                named: "FILE:2"),
            Case(
                arguments: ["solve", "p-median", "FILE", "--format", "orlib-pmed"], text: "999999999 2 1\n",
                named: "FILE"),
            Case(
                arguments: ["solve", "capacitated", "FILE", "--format", "orlib-cap"], text: "2 2\n10 1\n", named: "FILE"
            ),
            Case(
                arguments: ["solve", "p-median", "FILE.tsp", "-p", "1"], text: "NAME: x\nDIMENSION: 3\nEOF\n",
                named: "FILE.tsp"),
            Case(
                arguments: ["export", "solve", "p-center", "FILE.csv", "-p", "1", "--lp", "-"], text: triangle,
                named: "p-center"),
            Case(arguments: ["verify", "/nowhere/plan.json"], named: "/nowhere/plan.json"),
            Case(arguments: ["verify", "FILE"], text: "", named: "FILE"),
            Case(arguments: ["verify", "FILE"], text: "{\"schema\": \"meridian-plan\"}", named: "schema_version"),
            Case(arguments: ["verify", "FILE"], text: String(repeating: "[", count: 100_000), named: "FILE"),
        ]

        @Test(arguments: arguments + instances)
        func isRefusedWithItsName(bad: Case) throws {
            let folder = try TemporaryFolder()
            var paths: [String: String] = [:]
            let arguments = try bad.arguments.map { argument -> String in
                guard argument.hasPrefix("FILE") else { return argument }
                let name = "input" + argument.dropFirst(4)
                paths["FILE" + argument.dropFirst(4)] = try folder.file(name, bad.text)
                return folder.path(name)
            }
            let run = try CommandRunner.run(arguments)
            #expect(run.status == 2, "\(run.errors)")
            #expect(run.output.isEmpty)
            let named = paths.reduce(bad.named) { $0.replacing($1.key, with: $1.value) }
            #expect(run.errors.contains(named), "\(run.errors)")
            #expect(!run.errors.contains("Fatal error"))
        }
    }
#endif
