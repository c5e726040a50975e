extension PlacementProblem {
    /// The scenario's exceptions a placement rests on: those whose rule it breaks for their subject.
    func exceptionsUsed(by new: [Int]) -> [PolicyException] {
        let cities = new.compactMap { territory[sites[$0]] }
        return scenario.policy.exceptions.filter { isBroken($0, by: cities) }
    }

    private func isBroken(_ exception: PolicyException, by new: [City]) -> Bool {
        let policy = scenario.policy
        let inProvince = new.count { $0.province.rawValue == exception.subject }
        let city = new.first { $0.id.rawValue == exception.subject }
        switch exception.rule {
        case "minimumPerProvinceWithoutCenter":
            let isServed = admission.existing.contains { territory[$0]?.province.rawValue == exception.subject }
            return !isServed && !hasQuota(exception.subject) && inProvince < policy.minimumPerProvinceWithoutCenter
        case "maximumPerProvince":
            return !hasQuota(exception.subject) && inProvince > policy.maximumPerProvince ?? .max
        case "provinceQuotas":
            return policy.provinceQuotas[ProvinceID(exception.subject)].map { !$0.contains(inProvince) } ?? false
        case "capitals":
            guard let city, city.isSeatOfProvince else { return false }
            if case .atMost(let most) = policy.capitals { return new.count(where: \.isSeatOfProvince) > most }
            return policy.capitals == .excluded
        case "minimumHostPopulation":
            return city.map { $0.population < policy.minimumHostPopulation } ?? false
        case "minimumSpacingKilometers":
            guard let city, let spacing = policy.minimumSpacingKilometers else { return false }
            return new.contains {
                $0.id != city.id
                    && SpherePoint($0.location).roadLikeKilometers(to: SpherePoint(city.location)) < spacing
            }
        case "minimumSpacingToExistingKilometers":
            guard let city, let spacing = policy.minimumSpacingToExistingKilometers else { return false }
            return admission.existing.contains { host in
                territory[host].map {
                    SpherePoint($0.location).roadLikeKilometers(to: SpherePoint(city.location)) < spacing
                } ?? false
            }
        case "coverageFloors":
            return MacroRegion(rawValue: exception.subject).map {
                coveredShare(of: $0, new: new) < policy.coverageFloors[$0] ?? 0
            }
                ?? false
        default: return false
        }
    }

    /// Whether a quota of its own stands in for the general rules on a province.
    private func hasQuota(_ subject: String) -> Bool {
        let policy = scenario.policy
        return policy.provinceQuotas[ProvinceID(subject)] != nil && !policy.waives("provinceQuotas", subject)
    }

    /// Share of a region's residents covered by a placement and the existing centres together.
    private func coveredShare(of region: MacroRegion, new: [City]) -> Double {
        let points = new.map { SpherePoint($0.location) }
        var covered = 0.0
        var total = 0.0
        for (index, county) in territory.counties.enumerated() where county.region == region {
            let point = SpherePoint(county.location)
            let nearest = points.reduce(existingDistances[index]) { min($0, point.roadLikeKilometers(to: $1)) }
            covered += Double(county.population) * scenario.objective.share(at: nearest)
            total += Double(county.population)
        }
        return total > 0 ? covered / total : 1
    }
}
