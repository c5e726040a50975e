import LinearOptimization

/// Medics by discipline from donors to the centres they back.
///
/// A linear program: x_ps ≥ 0 medics of discipline s for pair p, Σ_ps x over the pairs of a donor ≤ what it can
/// release, x_ps + short_ps = need_s, least Σ short. Donors supply, posts demand, so a corner solution is whole.
struct Staffing {
    /// A donor that backs a centre.
    struct Pair {
        var donor: Hospital
        var center: CityID
    }

    let policy: TwinningPolicy
    let pairs: [Pair]

    /// Medics sent per pair and discipline.
    typealias Medics = [[Discipline: Int]]

    /// Disciplines in the order of their names, so that answers repeat.
    private var disciplines: [Discipline] { policy.medicsPerCenter.keys.sorted { $0.rawValue < $1.rawValue } }

    /// In pure Swift: every donor fills its posts in turn.
    ///
    /// Optimal, as each post has a single donor.
    func fill() -> Medics {
        var left: [HospitalID: Int] = [:]
        return pairs.map { pair in
            var sent: [Discipline: Int] = [:]
            for discipline in disciplines where pair.donor.disciplines.contains(discipline) {
                let free = left[pair.donor.id] ?? policy.releasable(pair.donor.tier)
                let count = min(free, policy.medicsPerCenter[discipline] ?? 0)
                left[pair.donor.id] = free - count
                if count > 0 { sent[discipline] = count }
            }
            return sent
        }
    }

    /// As a linear program; in pure Swift where it is not proven.
    ///
    /// - Throws: ``SolverError`` when the solver breaks.
    func solve(with solver: any Solver, _ options: SolveOptions) throws(SolverError) -> Medics {
        let disciplines = disciplines
        guard !pairs.isEmpty, !disciplines.isEmpty else { return fill() }
        var model = Model("staffing")
        let sent = model.addVariables(rows: pairs.count, columns: disciplines.count)
        var byDonor: [HospitalID: LinearExpression] = [:]
        var shortage = LinearExpression()
        for (p, pair) in pairs.enumerated() {
            for (s, discipline) in disciplines.enumerated() {
                let need = policy.medicsPerCenter[discipline] ?? 0
                let most = pair.donor.disciplines.contains(discipline) ? Double(need) : 0
                model.setBounds(of: sent[p, s], atLeast: 0, atMost: most)
                shortage.add(-1, sent[p, s])
                shortage.constant += Double(need)
                byDonor[pair.donor.id, default: LinearExpression()].add(1, sent[p, s])
            }
        }
        for pair in pairs {
            guard let total = byDonor.removeValue(forKey: pair.donor.id) else { continue }
            model.add(total <= Double(policy.releasable(pair.donor.tier)), pair.donor.id.rawValue)
        }
        model.minimize(shortage)
        let result = try solver.solve(model, options: options)
        guard result.termination.isOptimal, let solution = result.solution else { return fill() }
        return pairs.indices.map { p in
            var own: [Discipline: Int] = [:]
            for (s, discipline) in disciplines.enumerated() {
                let value = solution[sent[p, s]].rounded()
                if value > 0, value < 1e9 { own[discipline] = Int(value) }
            }
            return own
        }
    }

    /// What a centre needs and is not sent.
    func shortages(_ medics: [Discipline: Int]) -> [Discipline: Int] {
        policy.medicsPerCenter.reduce(into: [:]) { result, need in
            let missing = need.value - (medics[need.key] ?? 0)
            if missing > 0 { result[need.key] = missing }
        }
    }
}
