/// Proves a plan's levels from its prices: whatever other plan there is, moving to it costs at least nothing.
///
/// The plan is a whole-number flow root → donor → discipline → post → institution → sink. A flow is best for a cost when
/// prices exist under which no arc with room has a negative reduced cost and no arc in use a positive one (weak duality).
/// Here every cost and price is a pair (fairness, travel) compared in that order. Persons a post must keep for the worst
/// share are taken as given, since each of them is needed for it; covering an institution is worth
/// ``StaffDispatchPlan/Certificate/coverage``, so the proof holds for all plans that cover as many.
struct StaffProof {
    private typealias Certificate = StaffDispatchPlan.Certificate
    private let problem: StaffDispatchProblem
    private let tally: StaffTally
    private let certificate: StaffDispatchPlan.Certificate
    private var wrong: [String] = []

    init(_ problem: StaffDispatchProblem, _ tally: StaffTally, _ certificate: StaffDispatchPlan.Certificate) {
        self.problem = problem
        self.tally = tally
        self.certificate = certificate
    }

    /// A reduced cost.
    private struct Pair: Comparable {
        var fairness: Int128
        var travel: Int128
        static func < (a: Self, b: Self) -> Bool { (a.fairness, a.travel) < (b.fairness, b.travel) }
        static let zero = Pair(fairness: 0, travel: 0)
    }

    /// Checks all arcs; each may fail by name.
    func check(_ plan: StaffDispatchPlan) -> StaffTally.Check {
        var proof = self
        proof.checkAll(plan)
        return StaffTally.check("staff: proof", proof.wrong, "no move improves the plan at the given prices")
    }

    private mutating func require(
        _ name: @autoclosure () -> String, from: Certificate.Price, to: Certificate.Price,
        fairness: Int = 0, travel: Int = 0, canRise: Bool, canFall: Bool
    ) {
        let reduced = Pair(
            fairness: Int128(fairness) + Int128(from.fairness) - Int128(to.fairness),
            travel: Int128(travel) + Int128(from.travel) - Int128(to.travel))
        if canRise && reduced < .zero || canFall && reduced > .zero { wrong.append(name()) }
    }

    private mutating func checkAll(_ plan: StaffDispatchPlan) {
        let (problem, tally, certificate) = (problem, tally, certificate)
        let names = Set(problem.institutions.flatMap(\.posts.keys)).sorted()
        let posts = problem.institutions.reduce(0) { $0 + $1.posts.count }
        let poolKeys = problem.donors.enumerated().flatMap { index, donor in
            names.filter { donor.releasable[$0] ?? 0 > 0 }.map { StaffTally.Key(place: index, discipline: $0) }
        }
        guard certificate.donors.count == problem.donors.count, certificate.pools.count == poolKeys.count,
            certificate.posts.count == posts, certificate.least.count == posts,
            certificate.institutions.count == problem.institutions.count
        else {
            wrong.append("the certificate is of another problem")
            return
        }
        let sink = Certificate.Price(fairness: 0, travel: 0)
        let limits = problem.donors.map { donor in
            let sum = names.reduce(0) { $0 + (donor.releasable[$1] ?? 0) }
            return min(sum, donor.jointLimit ?? sum)
        }
        for (index, limit) in limits.enumerated() {
            require(
                "donor \(problem.donors[index].id)", from: certificate.root, to: certificate.donors[index],
                canRise: tally.byDonor[index] < limit, canFall: tally.byDonor[index] > 0)
        }
        let atHome = limits.reduce(0, +) - tally.byDonor.reduce(0, +)
        require("persons at home", from: certificate.root, to: sink, canRise: true, canFall: atHome > 0)
        var poolAt: [StaffTally.Key: Int] = [:]
        for (index, key) in poolKeys.enumerated() {
            poolAt[key] = index
            let sent = tally.byPool[key] ?? 0
            require(
                "\(problem.donors[key.place].id), \(key.discipline)", from: certificate.donors[key.place],
                to: certificate.pools[index],
                canRise: sent < problem.donors[key.place].releasable[key.discipline] ?? 0, canFall: sent > 0)
        }
        let postAt = checkInstitutions(plan, sink)
        checkLanes(poolAt, postAt, limits)
    }

