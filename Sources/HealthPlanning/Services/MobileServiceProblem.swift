public import FacilityLocation
public import LinearOptimization

/// Mobile clinics: which stops, and how often each is visited (P17).
///
/// A village is served by every visit to a stop it can reach; it asks for so many visits a year. Visits are counts:
///
/// ```
/// minimise    W Σ s_i + Σ c_j v_j              s_i visits village i lacks, v_j visits to stop j
/// subject to  Σ_{j reaches i} v_j + s_i ≥ f_i   f_i visits asked for
///             Σ_j d_j v_j ≤ D                   d_j team days of a visit, D team days a year
/// ```
public struct MobileServiceProblem: Sendable, Hashable {
    /// A place the team can stop at.
    public struct Stop: Sendable, Hashable {
        /// Name, unique among stops.
        public var id: String
        /// Cost of one visit, at least 0.
        public var cost: Int
        /// Team days of one visit, at least 0.
        public var days: Int
        /// Most visits a year.
        public var mostVisits: Int

        /// Creates a stop.
        public init(id: String, cost: Int, days: Int = 1, mostVisits: Int = 365) {
            self.id = id
            self.cost = cost
            self.days = days
            self.mostVisits = mostVisits
        }
    }

    /// A village that asks for visits.
    public struct Village: Sendable, Hashable {
        /// Name, unique among villages.
        public var id: String
        /// Visits a year it asks for, at stops it can reach.
        public var visits: Int
        /// Stops it can reach.
        public var stops: Set<String>

        /// Creates a village.
        public init(id: String, visits: Int, stops: Set<String>) {
            self.id = id
            self.visits = visits
            self.stops = stops
        }
    }

    /// Possible stops.
    public var stops: [Stop]
    /// Villages.
    public var villages: [Village]
    /// Team days a year.
    public var teamDays: Int

    /// Creates a problem.
    public init(stops: [Stop], villages: [Village], teamDays: Int) {
        self.stops = stops
        self.villages = villages
        self.teamDays = teamDays
    }

    /// How often each stop is visited.
    public struct Plan: Sendable, Hashable {
        /// Engine that made the plan.
        public var engine: String
        /// Why it stopped.
        public var termination: Termination
        /// Visits by stop; stops without any are left out.
        public var visits: [String: Int]
        /// Visits villages lack, by village.
        public var missing: [String: Int]
        /// Cost of all visits.
        public var cost: Int
        /// Least visits missing in all, proven; `nil` when nothing was.
        public var missingBound: Int?
        /// Least cost with that many missing, proven; `nil` when nothing was.
        public var costBound: Int?
    }

