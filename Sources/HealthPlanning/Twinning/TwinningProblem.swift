public import FacilityLocation
import LinearOptimization

/// A donor hospital for each of some given centres: as many as possible first, then the cheapest pairing (P9).
///
/// With z_hj = 1 when donor class h backs centre j: Σ_h z_hj ≤ 1, Σ_j z_hj ≤ q_h, admissible pairs only. This is an
/// assignment problem: its linear relaxation has whole corners.
public struct TwinningProblem: Sendable {
    /// Centres to be backed.
    public let centers: [CityID]
    /// Rules of pairing.
    public let policy: TwinningPolicy

    private let cities: [City]
    private let pool: DonorPool
    private let costs: [[Double]]
    private let needs: TwinningNeeds?

    /// Builds the problem.
    ///
    /// O(centres × donors).
    ///
    /// - Throws: ``PlanningError`` for centres or hospitals the territory does not know.
    public init(territory: Territory, policy: TwinningPolicy, centers: [CityID]) throws(PlanningError) {
        var scenario = Scenario(name: "", title: "", twinning: policy)
        scenario.policy.exceptions = []
        var problems = territory.problems() + scenario.problems(for: territory)
        for (index, center) in centers.enumerated() {
            let field = "centers[\(index)]"
            if territory[center] == nil {
                problems.append(
                    .init(field: field, message: "no city has the code \(center)", fix: "use a code of the data"))
            }
            if centers[..<index].contains(center) {
                problems.append(.init(field: field, message: "\(center) occurs twice", fix: "name each city once"))
            }
        }
        guard problems.isEmpty else { throw PlanningError(problems) }
        self.init(
            pool: DonorPool(territory: territory, policy: policy), cities: centers.compactMap { territory[$0] }
        )
    }

    /// The problem for data already checked.
    init(pool: DonorPool, cities: [City], needs: TwinningNeeds? = nil) {
        self.needs = needs
        centers = cities.map(\.id)
        policy = pool.policy
        self.cities = cities
        self.pool = pool
        costs = cities.map(pool.costs)
    }

    /// Pairs centres and donors, and says which medics are sent.
    ///
    /// `exact` and `glpk` solve the linear programs with GLPK; without GLPK `exact` uses the Hungarian method, which
    /// proves its answer too. `greedy` takes the cheapest free pair again and again and proves nothing.
    ///
    /// - Throws: ``SolverError`` when GLPK is asked for by name and is not built in.
    public func solve(_ options: LocationOptions = LocationOptions()) throws -> TwinningPlan {
        let capacities = pool.classes.map(\.capacity)
        if options.engine == .greedy {
            return try plan(Assignment.greedy(costs: costs, capacities: capacities), bound: 0, engine: .greedy, options)
        }
        if let solver = ProgramSolver.standard {
            if let classes = try solveAssignment(with: solver, options) {
                return try plan(classes, bound: nil, engine: .glpk, options)
            }
        } else if options.engine == .glpk {
            throw SolverError(
                .unavailable, stage: "twinning", message: "this build has no GLPK; use the engine exact or greedy"
            )
        }
        return try plan(Assignment.solve(costs: costs, capacities: capacities), bound: nil, engine: .exact, options)
    }

    /// The plan that gives each centre a donor class; members of a class take centres in turn.
    ///
    /// - Parameter bound: proven limit on the cost; `nil` when the cost itself is proven least.
    func plan(
        _ classes: [Int?], bound: Double?, engine: LocationEngine, _ options: LocationOptions
    ) throws -> TwinningPlan {
        var chosen: [(center: Int, donors: Int, hospital: Hospital)] = []
        var used: [Int: Int] = [:]
        for (center, donors) in classes.enumerated() {
            guard let donors else { continue }
            let rank = used[donors, default: 0]
            used[donors] = rank + 1
            var passed = 0
            for member in pool.classes[donors].members {
                passed += member.capacity
                guard rank < passed else { continue }
                chosen.append((center, donors, member.hospital))
                break
            }
        }
        let staffing = Staffing(
            policy: policy, pairs: chosen.map { .init(donor: $0.hospital, center: centers[$0.center]) }
        )
        let solver = engine == .greedy ? nil : ProgramSolver.standard
        let medics: Staffing.Medics
        if let needs {
            // The staff rows grant every centre all it needs.
            medics = chosen.map { (needs.medics[centers[$0.center]] ?? policy.medicsPerCenter).filter { $0.value > 0 } }
        } else {
            medics = try solver.map { try staffing.solve(with: $0, options.solve) } ?? staffing.fill()
        }
        let pairs = chosen.enumerated().map { index, choice in
            TwinningPlan.Pair(
                city: centers[choice.center], donor: choice.hospital.id, cost: costs[choice.center][choice.donors],
                kilometers: pool.kilometers(from: cities[choice.center], to: choice.donors), medics: medics[index],
                shortages: needs == nil ? staffing.shortages(medics[index]) : [:]
            )
        }
        let total = pairs.reduce(0) { $0 + $1.cost }
        let isProven = bound == nil
        return TwinningPlan(
            engine: engine.rawValue,
            termination: isProven ? Termination(.optimal) : Termination(.feasible, limit: .heuristic),
            objective: total, objectiveBound: bound ?? total, pairs: pairs.sorted { $0.city < $1.city },
            withoutDonor: classes.indices.filter { classes[$0] == nil }.map { centers[$0] }
        )
    }

    /// The assignment as a linear program; `nil` when it is not proven or the corner found is not whole.
    private func solveAssignment(with solver: any Solver, _ options: LocationOptions) throws -> [Int?]? {
        let finite = costs.joined().filter(\.isFinite)
        let penalty = 1 + 2 * (finite.max() ?? 0)
        var model = Model("twinning")
        var byClass = pool.classes.map { _ in LinearExpression() }
        var objective = LinearExpression()
        var columns: [[(donors: Int, variable: Variable)]] = []
        for own in costs {
            let missing = model.addVariable(atMost: 1)
            var sum = LinearExpression(missing)
            // One centre more without a donor must cost more than any change of the other pairs.
            objective.add(penalty * Double(max(1, costs.count)), missing)
            var row: [(donors: Int, variable: Variable)] = []
            for (donors, cost) in own.enumerated() where cost.isFinite {
                let pair = model.addVariable(atMost: 1)
                sum.add(1, pair)
                byClass[donors].add(1, pair)
                objective.add(cost, pair)
                row.append((donors, pair))
            }
            model.add(sum == 1)
            columns.append(row)
        }
        for (donors, sum) in byClass.enumerated() {
            model.add(sum <= Double(pool.classes[donors].capacity))
        }
        model.minimize(objective)
        let result = try solver.solve(model, options: options.solve)
        guard result.termination.isOptimal, let solution = result.solution else { return nil }
        var classes: [Int?] = []
        for row in columns {
            let values = row.map { solution[$0.variable] }
            guard values.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 }) else { return nil }
            classes.append(row.indices.first { values[$0] > 0.5 }.map { row[$0].donors })
        }
        return classes
    }
}
