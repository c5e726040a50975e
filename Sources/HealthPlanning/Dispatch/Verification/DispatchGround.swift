import Foundation

/// The facts a dispatch is checked against, worked out again from the territory and the policy alone.
///
/// Nothing here is shared with the code that makes plans: distances come from chords through the Earth instead of
/// haversines, capacities from full-time equivalents, apportionment is checked by its defining property.
struct DispatchGround {
    /// A county's hospitals within reach of a county.
    struct Reach {
        var sender: Int
        var kilometers: Double
    }

    let territory: Territory
    let policy: DispatchPolicy
    let position: [CountyID: Int]
    /// Full-time equivalents each county can release.
    let releasable: [Double]
    /// Whole institutions these can serve.
    let capacities: [Int]

    private let points: [SIMD3<Double>]

    /// Distances agree to this many km whichever formula is used.
    static let tolerance = 1e-6

    init(territory: Territory, policy: DispatchPolicy) {
        self.territory = territory
        self.policy = policy
        position = Dictionary(
            territory.counties.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let perInstitution = policy.presenceDaysPerWeek / policy.workingDaysPerWeek
        releasable = territory.counties.map {
            Double(max(0, $0.healthWorkers ?? 0)) * policy.hospitalShare * policy.releasableShare
        }
        capacities = releasable.map { available in
            let institutions = available / perInstitution
            return institutions.isFinite ? Int(min(1e9, institutions + 1e-9 * max(1, institutions / 1_000))) : 0
        }
        points = territory.counties.map { county in
            let (phi, lambda) = (county.location.latitude * .pi / 180, county.location.longitude * .pi / 180)
            return SIMD3(cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi))
        }
    }

    /// Road-like km: great circle of a sphere of 6,371.0088 km, times 1.25; 0 inside a county.
    func kilometers(from a: Int, to b: Int) -> Double {
        guard a != b else { return 0 }
        let difference = points[a] - points[b]
        let chord = (difference * difference).sum().squareRoot()
        return 2 * asin(min(1, chord / 2)) * 6_371.008_8 * 1.25
    }

    /// Counties with staff to send that reach a county, its own included.
    func reach(into county: Int) -> [Reach] {
        let angle = min(Double.pi, policy.reachKilometers / 1.25 / 6_371.008_8)
        let longest = 2 * sin(angle / 2) + 1e-9
        var found: [Reach] = []
        for sender in points.indices where capacities[sender] > 0 {
            let difference = points[sender] - points[county]
            guard (difference * difference).sum() <= longest * longest else { continue }
            let kilometers = kilometers(from: sender, to: county)
            if sender == county || kilometers <= policy.reachKilometers + Self.tolerance {
                found.append(Reach(sender: sender, kilometers: kilometers))
            }
        }
        return found
    }
}
