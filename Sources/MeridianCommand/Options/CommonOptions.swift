#if Command
    import ArgumentParser
    import FacilityLocation
    import Foundation
    import HealthPlanning
    import PlanningData
    import PlanningReport

    /// How long and how hard to try.
    struct LimitOptions: ParsableArguments {
        @Option(
            name: .customLong("time-limit"),
            help: ArgumentHelp("Wall-clock limit; the best plan so far is printed.", valueName: "seconds"),
            transform: Parsing.seconds
        )
        var timeLimit: Duration?

        @Option(
            name: .customLong("gap"),
            help: ArgumentHelp(
                "Stop once the relative gap is at most this, such as 0.01. (default: 0)", valueName: "share"),
            transform: Parsing.gap
        )
        var relativeGap: Double?

        @Option(
            help: ArgumentHelp("Threads that may be used. (default: 1)", valueName: "count"), transform: Parsing.threads
        )
        var threads: Int?

        @Option(help: "Seed of every random choice.")
        var seed: UInt64 = 1

        @Option(help: "exact: proves its answer; glpk: the complete model handed to GLPK; greedy: quick, no proof.")
        var engine: LocationEngine = .exact
    }

    /// Where answers go and how.
    struct OutputOptions: ParsableArguments {
        @Flag(help: "Print the answer as JSON on standard output.")
        var json = false

        @Flag(name: .shortAndLong, help: "No progress on standard error.")
        var quiet = false
    }

    /// Which territory.
    struct TerritoryOptions: ParsableArguments {
        @Option(
            name: .customLong("data"),
            help: ArgumentHelp(
                "Folder with a territory of your own instead of the bundled data on China.", valueName: "folder")
        )
        var folder: String?

        /// Reads and checks the territory.
        func load() throws -> Territory { try Self.load(folder: folder) }

        /// Reads and checks the territory in a folder, the bundled one without.
        static func load(folder: String?) throws -> Territory {
            guard let folder else { return try ChinaDataset.load() }
            let url = URL(fileURLWithPath: folder, isDirectory: true)
            return try TerritoryReader(directory: url, name: url.lastPathComponent).read()
        }
    }
#endif
