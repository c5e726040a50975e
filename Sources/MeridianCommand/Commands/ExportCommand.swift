#if Command
    import ArgumentParser
    import Foundation
    import HealthPlanning
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// `meridian export`: models as files other solvers read.
    struct ExportCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Writes a model as a file that other solvers read.",
            subcommands: [ExportPlanCommand.self, ExportSolveCommand.self], defaultSubcommand: ExportPlanCommand.self
        )
    }

    /// Where a model goes.
    struct ModelFileOptions: ParsableArguments {
        @Option(help: ArgumentHelp("Write free MPS; - for standard output.", valueName: "file"))
        var mps: String?

        @Option(help: ArgumentHelp("Write CPLEX LP; - for standard output.", valueName: "file"))
        var lp: String?

        func validate() throws {
            if mps == nil, lp == nil { throw ValidationError("give --mps FILE, --lp FILE or both") }
            if mps == "-", lp == "-" {
                throw ValidationError("standard output takes one file; give one of them a name")
            }
        }

        /// Writes a model to the files asked for.
        func write(_ model: Model, isQuiet: Bool) throws {
            if let mps { try write(try MPSWriter().text(for: model), to: mps) }
            if let lp { try write(try LPWriter().text(for: model), to: lp) }
            guard !isQuiet else { return }
            Console.note(
                "\(NumberText.grouped(model.constraintCount)) rows, \(NumberText.grouped(model.variableCount)) columns, "
                    + "\(NumberText.grouped(model.nonzeroCount)) coefficients"
            )
        }

        private func write(_ text: String, to file: String) throws {
            if file == "-" { return try Console.answer(text) }
            try PlanFolder.write(text, to: URL(fileURLWithPath: file), shown: file)
        }
    }

    /// `meridian export plan`: the model of the national plan.
    struct ExportPlanCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "The model of the national plan: sites and donors together where they are joint."
        )

        @OptionGroup(title: "Scenario") var scenario: ScenarioOptions
        @OptionGroup(title: "Data") var territory: TerritoryOptions
        @OptionGroup(title: "Files") var files: ModelFileOptions

        @Flag(name: .shortAndLong, help: "No size on standard error.")
        var quiet = false

        func run() throws {
            let territory = try territory.load()
            let problem = try PlacementProblem(territory: territory, scenario: try scenario.scenario(for: territory))
            try files.write(try problem.program(), isQuiet: quiet)
        }
    }

    /// `meridian export solve MODEL FILE`: the model of an instance.
    struct ExportSolveCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "solve", abstract: "The model of an instance file, as meridian solve reads it."
        )

        @OptionGroup(title: "Instance") var instance: InstanceOptions
        @OptionGroup(title: "Files") var files: ModelFileOptions

        @Flag(name: .shortAndLong, help: "No size on standard error.")
        var quiet = false

        func run() throws {
            let problem = InstanceSolve(
                model: instance.model, instance: try instance.read(), count: instance.count, radius: instance.radius,
                isSingleSource: instance.isSingleSource
            )
            try files.write(try problem.program(), isQuiet: quiet)
        }
    }
#endif
