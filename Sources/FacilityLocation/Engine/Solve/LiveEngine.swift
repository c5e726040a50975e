internal import LinearOptimization

#if GLPK
    internal import GLPKSolver
#endif

/// What an edit says about a site.
public enum SiteLock: String, Sendable, Hashable, Codable, CaseIterable {
    /// The site must be open.
    case open
    /// The site must be closed.
    case closed
    /// The site is opened if that is best.
    case free
}

/// Runs `body` with a live engine for a problem: change a lock, a rule, a rule on service or the weights and solve
/// again, warm.
///
/// The engine keeps its linear program, all cuts and its best plans from one solve to the next, so that an edit costs
/// a fraction of a first solve. It belongs to the calling thread and ends with `body`. Built without GLPK the same
/// calls work on Lagrangian bounds.
///
/// - Parameters:
///   - problem: what to solve first.
///   - options: limits, gaps and seed of every solve that is not given its own.
/// - Throws: ``LocationError`` when the problem is malformed, and whatever `body` throws.
public func withLocationEngine<Value>(
    _ problem: NearestSiteProblem, options: LocationOptions = LocationOptions(), _ body: (LiveEngine) throws -> Value
) throws -> Value {
    try withLocationEngine(problem, options: options, grouping: .automatic, body)
}

/// The same with a say in whether clients share columns of the linear program, for tests.
package func withLocationEngine<Value>(
    _ problem: NearestSiteProblem, options: LocationOptions, grouping: ClientGrouping,
    _ body: (LiveEngine) throws -> Value
) throws -> Value {
    let defects = problem.problems()
    guard defects.isEmpty else { throw LocationError(problems: defects) }
    #if GLPK
        var isRunning = false
        do {
            return try withGLPKSession { session in
                // The second session is for the program over full lists, should an existing site be closed.
                try withGLPKSession { spare in
                    isRunning = true
                    return try body(
                        LiveEngine(problem, options: options, grouping: grouping, sessions: [session, spare]))
                }
            }
        } catch let error as SolverError where !isRunning {
            // GLPK itself is unusable: the engine works without it.
            return try body(LiveEngine(problem, options: options, fallback: error.description))
        }
    #else
        return try body(LiveEngine(problem, options: options))
    #endif
}

/// A location problem under edit: see ``withLocationEngine(_:options:_:)``.
///
/// Answers are those of a first solve of the edited problem. Not thread-safe.
public final class LiveEngine {
    /// The problem as edited so far.
    public internal(set) var problem: NearestSiteProblem
    /// Options of solves that are not given their own.
    public var options: LocationOptions

    private let originalRoles: [SiteRole]
    private(set) var map: ClientMap
    private(set) var core: EngineCore
    /// A number per rule on service that no other one of this engine ever had.
    var serviceSerials: [Int]
    var nextServiceSerial: Int
    /// Whether lists end at existing sites, which then cannot be closed.
    private var isFrozen = true

    #if GLPK
        private var sessions: [GLPKSession] = []

        convenience init(
            _ problem: NearestSiteProblem, options: LocationOptions, grouping: ClientGrouping, sessions: [GLPKSession]
        ) {
            self.init(problem, options: options)
            core.grouping = grouping
            self.sessions = Array(sessions.dropFirst())
            core.session = sessions.first
        }
    #endif

    init(_ problem: NearestSiteProblem, options: LocationOptions, fallback: String? = nil) {
        let (model, map) = EngineModel.presolved(problem, options: .live)
        core = EngineCore(model)
        core.fallbackReason = fallback
        self.map = map
        self.problem = problem
        self.options = options
        originalRoles = problem.roles
        serviceSerials = Array(problem.serviceConstraints.indices)
        nextServiceSerial = serviceSerials.count
    }

    /// Rows of the linear program alive, for tests.
    package var rowCount: Int { core.rowCount }

    /// Starts over with lists that reach beyond existing sites; plans found so far are kept.
    private func thaw() {
        isFrozen = false
        let (model, map) = EngineModel.presolved(problem, options: .thawed)
        let next = EngineCore(model)
        next.adopt(plansOf: core)
        next.grouping = core.grouping
        #if GLPK
            if core.session != nil { next.session = sessions.popLast() }
        #endif
        core = next
        self.map = map
        // Rules over the clients as they are merged now; those presolve made do not know their serial numbers.
        core.setServiceRows([])
        takeOverServiceRules()
    }

    /// Solves the problem as it stands, starting from what earlier solves left.
    ///
    /// - Parameters:
    ///   - options: limits, gaps and seed; the engine's own when `nil`.
    ///   - start: a plan to start from, feasible or not.
    /// - Returns: a result whose bound is recomputed from multipliers, never a solver's word. Under a limit its plan is no
    ///   worse than the greedy one.
    public func solve(options: LocationOptions? = nil, startingFrom start: [Int]? = nil) -> LocationResult {
        let options = options ?? self.options
        let control = SolveControl(options.solve)
        let answer = core.solve(options: options, control: control, starts: start.map { [$0] } ?? [])
        let result = problem.result(answer, control: control)
        let isSettled = answer.termination.isOptimal || answer.termination.reason == .infeasible
        return isSettled ? result : atLeastGreedy(result, options)
    }

