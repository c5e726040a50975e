import FacilityLocation
public import LinearOptimization

/// What more staff of one discipline at one donor is worth, by solving again.
public struct StaffWorth: Sendable, Hashable {
    /// The donor.
    public var donor: StaffDonorID
    /// The discipline.
    public var discipline: String
    /// Persons added.
    public var added: Int
    /// Aims before, in their order.
    public var before: [StaffDispatchPlan.Level]
    /// Aims after, in their order.
    public var after: [StaffDispatchPlan.Level]
    /// Up to how many more persons each fills one more post; 0 when one more fills none.
    ///
    /// Counted over posts in need; a person who goes to an institution that only lacks its one fills none.
    public var holdsUpTo: Int

    /// Posts more that are filled with the persons added.
    public var filled: Int { value(before, .shortage) - value(after, .shortage) }
    /// Institutions more that have someone.
    public var covered: Int { value(before, .nobodyAtZero) - value(after, .nobodyAtZero) }

    private func value(_ levels: [StaffDispatchPlan.Level], _ aim: StaffDispatchPlan.Aim) -> Int {
        levels.first { $0.aim == aim }?.value ?? 0
    }
}

extension StaffDispatchPlanner {
    /// The worth of some more releasable persons, joint limit raised with them.
    ///
    /// Exact: both plans are proven; the range comes from a maximum flow with that staff unlimited, since each of the
    /// first persons fills one post more and none after the flow has stopped growing (a maximum flow grows with one
    /// capacity at slope 1, then 0). For problems whose limits nest.
    ///
    /// - Parameter persons: persons to add, at least 1.
    /// - Throws: ``PlanningError`` for bad data, an unknown donor, or rules that do not nest.
    public func worth(
        of discipline: String, at donor: StaffDonorID, persons: Int = 1, options: SolveOptions = SolveOptions()
    ) throws -> StaffWorth {
        var problems = problem.problems()
        let index = problem.donors.firstIndex { $0.id == donor }
        if index == nil {
            problems.append(.init(field: "donor", message: "there is no donor \(donor)", fix: "name one of the donors"))
        }
        if !(1...1_000_000).contains(persons) {
            problems.append(.init(field: "persons", message: "\(persons) persons", fix: "give 1...10^6"))
        }
        if !problem.isNested {
            problems.append(
                .init(
                    field: "problem", message: "pair limits, seniority or one donor per institution do not nest",
                    fix: "drop them for prices"))
        }
        guard problems.isEmpty, let index else { throw PlanningError(problems) }
        let before = try plan(engine: .exact, options: options)
        func with(_ more: Int) -> StaffDispatchProblem {
            var raised = problem
            raised.donors[index].releasable[discipline, default: 0] += more
            if let limit = raised.donors[index].jointLimit { raised.donors[index].jointLimit = limit + more }
            return raised
        }
        let after = try StaffDispatchPlanner(with(persons)).plan(engine: .exact, options: options)
        // The joint limit rises too, which may free staff of other disciplines.
        let needed = problem.institutions.reduce(0) { $1.posts.values.reduce($0) { $0 + $1.need } }
        return StaffWorth(
            donor: donor, discipline: discipline, added: persons, before: before.levels, after: after.levels,
            holdsUpTo: Self.mostServed(with(needed)) - Self.mostServed(problem))
    }

    /// Persons that can be sent to posts in need in all.
    private static func mostServed(_ problem: StaffDispatchProblem) -> Int {
        let network = StaffNetwork(problem)
        let flow = StaffingFlow(network)
        for post in 0..<network.postCount { flow.wanted[post] = max(0, network.need[post] - network.existing[post]) }
        flow.maximize()
        return (0..<network.postCount).reduce(0) { $0 + flow.kept[$1] }
    }
}
