import Foundation

/// What the parts of ``PlanVerifier`` share: the country, the scenario, and plain means of computing with them.
///
/// Nothing here is used by, or uses, the code that builds and solves models: a slip there cannot hide itself here.
struct Audit {
    typealias Check = VerificationReport.Check

    let scenario: Scenario
    let cityByID: [CityID: City]
    let hospitalByID: [HospitalID: Hospital]
    let provinces: [Province]
    let counties: [County]
    /// Cities that host a centre already.
    let existing: Set<CityID>

    init(territory: Territory, scenario: Scenario) {
        self.scenario = scenario
        cityByID = Dictionary(territory.cities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        hospitalByID = Dictionary(territory.hospitals.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        provinces = territory.provinces
        counties = territory.counties
        let order: [Evidence] = [.documented, .partlyDocumented, .generalKnowledge]
        let weakest = order.firstIndex(of: scenario.supply.weakestEvidence) ?? 0
        var existing: Set<CityID> = []
        for center in territory.centers where (order.firstIndex(of: center.evidence) ?? 0) <= weakest {
            switch center.kind {
            case .regional: if scenario.supply.countsRegionalCenters { existing.insert(center.city) }
            case .national, .regionalDesignation:
                if scenario.supply.countsNationalCenters { existing.insert(center.city) }
            }
        }
        if scenario.supply.countsLeadingHospitals {
            for hospital in territory.hospitals { existing.insert(hospital.city) }
        }
        self.existing = existing
    }

    /// Road-like kilometres by the arc-tangent form of the great circle, accurate at all distances.
    static func kilometers(_ a: Coordinate, _ b: Coordinate) -> Double {
        let (phi1, phi2) = (a.latitude / 180 * Double.pi, b.latitude / 180 * Double.pi)
        let lambda = (b.longitude - a.longitude) / 180 * Double.pi
        let across = cos(phi2) * sin(lambda)
        let along = cos(phi1) * sin(phi2) - sin(phi1) * cos(phi2) * cos(lambda)
        let inward = sin(phi1) * sin(phi2) + cos(phi1) * cos(phi2) * cos(lambda)
        return 6_371.008_8 * atan2(hypot(across, along), inward) * 1.25
    }

    /// Distance from a point to the nearest of some cities; infinite without any.
    static func nearest(_ point: Coordinate, _ cities: [City]) -> Double {
        cities.reduce(.infinity) { min($0, kilometers(point, $1.location)) }
    }

    /// Whether two numbers agree within 1e-9 of the larger, or `slack`.
    static func agree(_ a: Double, _ b: Double, slack: Double = 0) -> Bool {
        a == b || abs(a - b) <= max(slack, 1e-9 * max(1, abs(a), abs(b)))
    }

    /// City name and code for details.
    func name(_ city: CityID) -> String { (cityByID[city]?.name ?? "unknown") + " " + city.rawValue }
}
