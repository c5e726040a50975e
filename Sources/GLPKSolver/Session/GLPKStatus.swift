#if GLPK
    internal import CGLPKSupport
    package import LinearOptimization

    /// Turns status codes of the C layer into errors.
    enum GLPKStatus {
        static func check(_ status: Int32, _ stage: String) throws(SolverError) {
            guard Int(status) != MRD_OK else { return }
            throw error(status, stage)
        }

        static func error(_ status: Int32, _ stage: String) -> SolverError {
            let text = String(cString: mrd_message()).split(whereSeparator: \.isNewline).joined(separator: "; ")
            let message =
                switch Int(status) {
                case MRD_ARGUMENT: "GLPK refused an argument: \(text)"
                case MRD_POISONED: "GLPK aborted, and every GLPK session of this thread is lost: \(text)"
                case MRD_STALE: "this GLPK session was lost when GLPK aborted earlier on this thread; open a new one"
                case MRD_THREAD: "this GLPK session belongs to another thread; use it where it was opened"
                case MRD_BUSY: "this GLPK session is being solved; a progress handler must not use it"
                case MRD_MEMORY: "out of memory"
                default: "unexpected status"
                }
            let code: SolverError.Code = Int(status) == MRD_MEMORY ? .modelTooLarge : .internalFailure
            return SolverError(code, stage: stage, rawCode: Int(status), message: message)
        }

        /// Whether an error means that GLPK aborted during this very call.
        static func isAbort(_ error: SolverError) -> Bool {
            error.code == .internalFailure && error.rawCode == MRD_POISONED
        }
    }

    /// Whether the library loaded is one this build can talk to.
    package enum GLPKVersion {
        /// Version of the library at run time.
        static var running: String { String(cString: mrd_runtime_version()) }

        static func check() throws(SolverError) {
            try check(running: running, header: (Int(mrd_header_major_version()), Int(mrd_header_minor_version())))
        }

        /// Structures may grow and codes change between major versions, and an older library may lack what the header has.
        package static func check(running: String, header: (major: Int, minor: Int)) throws(SolverError) {
            let parts = running.split(separator: ".").map { Int($0) ?? -1 }
            if parts.count >= 2, parts[0] == header.major, parts[1] >= header.minor { return }
            throw SolverError(
                .unavailable, stage: "version check",
                message: "built against GLPK \(header.major).\(header.minor) but running with GLPK \(running); rebuild")
        }
    }
#endif
