/// What a staff dispatch changes: WISN ratio, full-time equivalents and travel, before and after.
public struct StaffFigures: Sendable, Hashable {
    /// One line of figures.
    public struct Line: Sendable, Hashable {
        /// Persons required.
        public var need: Int
        /// Persons there before.
        public var before: Int
        /// Persons there after.
        public var after: Int
        /// Residents served.
        public var residents: Int
        /// Full-time equivalents posted.
        public var fullTimeEquivalents: Double
        /// Days a year spent on the road.
        public var travelDays: Double
        /// Visits a year.
        public var visits: Double

        /// Persons there ÷ required before the dispatch; 1 where nothing is required.
        public var ratioBefore: Double { need == 0 ? 1 : Double(before) / Double(need) }
        /// Persons there ÷ required after it, postings counted as persons.
        public var ratioAfter: Double { need == 0 ? 1 : Double(after) / Double(need) }
        /// Full-time equivalents posted per 10,000 residents; 0 without residents.
        public var fullTimeEquivalentsPer10000: Double {
            residents == 0 ? 0 : fullTimeEquivalents * 10_000 / Double(residents)
        }
    }

    /// Everything together.
    public var total: Line
    /// By discipline; residents are everyone's.
    public var byDiscipline: [String: Line]
    /// By institution.
    public var byInstitution: [InstitutionID: Line]

    /// Figures of a plan.
    ///
    /// O(postings + posts + lanes).
    public init(_ problem: StaffDispatchProblem, _ plan: StaffDispatchPlan) {
        let empty = Line(
            need: 0, before: 0, after: 0, residents: 0, fullTimeEquivalents: 0, travelDays: 0, visits: 0)
        var total = empty
        var byDiscipline: [String: Line] = [:]
        var byInstitution: [InstitutionID: Line] = [:]
        for institution in problem.institutions {
            total.residents += institution.residents
            byInstitution[institution.id] = empty
            byInstitution[institution.id]?.residents = institution.residents
            for (discipline, post) in institution.posts {
                byDiscipline[discipline] = byDiscipline[discipline] ?? empty
                func add(_ line: inout Line) {
                    line.need += post.need
                    line.before += post.existing
                    line.after += post.existing
                }
                add(&total)
                add(&byDiscipline[discipline, default: empty])
                add(&byInstitution[institution.id, default: empty])
            }
        }
        for discipline in byDiscipline.keys { byDiscipline[discipline]?.residents = total.residents }
        var meters: [StaffDonorID: [InstitutionID: Int]] = [:]
        for lane in problem.lanes { meters[lane.donor, default: [:]][lane.institution] = lane.meters }
        let terms = problem.terms
        let visitsPerPerson = terms.weeksPerYear * terms.presenceDaysPerWeek / terms.daysPerVisit
        for posting in plan.postings {
            let persons = Double(posting.persons)
            let way = Double(meters[posting.donor]?[posting.institution] ?? 0)
            func add(_ line: inout Line) {
                line.after += posting.persons
                line.fullTimeEquivalents += persons * terms.presenceDaysPerWeek / terms.workingDaysPerWeek
                line.visits += persons * visitsPerPerson
                line.travelDays += persons * visitsPerPerson * 2 * way / terms.metersPerTravelDay
            }
            add(&total)
            add(&byDiscipline[posting.discipline, default: empty])
            add(&byInstitution[posting.institution, default: empty])
        }
        self.total = total
        self.byDiscipline = byDiscipline
        self.byInstitution = byInstitution
    }
}
