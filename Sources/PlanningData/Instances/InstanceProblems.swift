public import FacilityLocation

extension LocationInstance {
    /// Most (client, site) pairs built at once; beyond it memory, at 12 bytes a pair, gives out first.
    public static let maximumPairs = 400_000_000

    /// The p-median problem: least total demand × distance with exactly `p` open sites.
    ///
    /// - Parameter p: Number of sites to open, 1...sites; the file's own unless given.
    /// - Throws: ``DataError`` when no p is known or it does not fit, or when there are too many pairs.
    public func pMedian(p: Int? = nil) throws(DataError) -> NearestSiteProblem {
        let count = try checkedCount(p)
        return NearestSiteProblem(
            serviceCosts: try serviceCosts(), weights: weights, sideConstraints: [exactly(count)])
    }

    /// The p-median over points, which needs no table of pairs at any size; `nil` for instances given by a matrix.
    ///
    /// - Parameter p: Number of sites to open, 1...sites; the file's own unless given.
    /// - Throws: ``DataError`` when no p is known or it does not fit.
    public func pointMedian(p: Int? = nil) throws(DataError) -> PointProblem? {
        guard let pointCosts else { return nil }
        let count = try checkedCount(p)
        return PointProblem(costs: pointCosts, weights: weights, sideConstraints: [exactly(count)])
    }

    /// Uncapacitated location over points, which needs no table of pairs at any size; `nil` for instances given by a
    /// matrix.
    public func pointUncapacitated() -> PointProblem? {
        pointCosts.map { PointProblem(costs: $0, weights: weights, openingCosts: openingCosts) }
    }

    private var pointCosts: PointCosts? {
        guard case .points(let from, let to, let rule) = costs else { return nil }
        return PointCosts(
            clients: from.map { Position(x: $0.x, y: $0.y) }, sites: to.map { Position(x: $0.x, y: $0.y) },
            distance: rule.pointDistance)
    }

    /// The p-center problem: least distance of the client worst off, with exactly `p` open sites.
    ///
    /// - Parameter p: Number of sites to open, 1...sites; the file's own unless given.
    /// - Throws: ``DataError`` when no p is known or it does not fit, or when there are too many pairs.
    public func center(p: Int? = nil) throws(DataError) -> CenterProblem {
        let count = try checkedCount(p)
        return CenterProblem(serviceCosts: try serviceCosts(), sideConstraints: [exactly(count)])
    }

    /// Maximal covering: most demand within `radius` of one of exactly `p` open sites.
    ///
    /// The problem minimises the demand left uncovered: cost 0 within the radius, 1 per unit of demand beyond it.
    ///
    /// - Parameters:
    ///   - p: Number of sites to open, 1...sites; the file's own unless given.
    ///   - radius: Longest distance that counts as covered, in the file's unit, at least 0.
    /// - Throws: ``DataError`` when p or radius do not fit, or when there are too many pairs.
    public func maximalCovering(p: Int? = nil, radius: Double) throws(DataError) -> NearestSiteProblem {
        let count = try checkedCount(p)
        return NearestSiteProblem(
            serviceCosts: try cover(radius: radius), weights: demands,
            unservedCosts: Array(repeating: 1, count: clients.count), sideConstraints: [exactly(count)])
    }

    /// Set covering: the cheapest sites such that every client is within `radius` of an open one.
    ///
    /// - Parameter radius: Longest distance that counts as covered, in the file's unit, at least 0.
    /// - Throws: ``DataError`` when the radius does not fit or there are too many pairs.
    public func setCovering(radius: Double) throws(DataError) -> SetCoveringProblem {
        SetCoveringProblem(cover: try cover(radius: radius), weights: demands, openingCosts: openingCosts)
    }

    /// Uncapacitated location: least cost of opening and of service.
    ///
    /// - Throws: ``DataError`` when there are too many pairs.
    public func uncapacitated() throws(DataError) -> NearestSiteProblem {
        NearestSiteProblem(serviceCosts: try serviceCosts(), weights: weights, openingCosts: openingCosts)
    }

