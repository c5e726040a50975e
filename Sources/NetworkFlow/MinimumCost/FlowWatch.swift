internal import LinearOptimization

/// Watches the limits of a solve from inside its loop.
final class FlowWatch {
    private let options: SolveOptions
    private let start: ContinuousClock.Instant
    private let clock = ContinuousClock()
    private var lastReport: ContinuousClock.Instant
    /// The limit that struck.
    private(set) var limit: Termination.Limit?

    init(_ options: SolveOptions, start: ContinuousClock.Instant) {
        self.options = options
        self.start = start
        lastReport = start
    }

    /// The options with what is left of the time limit, for a part of the work.
    func remaining(_ options: SolveOptions) -> SolveOptions {
        var options = options
        options.timeLimit = options.timeLimit.map { max(.zero, $0 - (clock.now - start)) }
        return options
    }

    /// Whether a limit has struck; tells the progress handler ten times a second.
    func shouldStop(pivots: Int) -> Bool {
        if options.cancellation?.isCancelled == true {
            limit = .interrupted
            return true
        }
        let now = clock.now
        if let timeLimit = options.timeLimit, now - start >= timeLimit {
            limit = .time
            return true
        }
        if let progress = options.progress, now - lastReport >= .milliseconds(100) {
            lastReport = now
            let snapshot = SolveProgress(
                stage: "network simplex", incumbent: nil, objectiveBound: -.infinity, nodeCount: 0,
                elapsed: now - start)
            if progress(snapshot) == .stop {
                limit = .interrupted
                return true
            }
        }
        return false
    }
}
