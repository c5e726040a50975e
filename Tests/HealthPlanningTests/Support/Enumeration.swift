import Foundation
import HealthPlanning

/// The best plan of a small world by trying every set of hosts and every choice of donors, rules read anew.
struct Enumeration {
    let world: RandomWorld
    private var territory: Territory { world.territory }
    private var policy: Policy { world.scenario.policy }
    let existing: Set<CityID>
    /// Best objective, `nil` when no set of hosts keeps the rules.
    private(set) var best: Double?
    /// Sets of hosts that keep the rules.
    private(set) var feasibleCount = 0

    /// Medics by centre, donor and discipline; `nil` where the policy's hold.
    let needs: TwinningNeeds?

    init(_ world: RandomWorld, needs: TwinningNeeds? = nil) {
        self.world = world
        self.needs = needs
        existing = Set(
            world.territory.centers.filter { center in
                let supply = world.scenario.supply
                if center.evidence == .generalKnowledge, supply.weakestEvidence != .generalKnowledge { return false }
                if center.evidence == .partlyDocumented, supply.weakestEvidence == .documented { return false }
                return center.kind == .regional ? supply.countsRegionalCenters : supply.countsNationalCenters
            }.map(\.city)
        )
        let cities = world.territory.cities
        for mask in 0..<(1 << cities.count) {
            let hosts = cities.indices.filter { mask >> $0 & 1 == 1 }.map { cities[$0] }
            guard keepsRules(hosts), let value = objective(hosts) else { continue }
            feasibleCount += 1
            let isBetter = world.scenario.objective == .pMedian ? value < best ?? .infinity : value > best ?? -.infinity
            if isBetter { best = value }
        }
    }

    private func waived(_ rule: String, _ subject: String) -> Bool {
        policy.exceptions.contains { $0.rule == rule && $0.subject == subject }
    }

    static func kilometers(_ a: Coordinate, _ b: Coordinate) -> Double {
        let radians = Double.pi / 180
        let x = sin((a.latitude - b.latitude) / 2 * radians)
        let y = sin((a.longitude - b.longitude) / 2 * radians)
        let half = x * x + cos(a.latitude * radians) * cos(b.latitude * radians) * y * y
        return 1.25 * 2 * 6371.0088 * asin(half.squareRoot())
    }

    func keepsRules(_ hosts: [City]) -> Bool {
        let ids = Set(hosts.map(\.id))
        let seats = hosts.filter { $0.isProvincialCapital || $0.isMunicipality }
        guard policy.newCenters.contains(hosts.count), ids.isDisjoint(with: existing) else { return false }
        guard !hosts.contains(where: { $0.level == .countyLevel }) else { return false }
        guard ids.isDisjoint(with: policy.excludedHosts), policy.requiredHosts.isSubset(of: ids) else { return false }
        let freeSeats = seats.filter { !waived("capitals", $0.id.rawValue) }
        switch policy.capitals {
        case .excluded: if !freeSeats.isEmpty { return false }
        case .atMost(let most): if freeSeats.count > most { return false }
        case .allowed: break
        }
        for host in hosts where host.population < policy.minimumHostPopulation {
            if !waived("minimumHostPopulation", host.id.rawValue) { return false }
        }
        if let share = policy.minimumPriorityShare {
            let inside = hosts.filter { policy.priorityRegions.contains($0.region) }.count
            if Double(inside) < share * Double(hosts.count) - 1e-7 { return false }
        }
        let served = Set(existing.compactMap { territory[$0]?.province })
        for province in territory.provinces {
            let count = hosts.filter { $0.province == province.id }.count
            let code = province.id.rawValue
            if let quota = policy.provinceQuotas[province.id], !waived("provinceQuotas", code) {
                if !quota.contains(count) { return false }
                continue
            }
            if let most = policy.maximumPerProvince, count > most, !waived("maximumPerProvince", code) { return false }
            if !served.contains(province.id), count < policy.minimumPerProvinceWithoutCenter,
                !waived("minimumPerProvinceWithoutCenter", code)
            {
                return false
            }
        }
        for (index, a) in hosts.enumerated() {
            for b in hosts[(index + 1)...] {
                guard let spacing = policy.minimumSpacingKilometers else { break }
                if Self.kilometers(a.location, b.location) < spacing,
                    !waived("minimumSpacingKilometers", a.id.rawValue),
                    !waived("minimumSpacingKilometers", b.id.rawValue)
                {
                    return false
                }
            }
            if let spacing = policy.minimumSpacingToExistingKilometers,
                !waived("minimumSpacingToExistingKilometers", a.id.rawValue)
            {
                for host in existing.compactMap({ territory[$0] })
                where Self.kilometers(a.location, host.location) < spacing { return false }
            }
        }
        let all = ids.union(existing)
        for pair in policy.implications where ids.contains(pair.city) && !all.contains(pair.requires) { return false }
        for group in policy.mutuallyExclusive where !group.isDisjoint(with: ids) && group.intersection(all).count > 1 {
            return false
        }
        if let budget = policy.budget {
            let cost = hosts.reduce(0) { $0 + (policy.costByCity[$1.id] ?? policy.costPerCenter) }
            if cost > budget + 1e-9 { return false }
        }
        for (region, floor) in policy.coverageFloors {
            let counties = territory.counties.filter { $0.region == region }
            let covered = counties.reduce(0) { $0 + Double($1.population) * share(distance($1, hosts)) }
            let residents = counties.reduce(0) { $0 + Double($1.population) }
            if covered < floor * residents - 1e-3 { return false }
        }
        return true
    }

