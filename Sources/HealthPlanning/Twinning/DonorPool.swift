/// Hospitals that may back a new centre, what a pairing costs, and how many centres each can staff.
///
/// Donors of one city, province and tier are interchangeable for cost and distance: they form a class whose capacity
/// is the sum of theirs. Assigning classes instead of hospitals loses nothing and makes the models several times
/// smaller.
struct DonorPool {
    /// Donors that cost the same to every centre.
    struct Class {
        let city: CityID
        let province: ProvinceID
        let tier: Hospital.Tier
        let point: SpherePoint
        /// Members with the centres each can back, best suited first.
        fileprivate(set) var members: [(hospital: Hospital, capacity: Int)]

        /// Centres the class can back in all.
        var capacity: Int { members.reduce(0) { $0 + $1.capacity } }
    }

    let policy: TwinningPolicy
    let classes: [Class]
    /// Why the other hospitals are no donors, counted by reason.
    let refused: [String: Int]

    /// - Parameter isSeparate: whether every hospital is a class of its own that backs up to
    ///   ``TwinningPolicy/maximumPerDonor`` centres, staff being counted elsewhere.
    init(territory: Territory, policy: TwinningPolicy, isSeparate: Bool = false) {
        self.policy = policy
        var classes: [Class] = []
        var position: [String: Int] = [:]
        var refused: [String: Int] = [:]
        for hospital in territory.hospitals {
            guard let city = territory[hospital.city] else { continue }
            if let reason = policy.refusal(of: hospital, countsStaff: !isSeparate) {
                refused[reason, default: 0] += 1
                continue
            }
            let capacity = isSeparate ? policy.maximumPerDonor : policy.centers(backedBy: hospital.tier)
            let member = (hospital: hospital, capacity: capacity)
            let key =
                isSeparate
                ? hospital.id.rawValue : "\(hospital.city)|\(hospital.province)|\(hospital.tier.rawValue)"
            if let index = position[key] {
                classes[index].members.append(member)
            } else {
                position[key] = classes.count
                classes.append(
                    Class(
                        city: hospital.city, province: hospital.province, tier: hospital.tier,
                        point: SpherePoint(city.location), members: [member]
                    )
                )
            }
        }
        for index in classes.indices {
            // General hospitals first: they can send every discipline.
            classes[index].members.sort { a, b in
                (a.hospital.isGeneral ? 0 : 1, a.hospital.id) < (b.hospital.isGeneral ? 0 : 1, b.hospital.id)
            }
        }
        self.classes = classes
        self.refused = refused
    }

    /// Centres all donors together can back.
    var capacity: Int { classes.reduce(0) { $0 + $1.capacity } }

    /// Road-like distance between a centre and a class of donors, in km.
    func kilometers(from city: City, to donors: Int) -> Double {
        SpherePoint(city.location).roadLikeKilometers(to: classes[donors].point)
    }

    /// Cost of a pairing in covered residents; `nil` where the pair is not allowed.
    func cost(of city: City, donors: Int) -> Double? {
        let donor = classes[donors]
        if !policy.allowsSameProvince, donor.province == city.province { return nil }
        let distance = kilometers(from: city, to: donors)
        if let limit = policy.maximumDistanceKilometers, distance > limit { return nil }
        return policy.residentsPer100Kilometers * distance / 100
            + policy.residentsPerTier * Double(donor.tier.stepsBelowTop)
    }

    /// Cost of every class for a city; infinite where the pair is not allowed.
    func costs(of city: City) -> [Double] { classes.indices.map { cost(of: city, donors: $0) ?? .infinity } }
}

extension Hospital {
    /// Whether it is a general hospital.
    var isGeneral: Bool { focus == "general" }

    /// Disciplines it can send: all for a general hospital, its own for a specialised one.
    var disciplines: Set<Discipline> {
        switch focus {
        case "general": Set(Discipline.allCases)
        case "cardiovascular", "cardiology": [.cardiology]
        case "oncology": [.oncology]
        case "paediatrics": [.paediatrics]
        case "neurology": [.neurology]
        default: []
        }
    }
}

extension TwinningPolicy {
    /// Why a hospital may not be a donor; `nil` when it may.
    func refusal(of hospital: Hospital, countsStaff: Bool = true) -> String? {
        if hospital.isMilitary, !allowsMilitary { return "allowsMilitary" }
        if !hospital.isGeneral, requiresGeneralDonor { return "requiresGeneralDonor" }
        if countsStaff, centers(backedBy: hospital.tier) == 0 { return "releasableByTier" }
        return nil
    }

    /// Medics a centre needs in all.
    var medicsInAll: Int { medicsPerCenter.values.reduce(0, +) }

    /// Medics a donor of a tier can release.
    func releasable(_ tier: Hospital.Tier) -> Int {
        releasableByTier.indices.contains(tier.stepsBelowTop) ? releasableByTier[tier.stepsBelowTop] : 0
    }

    /// Centres a donor of a tier can staff in full, at most ``maximumPerDonor``.
    func centers(backedBy tier: Hospital.Tier) -> Int {
        medicsInAll == 0 ? maximumPerDonor : min(maximumPerDonor, releasable(tier) / medicsInAll)
    }
}
