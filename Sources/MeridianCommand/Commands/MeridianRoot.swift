#if Command
    import ArgumentParser

    /// `meridian`: subcommands only.
    struct MeridianRoot: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "meridian",
            abstract: "Decides where new regional medical centres go and who staffs them, and proves its answers.",
            discussion: """
                Answers go to standard output, everything else to standard error. Exit status: 0 an answer was given, \
                2 something is wrong with arguments or data, 3 no plan obeys the rules or a checked plan does not hold, \
                4 a limit struck before any plan was found, 70 the program itself failed.
                """,
            version: "0.1.0",
            subcommands: [
                PlanCommand.self, SolveCommand.self, DispatchCommand.self, VerifyCommand.self, ExportCommand.self,
                DataCommand.self,
            ]
        )
    }
#endif
