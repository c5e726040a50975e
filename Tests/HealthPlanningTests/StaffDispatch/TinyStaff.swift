import HealthPlanning
import _TestSupport

/// Small seeded staff dispatches, and the best of all plans by enumeration.
enum TinyStaff {
    typealias Problem = StaffDispatchProblem

    /// One to `donors` donors, one to `institutions` institutions, up to three disciplines, some pairs out of reach.
    static func problem(seed: UInt64, donors: Int = 4, institutions: Int = 5, need: Int = 6) -> Problem {
        var generator = SeededGenerator(seed: seed)
        func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
        let disciplines = Array(["a", "b", "c"].prefix(random(1...3)))
        let largest = random(1...need)
        let donors = (0..<random(1...donors)).map { index in
            Problem.Donor(
                id: .init("D\(index)"),
                releasable: Dictionary(uniqueKeysWithValues: disciplines.map { ($0, random(0...3)) }),
                jointLimit: random(0...1) == 0 ? random(0...5) : nil)
        }
        let institutions = (0..<random(1...institutions)).map { index in
            var posts = [disciplines[0]: Problem.Post(need: random(0...largest))]
            for discipline in disciplines where random(0...3) > 0 {
                posts[discipline] = .init(need: random(0...largest), existing: random(0...2) == 0 ? random(0...2) : 0)
            }
            return Problem.Institution(
                id: .init("I\(index)"), posts: posts, residents: random(0...50_000), needsOne: random(0...4) > 0)
        }
        var lanes: [Problem.Lane] = []
        for donor in donors {
            for institution in institutions where random(0...9) < 6 {
                lanes.append(
                    .init(
                        donor: donor.id, institution: institution.id, meters: random(0...20) * 1_000,
                        hardship: random(0...2) * 500))
            }
        }
        var previous: [Problem.Posting] = []
        for lane in lanes where random(0...2) == 0 {
            previous.append(
                .init(
                    donor: lane.donor, institution: lane.institution,
                    discipline: disciplines[random(0...disciplines.count - 1)],
                    persons: random(0...2)))
        }
        return Problem(
            donors: donors, institutions: institutions, lanes: lanes, previous: previous,
            changePrice: random(0...2) == 0 ? 700 : 0,
            lastAims: random(0...1) == 0 ? .travelThenChange : .changeThenTravel)
    }

    /// Values of all aims, in the order they are compared, smaller being better.
    static func key(_ problem: Problem, _ plan: StaffDispatchPlan) -> [Double] {
        let last: [StaffDispatchPlan.Aim] =
            problem.lastAims == .travelThenChange ? [.travel, .change] : [.change, .travel]
        return [Double(plan.value(.nobodyAtZero)), -plan.worstShare.value]
            + ([.fairness, .shortage] + last).map { Double(plan.value($0)) }
    }

    /// The best key over every whole-number plan; `nil` when there are more than `limit` combinations.
    static func best(_ problem: Problem, limit: Int = 40_000) -> [Double]? {
        var choices: [(lane: Problem.Lane, discipline: String, most: Int)] = []
        var combinations = 1
        for lane in problem.lanes {
            guard let donor = problem.donors.first(where: { $0.id == lane.donor }),
                let institution = problem.institutions.first(where: { $0.id == lane.institution })
            else { continue }
            let isFull = institution.posts.values.allSatisfy { $0.need <= $0.existing }
            for (discipline, post) in institution.posts.sorted(by: { $0.key < $1.key }) {
                let room = isFull ? (institution.needsOne ? 1 : 0) : max(0, post.need - post.existing)
                let most = min(room, donor.releasable[discipline] ?? 0, donor.jointLimit ?? room)
                guard most > 0 else { continue }
                choices.append((lane, discipline, most))
                combinations *= most + 1
                if combinations > limit { return nil }
            }
        }
        var best: [Double]?
        var counts = [Int](repeating: 0, count: choices.count)
        while true {
            if let key = key(problem, choices, counts), best.map({ key.lexicographicallyPrecedes($0) }) ?? true {
                best = key
            }
            var index = 0
            while index < counts.count, counts[index] == choices[index].most {
                counts[index] = 0
                index += 1
            }
            if index == counts.count { return best }
            counts[index] += 1
        }
    }

    private static func key(
        _ problem: Problem, _ choices: [(lane: Problem.Lane, discipline: String, most: Int)], _ counts: [Int]
    ) -> [Double]? {
        var pool: [String: Int] = [:]
        var donor: [StaffDonorID: Int] = [:]
        var post: [String: Int] = [:]
        var institution: [InstitutionID: Int] = [:]
        var senior: [InstitutionID: Int] = [:]
        var pair: [String: Int] = [:]
        var leads: [InstitutionID: Set<StaffDonorID>] = [:]
        var travel = 0
        var change = 0
        for (choice, count) in zip(choices, counts) where count > 0 {
            let lane = choice.lane
            pool["\(lane.donor) \(choice.discipline)", default: 0] += count
            donor[lane.donor, default: 0] += count
            post["\(lane.institution) \(choice.discipline)", default: 0] += count
            institution[lane.institution, default: 0] += count
            pair["\(lane.donor) \(lane.institution)", default: 0] += count
            leads[lane.institution, default: []].insert(lane.donor)
            if problem.seniority?.disciplines.contains(choice.discipline) ?? false {
                senior[lane.institution, default: 0] += count
            }
            if let limit = lane.pairLimit, pair["\(lane.donor) \(lane.institution)"] ?? 0 > limit { return nil }
            let kept = problem.previous.first {
                $0.donor == lane.donor && $0.institution == lane.institution && $0.discipline == choice.discipline
            }
            let beyond = max(0, count - (kept?.persons ?? 0))
            travel += count * (lane.meters + lane.hardship) + beyond * problem.changePrice
            change += beyond
        }
        for own in problem.donors {
            if donor[own.id, default: 0] > own.jointLimit ?? .max { return nil }
            for (discipline, most) in own.releasable where pool["\(own.id) \(discipline)", default: 0] > most {
                return nil
            }
        }
        var zero = 0
        var worst = 1.0
        var fairness = 0
        var shortage = 0
        for own in problem.institutions {
            if own.needsOne && institution[own.id, default: 0] == 0 { zero += 1 }
            if own.posts.values.allSatisfy({ $0.need <= $0.existing }) && institution[own.id, default: 0] > 1 {
                return nil
            }
            if let rule = problem.seniority,
                100 * senior[own.id, default: 0] < rule.percent * institution[own.id, default: 0]
            {
                return nil
            }
            if problem.hasOneDonorPerInstitution && leads[own.id, default: []].count > 1 { return nil }
            for (discipline, need) in own.posts {
                let sent = post["\(own.id) \(discipline)", default: 0]
                let missing = max(0, need.need - need.existing - sent)
                if sent > max(0, need.need - need.existing), need.need > need.existing { return nil }
                guard missing > 0 else { continue }
                shortage += missing
                for k in 1...missing { fairness += 1_000_000 * (2 * k - 1) / need.need }
                let isReached = problem.lanes.contains { lane in
                    lane.institution == own.id
                        && problem.donors.contains {
                            $0.id == lane.donor && $0.releasable[discipline] ?? 0 > 0 && $0.jointLimit ?? 1 > 0
                        }
                }
                if isReached { worst = min(worst, Double(need.need - missing) / Double(need.need)) }
            }
        }
        let last = problem.lastAims == .travelThenChange ? [travel, change] : [change, travel]
        return [Double(zero), -worst] + ([fairness, shortage] + last).map(Double.init)
    }
}
