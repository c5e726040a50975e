/// The objective of nearest-site, centre and conditional-median problems under a changing set of open sites.
struct NearestObjective: PlacementObjective {
    /// How the costs of the clients make one number.
    enum Aggregate {
        /// Σ weight · cost.
        case weightedSum
        /// The largest cost; ties by the sum.
        case largest
        /// The mean over the worst-served share of the weight.
        case meanOfWorst(ConditionalMedianProblem)
    }

    let problem: NearestSiteProblem
    let aggregate: Aggregate
    private(set) var assignment: NearestAssignment
    private var opening = 0.0
    private var served = 0.0
    private let ruleOffsets: [Int]
    private let clientRules: [(rule: Int32, weight: Double)]
    private var ruleTotals: [Double]
    private let ruleLimits: [Double]
    private let ruleScales: [Double]

    init(_ problem: NearestSiteProblem, aggregate: Aggregate = .weightedSum) {
        self.problem = problem
        self.aggregate = aggregate
        assignment = NearestAssignment(costs: problem.serviceCosts, unserved: problem.unservedCosts)
        let clients = problem.serviceCosts.clientCount
        var perClient: [[(rule: Int32, weight: Double)]] = Array(
            repeating: [],
            count: problem.serviceConstraints.isEmpty ? 0 : clients
        )
        var totals: [Double] = []
        for (index, rule) in problem.serviceConstraints.enumerated() {
            var total = 0.0
            for (client, weight) in zip(rule.clients, rule.weights) where weight > 0 {
                perClient[client].append((Int32(index), weight))
                total += weight * assignment.cost(of: client)
            }
            totals.append(total)
        }
        var offsets = [0]
        for list in perClient { offsets.append(offsets[offsets.count - 1] + list.count) }
        ruleOffsets = offsets
        clientRules = perClient.flatMap { $0 }
        ruleTotals = totals
        ruleLimits = problem.serviceConstraints.map { $0.limit + 0.5 * allowance(of: $0.limit) }
        ruleScales = problem.serviceConstraints.map { 1 / max(1, abs($0.limit)) }
        for client in 0..<clients { served += problem.weights[client] * assignment.cost(of: client) }
    }

    var hasServiceRules: Bool { !ruleLimits.isEmpty }

    var shortfall: Double {
        var total = Double(assignment.missing)
        for rule in ruleTotals.indices where ruleTotals[rule] > ruleLimits[rule] {
            total += (ruleTotals[rule] - ruleLimits[rule]) * ruleScales[rule]
        }
        return total
    }

    var score: Score {
        switch aggregate {
        case .weightedSum:
            return Score(shortfall: shortfall, cost: opening + served)
        case .largest:
            let worst = assignment.firstCost.indices.reduce(-Double.infinity) { max($0, assignment.cost(of: $1)) }
            return Score(shortfall: shortfall, cost: opening + (worst.isFinite ? worst : 0), tieBreak: served)
        case .meanOfWorst(let median):
            let costs = assignment.firstCost.indices.map { assignment.cost(of: $0) }
            return Score(shortfall: shortfall, cost: opening + median.meanOfWorst(costs: costs), tieBreak: served)
        }
    }

    mutating func open(_ site: Int) {
        opening += problem.openingCosts[site]
        let weights = problem.weights
        var change = 0.0
        var changes: [(client: Int, delta: Double)] = []
        let hasRules = hasServiceRules
        assignment.open(site) { client, before, after in
            change += weights[client] * (after - before)
            if hasRules { changes.append((client, after - before)) }
        }
        served += change
        shiftRules(changes)
    }

    mutating func close(_ site: Int) {
        opening -= problem.openingCosts[site]
        let weights = problem.weights
        var change = 0.0
        var changes: [(client: Int, delta: Double)] = []
        let hasRules = hasServiceRules
        assignment.close(site) { client, before, after in
            change += weights[client] * (after - before)
            if hasRules { changes.append((client, after - before)) }
        }
        served += change
        shiftRules(changes)
    }

    private mutating func shiftRules(_ changes: [(client: Int, delta: Double)]) {
        for (client, delta) in changes {
            for slot in ruleOffsets[client]..<ruleOffsets[client + 1] {
                ruleTotals[Int(clientRules[slot].rule)] += clientRules[slot].weight * delta
            }
        }
    }

    /// For the weighted sum all gains come from one pass over the lists, each up to the client's present cost.
    mutating func scores(opening sites: [Int]) -> [Score] {
        guard case .weightedSum = aggregate, !hasServiceRules else {
            return sites.map { score(opening: [$0], closing: []) }
        }
        let costs = problem.serviceCosts
        var gains = Array(repeating: 0.0, count: costs.siteCount)
        var served = Array(repeating: 0, count: costs.siteCount)
        for client in 0..<costs.clientCount {
            let isMissing = assignment.firstCost[client] == .infinity
            let now = assignment.cost(of: client)
            let weight = problem.weights[client]
            for entry in costs.entries(of: client) {
                if !isMissing, costs.costs[entry] >= now { break }
                let site = Int(costs.sites[entry])
                gains[site] += weight * (now - costs.costs[entry])
                if isMissing { served[site] += 1 }
            }
        }
        let now = score
        return sites.map { site in
            Score(
                shortfall: now.shortfall - Double(served[site]),
                cost: now.cost + problem.openingCosts[site] - gains[site]
            )
        }
    }
}
