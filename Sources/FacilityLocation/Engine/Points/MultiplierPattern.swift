/// Multipliers by what is near: clients with the same nearest and second nearest site have about the same, however many
/// there are of them.
///
/// Among these, half of what a client pays more than they do for its nearest open site is added.
struct MultiplierPattern {
    private struct Group {
        var weight = 0.0
        var multiplier = 0.0
        var first = 0.0

        mutating func add(_ weight: Double, _ multiplier: Double, _ first: Double) {
            self.weight += weight
            self.multiplier += weight * multiplier
            self.first += weight * first
        }

        func multiplier(paying cost: Double) -> Double { (multiplier + 0.5 * (weight * cost - first)) / weight }
    }

    private var bySite: [Group]
    private var byPair: [Int: Group] = [:]

    /// Reads the pattern of multipliers at the plan a search holds.
    init(_ bound: NeighbourBound, _ search: NeighbourSearch) {
        let model = bound.model
        bySite = Array(repeating: Group(), count: model.siteCount)
        for client in 0..<model.clientCount {
            let first = search.firstCost[client]
            guard let (site, pair) = Self.place(model, client), first.isFinite else { continue }
            let weight = max(model.weights[client], 1e-12)
            bySite[site].add(weight, bound.multipliers[client], first)
            byPair[pair, default: Group()].add(weight, bound.multipliers[client], first)
        }
    }

    private static func place(_ model: NeighbourModel, _ client: Int) -> (site: Int, pair: Int)? {
        let range = model.lists.entries(client)
        guard let first = range.first else { return nil }
        let site = Int(model.lists.sites[first])
        let next = range.count > 1 ? Int(model.lists.sites[first + 1]) : model.siteCount
        return (site, site * (model.siteCount + 1) + next)
    }

    /// Multipliers for the clients of a model at the plan a search holds.
    func multipliers(_ model: NeighbourModel, _ search: NeighbourSearch) -> [Double] {
        (0..<model.clientCount).map { client in
            let first = search.firstCost[client]
            guard first.isFinite else { return 0 }
            guard let (site, pair) = Self.place(model, client) else { return first }
            if let group = byPair[pair] { return group.multiplier(paying: first) }
            return bySite[site].weight > 0 ? bySite[site].multiplier(paying: first) : first
        }
    }
}
