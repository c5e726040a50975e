internal import LinearOptimization

extension StaffTally {
    /// Every aim's value, shortages and institutions at zero are those of the postings.
    func values(_ plan: StaffDispatchPlan) -> [Check] {
        var wrong: [String] = []
        var reached: Set<Key> = []
        for lane in problem.lanes {
            guard let ends = ends(lane) else { continue }
            for (discipline, persons) in problem.donors[ends.donor].releasable
            where persons > 0 && problem.donors[ends.donor].jointLimit ?? 1 > 0 {
                reached.insert(Key(place: ends.institution, discipline: discipline))
            }
        }
        var zero: Set<InstitutionID> = []
        var missing: [Key: Int] = [:]
        var fairness = 0
        var worst: (there: Int, need: Int) = (1, 1)
        for (index, institution) in problem.institutions.enumerated() {
            if institution.needsOne && byInstitution[index] == 0 { zero.insert(institution.id) }
            for (discipline, post) in institution.posts {
                let key = Key(place: index, discipline: discipline)
                let there = post.existing + (byPost[key] ?? 0)
                guard there < post.need else { continue }
                missing[key] = post.need - there
                for k in 1...(post.need - there) { fairness += 1_000_000 * (2 * k - 1) / post.need }
                if reached.contains(key), there * worst.need < worst.there * post.need { worst = (there, post.need) }
            }
        }
        if Set(plan.atZero) != zero || plan.atZero.count != zero.count { wrong.append("institutions at zero differ") }
        if plan.worstShare != StaffRatio(worst.there, worst.need) { wrong.append("worst share \(plan.worstShare)") }
        var listed: [Key: Int] = [:]
        for shortage in plan.shortages {
            guard let index = institutionAt[shortage.institution] else { continue }
            let key = Key(place: index, discipline: shortage.discipline)
            listed[key] = shortage.missing
            if shortage.isOutOfReach == reached.contains(key) { wrong.append("reach of \(shortage.institution)") }
        }
        if listed != missing || listed.count != plan.shortages.count { wrong.append("shortages differ") }
        let (travel, change) = costs()
        let expected: [StaffDispatchPlan.Aim: Int] = [
            .nobodyAtZero: zero.count, .worstShare: 1_000 * worst.there / worst.need, .fairness: fairness,
            .shortage: missing.values.reduce(0, +), .travel: travel, .change: change,
        ]
        if plan.levels.map(\.aim) != StaffDispatchPlan.Aim.allCases { wrong.append("aims are missing") }
        for level in plan.levels where level.value != expected[level.aim] {
            wrong.append("\(level.aim.rawValue) is \(expected[level.aim] ?? 0), not \(level.value)")
        }
        for level in plan.levels where plan.termination.isOptimal && !level.isProven {
            wrong.append("optimal is claimed, \(level.aim.rawValue) is not proven")
        }
        return [Self.check("staff: values", wrong, "all sums agree to the person and the metre")]
    }

    /// Metres with hardship and price of change, and persons beyond last year's.
    private func costs() -> (travel: Int, change: Int) {
        var last: [[String]: Int] = [:]
        for posting in problem.previous {
            last[[posting.donor.rawValue, posting.institution.rawValue, posting.discipline]] = posting.persons
        }
        var travel = 0
        var change = 0
        for posting in sent {
            let key = [posting.lane.donor.rawValue, posting.lane.institution.rawValue, posting.discipline]
            let beyond = max(0, posting.persons - (last[key] ?? 0))
            travel += posting.persons * (posting.lane.meters + posting.lane.hardship) + beyond * problem.changePrice
            change += beyond
        }
        return (travel, change)
    }
}
