/// The clients a p-center solve looks at: a sample that grows by the clients its plans serve worst (Chen and Chen 2009;
/// Contardo, Iori and Kramer 2019).
///
/// What no plan can do for the sample, no plan can do for everybody.
struct CenterSample<Costs: CenterCosts> {
    private let costs: Costs
    /// Clients of the sample.
    private(set) var clients: [Int] = []
    private var rows: [(sites: [Int32], costs: [Double])] = []
    private var isMember: [Bool]

    init(_ costs: Costs) {
        self.costs = costs
        isMember = Array(repeating: false, count: costs.clientCount)
    }

    /// Adds a client; false when it is in the sample already.
    mutating func add(_ client: Int) -> Bool {
        if isMember[client] { return false }
        isMember[client] = true
        clients.append(client)
        rows.append(costs.row(of: client))
        return true
    }

    /// The least cost above `radius` that anybody of the sample could pay; infinite when there is none.
    func nextCost(above radius: Double) -> Double {
        var least = Double.infinity
        for row in rows {
            let position = firstPosition(row.costs, above: radius)
            if position < row.costs.count { least = min(least, row.costs[position]) }
        }
        return least
    }

    /// The largest, over the sample, of a client's least cost; no plan does better.
    ///
    /// Infinite when somebody has no site.
    var leastCost: Double { rows.reduce(-.infinity) { max($0, $1.costs.first ?? .infinity) } }

    /// The sites within `radius` of a client of the sample.
    func sites(of position: Int, within radius: Double) -> ArraySlice<Int32> {
        let row = rows[position]
        return row.sites[..<firstPosition(row.costs, above: radius)]
    }

    private func firstPosition(_ values: [Double], above radius: Double) -> Int {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] > radius { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
