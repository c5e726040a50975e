/// A dispatch problem in numbers: what each county's staff can serve, what each county needs, who reaches whom.
///
/// Counties are addressed by position in the territory. Distances are whole metres, so that plans and their proofs
/// can be checked exactly.
struct DispatchInstance {
    /// County identifiers.
    let counties: [CountyID]
    /// Community-level institutions per county.
    let institutions: [Int]
    /// Institutions the releasable staff of a county's hospitals can serve.
    let capacities: [Int]
    /// Lanes into county j: `starts[j] ..< starts[j + 1]`, nearest first (own county first).
    let starts: [Int]
    /// Sending county per lane.
    let senders: [Int32]
    /// Road-like distance per lane in metres; 0 within a county.
    let meters: [Int32]
    /// Full-time equivalents one institution takes.
    let fullTimeEquivalentsPerInstitution: Double
    /// Visits a year at one institution.
    let visitsPerYearAndInstitution: Double
    /// How an unavoidable shortage is shared out.
    let fairness: DispatchFairness
    /// What was assumed about incomplete data.
    let notes: [String]

    var countyCount: Int { counties.count }
    var laneCount: Int { senders.count }
    var institutionCount: Int { institutions.reduce(0, +) }

    func lanes(into county: Int) -> Range<Int> { starts[county]..<starts[county + 1] }

    /// Metres one institution without anyone weighs.
    ///
    /// If a plan leaves one more institution without anyone than it must, staff can be rearranged along a chain that
    /// enters every county at most once, each time over at most the longest lane. Such a chain adds less travel than
    /// this weight, so the least weighted sum leaves the fewest institutions without anyone.
    var shortageWeight: Int64 {
        let receiving = institutions.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        // One metre more per lane than the longest makes up for the rounding to metres.
        return Int64(receiving) * (Int64(meters.max() ?? 0) + 1) + 1
    }
}

extension DispatchInstance {
    /// Reads a territory under a policy.
    ///
    /// - Throws: ``PlanningError`` with every problem of either.
    init(territory: Territory, policy: DispatchPolicy) throws(PlanningError) {
        let problems = policy.problems() + territory.dispatchProblems()
        guard problems.isEmpty else { throw PlanningError(problems) }

        let counties = territory.counties
        var institutions = [Int](repeating: 0, count: counties.count)
        let byProvince = Dictionary(grouping: counties.indices) { counties[$0].province }
        for province in territory.provinces {
            let members = byProvince[province.id] ?? []
            let parts = Apportionment.largestRemainders(
                of: province.communityInstitutions, weights: members.map { counties[$0].population })
            for (index, part) in zip(members, parts) { institutions[index] = part }
        }
        let perWorker =
            policy.hospitalShare * policy.releasableShare * policy.workingDaysPerWeek / policy.presenceDaysPerWeek
        let capacities = counties.map { county in
            // A hair's breadth up, so that 0.1 × 30 serves 3 institutions, not 2.
            let served = Double(county.healthWorkers ?? 0) * perWorker * (1 + 1e-12) + 1e-9
            return served < 1e9 ? Int(served) : 1_000_000_000
        }
        let lanes = ReachableLanes(
            counties.map(\.location), reach: policy.reachKilometers, sends: capacities.map { $0 > 0 },
            receives: institutions.map { $0 > 0 })

        self.counties = counties.map(\.id)
        self.institutions = institutions
        self.capacities = capacities
        starts = lanes.starts
        senders = lanes.senders
        meters = lanes.meters
        fullTimeEquivalentsPerInstitution = policy.presenceDaysPerWeek / policy.workingDaysPerWeek
        visitsPerYearAndInstitution = policy.presenceDaysPerWeek / policy.daysPerVisit * 52
        fairness = policy.fairness
        notes = Self.notes(on: counties)
    }

    private static func notes(on counties: [County]) -> [String] {
        let unknown = counties.filter { $0.healthWorkers == nil }
        guard !unknown.isEmpty else { return [] }
        let residents = unknown.reduce(0) { $0 + $1.population }
        return [
            "\(unknown.count) counties with \(residents) residents have no estimate of health workers; "
                + "they are taken to send nobody."
        ]
    }
}
