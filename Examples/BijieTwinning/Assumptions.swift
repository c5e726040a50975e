import Meridian

/// What the example assumes, and the problem it makes of the bundled data.
enum Assumptions {
    /// Residents per specialist needed, by discipline.
    static let residentsPerPost = [
        "cardiology": 150_000, "critical care": 250_000, "neurology": 250_000, "oncology": 200_000,
        "paediatrics": 150_000,
    ]
    /// Physicians of a sending city per specialist it can release in each discipline.
    static let physiciansPerRelease = 8_000
    /// Share of all releasable specialists that may be away at once.
    static let jointShare = 0.6
    /// Share of the posts filled by specialists of the county's own.
    static let ownShare = 0.4

    static let text = """
        Assumed: one specialist per 150,000 (cardiology, paediatrics), 200,000 (oncology) or 250,000 residents
        (neurology, critical care), 40 % of them there already; every city of Zhejiang can release one specialist per
        8,000 physicians in each discipline, 60 % of all of them at once. People stay; travel is counted once.
        """

    static func problem(_ territory: Territory) -> StaffDispatchProblem {
        let cities = territory.cities.filter { $0.province == ProvinceID("330000") }
        let counties = territory.counties.filter { $0.city == CityID("520500") }
        let donors = cities.map { city in
            let each = max(1, (city.physicians ?? 0) / physiciansPerRelease)
            return StaffDispatchProblem.Donor(
                id: StaffDonorID(city.id.rawValue), releasable: residentsPerPost.mapValues { _ in each },
                jointLimit: Int(Double(each * residentsPerPost.count) * jointShare))
        }
        let institutions = counties.map { county in
            StaffDispatchProblem.Institution(
                id: InstitutionID(county.id.rawValue),
                posts: residentsPerPost.mapValues { residents in
                    let need = max(1, (county.population + residents / 2) / residents)
                    return .init(need: need, existing: Int(Double(need) * ownShare))
                }, residents: county.population)
        }
        var lanes: [StaffDispatchProblem.Lane] = []
        for city in cities {
            for county in counties {
                lanes.append(
                    .init(
                        donor: StaffDonorID(city.id.rawValue), institution: InstitutionID(county.id.rawValue),
                        meters: Int(city.location.roadLikeKilometers(to: county.location) * 1_000)))
            }
        }
        return StaffDispatchProblem(
            donors: donors, institutions: institutions, lanes: lanes,
            terms: .init(presenceDaysPerWeek: 5, workingDaysPerWeek: 5, daysPerVisit: 130, weeksPerYear: 52))
    }
}
