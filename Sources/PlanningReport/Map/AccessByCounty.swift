import HealthPlanning

/// How far each county is from the nearest centre, before and after a plan, for drawing.
struct AccessByCounty {
    /// Counties with people, in the order of the data.
    let counties: [County]
    /// Road-like km to the nearest existing centre; infinite where there is none.
    let before: [Double]
    /// Road-like km to the nearest centre, new ones too.
    let after: [Double]

    /// Measures every county, in O(counties · centres).
    init(_ report: PlanReport) {
        let territory = report.territory
        counties = territory.counties.filter { $0.population > 0 }
        let existing = territory.existingHosts(report.plan.scenario.supply).compactMap { territory[$0]?.location }
        let new = report.plan.placement.hosts.compactMap { territory[$0]?.location }
        let before = counties.map { Self.nearest($0.location, existing) }
        self.before = before
        after = zip(counties, before).map { min($1, Self.nearest($0.location, new)) }
    }

    private static func nearest(_ place: Coordinate, _ centers: [Coordinate]) -> Double {
        centers.reduce(.infinity) { min($0, place.roadLikeKilometers(to: $1)) }
    }
}
