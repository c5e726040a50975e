#if Command
    import ArgumentParser
    import Foundation
    import HealthPlanning
    import PlanningData
    import PlanningReport

    /// `meridian data`: looks at the data behind the plans.
    struct DataCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "data", abstract: "Looks at the data behind the plans.", subcommands: [DataCheckCommand.self]
        )
    }

    /// `meridian data check`: reads, checks and counts a territory.
    struct DataCheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Reads and checks a territory, the bundled one by default; lists every problem."
        )

        @Argument(help: ArgumentHelp("Folder with the files of a territory.", valueName: "folder"))
        var folder: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let start = ContinuousClock().now
            let territory = try TerritoryOptions.load(folder: folder)
            let seconds = NumberText.seconds(start.duration(to: ContinuousClock().now))
            try Console.answer(output.json ? json(territory, seconds).text : text(territory, seconds))
        }

        private func rows(_ territory: Territory) -> [(key: String, label: String, count: Int)] {
            [
                ("provinces", "provinces", territory.provinces.count),
                ("cities", "cities", territory.cities.count),
                ("counties", "counties", territory.counties.count),
                ("residents", "residents of the counties", territory.population),
                ("centers", "existing centres and seats", territory.centers.count),
                ("hospitals", "leading hospitals", territory.hospitals.count),
                ("road_cities", "cities in the road matrix", territory.roadDistances?.cities.count ?? 0),
                (
                    "community_institutions", "community-level institutions (estimate)",
                    territory.provinces.reduce(0) { $0 &+ $1.communityInstitutions }
                ),
            ]
        }

        private func text(_ territory: Territory, _ seconds: Double) -> String {
            let lines = rows(territory).map { "  \($0.label): \(NumberText.grouped($0.count))" }
            return """
                \(TextWidth.printable(territory.name)): no problem found
                \(lines.joined(separator: "\n"))
                  fingerprint: \(territory.fingerprint)
                  read and checked in \(NumberText.brief(seconds, upTo: 3)) s

                """
        }

        private func json(_ territory: Territory, _ seconds: Double) -> JSONValue {
            var members: [String: JSONValue] = [
                "status": .string("ok"), "dataset": .string(territory.name),
                "fingerprint": .string(territory.fingerprint),
                "seconds": .number(seconds),
            ]
            for row in rows(territory) { members[row.key] = .int(row.count) }
            return .object(members)
        }
    }
#endif