    /// Everything wrong with the data.
    public func problems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        func report(_ field: String, _ message: String, _ fix: String) {
            found.append(PlanningProblem(field: field, message: message, fix: fix))
        }
        var ids: Set<String> = []
        for (index, stop) in stops.enumerated() {
            if !ids.insert(stop.id).inserted {
                report("stops[\(index)].id", "\(stop.id) appears twice", "name it once")
            }
            for (name, value) in [("cost", stop.cost), ("days", stop.days), ("mostVisits", stop.mostVisits)]
            where !(0...1_000_000).contains(value) {
                report("stops[\(index)].\(name)", "\(value)", "give 0...10^6")
            }
        }
        var villageIDs: Set<String> = []
        for (index, village) in villages.enumerated() {
            let field = "villages[\(index)]"
            if !villageIDs.insert(village.id).inserted {
                report("\(field).id", "\(village.id) appears twice", "name it once")
            }
            if !(0...1_000_000).contains(village.visits) {
                report("\(field).visits", "\(village.visits)", "give 0...10^6")
            }
            for stop in village.stops.sorted() where !ids.contains(stop) {
                report("\(field).stops", "there is no stop \(stop)", "add it, or correct it")
            }
        }
        if !(0...1_000_000_000).contains(teamDays) { report("teamDays", "\(teamDays)", "give 0...10^9") }
        return found
    }

    /// Plans the visits: least missing first, then least cost.
    ///
    /// `greedy` visits the stop that serves the most villages in need per team day, again and again.
    ///
    /// - Throws: ``PlanningError`` with every problem of the data; `SolverError` when GLPK is asked for by name and missing.
    public func plan(engine: LocationEngine = .exact, options: SolveOptions = SolveOptions()) throws -> Plan {
        let problems = problems()
        guard problems.isEmpty else { throw PlanningError(problems) }
        var best = plan(greedy(), engine)
        guard engine != .greedy else { return best }
        guard let solver = ProgramSolver.standard else {
            if engine == .glpk {
                throw SolverError(.unavailable, stage: "mobile services", message: "this build has no GLPK; use greedy")
            }
            return best
        }
        var model = Model("mobile services")
        let visits = stops.map { model.addInteger(in: 0...$0.mostVisits) }
        let number = Dictionary(uniqueKeysWithValues: stops.enumerated().map { ($1.id, $0) })
        var missing = LinearExpression()
        for village in villages {
            let lacking = model.addVariable(atMost: Double(village.visits))
            missing.add(1, lacking)
            var sum = LinearExpression(lacking)
            for stop in village.stops.sorted() { if let index = number[stop] { sum.add(1, visits[index]) } }
            model.add(sum >= Double(village.visits))
        }
        var days = LinearExpression()
        var cost = LinearExpression()
        for (index, stop) in stops.enumerated() {
            days.add(Double(stop.days), visits[index])
            cost.add(Double(stop.cost), visits[index])
        }
        model.add(days <= Double(teamDays))
        let clock = ContinuousClock()
        let start = clock.now
        var missingBound: Int?
        for isCost in [false, true] {
            model.minimize(isCost ? cost : missing)
            var solve = options
            if let limit = options.timeLimit { solve.timeLimit = max(.zero, limit - (clock.now - start)) }
            let result = try solver.solve(model, options: solve)
            if let solution = result.solution {
                let found = plan(visits.map { Int(solution[$0].rounded()) }, engine)
                let lacks = (found.missing.values.reduce(0, +), best.missing.values.reduce(0, +))
                if lacks.0 < lacks.1 || lacks.0 == lacks.1 && found.cost < best.cost { best = found }
            }
            guard result.termination.isOptimal else {
                best.termination = Termination(.feasible, limit: result.termination.limit ?? .heuristic)
                break
            }
            if isCost {
                best.costBound = best.cost
                best.termination = Termination(.optimal)
            } else {
                missingBound = best.missing.values.reduce(0, +)
                model.add(missing <= Double(missingBound ?? 0))
            }
        }
        best.missingBound = missingBound
        return best
    }

    private func greedy() -> [Int] {
        var visits = stops.map { _ in 0 }
        var left = villages.map(\.visits)
        var days = teamDays
        while true {
            var best: (served: Int, days: Int, stop: Int)?
            for (index, stop) in stops.enumerated() where visits[index] < stop.mostVisits && stop.days <= days {
                let served = villages.indices.count { left[$0] > 0 && villages[$0].stops.contains(stop.id) }
                // Villages per day, compared without dividing; then the cheaper visit.
                guard served > 0 else { continue }
                if let best, served * max(1, best.days) <= best.served * max(1, stop.days) { continue }
                best = (served, stop.days, index)
            }
            guard let best else { return visits }
            visits[best.stop] += 1
            days -= best.days
            for index in villages.indices where villages[index].stops.contains(stops[best.stop].id) { left[index] -= 1 }
        }
    }

    private func plan(_ visits: [Int], _ engine: LocationEngine) -> Plan {
        var plan = Plan(
            engine: engine.rawValue, termination: Termination(.feasible, limit: .heuristic), visits: [:], missing: [:],
            cost: 0, missingBound: nil, costBound: nil)
        for (index, stop) in stops.enumerated() where visits[index] > 0 {
            plan.visits[stop.id] = visits[index]
            plan.cost += visits[index] * stop.cost
        }
        for village in villages {
            let served = village.stops.reduce(0) { $0 + (plan.visits[$1] ?? 0) }
            if served < village.visits { plan.missing[village.id] = village.visits - served }
        }
        return plan
    }

    /// Checks a plan from the data alone.
    public func checks(_ plan: Plan) -> [VerificationReport.Check] {
        var wrong: [String] = []
        var (days, cost) = (0, 0)
        for (id, count) in plan.visits.sorted(by: { $0.key < $1.key }) {
            guard let stop = stops.first(where: { $0.id == id }), (1...max(1, stop.mostVisits)).contains(count),
                stop.mostVisits > 0
            else {
                wrong.append("\(count) visits to \(id)")
                continue
            }
            days += count * stop.days
            cost += count * stop.cost
        }
        if days > teamDays { wrong.append("\(days) team days") }
        var lacking = 0
        for village in villages {
            var served = 0
            for stop in village.stops { served += max(0, min(1_000_000, plan.visits[stop] ?? 0)) }
            let missing = max(0, village.visits - served)
            lacking += missing
            if plan.missing[village.id] ?? 0 != missing { wrong.append("\(village.id) lacks \(missing)") }
        }
        if cost != plan.cost { wrong.append("cost \(cost), not \(plan.cost)") }
        if plan.termination.isOptimal && (plan.costBound != cost || plan.missingBound != lacking) {
            wrong.append("optimal is claimed without bounds that meet it")
        }
        return [
            .init(
                name: "mobile services", passed: wrong.isEmpty,
                detail: wrong.isEmpty ? "\(days) team days, \(lacking) visits missing" : wrong.joined(separator: "; "))
        ]
    }
}
