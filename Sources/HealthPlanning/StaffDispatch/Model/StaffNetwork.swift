/// The problem over positions: root → donor → donor × discipline → post → institution → sink.
///
/// A *pool* is a donor's staff of one discipline; a post is one discipline of an institution. Only lanes that can carry
/// somebody are kept.
struct StaffNetwork {
    let problem: StaffDispatchProblem
    let disciplines: [String]

    /// Most persons each donor sends in all.
    private(set) var donorCap: [Int] = []
    /// Pools: donor, discipline and persons; those of a donor are consecutive.
    private(set) var poolDonor: [Int32] = []
    private(set) var poolDiscipline: [Int32] = []
    private(set) var poolCap: [Int] = []
    private(set) var poolStart: [Int] = []
    /// Posts: institution, discipline, need, own staff and most persons it takes; those of an institution are consecutive.
    private(set) var postInstitution: [Int32] = []
    private(set) var postDiscipline: [Int32] = []
    private(set) var need: [Int] = []
    private(set) var existing: [Int] = []
    private(set) var open: [Int] = []
    private(set) var postStart: [Int] = []
    /// Institutions that need nobody and take one for the rule of at least one.
    private(set) var isCourtesy: [Bool] = []
    /// Lanes in the order of posts: pool, metres with hardship, and last year's persons; `entry` is the problem's lane.
    private(set) var laneStart: [Int] = []
    private(set) var lanePool: [Int32] = []
    private(set) var lanePost: [Int32] = []
    private(set) var laneCost: [Int] = []
    private(set) var laneEntry: [Int32] = []
    private(set) var lanePrevious: [Int] = []
    /// Lanes by pool.
    private(set) var poolLaneStart: [Int] = []
    private(set) var poolLanes: [Int32] = []

    var donorCount: Int { donorCap.count }
    var poolCount: Int { poolCap.count }
    var postCount: Int { need.count }
    var institutionCount: Int { isCourtesy.count }
    var laneCount: Int { lanePool.count }

    /// O(lanes × disciplines) for a problem without ``StaffDispatchProblem/problems()``.
    init(_ problem: StaffDispatchProblem) {
        self.problem = problem
        var names: Set<String> = []
        for institution in problem.institutions { names.formUnion(institution.posts.keys) }
        disciplines = names.sorted()
        let number = Dictionary(uniqueKeysWithValues: disciplines.enumerated().map { ($1, $0) })
        let width = disciplines.count
        var poolAt = [Int32](repeating: -1, count: problem.donors.count * width)
        for (d, donor) in problem.donors.enumerated() {
            poolStart.append(poolCap.count)
            var sum = 0
            for (s, name) in disciplines.enumerated() {
                let persons = donor.releasable[name] ?? 0
                guard persons > 0 else { continue }
                poolAt[d * width + s] = Int32(poolCap.count)
                poolDonor.append(Int32(d))
                poolDiscipline.append(Int32(s))
                poolCap.append(persons)
                sum += persons
            }
            donorCap.append(min(sum, donor.jointLimit ?? sum))
        }
        poolStart.append(poolCap.count)
        for (c, institution) in problem.institutions.enumerated() {
            postStart.append(need.count)
            let posts = institution.posts.map { (number[$0.key] ?? 0, $0.value) }.sorted { $0.0 < $1.0 }
            let isCourtesy = institution.needsOne && posts.allSatisfy { $0.1.need <= $0.1.existing }
            self.isCourtesy.append(isCourtesy)
            for (s, post) in posts {
                postInstitution.append(Int32(c))
                postDiscipline.append(Int32(s))
                need.append(post.need)
                existing.append(post.existing)
                open.append(isCourtesy ? 1 : max(0, post.need - post.existing))
            }
        }
        postStart.append(need.count)
        addLanes(poolAt, width)
    }

    private mutating func addLanes(_ poolAt: [Int32], _ width: Int) {
        let donorAt = Dictionary(uniqueKeysWithValues: problem.donors.enumerated().map { ($1.id, $0) })
        let institutionAt = Dictionary(uniqueKeysWithValues: problem.institutions.enumerated().map { ($1.id, $0) })
        var kept: [StaffDispatchProblem.Posting: Int] = [:]
        for posting in problem.previous {
            var key = posting
            key.persons = 0
            kept[key] = posting.persons
        }
        var byInstitution = [[Int32]](repeating: [], count: institutionCount)
        var donorOf: [Int] = []
        donorOf.reserveCapacity(problem.lanes.count)
        for (index, lane) in problem.lanes.enumerated() {
            donorOf.append(donorAt[lane.donor] ?? 0)
            if let c = institutionAt[lane.institution] { byInstitution[c].append(Int32(index)) }
        }
        for c in 0..<institutionCount {
            let own = byInstitution[c].sorted {
                let (a, b) = (problem.lanes[Int($0)], problem.lanes[Int($1)])
                return (a.meters + a.hardship, $0) < (b.meters + b.hardship, $1)
            }
            for post in postStart[c]..<postStart[c + 1] {
                laneStart.append(lanePool.count)
                guard open[post] > 0 else { continue }
                for entry in own {
                    let donor = donorOf[Int(entry)]
                    let pool = poolAt[donor * width + Int(postDiscipline[post])]
                    guard pool >= 0, donorCap[donor] > 0 else { continue }
                    let lane = problem.lanes[Int(entry)]
                    lanePool.append(pool)
                    lanePost.append(Int32(post))
                    laneCost.append(lane.meters + lane.hardship)
                    laneEntry.append(entry)
                    guard !kept.isEmpty else {
                        lanePrevious.append(0)
                        continue
                    }
                    let key = StaffDispatchProblem.Posting(
                        donor: lane.donor, institution: lane.institution,
                        discipline: disciplines[Int(postDiscipline[post])], persons: 0)
                    lanePrevious.append(kept[key] ?? 0)
                }
            }
        }
        laneStart.append(lanePool.count)
        poolLaneStart = [Int](repeating: 0, count: poolCount + 1)
        for pool in lanePool { poolLaneStart[Int(pool) + 1] += 1 }
        for pool in 0..<poolCount { poolLaneStart[pool + 1] += poolLaneStart[pool] }
        poolLanes = [Int32](repeating: 0, count: laneCount)
        var next = poolLaneStart
        for lane in 0..<laneCount {
            let pool = Int(lanePool[lane])
            poolLanes[next[pool]] = Int32(lane)
            next[pool] += 1
        }
    }

    /// Posts of an institution.
    func posts(of institution: Int) -> Range<Int> { postStart[institution]..<postStart[institution + 1] }
    /// Lanes into a post, nearest first.
    func lanes(into post: Int) -> Range<Int> { laneStart[post]..<laneStart[post + 1] }
    /// Lanes out of a pool.
    func lanes(from pool: Int) -> ArraySlice<Int32> { poolLanes[poolLaneStart[pool]..<poolLaneStart[pool + 1]] }
    /// Pools of a donor.
    func pools(of donor: Int) -> Range<Int> { poolStart[donor]..<poolStart[donor + 1] }

    /// Whether a post has a need that some donor's staff reaches.
    func isReachable(_ post: Int) -> Bool { !lanes(into: post).isEmpty }
}
