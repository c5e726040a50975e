import HealthPlanning

/// The plan's tables as comma-separated files: RFC 4180, UTF-8, units in the headings, stable order.
public struct PlanFiles: Sendable {
    private let report: PlanReport
    private var plan: NationalPlan { report.plan }
    private var territory: Territory { report.territory }

    /// Creates the files of a plan.
    public init(_ report: PlanReport) { self.report = report }

    /// `centers.csv`: one row per new centre, in the plan's order.
    public var centers: String {
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

    /// `dispatch.csv`: one row per pair of sending and receiving county; only the heading without a dispatch.
    public var dispatch: String {
        let policy = plan.scenario.dispatch
        let header = [
            "from_county", "from_name", "from_name_zh", "from_city", "from_province", "to_county", "to_name",
            "to_name_zh", "to_city", "to_province", "institutions", "distance_km", "full_time_equivalents",
            "visits_per_year",
        ]
        let flows = (plan.dispatch?.flows ?? []).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        let perInstitution = policy.workingDaysPerWeek > 0 ? policy.presenceDaysPerWeek / policy.workingDaysPerWeek : 0
        return CSVText.file(
            header: header,
            rows: flows.map { flow in
                place(flow.from) + place(flow.to) + [
                    String(flow.institutions), CSVText.number(flow.kilometers),
                    CSVText.number(Double(flow.institutions) * perInstitution, 3),
                    CSVText.number(visits(flow.institutions, policy), 1),
                ]
            }
        )
    }

    /// `shortages.csv`: one row per county with institutions that nobody could be sent to, largest first.
    public var shortages: String {
        CSVText.file(
            header: ["county", "name", "name_zh", "city", "province", "institutions_without_staff"],
            rows: (plan.dispatch?.shortages ?? []).map { place($0.county) + [String($0.institutions)] }
        )
    }

    private func place(_ id: CountyID) -> [String] {
        let county = territory[id]
        return [
            id.rawValue, county?.name ?? "", county?.chineseName ?? "",
            county.flatMap { territory[$0.city]?.name } ?? "", county.flatMap { territory[$0.province]?.name } ?? "",
        ]
    }

    /// Visits a year, one visit on each begun day of presence a week, over 52 weeks.
    private func visits(_ institutions: Int, _ policy: DispatchPolicy) -> Double {
        guard let dispatch = plan.dispatch, dispatch.served > 0 else { return 0 }
        return dispatch.visitsPerYear * Double(institutions) / Double(dispatch.served)
    }
}
