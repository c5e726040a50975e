/// Finds conflicts that simple counting proves before any solver runs.
///
/// Every conflict it reports is certain; finding
/// none proves nothing.
struct ConflictFinder {
    let territory: Territory
    let policy: Policy
    let admission: HostAdmission
    let provinces: [ProvinceBounds]
    private(set) var conflicts: [PolicyConflict] = []

    init(territory: Territory, policy: Policy, admission: HostAdmission, provinces: [ProvinceBounds]) {
        self.territory = territory
        self.policy = policy
        self.admission = admission
        self.provinces = provinces
        checkRequiredHosts()
        checkProvinces()
        checkTotals()
        checkPriority()
        checkBudget()
    }

    private mutating func checkRequiredHosts() {
        let candidates = Set(admission.candidates)
        for city in policy.requiredHosts.sorted() where !candidates.contains(city) {
            let refusals = admission.refusals[city] ?? []
            report(
                ["requiredHosts"] + refusals.map(\.rule), city.rawValue,
                "\(territory.label(city)) is required as a host but \(refusals.map(\.reason).joined(separator: " and "))."
            )
        }
        let required = policy.requiredHosts.sorted().compactMap { territory[$0] }
        if required.count > policy.newCenters.upperBound {
            report(
                ["requiredHosts", "newCenters"], nil,
                "\(required.count) hosts are required but at most \(policy.newCenters.upperBound) centres are built."
            )
        }
        guard let spacing = policy.minimumSpacingKilometers else { return }
        for (index, a) in required.enumerated() where !policy.waives("minimumSpacingKilometers", a.id) {
            for b in required[(index + 1)...] where !policy.waives("minimumSpacingKilometers", b.id) {
                let distance = a.location.roadLikeKilometers(to: b.location)
                guard distance < spacing * (1 - 1e-9) else { continue }
                report(
                    ["requiredHosts", "minimumSpacingKilometers"], a.id.rawValue,
                    "\(territory.label(a.id)) and \(territory.label(b.id)) are both required but only "
                        + "\(distance.grouped) km apart; new centres keep \(spacing.grouped) km."
                )
            }
        }
    }

    private mutating func checkProvinces() {
        for bounds in provinces where bounds.lower > bounds.candidates.count {
            let counted = Self.count(bounds.lower, "new centre")
            report(
                [bounds.lowerRule] + refusingRules(in: bounds.province), bounds.province.rawValue,
                "\(territory.label(bounds.province)) must get at least \(counted) (\(bounds.lowerRule)), but "
                    + "\(Self.hosts(bounds.candidates.count)) there may host one. \(refusalSummary(of: bounds.province))"
            )
        }
        for bounds in provinces {
            guard let upper = bounds.upper, bounds.lower > upper else { continue }
            report(
                [bounds.lowerRule, bounds.upperRule], bounds.province.rawValue,
                "\(territory.label(bounds.province)) must get at least \(bounds.lower) (\(bounds.lowerRule)) and at "
                    + "most \(upper) (\(bounds.upperRule))."
            )
        }
    }

    private mutating func checkTotals() {
        let least = policy.newCenters.lowerBound
        let room = provinces.reduce(0) { $0 + $1.capacity }
        if admission.candidates.count < least {
            let refused = Dictionary(grouping: admission.refusals.values.flatMap { $0 }, by: \.rule).mapValues(\.count)
            let detail = refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) refuses \($0.value)" }.joined(separator: ", ")
            report(
                ["newCenters"] + refused.keys.sorted(), nil,
                "\(least) new centres are asked for, but \(Self.hosts(admission.candidates.count)) may host one"
                    + (detail.isEmpty ? "." : ": \(detail).")
            )
        } else if room < least {
            report(
                ["newCenters", "maximumPerProvince", "provinceQuotas"], nil,
                "\(least) new centres are asked for, but the limits per province leave room for \(room)."
            )
        }
        let asked = provinces.reduce(0) { $0 + $1.lower }
        if asked > policy.newCenters.upperBound {
            report(
                ["newCenters", "minimumPerProvinceWithoutCenter", "provinceQuotas"], nil,
                "The provinces must get at least \(asked) new centres in all, but at most "
                    + "\(policy.newCenters.upperBound) are built."
            )
        }
    }

    private mutating func checkPriority() {
        guard policy.minimumPriorityShare != nil else { return }
        let least = policy.minimumPriorityCount(of: policy.newCenters.lowerBound)
        let room = provinces.reduce(0) { sum, bounds in
            let inside = bounds.candidates.count { index in
                territory[admission.candidates[index]].map { policy.priorityRegions.contains($0.region) } ?? false
            }
            return sum + min(bounds.upper ?? inside, inside)
        }
        guard room < least else { return }
        let regions = policy.priorityRegions.map(\.rawValue).sorted().joined(separator: ", ")
        report(
            ["minimumPriorityShare", "maximumPerProvince"], nil,
            "At least \(least) of the new centres must lie in the priority regions (\(regions)), but the candidates "
                + "and the limits per province leave room for \(room) there."
        )
    }

    private mutating func checkBudget() {
        guard let budget = policy.budget else { return }
        let costs = admission.candidates.map(policy.cost).sorted()
        let least = policy.newCenters.lowerBound
        let cheapest = costs.prefix(least).reduce(0, +)
        guard costs.count >= least, cheapest > budget * (1 + 1e-9) + 1e-9 else { return }
        report(
            ["budget", "newCenters"], nil,
            "The \(least) cheapest new centres cost \(cheapest) × 100 million yuan, the budget is \(budget)."
        )
    }

    private func refusalsByCity(in province: ProvinceID) -> [(city: City, refusals: [HostAdmission.Refusal])] {
        territory.cities.filter { $0.province == province }
            .compactMap { city in admission.refusals[city.id].map { (city, $0) } }
    }

    private func refusingRules(in province: ProvinceID) -> [String] {
        Set(refusalsByCity(in: province).flatMap { $0.refusals.map(\.rule) }).sorted()
    }

    /// One clause for each rule that refuses divisions of a province: names where they are few, counts where many.
    private func refusalSummary(of province: ProvinceID) -> String {
        let refused = refusalsByCity(in: province)
        guard !refused.isEmpty else { return "The data hold no division of it." }
        let byRule = Dictionary(grouping: refused.compactMap { entry in entry.refusals.first.map { (entry.city, $0) } })
        {
            $0.1.rule
        }
        let clauses = byRule.sorted { $0.key < $1.key }.map { rule, entries -> String in
            let largest = entries.max { ($0.0.population, $1.0.id) < ($1.0.population, $0.0.id) }
            guard let largest else { return rule }
            if entries.count == 1 { return "\(territory.label(largest.0.id)) \(largest.1.reason) (\(rule))" }
            return "\(entries.count) divisions are refused by \(rule), the most populous of them "
                + "\(territory.label(largest.0.id)), which \(largest.1.reason)"
        }
        return clauses.joined(separator: "; ") + "."
    }

    private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func hosts(_ count: Int) -> String { count == 0 ? "no city" : "only \(Self.cities(count))" }

    private static func cities(_ count: Int) -> String { count == 1 ? "one city" : "\(count) cities" }

    private mutating func report(_ rules: [String], _ subject: String?, _ message: String) {
        conflicts.append(PolicyConflict(rules: rules, subject: subject, message: message))
    }
}
