/// What is left of a covering problem when everything that follows by itself is taken out, and the way back: decided and
/// dominated sites, and clients whose cover follows from that of others.
struct CoverKernel {
    /// The smaller model; all its sites are free.
    private(set) var model: EngineModel
    /// Site of the larger model per site of the smaller one.
    private var sites: [Int]
    /// Sites of the larger model that are open for certain.
    private var openSites: [Int] = []

    /// Takes a model as it is.
    init(undecided model: EngineModel) {
        self.model = model
        sites = Array(0..<model.siteCount)
    }

    /// Reduces a model until nothing changes; `nil` when its rules exclude each other.
    ///
    /// - Parameter control: where a limit strikes, what was reduced until then is kept.
    init?(_ model: EngineModel, control: SolveControl? = nil) {
        self.init(undecided: model)
        for _ in 0..<Self.mostRounds {
            if control?.mustStop == true { break }
            self.model = self.model.withoutImpliedClients(control: control)
            var states = self.model.states
            var propagation = RowPropagation(self.model)
            guard propagation.extend(&states) else { return nil }
            SiteDomination(self.model, control: control).close(&states)
            let before = self.model.siteCount
            let reduced = self.model.reduced(by: states)
            openSites += reduced.openSites.map { sites[$0] }
            sites = reduced.sites.map { sites[$0] }
            self.model = reduced.model
            if reduced.model.siteCount == before || reduced.model.siteCount == 0 { break }
        }
    }

    private static let mostRounds = 10

    /// The larger model's plan for a plan of the smaller one.
    func lifted(_ plan: [Int]) -> [Int] { (openSites + plan.map { sites[$0] }).sorted() }

    /// The smaller model's plan for a plan of the larger one; sites that are decided are left out.
    func lowered(_ plan: [Int]) -> [Int] {
        let isOpen = Set(plan)
        return sites.indices.filter { isOpen.contains(sites[$0]) }
    }
}

extension EngineModel {
    /// The model without clients that must be covered when whoever covers another such client covers them too.
    ///
    /// O(clients kept · clients · sites / 64) at worst. Service rules and paid weights keep their clients. The model stays
    /// as it is when a limit of `control` strikes.
    func withoutImpliedClients(control: SolveControl? = nil) -> EngineModel {
        let mandatory = (0..<clientCount).filter { caps[$0] == .infinity && weights[$0] == 0 }
        guard mandatory.count > 1, serviceRows.isEmpty, siteCount <= 1 << 14 else { return self }
        let words = (siteCount + 63) / 64
        let order = mandatory.sorted { (lists.entries($0).count, $0) < (lists.entries($1).count, $1) }
        var isDropped = Array(repeating: false, count: clientCount)
        var kept: [UInt64] = []
        // Kept sets by their first site: a subset of a row starts at one of the row's sites.
        var keptByFirst: [[Int]] = Array(repeating: [], count: siteCount)
        var set = Array(repeating: UInt64(0), count: words)
        var keptCount = 0
        for (position, client) in order.enumerated() {
            if position & 63 == 0, control?.mustStop == true { return self }
            for word in 0..<words { set[word] = 0 }
            var first = Int.max
            for entry in lists.entries(client) {
                let site = Int(lists.indices[entry])
                set[site >> 6] |= 1 << UInt64(site & 63)
                first = min(first, site)
            }
            guard first < Int.max else { continue }
            if holdsOne(of: kept, keptByFirst, set: set, client: client) {
                isDropped[client] = true
                continue
            }
            kept += set
            keptByFirst[first].append(keptCount)
            keptCount += 1
        }
        guard isDropped.contains(true) else { return self }
        var builder = ListBuilder()
        for client in 0..<clientCount where !isDropped[client] {
            for entry in lists.entries(client) {
                builder.append(site: lists.indices[entry], cost: lists.costs[entry])
            }
            _ = builder.finish(cap: caps[client], weight: weights[client])
        }
        return EngineModel(
            siteCount: siteCount, builder: builder, constant: constant, openingCosts: openingCosts, rows: rows,
            serviceRows: [], states: states, isIntegral: isIntegral)
    }

    /// Whether a client's set of sites holds one of the sets kept, filed by their first sites.
    private func holdsOne(of kept: [UInt64], _ keptByFirst: [[Int]], set: [UInt64], client: Int) -> Bool {
        let words = set.count
        for entry in lists.entries(client) {
            for row in keptByFirst[Int(lists.indices[entry])] {
                var word = 0
                while word < words, kept[row * words + word] & ~set[word] == 0 { word += 1 }
                if word == words { return true }
            }
        }
        return false
    }
}
