import HealthPlanning

/// The table of new centres as a comma-separated file: RFC 4180, UTF-8, units in the headings, the plan's order.
public struct CentersFile: Sendable {
    private let report: PlanReport
    private var plan: NationalPlan { report.plan }
    private var territory: Territory { report.territory }

    /// Creates the file of a plan.
    public init(_ report: PlanReport) { self.report = report }

    /// The file's text: one row per new centre.
    public var text: String {
        let header =
            [
                "rank", "city_code", "city", "city_zh", "province_code", "province", "province_zh", "macro_region",
                "latitude_deg", "longitude_deg", "residents", "newly_covered_residents", "donor_id", "donor_zh",
                "donor_city", "donor_tier", "donor_distance_km", "medics",
            ] + Discipline.allCases.map { "medics_\($0.rawValue)" }
        return CSVText.file(header: header, rows: plan.placement.newCenters.enumerated().map(centerRow))
    }

    private func centerRow(_ index: Int, _ center: PlacedCenter) -> [String] {
        let city = territory[center.city]
        let province = city.flatMap { territory[$0.province] }
        let donor = center.donor.flatMap { territory[$0] }
        let place = [
            String(index + 1), center.city.rawValue, city?.name ?? "", city?.chineseName ?? "",
            province?.id.rawValue ?? "", province?.name ?? "", province?.chineseName ?? "", city?.region.rawValue ?? "",
            CSVText.number(city?.location.latitude, 5), CSVText.number(city?.location.longitude, 5),
            city.map { String($0.population) } ?? "", String(center.newlyCovered),
        ]
        let backing = [
            center.donor?.rawValue ?? "", donor?.name ?? "", donor.flatMap { territory[$0.city]?.name } ?? "",
            donor?.tier.rawValue ?? "", CSVText.number(center.donorKilometers), String(center.medicsInAll),
        ]
        return place + backing + Discipline.allCases.map { String(center.medics[$0] ?? 0) }
    }
}
