public import FacilityLocation
public import LinearOptimization

/// Territory, rules and objective as a location problem: counties are served by candidates and existing hosts.
///
/// Minimised inside: a covering objective becomes the residents (at rate) left uncovered, credits become negative
/// opening costs. ``plan(from:engine:coverageRadius:)`` turns an answer back into cities and the planner's objective.
public struct PlacementProblem: Sendable {
    /// The country.
    public let territory: Territory
    /// Rules and objective.
    public let scenario: Scenario
    /// Who may host and who may not, with reasons.
    public let admission: HostAdmission
    /// Conflicts between rules found by counting; when there are any the problem has no plan.
    public let conflicts: [PolicyConflict]
    /// City behind each site: candidates first, then existing hosts.
    public let sites: [CityID]
    /// The location problem over ``sites`` and the territory's counties, costs in residents or person-km at rate.
    public let location: NearestSiteProblem
    /// Road-like distance in km from each county to the nearest existing host; infinite without one.
    let existingDistances: [Double]

    /// Number of candidates: sites `0 ..< candidateCount`.
    public var candidateCount: Int { admission.candidates.count }
    /// Direction of the planner's objective.
    public var sense: ObjectiveSense { scenario.objective.isCovering ? .maximize : .minimize }
    /// Residents at rate; a covering objective is this less the objective of ``location``.
    public var totalWeight: Double { location.weights.reduce(0, +) }

    /// Builds the problem.
    ///
    /// O(counties × sites).
    ///
    /// - Throws: ``PlanningError`` with every problem of territory and scenario.
    public init(territory: Territory, scenario: Scenario) throws(PlanningError) {
        let problems = territory.problems() + scenario.problems(for: territory)
        guard problems.isEmpty else { throw PlanningError(problems) }
        let admission = HostAdmission(territory: territory, scenario: scenario)
        let policy = scenario.policy
        let provinces = ProvinceBounds.all(territory: territory, policy: policy, admission: admission)
        let sites = admission.candidates + admission.existing
        let distances = Self.distances(territory: territory, sites: sites, existingFrom: admission.candidates.count)
        let rows = PolicyRows(territory: territory, policy: policy, admission: admission, provinces: provinces)
        let unit = scenario.objective.isCovering ? 1 : policy.kilometersPerCoveredResident
        let cities = sites.compactMap { territory[$0] }

        self.territory = territory
        self.scenario = scenario
        self.admission = admission
        self.sites = sites
        existingDistances = distances.existing
        location = NearestSiteProblem(
            serviceCosts: Self.serviceCosts(scenario.objective, distances, siteCount: sites.count),
            weights: territory.counties.map { Double($0.population) * policy.rate(of: $0.region) },
            unservedCosts: Array(
                repeating: scenario.objective.isCovering ? 1 : .infinity, count: territory.counties.count
            ),
            openingCosts: cities.enumerated().map { index, city in
                index < admission.candidates.count ? -policy.hostPopulationCredit * Double(city.population) * unit : 0
            },
            roles: cities.enumerated().map { index, city in
                if index >= admission.candidates.count { return .existing }
                return policy.requiredHosts.contains(city.id) ? .required : .candidate
            },
            sideConstraints: rows.rows,
            serviceConstraints: Self.coverageFloors(territory: territory, policy: policy)
        )
        conflicts =
            ConflictFinder(territory: territory, policy: policy, admission: admission, provinces: provinces).conflicts
            + Self.unreachable(
                location, distances, isServiceRequired: !scenario.objective.isCovering, sites: sites.count
            )
    }

    /// Distances that matter: to the nearest existing host, and to every candidate nearer than that.
    struct Distances {
        /// Candidates per county with distances, in site order.
        var candidates: [[(site: Int, kilometers: Double)]]
        /// Nearest existing host per county.
        var nearestExisting: [Int?]
        /// Distance to it, infinite without one.
        var existing: [Double]
    }

