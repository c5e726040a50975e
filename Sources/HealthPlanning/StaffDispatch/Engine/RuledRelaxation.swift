internal import LinearOptimization

/// Rules that do not nest, priced instead of kept: the network without them bounds every aim, and its plan, mended,
/// is a plan under them.
///
/// Without the rules the problem is one network, solved exactly aim after aim. Where its plan keeps the rules anyway it
/// is the best under them too. Pair limits over disciplines are then priced (Lagrangian relaxation; the disciplines share
/// nothing else): metres are added to pairs that send too many, which changes no aim before travel, and
/// Σ (metres + price) − Σ price · limit stays a bound on travel for every plan that reaches the same earlier aims.
struct RuledRelaxation {
    /// Most rounds of prices; each is a dispatch without the rules.
    static let mostRounds = 12

    private let rounds: Int
    private let problem: StaffDispatchProblem
    private let network: StaffNetwork
    private let assembly: StaffAssembly
    /// Entry of the lanes for a pair, and lane of an entry and a discipline.
    private var entryAt: [Pair: Int] = [:]
    private var laneAt: [Int: Int] = [:]
    private let numbers: [String: Int]

    private struct Pair: Hashable {
        var donor: StaffDonorID
        var institution: InstitutionID
    }

    init(_ network: StaffNetwork, rounds: Int? = nil) {
        self.rounds = rounds ?? Self.mostRounds
        self.network = network
        problem = network.problem
        assembly = StaffAssembly(network)
        numbers = Dictionary(uniqueKeysWithValues: network.disciplines.enumerated().map { ($1, $0) })
        for (entry, lane) in problem.lanes.enumerated() {
            entryAt[Pair(donor: lane.donor, institution: lane.institution)] = entry
        }
        for lane in 0..<network.laneCount {
            let discipline = Int(network.postDiscipline[Int(network.lanePost[lane])])
            laneAt[Int(network.laneEntry[lane]) * network.disciplines.count + discipline] = lane
        }
    }

    /// The best plan found, with the limits the relaxation proves.
    ///
    /// - Parameter remaining: The options with what is left of the time.
    func plan(_ remaining: () -> SolveOptions) throws -> StaffDispatchPlan {
        var relaxed = try StaffDispatchPlanner(eased([:])).plan(options: remaining())
        if relaxed.termination.isOptimal, let sent = kept(relaxed), isRuled(sent) { return relaxed }
        var best = assembly.plan(RuledGreedy.solve(network), engine: "exact")
        guard relaxed.termination.isOptimal else { return stopped(best, relaxed.termination.limit) }
        let aims = relaxed
        consider(relaxed, &best)
        var travelBound = relaxed.value(.travel)
        var prices: [Int: Int] = [:]
        var scale = 1.0
        // Other rules have no price; changes before travel are not bounded by prices on travel.
        let isPriced =
            problem.seniority == nil && !problem.hasOneDonorPerInstitution
            && problem.lastAims == .travelThenChange
        var round = 1
        while isPriced, round < rounds, !isProven(best, aims, travelBound) {
            round += 1
            reprice(&prices, relaxed, best, travelBound, scale)
            relaxed = try StaffDispatchPlanner(eased(prices)).plan(options: remaining())
            guard relaxed.termination.isOptimal else {
                return stopped(bounded(best, aims, travelBound), relaxed.termination.limit)
            }
            let bound = relaxed.value(.travel) - prices.reduce(0) { $0 + $1.value * limit($1.key) }
            if bound > travelBound { travelBound = bound } else { scale /= 2 }
            consider(relaxed, &best)
        }
        return bounded(best, aims, travelBound)
    }

    private func stopped(_ plan: StaffDispatchPlan, _ limit: Termination.Limit?) -> StaffDispatchPlan {
        var plan = plan
        plan.termination = Termination(.feasible, limit: limit ?? .heuristic, detail: plan.termination.detail)
        return plan
    }

    /// The problem without the rules, metres added to some pairs.
    private func eased(_ prices: [Int: Int]) -> StaffDispatchProblem {
        var eased = problem
        eased.seniority = nil
        eased.hasOneDonorPerInstitution = false
        for entry in eased.lanes.indices {
            eased.lanes[entry].pairLimit = nil
            eased.lanes[entry].hardship += prices[entry] ?? 0
        }
        return eased
    }

    private func limit(_ entry: Int) -> Int { problem.lanes[entry].pairLimit ?? 0 }

    /// Persons per lane of a plan without the rules.
    private func kept(_ plan: StaffDispatchPlan) -> [Int]? {
        var sent = [Int](repeating: 0, count: network.laneCount)
        for posting in plan.postings {
            guard let entry = entryAt[Pair(donor: posting.donor, institution: posting.institution)],
                let number = numbers[posting.discipline], let lane = laneAt[entry * network.disciplines.count + number]
            else { return nil }
            sent[lane] = posting.persons
        }
        return sent
    }

    private func byEntry(_ sent: [Int]) -> [Int] {
        var persons = [Int](repeating: 0, count: problem.lanes.count)
        for lane in sent.indices { persons[Int(network.laneEntry[lane])] += sent[lane] }
        return persons
    }

