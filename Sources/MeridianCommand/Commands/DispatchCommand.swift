#if Command
    import ArgumentParser
    import FacilityLocation
    import Foundation
    import HealthPlanning
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// `meridian dispatch`: staff for the community-level institutions alone.
    struct DispatchCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dispatch",
            abstract: "Sends staff of higher-level hospitals to every community-level institution of the country.",
            discussion: """
                Every institution gets one staff member for some days a week, from a hospital within reach, within what \
                hospitals can release. First as few institutions as possible without anyone, then the least travel.
                """
        )

        @OptionGroup(title: "Files of your own") var files: StaffingOptions
        @OptionGroup(title: "Rules") var rules: DispatchOptions
        @OptionGroup(title: "Data") var territory: TerritoryOptions
        @OptionGroup(title: "Search") var limits: LimitOptions
        @OptionGroup(title: "Output") var output: OutputOptions

        @Option(
            help: ArgumentHelp(
                "Folder for dispatch.json, dispatch.csv and shortages.csv; with --institutions, a CSV file for the "
                    + "assignments.", valueName: "path"))
        var out: String?

        func run() throws {
            let signals = Interruption.listen()
            let progress = ProgressReporter(isQuiet: output.quiet)
            if let institutions = files.institutions, let hospitals = files.hospitals {
                try files.check(out: out)
                var run = StaffingRun(
                    institutions: institutions, hospitals: hospitals, options: files, out: out, engine: limits.engine)
                return try withExtendedLifetime(signals.listener) {
                    try run.run(
                        limits.locationOptions(cancellation: signals.flag, progress: progress).solve, json: output.json,
                        progress: progress)
                }
            }
            progress.stage("reading data")
            let territory = try territory.load()
            let policy = try rules.policy(for: territory)
            let planner = DispatchPlanner(territory: territory, policy: policy)
            progress.stage("dispatching")
            let (plan, greedy) = try withExtendedLifetime(signals.listener) {
                let options = limits.locationOptions(cancellation: signals.flag, progress: progress).solve
                let plan = try planner.plan(engine: limits.engine, options: options)
                return (plan, limits.engine == .greedy ? plan : try planner.plan(engine: .greedy))
            }
            progress.finish()
            let report = DispatchReport(dispatch: plan, greedy: greedy, policy: policy, territory: territory)
            try Console.answer(output.json ? report.json() : report.text)
            if let out {
                let names = try report.write(to: out)
                if !output.quiet { Console.note("written to \(out): \(names.joined(separator: ", "))") }
            }
            if plan.objective == nil {
                let words =
                    StatusText.sentence(plan.termination)
                    + (plan.termination.detail.isEmpty ? "" : ": " + plan.termination.detail)
                throw Failure(plan.termination.reason == .infeasible ? .infeasible : .limitWithoutPlan, words)
            }
        }
    }

    /// The rules of a dispatch, from a scenario, changed one by one.
    struct DispatchOptions: ParsableArguments {
        @Option(
            name: .customLong("scenario"),
            help: ArgumentHelp("Scenario in YAML whose dispatch rules count. (default: china-2035)", valueName: "file")
        )
        var file: String?

        @Option(
            name: .customLong("presence-days"),
            help: ArgumentHelp("Days per week at each institution. (default: 0.5)", valueName: "days"),
            transform: Parsing.days
        )
        var presenceDays: Double?

        @Option(
            name: .customLong("working-days"),
            help: ArgumentHelp("Working days per week of a full-time equivalent. (default: 5)", valueName: "days"),
            transform: Parsing.days
        )
        var workingDays: Double?

        @Option(
            name: .customLong("hospital-share"),
            help: ArgumentHelp("Share of health workers employed by hospitals. (default: 0.6)", valueName: "share"),
            transform: Parsing.share
        )
        var hospitalShare: Double?

        @Option(
            name: .customLong("releasable-share"),
            help: ArgumentHelp(
                "Share of hospital staff that can be away at any time. (default: 0.02)", valueName: "share"),
            transform: Parsing.share
        )
        var releasableShare: Double?

        @Option(
            help: ArgumentHelp("Farthest institution served, road-like km. (default: 150)", valueName: "km"),
            transform: Parsing.distance
        )
        var reach: Double?

        @Option(help: "How a shortage that nothing can avoid is shared out. (default: the scenario's)")
        var fairness: DispatchFairness?

        /// The scenario's rules with the changes.
        func policy(for territory: Territory) throws -> DispatchPolicy {
            var policy = Scenario.china2035.dispatch
            if let file { policy = try ScenarioReader(territory: territory).read(contentsOf: file).dispatch }
            if let presenceDays { policy.presenceDaysPerWeek = presenceDays }
            if let workingDays { policy.workingDaysPerWeek = workingDays }
            if let hospitalShare { policy.hospitalShare = hospitalShare }
            if let releasableShare { policy.releasableShare = releasableShare }
            if let reach { policy.reachKilometers = reach }
            if let fairness { policy.fairness = fairness }
            return policy
        }
    }
#endif
