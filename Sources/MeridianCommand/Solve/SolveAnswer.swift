#if Command
    import FacilityLocation
    import Foundation
    import LinearOptimization
    import PlanningData
    import PlanningReport

    /// The answer of `meridian solve`, as JSON and as text.
    struct SolveAnswer {
        let problem: InstanceSolve
        let result: LocationResult
        let file: String
        let format: InstanceFormat
        let engine: LocationEngine
        let readSeconds: Double
        let solveSeconds: Double
        let listsAssignment: Bool

        private var objective: Double? { result.objective.map(problem.told) }
        private var bound: Double { problem.told(result.objectiveBound) }
        private var relativeGap: Double { Gap.relative(objective: objective, bound: bound) }
        private var greedyObjective: Double? { result.greedyObjective.map(problem.told) }
        private var status: Termination.Reason { result.termination.reason }

        /// How the command ends with this answer.
        var exit: ExitStatus {
            if result.objective != nil { return .answer }
            switch status {
            case .infeasible, .infeasibleOrUnbounded: return .infeasible
            case .numericalError, .unbounded: return .internal
            case .optimal, .feasible, .noSolutionFound: return .limitWithoutPlan
            }
        }

        /// One line of JSON; see the command's page for the keys.
        var json: String {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
            }
        }

        private var value: JSONValue {
            var members: [String: JSONValue] = [
                "model": .string(problem.model.rawValue), "file": .string(file), "format": .string(format.rawValue),
                "engine": .string(engine.rawValue), "sense": .string(problem.isMaximized ? "maximize" : "minimize"),
                "status": .string(status.rawValue),
                "limit": result.termination.limit.map { .string($0.rawValue) } ?? .null,
                "detail": .string(result.termination.detail), "objective": .optional(objective),
                "bound": .optional(bound),
                "relative_gap": .optional(relativeGap), "greedy_objective": .optional(greedyObjective),
                "open": .array(result.openSites.map(site)), "clients": .int(problem.instance.clients.count),
                "sites": .int(problem.instance.sites.count),
                "p": problem.openCount.map { .int($0) } ?? .null,
                "radius": .optional(problem.radius), "nodes": .int(result.statistics.nodeCount),
                "simplex_iterations": .int(result.statistics.simplexIterations),
                "seconds": .object(["read": .number(readSeconds), "solve": .number(solveSeconds)]),
            ]
            if listsAssignment {
                members["assignment"] = .array(result.assignment.map { $0.map(site) ?? .null })
            }
            return .object(members)
        }

        /// A site as the file names it: a number where the file counts its nodes, else its identifier.
        private func site(_ index: Int) -> JSONValue {
            guard problem.instance.sites.indices.contains(index) else { return .null }
            let name = problem.instance.sites[index]
            if format != .csv, let number = Int(name) { return .int(number) }
            return .string(name)
        }

        /// The answer for people.
        var text: String {
            let what = problem.isMaximized ? "demand covered" : problem.model == .pCenter ? "largest distance" : "cost"
            var lines = [
                "\(problem.model.rawValue) of \(TextWidth.printable(problem.instance.name)): "
                    + "\(NumberText.grouped(problem.instance.clients.count)) clients, "
                    + "\(NumberText.grouped(problem.instance.sites.count)) sites",
                "  status     \(StatusText.sentence(result.termination))"
                    + (result.termination.detail.isEmpty ? "" : " (\(TextWidth.printable(result.termination.detail)))"),
                "  objective  \(objective.map { NumberText.brief($0, upTo: 6) } ?? "none") \(what)",
                "  bound      \(NumberText.brief(bound, upTo: 6)), gap \(NumberText.gap(relativeGap))",
                "  greedy     \(greedyObjective.map { NumberText.brief($0, upTo: 6) } ?? "none")",
                "  time       read \(NumberText.brief(readSeconds, upTo: 3)) s, solve \(NumberText.brief(solveSeconds, upTo: 3)) s, "
                    + "\(NumberText.grouped(result.statistics.nodeCount)) nodes",
            ]
            if !result.openSites.isEmpty {
                let names = result.openSites.compactMap { index in
                    problem.instance.sites.indices.contains(index) ? problem.instance.sites[index] : nil
                }
                lines += PlanTable.wrapped(
                    "open       \(NumberText.grouped(names.count)): " + names.joined(separator: " "), indent: "  "
                )
            }
            if listsAssignment {
                for (client, server) in zip(problem.instance.clients, result.assignment) {
                    lines.append("  \(client) -> \(server.map { problem.instance.sites[$0] } ?? "none")")
                }
            }
            return lines.map(TextWidth.printable).joined(separator: "\n") + "\n"
        }
    }
#endif
