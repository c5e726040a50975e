/// Checks the hosts of one plan against every rule of the policy, straight from the scenario's values.
struct RuleAudit {
    /// A rule broken for a subject.
    private struct Breach {
        let rule: String
        /// Whoever an exception could excuse: one of these codes.
        let subjects: [String]
        let detail: String
    }

    let audit: Audit
    let plan: PlacementPlan
    private var policy: Policy { audit.scenario.policy }
    private let hosts: [City]
    private var breaches: [Breach] = []
    private var facts: [String: String] = [:]
    private(set) var checks: [Audit.Check] = []

    init(_ audit: Audit, _ plan: PlacementPlan) {
        self.audit = audit
        self.plan = plan
        hosts = plan.newCenters.compactMap { audit.cityByID[$0.city] }
        checkIdentity()
        checkCounts()
        checkHosts()
        checkProvinces()
        checkSpacing()
        checkRelations()
        checkFloors()
        settle()
    }

    private mutating func checkIdentity() {
        let unknown = plan.newCenters.filter { audit.cityByID[$0.city] == nil }.map(\.city.rawValue)
        add("hosts are cities of the data", unknown.isEmpty, unknown.isEmpty ? "all \(hosts.count)" : "\(unknown)")
        let distinct = Set(plan.newCenters.map(\.city)).count
        add("no city hosts twice", distinct == plan.newCenters.count, "\(distinct) cities, \(hosts.count) centres")
        let doubled = hosts.filter { audit.existing.contains($0.id) }.map { audit.name($0.id) }
        add("no second centre where one exists", doubled.isEmpty, doubled.isEmpty ? "none" : "\(doubled)")
        let low = hosts.filter { $0.level == .countyLevel }.map { audit.name($0.id) }
        add("hosts are prefecture-level divisions or above", low.isEmpty, low.isEmpty ? "all" : "\(low)")
    }

    private mutating func checkCounts() {
        let (least, most) = (policy.newCenters.lowerBound, policy.newCenters.upperBound)
        facts["newCenters"] = "\(hosts.count) centres, asked for \(least) to \(most)"
        if hosts.count < least || hosts.count > most { breach("newCenters", [], facts["newCenters"] ?? "") }
        if let share = policy.minimumPriorityShare {
            let inside = hosts.filter { policy.priorityRegions.contains($0.region) }.count
            facts["minimumPriorityShare"] = "\(inside) of \(hosts.count), at least \(share * 100) %"
            if Double(inside) < share * Double(hosts.count) - 1e-6 {
                breach("minimumPriorityShare", [], facts["minimumPriorityShare"] ?? "")
            }
        }
        if let budget = policy.budget {
            let cost = hosts.map { policy.costByCity[$0.id] ?? policy.costPerCenter }.reduce(0, +)
            facts["budget"] = "\(cost) of \(budget) × 100 million yuan"
            if cost > budget + 1e-7 * max(1, budget) { breach("budget", [], facts["budget"] ?? "") }
        }
    }

    private mutating func checkHosts() {
        let seats = hosts.filter { $0.isProvincialCapital || $0.level == .municipality }
        switch policy.capitals {
        case .allowed: facts["capitals"] = "allowed"
        case .excluded:
            facts["capitals"] = "\(seats.count) capitals, none allowed"
            for seat in seats { breach("capitals", [seat.id.rawValue], "\(audit.name(seat.id)) is a capital") }
        case .atMost(let most):
            let counted = seats.filter { !isExcused("capitals", $0.id.rawValue) }
            facts["capitals"] = "\(seats.count) capitals, \(seats.count - counted.count) by exception, at most \(most)"
            if counted.count > most { breach("capitals", [], facts["capitals"] ?? "") }
        }
        let smallest = hosts.map(\.population).min() ?? 0
        facts["minimumHostPopulation"] = "smallest host \(smallest), floor \(policy.minimumHostPopulation)"
        for host in hosts where host.population < policy.minimumHostPopulation {
            breach("minimumHostPopulation", [host.id.rawValue], "\(audit.name(host.id)) has \(host.population)")
        }
        let chosen = Set(hosts.map(\.id))
        facts["requiredHosts"] = "\(policy.requiredHosts.count) required"
        for city in policy.requiredHosts.subtracting(chosen).sorted() {
            breach("requiredHosts", [], "\(audit.name(city)) does not host")
        }
        facts["excludedHosts"] = "\(policy.excludedHosts.count) excluded"
        for city in policy.excludedHosts.intersection(chosen).sorted() {
            breach("excludedHosts", [], "\(audit.name(city)) hosts")
        }
    }

    private mutating func checkProvinces() {
        let served = Set(audit.existing.compactMap { audit.cityByID[$0]?.province })
        var largest = 0
        for province in audit.provinces {
            let count = hosts.filter { $0.province == province.id }.count
            let code = province.id.rawValue
            largest = max(largest, count)
            let label = "\(province.name) \(code) gets \(count)"
            var general = true
            if let quota = policy.provinceQuotas[province.id] {
                if !isExcused("provinceQuotas", code) { general = false }
                if !quota.contains(count) { breach("provinceQuotas", [code], "\(label), quota \(quota)") }
            }
            guard general else { continue }
            if let most = policy.maximumPerProvince, count > most {
                breach("maximumPerProvince", [code], "\(label), at most \(most)")
            }
            if !served.contains(province.id), count < policy.minimumPerProvinceWithoutCenter {
                let least = policy.minimumPerProvinceWithoutCenter
                breach("minimumPerProvinceWithoutCenter", [code], "\(label), at least \(least) as it has no centre")
            }
        }
        facts["maximumPerProvince"] =
            "largest \(largest), limit \(policy.maximumPerProvince.map { "\($0)" } ?? "off")"
        facts["minimumPerProvinceWithoutCenter"] =
            "\(audit.provinces.filter { !served.contains($0.id) }.count) provinces without a centre"
        facts["provinceQuotas"] = "\(policy.provinceQuotas.count) quotas"
    }

