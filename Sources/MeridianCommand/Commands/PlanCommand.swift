#if Command
    import ArgumentParser
    import HealthPlanning
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// `meridian plan`: the national plan.
    struct PlanCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract:
                "Plans new regional medical centres, their donor hospitals and the staff sent to the communities.",
            discussion: """
                Without arguments: the bundled data on China and the scenario china-2035. The answer is proven as far as \
                the limits allow, printed beside the greedy one, and checked by independent code.
                """
        )

        @OptionGroup(title: "Scenario") var scenario: ScenarioOptions
        @OptionGroup(title: "Data") var territory: TerritoryOptions
        @OptionGroup(title: "Search") var limits: LimitOptions
        @OptionGroup(title: "Output") var output: OutputOptions

        @Option(
            help: ArgumentHelp(
                "Folder for plan.json, centers.csv, dispatch.csv, shortages.csv and report.html; made when missing.",
                valueName: "folder"
            )
        )
        var out: String?

        @Flag(name: .customLong("no-dispatch"), help: "Leave out the staff for community-level institutions.")
        var skipsDispatch = false

        @Option(
            name: .customLong("coverage-radius"),
            help: ArgumentHelp("Road-like km of the coverage figures. (default: 150)", valueName: "km"),
            transform: Parsing.distance
        )
        var coverageRadius: Double?

        func run() throws {
            let signals = Interruption.listen()
            let progress = ProgressReporter(isQuiet: output.quiet)
            progress.stage("reading data")
            let territory = try territory.load()
            let planner = Planner(territory: territory, scenario: try scenario.scenario(for: territory))
            progress.stage("planning")
            let plan = try withExtendedLifetime(signals.listener) {
                try planner.plan(options: options(signals.flag, progress))
            }
            progress.finish()
            let report = PlanReport(plan: plan, territory: territory)
            try Console.answer(output.json ? PlanDocument(report).text() : PlanTable(report).text)
            if let out { try OutputFolder.write(report, to: out, data: self.territory.folder, isQuiet: output.quiet) }
            if let failure = PlanOutcome.failure(plan) { throw failure }
        }

        private func options(_ flag: CancellationFlag, _ progress: ProgressReporter) -> PlannerOptions {
            PlannerOptions(
                engine: limits.engine, timeLimit: limits.timeLimit, relativeGap: limits.relativeGap ?? 0,
                seed: limits.seed,
                threads: limits.threads ?? 1, includesDispatch: !skipsDispatch, coverageRadius: coverageRadius ?? 150,
                cancellation: flag,
                progress: { snapshot in
                    progress.report(snapshot)
                    return .continue
                }
            )
        }
    }

    /// How the command ends with a plan.
    enum PlanOutcome {
        /// What to tell standard error, and the status, when the plan is not an answer; `nil` when it is.
        static func failure(_ plan: NationalPlan) -> Failure? {
            let termination = plan.placement.termination
            let words = StatusText.sentence(termination) + (termination.detail.isEmpty ? "" : ": " + termination.detail)
            if plan.placement.objective == nil {
                switch termination.reason {
                case .infeasible, .infeasibleOrUnbounded: return Failure(.infeasible, words)
                case .unbounded, .numericalError: return Failure(.internal, words)
                case .optimal, .feasible, .noSolutionFound: return Failure(.limitWithoutPlan, words)
                }
            }
            guard !plan.verification.passed else { return nil }
            return Failure(
                .internal,
                ["the plan does not pass its own check:"]
                    + plan.verification.failures.map { "\($0.name): \($0.detail)" }
            )
        }
    }
#endif
