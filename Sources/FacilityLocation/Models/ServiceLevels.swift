/// The levels of the nearest-site model, before they become variables.
///
/// For a client with distinct costs D¹ < D² < …, let B^k be the sites within D^k and z(B) = 1 if none of B is open. Then
/// its cost is D¹ + Σ (D^{k+1} − D^k) z(B^k), the last step going to the unserved cost. A level depends on its set of
/// sites alone, so clients with the same set share it; a set of one site j needs no variable, being 1 − y_j; a set that
/// always holds an open site ends the list. (Cornuejols, Nemhauser & Wolsey 1980; Elloumi 2010; García, Labbé & Marín
/// 2011.)
struct ServiceLevels {
    /// What stands for z(B).
    enum Term: Hashable {
        /// Level number.
        case level(Int)
        /// 1 − y of a site.
        case closed(site: Int)
    }

    /// A level: z ≥ z(parent) − Σ y over the added sites; parent `nil` is the empty set, z = 1.
    struct Level {
        var parent: Term?
        var added: [Int]
    }

    /// The cost of a client: `base` + Σ step · term.
    struct Profile {
        var base = 0.0
        var steps: [(size: Double, term: Term)] = []
    }

    /// Σ y over `added` ≥ z(parent): at least one site of a set must open; parent `nil` asks for 1.
    struct Duty {
        var parent: Term?
        var added: [Int]
        /// A client that asks for it.
        var client: Int
    }

    private(set) var levels: [Level] = []
    private(set) var duties: [Duty] = []
    /// Profile per class of clients.
    private(set) var profiles: [Profile] = []
    let classes: ClientClasses

    private let problem: NearestSiteProblem
    private let isForced: [Bool]
    private let isShut: [Bool]
    /// Rules that keep all but so many of a set of sites open: (rule, most closed) per site.
    private var quotaOfSite: [[Int]] = []
    private var quotaSlack: [Int] = []
    private var known: [UInt64: [KnownSet]] = [:]
    private var knownDuties: [UInt64: [KnownSet]] = [:]
    private var mark: [Int]
    private var stamp = 0

    /// A set seen before: the first `count` usable sites of a client's list.
    private struct KnownSet {
        var client: Int
        var count: Int
        var term: Term
    }

    /// - Parameter needsLevels: Whether a client's cost matters; the others get duties only.
    init(_ problem: NearestSiteProblem, needsLevels: (Int) -> Bool) {
        self.problem = problem
        isForced = problem.roles.map { $0 == .existing || $0 == .required }
        isShut = problem.roles.map { $0 == .excluded }
        mark = Array(repeating: 0, count: problem.serviceCosts.siteCount)
        let costs = problem.serviceCosts
        classes = ClientClasses(
            costs,
            prefix: { client in
                // Sites at the unserved cost or beyond make no difference.
                costs.entries(of: client).prefix { costs.costs[$0] < problem.unservedCosts[client] }.count
            },
            extra: { problem.unservedCosts[$0] }
        )
        var needs = Array(repeating: false, count: classes.count)
        for client in 0..<costs.clientCount where needsLevels(client) { needs[classes.classOfClient[client]] = true }
        collectQuotas()
        for (index, client) in classes.representative.enumerated() {
            profiles.append(profile(client, needs: needs[index]))
        }
        known = [:]
        knownDuties = [:]
    }

    /// Rules Σ y ≥ L over a set T leave at most |T| − L of T closed, so larger sets of T always hold an open site.
    private mutating func collectQuotas() {
        quotaOfSite = Array(repeating: [], count: problem.serviceCosts.siteCount)
        for rule in problem.sideConstraints {
            guard let unit = rule.terms.first?.coefficient, unit > 0, rule.lower > 0 else { continue }
            guard rule.terms.allSatisfy({ $0.coefficient == unit }), rule.lower.isFinite else { continue }
            let fewest = (rule.lower / unit - 1e-6).rounded(.up)
            guard fewest >= 1, fewest <= Double(rule.terms.count) else { continue }
            for term in rule.terms { quotaOfSite[term.site].append(quotaSlack.count) }
            quotaSlack.append(rule.terms.count - Int(fewest))
        }
    }

    private mutating func profile(_ client: Int, needs: Bool) -> Profile {
        let costs = problem.serviceCosts
        let unserved = problem.unservedCosts[client]
        let usable = costs.entries(of: client).filter {
            costs.costs[$0] < unserved && !isShut[Int(costs.sites[$0])]
        }
        var profile = Profile(base: usable.first.map { costs.costs[$0] } ?? unserved)
        if usable.isEmpty {
            if unserved == .infinity {
                duties.append(Duty(parent: nil, added: [], client: client))
                profile.base = 0
            }
            return profile
        }
        var hash: UInt64 = 0
        var used = quotaSlack
        var parent: Term?
        var position = 0
        while position < usable.count {
            let cost = costs.costs[usable[position]]
            var added: [Int] = []
            var isCertain = false
            while position < usable.count, costs.costs[usable[position]] == cost {
                let site = Int(costs.sites[usable[position]])
                added.append(site)
                hash &+= mixed(UInt64(site) &+ 0x51_7C_C1_B7)
                if isForced[site] { isCertain = true }
                for quota in quotaOfSite[site] {
                    used[quota] -= 1
                    if used[quota] < 0 { isCertain = true }
                }
                position += 1
            }
            if isCertain { return profile }
            let isLast = position == usable.count
            if isLast, unserved == .infinity {
                addDuty(
                    Duty(
                        parent: needs ? parent : nil, added: needs ? added : sites(of: client, usable.count),
                        client: client),
                    hash: hash, count: usable.count)
                return profile
            }
            guard needs else { continue }
            let next = isLast ? unserved : costs.costs[usable[position]]
            let term = term(of: client, count: position, hash: hash, parent: parent, added: added)
            profile.steps.append((next - cost, term))
            parent = term
        }
        return profile
    }

    /// The first usable sites of a client's list.
    private func sites(of client: Int, _ count: Int) -> [Int] {
        let costs = problem.serviceCosts
        return Array(costs.entries(of: client).lazy.map { Int(costs.sites[$0]) }.filter { !isShut[$0] }.prefix(count))
    }

    private mutating func term(of client: Int, count: Int, hash: UInt64, parent: Term?, added: [Int]) -> Term {
        if count == 1 { return .closed(site: added[0]) }
        if let same = find(client, count, in: known[hash]) { return same.term }
        levels.append(Level(parent: parent, added: added))
        let term = Term.level(levels.count - 1)
        known[hash, default: []].append(KnownSet(client: client, count: count, term: term))
        return term
    }

    private mutating func addDuty(_ duty: Duty, hash: UInt64, count: Int) {
        guard find(duty.client, count, in: knownDuties[hash]) == nil else { return }
        duties.append(duty)
        knownDuties[hash, default: []].append(KnownSet(client: duty.client, count: count, term: .level(-1)))
    }

    /// A set seen before that is the same, not only by hash.
    private mutating func find(_ client: Int, _ count: Int, in candidates: [KnownSet]?) -> KnownSet? {
        guard let candidates else { return nil }
        stamp += 1
        for site in sites(of: client, count) { mark[site] = stamp }
        return candidates.first { candidate in
            candidate.count == count && sites(of: candidate.client, count).allSatisfy { mark[$0] == stamp }
        }
    }
}
