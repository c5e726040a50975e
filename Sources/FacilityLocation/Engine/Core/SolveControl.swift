internal import LinearOptimization

/// Limits, cancellation, progress and stage times of one solve, read often by every loop of the engine.
final class SolveControl {
    private let clock = ContinuousClock()
    private let started: ContinuousClock.Instant
    private let deadline: ContinuousClock.Instant?
    private let progress: (@Sendable (SolveProgress) -> ProgressAction)?
    private var isAskedToStop = false
    /// Lets solvers called from here watch the same flag.
    let cancellation: CancellationFlag?
    /// Branch-and-bound nodes so far.
    var nodeCount = 0
    /// Simplex solves so far.
    var programCount = 0
    /// Simplex iterations so far.
    var simplexIterations = 0
    /// Cuts generated so far.
    var cutCount = 0
    /// The limit that struck, once one has.
    private(set) var limit: Termination.Limit?
    private(set) var stages: [SolveStatistics.Stage] = []
    private var lastReport: (incumbent: Double?, bound: Double)?

    init(_ options: SolveOptions) {
        let now = ContinuousClock.now
        started = now
        // A limit of centuries means none; adding it could overflow.
        deadline = options.timeLimit.flatMap { $0 < .seconds(1_000_000_000) ? now + max($0, .zero) : nil }
        cancellation = options.cancellation
        progress = options.progress
    }

    /// Time since the solve began.
    var elapsed: Duration { clock.now - started }

    /// Time left, `nil` when unlimited.
    var remaining: Duration? { deadline.map { max($0 - clock.now, .zero) } }

    /// Whether the solve has to end; remembers which limit struck first.
    var mustStop: Bool {
        if limit != nil { return true }
        if isAskedToStop || cancellation?.isCancelled == true {
            limit = .interrupted
        } else if let deadline, clock.now >= deadline {
            limit = .time
        }
        return limit != nil
    }

    /// Whether a limit has struck or would now: for helping threads, which change nothing.
    var isOver: Bool {
        limit != nil || isAskedToStop || cancellation?.isCancelled == true || deadline.map { clock.now >= $0 } == true
    }

    /// Ends the solve as if the caller had asked for it.
    func requestStop() { isAskedToStop = true }

    /// Tells the caller where the solve stands, when that changed.
    func report(_ stage: String, incumbent: Double?, bound: Double) {
        guard let progress else { return }
        if let last = lastReport, last.incumbent == incumbent, last.bound == bound { return }
        lastReport = (incumbent, bound)
        let snapshot = SolveProgress(
            stage: stage, incumbent: incumbent, objectiveBound: bound, nodeCount: nodeCount, elapsed: elapsed)
        if progress(snapshot) == .stop { isAskedToStop = true }
    }

    /// Runs a stage and adds its time to the statistics.
    func stage<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
        let begin = clock.now
        defer { add(name, clock.now - begin) }
        return try body()
    }

    private func add(_ name: String, _ duration: Duration) {
        if let position = stages.firstIndex(where: { $0.name == name }) {
            stages[position].duration += duration
        } else {
            stages.append(SolveStatistics.Stage(name: name, duration: duration))
        }
    }
}
