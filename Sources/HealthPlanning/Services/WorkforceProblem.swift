/// Graduates and village doctors to posts: the staff dispatch with another supply (P10).
///
/// A cohort is a donor without a joint limit of its own beyond its size; people move for good, so the terms are those of
/// a full-time post and travel is paid once, when moving.
extension StaffDispatchProblem {
    /// Persons with one qualification who look for posts.
    public struct Cohort: Sendable, Hashable {
        /// Identifier, unique among cohorts: a school and year, or a county's village doctors.
        public var id: StaffDonorID
        /// What they can work as, any one of these.
        public var qualifications: Set<String>
        /// Persons.
        public var persons: Int

        /// Creates a cohort.
        public init(id: StaffDonorID, qualifications: Set<String>, persons: Int) {
            self.id = id
            self.qualifications = qualifications
            self.persons = persons
        }
    }

    /// The problem of placing cohorts at posts by need.
    ///
    /// A cohort with several qualifications can fill each with all its persons, but sends no more than it has: the joint
    /// limit. Institutions need no one of a higher-level hospital here.
    ///
    /// - Parameter distance: metres from a cohort's home to an institution; `nil` where nobody would go.
    public static func workforce(
        cohorts: [Cohort], institutions: [Institution],
        distance: (_ cohort: Cohort, _ institution: Institution) -> Int?
    ) -> StaffDispatchProblem {
        var lanes: [Lane] = []
        for cohort in cohorts {
            for institution in institutions {
                guard let meters = distance(cohort, institution) else { continue }
                lanes.append(Lane(donor: cohort.id, institution: institution.id, meters: meters))
            }
        }
        return StaffDispatchProblem(
            donors: cohorts.map { cohort in
                Donor(
                    id: cohort.id,
                    releasable: Dictionary(uniqueKeysWithValues: cohort.qualifications.map { ($0, cohort.persons) }),
                    jointLimit: cohort.persons)
            },
            institutions: institutions.map { institution in
                var own = institution
                own.needsOne = false
                return own
            }, lanes: lanes,
            terms: Terms(presenceDaysPerWeek: 5, workingDaysPerWeek: 5, daysPerVisit: 5, weeksPerYear: 1))
    }
}
