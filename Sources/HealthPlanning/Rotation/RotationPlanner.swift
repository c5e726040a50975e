public import FacilityLocation
public import LinearOptimization

extension RotationProblem {
    /// Plans the rotation: least missing first, then least travel.
    ///
    /// `exact` and `glpk` solve two mixed-integer programs over stays s of team g at place c: Σ stays that cover (c, τ) +
    /// missing ≥ presence, Σ stays of g that cover or rest in τ ≤ persons. Persons of a team never need telling apart in
    /// the program: intervals of which at most n overlap can always be worked by n persons. `greedy` fills place after
    /// place with the longest stays of the nearest free person.
    ///
    /// - Throws: ``PlanningError`` with every problem of the data; `SolverError` when GLPK is asked for by name and
    ///   missing. Limits are results.
    public func plan(
        engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()
    ) throws -> RotationPlan {
        let problems = problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        let greedy = RotationGreedy(self).stays()
        guard engine != .greedy else { return plan(greedy, engine: engine) }
        guard let solver = ProgramSolver.standard else {
            if engine == .glpk {
                throw SolverError(.unavailable, stage: "rotation", message: "this build has no GLPK; use greedy")
            }
            return plan(greedy, engine: engine)
        }
        var program = RotationProgram(self)
        return try program.solve(solver, engine, options, greedy)
    }

    /// Stays by lane, start and length, with how many persons make them.
    struct Counted {
        var lane: Int
        var start: Int
        var length: Int
        var persons: Int
    }

    /// Tells persons apart and adds everything up.
    func plan(_ counted: [Counted], engine: LocationEngine) -> RotationPlan {
        var stays: [RotationPlan.Stay] = []
        var present = Dictionary(uniqueKeysWithValues: places.map { ($0.id, [Int](repeating: 0, count: periods)) })
        var travel = 0
        for team in teams {
            var freeFrom = [Int](repeating: 0, count: team.persons)
            let own = counted.filter { lanes[$0.lane].team == team.id && $0.persons > 0 }
                .sorted { ($0.start, $0.lane, $0.length) < ($1.start, $1.lane, $1.length) }
            for stay in own {
                for _ in 0..<stay.persons {
                    guard let person = freeFrom.firstIndex(where: { $0 <= stay.start }) else { continue }
                    freeFrom[person] = stay.start + stay.length + rest
                    let lane = lanes[stay.lane]
                    travel += lane.meters
                    for period in stay.start..<(stay.start + stay.length) { present[lane.place]?[period] += 1 }
                    stays.append(
                        .init(
                            team: team.id, person: person, place: lane.place, start: stay.start, length: stay.length))
                }
            }
        }
        stays.sort { ($0.team, $0.person, $0.start) < ($1.team, $1.person, $1.start) }
        var gaps: [RotationPlan.Gap] = []
        for place in places {
            for (period, there) in (present[place.id] ?? []).enumerated() where there < place.presence {
                gaps.append(.init(place: place.id, period: period, missing: place.presence - there))
            }
        }
        return RotationPlan(
            engine: engine.rawValue, termination: Termination(.feasible, limit: .heuristic), stays: stays, gaps: gaps,
            missing: gaps.reduce(0) { $0 + $1.missing }, missingBound: nil, travel: travel, travelBound: nil,
            statistics: SolveStatistics())
    }
}

/// Fills place after place with the longest stays of the nearest free person.
private struct RotationGreedy {
    private let problem: RotationProblem
    private var busy: [StaffDonorID: [Int]]

    init(_ problem: RotationProblem) {
        self.problem = problem
        busy = Dictionary(
            uniqueKeysWithValues: problem.teams.map { ($0.id, [Int](repeating: 0, count: problem.periods)) })
    }

    func stays() -> [RotationProblem.Counted] {
        var copy = self
        return copy.run()
    }

