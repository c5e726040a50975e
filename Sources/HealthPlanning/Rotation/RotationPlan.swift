public import LinearOptimization

/// Who stays where and when.
public struct RotationPlan: Sendable, Hashable {
    /// One person's stay at a place.
    public struct Stay: Sendable, Hashable {
        /// The team.
        public var team: StaffDonorID
        /// Which of the team's persons, from 0.
        public var person: Int
        /// The place.
        public var place: InstitutionID
        /// First period, from 0.
        public var start: Int
        /// Periods.
        public var length: Int

        /// Creates a stay.
        public init(team: StaffDonorID, person: Int, place: InstitutionID, start: Int, length: Int) {
            self.team = team
            self.person = person
            self.place = place
            self.start = start
            self.length = length
        }
    }

    /// Persons missing at a place in a period.
    public struct Gap: Sendable, Hashable {
        /// The place.
        public var place: InstitutionID
        /// The period, from 0.
        public var period: Int
        /// Persons missing.
        public var missing: Int
    }

    /// Engine that made the plan.
    public var engine: String
    /// Why it stopped.
    public var termination: Termination
    /// Stays, by team, person and start.
    public var stays: [Stay]
    /// Where continuous presence fails.
    public var gaps: [Gap]
    /// Persons missing, added up over periods.
    public var missing: Int
    /// Least possible ``missing``, proven; `nil` when nothing was.
    public var missingBound: Int?
    /// Metres of all stays.
    public var travel: Int
    /// Least possible ``travel`` with that many missing, proven; `nil` when nothing was.
    public var travelBound: Int?
    /// Times and nodes.
    public var statistics: SolveStatistics
}

extension RotationProblem {
    /// Checks a rotation from the data alone: every person's calendar, every place's presence, all sums.
    public func checks(_ plan: RotationPlan) -> [VerificationReport.Check] {
        var wrong: [String] = []
        var away: [StaffDonorID: [Int: [Bool]]] = [:]
        var present: [InstitutionID: [Int]] = [:]
        for place in places { present[place.id] = Array(repeating: 0, count: periods) }
        var travel = 0
        for stay in plan.stays.sorted(by: { $0.start < $1.start }) {
            let name = "\(stay.team) \(stay.person) at \(stay.place) from \(stay.start)"
            guard let lane = lanes.first(where: { $0.team == stay.team && $0.place == stay.place }),
                let team = teams.first(where: { $0.id == stay.team }), (0..<team.persons).contains(stay.person)
            else {
                wrong.append("\(name): no such person or pair")
                continue
            }
            guard stay.start >= 0, stay.length >= minimumTerm, stay.length <= maximumAway,
                stay.start <= periods - stay.length
            else {
                wrong.append("\(name): \(stay.length) periods")
                continue
            }
            travel += lane.meters
            var calendar = away[stay.team]?[stay.person] ?? Array(repeating: false, count: periods)
            for period in stay.start..<min(periods, stay.start + stay.length + rest) {
                if calendar[period] { wrong.append("\(name): not at home before") }
                calendar[period] = true
                if period < stay.start + stay.length { present[stay.place]?[period] += 1 }
            }
            away[stay.team, default: [:]][stay.person] = calendar
        }
        var missing = 0
        var gaps: Set<RotationPlan.Gap> = []
        for place in places {
            for (period, there) in (present[place.id] ?? []).enumerated() where there < place.presence {
                missing += place.presence - there
                gaps.insert(.init(place: place.id, period: period, missing: place.presence - there))
            }
        }
        if gaps != Set(plan.gaps) || plan.gaps.count != gaps.count { wrong.append("gaps differ") }
        if missing != plan.missing || travel != plan.travel { wrong.append("\(missing) missing, \(travel) m") }
        if plan.termination.isOptimal && (plan.missingBound != missing || plan.travelBound != travel) {
            wrong.append("optimal is claimed without bounds that meet it")
        }
        if let bound = plan.missingBound, bound > missing { wrong.append("bound above the value") }
        return [
            .init(
                name: "rotation", passed: wrong.isEmpty,
                detail: wrong.isEmpty
                    ? "\(plan.stays.count) stays, \(missing) missing" : wrong.prefix(5).joined(separator: "; "))
        ]
    }
}
