import FacilityLocation
import _TestSupport

/// A country in small: points on a square, a number of new sites, a quota, caps per band and spacing; existing sites or
/// none.
struct SmallCountry {
    /// Its problem; rule 0 is the number of new sites (7), rule 1 the quota of the west, rules 2 to 5 cap the bands.
    let problem: NearestSiteProblem
    /// Clients by band, south to north.
    let clientsByBand: [[Int]]

    /// - Parameter covers: cost 0 within 160 km and 1 beyond, instead of the distance.
    init(seed: UInt64, clients: Int, sites: Int, hasExisting: Bool = true, covers: Bool = false) {
        var generator = SeededGenerator(seed: seed)
        func point() -> (Double, Double) {
            (Double.random(in: 0..<1000, using: &generator), Double.random(in: 0..<1000, using: &generator))
        }
        let places = (0..<sites).map { _ in point() }
        let people = (0..<clients).map { _ in point() }
        func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
            ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
        }
        let roles = (0..<sites).map { hasExisting && $0 % 8 == 0 ? SiteRole.existing : .candidate }
        let candidates = (0..<sites).filter { roles[$0] == .candidate }
        var rules: [SideConstraint] = [
            .newSites(exactly: 7, siteCount: sites, roles: roles),
            SideConstraint("west", count: candidates.filter { places[$0].0 < 400 }, atLeast: 3),
        ]
        for band in 0..<4 {
            let group = candidates.filter { Int(places[$0].1) / 250 == band }
            rules.append(SideConstraint("band \(band)", count: group, atMost: 3))
        }
        rules += SideConstraint.spacing(60, siteCount: sites, roles: roles) { distance(places[$0], places[$1]) }
        problem = NearestSiteProblem(
            serviceCosts: ServiceCosts(siteCount: sites, clientCount: clients) {
                let far = distance(people[$0], places[$1])
                return covers ? (far <= 160 ? 0 : 1) : far
            },
            weights: (0..<clients).map { _ in Double(Int.random(in: 1..<500, using: &generator)) }, roles: roles,
            sideConstraints: rules)
        clientsByBand = (0..<4).map { band in (0..<clients).filter { Int(people[$0].1) / 250 == band } }
    }

    /// A cap on what the clients of a band pay together: a factor times what a plan makes them pay.
    func serviceRule(_ band: Int, _ factor: Double, of plan: [Int]) -> ServiceConstraint {
        let clients = clientsByBand[band]
        var alone = problem
        alone.weights = alone.weights.indices.map { _ in 0 }
        for client in clients { alone.weights[client] = problem.weights[client] }
        let total = alone.evaluation(open: plan, aggregate: nil).objective
        return ServiceConstraint(
            "service \(band)", clients: clients, weights: clients.map { problem.weights[$0] }, limit: factor * total)
    }
}
