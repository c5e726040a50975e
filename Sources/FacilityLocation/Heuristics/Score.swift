import LinearOptimization

/// How good a set of open sites is: first what is missing, then what it costs, then a tie-break.
package struct Score: Sendable, Hashable {
    /// Service that is missing; 0 when none is.
    ///
    /// Clients without service, broken service rules, demand without capacity.
    package var shortfall: Double
    /// Objective, with stand-in costs for what is missing.
    package var cost: Double
    /// Decides between equal costs.
    package var tieBreak: Double

    package init(shortfall: Double, cost: Double, tieBreak: Double = 0) {
        self.shortfall = shortfall
        self.cost = cost
        self.tieBreak = tieBreak
    }

    /// Whether this score is better than another by more than rounding.
    package func isBetter(than other: Score) -> Bool {
        if differs(shortfall, other.shortfall) { return shortfall < other.shortfall }
        if differs(cost, other.cost) { return cost < other.cost }
        return differs(tieBreak, other.tieBreak) && tieBreak < other.tieBreak
    }

    private func differs(_ a: Double, _ b: Double) -> Bool { abs(a - b) > 1e-10 * max(1, abs(a), abs(b)) }
}

/// An objective over sets of open sites that can be updated site by site.
///
/// `shortfall` must not grow when a site is opened; then a search that starts from all sites proves infeasibility.
protocol PlacementObjective {
    /// Score of the current set.
    var score: Score { get }
    /// Whether construction should weigh missing service against cost (as greedy set covering does) instead of taking
    /// the missing service first.
    var weighsShortfallAgainstCost: Bool { get }
    /// Whether a positive shortfall of a set proves that the set cannot serve.
    var shortfallIsExact: Bool { get }
    /// Opens a closed site.
    mutating func open(_ site: Int)
    /// Closes an open site.
    mutating func close(_ site: Int)
    /// Scores after opening each of the sites alone.
    mutating func scores(opening sites: [Int]) -> [Score]
}

extension PlacementObjective {
    var weighsShortfallAgainstCost: Bool { false }
    var shortfallIsExact: Bool { true }

    mutating func scores(opening sites: [Int]) -> [Score] {
        sites.map { site in
            open(site)
            defer { close(site) }
            return score
        }
    }

    /// Score after opening and closing sites, the set left as it was.
    mutating func score(opening: [Int], closing: [Int]) -> Score {
        for site in opening { open(site) }
        for site in closing { close(site) }
        let result = score
        for site in closing { open(site) }
        for site in opening { close(site) }
        return result
    }
}

/// When a heuristic has to come to an end.
struct Budget {
    private let deadline: ContinuousClock.Instant?
    private let cancellation: CancellationFlag?

    init(_ options: SolveOptions, started: ContinuousClock.Instant) {
        // A limit beyond ten years is no limit; adding it could overflow.
        deadline = options.timeLimit.flatMap { $0 < .seconds(315_360_000) ? started + max($0, .zero) : nil }
        cancellation = options.cancellation
    }

    /// Whether the solve was cancelled.
    var isCancelled: Bool { cancellation?.isCancelled ?? false }
    /// Whether the time is up.
    var isTimeUp: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }
    /// Whether either holds.
    var isExhausted: Bool { isCancelled || isTimeUp }

    /// The limit that struck, if one did.
    var limit: Termination.Limit? { isCancelled ? .interrupted : isTimeUp ? .time : nil }

    /// Time left for a further stage; `nil` for no limit.
    var remaining: Duration? { deadline.map { max(.zero, $0 - ContinuousClock.now) } }
}