    private mutating func checkInstitutions(
        _ plan: StaffDispatchPlan, _ sink: Certificate.Price
    ) -> [StaffTally.Key: Int] {
        let (tally, certificate) = (tally, certificate)
        var postAt: [StaffTally.Key: Int] = [:]
        for (index, institution) in problem.institutions.enumerated() {
            let price = certificate.institutions[index]
            let all = tally.byInstitution[index]
            let isCourtesy = institution.needsOne && institution.posts.values.allSatisfy { $0.need <= $0.existing }
            if institution.needsOne {
                require(
                    "one for \(institution.id)", from: price, to: sink, fairness: -certificate.coverage,
                    canRise: all == 0, canFall: all > 0)
            }
            let further = all - (institution.needsOne && all > 0 ? 1 : 0)
            if !isCourtesy {
                require("more for \(institution.id)", from: price, to: sink, canRise: true, canFall: further > 0)
            }
            for (discipline, post) in institution.posts.sorted(by: { $0.key < $1.key }) {
                let number = postAt.count
                let key = StaffTally.Key(place: index, discipline: discipline)
                postAt[key] = number
                let sent = tally.byPost[key] ?? 0
                let least = certificate.least[number]
                // What the worst share asks of a post, from its definition.
                let share = plan.worstShare
                let asked = (share.numerator * post.need + share.denominator - 1) / share.denominator - post.existing
                if least > max(0, asked) || sent < least { wrong.append("persons to keep at \(institution.id)") }
                let missing = post.need - post.existing - sent
                func weight(_ k: Int) -> Int { k > 0 && post.need > 0 ? -(1_000_000 * (2 * k - 1) / post.need) : 0 }
                require(
                    "next at \(institution.id), \(discipline)", from: certificate.posts[number], to: price,
                    fairness: weight(missing), canRise: sent < tally.room(index, post), canFall: false)
                require(
                    "last at \(institution.id), \(discipline)", from: certificate.posts[number], to: price,
                    fairness: weight(missing + 1), canRise: false, canFall: sent > least)
            }
        }
        return postAt
    }

    private mutating func checkLanes(_ poolAt: [StaffTally.Key: Int], _ postAt: [StaffTally.Key: Int], _ limits: [Int])
    {
        let (problem, tally, certificate) = (problem, tally, certificate)
        struct Flow: Hashable {
            var donor: Int
            var post: StaffTally.Key
        }
        var sent: [Flow: Int] = [:]
        for posting in tally.sent {
            let post = StaffTally.Key(place: posting.institution, discipline: posting.discipline)
            sent[Flow(donor: posting.donor, post: post)] = posting.persons
        }
        var last: [StaffDispatchProblem.Posting: Int] = [:]
        for posting in problem.previous {
            var key = posting
            key.persons = 0
            last[key] = posting.persons
        }
        let (travelFactor, changeFactor) = factors(limits)
        for lane in problem.lanes {
            guard let ends = tally.ends(lane) else { continue }
            for (discipline, post) in problem.institutions[ends.institution].posts
            where tally.room(ends.institution, post) > 0 {
                let key = StaffTally.Key(place: ends.institution, discipline: discipline)
                guard let pool = poolAt[.init(place: ends.donor, discipline: discipline)], let number = postAt[key]
                else { continue }
                guard limits[ends.donor] > 0 else { continue }
                let persons = sent[Flow(donor: ends.donor, post: key)] ?? 0
                let kept =
                    last.isEmpty
                    ? 0
                    : last[
                        .init(donor: lane.donor, institution: lane.institution, discipline: discipline, persons: 0)]
                        ?? 0
                let plain = (lane.meters + lane.hardship) * travelFactor
                let changed = plain + problem.changePrice * travelFactor + changeFactor
                require(
                    "\(lane.donor) → \(lane.institution), \(discipline)", from: certificate.pools[pool],
                    to: certificate.posts[number], travel: persons < kept ? plain : changed, canRise: true,
                    canFall: false)
                require(
                    "\(lane.donor) → \(lane.institution), \(discipline)", from: certificate.pools[pool],
                    to: certificate.posts[number], travel: persons <= kept ? plain : changed, canRise: false,
                    canFall: persons > 0)
            }
        }
    }

    /// Factors of travel and change that put one strictly before the other.
    private func factors(_ limits: [Int]) -> (travel: Int, change: Int) {
        let persons = 1 + limits.reduce(0, +)
        let longest = problem.lanes.reduce(0) { max($0, $1.meters + $1.hardship) } + problem.changePrice
        return problem.lastAims == .travelThenChange ? (persons, 1) : (1, persons * (longest + 1))
    }
}
