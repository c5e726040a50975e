internal import LinearOptimization

/// One solve of a ``NearestSiteProblem`` with so many listed pairs that the engine for small problems would take too
/// much time and memory.
struct ListedSolve {
    private let problem: NearestSiteProblem
    private let options: LocationOptions
    private let control: SolveControl

    init(_ problem: NearestSiteProblem, options: LocationOptions) {
        self.problem = problem
        self.options = options
        control = SolveControl(options.solve)
    }

    func run() -> LocationResult {
        let costs = problem.serviceCosts
        if let text = unreachableClient(costs, problem.unservedCosts, problem.roles) {
            return LocationResult(termination: Termination(.infeasible, detail: text), objectiveBound: .infinity)
        }
        let states = problem.roles.map { role -> Int8 in
            switch role {
            case .candidate: SiteState.free
            case .existing, .required: SiteState.open
            case .excluded: SiteState.closed
            }
        }
        let sites = EngineModel(
            siteCount: costs.siteCount, builder: ListBuilder(), constant: 0, openingCosts: problem.openingCosts,
            rows: problem.sideConstraints.map { EngineRow($0) }, serviceRows: [], states: states, isIntegral: false)
        let lists = control.stage("neighbour lists") { rows(states) }
        let model = NeighbourModel(
            sites: sites, weights: problem.weights, caps: problem.unservedCosts, map: nil, listed: costs, lists: lists,
            isIntegral: EngineModel.isIntegral(problem, weights: problem.weights))
        let engine = PointEngine(
            model, options: options, control: control, magnitude: model.magnitude
        ) { plan in
            let evaluated = problem.evaluation(open: plan, aggregate: nil)
            return evaluated.isFeasible && evaluated.objective.isFinite ? evaluated.objective : nil
        }
        var starts: [[Int]] = []
        if let start = options.solve.initialSolution { starts.append(start.indices.filter { start[$0] > 0.5 }) }
        let answer = engine.run(starts: starts, startingBound: problem.simpleBound)
        var result = problem.result(answer, control: control)
        result.greedyObjective = engine.seededObjective
        return result
    }

    /// The usable pairs, eight bytes each.
    private func rows(_ states: [Int8]) -> NeighbourLists {
        let costs = problem.serviceCosts
        let lists = NeighbourLists(clientCount: costs.clientCount, capacity: costs.entryCount)
        for client in 0..<costs.clientCount {
            let cap = problem.unservedCosts[client]
            let range = costs.entries(of: client)
            lists.reserve(range.count)
            let base = lists.entryCount
            var count = 0
            for entry in range where costs.costs[entry] < cap && states[Int(costs.sites[entry])] != SiteState.closed {
                lists.sites[base + count] = costs.sites[entry]
                lists.costs[base + count] = NeighbourLists.roundedDown(costs.costs[entry])
                count += 1
            }
            lists.finishRow(count: count, remainder: cap)
        }
        return lists
    }
}

extension NearestSiteProblem {
    /// Whether lists this long are better left to the engine for points and long lists: very many clients, none of the
    /// kinds of costs that presolve merges to a few, no rules on service.
    var isVast: Bool {
        guard serviceConstraints.isEmpty, serviceCosts.clientCount >= 100_000, serviceCosts.entryCount >= 5_000_000
        else { return false }
        var seen: Set<Double> = []
        let step = max(1, serviceCosts.entryCount / 2_000)
        for entry in stride(from: 0, to: serviceCosts.entryCount, by: step) { seen.insert(serviceCosts.costs[entry]) }
        return seen.count > 100
    }
}
