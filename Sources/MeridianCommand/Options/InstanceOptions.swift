#if Command
    public import ArgumentParser
    import Foundation
    public import PlanningData

    extension InstanceFormat: ExpressibleByArgument {}
    extension DistanceRule: ExpressibleByArgument {}

    /// The location models the command solves.
    enum LocationModel: String, CaseIterable, ExpressibleByArgument {
        case pMedian = "p-median"
        case pCenter = "p-center"
        case maximalCovering = "max-covering"
        case setCovering = "set-covering"
        case uncapacitated
        case capacitated
        case minimumCostFlow = "min-cost-flow"

        /// Whether the number of open sites is part of the question.
        var takesCount: Bool {
            switch self {
            case .pMedian, .pCenter, .maximalCovering, .capacitated: true
            case .setCovering, .uncapacitated, .minimumCostFlow: false
            }
        }

        /// Whether a radius is part of the question.
        var takesRadius: Bool { self == .maximalCovering || self == .setCovering }
    }

    /// Which model of which file.
    struct InstanceOptions: ParsableArguments {
        @Argument(help: "p-median, p-center, max-covering, set-covering, uncapacitated, capacitated or min-cost-flow.")
        var model: LocationModel

        @Argument(help: "File with the instance; one packed with gzip is read as such.")
        var file: String

        @Option(help: "Format of the file. (default: by its suffix .tsp or .csv)")
        var format: InstanceFormat?

        @Option(
            name: .customShort("p"), help: ArgumentHelp("Sites to open. (default: the file's own)", valueName: "count"),
            transform: Parsing.count
        )
        var count: Int?

        @Option(
            help: ArgumentHelp("Longest distance that counts as covered, in the file's unit.", valueName: "distance"),
            transform: Parsing.distance
        )
        var radius: Double?

        @Option(
            help: ArgumentHelp("Capacity of every site, for orlib-cap files that leave it open.", valueName: "amount"),
            transform: Parsing.amount
        )
        var capacity: Double?

        @Option(help: "How distances are measured, for tsplib and csv.")
        var distance: DistanceRule?

        @Flag(name: .customLong("single-source"), help: "Serve each client from one site alone; for capacitated.")
        var isSingleSource = false

        func validate() throws {
            var problems: [String] = []
            if count != nil, !model.takesCount { problems.append("-p has no use with \(model.rawValue); leave it out") }
            if radius != nil, !model.takesRadius {
                problems.append("--radius has no use with \(model.rawValue); leave it out")
            }
            if radius == nil, model.takesRadius { problems.append("\(model.rawValue) needs --radius; give a distance") }
            if isSingleSource, model != .capacitated {
                problems.append("--single-source has no use with \(model.rawValue); leave it out")
            }
            guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
        }

        /// The format given, or the one the file's suffix tells.
        func resolvedFormat() throws -> InstanceFormat {
            if let format { return format }
            var name = file.lowercased()
            if name.hasSuffix(".gz") { name.removeLast(3) }
            if name.hasSuffix(".tsp") { return .tsplib }
            if name.hasSuffix(".csv") { return .csv }
            if model == .minimumCostFlow { return .dimacs }
            let formats = InstanceFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "\(file): its suffix does not tell the format; give --format, one of \(formats)")
        }

        /// Reads the instance.
        func read() throws -> LocationInstance {
            try resolvedFormat().read(contentsOf: file, distance: distance, capacity: capacity)
        }
    }
#endif
