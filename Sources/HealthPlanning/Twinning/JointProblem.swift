import FacilityLocation
import LinearOptimization

/// Siting and twinning as one model: every new centre is sited knowing who can staff it (P9).
///
/// The siting model over y is extended by z_hj ≥ 0, candidate j backed by donor class h: Σ_h z_hj = y_j for every
/// candidate, Σ_j z_hj ≤ q_h for every class, cost c_hj in covered residents (at ``Policy/kilometersPerCoveredResident``
/// for the p-median). With y whole the rows of z are those of an assignment problem, so z is whole without being asked.
///
/// Two reductions lose nothing: donors of one city, province and tier are one class; and of its classes in rising
/// order of cost a candidate needs only as many as can take all new centres together, for one of them always has room.
public struct JointProblem: Sendable {
    /// The siting half.
    public let placement: PlacementProblem
    /// Conflicts between rules found by counting, those of ``placement`` included.
    public let conflicts: [PolicyConflict]

    let pool: DonorPool
    /// Cost of each donor class per candidate, in the objective's unit; infinite where not allowed.
    let costs: [[Double]]
    /// What a covered resident is worth in the objective's unit.
    let unit: Double
    /// Staff by centre, donor and discipline; `nil` where needs are uniform and counted in capacities.
    let staff: StaffRows?
    /// Medics by centre and donor, as given.
    let needs: TwinningNeeds?

    /// Builds the problem.
    ///
    /// - Throws: ``PlanningError`` with every problem of territory and scenario.
    public init(territory: Territory, scenario: Scenario) throws(PlanningError) {
        self.init(try PlacementProblem(territory: territory, scenario: scenario))
    }

    /// Adds donors to a siting problem.
    ///
    /// O(candidates × donor classes).
    ///
    /// - Parameter needs: medics by centre, donor and discipline; `nil` where every centre needs
    ///   ``TwinningPolicy/medicsPerCenter`` and donors release ``TwinningPolicy/releasableByTier``.
    public init(_ placement: PlacementProblem, needs: TwinningNeeds? = nil) {
        let scenario = placement.scenario
        let pool = DonorPool(
            territory: placement.territory, policy: scenario.twinning, isSeparate: needs != nil)
        let staff = needs.map { StaffRows($0, cities: placement.admission.candidates, pool: pool) }
        self.staff = staff
        self.needs = needs
        let unit = placement.sense == .maximize ? 1 : scenario.policy.kilometersPerCoveredResident
        self.placement = placement
        self.pool = pool
        self.unit = unit
        costs = placement.admission.candidates.enumerated().map { candidate, id in
            let own = placement.territory[id].map { pool.costs(of: $0).map { $0 * unit } } ?? []
            guard let staff else { return own }
            return own.enumerated().map { staff.canStaff($0, [candidate]) ? $1 : .infinity }
        }
        conflicts = placement.conflicts + Self.donorConflicts(placement, pool, costs)
    }

    private static func donorConflicts(
        _ placement: PlacementProblem, _ pool: DonorPool, _ costs: [[Double]]
    ) -> [PolicyConflict] {
        let policy = placement.scenario.policy
        let least = policy.newCenters.lowerBound
        var conflicts: [PolicyConflict] = []
        if pool.capacity < least {
            let refused = pool.refused.sorted { $0.key < $1.key }.map { "\($0.key) refuses \($0.value)" }
            conflicts.append(
                PolicyConflict(
                    rules: ["newCenters", "maximumPerDonor"] + pool.refused.keys.sorted(), subject: nil,
                    message:
                        "\(least) new centres each need a donor, but the admitted hospitals can back \(pool.capacity)"
                        + (refused.isEmpty ? "." : " (\(refused.joined(separator: ", "))).")
                )
            )
        }
        let backed = costs.indices.filter { candidate in costs[candidate].contains(where: \.isFinite) }
        if pool.capacity >= least, backed.count < least, placement.candidateCount >= least {
            conflicts.append(
                PolicyConflict(
                    rules: ["newCenters", "maximumDistanceKilometers", "allowsSameProvince"], subject: nil,
                    message: "\(least) new centres are asked for, but only \(backed.count) of "
                        + "\(placement.candidateCount) candidates have a donor the twinning rules admit."
                )
            )
        }
        let admitted = Set(backed.map { placement.sites[$0] })
        let candidates = Set(placement.admission.candidates)
        for city in policy.requiredHosts.sorted() where candidates.contains(city) && !admitted.contains(city) {
            conflicts.append(
                PolicyConflict(
                    rules: ["requiredHosts", "maximumDistanceKilometers", "allowsSameProvince"],
                    subject: city.rawValue,
                    message:
                        "\(placement.territory.label(city)) is required as a host, but the twinning rules admit no "
                        + "donor for it."
                )
            )
        }
        return conflicts
    }

    /// The siting problem with site prices: opening costs raised by a charge per candidate, candidates without a
    /// donor shut.
    func siting(charge: [Double]) -> NearestSiteProblem {
        var problem = placement.location
        for (candidate, amount) in charge.enumerated() {
            if amount.isFinite {
                problem.openingCosts[candidate] += amount
            } else {
                problem.roles[candidate] = .excluded
            }
        }
        return problem
    }

    /// Cheapest cost of a donor per candidate when classes charge prices; infinite without a donor.
    func siteCharges(prices: [Double]? = nil) -> [Double] {
        costs.map { own in
            guard let prices else { return own.min() ?? .infinity }
            return zip(own, prices).lazy.map { $0 + $1 }.min() ?? .infinity
        }
    }

    /// The cheapest donors for given sites, candidates among them only.
    func donors(for new: [Int]) -> Assignment.Answer {
        let own = new.map { costs[$0] }
        let capacities = pool.classes.map(\.capacity)
        return staff?.assign(new, costs: own, capacities: capacities).answer
            ?? Assignment.priced(costs: own, capacities: capacities)
    }

    /// The plan that opens these sites with these donor classes; `nil` when a centre has no donor.
    func plan(
        new: [Int], classes: [Int?], bound: Double, engine: LocationEngine, termination: Termination,
        statistics: SolveStatistics, coverageRadius: Double, options: LocationOptions
    ) throws -> PlacementPlan? {
        guard !classes.contains(nil) else { return nil }
        let cities = new.compactMap { placement.territory[placement.sites[$0]] }
        let twinning = try TwinningProblem(pool: pool, cities: cities, needs: needs).plan(
            classes, bound: nil, engine: engine, options)
        return placement.plan(
            open: new, bound: bound, engine: engine, termination: termination, statistics: statistics,
            coverageRadius: coverageRadius, pairs: twinning.pairs, countsTwinning: true
        )
    }
}
