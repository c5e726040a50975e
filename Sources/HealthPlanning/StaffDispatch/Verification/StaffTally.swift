/// What a plan says, added up by donor, pool and post from the data alone.
struct StaffTally {
    typealias Check = VerificationReport.Check

    /// A donor's discipline, or an institution's.
    struct Key: Hashable {
        var place: Int
        var discipline: String
    }

    /// A posting by position.
    struct Sent {
        var donor: Int
        var institution: Int
        var discipline: String
        var persons: Int
        var lane: StaffDispatchProblem.Lane
    }

    let problem: StaffDispatchProblem
    private(set) var sent: [Sent] = []
    private(set) var byDonor: [Int]
    private(set) var byPool: [Key: Int] = [:]
    private(set) var byPost: [Key: Int] = [:]
    private(set) var byInstitution: [Int]
    private let donorAt: [StaffDonorID: Int]
    let institutionAt: [InstitutionID: Int]

    init(_ problem: StaffDispatchProblem) {
        self.problem = problem
        byDonor = problem.donors.map { _ in 0 }
        byInstitution = problem.institutions.map { _ in 0 }
        donorAt = Dictionary(uniqueKeysWithValues: problem.donors.enumerated().map { ($1.id, $0) })
        institutionAt = Dictionary(uniqueKeysWithValues: problem.institutions.enumerated().map { ($1.id, $0) })
    }

    /// The pair's ends by position.
    func ends(_ lane: StaffDispatchProblem.Lane) -> (donor: Int, institution: Int)? {
        guard let donor = donorAt[lane.donor], let institution = institutionAt[lane.institution] else { return nil }
        return (donor, institution)
    }

    /// Adds up the postings; everything malformed fails the one check returned.
    mutating func read(_ plan: StaffDispatchPlan) -> [Check] {
        var wrong: [String] = []
        var lanes: [[String]: StaffDispatchProblem.Lane] = [:]
        for lane in problem.lanes { lanes[[lane.donor.rawValue, lane.institution.rawValue]] = lane }
        var seen: Set<[String]> = []
        for posting in plan.postings {
            let pair = [posting.donor.rawValue, posting.institution.rawValue]
            let name = "\(pair[0]) → \(pair[1]), \(posting.discipline)"
            guard let lane = lanes[pair], let ends = ends(lane) else {
                wrong.append("\(name): no such pair within reach")
                continue
            }
            guard (1...1_000_000_000).contains(posting.persons) else {
                wrong.append("\(name): \(posting.persons) persons")
                continue
            }
            guard problem.institutions[ends.institution].posts[posting.discipline] != nil else {
                wrong.append("\(name): the institution has no such post")
                continue
            }
            if !seen.insert(pair + [posting.discipline]).inserted { wrong.append("\(name) appears twice") }
            sent.append(
                Sent(
                    donor: ends.donor, institution: ends.institution, discipline: posting.discipline,
                    persons: posting.persons, lane: lane))
            byDonor[ends.donor] += posting.persons
            byInstitution[ends.institution] += posting.persons
            byPool[Key(place: ends.donor, discipline: posting.discipline), default: 0] += posting.persons
            byPost[Key(place: ends.institution, discipline: posting.discipline), default: 0] += posting.persons
        }
        return [Self.check("staff: postings", wrong, "\(plan.postings.count) postings on lanes within reach")]
    }

    /// Most persons a post takes: what it lacks, or one where an institution lacks nothing and asks for one.
    func room(_ institution: Int, _ post: StaffDispatchProblem.Post) -> Int {
        let own = problem.institutions[institution]
        if own.needsOne && own.posts.values.allSatisfy({ $0.need <= $0.existing }) { return 1 }
        return max(0, post.need - post.existing)
    }

    /// No donor, discipline, post, pair or rule is overdrawn.
    func limits() -> [Check] {
        var wrong: [String] = []
        for (index, donor) in problem.donors.enumerated() {
            if let limit = donor.jointLimit, byDonor[index] > limit {
                wrong.append("\(donor.id) sends \(byDonor[index]), its joint limit is \(limit)")
            }
        }
        for (key, persons) in byPool where persons > problem.donors[key.place].releasable[key.discipline] ?? 0 {
            wrong.append("\(problem.donors[key.place].id) sends \(persons) of \(key.discipline)")
        }
        for (key, persons) in byPost {
            let institution = problem.institutions[key.place]
            if let post = institution.posts[key.discipline], persons > room(key.place, post) {
                wrong.append("\(institution.id) receives \(persons) of \(key.discipline)")
            }
        }
        for (index, institution) in problem.institutions.enumerated()
        where institution.posts.values.allSatisfy({ $0.need <= $0.existing }) && byInstitution[index] > 1 {
            wrong.append("\(institution.id) needs nobody and receives \(byInstitution[index])")
        }
        return [Self.check("staff: limits", wrong, "\(byDonor.reduce(0, +)) persons within all limits")] + rules()
    }

    private func rules() -> [Check] {
        var wrong: [String] = []
        var byPair: [[Int]: Int] = [:]
        var senior: [Int: Int] = [:]
        var leads: [Int: Set<Int>] = [:]
        for posting in sent {
            byPair[[posting.donor, posting.institution], default: 0] += posting.persons
            leads[posting.institution, default: []].insert(posting.donor)
            if problem.seniority?.disciplines.contains(posting.discipline) ?? false {
                senior[posting.institution, default: 0] += posting.persons
            }
        }
        for posting in sent {
            if let limit = posting.lane.pairLimit, byPair[[posting.donor, posting.institution]] ?? 0 > limit {
                wrong.append("\(posting.lane.donor) → \(posting.lane.institution) exceeds the pair limit \(limit)")
            }
        }
        if let rule = problem.seniority {
            for (index, persons) in byInstitution.enumerated() where 100 * (senior[index] ?? 0) < rule.percent * persons
            {
                wrong.append("\(problem.institutions[index].id) has too few seniors")
            }
        }
        if problem.hasOneDonorPerInstitution {
            for (index, donors) in leads where donors.count > 1 {
                wrong.append("\(problem.institutions[index].id) has \(donors.count) donors")
            }
        }
        return [Self.check("staff: rules", wrong, "pair limits, seniority and leads are kept")]
    }

    static func check(_ name: String, _ wrong: [String], _ right: String) -> Check {
        Check(
            name: name, passed: wrong.isEmpty, detail: wrong.isEmpty ? right : wrong.prefix(5).joined(separator: "; "))
    }
}
