internal import LinearOptimization
internal import NetworkFlow

/// The last aims over all equally fair share-outs: least travel and least change, in the order asked for.
///
/// Every flow that fits the fair prices is as fair as any (complementary slackness), and no other is: moves with a
/// price above 0 stay empty, moves below 0 stay full, the rest is free. That network goes to the network simplex, with
/// one cost that holds both aims: the first times more than the second can ever add up to.
struct TravelStage {
    /// Why the stage stopped.
    private(set) var termination = Termination(.optimal)
    /// Persons per lane.
    private(set) var laneFlow: [Int] = []
    /// Prices that prove the lanes, in units of the combined cost: root, sink, donors, pools, posts, institutions.
    private(set) var root = 0
    private(set) var donors: [Int] = []
    private(set) var pools: [Int] = []
    private(set) var posts: [Int] = []
    private(set) var institutions: [Int] = []
    private(set) var statistics = SolveStatistics()

    /// Where costs leave 64 bits the stage ends without lanes, and says so.
    init(_ flow: StaffingFlow, _ prices: FairPrices, least: [Int], options: SolveOptions) {
        let network = flow.network
        let costs = LaneCosts(network)
        let rootNode = flow.institutionNode(network.institutionCount)
        let sink = rootNode + 1
        var graph = FlowNetwork(nodeCount: rootNode + 2)
        graph.reserveCapacity(arcs: network.laneCount + 2 * network.postCount)
        var supply = [Int](repeating: 0, count: rootNode + 2)
        let staff = network.donorCap.reduce(0, +)
        supply[rootNode] += staff
        supply[sink] -= staff
        /// Free between 0 and `capacity`, full, or empty.
        func add(_ from: Int, _ to: Int, _ capacity: Int, reduced: Int) {
            if reduced < 0 {
                supply[from] -= capacity
                supply[to] += capacity
            } else if reduced == 0 {
                graph.addArc(from: from, to: to, capacity: Int64(capacity))
            }
        }
        for donor in 0..<network.donorCount {
            add(rootNode, donor, network.donorCap[donor], reduced: prices.root - prices.donors[donor])
            for pool in network.pools(of: donor) {
                add(
                    donor, flow.poolNode(pool), network.poolCap[pool],
                    reduced: prices.donors[donor] - prices.pools[pool])
            }
        }
        // Nobody is wasted: staff may stay at home only where it is worth nothing.
        if prices.root == 0 { graph.addArc(from: rootNode, to: sink) }
        let margins = FaceOfPosts(network, prices, least: least)
        for post in 0..<network.postCount {
            let (full, free) = margins.persons(post)
            let institution = flow.institutionNode(Int(network.postInstitution[post]))
            supply[flow.postNode(post)] -= full
            supply[institution] += full
            if free > 0 { graph.addArc(from: flow.postNode(post), to: institution, capacity: Int64(free)) }
        }
        for institution in 0..<network.institutionCount {
            let node = flow.institutionNode(institution)
            let price = prices.institutions[institution]
            if network.problem.institutions[institution].needsOne {
                add(node, sink, 1, reduced: price - FairPrices.coverage)
            }
            if price == 0 && !network.isCourtesy[institution] { graph.addArc(from: node, to: sink) }
        }
        let firstLane = graph.arcCount
        var arcLane: [Int32] = []
        // Lanes of a pool side by side: the simplex looks at arcs in blocks and pivots least when a block is one place.
        for lane in network.poolLanes.lazy.map(Int.init) {
            let (pool, post) = (Int(network.lanePool[lane]), Int(network.lanePost[lane]))
            guard prices.pools[pool] == prices.posts[post] else { continue }
            for part in costs.parts(lane) {
                graph.addArc(
                    from: flow.poolNode(pool), to: flow.postNode(post), capacity: part.capacity, cost: part.cost)
                arcLane.append(Int32(lane))
            }
        }
        for node in supply.indices { graph.setSupply(Int64(supply[node]), at: node) }
        let answer: MinimumCostFlow
        do {
            answer = try graph.minimumCostFlow(options: options)
        } catch {
            // Both aims in one cost leave 64 bits only for millions of persons at continental distances.
            termination = Termination(.feasible, limit: .heuristic, detail: error.description)
            return
        }
        termination = answer.termination
        statistics = answer.statistics
        guard !answer.flows.isEmpty else { return }
        laneFlow = [Int](repeating: 0, count: network.laneCount)
        for (index, lane) in arcLane.enumerated() { laneFlow[Int(lane)] += Int(answer.flows[firstLane + index]) }
        guard answer.termination.isOptimal else { return }
        let price = answer.prices.map { Int($0 - answer.prices[sink]) }
        root = price[rootNode]
        donors = Array(price[0..<network.donorCount])
        pools = Array(price[flow.poolNode(0)..<flow.postNode(0)])
        posts = Array(price[flow.postNode(0)..<flow.institutionNode(0)])
        institutions = Array(price[flow.institutionNode(0)..<rootNode])
    }
}

/// Cost of a person on a lane, up to last year's number and beyond.
struct LaneCosts {
    private let network: StaffNetwork
    /// Factors of travel and of a posting beyond last year's: the first aim's outbids whatever the second adds up to.
    let travelFactor: Int
    let changeFactor: Int

    init(_ network: StaffNetwork) {
        self.network = network
        let problem = network.problem
        let persons = network.donorCap.reduce(1, +)
        let longest = problem.lanes.reduce(0) { max($0, $1.meters + $1.hardship) } + problem.changePrice
        travelFactor = problem.lastAims == .travelThenChange ? persons : 1
        changeFactor = problem.lastAims == .travelThenChange ? 1 : persons * (longest + 1)
    }

    /// Last year's persons come first, at travel alone; further ones are a change.
    func parts(_ lane: Int) -> [(capacity: Int64, cost: Int64)] {
        let travel = network.laneCost[lane] * travelFactor
        let change = travel + network.problem.changePrice * travelFactor + changeFactor
        let previous = network.lanePrevious[lane]
        guard previous > 0 else { return [(FlowNetwork.unlimited, Int64(change))] }
        return [(Int64(previous), Int64(travel)), (FlowNetwork.unlimited, Int64(change))]
    }
}

/// How many persons of a post the fair prices ask for, and how many more they leave open.
struct FaceOfPosts {
    private let network: StaffNetwork
    private let prices: FairPrices
    private let least: [Int]

    init(_ network: StaffNetwork, _ prices: FairPrices, least: [Int]) {
        self.network = network
        self.prices = prices
        self.least = least
    }

    /// Persons that must come, and that may come on top.
    func persons(_ post: Int) -> (full: Int, free: Int) {
        let worth = prices.posts[post] - prices.institutions[Int(network.postInstitution[post])]
        let missing = network.need[post] - network.existing[post]
        let open = network.open[post]
        guard missing > 0 else {
            // A person sent out of courtesy weighs nothing.
            return worth < 0 ? (open, 0) : (0, worth == 0 ? open : 0)
        }
        // The k-th person weighs as the (missing − k + 1)-th missing one.
        let above = open - FairnessIndex.missing(below: worth + 1, need: network.need[post], limit: missing)
        let from = open - FairnessIndex.missing(below: worth, need: network.need[post], limit: missing)
        let full = max(least[post], above)
        return (full, max(0, from - full))
    }
}