    private mutating func run() -> [RotationProblem.Counted] {
        var result: [RotationProblem.Counted] = []
        let persons = Dictionary(uniqueKeysWithValues: problem.teams.map { ($0.id, $0.persons) })
        let byPlace = Dictionary(grouping: problem.lanes.indices) { problem.lanes[$0].place }
        let order = problem.places.indices.sorted {
            let (a, b) = (byPlace[problem.places[$0].id]?.count ?? 0, byPlace[problem.places[$1].id]?.count ?? 0)
            return (a, $0) < (b, $1)
        }
        for index in order {
            let place = problem.places[index]
            let lanes = (byPlace[place.id] ?? []).sorted {
                (problem.lanes[$0].meters, $0) < (problem.lanes[$1].meters, $1)
            }
            for _ in 0..<place.presence {
                var period = 0
                while period + problem.minimumTerm <= problem.periods {
                    let length = longest(from: period)
                    let end = min(problem.periods, period + length + problem.rest)
                    let lane = lanes.first { lane in
                        let team = problem.lanes[lane].team
                        return (period..<end).allSatisfy { busy[team]?[$0] ?? 0 < persons[team] ?? 0 }
                    }
                    guard let lane else {
                        period += 1
                        continue
                    }
                    for covered in period..<end { busy[problem.lanes[lane].team]?[covered] += 1 }
                    result.append(.init(lane: lane, start: period, length: length, persons: 1))
                    period += length
                }
            }
        }
        return result
    }

    /// The longest stay that leaves either nothing or room for another one behind it.
    private func longest(from period: Int) -> Int {
        let left = problem.periods - period
        let most = min(problem.maximumAway, left)
        if most == left || left - most >= problem.minimumTerm { return most }
        return max(problem.minimumTerm, left - problem.minimumTerm)
    }
}

/// The rotation as two mixed-integer programs.
private struct RotationProgram {
    private let problem: RotationProblem
    private var model = Model("rotation")
    private var stays: [(stay: RotationProblem.Counted, variable: Variable)] = []
    private var missing = LinearExpression()
    private var gaps: [Variable] = []
    private var travel = LinearExpression()

    init(_ problem: RotationProblem) {
        self.problem = problem
        var away: [StaffDonorID: [LinearExpression]] = [:]
        var present: [InstitutionID: [LinearExpression]] = [:]
        let empty = [LinearExpression](repeating: LinearExpression(), count: problem.periods)
        for team in problem.teams { away[team.id] = empty }
        for place in problem.places { present[place.id] = empty }
        let persons = Dictionary(uniqueKeysWithValues: problem.teams.map { ($0.id, $0.persons) })
        for (index, lane) in problem.lanes.enumerated() where persons[lane.team] ?? 0 > 0 {
            for start in 0..<problem.periods {
                for length in problem.minimumTerm...problem.maximumAway where start + length <= problem.periods {
                    let count = model.addInteger(in: 0...(persons[lane.team] ?? 0))
                    stays.append((.init(lane: index, start: start, length: length, persons: 0), count))
                    travel.add(Double(lane.meters), count)
                    for period in start..<(start + length) { present[lane.place]?[period].add(1, count) }
                    for period in start..<min(problem.periods, start + length + problem.rest) {
                        away[lane.team]?[period].add(1, count)
                    }
                }
            }
        }
        for team in problem.teams { for sum in away[team.id] ?? [] { model.add(sum <= Double(team.persons)) } }
        for place in problem.places {
            for sum in present[place.id] ?? [] where place.presence > 0 {
                let gap = model.addVariable(atMost: Double(place.presence))
                gaps.append(gap)
                missing.add(1, gap)
                model.add(sum + gap >= Double(place.presence))
            }
        }
    }

    mutating func solve(
        _ solver: any Solver, _ engine: LocationEngine, _ options: SolveOptions, _ greedy: [RotationProblem.Counted]
    ) throws(SolverError) -> RotationPlan {
        let clock = ContinuousClock()
        let start = clock.now
        var best = problem.plan(greedy, engine: engine)
        var statistics = SolveStatistics()
        var missingBound: Int?
        for isTravel in [false, true] {
            model.minimize(isTravel ? travel * 1e-3 : missing)
            var solve = options
            if let limit = options.timeLimit { solve.timeLimit = max(.zero, limit - (clock.now - start)) }
            let result = try solver.solve(model, options: solve)
            statistics.simplexIterations += result.statistics.simplexIterations
            statistics.nodeCount += result.statistics.nodeCount
            if let solution = result.solution {
                let counted = stays.map { entry in
                    var stay = entry.stay
                    stay.persons = Int(solution[entry.variable].rounded())
                    return stay
                }
                let found = problem.plan(counted, engine: engine)
                if (found.missing, found.travel) < (best.missing, best.travel) { best = found }
            }
            guard result.termination.isOptimal else {
                best.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
                break
            }
            if isTravel {
                best.travelBound = best.travel
                best.termination = Termination(.optimal)
            } else {
                missingBound = best.missing
                model.add(missing <= Double(best.missing))
            }
        }
        best.missingBound = missingBound
        best.statistics = statistics
        return best
    }
}
