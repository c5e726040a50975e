extension StaffDispatchProblem {
    /// Most persons in all, so that every product of two sums stays within 64 bits.
    static let mostPersons = 1_000_000_000
    /// Longest lane, hardship and change price, in metres.
    static let mostMeters = 1_000_000_000

    /// Everything wrong with the data; empty when a dispatch can be planned.
    public func problems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        func report(_ field: String, _ message: String, _ fix: String) {
            found.append(PlanningProblem(field: field, message: message, fix: fix))
        }
        func check(_ amount: Int, _ field: String, _ what: String, _ total: inout Int) {
            guard (0...Self.mostPersons).contains(amount) else {
                return report(field, "\(amount) \(what)", "give 0...10^9")
            }
            total += amount
            if total > Self.mostPersons {
                report(field, "more than 10^9 \(what) in all", "count in larger units")
                total = 0
            }
        }
        var donorsSeen: Set<StaffDonorID> = []
        var released = 0
        for (index, donor) in donors.enumerated() {
            let field = "donors[\(index)]"
            if !donorsSeen.insert(donor.id).inserted {
                report("\(field).id", "\(donor.id) appears twice", "give every donor an identifier of its own")
            }
            for (discipline, persons) in donor.releasable.sorted(by: { $0.key < $1.key }) {
                check(persons, "\(field).releasable.\(discipline)", "persons", &released)
            }
            if let limit = donor.jointLimit, !(0...Self.mostPersons).contains(limit) {
                report("\(field).jointLimit", "limit \(limit)", "give 0...10^9, or leave it out")
            }
        }
        var institutionsSeen: Set<InstitutionID> = []
        var needed = 0
        var existing = 0
        for (index, institution) in institutions.enumerated() {
            let field = "institutions[\(index)]"
            if !institutionsSeen.insert(institution.id).inserted {
                report("\(field).id", "\(institution.id) appears twice", "give every institution its own identifier")
            }
            if institution.posts.isEmpty {
                report("\(field).posts", "no post", "give at least one discipline, with need 0 if nothing is missing")
            }
            if !(0...10_000_000_000).contains(institution.residents) {
                report("\(field).residents", "\(institution.residents) residents", "give 0...10^10")
            }
            for (discipline, post) in institution.posts.sorted(by: { $0.key < $1.key }) {
                check(post.need, "\(field).posts.\(discipline).need", "persons", &needed)
                check(post.existing, "\(field).posts.\(discipline).existing", "persons", &existing)
                // Beyond this, the last person missing of a post weighs nothing in the fairness index.
                if post.need > FairnessIndex.scale {
                    report("\(field).posts.\(discipline).need", "\(post.need) persons", "give at most 10^6 a post")
                }
            }
        }
        var pairs: Set<[String]> = []
        for (index, lane) in lanes.enumerated() {
            let field = "lanes[\(index)]"
            if !donorsSeen.contains(lane.donor) {
                report("\(field).donor", "there is no donor \(lane.donor)", "add it, or correct the identifier")
            }
            if !institutionsSeen.contains(lane.institution) {
                report("\(field).institution", "there is no institution \(lane.institution)", "add it, or correct it")
            }
            if !pairs.insert([lane.donor.rawValue, lane.institution.rawValue]).inserted {
                report(field, "\(lane.donor) → \(lane.institution) appears twice", "give each pair once")
            }
            for (name, value) in [("meters", lane.meters), ("hardship", lane.hardship)]
            where !(0...Self.mostMeters).contains(value) {
                report("\(field).\(name)", "\(value) m", "give 0...10^9")
            }
            if let limit = lane.pairLimit, !(0...Self.mostPersons).contains(limit) {
                report("\(field).pairLimit", "limit \(limit)", "give 0...10^9, or leave it out")
            }
        }
        found += previousProblems(donorsSeen, institutionsSeen) + termProblems()
        return found
    }

    private func previousProblems(
        _ donors: Set<StaffDonorID>, _ institutions: Set<InstitutionID>
    ) -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        var seen: Set<[String]> = []
        var total = 0
        for (index, posting) in previous.enumerated() {
            let field = "previous[\(index)]"
            let key = [posting.donor.rawValue, posting.institution.rawValue, posting.discipline]
            if !seen.insert(key).inserted {
                found.append(.init(field: field, message: "\(key) appears twice", fix: "give each posting once"))
            }
            if !(0...Self.mostPersons).contains(posting.persons) || total + posting.persons > Self.mostPersons {
                found.append(
                    .init(field: "\(field).persons", message: "\(posting.persons) persons", fix: "give 0...10^9 in all")
                )
            } else {
                total += posting.persons
            }
        }
        return found
    }

    private func termProblems() -> [PlanningProblem] {
        var found: [PlanningProblem] = []
        for (name, value) in [
            ("presenceDaysPerWeek", terms.presenceDaysPerWeek), ("workingDaysPerWeek", terms.workingDaysPerWeek),
            ("daysPerVisit", terms.daysPerVisit), ("weeksPerYear", terms.weeksPerYear),
        ] where !(0.001...366).contains(value) {
            found.append(.init(field: "terms.\(name)", message: "\(value)", fix: "give a number in 0.001...366"))
        }
        if !(1...1e9).contains(terms.metersPerTravelDay) {
            found.append(
                .init(field: "terms.metersPerTravelDay", message: "\(terms.metersPerTravelDay) m", fix: "give 1...10^9")
            )
        }
        if !(0...Self.mostMeters).contains(changePrice) {
            found.append(.init(field: "changePrice", message: "\(changePrice) m", fix: "give 0...10^9"))
        }
        if let seniority, !(0...100).contains(seniority.percent) {
            found.append(.init(field: "seniority.percent", message: "\(seniority.percent) %", fix: "give 0...100"))
        }
        return found
    }
}
