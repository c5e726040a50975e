import Meridian

/// What the example assumes, and the problems it makes of the bundled data.
struct Consortia {
    static let text = """
        Assumed: the hospitals of Qixingguan, Zhijin and Weining lead, each for at most 45 % of all residents; counties
        whose seats are at most 90 km apart (great circle × 1.25) are neighbours, and a consortium is connected. The lead
        of each county keeps two persons present in every month; people stay 3 to 6 months and then 2 at home.
        """
    /// Longest distance between neighbours' seats, in km.
    static let neighborKilometers = 90.0
    /// Lead hospitals: county and persons who rotate.
    static let leads = [("520502", 8), ("520524", 6), ("520526", 7)]

    let territory: Territory
    let problem: ConsortiumProblem
    private let counties: [County]

    init(_ territory: Territory) {
        self.territory = territory
        let counties = territory.counties.filter { $0.city == CityID("520500") }
        self.counties = counties
        let residents = counties.reduce(0) { $0 + $1.population }
        let members = counties.map {
            ConsortiumProblem.Member(id: InstitutionID($0.id.rawValue), load: $0.population)
        }
        let leads = Self.leads.map { code, _ in
            ConsortiumProblem.Lead(
                id: StaffDonorID(code), capacity: residents * 45 / 100, seat: InstitutionID(code))
        }
        var lanes: [ConsortiumProblem.Lane] = []
        var borders: [ConsortiumProblem.Border] = []
        for (index, county) in counties.enumerated() {
            for (code, _) in Self.leads {
                guard let lead = territory[CountyID(code)] else { continue }
                let kilometers = county.location.roadLikeKilometers(to: lead.location)
                lanes.append(
                    .init(
                        lead: StaffDonorID(code), member: InstitutionID(county.id.rawValue),
                        cost: Int(kilometers * Double(county.population))))
            }
            for other in counties[(index + 1)...]
            where county.location.roadLikeKilometers(to: other.location) <= Self.neighborKilometers {
                borders.append(.init(InstitutionID(county.id.rawValue), InstitutionID(other.id.rawValue)))
            }
        }
        problem = ConsortiumProblem(leads: leads, members: members, lanes: lanes, borders: borders)
    }

    /// The rotation of each lead's staff through its counties, its own seat left out.
    func rotation(_ plan: ConsortiumPlan) -> RotationProblem {
        var lanes: [RotationProblem.Lane] = []
        for county in counties {
            guard let lead = plan.leads[InstitutionID(county.id.rawValue)], lead.rawValue != county.id.rawValue,
                let seat = territory[CountyID(lead.rawValue)]
            else { continue }
            let kilometers = county.location.roadLikeKilometers(to: seat.location)
            lanes.append(
                .init(team: lead, place: InstitutionID(county.id.rawValue), meters: Int(2_000 * kilometers)))
        }
        return RotationProblem(
            teams: Self.leads.map { .init(id: StaffDonorID($0.0), persons: $0.1) },
            places: lanes.map { .init(id: $0.place, presence: 2) }, lanes: lanes, periods: 12, minimumTerm: 3,
            maximumAway: 6, rest: 2)
    }

    func name(_ lead: StaffDonorID) -> String { territory[CountyID(lead.rawValue)]?.name ?? lead.rawValue }
    func name(_ member: InstitutionID) -> String { territory[CountyID(member.rawValue)]?.name ?? member.rawValue }
}

/// Persons and months as a table.
struct Calendar {
    let text: String

    init(_ rotation: RotationProblem, _ plan: RotationPlan, _ names: Consortia) {
        var lines = [
            "month" + String(repeating: " ", count: 18)
                + (1...rotation.periods).map { $0 < 10 ? " \($0)" : "\($0)" }.joined(separator: " ")
        ]
        let places = rotation.places.map(\.id)
        for team in rotation.teams {
            for person in 0..<team.persons {
                let own = plan.stays.filter { $0.team == team.id && $0.person == person }
                guard !own.isEmpty else { continue }
                var months = Array(repeating: " .", count: rotation.periods)
                for stay in own {
                    let letter =
                        places.firstIndex(of: stay.place).map { String(UnicodeScalar(UInt8(65 + $0 % 26))) } ?? "?"
                    for month in stay.start..<(stay.start + stay.length) { months[month] = " " + letter }
                }
                let name = "\(names.name(team.id)) \(person + 1)"
                lines.append(
                    name + String(repeating: " ", count: max(1, 23 - name.count)) + months.joined(separator: " "))
            }
        }
        for (index, place) in places.enumerated() {
            lines.append("\(UnicodeScalar(UInt8(65 + index % 26))): \(names.name(place))")
        }
        text = lines.joined(separator: "\n")
    }
}
