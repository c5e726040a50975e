#if Command
    import Testing

    @Suite("Help")
    struct HelpTests {
        @Test(arguments: [
            [], ["plan"], ["solve"], ["dispatch"], ["verify"], ["export"], ["export", "plan"], ["export", "solve"],
            ["data"],
            ["data", "check"],
        ])
        func isPrintedForEveryCommand(command: [String]) throws {
            let run = try CommandRunner.run(command + ["--help"])
            #expect(run.status == 0)
            #expect(run.output.contains("USAGE: meridian"))
            #expect(run.output.contains("OVERVIEW:"))
            #expect(run.errors.isEmpty)
        }

        @Test func withoutArgumentsIsHelp() throws {
            let run = try CommandRunner.run([])
            #expect(run.status == 0)
            #expect(run.output.contains("SUBCOMMANDS:"))
            #expect(run.output.contains("Exit status"))
        }

        @Test func versionIsPrinted() throws {
            let run = try CommandRunner.run(["--version"])
            #expect(run.status == 0)
            #expect(run.output.split(separator: ".").count == 3)
        }
    }
#endif