    /// Capacitated location: least cost of opening and of service within the capacities.
    ///
    /// Costs of a whole demand are divided by the demand. A client without demand costs nothing and takes nothing; a
    /// client without demand but with a cost has no unit cost and is a problem.
    ///
    /// - Parameters:
    ///   - isSingleSource: Whether each client is served from one site alone.
    ///   - p: Number of sites to open, where it is fixed, 1...sites.
    /// - Throws: ``DataError`` when the file has no capacities, p does not fit, or a cost has no demand.
    public func capacitated(singleSource isSingleSource: Bool = false, p: Int? = nil) throws(DataError)
        -> CapacitatedProblem
    {
        guard let capacities else {
            throw problem("capacity", "the file has no capacities", "give one per site, or solve without capacities")
        }
        var rules: [SideConstraint] = []
        if let p { rules.append(exactly(try checkedCount(p))) }
        var log = ProblemLog()
        let costs: ServiceCosts
        if case .matrix(let values, .wholeDemand) = self.costs {
            let m = sites.count
            for client in clients.indices where demands[client] == 0 {
                if values[client * m..<client * m + m].contains(where: { $0 > 0 && $0.isFinite }) {
                    log.add(
                        name, field: "demand", "client \(clients[client]) has no demand but costs something to serve",
                        fix: "give it a demand, set its costs to 0, or solve without capacities"
                    )
                }
            }
            try log.throwIfNeeded()
            costs = try pairs { client, site in
                demands[client] == 0 ? 0 : values[client * m + site] / demands[client]
            }
        } else if case .points(let from, let to, let rule) = self.costs, capacitatedDistances == .wholeDemand {
            costs = try pairs { client, site in
                demands[client] == 0 ? 0 : rule.distance(from[client], to[site]) / demands[client]
            }
        } else {
            costs = try serviceCosts()
        }
        return CapacitatedProblem(
            serviceCosts: costs, demands: demands, capacities: capacities, openingCosts: openingCosts,
            sideConstraints: rules, isSingleSource: isSingleSource)
    }

    /// Weights that go with ``serviceCosts()``: a cost of the whole demand counts once.
    private var weights: [Double] {
        if case .matrix(_, .wholeDemand) = costs { return Array(repeating: 1, count: clients.count) }
        return demands
    }

    private func serviceCosts() throws(DataError) -> ServiceCosts {
        switch costs {
        case .matrix(let values, _):
            let m = sites.count
            return try pairs { client, site in values[client * m + site] }
        case .points(let from, let to, let rule):
            return try pairs { client, site in rule.distance(from[client], to[site]) }
        }
    }

    private func cover(radius: Double) throws(DataError) -> ServiceCosts {
        guard radius >= 0, radius.isFinite else {
            throw problem("radius", "\(radius) is no radius", "give a finite number, at least 0")
        }
        return try pairs { client, site in cost(client: client, site: site) <= radius ? 0 : .infinity }
    }

    private func pairs(_ cost: (Int, Int) -> Double) throws(DataError) -> ServiceCosts {
        let (count, overflow) = clients.count.multipliedReportingOverflow(by: sites.count)
        guard !overflow, count <= Self.maximumPairs else {
            throw problem(
                nil, "\(clients.count) clients × \(sites.count) sites are more than \(Self.maximumPairs) pairs",
                "split the instance or leave out sites")
        }
        return ServiceCosts(siteCount: sites.count, clientCount: clients.count, cost: cost)
    }

    func checkedCount(_ p: Int?) throws(DataError) -> Int {
        guard let count = p ?? self.p else {
            throw problem("p", "the file does not say how many sites to open", "give the number p")
        }
        guard (1...max(1, sites.count)).contains(count) else {
            throw problem(
                "p", "\(count) sites are to be opened of \(sites.count)", "give a number from 1 to \(sites.count)")
        }
        return count
    }

    private func exactly(_ count: Int) -> SideConstraint {
        SideConstraint("number of open sites", count: sites.indices, atLeast: count, atMost: count)
    }

    private func problem(_ field: String?, _ message: String, _ fix: String) -> DataError {
        DataError([DataProblem(file: name, field: field, message: message, fix: fix)])
    }
}
