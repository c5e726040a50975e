public import FacilityLocation
import LinearOptimization

extension PlacementProblem {
    /// Solves the placement alone, without donors.
    ///
    /// Conflicts found by counting are answered at once as infeasible, in the planner's words.
    ///
    /// - Parameter coverageRadius: radius in km of the figures on newly covered residents.
    /// - Throws: errors of the engine; limits, cancellation and infeasibility are results.
    public func solve(_ options: LocationOptions, coverageRadius: Double = 150) throws -> PlacementPlan {
        if let conflict = infeasiblePlan(engine: options.engine) { return conflict }
        let result = try location.solve(options)
        return plan(from: result, engine: options.engine, coverageRadius: coverageRadius)
    }

    /// Turns the answer of an engine back into cities and the planner's objective and bound.
    public func plan(
        from result: LocationResult, engine: LocationEngine, coverageRadius: Double = 150
    ) -> PlacementPlan {
        var termination = result.termination
        if termination.reason == .infeasible, termination.detail.isEmpty {
            termination.detail = "The rules together allow no placement: \(ruleList())."
        }
        guard result.objective != nil else {
            return PlacementPlan(
                engine: engine.rawValue, objectiveKind: scenario.objective, sense: sense, termination: termination,
                objective: nil, objectiveBound: planObjective(result.objectiveBound), newCenters: [],
                statistics: result.statistics
            )
        }
        return plan(
            open: result.openSites, bound: planObjective(result.objectiveBound), engine: engine,
            termination: termination, statistics: result.statistics, coverageRadius: coverageRadius
        )
    }

    /// The plan that opens these sites, existing ones included or not; its objective is computed here.
    ///
    /// - Parameters:
    ///   - bound: proven limit in the planner's objective.
    ///   - pairs: pairings with donors, when they are part of the plan.
    ///   - countsTwinning: whether the pairings' cost belongs to the objective.
    func plan(
        open: [Int], bound: Double, engine: LocationEngine, termination: Termination,
        statistics: SolveStatistics = SolveStatistics(), coverageRadius: Double,
        pairs: [TwinningPlan.Pair] = [], countsTwinning: Bool = false
    ) -> PlacementPlan {
        let new = open.filter { $0 < candidateCount }.sorted()
        let components = components(new: new, pairs: countsTwinning ? pairs : [])
        let objective = components.total(sense)
        return PlacementPlan(
            engine: engine.rawValue, objectiveKind: scenario.objective, sense: sense, termination: termination,
            objective: objective, objectiveBound: reconcile(bound, with: objective),
            components: components, newCenters: placedCenters(new, pairs: pairs, coverageRadius: coverageRadius),
            exceptions: exceptionsUsed(by: new), statistics: statistics
        )
    }

    /// The answer when counting proved a conflict; `nil` when it did not.
    func infeasiblePlan(engine: LocationEngine, also more: [PolicyConflict] = []) -> PlacementPlan? {
        let all = conflicts + more
        guard !all.isEmpty else { return nil }
        return PlacementPlan(
            engine: engine.rawValue, objectiveKind: scenario.objective, sense: sense,
            termination: Termination(.infeasible, detail: all.map(\.description).joined(separator: " ")),
            objective: nil, objectiveBound: sense == .maximize ? -.infinity : .infinity, newCenters: []
        )
    }

    /// The planner's objective that belongs to a value of ``location``'s.
    func planObjective(_ value: Double) -> Double { sense == .maximize ? totalWeight - value : value }

    /// Takes away rounding noise between a bound and an objective.
    ///
    /// On the wrong side of the objective, up to the tolerance of solvers; on its own side, only what turning uncovered
    /// into covered residents costs in digits, 1e-11 of all residents. A real contradiction stays and fails
    /// verification, a real gap stays and is reported.
    func reconcile(_ bound: Double, with objective: Double) -> Double {
        let excess = sense == .maximize ? objective - bound : bound - objective
        let size = max(1, abs(objective), sense == .maximize ? totalWeight : 0)
        return excess <= 1e-7 * size && excess >= -1e-11 * size ? objective : bound
    }

    /// What the objective of a placement is made of.
    ///
    /// O(entries of the service lists).
    func components(new: [Int], pairs: [TwinningPlan.Pair]) -> ObjectiveComponents {
        var isOpen = Array(repeating: false, count: sites.count)
        for site in new { isOpen[site] = true }
        for site in candidateCount..<sites.count { isOpen[site] = true }
        let costs = location.serviceCosts
        var service = 0.0
        for client in 0..<costs.clientCount where location.weights[client] > 0 {
            let nearest = costs.entries(of: client).first { isOpen[Int(costs.sites[$0])] }
            let cost = nearest.map { costs.costs[$0] } ?? location.unservedCosts[client]
            service += location.weights[client] * (sense == .maximize ? 1 - cost : cost)
        }
        let unit = sense == .maximize ? 1 : scenario.policy.kilometersPerCoveredResident
        return ObjectiveComponents(
            service: service, hostCredit: new.reduce(0) { $0 - location.openingCosts[$1] },
            twinning: unit * pairs.reduce(0) { $0 + $1.cost }
        )
    }

    /// New centres with the residents they newly cover, most first; ties by code.
    private func placedCenters(
        _ new: [Int], pairs: [TwinningPlan.Pair], coverageRadius: Double
    ) -> [PlacedCenter] {
        let points = new.map { site in territory[sites[site]].map { SpherePoint($0.location) } }
        var covered = Array(repeating: 0, count: new.count)
        for (index, county) in territory.counties.enumerated() where existingDistances[index] > coverageRadius {
            let point = SpherePoint(county.location)
            var nearest: (center: Int, kilometers: Double)?
            for (center, other) in points.enumerated() {
                guard let other else { continue }
                let kilometers = point.roadLikeKilometers(to: other)
                if kilometers <= coverageRadius, kilometers < nearest?.kilometers ?? .infinity {
                    nearest = (center, kilometers)
                }
            }
            if let nearest { covered[nearest.center] += county.population }
        }
        let pairByCity = Dictionary(pairs.map { ($0.city, $0) }, uniquingKeysWith: { first, _ in first })
        return new.indices.map { index -> PlacedCenter in
            let city = sites[new[index]]
            let pair = pairByCity[city]
            return PlacedCenter(
                city: city, newlyCovered: covered[index], donor: pair?.donor, donorKilometers: pair?.kilometers,
                medics: pair?.medics ?? [:], shortages: pair?.shortages ?? [:]
            )
        }.sorted { ($1.newlyCovered, $0.city) < ($0.newlyCovered, $1.city) }
    }

    /// The names of the rules in force, for a conflict only the solver could prove.
    private func ruleList() -> String {
        var seen: Set<String> = []
        let names =
            location.sideConstraints.map { Self.rule(of: $0.name) }
            + location.serviceConstraints.map { Self.rule(of: $0.name) }
            + (scenario.policy.requiredHosts.isEmpty ? [] : ["requiredHosts"])
        return names.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }

    /// The rule of a row's name, "rule: subject".
    static func rule(of name: String) -> String { String(name.prefix { $0 != ":" }) }
}