    /// The result of an interrupted solve, with the greedy plan where that is better.
    private func atLeastGreedy(_ result: LocationResult, _ options: LocationOptions) -> LocationResult {
        var greedyOptions = options
        greedyOptions.engine = .greedy
        greedyOptions.solve.initialSolution = nil
        greedyOptions.solve.progress = nil
        guard let greedy = try? problem.pipelineResult(greedyOptions), let objective = greedy.objective else {
            return result
        }
        core.remember(greedy.openSites)
        var better = result
        better.greedyObjective = greedy.greedyObjective
        if objective < result.objective ?? .infinity {
            better.objective = objective
            better.openSites = greedy.openSites
            better.assignment = greedy.assignment
            better.objectiveBound = min(result.objectiveBound, objective)
            better.termination.reason = .feasible
        }
        return better
    }

    /// Says whether a site must be open, must be closed or is free.
    ///
    /// The first time an existing site is closed or freed, the engine starts over with longer lists; edits after that
    /// are warm again.
    ///
    /// - Precondition: the site exists.
    public func lock(_ site: Int, _ lock: SiteLock) {
        precondition(problem.roles.indices.contains(site), "site \(site) is not in 0..<\(problem.roles.count)")
        if isFrozen, lock != .open, originalRoles[site] == .existing { thaw() }
        switch lock {
        case .open:
            problem.roles[site] = originalRoles[site] == .existing ? .existing : .required
            core.model.states[site] = SiteState.open
        case .closed:
            problem.roles[site] = .excluded
            core.model.states[site] = SiteState.closed
        case .free:
            problem.roles[site] = .candidate
            core.model.states[site] = SiteState.free
        }
    }

    /// Gives a site back its role in the problem the engine was made for.
    ///
    /// - Precondition: the site exists.
    public func unlock(_ site: Int) {
        precondition(problem.roles.indices.contains(site), "site \(site) is not in 0..<\(problem.roles.count)")
        restoreRole(site, originalRoles[site])
    }

    private func restoreRole(_ site: Int, _ role: SiteRole) {
        problem.roles[site] = role
        switch role {
        case .candidate: core.model.states[site] = SiteState.free
        case .existing, .required: core.model.states[site] = SiteState.open
        case .excluded: core.model.states[site] = SiteState.closed
        }
    }

    /// Position of the first rule of a name; `nil` when there is none.
    public func sideConstraint(named name: String) -> Int? {
        problem.sideConstraints.firstIndex { $0.name == name }
    }

    /// Changes the bounds of a rule; −∞ and +∞ for none.
    ///
    /// Bounds that cross make the problem infeasible.
    ///
    /// - Precondition: the rule exists.
    /// - Throws: ``LocationError`` when a bound is not a number; nothing is changed.
    public func setSideConstraint(_ rule: Int, lower: Double, upper: Double) throws(LocationError) {
        precondition(problem.sideConstraints.indices.contains(rule), "there is no rule \(rule)")
        let field = "sideConstraints[\(rule)] “\(problem.sideConstraints[rule].name)”"
        try check { $0.checkLimits(field, lower: lower, upper: upper, mayExclude: true) }
        problem.sideConstraints[rule].lower = lower
        problem.sideConstraints[rule].upper = upper
        core.setRowBounds(rule, lower: lower, upper: upper)
    }

    /// Adds a rule; returns its position.
    ///
    /// - Throws: ``LocationError`` with everything wrong with the rule; nothing is changed.
    @discardableResult
    public func addSideConstraint(_ constraint: SideConstraint) throws(LocationError) -> Int {
        let position = problem.sideConstraints.count
        try check { $0.check([constraint], siteCount: problem.roles.count, first: position) }
        problem.sideConstraints.append(constraint)
        core.addRow(EngineRow(constraint))
        return position
    }

    /// Replaces the weights of all clients.
    ///
    /// - Throws: ``LocationError`` when there is not one finite weight of at least 0 per client; nothing is changed.
    public func setWeights(_ weights: [Double]) throws(LocationError) {
        try check { $0.check("weights", weights, count: problem.weights.count, of: "client", atLeast: 0) }
        problem.weights = weights
        core.setWeights(weights, map: map, unservedCosts: problem)
    }

    /// Throws everything that is wrong with an edit before it is made.
    func check(_ find: (inout ProblemCollector) -> Void) throws(LocationError) {
        var found = ProblemCollector()
        find(&found)
        let problems = found.finished()
        if !problems.isEmpty { throw LocationError(problems: problems) }
    }

    /// Runs `body`, then takes back every edit made in it.
    public func withEdit<Value>(_ body: (LiveEngine) throws -> Value) rethrows -> Value {
        let before = problem
        let servicesBefore = serviceSerials
        defer {
            for site in before.roles.indices where problem.roles[site] != before.roles[site] {
                restoreRole(site, before.roles[site])
            }
            for (rule, constraint) in before.sideConstraints.enumerated() {
                let now = problem.sideConstraints[rule]
                if now.lower != constraint.lower || now.upper != constraint.upper {
                    core.setRowBounds(rule, lower: constraint.lower, upper: constraint.upper)
                }
            }
            core.removeRows(from: before.sideConstraints.count)
            if problem.weights != before.weights { core.setWeights(before.weights, map: map, unservedCosts: before) }
            let isServiceChanged = problem.serviceConstraints != before.serviceConstraints
            problem = before
            if isServiceChanged || serviceSerials != servicesBefore {
                serviceSerials = servicesBefore
                takeOverServiceRules()
            }
        }
        return try body(self)
    }
}
