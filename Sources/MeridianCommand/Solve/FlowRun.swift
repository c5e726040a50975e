#if Command
    import FacilityLocation
    import Foundation
    import LinearOptimization
    import NetworkFlow
    import PlanningData
    import PlanningReport

    /// `meridian solve min-cost-flow FILE`: a flow network of a file.
    struct FlowRun {
        let file: String
        let network: FlowNetwork
        let answer: MinimumCostFlow
        let readSeconds: Double
        let solveSeconds: Double

        init(file: String, options: SolveOptions, progress: ProgressReporter) throws {
            let clock = ContinuousClock()
            let start = clock.now
            progress.stage("reading")
            self.file = file
            network = try DIMACSFile.read(contentsOf: file)
            let loaded = clock.now
            progress.stage("solving")
            answer = try network.minimumCostFlow(options: options)
            readSeconds = NumberText.seconds(start.duration(to: loaded))
            solveSeconds = NumberText.seconds(loaded.duration(to: clock.now))
            progress.finish()
        }

        private var bound: Int128? {
            answer.termination.isOptimal ? network.lowerBound(prices: answer.prices) : nil
        }

        private static func amount(_ value: Int128?) -> JSONValue {
            guard let value else { return .null }
            return Int(exactly: value).map { .int($0) } ?? .number(Double(value))
        }

        /// One line of JSON.
        var json: String {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                let value = JSONValue.object([
                    "model": .string("min-cost-flow"), "file": .string(file), "format": .string("dimacs"),
                    "status": .string(answer.termination.reason.rawValue),
                    "limit": answer.termination.limit.map { .string($0.rawValue) } ?? .null,
                    "detail": .string(answer.termination.detail), "objective": Self.amount(answer.cost),
                    "bound": Self.amount(bound), "nodes": .int(network.nodeCount), "arcs": .int(network.arcCount),
                    "pivots": .int(answer.statistics.simplexIterations),
                    "cut": .array((answer.cut?.nodes ?? []).map { .int($0 + 1) }),
                    "negative_cycle": .array(answer.negativeCycle.map { .int($0 + 1) }),
                    "seconds": .object(["read": .number(readSeconds), "solve": .number(solveSeconds)]),
                ])
                return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
            }
        }

        /// The answer for people.
        var text: String {
            """
            min-cost-flow of \(TextWidth.printable(file)): \(NumberText.grouped(network.nodeCount)) nodes, \
            \(NumberText.grouped(network.arcCount)) arcs
              status     \(StatusText.sentence(answer.termination)) \(answer.termination.detail)
              objective  \(answer.cost.map { "\($0)" } ?? "none"), bound \(bound.map { "\($0)" } ?? "none")
              time       read \(NumberText.brief(readSeconds, upTo: 3)) s, solve \
            \(NumberText.brief(solveSeconds, upTo: 3)) s

            """
        }

        /// How the command ends with this answer.
        func end() throws {
            guard answer.cost == nil else { return }
            let status: ExitStatus =
                switch answer.termination.reason {
                case .infeasible: .infeasible
                case .unbounded: .answer
                default: .limitWithoutPlan
                }
            guard status != .answer else { return }
            throw Failure(status, "\(file): \(StatusText.sentence(answer.termination)): \(answer.termination.detail)")
        }
    }
#endif
