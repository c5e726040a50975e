#if Command
    /// How the command ends; the values are part of its interface.
    enum ExitStatus: Int32 {
        /// An answer was given, proven or not.
        case answer = 0
        /// Something is wrong with the arguments or the data.
        case usage = 2
        /// No plan obeys the rules; or a checked plan does not hold.
        case infeasible = 3
        /// A limit struck before any plan was found.
        case limitWithoutPlan = 4
        /// The program itself failed.
        case `internal` = 70
        /// Interrupted a second time.
        case interrupted = 130
    }

    /// An end other than ``ExitStatus/answer``: what standard error is told.
    struct Failure: Error {
        var status: ExitStatus
        /// One line per problem, without the program's name.
        var lines: [String]

        init(_ status: ExitStatus, _ lines: [String]) {
            self.status = status
            self.lines = lines
        }

        init(_ status: ExitStatus, _ line: String) { self.init(status, [line]) }
    }
#endif
