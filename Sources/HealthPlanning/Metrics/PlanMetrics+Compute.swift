extension PlanMetrics {
    /// Computes access before and after opening new centres.
    ///
    /// O(counties × hosts).
    ///
    /// - Parameters:
    ///   - territory: The country.
    ///   - existing: Host cities of the centres there already.
    ///   - new: Host cities of the new centres.
    ///   - coverageRadius: Radius of the coverage figures, in km road-like.
    public init(territory: Territory, existing: [CityID], new: [CityID], coverageRadius: Double = 150) {
        let hosts = (existing + new).compactMap { territory[$0] }
        let existingCount = existing.count { territory[$0] != nil }
        let points = hosts.map { SpherePoint($0.location) }
        let counties = territory.counties
        let distances = counties.map { county in
            let point = SpherePoint(county.location)
            return points.map { point.roadLikeKilometers(to: $0) }
        }
        let before = counties.indices.map { Nearest(distances[$0][..<existingCount], hosts: hosts) }
        let after = counties.indices.map { Nearest(distances[$0][...], hosts: hosts) }

        func pair(_ members: [Int]) -> BeforeAfter {
            BeforeAfter(
                before: Self.access(members, counties, before, radius: coverageRadius),
                after: Self.access(members, counties, after, radius: coverageRadius)
            )
        }
        func equity(_ hostCount: Int) -> EquityMetrics {
            Self.equity(counties, hostCount: hostCount) {
                FloatingCatchment.bands(distances[$0][$1], catchment: coverageRadius)
            }
        }
        let byRegion = Dictionary(grouping: counties.indices, by: { counties[$0].region })
        let byProvince = Dictionary(grouping: counties.indices, by: { counties[$0].province })
        self.init(
            coverageRadius: coverageRadius, national: pair(Array(counties.indices)),
            byRegion: byRegion.mapValues(pair), byProvince: byProvince.mapValues(pair),
            equityBefore: equity(existingCount), equityAfter: equity(hosts.count)
        )
    }

    /// The nearest host of a county.
    private struct Nearest {
        var kilometers = Double.infinity
        var province: ProvinceID?

        init(_ distances: ArraySlice<Double>, hosts: [City]) {
            for (host, distance) in zip(distances.indices, distances) where distance < kilometers {
                kilometers = distance
                province = hosts[host].province
            }
        }
    }

    private static func access(
        _ members: [Int], _ counties: [County], _ nearest: [Nearest], radius: Double
    ) -> AccessMetrics {
        let population = members.reduce(0) { $0 + counties[$1].population }
        let reached = members.filter { nearest[$0].kilometers.isFinite }
        let weights = reached.map { Double(counties[$0].population) }
        let distances = reached.map { nearest[$0].kilometers }
        var covered = 0
        var within = 0
        for index in reached {
            if nearest[index].kilometers <= radius { covered += counties[index].population }
            if nearest[index].province == counties[index].province { within += counties[index].population }
        }
        let share = { (count: Int) in population > 0 ? Double(count) / Double(population) : 0 }
        return AccessMetrics(
            population: population, coverage: share(covered),
            meanKilometers: Inequality.mean(distances, weights: weights),
            p90Kilometers: Inequality.quantile(0.9, of: distances, weights: weights) ?? 0,
            withinProvinceShare: share(within),
            maximumKilometers: zip(distances, weights).lazy.filter { $0.1 > 0 }.map(\.0).max() ?? 0,
            unreached: population - reached.reduce(0) { $0 + counties[$1].population }
        )
    }

    private static func equity(
        _ counties: [County], hostCount: Int, decay: (Int, Int) -> Double
    ) -> EquityMetrics {
        let weights = counties.map { Double($0.population) }
        let supply = Array(repeating: 1.0, count: hostCount)
        let access = FloatingCatchment.access(weights: weights, supply: supply, decay: decay)
        let total = weights.reduce(0, +)
        let without = zip(access, weights).reduce(0) { $1.0 == 0 ? $0 + $1.1 : $0 }
        return EquityMetrics(
            gini: Inequality.gini(access, weights: weights), theil: Inequality.theilT(access, weights: weights),
            theilBetweenRegions: Inequality.theilT(access, weights: weights, groups: counties.map(\.region)).between,
            withoutAccessShare: total > 0 ? without / total : 0
        )
    }
}
