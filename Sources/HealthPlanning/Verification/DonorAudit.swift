/// Checks the donors and medics of one plan.
struct DonorAudit {
    let audit: Audit
    let plan: PlacementPlan
    private var policy: TwinningPolicy { audit.scenario.twinning }
    private(set) var checks: [Audit.Check] = []

    init(_ audit: Audit, _ plan: PlacementPlan) {
        self.audit = audit
        self.plan = plan
        checkDonors()
        checkCapacity()
        checkMedics()
    }

    /// Cost of a centre's pairing in covered residents; `nil` without a donor.
    static func cost(of center: PlacedCenter, _ audit: Audit) -> Double? {
        guard let donor = center.donor.flatMap({ audit.hospitalByID[$0] }), let from = audit.cityByID[donor.city],
            let to = audit.cityByID[center.city]
        else { return nil }
        let tiers: [Hospital.Tier] = [.aPlus4, .aPlus3, .aPlus2, .aPlus1, .a]
        let steps = Double(tiers.firstIndex(of: donor.tier) ?? 0)
        let policy = audit.scenario.twinning
        return Audit.kilometers(from.location, to.location) / 100 * policy.residentsPer100Kilometers
            + steps * policy.residentsPerTier
    }

    private mutating func checkDonors() {
        let without = plan.newCenters.filter { $0.donor == nil }
        if policy.isJoint {
            add("every centre has a donor", without.isEmpty, "\(without.count) without")
        }
        let unknown = plan.newCenters.compactMap(\.donor).filter { audit.hospitalByID[$0] == nil }
        add("donors are hospitals of the data", unknown.isEmpty, "\(unknown.count) unknown")
        var wrong: [String: [String]] = [:]
        for center in plan.newCenters {
            guard let donor = center.donor.flatMap({ audit.hospitalByID[$0] }), let city = audit.cityByID[center.city]
            else { continue }
            let label = "\(donor.id) – \(audit.name(city.id))"
            if !policy.allowsSameProvince, donor.province == city.province {
                wrong["allowsSameProvince", default: []].append(label)
            }
            if !policy.allowsMilitary, donor.isMilitary { wrong["allowsMilitary", default: []].append(label) }
            if policy.requiresGeneralDonor, donor.focus != "general" {
                wrong["requiresGeneralDonor", default: []].append(label)
            }
            let distance = audit.cityByID[donor.city].map { Audit.kilometers($0.location, city.location) } ?? .nan
            if let limit = policy.maximumDistanceKilometers, !(distance <= limit * (1 + 1e-9)) {
                wrong["maximumDistanceKilometers", default: []].append(label)
            }
            if !Audit.agree(center.donorKilometers ?? .nan, distance) {
                wrong["donor distances recomputed", default: []].append(label)
            }
        }
        let rules = [
            "allowsSameProvince", "allowsMilitary", "requiresGeneralDonor", "maximumDistanceKilometers",
            "donor distances recomputed",
        ]
        for rule in rules {
            let found = wrong[rule] ?? []
            add(rule, found.isEmpty, found.isEmpty ? "kept" : found.joined(separator: ", "))
        }
    }

    private mutating func checkCapacity() {
        let centers = Dictionary(grouping: plan.newCenters.filter { $0.donor != nil }, by: \.donor)
        let busiest = centers.values.map(\.count).max() ?? 0
        add(
            "maximumPerDonor", busiest <= policy.maximumPerDonor, "busiest \(busiest), limit \(policy.maximumPerDonor)"
        )
        let need = policy.medicsPerCenter.values.reduce(0, +)
        var over: [String] = []
        for (donor, backed) in centers {
            guard let hospital = donor.flatMap({ audit.hospitalByID[$0] }) else { continue }
            let sent = backed.flatMap(\.medics.values).reduce(0, +)
            let limit = releasable(hospital)
            if sent > limit || need * backed.count > limit { over.append("\(hospital.id): \(sent) of \(limit)") }
        }
        add("releasableByTier", over.isEmpty, over.isEmpty ? "kept" : over.sorted().joined(separator: ", "))
    }

    private func releasable(_ hospital: Hospital) -> Int {
        let tiers: [Hospital.Tier] = [.aPlus4, .aPlus3, .aPlus2, .aPlus1, .a]
        guard let step = tiers.firstIndex(of: hospital.tier), step < policy.releasableByTier.count else { return 0 }
        return policy.releasableByTier[step]
    }

    private mutating func checkMedics() {
        var wrong: [String] = []
        var sent = 0
        var short = 0
        for center in plan.newCenters {
            sent += center.medics.values.reduce(0, +)
            short += center.shortages.values.reduce(0, +)
            guard center.donor != nil else {
                if !center.medics.isEmpty || center.shortages != policy.medicsPerCenter.filter({ $0.value > 0 }) {
                    wrong.append(audit.name(center.city))
                }
                continue
            }
            let disciplines = Set(policy.medicsPerCenter.keys).union(center.medics.keys).union(center.shortages.keys)
            for discipline in disciplines {
                let need = policy.medicsPerCenter[discipline] ?? 0
                let (given, missing) = (center.medics[discipline] ?? 0, center.shortages[discipline] ?? 0)
                if given < 0 || missing < 0 || given + missing != need { wrong.append(audit.name(center.city)) }
            }
        }
        add(
            "medics and shortages add up to the need", wrong.isEmpty,
            wrong.isEmpty ? "\(sent) sent, \(short) short" : Set(wrong).sorted().joined(separator: ", ")
        )
    }

    private mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        checks.append(.init(name: name, passed: passed, detail: detail))
    }
}