    private func distance(_ county: County, _ hosts: [City]) -> Double {
        (hosts + existing.compactMap { territory[$0] }).map { Self.kilometers(county.location, $0.location) }.min()
            ?? .infinity
    }

    private func share(_ kilometers: Double) -> Double {
        switch world.scenario.objective {
        case .maximalCovering(let radius): kilometers <= radius ? 1 : 0
        case .gradualCovering(let full, let zero): max(0, min(1, (zero - kilometers) / (zero - full)))
        case .pMedian: 0
        }
    }

    /// Objective of a set of hosts with its best donors; `nil` when someone cannot be served or backed.
    private func objective(_ hosts: [City]) -> Double? {
        let isMedian = world.scenario.objective == .pMedian
        let unit = isMedian ? policy.kilometersPerCoveredResident : 1
        var total = 0.0
        for county in territory.counties where isMedian || county.population > 0 {
            let kilometers = distance(county, hosts)
            if isMedian, kilometers == .infinity { return nil }
            let weight = Double(county.population) * (policy.regionRates[county.region] ?? 1)
            total += weight * (isMedian ? kilometers : share(kilometers))
        }
        let credit = policy.hostPopulationCredit * hosts.reduce(0) { $0 + Double($1.population) } * unit
        var twinning = 0.0
        if world.scenario.twinning.isJoint {
            guard let cost = donors(hosts, 0, [:]) else { return nil }
            twinning = cost * unit
        }
        return isMedian ? total - credit + twinning : total + credit - twinning
    }

    /// Least cost of donors for the hosts from `index` on, every choice tried.
    func donors(
        _ hosts: [City], _ index: Int, _ used: [HospitalID: Int], _ sent: [HospitalID: [Discipline: Int]] = [:]
    ) -> Double? {
        guard index < hosts.count else { return 0 }
        let rules = world.scenario.twinning
        var least: Double?
        for hospital in territory.hospitals {
            let tier = Double(Hospital.Tier.allCases.firstIndex(of: hospital.tier) ?? 0)
            guard let city = territory[hospital.city], rules.allowsMilitary || !hospital.isMilitary else { continue }
            guard !rules.requiresGeneralDonor || hospital.focus == "general" else { continue }
            guard rules.allowsSameProvince || hospital.province != hosts[index].province else { continue }
            let distance = Self.kilometers(city.location, hosts[index].location)
            if let limit = rules.maximumDistanceKilometers, distance > limit { continue }
            let count = used[hospital.id, default: 0] + 1
            let need = rules.medicsPerCenter.values.reduce(0, +)
            var staff = sent
            if let needs {
                for (discipline, medics) in needs.medics[hosts[index].id] ?? rules.medicsPerCenter {
                    staff[hospital.id, default: [:]][discipline, default: 0] += medics
                }
                let most = needs.releasable[hospital.id] ?? [:]
                if staff[hospital.id, default: [:]].contains(where: { $0.value > most[$0.key] ?? 0 }) { continue }
            }
            let isUnderstaffed = needs == nil && count * need > rules.releasableByTier[Int(tier)]
            if count > rules.maximumPerDonor || isUnderstaffed { continue }
            var next = used
            next[hospital.id] = count
            guard let rest = donors(hosts, index + 1, next, staff) else { continue }
            let cost = rules.residentsPer100Kilometers * distance / 100 + rules.residentsPerTier * tier + rest
            least = min(least ?? .infinity, cost)
        }
        return least
    }
}
