#if Command
    import ArgumentParser
    import Foundation
    import HealthPlanning
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// `meridian verify PLAN.json`: recomputes a plan from the data.
    struct VerifyCommand: ParsableCommand {
        /// Differences listed one by one on standard error.
        private static let listed = 25

        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Recomputes everything in a plan.json from the data and says whether it holds.",
            discussion: """
                Rules, objective, donors, staff, access figures, dispatch, names and recorded checks are recomputed by code \
                that shares nothing with the planner's models. With --prove the scenario is solved again too, to confirm \
                the bound. Exit status 3 when something does not hold.
                """
        )

        @Argument(help: ArgumentHelp("Plan to check.", valueName: "plan.json"))
        var file: String

        @Flag(help: "Solve the scenario again and compare the bounds.")
        var prove = false

        @OptionGroup(title: "Data") var territory: TerritoryOptions
        @OptionGroup(title: "Output") var output: OutputOptions

        func run() throws {
            let document = try PlanDocumentReader.read(Data(try FileBytes.read(file)), file: file)
            let territory = try territory.load()
            let scenario = try document.plan().scenario
            let problems = scenario.problems(for: territory)
            guard problems.isEmpty else {
                throw Failure(.usage, problems.map { "\(file): scenario.\($0.description)" })
            }
            let check = try PlanCheck(document, territory: territory)
            var differences = check.differences
            if prove { differences += try compareWithProof(document, scenario, territory) }
            try Console.answer(output.json ? json(check, differences).text : text(document, check, differences))
            guard differences.isEmpty else { throw failure(differences) }
        }

        private func compareWithProof(_ document: PlanDocument, _ scenario: Scenario, _ territory: Territory) throws
            -> [String]
        {
            let signals = Interruption.listen()
            let progress = ProgressReporter(isQuiet: output.quiet)
            progress.stage("solving again")
            let options = PlannerOptions(
                includesDispatch: false, comparesSitedFirst: false, cancellation: signals.flag,
                progress: { snapshot in
                    progress.report(snapshot)
                    return .continue
                }
            )
            let plan = try withExtendedLifetime(signals.listener) {
                try Planner(territory: territory, scenario: scenario).plan(options: options)
            }
            progress.finish()
            return PlanCheck.compare(document, withProofOf: plan.placement)
        }

        private func failure(_ differences: [String]) -> Failure {
            var lines = differences.prefix(Self.listed).map { "\(file): \($0)" }
            if differences.count > Self.listed {
                lines.append("\(file): and \(differences.count - Self.listed) more differences; --json lists them all")
            }
            return Failure(.infeasible, lines)
        }

        private func text(_ document: PlanDocument, _ check: PlanCheck, _ differences: [String]) -> String {
            guard differences.isEmpty else {
                return "\(file): does NOT hold, \(differences.count) differences\n"
            }
            let bound = prove ? "; the bound was proven again" : "; the bound was not proven again (--prove does)"
            return "\(file): OK, \(document.placement.centers.count) new centres, "
                + "\(check.verification.checks.count) checks hold\(bound)\n"
        }

        private func json(_ check: PlanCheck, _ differences: [String]) -> JSONValue {
            .object([
                "file": .string(file), "status": .string(differences.isEmpty ? "ok" : "different"),
                "proven_again": .bool(prove),
                "checks": .array(
                    check.verification.checks.map {
                        .object(["name": .string($0.name), "passed": .bool($0.passed), "detail": .string($0.detail)])
                    }
                ),
                "differences": .array(differences.map { .string($0) }),
            ])
        }
    }
#endif
