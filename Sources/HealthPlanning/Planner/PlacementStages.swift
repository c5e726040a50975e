import FacilityLocation
import LinearOptimization

/// The placements of one national plan: greedy, sites first, and the plan itself.
struct PlacementStages {
    let problem: PlacementProblem
    let options: PlannerOptions

    private var scenario: Scenario { problem.scenario }
    private var radius: Double { options.coverageRadius }

    init(problem: PlacementProblem, options: PlannerOptions) {
        self.problem = problem
        self.options = options
    }

    mutating func run() throws -> (chosen: PlacementPlan, greedy: PlacementPlan, sitedFirst: PlacementPlan?) {
        scenario.twinning.isJoint ? try runJoint() : try runSeparately()
    }

    private func runJoint() throws -> (chosen: PlacementPlan, greedy: PlacementPlan, sitedFirst: PlacementPlan?) {
        let joint = JointProblem(problem)
        let greedy = try joint.solve(options.stage("greedy", .greedy), coverageRadius: radius)
        if options.engine == .greedy || greedy.termination.reason == .infeasible {
            return (chosen(greedy), greedy, nil)
        }
        var sitedFirst: PlacementPlan?
        let chosen = try guarded(greedy) {
            if options.comparesSitedFirst, joint.conflicts.isEmpty { sitedFirst = try siteFirst() }
            return try joint.solve(
                options.stage("sites and donors", options.engine), start: [greedy] + (sitedFirst.map { [$0] } ?? []),
                coverageRadius: radius
            )
        }
        return (chosen, greedy, sitedFirst)
    }

    private func runSeparately() throws -> (chosen: PlacementPlan, greedy: PlacementPlan, sitedFirst: PlacementPlan?) {
        let greedySites = try problem.solve(options.stage("greedy", .greedy), coverageRadius: radius)
        let greedy = try twinned(greedySites, .greedy)
        if options.engine == .greedy || greedy.termination.reason == .infeasible {
            return (chosen(greedy), greedy, nil)
        }
        let chosen = try guarded(greedy) {
            try twinned(problem.solve(options.stage("sites", options.engine), coverageRadius: radius), options.engine)
        }
        return (chosen, greedy, nil)
    }

    /// Runs the exact stages; keeps the greedy plan where they break or find nothing better.
    private func guarded(_ greedy: PlacementPlan, _ solve: () throws -> PlacementPlan) throws -> PlacementPlan {
        let exact: PlacementPlan
        do {
            exact = try solve()
        } catch let error as SolverError where error.code != .unavailable {
            var fallback = chosen(greedy)
            fallback.termination.detail = "the engine \(options.engine.rawValue) failed: \(error)"
            return fallback
        }
        let isInfeasible = exact.termination.reason == .infeasible
        guard let value = greedy.objective, !isInfeasible, isBetter(value, than: exact.objective) else {
            return chosen(exact)
        }
        var plan = chosen(greedy)
        plan.engine = exact.engine
        plan.objectiveBound = problem.reconcile(exact.objectiveBound, with: value)
        plan.termination = Termination(
            .feasible, limit: exact.termination.limit ?? .heuristic,
            detail: "the greedy plan is the best found; \(exact.termination.detail)"
        )
        plan.statistics = exact.statistics
        return plan
    }

    private func isBetter(_ value: Double, than other: Double?) -> Bool {
        guard let other else { return true }
        let slack = 1e-9 * max(1, abs(value))
        return problem.sense == .maximize ? value > other + slack : value < other - slack
    }

    /// Sites without a thought to donors, then the best donors for them; its objective counts both.
    private func siteFirst() throws -> PlacementPlan {
        var sites = try problem.solve(options.stage("sites first", .exact), coverageRadius: radius)
        guard sites.objective != nil else { return sites }
        let twinning = try TwinningProblem(
            pool: DonorPool(territory: problem.territory, policy: scenario.twinning),
            cities: sites.hosts.compactMap { problem.territory[$0] }
        ).solve(options.stage("donors for given sites", .exact))
        guard twinning.withoutDonor.isEmpty else {
            sites.objective = nil
            sites.components = nil
            sites.newCenters = []
            sites.exceptions = []
            sites.termination = Termination(
                .noSolutionFound, limit: .heuristic,
                detail: "sites chosen first leave \(twinning.withoutDonor.count) centres without a donor"
            )
            return sites
        }
        // Twinning costs nothing at best, so the bound on the sites alone bounds both.
        var plan = replanned(sites, twinning, countsTwinning: true)
        plan.termination = Termination(.feasible, limit: .heuristic, detail: "sites first, donors afterwards")
        return plan
    }

    /// Donors for the sites of a plan, outside its objective.
    private func twinned(_ sites: PlacementPlan, _ engine: LocationEngine) throws -> PlacementPlan {
        guard sites.objective != nil else { return sites }
        let twinning = try TwinningProblem(
            pool: DonorPool(territory: problem.territory, policy: scenario.twinning),
            cities: sites.hosts.compactMap { problem.territory[$0] }
        ).solve(options.stage("donors for given sites", engine == .greedy ? .greedy : .exact))
        return replanned(sites, twinning, countsTwinning: false)
    }

    private func replanned(_ sites: PlacementPlan, _ twinning: TwinningPlan, countsTwinning: Bool) -> PlacementPlan {
        let position = Dictionary(
            problem.admission.candidates.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }
        )
        var plan = problem.plan(
            open: sites.hosts.compactMap { position[$0] }, bound: sites.objectiveBound,
            engine: LocationEngine(rawValue: sites.engine) ?? .exact, termination: sites.termination,
            statistics: sites.statistics, coverageRadius: radius, pairs: twinning.pairs, countsTwinning: countsTwinning
        )
        let without = Set(twinning.withoutDonor)
        for index in plan.newCenters.indices where without.contains(plan.newCenters[index].city) {
            plan.newCenters[index].shortages = scenario.twinning.medicsPerCenter.filter { $0.value > 0 }
        }
        return plan
    }

    private func chosen(_ plan: PlacementPlan) -> PlacementPlan {
        var plan = plan
        plan.requestedGap = options.relativeGap
        return plan
    }
}
