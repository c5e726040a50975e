#if Command
    import ArgumentParser
    import FacilityLocation
    import Foundation
    import HealthPlanning
    import LinearOptimization
    import NetworkFlow
    import PlanningData

    /// Runs the command and turns every way it can end into an exit status and words on the right stream.
    enum CommandRun {
        /// Runs with these arguments.
        static func run(_ arguments: [String]) -> ExitStatus {
            // A reader that leaves must show as a failed write, not end the program in the middle of a file.
            signal(SIGPIPE, SIG_IGN)
            do {
                var command = try MeridianRoot.parseAsRoot(arguments)
                try command.run()
                return .answer
            } catch {
                return end(error)
            }
        }

        private static func end(_ error: any Error) -> ExitStatus {
            switch error {
            case let failure as Failure:
                for line in failure.lines { Console.note("meridian: " + line) }
                return failure.status
            case is ReaderGone:
                return .answer
            case let error as DataError:
                return end(Failure(.usage, error.problems.map(\.description)))
            case let error as PlanningError:
                return end(Failure(.usage, error.problems.map { "scenario: " + $0.description }))
            case let error as LocationError:
                return end(Failure(.usage, error.problems.map(\.description)))
            case let error as InvalidNetwork:
                return end(Failure(.usage, error.problems.map { "network: \($0)" }))
            case let error as ModelError:
                return end(Failure(.usage, error.problems.map { "model: \($0)" }))
            case let error as SolverError where error.code == .unavailable || error.code == .unsupportedOption:
                return end(Failure(.usage, error.message))
            case let error as SolverError:
                return end(Failure(.internal, error.description))
            default:
                return endParsing(error)
            }
        }

        private static func endParsing(_ error: any Error) -> ExitStatus {
            let code = MeridianRoot.exitCode(for: error)
            let message = MeridianRoot.fullMessage(for: error)
            if code.isSuccess {
                do {
                    try Console.answer(message + "\n")
                } catch let failure as Failure {
                    return end(failure)
                } catch {
                    return .answer
                }
                return .answer
            }
            guard code == .validationFailure else {
                return end(Failure(.internal, "unexpected: \(message.isEmpty ? String(describing: error) : message)"))
            }
            Console.note(message)
            return .usage
        }
    }
#endif
