import Meridian

/// The default rules, checked one by one from the territory: what a careful reader would do with a pencil.
struct HandCheck {
    private let territory: Territory
    private let policy: Policy

    init(_ territory: Territory, _ policy: Policy) {
        self.territory = territory
        self.policy = policy
    }

    /// Rules the plan breaks; empty when it keeps them all.
    func failures(_ plan: PlacementPlan) -> [String] {
        let cities = plan.hosts.compactMap { territory[$0] }
        var failed: [String] = []
        if cities.count != plan.hosts.count || Set(plan.hosts).count != cities.count {
            failed.append("a host is unknown or named twice")
        }
        if !policy.newCenters.contains(cities.count) { failed.append("\(cities.count) new centres") }
        for city in cities {
            if city.isProvincialCapital || city.isMunicipality || !city.level.isPrefectureLevel {
                failed.append("\(city.name) is a capital or no prefecture-level division")
            }
            if city.population < policy.minimumHostPopulation { failed.append("\(city.name) is too small") }
        }
        let favoured = cities.count { policy.priorityRegions.contains($0.region) }
        if let share = policy.minimumPriorityShare, Double(favoured) < share * Double(cities.count) {
            failed.append("only \(favoured) of \(cities.count) in Central, West and Northeast")
        }
        for (province, members) in Dictionary(grouping: cities, by: \.province) {
            if let most = policy.maximumPerProvince, members.count > most {
                failed.append("\(members.count) in \(territory[province]?.name ?? province.rawValue)")
            }
        }
        if let spacing = policy.minimumSpacingKilometers {
            for (index, a) in cities.enumerated() {
                for b in cities[..<index] where a.location.roadLikeKilometers(to: b.location) < spacing {
                    failed.append("\(a.name) and \(b.name) are closer than \(spacing) km")
                }
            }
        }
        let donors = plan.newCenters.compactMap(\.donor)
        if donors.count != plan.newCenters.count { failed.append("a new centre has no donor") }
        if Set(donors).count != donors.count { failed.append("a donor backs two centres") }
        for center in plan.newCenters {
            guard let donor = center.donor.flatMap({ territory[$0] }), let city = territory[center.city] else {
                continue
            }
            if donor.province == city.province { failed.append("\(city.name)'s donor is of its own province") }
            if donor.isMilitary { failed.append("\(city.name)'s donor is a military hospital") }
        }
        return failed
    }
}
