/// Who goes where by discipline: donors with staff to release, institutions with posts to fill.
///
/// Amounts are whole persons. A person posted stays ``Terms/presenceDaysPerWeek`` days a week; full-time equivalents
/// and visits follow from the terms. Everything is addressed by identifier.
public struct StaffDispatchProblem: Sendable, Hashable {
    /// A hospital or city that sends staff.
    public struct Donor: Sendable, Hashable, Identifiable {
        /// Identifier, unique among donors.
        public var id: StaffDonorID
        /// Persons it can release by discipline; at least 0.
        public var releasable: [String: Int]
        /// Most persons it sends over all disciplines together; `nil` for no joint limit.
        public var jointLimit: Int?

        /// Creates a donor.
        public init(id: StaffDonorID, releasable: [String: Int], jointLimit: Int? = nil) {
            self.id = id
            self.releasable = releasable
            self.jointLimit = jointLimit
        }
    }

    /// What an institution needs and has in one discipline.
    public struct Post: Sendable, Hashable {
        /// Persons required (by WISN: workload ÷ standard workload); at least 0.
        public var need: Int
        /// Persons of its own; at least 0.
        public var existing: Int

        /// Creates a post.
        public init(need: Int, existing: Int = 0) {
            self.need = need
            self.existing = existing
        }
    }

    /// An institution, or a county standing for its institutions.
    public struct Institution: Sendable, Hashable, Identifiable {
        /// Identifier, unique among institutions.
        public var id: InstitutionID
        /// Posts by discipline; at least one.
        public var posts: [String: Post]
        /// Residents it serves, for figures per 10,000.
        public var residents: Int
        /// Whether it is to have at least one person of a higher-level hospital (P7).
        public var needsOne: Bool

        /// Creates an institution.
        public init(id: InstitutionID, posts: [String: Post], residents: Int = 0, needsOne: Bool = true) {
            self.id = id
            self.posts = posts
            self.residents = residents
            self.needsOne = needsOne
        }
    }

    /// A donor within reach of an institution.
    public struct Lane: Sendable, Hashable {
        /// Who sends.
        public var donor: StaffDonorID
        /// Who receives.
        public var institution: InstitutionID
        /// Metres of travel for one person.
        public var meters: Int
        /// Hardship of the place, in metres of travel it is worth; at least 0.
        public var hardship: Int
        /// Most persons of all disciplines together on this pair, or `nil`; does not nest.
        public var pairLimit: Int?

        /// Creates a lane.
        public init(
            donor: StaffDonorID, institution: InstitutionID, meters: Int, hardship: Int = 0, pairLimit: Int? = nil
        ) {
            self.donor = donor
            self.institution = institution
            self.meters = meters
            self.hardship = hardship
            self.pairLimit = pairLimit
        }
    }

    /// Persons posted from a donor to an institution in a discipline.
    public struct Posting: Sendable, Hashable {
        /// Who sends.
        public var donor: StaffDonorID
        /// Who receives.
        public var institution: InstitutionID
        /// The discipline.
        public var discipline: String
        /// Persons.
        public var persons: Int

        /// Creates a posting.
        public init(donor: StaffDonorID, institution: InstitutionID, discipline: String, persons: Int) {
            self.donor = donor
            self.institution = institution
            self.discipline = discipline
            self.persons = persons
        }
    }

    /// What a posting is in time.
    public struct Terms: Sendable, Hashable {
        /// Days a week a person posted is present (Practice: at least 3).
        public var presenceDaysPerWeek: Double
        /// Days a full-time post works per week.
        public var workingDaysPerWeek: Double
        /// Days away from home on one visit; every visit travels there and back.
        public var daysPerVisit: Double
        /// Weeks a year.
        public var weeksPerYear: Double
        /// Metres travelled on a day, for travel days.
        public var metersPerTravelDay: Double

        /// Creates terms; by default three days a week in one visit, 52 weeks, 500 km a day.
        public init(
            presenceDaysPerWeek: Double = 3, workingDaysPerWeek: Double = 5, daysPerVisit: Double = 3,
            weeksPerYear: Double = 52, metersPerTravelDay: Double = 500_000
        ) {
            self.presenceDaysPerWeek = presenceDaysPerWeek
            self.workingDaysPerWeek = workingDaysPerWeek
            self.daysPerVisit = daysPerVisit
            self.weeksPerYear = weeksPerYear
            self.metersPerTravelDay = metersPerTravelDay
        }
    }

    /// What comes last, after fairness.
    public enum LastAims: String, Sendable, Hashable, Codable, CaseIterable {
        /// Least travel, then least change against ``StaffDispatchProblem/previous``.
        case travelThenChange
        /// Least change, then least travel: the smallest change that reaches the same fairness.
        case changeThenTravel
    }

    /// Donors, in the order of answers.
    public var donors: [Donor]
    /// Institutions, in the order of answers.
    public var institutions: [Institution]
    /// Pairs within reach.
    public var lanes: [Lane]
    /// Last year's postings; those outside the lanes count as ended.
    public var previous: [Posting]
    /// Metres that one posting beyond last year's is worth on top of travel.
    public var changePrice: Int
    /// Order of the last two aims.
    public var lastAims: LastAims
    /// Days, visits and weeks.
    public var terms: Terms
    /// Least share of seniors among the persons an institution receives; does not nest, so needs GLPK.
    public var seniority: Seniority?
    /// Whether each institution receives from one donor only, a whole consortium; does not nest, so needs GLPK.
    public var hasOneDonorPerInstitution = false

    /// A mix of seniority: of the persons an institution receives, at least a share is of senior disciplines.
    public struct Seniority: Sendable, Hashable {
        /// Disciplines that count as senior, such as "cardiology, consultant".
        public var disciplines: Set<String>
        /// Senior persons per hundred persons received, 0...100.
        public var percent: Int

        /// Creates a rule.
        public init(disciplines: Set<String>, percent: Int) {
            self.disciplines = disciplines
            self.percent = percent
        }
    }

    /// Creates a problem.
    public init(
        donors: [Donor], institutions: [Institution], lanes: [Lane], previous: [Posting] = [], changePrice: Int = 0,
        lastAims: LastAims = .travelThenChange, terms: Terms = Terms(), seniority: Seniority? = nil
    ) {
        self.donors = donors
        self.institutions = institutions
        self.lanes = lanes
        self.previous = previous
        self.changePrice = changePrice
        self.lastAims = lastAims
        self.terms = terms
        self.seniority = seniority
    }

    /// Whether all caps nest, so that one network holds the whole problem.
    public var isNested: Bool {
        seniority == nil && !hasOneDonorPerInstitution && lanes.allSatisfy { $0.pairLimit == nil }
    }
}

/// Identifies a donor of staff.
public typealias StaffDonorID = Identifier<StaffDispatchProblem.Donor>
/// Identifies an institution that receives staff.
public typealias InstitutionID = Identifier<StaffDispatchProblem.Institution>
