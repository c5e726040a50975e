/// A set-covering problem whose clients are merged by covering sites and required cover.
struct MergedCovering {
    /// The same problem over merged clients; its plans cost and keep rules as those of the original.
    let problem: SetCoveringProblem

    init(_ problem: SetCoveringProblem) {
        let cover = problem.cover
        var levels: [Int: CoverageAggregator] = [:]
        var set = Array(repeating: UInt64(0), count: (cover.siteCount + 63) / 64)
        for client in 0..<cover.clientCount {
            for word in set.indices { set[word] = 0 }
            for entry in cover.entries(of: client) {
                let site = Int(cover.sites[entry])
                set[site >> 6] |= 1 << UInt64(site & 63)
            }
            _ = set.withUnsafeBufferPointer {
                levels[problem.requiredCover[client], default: CoverageAggregator(siteCount: cover.siteCount)].add(
                    weight: problem.weights[client], set: $0)
            }
        }
        var offsets = [0]
        var sites: [Int32] = []
        var required: [Int] = []
        var weights: [Double] = []
        for (level, aggregator) in levels.sorted(by: { $0.key < $1.key }) {
            aggregator.appendRows(to: &offsets, &sites)
            required += Array(repeating: level, count: aggregator.rowCount)
            weights += aggregator.weights
        }
        self.problem = SetCoveringProblem(
            cover: ServiceCosts(siteCount: cover.siteCount, offsets: offsets, covering: sites), requiredCover: required,
            weights: weights,
            minimumCoveredShare: problem.minimumCoveredShare, openingCosts: problem.openingCosts, roles: problem.roles,
            sideConstraints: problem.sideConstraints)
    }

    /// Least opening costs as a problem with clients that must be served, sites that must be counted, or a limit on the
    /// weight left out; `nil` for a share of clients that need several covers.
    var nearestSite: NearestSiteProblem? {
        let cover = problem.cover
        var rules = problem.sideConstraints
        var offsets = [0]
        var sites: [Int32] = []
        var weights: [Double] = []
        for client in 0..<cover.clientCount {
            let members = cover.sites[cover.entries(of: client)]
            switch problem.requiredCover[client] {
            case 0: continue
            case 1:
                sites += members
                offsets.append(sites.count)
                weights.append(problem.weights[client])
            default:
                if problem.minimumCoveredShare != nil { return nil }
                rules.append(
                    SideConstraint(
                        "cover \(client)", count: members.map { Int($0) }, atLeast: problem.requiredCover[client]))
            }
        }
        let isPartial = problem.minimumCoveredShare != nil
        var service: [ServiceConstraint] = []
        if let share = problem.minimumCoveredShare {
            let total = problem.weights.reduce(0, +)
            // What a plan may miss and still count as covering enough; clients without a required cover count as covered.
            let floor = share * total - allowance(of: share * total)
            let needed = zip(problem.weights, problem.requiredCover).reduce(0) { $1.1 > 0 ? $0 + $1.0 : $0 }
            service.append(
                ServiceConstraint(
                    "covered share", clients: Array(weights.indices), weights: weights,
                    limit: needed - (floor - (total - needed))))
        }
        return NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: cover.siteCount, offsets: offsets, covering: sites),
            weights: Array(repeating: 0, count: weights.count),
            unservedCosts: Array(repeating: isPartial ? 1 : .infinity, count: weights.count),
            openingCosts: problem.openingCosts, roles: problem.roles, sideConstraints: rules,
            serviceConstraints: service)
    }
}