    /// Whether persons per lane keep every rule.
    private func isRuled(_ sent: [Int]) -> Bool {
        for (entry, persons) in byEntry(sent).enumerated() where persons > problem.lanes[entry].pairLimit ?? persons {
            return false
        }
        for institution in 0..<network.institutionCount {
            var (senior, all) = (0, 0)
            var donors: Set<Int32> = []
            for post in network.posts(of: institution) {
                let name = network.disciplines[Int(network.postDiscipline[post])]
                for lane in network.lanes(into: post) where sent[lane] > 0 {
                    all += sent[lane]
                    if problem.seniority?.disciplines.contains(name) ?? false { senior += sent[lane] }
                    donors.insert(network.poolDonor[Int(network.lanePool[lane])])
                }
            }
            if let rule = problem.seniority, 100 * senior < rule.percent * all { return false }
            if problem.hasOneDonorPerInstitution, donors.count > 1 { return false }
        }
        return true
    }

    /// Takes a relaxed plan, mended, where it is better than the best so far.
    private func consider(_ relaxed: StaffDispatchPlan, _ best: inout StaffDispatchPlan) {
        guard problem.seniority == nil, !problem.hasOneDonorPerInstitution, var sent = kept(relaxed) else { return }
        var kept = [Int](repeating: 0, count: network.postCount)
        for lane in sent.indices { kept[Int(network.lanePost[lane])] += sent[lane] }
        var over = byEntry(sent)
        var used: [Int: [Int]] = [:]
        for lane in sent.indices where sent[lane] > 0 {
            let entry = Int(network.laneEntry[lane])
            if over[entry] > problem.lanes[entry].pairLimit ?? .max { used[entry, default: []].append(lane) }
        }
        func share(_ lane: Int) -> Double {
            let post = Int(network.lanePost[lane])
            return Double(network.existing[post] + kept[post]) / Double(max(1, network.need[post]))
        }
        // Whoever has most of what it needs gives up a person first.
        for (entry, lanes) in used.sorted(by: { $0.key < $1.key }) {
            while over[entry] > limit(entry),
                let lane = lanes.filter({ sent[$0] > 0 }).max(by: { share($0) < share($1) })
            {
                sent[lane] -= 1
                over[entry] -= 1
                kept[Int(network.lanePost[lane])] -= 1
            }
        }
        let plan = assembly.plan(RuledGreedy.solve(network, from: sent), engine: "exact")
        if isBetter(plan, best) { best = plan }
    }

    private func isBetter(_ a: StaffDispatchPlan, _ b: StaffDispatchPlan) -> Bool {
        if a.atZero.count != b.atZero.count { return a.atZero.count < b.atZero.count }
        if a.worstShare != b.worstShare { return a.worstShare > b.worstShare }
        let last: [StaffDispatchPlan.Aim] =
            problem.lastAims == .travelThenChange ? [.travel, .change] : [.change, .travel]
        for aim in [.fairness, .shortage] + last where a.value(aim) != b.value(aim) {
            return a.value(aim) < b.value(aim)
        }
        return false
    }

    /// Subgradient step: pairs over their limit become dearer, others cheaper again.
    private func reprice(
        _ prices: inout [Int: Int], _ relaxed: StaffDispatchPlan, _ best: StaffDispatchPlan, _ bound: Int,
        _ scale: Double
    ) {
        guard let sent = kept(relaxed) else { return }
        var length = 0.0
        var excess: [Int: Int] = [:]
        for (entry, persons) in byEntry(sent).enumerated() {
            guard let limit = problem.lanes[entry].pairLimit, persons > limit || prices[entry] != nil else { continue }
            excess[entry] = persons - limit
            length += Double((persons - limit) * (persons - limit))
        }
        guard length > 0 else { return }
        // Where earlier aims differ, the best plan's travel is no goal; a twentieth above the bound is.
        let goal = max(Double(best.value(.travel)), Double(bound) * 1.005 + 1)
        let step = scale * max(1_000, min(goal - Double(bound), Double(bound) * 0.05)) / length
        for (entry, beyond) in excess {
            let price = max(0, Double(prices[entry] ?? 0) + step * Double(beyond))
            let room = StaffDispatchProblem.mostMeters - problem.lanes[entry].hardship
            prices[entry] = price < 1 ? nil : min(Int(price.rounded()), max(0, min(room, 50_000_000)))
        }
    }

    /// Whether every aim up to travel is as good as any plan's.
    private func isProven(_ plan: StaffDispatchPlan, _ aims: StaffDispatchPlan, _ travel: Int) -> Bool {
        isFair(plan, aims) && plan.value(.travel) <= travel
    }

    private func isFair(_ plan: StaffDispatchPlan, _ aims: StaffDispatchPlan) -> Bool {
        plan.atZero.count == aims.atZero.count && plan.worstShare == aims.worstShare
            && plan.value(.fairness) == aims.value(.fairness) && plan.value(.shortage) == aims.value(.shortage)
    }

    /// A plan with the limits that hold for it: each holds given the aims before, so the first that is not reached is
    /// the last to have one.
    private func bounded(_ plan: StaffDispatchPlan, _ aims: StaffDispatchPlan, _ travel: Int) -> StaffDispatchPlan {
        var plan = plan
        var isReached = true
        for index in plan.levels.indices where isReached {
            let aim = plan.levels[index].aim
            switch aim {
            case .worstShare:
                plan.levels[index].bound = aims.value(aim)
                isReached = plan.worstShare == aims.worstShare
            case .travel where problem.lastAims == .travelThenChange:
                plan.levels[index].bound = travel
                isReached = plan.value(.travel) <= travel
            case .nobodyAtZero, .fairness, .shortage:
                plan.levels[index].bound = aims.value(aim)
                isReached = plan.value(aim) == aims.value(aim)
            case .travel, .change:
                isReached = false
            }
        }
        plan.termination = Termination(
            .feasible, limit: .heuristic, detail: "the limits are those of the network with priced pair limits")
        return plan
    }
}
