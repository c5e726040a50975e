#if Command
    import ArgumentParser
    import HealthPlanning
    import PlanningData

    /// What the plan is to maximise or minimise, by name.
    enum ObjectiveName: String, CaseIterable, ExpressibleByArgument {
        case maximalCovering = "maximal-covering"
        case gradualCovering = "gradual-covering"
        case pMedian = "p-median"
    }

    /// Which scenario, and what is changed in it.
    struct ScenarioOptions: ParsableArguments {
        @Option(
            name: .customLong("scenario"),
            help: ArgumentHelp("Scenario in YAML. (default: china-2035, thirty new centres)", valueName: "file")
        )
        var file: String?

        @Option(
            name: .customLong("new-centers"), help: ArgumentHelp("Number of new centres.", valueName: "count"),
            transform: Parsing.count
        )
        var newCenters: Int?

        @Option(help: "What the plan seeks. (default: the scenario's)")
        var objective: ObjectiveName?

        @Option(
            help: ArgumentHelp("Road-like km within which maximal covering counts. (default: 150)", valueName: "km"),
            transform: Parsing.distance
        )
        var radius: Double?

        @Option(
            help: ArgumentHelp(
                "Road-like km up to which gradual covering counts in full. (default: 100)", valueName: "km"),
            transform: Parsing.distance
        )
        var full: Double?

        @Option(
            help: ArgumentHelp(
                "Road-like km from which gradual covering counts nothing. (default: 250)", valueName: "km"),
            transform: Parsing.distance
        )
        var zero: Double?

        func validate() throws {
            var problems: [String] = []
            if radius != nil, let objective, objective != .maximalCovering {
                problems.append("--radius belongs to --objective maximal-covering")
            }
            if full != nil || zero != nil, let objective, objective != .gradualCovering {
                problems.append("--full and --zero belong to --objective gradual-covering")
            }
            guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
        }

        /// Reads the scenario and applies the changes.
        func scenario(for territory: Territory) throws -> Scenario {
            var scenario = Scenario.china2035
            if let file { scenario = try ScenarioReader(territory: territory).read(contentsOf: file) }
            if let newCenters { scenario.policy.newCenters = newCenters...newCenters }
            scenario.objective = try changed(scenario.objective)
            return scenario
        }

        private func changed(_ given: PlacementObjective) throws -> PlacementObjective {
            let name = objective ?? ObjectiveName(rawValue: given.name) ?? .gradualCovering
            switch name {
            case .pMedian:
                try refuse(radius != nil || full != nil || zero != nil, "p-median takes no --radius, --full or --zero")
                return .pMedian
            case .maximalCovering:
                try refuse(full != nil || zero != nil, "maximal-covering takes --radius, not --full and --zero")
                if case .maximalCovering(let own) = given { return .maximalCovering(radius: radius ?? own) }
                return .maximalCovering(radius: radius ?? 150)
            case .gradualCovering:
                try refuse(radius != nil, "gradual-covering takes --full and --zero, not --radius")
                if case .gradualCovering(let ownFull, let ownZero) = given {
                    return .gradualCovering(full: full ?? ownFull, zero: zero ?? ownZero)
                }
                return .gradualCovering(full: full ?? 100, zero: zero ?? 250)
            }
        }

        private func refuse(_ isWrong: Bool, _ message: String) throws {
            if isWrong { throw Failure(.usage, message) }
        }
    }
#endif
