import FacilityLocation

/// A scenario's rules on new centres as linear rules on the candidates, each under its planner's name.
struct PolicyRows {
    private(set) var rows: [SideConstraint] = []

    private let territory: Territory
    private let policy: Policy
    private let cities: [City]
    private let position: [CityID: Int]
    private let existing: Set<CityID>

    init(territory: Territory, policy: Policy, admission: HostAdmission, provinces: [ProvinceBounds]) {
        self.territory = territory
        self.policy = policy
        cities = admission.candidates.compactMap { territory[$0] }
        position = Dictionary(
            admission.candidates.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }
        )
        existing = Set(admission.existing)
        addCounts()
        addProvinces(provinces)
        addSpacing()
        addRelations()
        addBudget()
    }

    private var all: Range<Int> { cities.indices }

    private mutating func addCounts() {
        let range = policy.newCenters
        rows.append(SideConstraint("newCenters", count: all, atLeast: range.lowerBound, atMost: range.upperBound))
        if let share = policy.minimumPriorityShare, share > 0 {
            let priority = all.filter { policy.priorityRegions.contains(cities[$0].region) }
            if range.count == 1 {
                let least = policy.minimumPriorityCount(of: range.lowerBound)
                rows.append(SideConstraint("minimumPriorityShare", count: priority, atLeast: least))
            } else {
                let inside = Set(priority)
                let terms = all.map {
                    SideConstraint.Term(site: $0, coefficient: inside.contains($0) ? 1 - share : -share)
                }
                rows.append(SideConstraint("minimumPriorityShare", terms: terms, lower: -1e-9))
            }
        }
        if case .atMost(let most) = policy.capitals {
            let seats = all.filter { cities[$0].isSeatOfProvince && !policy.waives("capitals", cities[$0].id) }
            rows.append(SideConstraint("capitals", count: seats, atMost: most))
        }
    }

    private mutating func addProvinces(_ provinces: [ProvinceBounds]) {
        for bounds in provinces {
            let label = territory.label(bounds.province)
            if bounds.lower > 0 {
                rows.append(
                    SideConstraint(
                        "\(bounds.lowerRule): \(label)", count: bounds.candidates, atLeast: bounds.lower
                    )
                )
            }
            if let upper = bounds.upper, upper < bounds.candidates.count {
                rows.append(SideConstraint("\(bounds.upperRule): \(label)", count: bounds.candidates, atMost: upper))
            }
        }
    }

    private mutating func addSpacing() {
        guard let spacing = policy.minimumSpacingKilometers, spacing > 0 else { return }
        let points = cities.map { SpherePoint($0.location) }
        let waived = cities.map { policy.waives("minimumSpacingKilometers", $0.id) }
        for a in all where !waived[a] {
            for b in (a + 1)..<max(a + 1, cities.count) where !waived[b] {
                guard points[a].roadLikeKilometers(to: points[b]) < spacing else { continue }
                let name = "\(territory.label(cities[a].id)) – \(territory.label(cities[b].id))"
                rows.append(SideConstraint("minimumSpacingKilometers: \(name)", count: [a, b], atMost: 1))
            }
        }
    }

    private mutating func addRelations() {
        for pair in policy.implications where !existing.contains(pair.requires) {
            guard let city = position[pair.city] else { continue }
            let name = "implications: \(territory.label(pair.city)) needs \(territory.label(pair.requires))"
            var terms = [SideConstraint.Term(site: city)]
            if let other = position[pair.requires] { terms.append(.init(site: other, coefficient: -1)) }
            rows.append(SideConstraint(name, terms: terms, upper: 0))
        }
        for group in policy.mutuallyExclusive {
            let members = group.compactMap { position[$0] }.sorted()
            let most = group.isDisjoint(with: existing) ? 1 : 0
            guard members.count > most else { continue }
            let name = group.sorted().map(territory.label).joined(separator: ", ")
            rows.append(SideConstraint("mutuallyExclusive: \(name)", count: members, atMost: most))
        }
    }

    private mutating func addBudget() {
        guard let budget = policy.budget else { return }
        let terms = all.map { SideConstraint.Term(site: $0, coefficient: policy.cost(of: cities[$0].id)) }
        rows.append(SideConstraint("budget", terms: terms, upper: budget))
    }
}
