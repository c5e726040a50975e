extension NearestSiteProblem {
    /// The p-median: exactly `count` new sites, least weighted cost.
    ///
    /// Existing sites serve too and are not counted; required ones are. At most `count` comes to the same cost, and is the
    /// better choice where rules may forbid some numbers.
    ///
    /// - Parameters:
    ///   - costs: Cost per unit of weight, every client to every site that can serve it.
    ///   - weights: Weight per client; `nil` for 1 each.
    ///   - count: Number of sites to open besides existing ones; more than there are makes the problem infeasible.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func median(
        _ costs: ServiceCosts,
        weights: [Double]? = nil,
        count: Int,
        roles: [SiteRole]? = nil
    ) -> NearestSiteProblem {
        NearestSiteProblem(
            serviceCosts: costs,
            weights: weights,
            roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: costs.siteCount, roles: roles)]
        )
    }

    /// Uncapacitated location: as many sites as pay for themselves.
    ///
    /// - Parameters:
    ///   - costs: Cost per unit of weight, every client to every site that can serve it.
    ///   - weights: Weight per client; `nil` for 1 each.
    ///   - openingCosts: Cost of opening each site, in the unit of weight times cost.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func uncapacitated(
        _ costs: ServiceCosts,
        weights: [Double]? = nil,
        openingCosts: [Double],
        roles: [SiteRole]? = nil
    ) -> NearestSiteProblem {
        NearestSiteProblem(serviceCosts: costs, weights: weights, openingCosts: openingCosts, roles: roles)
    }

    /// Maximal covering: `count` new sites, as much weight as possible within `radius` of an open site.
    ///
    /// Its objective is the weight that is *not* covered, minimised.
    ///
    /// - Parameters:
    ///   - distances: Distance or travel time of every client to every site that can serve it.
    ///   - weights: Weight per client; `nil` for 1 each.
    ///   - radius: Largest distance that counts as covered.
    ///   - count: Number of sites to open besides existing ones.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func maximalCovering(
        _ distances: ServiceCosts,
        weights: [Double]? = nil,
        radius: Double,
        count: Int,
        roles: [SiteRole]? = nil
    ) -> NearestSiteProblem {
        gradualCovering(distances, weights: weights, count: count, roles: roles) { $0 <= radius ? 1 : 0 }
    }

    /// Gradual covering: `count` new sites, the weighted sum of how well each client is covered as large as possible.
    ///
    /// A client counts with the largest `coverage` of its open sites. The objective is the coverage that is *missing*,
    /// Σ w_i (1 − coverage_i), minimised.
    ///
    /// - Parameters:
    ///   - distances: Distance or travel time of every client to every site that can serve it.
    ///   - weights: Weight per client; `nil` for 1 each.
    ///   - count: Number of sites to open besides existing ones.
    ///   - roles: Role per site; `nil` for candidates only.
    ///   - coverage: Share covered at a distance, from 1 (fully) to 0 (not at all). Values outside are taken as the nearer
    ///     end; a value that is not a number is reported when the problem is solved.
    public static func gradualCovering(
        _ distances: ServiceCosts,
        weights: [Double]? = nil,
        count: Int,
        roles: [SiteRole]? = nil,
        coverage: (Double) -> Double
    ) -> NearestSiteProblem {
        NearestSiteProblem(
            serviceCosts: distances.mapped { distance in
                let share = coverage(distance)
                if share <= 0 { return nil }
                return share >= 1 ? 0 : 1 - share
            },
            weights: weights,
            unservedCosts: Array(repeating: 1, count: distances.clientCount),
            roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: distances.siteCount, roles: roles)]
        )
    }
}

extension CenterProblem {
    /// The p-center: exactly `count` new sites, the largest distance any client pays as small as possible.
    ///
    /// - Parameters:
    ///   - distances: Distance or travel time of every client to every site that can serve it.
    ///   - count: Number of sites to open besides existing ones.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func center(_ distances: ServiceCosts, count: Int, roles: [SiteRole]? = nil) -> CenterProblem {
        CenterProblem(
            serviceCosts: distances,
            roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: distances.siteCount, roles: roles)]
        )
    }
}

