import FacilityLocation
import _TestSupport

extension RandomProblems {
    /// A covering problem: clients pay one of a few costs, some of them more than one.
    mutating func covering(sites: Int, clients: Int) -> NearestSiteProblem {
        let roles = roles(sites)
        let steps = whole(1...3)
        let rows = (0..<clients).map { _ in
            (0..<sites).compactMap { site in
                chance(0.4) ? (site: site, cost: Double(whole(0...steps - 1)) - (steps == 3 ? 0.5 : 0)) : nil
            }
        }
        let wholeWeights = chance(0.7)
        return NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: sites, rows: rows),
            weights: (0..<clients).map { _ in wholeWeights ? Double(whole(0...9)) : cost(isWhole: false) },
            unservedCosts: (0..<clients).map { _ in Double(steps) },
            openingCosts: (0..<sites).map { _ in chance(0.6) ? 0 : Double(whole(-2...6)) },
            roles: roles,
            sideConstraints: rules(sites, roles: roles))
    }

    /// Clients of the unit square around some sites, a few of them in clusters, each with the sites within `radius`.
    mutating func points(sites: Int, clients: Int) -> (
        sites: [(x: Double, y: Double)], clients: [(x: Double, y: Double)], weights: [Double]
    ) {
        func point(_ random: inout RandomProblems) -> (x: Double, y: Double) {
            (Double.random(in: 0..<1, using: &random.generator), Double.random(in: 0..<1, using: &random.generator))
        }
        let places = (0..<sites).map { _ in point(&self) }
        let centres = (0..<10).map { _ in point(&self) }
        let members = (0..<clients).map { _ -> (x: Double, y: Double) in
            let free = point(&self)
            guard chance(0.6) else { return free }
            let centre = centres[whole(0...9)]
            return (centre.x + 0.1 * (free.x - 0.5), centre.y + 0.1 * (free.y - 0.5))
        }
        return (places, members, (0..<clients).map { _ in Double(whole(1...100)) })
    }
}
