public import FacilityLocation

extension LocationInstance {
    /// The clients gathered by the sites within `radius` of them, and the same instance never as a matrix.
    ///
    /// For points, only sites near a client are looked at; O(clients · sites near each).
    ///
    /// - Parameter radius: Longest distance that counts as covered, in the file's unit, at least 0.
    /// - Throws: ``DataError`` when the radius does not fit.
    public func coverage(radius: Double) throws(DataError) -> CoverageAggregator {
        try checkRadius(radius)
        var result = CoverageAggregator(siteCount: sites.count)
        switch costs {
        case .matrix(let values, _):
            let m = sites.count
            for client in clients.indices {
                result.add(
                    weight: demands[client],
                    sites: (0..<m).lazy.filter { values[client * m + $0] <= radius })
            }
        case .points(let from, let to, let rule):
            let grid = Self.grid(to, rule: rule, radius: radius)
            for client in clients.indices {
                result.add(weight: demands[client], x: from[client].x, y: from[client].y, within: grid)
            }
        }
        return result
    }

    /// Demand of the clients within `radius` of an open site, recomputed client by client.
    ///
    /// - Parameter open: Indices of the open sites.
    /// - Throws: ``DataError`` when the radius does not fit.
    public func coveredDemand(open: [Int], radius: Double) throws(DataError) -> Double {
        var covered = 0.0
        try forEachClient(open: open, radius: radius) { client, site in
            if site != nil { covered += demands[client] }
        }
        return covered
    }

    /// Per client the first open site within `radius`, `nil` for clients that are not covered.
    ///
    /// - Parameter open: Indices of the open sites.
    /// - Throws: ``DataError`` when the radius does not fit.
    public func coveringSites(open: [Int], radius: Double) throws(DataError) -> [Int?] {
        var result: [Int?] = Array(repeating: nil, count: clients.count)
        try forEachClient(open: open, radius: radius) { client, site in result[client] = site }
        return result
    }

    private func forEachClient(open: [Int], radius: Double, _ body: (Int, Int?) -> Void) throws(DataError) {
        try checkRadius(radius)
        let open = open.filter(sites.indices.contains).sorted()
        switch costs {
        case .matrix(let values, _):
            for client in clients.indices {
                body(client, open.first { values[client * sites.count + $0] <= radius })
            }
        case .points(let from, let to, let rule):
            let grid = Self.grid(open.map { to[$0] }, rule: rule, radius: radius)
            for client in clients.indices {
                body(client, grid.sites(nearX: from[client].x, y: from[client].y).first.map { open[$0] })
            }
        }
    }

    /// A grid over points that answers by the distance rule itself.
    private static func grid(_ points: [PlanePoint], rule: DistanceRule, radius: Double) -> CoverageGrid {
        var halfWidth = radius
        var halfHeight = radius
        switch rule {
        case .euclidean, .manhattan, .ceilingEuclidean: break
        case .floorEuclidean, .roundedEuclidean:
            // Rounding brings up to one unit nearer.
            halfWidth += 1
            halfHeight += 1
        case .haversineKilometers:
            // A degree of latitude is above 111 km; longitudes wrap, so all are looked at.
            halfWidth = .infinity
            halfHeight = radius / 111
        }
        return CoverageGrid(
            x: points.map(\.x), y: points.map(\.y), halfWidth: halfWidth, halfHeight: halfHeight
        ) { site, x, y in rule.distance(PlanePoint(x: x, y: y), points[site]) <= radius }
    }

    private func checkRadius(_ radius: Double) throws(DataError) {
        guard radius >= 0, radius.isFinite else {
            throw DataError([
                DataProblem(
                    file: name, field: "radius", message: "\(radius) is no radius",
                    fix: "give a finite number, at least 0")
            ])
        }
    }

    /// Maximal covering over clients gathered by covering sites; see ``maximalCovering(p:radius:)``.
    ///
    /// Clients of the problem are the distinct sets of covering sites.
    ///
    /// - Throws: ``DataError`` when p or radius do not fit.
    public func aggregatedMaximalCovering(p: Int? = nil, radius: Double) throws(DataError) -> NearestSiteProblem {
        let count = try checkedCount(p)
        return NearestSiteProblem.maximalCovering(try coverage(radius: radius), count: count)
    }

    /// The p-center problem without a matrix; see ``center(p:)``.
    ///
    /// - Throws: ``DataError`` when no p is known or it does not fit.
    public func implicitCenter(p: Int? = nil) throws(DataError) -> ImplicitCenterProblem {
        let count = try checkedCount(p)
        let m = sites.count
        switch costs {
        case .matrix(let values, _):
            return ImplicitCenterProblem(clientCount: clients.count, siteCount: m, count: count) { client, site in
                values[client * m + site]
            }
        case .points(let from, let to, let rule):
            return ImplicitCenterProblem(clientCount: clients.count, siteCount: m, count: count) { client, site in
                rule.distance(from[client], to[site])
            }
        }
    }
}
