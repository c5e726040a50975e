import FacilityLocation
import LinearOptimization

/// One run of the joint problem: incumbent, bound and the steps that bring them together.
///
/// Inside, the objective is minimised as in ``PlacementProblem/location``, twinning cost added.
struct JointSearch {
    private let problem: JointProblem
    private let options: LocationOptions
    private let coverageRadius: Double
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    private var best: (value: Double, new: [Int], classes: [Int?])?
    private var bound = -Double.infinity
    private var statistics = SolveStatistics()
    private var stop: Termination?
    /// Donor prices behind the bound.
    private var bestPrices: [Double]?

    init(_ problem: JointProblem, _ options: LocationOptions, coverageRadius: Double) {
        self.problem = problem
        self.options = options
        self.coverageRadius = coverageRadius
        began = clock.now
    }

    /// Offers a plan as incumbent; one that names unknown candidates or lacks donors is ignored.
    mutating func offer(_ plan: PlacementPlan) {
        let position = Dictionary(
            problem.placement.admission.candidates.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let new = plan.newCenters.compactMap { position[$0.city] }.sorted()
        if plan.objective != nil, new.count == plan.newCenters.count { offer(new) }
    }

    private mutating func offer(_ new: [Int]) {
        let answer = problem.donors(for: new)
        guard !answer.columns.contains(nil) else { return }
        let value = self.value(new, answer.columns)
        if value < best?.value ?? .infinity { best = (value, new, answer.columns) }
    }

    private func value(_ new: [Int], _ classes: [Int?]) -> Double {
        let parts = problem.placement.components(new: new, pairs: [])
        let objective = problem.placement.planObjective(parts.total(problem.placement.sense))
        return objective
            + zip(new, classes).reduce(0) { sum, pair in
                sum + (pair.1.map { problem.costs[pair.0][$0] } ?? 0)
            }
    }

    /// Greedy sites scored with their best donor; greedy donors.
    mutating func greedy() throws -> PlacementPlan {
        let result = try problem.siting(charge: problem.siteCharges()).solve(stage(.greedy))
        statistics = result.statistics
        guard result.objective != nil else {
            var answer = result
            answer.objectiveBound = -.infinity
            return problem.placement.plan(from: answer, engine: .greedy, coverageRadius: coverageRadius)
        }
        let new = result.openSites.filter { $0 < problem.placement.candidateCount }
        let classes = problem.greedyDonors(for: new)
        let plan = try problem.plan(
            new: new, classes: classes, bound: problem.placement.planObjective(-.infinity), engine: .greedy,
            termination: Termination(.feasible, limit: .heuristic), statistics: statistics,
            coverageRadius: coverageRadius, options: options
        )
        return plan
            ?? empty(
                Termination(
                    .noSolutionFound, limit: .heuristic, detail: "the greedy sites cannot all be given a donor"
                )
            )
    }

    /// Prices first, the whole program where they leave a gap.
    mutating func run() throws -> PlacementPlan {
        if options.engine == .exact { try iteratePrices() }
        if stop == nil, !isClosed {
            if let solver = ProgramSolver.standard {
                try solveProgram(solver)
            } else if options.engine == .glpk {
                throw SolverError(
                    .unavailable, stage: "joint model",
                    message: "this build has no GLPK; use the engine exact or greedy"
                )
            }
        }
        return try finish()
    }

    private var isClosed: Bool {
        guard let best else { return false }
        return best.value - bound <= tolerance(best.value)
    }

    /// Rounding noise of sums of a thousand million, or the gap that was asked for.
    private func tolerance(_ value: Double) -> Double {
        let reported = abs(problem.placement.planObjective(value))
        return max(1e-9 * max(1, abs(value), reported), options.solve.relativeGap * reported, options.solve.absoluteGap)
    }

    /// Lagrangian bounds with the donor rows priced: a site's opening cost is raised by min_h (c_hj + π_h).
    ///
    /// The prices of the best donors for the sites just found make the bound exact for these sites: when the siting
    /// engine finds the same sites again, they are proven. Prices move towards the newest ones by halves to damp cycles.
    private mutating func iteratePrices() throws {
        var prices = problem.pool.classes.map { _ in 0.0 }
        if let best { prices = problem.donors(for: best.new).prices }
        var seen: Set<[Int]> = []
        for round in 0..<Self.priceRounds {
            let result = try problem.siting(charge: problem.siteCharges(prices: prices)).solve(stage(.exact))
            record("donor prices, round \(round + 1)", result.statistics)
            if result.termination.reason == .infeasible {
                stop = result.termination
                return
            }
            let spent = zip(problem.pool.classes, prices).reduce(0) { $0 + Double($1.0.capacity) * $1.1 }
            if result.objectiveBound - spent > bound {
                bound = result.objectiveBound - spent
                bestPrices = prices
            }
            guard result.objective != nil else {
                stop = result.termination
                return
            }
            let new = result.openSites.filter { $0 < problem.placement.candidateCount }
            offer(new)
            if isClosed { return }
            if result.termination.limit == .time || result.termination.limit == .interrupted {
                stop = result.termination
                return
            }
            let wanted = problem.donors(for: new).prices
            let isNew = seen.insert(new).inserted
            prices = isNew ? wanted : zip(prices, wanted).map { ($0 + $1) / 2 }
        }
    }

    private static let priceRounds = 6

    /// The whole program, started from the incumbent.
    private mutating func solveProgram(_ solver: any Solver) throws {
        let fixed = try narrow()
        let joint = try JointModel(problem, fixed: fixed)
        var solve = stage(.glpk).solve
        if let best {
            solve.initialSolution = joint.values(
                new: best.new, classes: best.classes, sites: problem.placement.sites.count
            )
        }
        if let progress = solve.progress {
            let scale = joint.scale
            let placement = problem.placement
            solve.progress = { step in
                var step = step
                step.incumbent = step.incumbent.map { placement.planObjective($0 / scale) }
                step.objectiveBound = placement.planObjective(step.objectiveBound / scale)
                return progress(step)
            }
        }
        let result = try solver.solve(joint.model, options: solve)
        record("whole program", result.statistics)
        if let solution = result.solution { offer(joint.openCandidates(solution)) }
        // What was fixed cannot beat the incumbent, so the program's limit holds up to it.
        let limit = fixed.isEmpty ? .infinity : best?.value ?? .infinity
        bound = max(bound, min(limit, result.objectiveBound / joint.scale))
        stop = result.termination
    }

    /// Candidates that every plan better than the incumbent opens, or leaves closed: with donors at their prices, the
    /// siting engine proves for each what the opposite would cost at least.
    private func narrow() throws -> [Int: SiteRole] {
        guard options.engine == .exact, let best, let prices = bestPrices else { return [:] }
        let spent = zip(problem.pool.classes, prices).reduce(0) { $0 + Double($1.0.capacity) * $1.1 }
        let target = best.value - tolerance(best.value)
        let chosen = Set(best.new)
        let siting = problem.siting(charge: problem.siteCharges(prices: prices))
        var fixed: [Int: SiteRole] = [:]
        try withLocationEngine(siting, options: stage(.exact)) { engine in
            _ = engine.solve()
            for candidate in 0..<problem.placement.candidateCount where siting.roles[candidate] == .candidate {
                if let limit = options.solve.timeLimit, clock.now - began >= limit { return }
                if options.solve.cancellation?.isCancelled == true { return }
                let isOpen = chosen.contains(candidate)
                engine.lock(candidate, isOpen ? .closed : .open)
                let result = engine.solve()
                let isWorse = result.termination.reason == .infeasible || result.objectiveBound - spent >= target
                if isWorse {
                    fixed[candidate] = isOpen ? .required : .excluded
                    engine.lock(candidate, isOpen ? .open : .closed)
                } else {
                    engine.unlock(candidate)
                }
            }
        }
        return fixed
    }

    private mutating func record(_ name: String, _ more: SolveStatistics) {
        statistics.simplexIterations += more.simplexIterations
        statistics.nodeCount += more.nodeCount
        let before = statistics.stages.reduce(Duration.zero) { $0 + $1.duration }
        statistics.stages.append(.init(name: name, duration: clock.now - began - before))
    }

    /// Options of one stage with the time that is left.
    private func stage(_ engine: LocationEngine) -> LocationOptions {
        var stage = options
        stage.engine = engine
        stage.solve.initialSolution = nil
        if let limit = options.solve.timeLimit { stage.solve.timeLimit = max(.zero, limit - (clock.now - began)) }
        return stage
    }

    private func finish() throws -> PlacementPlan {
        guard let best else {
            var termination = stop ?? Termination(.noSolutionFound, limit: .heuristic)
            if termination.reason == .infeasible, termination.detail.isEmpty {
                termination.detail = "The rules on sites and donors together allow no plan."
            }
            return empty(termination)
        }
        var termination = stop ?? Termination(.feasible, limit: .heuristic, detail: "donor prices left a gap")
        if isClosed {
            termination = Termination(.optimal)
        } else if termination.reason == .noSolutionFound {
            termination.reason = .feasible
        }
        let plan = try problem.plan(
            new: best.new, classes: best.classes, bound: problem.placement.planObjective(bound), engine: options.engine,
            termination: termination, statistics: statistics, coverageRadius: coverageRadius, options: options
        )
        return plan ?? empty(termination)
    }

    private func empty(_ termination: Termination) -> PlacementPlan {
        PlacementPlan(
            engine: options.engine.rawValue, objectiveKind: problem.placement.scenario.objective,
            sense: problem.placement.sense, termination: termination, objective: nil,
            objectiveBound: problem.placement.planObjective(bound), newCenters: [], statistics: statistics
        )
    }
}
