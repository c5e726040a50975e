internal import LinearOptimization

/// Turns persons per lane back into postings, values, limits and explanations.
struct StaffAssembly {
    let network: StaffNetwork

    init(_ network: StaffNetwork) { self.network = network }

    /// The plan of some persons per lane, with values but without proof.
    func plan(_ sent: [Int], engine: String) -> StaffDispatchPlan {
        let problem = network.problem
        var kept = [Int](repeating: 0, count: network.postCount)
        var postings: [StaffDispatchProblem.Posting] = []
        var travel = 0
        var change = 0
        for post in 0..<network.postCount {
            for lane in network.lanes(into: post) where sent[lane] > 0 {
                kept[post] += sent[lane]
                let beyond = max(0, sent[lane] - network.lanePrevious[lane])
                travel += sent[lane] * network.laneCost[lane] + beyond * problem.changePrice
                change += beyond
                let entry = problem.lanes[Int(network.laneEntry[lane])]
                postings.append(
                    .init(
                        donor: entry.donor, institution: entry.institution,
                        discipline: network.disciplines[Int(network.postDiscipline[post])], persons: sent[lane]))
            }
        }
        let atZero = (0..<network.institutionCount).filter { institution in
            problem.institutions[institution].needsOne
                && network.posts(of: institution).allSatisfy { kept[$0] == 0 }
        }
        var worst = StaffRatio(1, 1)
        var fairness = 0
        var shortages: [(missing: Int, post: Int)] = []
        for post in 0..<network.postCount {
            let missing = max(0, network.need[post] - network.existing[post] - kept[post])
            guard missing > 0 else { continue }
            fairness += FairnessIndex.total(shortage: missing, need: network.need[post])
            shortages.append((missing, post))
            if network.isReachable(post) {
                worst = min(worst, StaffRatio(network.need[post] - missing, network.need[post]))
            }
        }
        let short = shortages.reduce(0) { $0 + $1.missing }
        shortages.sort { a, b in
            let (left, right) = (a.missing * network.need[b.post], b.missing * network.need[a.post])
            return left == right ? a.post < b.post : left > right
        }
        return StaffDispatchPlan(
            engine: engine, termination: Termination(.feasible, limit: .heuristic), postings: postings,
            levels: [
                .init(aim: .nobodyAtZero, value: atZero.count),
                .init(aim: .worstShare, value: Self.thousandths(worst)), .init(aim: .fairness, value: fairness),
                .init(aim: .shortage, value: short), .init(aim: .travel, value: travel),
                .init(aim: .change, value: change),
            ],
            worstShare: worst, divisibleWorstShare: nil, atZero: atZero.map { problem.institutions[$0].id },
            shortages: shortages.map {
                .init(
                    institution: institution($0.post).id, discipline: discipline($0.post), missing: $0.missing,
                    isOutOfReach: !network.isReachable($0.post))
            },
            explanations: [], certificate: nil, statistics: SolveStatistics())
    }

    private static func thousandths(_ ratio: StaffRatio) -> Int {
        Int(clamping: Int128(ratio.numerator) * 1_000 / Int128(ratio.denominator))
    }

    private func institution(_ post: Int) -> StaffDispatchProblem.Institution {
        network.problem.institutions[Int(network.postInstitution[post])]
    }

    private func discipline(_ post: Int) -> String { network.disciplines[Int(network.postDiscipline[post])] }

    /// Adds limits, explanations and certificate of the exact stages.
    func prove(
        _ plan: inout StaffDispatchPlan, _ coverage: Coverage, _ worst: WorstShare, _ prices: FairPrices,
        _ travel: TravelStage
    ) {
        plan.divisibleWorstShare = worst.divisible
        if let cut = coverage.cut {
            plan.explanations.append(
                .init(
                    aim: .nobodyAtZero,
                    posts: cut.institutions.map {
                        .init(institution: network.problem.institutions[$0].id, discipline: "")
                    },
                    wanted: cut.institutions.count, reachable: cut.capacity))
        }
        if let cut = worst.cut {
            plan.explanations.append(
                .init(
                    aim: .worstShare,
                    posts: cut.posts.map { .init(institution: institution($0).id, discipline: discipline($0)) },
                    wanted: cut.posts.reduce(0) { $0 + network.need[$1] - network.existing[$1] },
                    reachable: cut.capacity))
        }
        guard plan.worstShare == worst.whole || plan.value(.shortage) == 0, plan.atZero.count == coverage.atZero else {
            plan.termination = Termination(.feasible, limit: .heuristic, detail: "the stages disagree")
            return
        }
        for index in plan.levels.indices.prefix(4) { plan.levels[index].bound = plan.levels[index].value }
        guard travel.termination.isOptimal else {
            plan.termination = Termination(
                .feasible, limit: travel.termination.limit ?? .heuristic,
                detail: "fairness is proven, travel is not; \(travel.termination.detail)")
            return
        }
        for index in plan.levels.indices { plan.levels[index].bound = plan.levels[index].value }
        typealias Price = StaffDispatchPlan.Certificate.Price
        plan.certificate = .init(
            least: worst.least, coverage: FairPrices.coverage, root: Price(fairness: prices.root, travel: travel.root),
            donors: zip(prices.donors, travel.donors).map(Price.init),
            pools: zip(prices.pools, travel.pools).map(Price.init),
            posts: zip(prices.posts, travel.posts).map(Price.init),
            institutions: zip(prices.institutions, travel.institutions).map(Price.init))
        plan.termination = Termination(.optimal)
    }
}
