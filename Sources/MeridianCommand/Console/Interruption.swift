#if Command
    import Dispatch
    import Foundation
    import LinearOptimization

    /// Turns Ctrl-C and a polite request to end into a cancellation, so that the best plan so far is still printed.
    enum Interruption {
        /// Starts listening; the flag is raised at the first signal, a second one ends the program at once.
        ///
        /// The returned object must be kept as long as signals are to be heard.
        static func listen() -> (flag: CancellationFlag, listener: AnyObject) {
            let flag = CancellationFlag()
            let queue = DispatchQueue(label: "meridian.signals")
            let sources = [SIGINT, SIGTERM].map { number -> any DispatchSourceSignal in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler {
                    if flag.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
                    flag.cancel()
                    Console.note("interrupted: stopping with the best plan so far; interrupt again to stop at once")
                }
                source.resume()
                return source
            }
            return (flag, Listener(sources))
        }

        private final class Listener {
            private let sources: [any DispatchSourceSignal]
            init(_ sources: [any DispatchSourceSignal]) { self.sources = sources }
        }
    }
#endif
