/// Costs of service given by points: the distance of every client to every site, never stored as a whole.
///
/// A million clients and thousands of sites, or tens of thousands of points that are both, take a few dozen bytes a
/// point; the engine lists for each client the near sites it needs and prices exactly what it left out.
public struct PointCosts: Sendable, Hashable {
    /// Where the clients are.
    public var clients: [Position]
    /// Where the sites are.
    public var sites: [Position]
    /// How distances are measured.
    public var distance: PointDistance
    /// A site farther from a client than this cannot serve it; infinity for no limit.
    public var reach: Double

    /// Creates costs.
    public init(
        clients: [Position], sites: [Position], distance: PointDistance = .euclidean, reach: Double = .infinity
    ) {
        self.clients = clients
        self.sites = sites
        self.distance = distance
        self.reach = reach
    }

    /// Cost of serving a client from a site per unit of weight; +∞ beyond ``reach``.
    ///
    /// - Precondition: both are indices of ``clients`` and ``sites``.
    public func cost(client: Int, site: Int) -> Double {
        let value = distance.distance(clients[client], sites[site])
        return value <= reach ? value : .infinity
    }

    /// All pairs within ``reach`` as lists: O(clients · sites) time, 12 bytes a pair.
    ///
    /// For problem types that need them; ``PointProblem`` does without.
    public func serviceCosts() -> ServiceCosts {
        ServiceCosts(siteCount: sites.count, clientCount: clients.count) { cost(client: $0, site: $1) }
    }

    /// Number of (client, site) pairs, clamped to `Int.max`.
    var pairCount: Int {
        let (count, overflow) = clients.count.multipliedReportingOverflow(by: sites.count)
        return overflow ? .max : count
    }

    /// Everything wrong with the points; empty when the costs can be used.
    ///
    /// O(points).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        for (field, points) in [("clients", clients), ("sites", sites)] {
            for (index, point) in points.enumerated() {
                if !(point.x.isFinite && point.y.isFinite) {
                    found.add(field, index: index, "is at (\(point.x), \(point.y)); finite coordinates are needed")
                } else if distance.isGeographic ? abs(point.y) > 90 || abs(point.x) > 360 : false {
                    found.add(
                        field, index: index,
                        "is at longitude \(point.x), latitude \(point.y); degrees within ±360 and ±90 are needed")
                } else if max(abs(point.x), abs(point.y)) > 1e14 {
                    found.add(field, index: index, "is at (\(point.x), \(point.y)); choose a larger unit, within ±1e14")
                }
            }
            if points.count > Int(Int32.max) {
                found.add(field, "are \(points.count); at most \(Int32.max) can be used")
            }
        }
        if !(reach >= 0) { found.add("reach", "is \(reach); a number of at least 0 is needed, +∞ for no limit") }
        return found.finished()
    }
}