    private static func distances(territory: Territory, sites: [CityID], existingFrom: Int) -> Distances {
        let points = sites.compactMap { territory[$0].map { SpherePoint($0.location) } }
        var result = Distances(candidates: [], nearestExisting: [], existing: [])
        for county in territory.counties {
            let point = SpherePoint(county.location)
            var nearest: (site: Int, kilometers: Double)?
            for site in existingFrom..<points.count {
                let kilometers = point.roadLikeKilometers(to: points[site])
                if kilometers < nearest?.kilometers ?? .infinity { nearest = (site, kilometers) }
            }
            let limit = nearest?.kilometers ?? .infinity
            var row: [(site: Int, kilometers: Double)] = []
            for site in 0..<existingFrom {
                let kilometers = point.roadLikeKilometers(to: points[site])
                if kilometers < limit { row.append((site, kilometers)) }
            }
            result.candidates.append(row)
            result.nearestExisting.append(nearest?.site)
            result.existing.append(limit)
        }
        return result
    }

    /// Lists truncated behind the nearest existing host, which is always open, and beyond the objective's reach.
    private static func serviceCosts(
        _ objective: PlacementObjective, _ distances: Distances, siteCount: Int
    ) -> ServiceCosts {
        let rows = distances.candidates.indices.map { county -> [(site: Int, cost: Double)] in
            var row: [(site: Int, cost: Double)] = []
            let limit = objective.isCovering ? 1 : Double.infinity
            var fallback = limit
            if let host = distances.nearestExisting[county] {
                fallback = objective.cost(at: distances.existing[county])
                if fallback < limit { row.append((host, fallback)) }
            }
            for (site, kilometers) in distances.candidates[county] {
                let cost = objective.cost(at: kilometers)
                if cost < fallback { row.append((site, cost)) }
            }
            return row
        }
        return ServiceCosts(siteCount: siteCount, rows: rows)
    }

    private static func coverageFloors(territory: Territory, policy: Policy) -> [ServiceConstraint] {
        policy.coverageFloors.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { region, floor in
            guard !policy.waives("coverageFloors", region.rawValue) else { return nil }
            let clients = territory.counties.indices.filter { territory.counties[$0].region == region }
            let residents = clients.map { Double(territory.counties[$0].population) }
            return ServiceConstraint(
                "coverageFloors: \(region.rawValue)", clients: clients, weights: residents,
                limit: (1 - floor) * residents.reduce(0, +)
            )
        }
    }

    /// Conflicts that show when every candidate is open: a coverage floor out of reach, or nobody to serve a county.
    private static func unreachable(
        _ location: NearestSiteProblem, _ distances: Distances, isServiceRequired: Bool, sites: Int
    ) -> [PolicyConflict] {
        let costs = location.serviceCosts
        if isServiceRequired, sites == 0 {
            return [
                PolicyConflict(
                    rules: ["newCenters"], subject: nil,
                    message: "No centre exists and no city may host one, so nobody can be served."
                )
            ]
        }
        return location.serviceConstraints.compactMap { floor in
            var least = 0.0
            for (client, weight) in zip(floor.clients, floor.weights) {
                let entries = costs.entries(of: client)
                least += weight * (entries.isEmpty ? location.unservedCosts[client] : costs.costs[entries.lowerBound])
            }
            let total = floor.weights.reduce(0, +)
            guard least > floor.limit + 1e-6 * max(1, total) else { return nil }
            let share = { (uncovered: Double) in ((total - uncovered) / total * 1000).rounded() / 10 }
            return PolicyConflict(
                rules: ["coverageFloors"], subject: String(floor.name.dropFirst("coverageFloors: ".count)),
                message: "\(floor.name): \(share(floor.limit)) % of the residents must be covered, but even with a "
                    + "centre in every city that may host one only \(share(least)) % would be."
            )
        }
    }
}

extension Policy {
    /// Exchange rate of a region's residents; 1 where none is given.
    func rate(of region: MacroRegion) -> Double { regionRates[region] ?? 1 }
}
