/// Who is away when: teams keep a presence at places in every period, and people come home in between (P8).
///
/// A stay lasts at least ``minimumTerm`` and at most ``maximumAway`` periods in a row and lies within the periods; a
/// person then rests at home for ``rest`` periods. Persons of a team are interchangeable.
public struct RotationProblem: Sendable, Hashable {
    /// Persons of one hospital who rotate.
    public struct Team: Sendable, Hashable, Identifiable {
        /// Identifier, unique among teams.
        public var id: StaffDonorID
        /// Persons who rotate.
        public var persons: Int

        /// Creates a team.
        public init(id: StaffDonorID, persons: Int) {
            self.id = id
            self.persons = persons
        }
    }

    /// A place that is to have someone all the time.
    public struct Place: Sendable, Hashable, Identifiable {
        /// Identifier, unique among places.
        public var id: InstitutionID
        /// Persons to be present in every period.
        public var presence: Int

        /// Creates a place.
        public init(id: InstitutionID, presence: Int = 1) {
            self.id = id
            self.presence = presence
        }
    }

    /// A team that can send to a place.
    public struct Lane: Sendable, Hashable {
        /// Who sends.
        public var team: StaffDonorID
        /// Who receives.
        public var place: InstitutionID
        /// Metres there and back, once a stay.
        public var meters: Int

        /// Creates a lane.
        public init(team: StaffDonorID, place: InstitutionID, meters: Int) {
            self.team = team
            self.place = place
            self.meters = meters
        }
    }

    /// Teams.
    public var teams: [Team]
    /// Places.
    public var places: [Place]
    /// Pairs within reach.
    public var lanes: [Lane]
    /// Periods planned, such as 12 months.
    public var periods: Int
    /// Fewest periods of a stay.
    public var minimumTerm: Int
    /// Most periods away in a row.
    public var maximumAway: Int
    /// Periods at home after a stay, at least 1.
    public var rest: Int

    /// Creates a problem; by default stays of 3 to 6 periods out of 12 (Practice: at least six months), one at home.
    public init(
        teams: [Team], places: [Place], lanes: [Lane], periods: Int = 12, minimumTerm: Int = 3, maximumAway: Int = 6,
        rest: Int = 1
    ) {
        self.teams = teams
        self.places = places
        self.lanes = lanes
        self.periods = periods
        self.minimumTerm = minimumTerm
        self.maximumAway = maximumAway
        self.rest = rest
    }

    /// Everything wrong with the data; empty when a rotation can be planned.
    public func problems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        func report(_ field: String, _ message: String, _ fix: String) {
            found.append(PlanningProblem(field: field, message: message, fix: fix))
        }
        if !(1...120).contains(periods) { report("periods", "\(periods) periods", "give 1...120") }
        if !(1...120).contains(minimumTerm) { report("minimumTerm", "\(minimumTerm) periods", "give 1...120") }
        if !(1...120).contains(maximumAway) || maximumAway < minimumTerm {
            report("maximumAway", "\(maximumAway) periods", "give at least minimumTerm and at most 120")
        }
        if !(1...120).contains(rest) { report("rest", "\(rest) periods", "give 1...120") }
        var teamIDs: Set<StaffDonorID> = []
        for (index, team) in teams.enumerated() {
            if !teamIDs.insert(team.id).inserted {
                report("teams[\(index)].id", "\(team.id) appears twice", "give every team its own identifier")
            }
            if !(0...1_000_000).contains(team.persons) {
                report("teams[\(index)].persons", "\(team.persons) persons", "give 0...10^6")
            }
        }
        var placeIDs: Set<InstitutionID> = []
        for (index, place) in places.enumerated() {
            if !placeIDs.insert(place.id).inserted {
                report("places[\(index)].id", "\(place.id) appears twice", "give every place its own identifier")
            }
            if !(0...1_000_000).contains(place.presence) {
                report("places[\(index)].presence", "\(place.presence) persons", "give 0...10^6")
            }
        }
        var pairs: Set<[String]> = []
        for (index, lane) in lanes.enumerated() {
            if !teamIDs.contains(lane.team) {
                report("lanes[\(index)].team", "there is no team \(lane.team)", "add it, or correct it")
            }
            if !placeIDs.contains(lane.place) {
                report("lanes[\(index)].place", "there is no place \(lane.place)", "add it, or correct it")
            }
            if !pairs.insert([lane.team.rawValue, lane.place.rawValue]).inserted {
                report("lanes[\(index)]", "\(lane.team) → \(lane.place) appears twice", "give each pair once")
            }
            if !(0...StaffDispatchProblem.mostMeters).contains(lane.meters) {
                report("lanes[\(index)].meters", "\(lane.meters) m", "give 0...10^9")
            }
        }
        return found
    }
}
