/// Checks a scenario against a territory and collects every problem.
///
/// Rules that cannot be met together are not problems: the planner answers them with "infeasible" and the reason.
struct ScenarioValidator {
    let territory: Territory
    let scenario: Scenario
    private(set) var problems: [PlanningProblem] = []

    private var policy: Policy { scenario.policy }

    init(_ scenario: Scenario, territory: Territory) {
        self.territory = territory
        self.scenario = scenario
        checkNumbers()
        checkProvinces()
        checkHosts()
        checkImplications()
        checkGroups()
        checkCoverageFloors()
        checkExceptions()
        checkObjective()
        checkTwinning()
        problems += scenario.dispatch.problems()
    }

    /// Largest number a rate, credit or cost may be: sums of products with populations stay exact enough.
    private static let magnitude = 1e9

    private mutating func checkNumbers() {
        if policy.newCenters.lowerBound < 0 {
            report("policy.newCenters", "\(policy.newCenters.lowerBound) centres are asked for", "ask for 0 or more")
        }
        if let share = policy.minimumPriorityShare {
            check("policy.minimumPriorityShare", share, in: 0...1, "give a share between 0 and 1")
        }
        for (region, rate) in policy.regionRates.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            checkAmount("policy.regionRates.\(region.rawValue)", rate)
        }
        if case .atMost(let count) = policy.capitals { checkCount("policy.capitals", count) }
        checkCount("policy.minimumHostPopulation", policy.minimumHostPopulation)
        checkAmount("policy.hostPopulationCredit", policy.hostPopulationCredit)
        checkAmount("policy.kilometersPerCoveredResident", policy.kilometersPerCoveredResident)
        if let cap = policy.maximumPerProvince { checkCount("policy.maximumPerProvince", cap) }
        checkCount("policy.minimumPerProvinceWithoutCenter", policy.minimumPerProvinceWithoutCenter)
        if let spacing = policy.minimumSpacingKilometers { checkAmount("policy.minimumSpacingKilometers", spacing) }
        if let spacing = policy.minimumSpacingToExistingKilometers {
            checkAmount("policy.minimumSpacingToExistingKilometers", spacing)
        }
        if let budget = policy.budget { checkAmount("policy.budget", budget) }
        checkAmount("policy.costPerCenter", policy.costPerCenter)
        for (city, cost) in policy.costByCity.sorted(by: { $0.key < $1.key }) {
            checkKnown("policy.costByCity.\(city)", city)
            checkAmount("policy.costByCity.\(city)", cost)
        }
    }

    private mutating func checkProvinces() {
        for (province, quota) in policy.provinceQuotas.sorted(by: { $0.key < $1.key }) {
            let field = "policy.provinceQuotas.\(province)"
            if territory[province] == nil {
                report(field, "no province has the code \(province)", "use a six-digit code of the data")
            }
            if quota.lowerBound < 0 { report(field, "the quota begins below 0", "ask for 0 centres or more") }
        }
    }

    private mutating func checkHosts() {
        let existing = Set(territory.existingHosts(scenario.supply))
        for city in policy.requiredHosts.sorted() {
            let field = "policy.requiredHosts"
            checkKnown(field, city)
            if existing.contains(city) {
                report(field, "\(territory.label(city)) hosts a centre already", "take it off the list")
            }
            if policy.excludedHosts.contains(city) {
                report(field, "\(territory.label(city)) is excluded as well", "keep it in one of the two lists")
            }
        }
        for city in policy.excludedHosts.sorted() { checkKnown("policy.excludedHosts", city) }
    }

    private mutating func checkImplications() {
        var requires: [CityID: [CityID]] = [:]
        for (index, pair) in policy.implications.enumerated() {
            checkKnown("policy.implications[\(index)].city", pair.city)
            checkKnown("policy.implications[\(index)].requires", pair.requires)
            if pair.city == pair.requires {
                report("policy.implications[\(index)]", "\(pair.city) depends on itself", "take the pair off the list")
            } else {
                requires[pair.city, default: []].append(pair.requires)
            }
        }
        if let cycle = Self.cycle(in: requires) {
            report(
                "policy.implications",
                "the pairs run in a circle: " + cycle.map(territory.label).joined(separator: " → "),
                "take one of these pairs off the list"
            )
        }
    }

    /// A cycle of a directed graph, first city repeated at the end; depth-first with an explicit stack.
    private static func cycle(in graph: [CityID: [CityID]]) -> [CityID]? {
        var finished: Set<CityID> = []
        for start in graph.keys.sorted() where !finished.contains(start) {
            var path: [(city: CityID, next: Int)] = [(start, 0)]
            var onPath: [CityID: Int] = [start: 0]
            while let (city, next) = path.last {
                guard let targets = graph[city], next < targets.count else {
                    finished.insert(city)
                    onPath[city] = nil
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = targets[next]
                if let position = onPath[target] { return path[position...].map(\.city) + [target] }
                if !finished.contains(target) {
                    onPath[target] = path.count
                    path.append((target, 0))
                }
            }
        }
        return nil
    }

    private mutating func checkGroups() {
        for (index, group) in policy.mutuallyExclusive.enumerated() {
            let field = "policy.mutuallyExclusive[\(index)]"
            for city in group.sorted() { checkKnown(field, city) }
            if group.count < 2 { report(field, "the group has fewer than two cities", "name two or more") }
            let required = group.intersection(policy.requiredHosts)
            if required.count > 1 {
                report(
                    field, "\(required.sorted().map(territory.label).joined(separator: " and ")) are all required",
                    "require one of them at most"
                )
            }
        }
    }

    private mutating func checkCoverageFloors() {
        for (region, floor) in policy.coverageFloors.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let field = "policy.coverageFloors.\(region.rawValue)"
            check(field, floor, in: 0...1, "give a share between 0 and 1")
            if scenario.objective == .pMedian {
                report(field, "the p-median covers nobody, it only counts kilometres", "choose a covering objective")
            }
        }
    }

    private mutating func checkExceptions() {
        var seen: Set<[String]> = []
        for (index, exception) in policy.exceptions.enumerated() {
            let field = "policy.exceptions[\(index)]"
            guard let rule = PolicyRule.named(exception.rule) else {
                report("\(field).rule", "no rule is called \(exception.rule)", "use the name of a rule of the policy")
                continue
            }
            guard let kind = rule.exceptionSubject else {
                report("\(field).rule", "\(rule.id) cannot be waived for a single subject", "change the rule itself")
                continue
            }
            if !knows(exception.subject, kind) {
                report(
                    "\(field).subject", "no \(kind.rawValue) is called \(exception.subject)",
                    "name a \(kind.rawValue) of the data"
                )
            }
            if exception.reason.allSatisfy(\.isWhitespace) {
                report("\(field).reason", "the exception gives no reason", "say why the rule is waived")
            }
            if !seen.insert([exception.rule, exception.subject]).inserted {
                report(field, "the exception is granted twice", "keep one of the two")
            }
        }
    }

    private func knows(_ subject: String, _ kind: PolicyRule.Subject) -> Bool {
        switch kind {
        case .province: territory[ProvinceID(subject)] != nil
        case .city: territory[CityID(subject)] != nil
        case .region: MacroRegion(rawValue: subject) != nil
        }
    }

    private mutating func checkObjective() {
        let distances = 0...100_000.0
        switch scenario.objective {
        case .maximalCovering(let radius):
            check("objective.radius", radius, in: distances, "give a radius in km")
        case .gradualCovering(let full, let zero):
            check("objective.full", full, in: distances, "give a distance in km")
            check("objective.zero", zero, in: distances, "give a distance in km")
            if full > zero { report("objective.full", "\(full) km lies beyond \(zero) km", "swap the two") }
        case .pMedian: break
        }
    }

    private mutating func checkTwinning() {
        let twinning = scenario.twinning
        if twinning.maximumPerDonor < 1 {
            report("twinning.maximumPerDonor", "\(twinning.maximumPerDonor) centres a donor", "allow 1 or more")
        }
        if let distance = twinning.maximumDistanceKilometers {
            checkAmount("twinning.maximumDistanceKilometers", distance)
        }
        checkAmount("twinning.residentsPer100Kilometers", twinning.residentsPer100Kilometers)
        checkAmount("twinning.residentsPerTier", twinning.residentsPerTier)
        for (discipline, count) in twinning.medicsPerCenter.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            checkCount("twinning.medicsPerCenter.\(discipline.rawValue)", count)
        }
        if twinning.releasableByTier.count != Hospital.Tier.allCases.count {
            report(
                "twinning.releasableByTier", "\(twinning.releasableByTier.count) numbers are given",
                "give one number for each of the \(Hospital.Tier.allCases.count) tiers, first tier first"
            )
        }
        for (index, count) in twinning.releasableByTier.enumerated() {
            checkCount("twinning.releasableByTier[\(index)]", count)
        }
    }

    private mutating func check(_ field: String, _ value: Double, in range: ClosedRange<Double>, _ fix: String) {
        if !range.contains(value) { report(field, "\(value) is out of range", fix) }
    }

    private mutating func checkAmount(_ field: String, _ value: Double) {
        check(field, value, in: 0...Self.magnitude, "give a number from 0 to a thousand million")
    }

    private mutating func checkCount(_ field: String, _ value: Int) {
        if !(0...1_000_000_000).contains(value) { report(field, "\(value) is out of range", "give a number from 0 up") }
    }

    private mutating func checkKnown(_ field: String, _ city: CityID) {
        if territory[city] == nil {
            report(field, "no city has the code \(city)", "use a six-digit code of the data")
        }
    }

    private mutating func report(_ field: String, _ message: String, _ fix: String) {
        problems.append(PlanningProblem(field: field, message: message, fix: fix))
    }
}

extension Scenario {
    /// Everything wrong with the scenario's values and identifiers for this territory; empty when it can be planned.
    ///
    /// O(size of the scenario and of the territory's hosts).
    public func problems(for territory: Territory) -> [PlanningProblem] {
        ScenarioValidator(self, territory: territory).problems
    }
}