    private mutating func checkSpacing() {
        if let spacing = policy.minimumSpacingKilometers {
            var closest = Double.infinity
            for (index, a) in hosts.enumerated() {
                for b in hosts.dropFirst(index + 1) {
                    let distance = Audit.kilometers(a.location, b.location)
                    closest = min(closest, distance)
                    if distance < spacing * (1 - 1e-9) {
                        breach(
                            "minimumSpacingKilometers", [a.id.rawValue, b.id.rawValue],
                            "\(audit.name(a.id)) and \(audit.name(b.id)) are \(distance) km apart"
                        )
                    }
                }
            }
            facts["minimumSpacingKilometers"] = "closest pair \(closest) km, least \(spacing) km"
        }
        if let spacing = policy.minimumSpacingToExistingKilometers {
            let existing = audit.existing.compactMap { audit.cityByID[$0] }
            var closest = Double.infinity
            for host in hosts {
                let distance = Audit.nearest(host.location, existing)
                closest = min(closest, distance)
                if distance < spacing * (1 - 1e-9) {
                    breach(
                        "minimumSpacingToExistingKilometers", [host.id.rawValue],
                        "\(audit.name(host.id)) is \(distance) km from an existing centre"
                    )
                }
            }
            facts["minimumSpacingToExistingKilometers"] = "closest \(closest) km, least \(spacing) km"
        }
    }

    private mutating func checkRelations() {
        let chosen = Set(hosts.map(\.id))
        let all = chosen.union(audit.existing)
        facts["implications"] = "\(policy.implications.count) pairs"
        for pair in policy.implications where chosen.contains(pair.city) && !all.contains(pair.requires) {
            breach("implications", [], "\(audit.name(pair.city)) hosts without \(audit.name(pair.requires))")
        }
        facts["mutuallyExclusive"] = "\(policy.mutuallyExclusive.count) groups"
        for group in policy.mutuallyExclusive {
            let new = group.intersection(chosen)
            if !new.isEmpty, group.intersection(all).count > 1 {
                breach("mutuallyExclusive", [], "\(group.intersection(all).map(audit.name).sorted()) all host")
            }
        }
    }

    private mutating func checkFloors() {
        let cities = hosts + audit.existing.compactMap { audit.cityByID[$0] }
        facts["coverageFloors"] = "\(policy.coverageFloors.count) floors"
        for (region, floor) in policy.coverageFloors.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var covered = 0.0
            var residents = 0.0
            for county in audit.counties where county.region == region {
                let share = ObjectiveAudit.share(
                    audit.scenario.objective, Audit.nearest(county.location, cities) * (1 - 1e-9)
                )
                covered += Double(county.population) * share
                residents += Double(county.population)
            }
            if covered < floor * residents - 1e-6 * max(1, residents) {
                breach("coverageFloors", [region.rawValue], "\(region.rawValue): \(covered) of \(residents) residents")
            }
        }
    }

    /// Sets breaches against the exceptions the plan names.
    private mutating func settle() {
        for rule in PolicyRule.placement.map(\.id) where facts[rule] != nil {
            let open = breaches.filter { breach in
                breach.rule == rule && !breach.subjects.contains { isExcused(rule, $0) }
            }
            let excused = breaches.filter { $0.rule == rule }.count - open.count
            var detail = open.isEmpty ? facts[rule] ?? "" : open.map(\.detail).joined(separator: "; ")
            if excused > 0 { detail += "; \(excused) by exception" }
            add(rule, open.isEmpty, detail)
        }
        let granted = Set(policy.exceptions)
        let invented = plan.exceptions.filter { !granted.contains($0) }
        add(
            "exceptions are the scenario's", invented.isEmpty,
            invented.isEmpty ? "\(plan.exceptions.count) of \(granted.count) used" : "\(invented.map(\.rule))"
        )
        let idle = plan.exceptions.filter { exception in
            !breaches.contains { $0.rule == exception.rule && $0.subjects.contains(exception.subject) }
                && !isCapitalWithinLimit(exception)
        }
        add(
            "exceptions are needed", idle.isEmpty,
            idle.isEmpty ? "\(plan.exceptions.count)" : idle.map { "\($0.rule) \($0.subject)" }.joined(separator: ", ")
        )
    }

    /// A capital that hosts by exception beside a limit on capitals is no breach of a single subject.
    private func isCapitalWithinLimit(_ exception: PolicyException) -> Bool {
        guard exception.rule == "capitals", case .atMost(let most) = policy.capitals else { return false }
        let seats = hosts.filter { $0.isProvincialCapital || $0.level == .municipality }
        return seats.count > most && seats.contains { $0.id.rawValue == exception.subject }
    }

    private func isExcused(_ rule: String, _ subject: String) -> Bool {
        plan.exceptions.contains { $0.rule == rule && $0.subject == subject }
    }

    private mutating func breach(_ rule: String, _ subjects: [String], _ detail: String) {
        breaches.append(Breach(rule: rule, subjects: subjects, detail: detail))
    }

    private mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        checks.append(.init(name: name, passed: passed, detail: detail))
    }
}
