#if Command
    import Foundation

    /// Standard output for answers, standard error for everything else.
    enum Console {
        /// Whether a person reads standard error.
        static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

        /// Writes an answer to standard output.
        ///
        /// - Throws: ``Failure`` when it cannot be written; a reader that has left (`| head`) ends the program quietly.
        static func answer(_ text: String) throws {
            do {
                try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
            } catch {
                let system = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError) ?? error as NSError
                if system.domain == NSPOSIXErrorDomain, system.code == Int(EPIPE) { throw ReaderGone() }
                throw Failure(
                    .usage,
                    "standard output: cannot be written: \(system.localizedDescription); check the disk it goes to"
                )
            }
        }

        /// Writes a line to standard error; what cannot be written there is lost.
        static func note(_ line: String) {
            try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
        }

        /// Writes text to standard error as it is.
        static func raw(_ text: String) {
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
    }

    /// The reader of standard output has closed it.
    struct ReaderGone: Error {}
#endif