extension SetCoveringProblem {
    /// Set covering: the cheapest sites with every client within `radius` of enough of them.
    ///
    /// - Parameters:
    ///   - distances: Distance or travel time of every client to every site that can serve it.
    ///   - radius: Largest distance that counts as covered.
    ///   - requiredCover: How many open sites must cover each client; `nil` for 1 each.
    ///   - openingCosts: Cost of opening each site; `nil` for 1 each, existing ones 0.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func covering(
        _ distances: ServiceCosts,
        radius: Double,
        requiredCover: [Int]? = nil,
        openingCosts: [Double]? = nil,
        roles: [SiteRole]? = nil
    ) -> SetCoveringProblem {
        SetCoveringProblem(
            cover: distances.mapped { $0 <= radius ? 0 : nil },
            requiredCover: requiredCover,
            openingCosts: openingCosts,
            roles: roles
        )
    }
}

extension CapacitatedProblem {
    /// A problem with several sizes per site, at most one of which is built: one site per place and size.
    ///
    /// Site `p · sizes + l` of the result is place `p` in size `l`. Roles: an excluded place excludes its sizes; a required
    /// place must be built in some size; an existing place keeps its first size or is extended to another one, the opening
    /// cost of which is then that of the extension.
    ///
    /// - Parameters:
    ///   - serviceCosts: Cost of serving one unit of a client's demand from a place.
    ///   - demands: Demand per client.
    ///   - capacities: Capacity per place and size; every place has the same number of sizes, at least 1.
    ///   - openingCosts: Cost per place and size.
    ///   - roles: Role per place; `nil` for candidates only.
    ///   - isSingleSource: Whether every client is served from exactly one site.
    /// - Throws: ``LocationError`` when the numbers of places and sizes do not match.
    public static func withSizes(
        serviceCosts: ServiceCosts,
        demands: [Double],
        capacities: [[Double]],
        openingCosts: [[Double]],
        roles: [SiteRole]? = nil,
        isSingleSource: Bool = false
    ) throws(LocationError) -> CapacitatedProblem {
        let places = serviceCosts.siteCount
        let roles = roles ?? Array(repeating: .candidate, count: places)
        let sizes = capacities.first?.count ?? 1
        var found = ProblemCollector()
        found.add(contentsOf: serviceCosts.problems())
        found.check(roles: roles, siteCount: places)
        for (field, table) in [("capacities", capacities), ("openingCosts", openingCosts)] {
            if table.count != places {
                found.add(field, "has \(table.count) rows; one per place (\(places)) is needed")
            }
            for (place, row) in table.enumerated() where row.count != sizes || sizes == 0 {
                found.add(field, index: place, "has \(row.count) sizes; as many as for place 0, at least 1, are needed")
            }
        }
        let defects = found.finished()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        let rows = (0..<serviceCosts.clientCount).map { client in
            serviceCosts.entries(of: client).flatMap { entry in
                (0..<sizes).map { (site: Int(serviceCosts.sites[entry]) * sizes + $0, cost: serviceCosts.costs[entry]) }
            }
        }
        var rules: [SideConstraint] = []
        for place in 0..<places {
            let least = roles[place] == .required || roles[place] == .existing ? 1 : nil
            rules.append(
                SideConstraint(
                    "one size at place \(place)", count: place * sizes..<(place + 1) * sizes, atLeast: least, atMost: 1)
            )
        }
        return CapacitatedProblem(
            serviceCosts: ServiceCosts(siteCount: places * sizes, rows: rows),
            demands: demands,
            capacities: capacities.flatMap { $0 },
            openingCosts: openingCosts.flatMap { $0 },
            roles: roles.flatMap { role in
                Array(repeating: role == .excluded ? SiteRole.excluded : .candidate, count: sizes)
            },
            sideConstraints: rules,
            isSingleSource: isSingleSource
        )
    }
}

extension ServiceCosts {
    /// The same pairs with other costs; `nil` drops a pair.
    ///
    /// Defects of the input are kept. O(entries log entries).
    ///
    /// - Parameter transform: The new cost for a cost; a value that is not finite is reported by ``problems()``.
    public func mapped(_ transform: (Double) -> Double?) -> ServiceCosts {
        let rows = (0..<clientCount).map { client in
            entries(of: client).compactMap { entry in
                transform(costs[entry]).map { (site: Int(sites[entry]), cost: $0) }
            }
        }
        return ServiceCosts(siteCount: siteCount, rows: rows).inheriting(problems())
    }
}
