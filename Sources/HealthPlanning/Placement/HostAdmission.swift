/// Which cities may host a new centre, and for every other city the rules that refuse it.
public struct HostAdmission: Sendable, Hashable {
    /// A rule that refuses a city.
    public struct Refusal: Sendable, Hashable {
        /// The rule's name, as in ``PolicyRule/id``; `existingCenter` and `hostLevel` for what is no rule of policy.
        public let rule: String
        /// What about the city the rule minds, as the end of a sentence about it.
        public let reason: String
    }

    /// Cities that host a centre already, in the order of the data.
    public let existing: [CityID]
    /// Cities that may host a new centre, in the order of the data.
    public let candidates: [CityID]
    /// Why each other city may not.
    public let refusals: [CityID: [Refusal]]

    /// Applies a scenario's rules to the cities of a territory.
    ///
    /// O(cities × existing hosts).
    public init(territory: Territory, scenario: Scenario) {
        let policy = scenario.policy
        existing = territory.existingHosts(scenario.supply)
        let hosts = Set(existing)
        let hostPoints = existing.compactMap { territory[$0].map { SpherePoint($0.location) } }
        var candidates: [CityID] = []
        var refusals: [CityID: [Refusal]] = [:]
        for city in territory.cities {
            var found: [Refusal] = []
            if hosts.contains(city.id) {
                found.append(Refusal(rule: "existingCenter", reason: "hosts a centre already"))
            }
            if city.level == .countyLevel {
                found.append(Refusal(rule: "hostLevel", reason: "is a county-level division"))
            }
            if policy.capitals == .excluded, city.isSeatOfProvince, !policy.waives("capitals", city.id) {
                let kind = city.isMunicipality ? "a municipality" : "a provincial capital"
                found.append(Refusal(rule: "capitals", reason: "is \(kind)"))
            }
            if city.population < policy.minimumHostPopulation, !policy.waives("minimumHostPopulation", city.id) {
                let floor = policy.minimumHostPopulation.grouped
                found.append(
                    Refusal(
                        rule: "minimumHostPopulation",
                        reason: "has \(city.population.grouped) residents, fewer than \(floor)"
                    )
                )
            }
            if policy.excludedHosts.contains(city.id) {
                found.append(Refusal(rule: "excludedHosts", reason: "is excluded by name"))
            }
            if let spacing = policy.minimumSpacingToExistingKilometers, !hosts.contains(city.id),
                !policy.waives("minimumSpacingToExistingKilometers", city.id)
            {
                let point = SpherePoint(city.location)
                if hostPoints.contains(where: { point.roadLikeKilometers(to: $0) < spacing }) {
                    found.append(
                        Refusal(
                            rule: "minimumSpacingToExistingKilometers",
                            reason: "lies within \(spacing.grouped) km of an existing centre"
                        )
                    )
                }
            }
            if found.isEmpty { candidates.append(city.id) } else { refusals[city.id] = found }
        }
        self.candidates = candidates
        self.refusals = refusals
    }
}

extension City {
    /// Whether it is the capital of a province or a municipality.
    var isSeatOfProvince: Bool { isProvincialCapital || isMunicipality }
}

extension Policy {
    /// Whether an exception waives a rule for a subject.
    func waives(_ rule: String, _ subject: some CustomStringConvertible) -> Bool {
        !exceptions.isEmpty && exceptions.contains { $0.rule == rule && $0.subject == subject.description }
    }
}
