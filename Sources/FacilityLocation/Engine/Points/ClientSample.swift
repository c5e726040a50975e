/// A sample of very many clients, in which plans and multipliers are found at a fraction of the cost.
///
/// One client stands for a block of consecutive ones (neighbours in space where clients are points): it is drawn by
/// weight and carries the weight of its block, so that every plan costs the same over the sample as over all clients on
/// average. Nothing found here proves anything; search and bound over all clients only start from it.
struct ClientSample {
    /// The sample, with the sites of the full model.
    let model: NeighbourModel

    /// Clients from which on a sample is worth drawing.
    static let leastClientCount = 200_000
    /// Clients of the full model that one of the sample stands for.
    private static let blockSize = 20

    init(_ full: NeighbourModel, seed: UInt64) {
        var random = EngineRandom(seed: seed &+ 29)
        var drawn: [Int] = []
        var weights: [Double] = []
        for start in stride(from: 0, to: full.clientCount, by: Self.blockSize) {
            let block = start..<min(start + Self.blockSize, full.clientCount)
            let weight = block.reduce(0) { $0 + full.weights[$1] }
            guard weight > 0 else { continue }
            var left = weight * Double(random.below(1 << 30)) / Double(1 << 30)
            let client =
                block.first {
                    left -= full.weights[$0]; return left < 0
                } ?? block.lowerBound
            drawn.append(client)
            weights.append(weight)
        }
        guard let fullMap = full.map else {
            let lists = NeighbourLists(clientCount: drawn.count, capacity: full.lists.entryCount / Self.blockSize)
            for client in drawn { lists.copyRow(of: full.lists, client: client) }
            model = NeighbourModel(
                sites: full.sites, weights: weights, caps: drawn.map { full.caps[$0] }, map: nil, lists: lists,
                isIntegral: false)
            return
        }
        let map = PointMap(
            clients: PointSet(
                drawn.map { Position(x: fullMap.clients.x[$0], y: fullMap.clients.y[$0]) }, rule: fullMap.rule),
            sites: fullMap.sites, reach: fullMap.reach)
        let order = (0..<drawn.count).map { Int(map.clients.originals[$0]) }
        model = NeighbourModel(
            sites: full.sites, weights: order.map { weights[$0] }, caps: order.map { full.caps[drawn[$0]] }, map: map,
            lists: NeighbourLists(clientCount: drawn.count, capacity: 1_024), isIntegral: false)
    }

    /// What a plan costs over the sample; `nil` when it breaks a rule or leaves somebody unserved who must be served.
    func cost(of plan: [Int], control: SolveControl) -> Double? {
        if let map = model.map { return PlanCost(model, map: map, control: control).exact(plan) }
        let isOpen = model.sites.flags(plan)
        guard model.sites.isFeasible(isOpen) else { return nil }
        var total = model.sites.constant
        for site in plan { total += model.sites.openingCosts[site] }
        for client in 0..<model.clientCount {
            let nearest = model.lists.entries(client).first { isOpen[Int(model.lists.sites[$0])] }
            let paid = min(nearest.map { Double(model.lists.costs[$0]) } ?? .infinity, model.caps[client])
            if paid == .infinity { return nil }
            total += model.weights[client] * paid
        }
        return total
    }
}
