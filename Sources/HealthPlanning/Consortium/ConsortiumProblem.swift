/// Tight consortia: every institution belongs to exactly one lead hospital (P7, P18).
public struct ConsortiumProblem: Sendable, Hashable {
    /// A hospital that leads a consortium.
    public struct Lead: Sendable, Hashable, Identifiable {
        /// Identifier, unique among leads.
        public var id: StaffDonorID
        /// Most load it takes.
        public var capacity: Int
        /// The institution its catchment starts from; needed where catchments are to be contiguous.
        public var seat: InstitutionID?

        /// Creates a lead.
        public init(id: StaffDonorID, capacity: Int, seat: InstitutionID? = nil) {
            self.id = id
            self.capacity = capacity
            self.seat = seat
        }
    }

    /// An institution to be led.
    public struct Member: Sendable, Hashable, Identifiable {
        /// Identifier, unique among institutions.
        public var id: InstitutionID
        /// What it takes of its lead's capacity.
        public var load: Int

        /// Creates a member.
        public init(id: InstitutionID, load: Int) {
            self.id = id
            self.load = load
        }
    }

    /// A lead an institution may have.
    public struct Lane: Sendable, Hashable {
        /// The lead.
        public var lead: StaffDonorID
        /// The institution.
        public var member: InstitutionID
        /// Cost of the pair, such as metres times visits; at least 0.
        public var cost: Int

        /// Creates a lane.
        public init(lead: StaffDonorID, member: InstitutionID, cost: Int) {
            self.lead = lead
            self.member = member
            self.cost = cost
        }
    }

    /// Two institutions that touch.
    public struct Border: Sendable, Hashable {
        /// One side.
        public var a: InstitutionID
        /// The other.
        public var b: InstitutionID

        /// Creates a border.
        public init(_ a: InstitutionID, _ b: InstitutionID) {
            self.a = a
            self.b = b
        }
    }

    /// Lead hospitals.
    public var leads: [Lead]
    /// Institutions.
    public var members: [Member]
    /// Admissible pairs.
    public var lanes: [Lane]
    /// Neighbouring institutions; with any, every catchment is connected to its lead's seat.
    public var borders: [Border]

    /// Creates a problem.
    public init(leads: [Lead], members: [Member], lanes: [Lane], borders: [Border] = []) {
        self.leads = leads
        self.members = members
        self.lanes = lanes
        self.borders = borders
    }

    /// Whether catchments are to be contiguous.
    public var isContiguous: Bool { !borders.isEmpty }

    /// Everything wrong with the data; empty when consortia can be formed.
    public func problems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        func report(_ field: String, _ message: String, _ fix: String) {
            found.append(PlanningProblem(field: field, message: message, fix: fix))
        }
        let most = StaffDispatchProblem.mostPersons
        var memberIDs: Set<InstitutionID> = []
        for (index, member) in members.enumerated() {
            if !memberIDs.insert(member.id).inserted {
                report(
                    "members[\(index)].id", "\(member.id) appears twice", "give every institution its own identifier")
            }
            if !(0...most).contains(member.load) { report("members[\(index)].load", "\(member.load)", "give 0...10^9") }
        }
        var leadIDs: Set<StaffDonorID> = []
        for (index, lead) in leads.enumerated() {
            if !leadIDs.insert(lead.id).inserted {
                report("leads[\(index)].id", "\(lead.id) appears twice", "give every lead its own identifier")
            }
            if !(0...most * 100).contains(lead.capacity) {
                report("leads[\(index)].capacity", "\(lead.capacity)", "give 0...10^11")
            }
            if let seat = lead.seat, !memberIDs.contains(seat) {
                report("leads[\(index)].seat", "there is no institution \(seat)", "name one of the members")
            }
            if isContiguous && lead.seat == nil {
                report("leads[\(index)].seat", "no seat", "name the institution its catchment starts from")
            }
        }
        var pairs: Set<[String]> = []
        for (index, lane) in lanes.enumerated() {
            if !leadIDs.contains(lane.lead) || !memberIDs.contains(lane.member) {
                report("lanes[\(index)]", "\(lane.lead) – \(lane.member) names an unknown end", "add it, or correct it")
            }
            if !pairs.insert([lane.lead.rawValue, lane.member.rawValue]).inserted {
                report("lanes[\(index)]", "\(lane.lead) – \(lane.member) appears twice", "give each pair once")
            }
            if !(0...most).contains(lane.cost) { report("lanes[\(index)].cost", "\(lane.cost)", "give 0...10^9") }
        }
        for (index, border) in borders.enumerated()
        where !memberIDs.contains(border.a) || !memberIDs.contains(border.b) {
            report("borders[\(index)]", "\(border.a) – \(border.b) names an unknown end", "name members")
        }
        return found
    }
}
