/// The first aim: as few institutions as possible without anyone, by one maximum flow.
struct Coverage {
    /// Why institutions stay at zero.
    struct Cut {
        var institutions: [Int]
        /// Institutions of these that can be given someone.
        var capacity: Int
    }

    /// Institutions that must stay without anyone, at least.
    let atZero: Int
    /// The institutions and the staff that reaches them; `nil` when everyone gets one.
    let cut: Cut?

    init(_ flow: StaffingFlow) {
        let network = flow.network
        flow.reset()
        let asking = network.problem.institutions.indices.filter { network.problem.institutions[$0].needsOne }
        for post in 0..<network.postCount { flow.wanted[post] = 0 }
        for institution in 0..<network.institutionCount { flow.asksForOne[institution] = false }
        for institution in asking { flow.asksForOne[institution] = true }
        flow.maximize()
        atZero = asking.count { flow.institutionFlow[$0] == 0 }
        cut =
            atZero == 0
            ? nil
            : Cut(
                institutions: asking.filter { !flow.isReached(flow.institutionNode($0)) },
                capacity: WorstShare.capacity(into: flow))
        for institution in asking { flow.asksForOne[institution] = false }
    }
}
