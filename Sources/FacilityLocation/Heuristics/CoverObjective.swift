/// The objective of set covering under a changing set of open sites.
struct CoverObjective: PlacementObjective {
    private let problem: SetCoveringProblem
    private let siteOffsets: [Int]
    private let siteClients: [Int32]
    private var counts: [Int]
    private var opening = 0.0
    /// Covers that are missing over all clients.
    private var missing = 0.0
    private var coveredWeight = 0.0
    private let floor: Double?
    private let floorScale: Double

    init(_ problem: SetCoveringProblem) {
        self.problem = problem
        let cover = problem.cover
        var offsets = Array(repeating: 0, count: cover.siteCount + 1)
        for site in cover.sites { offsets[Int(site) + 1] += 1 }
        for site in 0..<cover.siteCount { offsets[site + 1] += offsets[site] }
        var position = offsets
        var clients = Array(repeating: Int32(0), count: cover.sites.count)
        for client in 0..<cover.clientCount {
            for entry in cover.entries(of: client) {
                let site = Int(cover.sites[entry])
                clients[position[site]] = Int32(client)
                position[site] += 1
            }
        }
        siteOffsets = offsets
        siteClients = clients
        counts = Array(repeating: 0, count: cover.clientCount)
        let total = problem.weights.reduce(0, +)
        floor = problem.minimumCoveredShare.map { $0 * total - 0.5 * allowance(of: $0 * total) }
        floorScale = 1 / max(1, total)
        for client in 0..<cover.clientCount {
            missing += Double(problem.requiredCover[client])
            if problem.requiredCover[client] == 0 { coveredWeight += problem.weights[client] }
        }
    }

    var weighsShortfallAgainstCost: Bool { true }

    var score: Score {
        guard let floor else { return Score(shortfall: missing, cost: opening) }
        return Score(shortfall: max(0, floor - coveredWeight) * floorScale, cost: opening, tieBreak: missing)
    }

    mutating func open(_ site: Int) {
        opening += problem.openingCosts[site]
        for slot in siteOffsets[site]..<siteOffsets[site + 1] {
            let client = Int(siteClients[slot])
            counts[client] += 1
            let required = problem.requiredCover[client]
            if counts[client] <= required { missing -= 1 }
            if counts[client] == required { coveredWeight += problem.weights[client] }
        }
    }

    mutating func close(_ site: Int) {
        opening -= problem.openingCosts[site]
        for slot in siteOffsets[site]..<siteOffsets[site + 1] {
            let client = Int(siteClients[slot])
            let required = problem.requiredCover[client]
            if counts[client] <= required { missing += 1 }
            if counts[client] == required { coveredWeight -= problem.weights[client] }
            counts[client] -= 1
        }
    }
}
