internal import LinearOptimization

/// How a solve of the engine ended, before it is turned into a result over the caller's data.
struct EngineAnswer {
    /// Why it ended.
    var termination: Termination
    /// Sites of the best plan, if any.
    var plan: [Int]?
    /// Certified lower bound.
    var bound: Double

    /// The answer that a finished or interrupted search supports.
    ///
    /// - Parameters:
    ///   - outcome: what the search established.
    ///   - method: what proved it, in a few words.
    init(_ outcome: TreeOutcome, incumbent: Incumbent, control: SolveControl, method: String) {
        self.init(outcome, cutoff: incumbent.cutoff, plan: incumbent.plan, control: control, method: method)
    }

    /// The answer for a plan and the cut-off it sets.
    init(_ outcome: TreeOutcome, cutoff: Cutoff, plan: [Int]?, control: SolveControl, method: String) {
        self.plan = plan
        bound = cutoff.certified(outcome.bound)
        if outcome.isComplete {
            if plan != nil {
                termination = Termination(.optimal, detail: method)
            } else {
                bound = .infinity
                termination = Termination(.infeasible, detail: method)
            }
            return
        }
        if let objective = cutoff.incumbent, bound >= objective {
            termination = Termination(.optimal, detail: method)
            return
        }
        let limit = control.limit ?? .nodes
        termination = Termination(plan == nil ? .noSolutionFound : .feasible, limit: limit, detail: method)
    }

    /// The answer where the rules leave no plan, or one on service cannot be kept whatever else is opened.
    init(hopeless row: EngineServiceRow?) {
        let detail = row.map { "“\($0.name)” is broken even with every site open that may be" }
        self.init(
            termination: Termination(.infeasible, detail: detail ?? "rules exclude each other"), bound: .infinity)
    }

    /// An answer without a search.
    init(termination: Termination, plan: [Int]? = nil, bound: Double) {
        self.termination = termination
        self.plan = plan
        self.bound = bound
    }
}

extension NearestSiteProblem {
    /// The result over this problem's data: objective, open sites and assignment recomputed from it.
    func result(_ answer: EngineAnswer, control: SolveControl) -> LocationResult {
        let statistics = SolveStatistics(
            simplexIterations: control.simplexIterations, nodeCount: control.nodeCount, stages: control.stages)
        guard let plan = answer.plan else {
            return LocationResult(
                termination: answer.termination, objectiveBound: answer.bound, statistics: statistics)
        }
        let evaluated = evaluation(open: plan, aggregate: nil)
        return LocationResult(
            termination: answer.termination, objective: evaluated.objective,
            objectiveBound: min(answer.bound, evaluated.objective), openSites: evaluated.openSites,
            assignment: evaluated.assignment, statistics: statistics)
    }
}
