/// What presolve may take for granted.
struct PresolveOptions {
    /// Existing sites stay open, so that lists end at them.
    var freezesExisting: Bool
    /// Required sites stay open and excluded ones closed, so that lists end at the former and skip the latter.
    var freezesRoles: Bool
    /// The rows' bounds stay, so a list may end where a cardinality row guarantees an open site.
    var freezesRows: Bool
    /// Costs below this count as this.
    var costFloor = -Double.infinity
    /// Clients whose cost no decision changes stay in the model, with an empty list.
    var keepsConstants = false

    /// For one solve of one problem.
    static let oneShot = PresolveOptions(freezesExisting: true, freezesRoles: true, freezesRows: true)
    /// For one solve in which only what services cost beyond a threshold of at least `floor` counts.
    static func excess(above floor: Double) -> PresolveOptions {
        PresolveOptions(
            freezesExisting: true, freezesRoles: true, freezesRows: true, costFloor: floor, keepsConstants: true)
    }
    /// For an engine whose rules may be edited while existing sites stay.
    static let live = PresolveOptions(freezesExisting: true, freezesRoles: false, freezesRows: false)
    /// For an engine that may close existing sites too.
    static let thawed = PresolveOptions(freezesExisting: false, freezesRoles: false, freezesRows: false)
}

/// How the clients of a problem map to those of its ``EngineModel``.
struct ClientMap {
    /// Merged client per client, −1 for one whose service cost no decision changes.
    var merged: [Int32]
    /// That constant service cost per client, 0 for the others.
    var constantCosts: [Double]
}

extension EngineModel {
    /// Presolves a problem.
    ///
    /// O(entries of the lists).
    static func presolved(_ problem: NearestSiteProblem, options: PresolveOptions) -> (EngineModel, ClientMap) {
        let states = problem.roles.map { role -> Int8 in
            switch role {
            case .candidate: SiteState.free
            case .existing, .required: SiteState.open
            case .excluded: SiteState.closed
            }
        }
        let rows = problem.sideConstraints.map { EngineRow($0) }
        let guarantee = options.freezesRows ? guaranteedSites(rows, states: states) : nil
        var builder = ListBuilder()
        let clientCount = problem.serviceCosts.clientCount
        builder.reserve(problem.serviceCosts.entryCount)
        let isExisting = problem.roles.map { options.freezesExisting && $0 == .existing }
        let allSites = problem.serviceCosts.sites
        let allCosts = problem.serviceCosts.costs
        var map = ClientMap(
            merged: Array(repeating: -1, count: clientCount), constantCosts: Array(repeating: 0, count: clientCount))
        var isIntegral = problem.openingCosts.allSatisfy { $0 == $0.rounded() }
        var constant = 0.0
        for client in 0..<clientCount {
            let weight = problem.weights[client]
            var cap = max(problem.unservedCosts[client], options.costFloor)
            var counted = 0
            for entry in problem.serviceCosts.entries(of: client) {
                let site = allSites[entry]
                let cost = max(allCosts[entry], options.costFloor)
                if cost >= cap { break }
                let state = states[Int(site)]
                if isExisting[Int(site)] {
                    cap = cost
                    break
                }
                if options.freezesRoles {
                    if state == SiteState.closed { continue }
                    if state == SiteState.open {
                        cap = cost
                        break
                    }
                }
                if let guarantee, guarantee.isMember[Int(site)] {
                    counted += 1
                    if counted == guarantee.count {
                        cap = cost
                        break
                    }
                }
                builder.append(site: site, cost: cost)
                if isIntegral { isIntegral = isWhole(weight * cost) }
            }
            if isIntegral, cap.isFinite { isIntegral = isWhole(weight * cap) }
            if builder.isCurrentEmpty, cap.isFinite, !options.keepsConstants {
                map.constantCosts[client] = cap
                constant += weight * cap
            } else {
                map.merged[client] = builder.finish(cap: cap, weight: weight)
            }
        }
        let model = EngineModel(
            siteCount: problem.serviceCosts.siteCount, builder: builder, constant: constant,
            openingCosts: problem.openingCosts, rows: rows,
            serviceRows: problem.serviceConstraints.enumerated().map {
                EngineServiceRow($0.element, map: map, serial: $0.offset)
            }, states: states, isIntegral: isIntegral)
        return (model, map)
    }

    private static func isWhole(_ value: Double) -> Bool { value == value.rounded() && abs(value) < 0x1p52 }

    /// The smallest number k, over the rows that only count sites, such that of any k of the row's sites that may
    /// open one does.
    private static func guaranteedSites(_ rows: [EngineRow], states: [Int8]) -> (isMember: [Bool], count: Int)? {
        var best: (row: EngineRow, count: Int)?
        for row in rows where row.coefficients.allSatisfy({ $0 == 1 }) && row.lower > 0 {
            let available = row.sites.count { states[Int($0)] != SiteState.closed }
            let needed = Int(min((row.lower - 1e-6).rounded(.up), 1e9))
            let count = available - needed + 1
            if count >= 1, best.map({ count < $0.count }) ?? true { best = (row, count) }
        }
        guard let best else { return nil }
        var isMember = Array(repeating: false, count: states.count)
        for site in best.row.sites where states[Int(site)] != SiteState.closed { isMember[Int(site)] = true }
        return (isMember, best.count)
    }
}

extension EngineModel {
    /// Takes over new weights of the problem's clients; lists and their merge stay.
    func setWeights(_ newWeights: [Double], map: ClientMap, problem: NearestSiteProblem) {
        for client in 0..<clientCount { weights[client] = 0 }
        constant = 0
        for (client, merged) in map.merged.enumerated() {
            if merged >= 0 {
                weights[Int(merged)] += newWeights[client]
            } else {
                constant += newWeights[client] * map.constantCosts[client]
            }
        }
        isIntegral = EngineModel.isIntegral(problem, weights: newWeights)
        measure()
    }

    /// Whether every objective of a problem is whole under the given weights.
    ///
    /// O(entries).
    static func isIntegral(_ problem: NearestSiteProblem, weights: [Double]) -> Bool {
        guard problem.openingCosts.allSatisfy({ isWhole($0) }) else { return false }
        for client in 0..<problem.serviceCosts.clientCount {
            let weight = weights[client]
            let unserved = problem.unservedCosts[client]
            if unserved.isFinite, !isWhole(weight * unserved) { return false }
            for entry in problem.serviceCosts.entries(of: client) where problem.serviceCosts.costs[entry] < unserved {
                if !isWhole(weight * problem.serviceCosts.costs[entry]) { return false }
            }
        }
        return true
    }
}
