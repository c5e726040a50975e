internal import LinearOptimization

/// One solve of a ``PointProblem`` too large to be listed: puts clients and sites in the order of their trees, runs the
/// engine and turns its answer back.
struct PointSolve {
    private let problem: PointProblem
    private let options: LocationOptions
    private let control: SolveControl

    init(_ problem: PointProblem, options: LocationOptions) {
        self.problem = problem
        self.options = options
        control = SolveControl(options.solve)
    }

    func run() -> LocationResult {
        let map = control.stage("map") { PointMap(problem.costs) }
        let clientOrder = (0..<map.clients.count).map { Int(map.clients.originals[$0]) }
        let siteOrder = (0..<map.sites.count).map { Int(map.sites.originals[$0]) }
        var position = Array(repeating: 0, count: siteOrder.count)
        for (place, site) in siteOrder.enumerated() { position[site] = place }

        let weights = clientOrder.map { problem.weights?[$0] ?? 1 }
        let caps = clientOrder.map { problem.unservedCosts?[$0] ?? .infinity }
        let sites = siteModel(siteOrder: siteOrder, position: position)
        let isIntegral =
            problem.costs.distance.isWhole && weights.allSatisfy(isWhole)
            && sites.openingCosts.allSatisfy(isWhole) && caps.allSatisfy { $0 == .infinity || isWhole($0) }
        let model = NeighbourModel(
            sites: sites, weights: weights, caps: caps, map: map,
            lists: NeighbourLists(clientCount: weights.count, capacity: 1_024), isIntegral: isIntegral)
        if let client = unreachable(map: map, caps: caps, states: sites.states) {
            return LocationResult(
                termination: Termination(
                    .infeasible,
                    detail: "client \(clientOrder[client]) must be served and no site within its reach may open"),
                objectiveBound: .infinity)
        }
        var magnitude = sites.openingCosts.reduce(0) { $0 + abs($1) }
        let extent = map.extent
        for client in weights.indices { magnitude += weights[client] * min(extent, caps[client], problem.costs.reach) }
        let engine = PointEngine(
            model, options: options, control: control, magnitude: 0.1 * magnitude
        ) { plan in
            PlanCost(model, map: map, control: control).exact(plan)
        }
        var starts: [[Int]] = []
        if let start = options.solve.initialSolution {
            starts.append(start.indices.filter { start[$0] > 0.5 }.map { position[$0] })
        }
        let answer = engine.run(starts: starts, startingBound: simpleBound(weights, caps, map, sites))
        return result(answer, engine: engine, siteOrder: siteOrder)
    }

    private func isWhole(_ value: Double) -> Bool { value == value.rounded() && abs(value) < 0x1p52 }

    private func siteModel(siteOrder: [Int], position: [Int]) -> EngineModel {
        let roles = problem.roles
        let states = siteOrder.map { site -> Int8 in
            switch roles?[site] ?? .candidate {
            case .candidate: SiteState.free
            case .existing, .required: SiteState.open
            case .excluded: SiteState.closed
            }
        }
        let rows = problem.sideConstraints.map { rule -> EngineRow in
            var moved = rule
            moved.terms = rule.terms.map { .init(site: position[$0.site], coefficient: $0.coefficient) }
            return EngineRow(moved)
        }
        return EngineModel(
            siteCount: siteOrder.count, builder: ListBuilder(), constant: 0,
            openingCosts: siteOrder.map { problem.openingCosts?[$0] ?? 0 }, rows: rows, serviceRows: [],
            states: states, isIntegral: false)
    }

    /// A client that must be served and whom no site that may open reaches.
    private func unreachable(map: PointMap, caps: [Double], states: [Int8]) -> Int? {
        let usable = OpenSites(map.sites)
        for site in states.indices where states[site] != SiteState.closed { usable.set(site, open: true) }
        for client in caps.indices where caps[client] == .infinity {
            if client & 1023 == 1023, control.mustStop { return nil }
            let found = usable.nearestTwo(
                map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            if found.first < 0 || map.cost(client: client, site: Int(found.first)) == .infinity { return client }
            if problem.costs.reach == .infinity { return nil }
        }
        return nil
    }

    /// Every client at its nearest site that may open, plus the opening costs no plan avoids.
    private func simpleBound(_ weights: [Double], _ caps: [Double], _ map: PointMap, _ sites: EngineModel) -> Double {
        var bound = 0.0
        for site in sites.states.indices {
            switch sites.states[site] {
            case SiteState.open: bound += sites.openingCosts[site]
            case SiteState.free: bound += min(0, sites.openingCosts[site])
            default: break
            }
        }
        let usable = OpenSites(map.sites)
        for site in sites.states.indices where sites.states[site] != SiteState.closed { usable.set(site, open: true) }
        for client in weights.indices where weights[client] > 0 {
            // Costs that are left out are at least 0, unless staying unserved is rewarded.
            if client & 1023 == 1023, control.mustStop, caps.allSatisfy({ $0 >= 0 }) { break }
            let found = usable.nearestTwo(
                map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            let cost = found.first < 0 ? .infinity : map.cost(client: client, site: Int(found.first))
            let paid = min(cost, caps[client])
            if paid.isFinite { bound += weights[client] * paid }
        }
        return bound - 1e-12 * abs(bound)
    }

    private func result(_ answer: EngineAnswer, engine: PointEngine, siteOrder: [Int]) -> LocationResult {
        let statistics = SolveStatistics(
            simplexIterations: control.simplexIterations, nodeCount: control.nodeCount, stages: control.stages)
        guard let plan = answer.plan else {
            return LocationResult(
                termination: answer.termination, objectiveBound: answer.bound, statistics: statistics)
        }
        let evaluated = problem.evaluation(open: plan.map { siteOrder[$0] })
        // Sums in another order differ in the last digits; the plan held is never worse than the greedy one.
        let greedy = engine.seededObjective.map { max($0, evaluated.objective) }
        return LocationResult(
            termination: answer.termination, objective: evaluated.objective,
            objectiveBound: min(answer.bound, evaluated.objective), openSites: evaluated.openSites,
            assignment: evaluated.assignment, greedyObjective: greedy, statistics: statistics)
    }
}

/// Exact cost of plans on points, in the engine's numbers.
struct PlanCost {
    private let model: NeighbourModel
    private let map: PointMap
    private let control: SolveControl

    init(_ model: NeighbourModel, map: PointMap, control: SolveControl) {
        self.model = model
        self.map = map
        self.control = control
    }

    /// Objective of a plan; `nil` when it breaks a rule or leaves a client unserved who must be served.
    ///
    /// O(clients log open sites).
    func exact(_ plan: [Int]) -> Double? {
        let isOpen = model.sites.flags(plan)
        guard model.sites.isFeasible(isOpen) else { return nil }
        let openSites = OpenSites(map.sites)
        for site in plan { openSites.set(site, open: true) }
        var total = model.sites.constant
        for site in plan { total += model.sites.openingCosts[site] }
        for client in 0..<model.clientCount {
            let found = openSites.nearestTwo(
                map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            let cost = found.first < 0 ? .infinity : map.cost(client: client, site: Int(found.first))
            let paid = min(cost, model.caps[client])
            if paid == .infinity { return nil }
            total += model.weights[client] * paid
        }
        return total
    }
}
