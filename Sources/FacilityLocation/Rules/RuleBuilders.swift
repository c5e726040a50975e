extension SideConstraint {
    /// The number of open sites besides existing ones.
    ///
    /// - Parameters:
    ///   - count: The number; a negative one leaves no plan.
    ///   - siteCount: Number of sites of the problem.
    ///   - roles: Role per site; existing ones are left out. `nil` for candidates only.
    ///   - name: The rule's name.
    public static func newSites(
        exactly count: Int,
        siteCount: Int,
        roles: [SiteRole]? = nil,
        name: String = "number of new sites"
    ) -> SideConstraint {
        SideConstraint(name, count: newSites(siteCount, roles), atLeast: count, atMost: count)
    }

    /// Limits on the number of open sites besides existing ones.
    ///
    /// - Parameters:
    ///   - lower: Fewest; `nil` for none.
    ///   - upper: Most; `nil` for none.
    ///   - siteCount: Number of sites of the problem.
    ///   - roles: Role per site; existing ones are left out. `nil` for candidates only.
    ///   - name: The rule's name.
    public static func newSites(
        atLeast lower: Int? = nil,
        atMost upper: Int? = nil,
        siteCount: Int,
        roles: [SiteRole]? = nil,
        name: String = "number of new sites"
    ) -> SideConstraint {
        SideConstraint(name, count: newSites(siteCount, roles), atLeast: lower, atMost: upper)
    }

    private static func newSites(_ siteCount: Int, _ roles: [SiteRole]?) -> [Int] {
        (0..<max(0, siteCount)).filter { site in
            guard let roles, roles.indices.contains(site) else { return true }
            return roles[site] != .existing
        }
    }

    /// A budget: Σ price · open ≤ limit.
    ///
    /// - Parameters:
    ///   - limit: The most that may be spent.
    ///   - prices: Price per site, by site index.
    ///   - roles: Role per site; existing ones cost nothing. `nil` for candidates only.
    ///   - name: The rule's name.
    public static func budget(
        _ limit: Double,
        prices: [Double],
        roles: [SiteRole]? = nil,
        name: String = "budget"
    ) -> SideConstraint {
        let terms = newSites(prices.count, roles).filter { prices[$0] != 0 }.map {
            Term(site: $0, coefficient: prices[$0])
        }
        return SideConstraint(name, terms: terms, upper: limit)
    }

    /// If `site` opens, so must `companion`: y_site − y_companion ≤ 0.
    public static func implies(_ site: Int, _ companion: Int, name: String? = nil) -> SideConstraint {
        SideConstraint(
            name ?? "site \(site) only with site \(companion)",
            terms: [Term(site: site), Term(site: companion, coefficient: -1)],
            upper: 0
        )
    }

    /// At most one of the sites opens.
    public static func atMostOne(of sites: some Sequence<Int>, name: String) -> SideConstraint {
        SideConstraint(name, count: sites, atMost: 1)
    }

    /// At least one of the sites opens.
    public static func either(of sites: some Sequence<Int>, name: String) -> SideConstraint {
        SideConstraint(name, count: sites, atLeast: 1)
    }

    /// Exactly one of the sites opens.
    public static func exactlyOne(of sites: some Sequence<Int>, name: String) -> SideConstraint {
        SideConstraint(name, count: sites, atLeast: 1, atMost: 1)
    }

    /// Minimum spacing: no two open sites nearer than `distance`, as few rows as a greedy clique cover gives.
    ///
    /// A set of sites that all conflict with each other makes one row Σ y ≤ 1, tighter than one row per pair. Pairs of two
    /// existing sites are left out, being open already. O(sites² + conflicts · largest set).
    ///
    /// - Parameters:
    ///   - distance: Sites nearer than this conflict.
    ///   - siteCount: Number of sites of the problem.
    ///   - roles: Role per site; `nil` for candidates only.
    ///   - name: The rows' name, with a number after it.
    ///   - between: Distance between two sites, the first index being the smaller.
    public static func spacing(
        _ distance: Double,
        siteCount: Int,
        roles: [SiteRole]? = nil,
        name: String = "minimum spacing",
        between: (Int, Int) -> Double
    ) -> [SideConstraint] {
        let count = max(0, siteCount)
        var conflicts: [Set<Int>] = Array(repeating: [], count: count)
        for first in 0..<count {
            for second in first + 1..<max(first + 1, count) where between(first, second) < distance {
                conflicts[first].insert(second)
                conflicts[second].insert(first)
            }
        }
        func isExisting(_ site: Int) -> Bool {
            roles.map { $0.indices.contains(site) && $0[site] == .existing } ?? false
        }
        var open: [Set<Int>] = conflicts
        for site in 0..<count where isExisting(site) { open[site] = open[site].filter { !isExisting($0) } }
        var rows: [SideConstraint] = []
        for first in 0..<count {
            while let second = open[first].min() {
                var clique = [first, second]
                // Existing sites do not conflict among themselves, so a row holds at most one of them.
                var common = conflicts[first].intersection(conflicts[second])
                while let next = common.filter({ candidate in
                    !isExisting(candidate) || !clique.contains(where: isExisting)
                }).min() {
                    clique.append(next)
                    common.formIntersection(conflicts[next])
                }
                for member in clique {
                    for other in clique where other != member { open[member].remove(other) }
                }
                rows.append(SideConstraint("\(name) \(rows.count + 1)", count: clique.sorted(), atMost: 1))
            }
        }
        return rows
    }
}
