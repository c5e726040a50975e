import FacilityLocation
import _TestSupport

/// Small random problems on points, with every kind of distance, weights, roles and rules.
struct PointProblems {
    var random: RandomProblems

    init(seed: UInt64) { random = RandomProblems(seed: seed) }

    mutating func points(_ count: Int, geographic: Bool) -> [Position] {
        var points: [Position] = []
        for _ in 0..<count {
            if let last = points.last, random.chance(0.15) {
                points.append(last)
            } else if geographic {
                points.append(Position(x: Double(random.whole(-180...180)), y: Double(random.whole(-90...90))))
            } else {
                points.append(Position(x: Double(random.whole(-40...40)), y: Double(random.whole(-40...40)) / 2))
            }
        }
        return points
    }

    mutating func next(sites: Int, clients: Int) -> PointProblem {
        let distance = PointDistance.allCases[random.whole(0...5)]
        let clientPoints = points(clients, geographic: distance.isGeographic)
        let sitePoints =
            random.chance(0.4) && clients >= sites
            ? Array(clientPoints.prefix(sites)) : points(sites, geographic: distance.isGeographic)
        var costs = PointCosts(clients: clientPoints, sites: sitePoints, distance: distance)
        if random.chance(0.25) { costs.reach = distance.isGeographic ? 6_000 : 30 }
        let roles = random.roles(sites)
        var problem = PointProblem(costs: costs)
        if random.chance(0.7) { problem.weights = (0..<clients).map { _ in Double(random.whole(0...4)) } }
        if random.chance(0.3) {
            problem.unservedCosts = (0..<clients).map { _ in
                random.chance(0.7) ? Double(random.whole(0...40)) : .infinity
            }
        }
        if random.chance(0.5) { problem.openingCosts = (0..<sites).map { _ in Double(random.whole(-6...30)) } }
        if random.chance(0.6) { problem.roles = roles }
        problem.sideConstraints =
            random.chance(0.5)
            ? [.newSites(exactly: random.whole(1...sites), siteCount: sites, roles: problem.roles)]
            : random.rules(sites, roles: problem.roles ?? Array(repeating: .candidate, count: sites))
        return problem
    }
}
