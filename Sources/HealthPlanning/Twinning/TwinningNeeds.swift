/// Medics that differ by centre and discipline, and by donor and discipline (P9, P22).
///
/// With them a donor backs a centre only when it can release everybody the centre needs, and all the centres it backs
/// only within what it can release of each discipline: rows Σ_j need_js z_hj ≤ releasable_hs, z binary.
public struct TwinningNeeds: Sendable, Hashable {
    /// Medics each centre needs by discipline; centres left out need ``TwinningPolicy/medicsPerCenter``.
    public var medics: [CityID: [Discipline: Int]]
    /// Medics each hospital can release by discipline; hospitals left out back no centre that needs anyone.
    public var releasable: [HospitalID: [Discipline: Int]]

    /// Creates needs.
    public init(medics: [CityID: [Discipline: Int]] = [:], releasable: [HospitalID: [Discipline: Int]]) {
        self.medics = medics
        self.releasable = releasable
    }
}

/// Staff rows of a joint problem over candidates and donor classes, one hospital each.
struct StaffRows: Sendable {
    /// Medics needed by candidate and discipline.
    let needs: [[Int]]
    /// Medics releasable by class and discipline.
    let releasable: [[Int]]

    init(_ needs: TwinningNeeds, cities: [CityID], pool: DonorPool) {
        let disciplines = Discipline.allCases
        self.needs = cities.map { city in
            let own = needs.medics[city] ?? pool.policy.medicsPerCenter
            return disciplines.map { max(0, own[$0] ?? 0) }
        }
        releasable = pool.classes.map { donor in
            let own = donor.members.first.flatMap { needs.releasable[$0.hospital.id] } ?? [:]
            return disciplines.map { max(0, own[$0] ?? 0) }
        }
    }

    /// Whether a class can staff some candidates together.
    func canStaff(_ donors: Int, _ candidates: [Int]) -> Bool {
        releasable[donors].indices.allSatisfy { discipline in
            let most = releasable[donors][discipline]
            var left = most
            for candidate in candidates {
                guard needs[candidate][discipline] <= left else { return false }
                left -= needs[candidate][discipline]
            }
            return true
        }
    }

    /// Cheapest donors for some candidates within the staff rows, as many centres as possible first.
    ///
    /// An assignment without the rows; where a donor then breaks one, one of its pairs must go: a branch each. The
    /// relaxed assignment bounds every branch. Prices are the first assignment's, which bound all.
    ///
    /// - Returns: the answer, and whether it is proven cheapest; beyond `limit` branches it may not be.
    func assign(
        _ candidates: [Int], costs: [[Double]], capacities: [Int], limit: Int = 2_000
    ) -> (answer: Assignment.Answer, isProven: Bool) {
        let root = Assignment.priced(costs: costs, capacities: capacities)
        var best: (missing: Int, cost: Double, columns: [Int?])?
        var stack = [costs]
        var solved = 0
        while let own = stack.popLast() {
            guard solved < limit else {
                let columns = best?.columns ?? candidates.map { _ in nil }
                return (Assignment.Answer(columns: columns, prices: root.prices), false)
            }
            solved += 1
            let columns = solved == 1 ? root.columns : Assignment.solve(costs: own, capacities: capacities)
            let missing = columns.count { $0 == nil }
            var cost = 0.0
            for (row, column) in columns.enumerated() { if let column { cost += own[row][column] } }
            if let best, (missing, cost) >= (best.missing, best.cost) { continue }
            guard let conflict = conflict(candidates, columns) else {
                best = (missing, cost, columns)
                continue
            }
            for row in conflict.rows {
                var next = own
                next[row][conflict.donors] = .infinity
                stack.append(next)
            }
        }
        let columns = best?.columns ?? candidates.map { _ in nil }
        return (Assignment.Answer(columns: columns, prices: root.prices), true)
    }

    /// A donor that cannot staff all it was given, with a smallest set of its rows that is already too much.
    private func conflict(_ candidates: [Int], _ columns: [Int?]) -> (donors: Int, rows: [Int])? {
        for donors in Set(columns.compactMap(\.self)).sorted() {
            var rows = columns.indices.filter { columns[$0] == donors }
            guard !canStaff(donors, rows.map { candidates[$0] }) else { continue }
            for row in rows {
                let fewer = rows.filter { $0 != row }
                if !canStaff(donors, fewer.map { candidates[$0] }) { rows = fewer }
            }
            return (donors, rows)
        }
        return nil
    }
}

extension JointProblem {
    /// The cheapest pair that is still free, again and again; the cheapest assignment where that leaves someone over.
    func greedyDonors(for new: [Int]) -> [Int?] {
        let own = new.map { costs[$0] }
        let capacities = pool.classes.map(\.capacity)
        guard let staff else { return Assignment.greedy(costs: own, capacities: capacities) }
        var columns: [Int?] = new.map { _ in nil }
        let pairs = own.enumerated().flatMap { row, costs in
            costs.enumerated().filter(\.element.isFinite).map { (row: row, column: $0.offset, cost: $0.element) }
        }
        for pair in pairs.sorted(by: { ($0.cost, $0.row, $0.column) < ($1.cost, $1.row, $1.column) })
        where columns[pair.row] == nil {
            let others = columns.indices.filter { columns[$0] == pair.column }
            if others.count < capacities[pair.column],
                staff.canStaff(pair.column, (others + [pair.row]).map { new[$0] })
            {
                columns[pair.row] = pair.column
            }
        }
        return columns.contains(nil) ? donors(for: new).columns : columns
    }

    /// Checks the donors of a plan against the needs given, from hospitals and centres alone.
    ///
    /// Every centre has one donor that may back it, sends exactly what the centre needs, and no donor sends more of a
    /// discipline, or backs more centres, than it can.
    public func staffChecks(_ plan: PlacementPlan) -> [VerificationReport.Check] {
        guard let needs else { return [] }
        let policy = placement.scenario.twinning
        var wrong: [String] = []
        var sent: [HospitalID: [Discipline: Int]] = [:]
        var backed: [HospitalID: Int] = [:]
        for center in plan.newCenters {
            guard let donor = center.donor else {
                wrong.append("\(center.city) has no donor")
                continue
            }
            let wanted = (needs.medics[center.city] ?? policy.medicsPerCenter).filter { $0.value > 0 }
            if center.medics != wanted { wrong.append("\(center.city) is not sent what it needs") }
            backed[donor, default: 0] += 1
            for (discipline, count) in center.medics { sent[donor, default: [:]][discipline, default: 0] += count }
        }
        for (donor, count) in backed where count > policy.maximumPerDonor { wrong.append("\(donor) backs \(count)") }
        for (donor, own) in sent {
            for (discipline, count) in own where count > needs.releasable[donor]?[discipline] ?? 0 {
                wrong.append("\(donor) sends \(count) of \(discipline.rawValue)")
            }
        }
        return [
            .init(
                name: "staff by discipline", passed: wrong.isEmpty,
                detail: wrong.isEmpty
                    ? "\(plan.newCenters.count) centres staffed in full" : wrong.sorted().joined(separator: "; "))
        ]
    }
}
