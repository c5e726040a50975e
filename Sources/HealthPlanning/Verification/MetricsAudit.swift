import Foundation

/// Recomputes a plan's metrics from their definitions, in plain double loops.
struct MetricsAudit {
    let audit: Audit
    let metrics: PlanMetrics
    private(set) var checks: [Audit.Check] = []

    init(_ audit: Audit, _ plan: PlacementPlan, _ metrics: PlanMetrics) {
        self.audit = audit
        self.metrics = metrics
        let before = audit.existing.sorted().compactMap { audit.cityByID[$0] }
        let after = before + plan.newCenters.compactMap { audit.cityByID[$0.city] }
        let nearestBefore = audit.counties.map { nearest($0, before) }
        let nearestAfter = audit.counties.map { nearest($0, after) }
        var wrong: [String] = []

        func compare(_ label: String, _ claimed: BeforeAfter?, _ members: (County) -> Bool) {
            guard let claimed else {
                wrong.append("\(label): missing")
                return
            }
            let indices = audit.counties.indices.filter { members(audit.counties[$0]) }
            wrong += differences("\(label), before", claimed.before, indices, nearestBefore)
            wrong += differences("\(label), after", claimed.after, indices, nearestAfter)
        }
        compare("national", metrics.national) { _ in true }
        for region in Set(audit.counties.map(\.region)).sorted(by: { $0.rawValue < $1.rawValue }) {
            compare(region.rawValue, metrics.byRegion[region]) { $0.region == region }
        }
        for province in Set(audit.counties.map(\.province)).sorted() {
            compare(province.rawValue, metrics.byProvince[province]) { $0.province == province }
        }
        let groups = 1 + metrics.byRegion.count + metrics.byProvince.count
        checks.append(
            .init(
                name: "access metrics recomputed", passed: wrong.isEmpty,
                detail: wrong.isEmpty ? "\(groups) groups" : wrong.prefix(5).joined(separator: "; ")
            )
        )
        checkEquity("equity before recomputed", metrics.equityBefore, before)
        checkEquity("equity after recomputed", metrics.equityAfter, after)
    }

    private struct Nearest {
        var kilometers: Double
        /// Provinces of the nearest hosts; several only on a tie.
        var provinces: Set<ProvinceID>
    }

    private func nearest(_ county: County, _ hosts: [City]) -> Nearest {
        let distances = hosts.map { Audit.kilometers(county.location, $0.location) }
        let least = distances.min() ?? .infinity
        let tied = zip(hosts, distances).filter { $0.1 <= least * (1 + 1e-9) + 1e-9 }
        return Nearest(kilometers: least, provinces: Set(tied.map(\.0.province)))
    }

    /// What differs between claimed and recomputed access of a group.
    private func differences(
        _ label: String, _ claimed: AccessMetrics, _ members: [Int], _ nearest: [Nearest]
    ) -> [String] {
        let radius = metrics.coverageRadius
        var population = 0
        var unreached = 0
        var rim = 0
        var tied = 0
        var covered = 0
        var within = 0
        var travel = 0.0
        var longest = 0.0
        var reached: [(kilometers: Double, residents: Int)] = []
        for index in members {
            let residents = audit.counties[index].population
            let own = nearest[index]
            population += residents
            guard own.kilometers.isFinite else {
                unreached += residents
                continue
            }
            if abs(own.kilometers - radius) <= 1e-9 * max(1, radius) { rim += residents }
            if own.kilometers <= radius { covered += residents }
            if own.provinces.contains(audit.counties[index].province) { within += residents }
            if own.provinces.count > 1 { tied += residents }
            travel += own.kilometers * Double(residents)
            if residents > 0 { longest = max(longest, own.kilometers) }
            reached.append((own.kilometers, residents))
        }
        let total = Double(max(1, population))
        let weight = population - unreached
        let mean = weight > 0 ? travel / Double(weight) : 0
        // The 90th percentile: the claimed distance must have 90 % of the residents at or below it, not before it.
        let claim = claimed.p90Kilometers
        let slack = 1e-9 * max(1, claim)
        let atOrBelow = reached.filter { $0.kilometers <= claim + slack }.reduce(0) { $0 + $1.residents }
        let below = reached.filter { $0.kilometers < claim - slack }.reduce(0) { $0 + $1.residents }
        let goal = 0.9 * Double(weight)
        let isPercentile = weight == 0 ? claim == 0 : Double(atOrBelow) >= goal - 1e-3 && Double(below) < goal + 1e-3
        var result: [String] = []
        func expect(_ name: String, _ isRight: Bool, _ detail: String) {
            if !isRight { result.append("\(label): \(name) \(detail)") }
        }
        expect("population", claimed.population == population, "\(claimed.population), recomputed \(population)")
        expect("unreached", claimed.unreached == unreached, "\(claimed.unreached), recomputed \(unreached)")
        expect(
            "coverage", Audit.agree(claimed.coverage * total, Double(covered), slack: Double(rim)),
            "\(claimed.coverage), recomputed \(Double(covered) / total)"
        )
        expect("mean", Audit.agree(claimed.meanKilometers, mean), "\(claimed.meanKilometers), recomputed \(mean)")
        expect(
            "maximum", Audit.agree(claimed.maximumKilometers, longest),
            "\(claimed.maximumKilometers), recomputed \(longest)")
        expect("p90", isPercentile, "\(claim) is no 90th percentile")
        expect(
            "within province", Audit.agree(claimed.withinProvinceShare * total, Double(within), slack: Double(tied)),
            "\(claimed.withinProvinceShare), recomputed \(Double(within) / total)"
        )
        return result
    }

    /// Gini by the double sum over all pairs of counties, Theil term by term.
    private mutating func checkEquity(_ name: String, _ claimed: EquityMetrics?, _ hosts: [City]) {
        guard let claimed else { return }
        let weights = audit.counties.map { Double($0.population) }
        var access = Array(repeating: 0.0, count: weights.count)
        for host in hosts {
            let shares = audit.counties.map { county -> Double in
                let distance = Audit.kilometers(county.location, host.location)
                let third = metrics.coverageRadius / 3
                return distance <= third ? 1 : distance <= 2 * third ? 0.68 : distance <= 3 * third ? 0.22 : 0
            }
            let demand = zip(shares, weights).reduce(0) { $0 + $1.0 * $1.1 }
            guard demand > 0 else { continue }
            for index in access.indices { access[index] += shares[index] / demand }
        }
        let total = weights.reduce(0, +)
        let mean = total > 0 ? zip(access, weights).reduce(0) { $0 + $1.0 * $1.1 } / total : 0
        var gini = 0.0
        var theil = 0.0
        var without = 0.0
        for (i, a) in access.enumerated() {
            if a == 0 { without += weights[i] }
            guard mean > 0, a > 0 || weights[i] > 0 else { continue }
            var row = 0.0
            for (k, b) in access.enumerated() { row += weights[k] * abs(a - b) }
            gini += weights[i] * row / (2 * total * total * mean)
            if a > 0 { theil += weights[i] / total * (a / mean) * log(a / mean) }
        }
        let claims = [claimed.gini, claimed.theil, claimed.withoutAccessShare]
        let found = [gini, theil, total > 0 ? without / total : 0]
        let isRight = zip(claims, found).allSatisfy { abs($0 - $1) <= 1e-6 }
        checks.append(
            .init(name: name, passed: isRight, detail: "Gini, Theil, without access \(claims), recomputed \(found)"))
    }
}
