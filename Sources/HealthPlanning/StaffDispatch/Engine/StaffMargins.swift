/// What the persons of a flow weigh at the margin, and which of them may move.
struct StaffMargins {
    let flow: StaffingFlow
    let network: StaffNetwork
    /// Persons each post must keep.
    let least: [Int]

    init(_ flow: StaffingFlow, least: [Int]) {
        self.flow = flow
        network = flow.network
        self.least = least
    }

    /// Weight a further person takes away; `nil` when the post is full.
    func next(_ post: Int) -> Int? {
        let kept = flow.kept[post]
        guard kept < network.open[post] else { return nil }
        let missing = network.need[post] - network.existing[post] - kept
        return missing > 0 ? FairnessIndex.weight(missing: missing, need: network.need[post]) : 0
    }

    /// Weight that losing the last person brings back; `nil` when the post must keep it or has none.
    func last(_ post: Int) -> Int? {
        let kept = flow.kept[post]
        guard kept > least[post] else { return nil }
        let missing = network.need[post] - network.existing[post] - kept + 1
        return missing > 0 ? FairnessIndex.weight(missing: missing, need: network.need[post]) : 0
    }

    /// Persons an institution has been given.
    func persons(_ institution: Int) -> Int {
        network.posts(of: institution).reduce(0) { $0 + flow.kept[$1] }
    }

    func needsOne(_ institution: Int) -> Bool { network.problem.institutions[institution].needsOne }

    /// Whether an institution would still have its one after losing a person.
    func canSpare(_ institution: Int) -> Bool { persons(institution) >= (needsOne(institution) ? 2 : 1) }
}
