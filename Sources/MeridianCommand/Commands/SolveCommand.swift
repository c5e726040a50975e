#if Command
    import ArgumentParser
    import FacilityLocation
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// `meridian solve MODEL FILE`: one location model of one instance file.
    struct SolveCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "solve", abstract: "Solves a location model of an instance file.",
            discussion: """
                Identifiers are those of the file: for OR-Library and TSPLIB files the numbers 1, 2, 3 …

                Columns of a csv file: id, x, y or id, lat, lon; demand; optional cost, capacity and role \
                (client, site or both).
                """
        )

        @OptionGroup(title: "Instance") var instance: InstanceOptions
        @OptionGroup(title: "Search") var limits: LimitOptions
        @OptionGroup(title: "Output") var output: OutputOptions

        @Flag(help: "Say which open site serves each client.")
        var assignment = false

        func run() throws {
            let clock = ContinuousClock()
            let signals = Interruption.listen()
            let progress = ProgressReporter(isQuiet: output.quiet)
            if instance.model == .minimumCostFlow {
                guard try instance.resolvedFormat() == .dimacs else {
                    throw Failure(.usage, "min-cost-flow reads dimacs files; give --format dimacs")
                }
                let run = try withExtendedLifetime(signals.listener) {
                    let options = limits.locationOptions(cancellation: signals.flag, progress: progress).solve
                    return try FlowRun(file: instance.file, options: options, progress: progress)
                }
                try Console.answer(output.json ? run.json : run.text)
                return try run.end()
            }
            let start = clock.now
            progress.stage("reading")
            let read = try withExtendedLifetime(signals.listener) { try instance.read() }
            let problem = InstanceSolve(
                model: instance.model, instance: read, count: instance.count, radius: instance.radius,
                isSingleSource: instance.isSingleSource, listsAssignment: assignment
            )
            let loaded = clock.now
            progress.stage("solving")
            let result = try withExtendedLifetime(signals.listener) {
                try problem.solve(limits.locationOptions(cancellation: signals.flag, progress: progress))
            }
            let solved = clock.now
            progress.finish()
            let answer = SolveAnswer(
                problem: problem, result: result, file: instance.file, format: try instance.resolvedFormat(),
                engine: limits.engine, readSeconds: NumberText.seconds(start.duration(to: loaded)),
                solveSeconds: NumberText.seconds(loaded.duration(to: solved)), listsAssignment: assignment
            )
            try Console.answer(output.json ? answer.json : answer.text)
            if answer.exit != .answer {
                throw Failure(
                    answer.exit,
                    "\(instance.file): \(StatusText.sentence(result.termination))"
                        + (result.termination.detail.isEmpty ? "" : ": " + result.termination.detail))
            }
        }
    }
#endif
