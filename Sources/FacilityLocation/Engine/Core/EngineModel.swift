/// A nearest-site problem as the engine works on it: clients merged by equal lists, lists sorted and truncated, rows
/// by site, and the state of every site.
///
/// Lists and their merge never change; weights, row bounds and site states may, which is what makes live edits cheap.
final class EngineModel {
    /// Number of sites.
    let siteCount: Int
    /// Number of merged clients.
    let clientCount: Int
    /// Sites by merged client, nearest first, cheaper than the client's cap.
    let lists: CostLists
    /// Merged clients by site.
    let clientsBySite: CostLists
    /// Cost per merged client when no listed site is open; infinite when one must be.
    let caps: [Double]
    /// Whether the model could be infeasible for want of a listed site.
    let hasMandatoryClients: Bool
    /// Length of the shortest list of a client that must be served.
    let shortestMandatoryList: Int

    /// Weight per merged client, at least 0.
    var weights: [Double]
    /// Part of the objective no decision changes.
    var constant: Double
    /// Cost of opening per site.
    var openingCosts: [Double]
    /// Rules on the open sites.
    private(set) var rows: [EngineRow] = []
    /// A number per rule that no other rule of this model ever had.
    private(set) var rowSerials: [Int] = []
    private var nextSerial = 0
    private var isIndexed = false
    /// Rules on service.
    var serviceRows: [EngineServiceRow] = []
    /// State per site, see ``SiteState``.
    var states: [Int8]

    /// Whether every plan's objective is a whole number.
    var isIntegral: Bool
    /// Size of the sums an objective is made of.
    private(set) var magnitude = 0.0

    /// Row and coefficient per site, in compressed rows.
    private(set) var rowStarts: [Int]
    private(set) var rowIndices: [Int32] = []
    private(set) var rowCoefficients: [Double] = []
    /// Site and coefficient per row, in compressed rows.
    private(set) var memberStarts: [Int] = [0]
    private(set) var memberSites: [Int32] = []
    private(set) var memberCoefficients: [Double] = []

    init(
        siteCount: Int, builder: ListBuilder, constant: Double, openingCosts: [Double], rows: [EngineRow],
        serviceRows: [EngineServiceRow], states: [Int8], isIntegral: Bool
    ) {
        self.siteCount = siteCount
        clientCount = builder.caps.count
        lists = CostLists(starts: builder.starts, indices: builder.sites, costs: builder.costs)
        clientsBySite = CostLists(transposing: lists, columnCount: siteCount)
        caps = builder.caps
        hasMandatoryClients = builder.caps.contains(.infinity)
        var shortest = Int.max
        for (client, cap) in builder.caps.enumerated() where cap == .infinity {
            shortest = min(shortest, builder.starts[client + 1] - builder.starts[client])
        }
        shortestMandatoryList = shortest
        weights = builder.weights
        self.constant = constant
        self.openingCosts = openingCosts
        self.serviceRows = serviceRows
        self.states = states
        self.isIntegral = isIntegral
        rowStarts = Array(repeating: 0, count: siteCount + 1)
        for row in rows { _ = addRow(row) }
        indexRows()
        measure()
    }

    /// Adds a rule; returns its position.
    ///
    /// ``indexRows()`` has to follow before the rules are used.
    func addRow(_ row: EngineRow) -> Int {
        rows.append(row)
        rowSerials.append(nextSerial)
        nextSerial += 1
        isIndexed = false
        return rows.count - 1
    }

    /// Removes the rules from a position on.
    func removeRows(from position: Int) {
        guard position < rows.count else { return }
        rows.removeSubrange(position...)
        rowSerials.removeSubrange(position...)
        isIndexed = false
    }

    /// Changes a rule's bounds.
    func setRowBounds(_ row: Int, lower: Double, upper: Double) {
        rows[row].lower = lower
        rows[row].upper = upper
    }

    /// The rows a site has a coefficient in, as positions into ``rowIndices`` and ``rowCoefficients``.
    func rowEntries(_ site: Int) -> Range<Int> { rowStarts[site]..<rowStarts[site + 1] }

    /// Recomputes ``magnitude`` after weights or opening costs changed.
    func measure() {
        var total = abs(constant)
        for client in 0..<clientCount {
            let end = lists.starts[client + 1]
            let last = end > lists.starts[client] ? abs(lists.costs[end - 1]) : 0
            total += weights[client] * (caps[client].isFinite ? max(abs(caps[client]), last) : last)
        }
        for cost in openingCosts { total += abs(cost) }
        magnitude = total
    }

    /// The row that counts all free sites alike, when there is one: its position and common coefficient.
    func cardinalityRow(states: [Int8]) -> (row: Int, coefficient: Double)? {
        let freeCount = states.count { $0 == SiteState.free }
        for (position, row) in rows.enumerated() {
            var covered = 0
            var coefficient = 0.0
            var isUniform = true
            for (site, value) in zip(row.sites, row.coefficients) where states[Int(site)] == SiteState.free {
                covered += 1
                if coefficient == 0 { coefficient = value }
                if value != coefficient { isUniform = false }
            }
            if isUniform, covered == freeCount, coefficient > 0 { return (position, coefficient) }
        }
        return nil
    }

    /// How many sites plans may open, when nothing else restricts them and all sites are free.
    var countRange: ClosedRange<Int>? {
        var selection = SiteSelection()
        let row = cardinalityRow(states: states)
        guard rows.isEmpty || (rows.count == 1 && row != nil), serviceRows.isEmpty,
            selection.prepare(model: self, states: states, row: row)
        else { return nil }
        return selection.least...selection.most
    }

    /// Brings the rules by site and by row up to date.
    func indexRows() {
        if isIndexed { return }
        isIndexed = true
        memberStarts = [0]
        memberSites.removeAll(keepingCapacity: true)
        memberCoefficients.removeAll(keepingCapacity: true)
        for row in rows {
            memberSites += row.sites
            memberCoefficients += row.coefficients
            memberStarts.append(memberSites.count)
        }
        var counts = Array(repeating: 0, count: siteCount + 1)
        for site in memberSites { counts[Int(site) + 1] += 1 }
        for site in 0..<siteCount { counts[site + 1] += counts[site] }
        rowStarts = counts
        rowIndices = Array(repeating: 0, count: counts[siteCount])
        rowCoefficients = Array(repeating: 0, count: counts[siteCount])
        var next = counts
        for position in rows.indices {
            for member in memberStarts[position]..<memberStarts[position + 1] {
                let site = Int(memberSites[member])
                rowIndices[next[site]] = Int32(position)
                rowCoefficients[next[site]] = memberCoefficients[member]
                next[site] += 1
            }
        }
    }
}
