extension NearestSiteProblem {
    /// Maximal covering over clients gathered by their covering sites: `count` new sites, as much weight as possible
    /// covered.
    ///
    /// Clients of the problem are the rows of the aggregator. Its objective is the weight that is *not* covered,
    /// minimised; opening costs, rules and further roles can be set afterwards, as in any problem.
    ///
    /// - Parameters:
    ///   - coverage: The clients.
    ///   - count: Number of sites to open besides existing ones.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func maximalCovering(
        _ coverage: CoverageAggregator, count: Int, roles: [SiteRole]? = nil
    ) -> NearestSiteProblem {
        NearestSiteProblem(
            serviceCosts: coverage.serviceCosts(),
            weights: coverage.weights,
            unservedCosts: Array(repeating: 1, count: coverage.rowCount),
            roles: roles,
            sideConstraints: [.newSites(exactly: count, siteCount: coverage.siteCount, roles: roles)]
        )
    }
}

extension SetCoveringProblem {
    /// Set covering over clients gathered by their covering sites: the cheapest sites that cover all of them, or a share
    /// of their weight.
    ///
    /// - Parameters:
    ///   - coverage: The clients.
    ///   - openingCosts: Cost of opening each site; `nil` for 1 each, existing ones 0.
    ///   - minimumCoveredShare: Share of the total weight to be covered, in 0...1; `nil` requires every client.
    ///   - roles: Role per site; `nil` for candidates only.
    public static func covering(
        _ coverage: CoverageAggregator, openingCosts: [Double]? = nil, minimumCoveredShare: Double? = nil,
        roles: [SiteRole]? = nil
    ) -> SetCoveringProblem {
        SetCoveringProblem(
            cover: coverage.serviceCosts(), weights: coverage.weights, minimumCoveredShare: minimumCoveredShare,
            openingCosts: openingCosts, roles: roles)
    }
}
