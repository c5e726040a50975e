/// How well a fact about a centre is documented.
public enum Evidence: String, Sendable, Hashable, Codable {
    /// A stored document names it.
    case documented = "A"
    /// Parts are documented, membership of the programme is not.
    case partlyDocumented = "B"
    /// General knowledge, unverified.
    case generalKnowledge = "C"
}

/// A regional or national medical centre that exists or is approved.
public struct ExistingCenter: Sendable, Hashable, Codable, Identifiable {
    /// The programme a centre belongs to.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// National regional medical centre project.
        case regional
        /// Seat of a national medical centre.
        case national
        /// Regional centre designated by the National Health Commission.
        case regionalDesignation = "regional_designation"
    }

    /// Identifier.
    public var id: CenterID
    /// Name as documented.
    public var name: String
    /// Programme.
    public var kind: Kind
    /// Host city.
    public var city: CityID
    /// City of the donor hospital, where known.
    public var donorCity: CityID?
    /// Name of the donor hospital, where known.
    public var donorName: String?
    /// Discipline, where stated.
    public var specialty: String?
    /// How well it is documented.
    public var evidence: Evidence

    /// Creates a centre.
    public init(
        id: CenterID, name: String, kind: Kind, city: CityID, donorCity: CityID? = nil, donorName: String? = nil,
        specialty: String? = nil, evidence: Evidence = .documented
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.city = city
        self.donorCity = donorCity
        self.donorName = donorName
        self.specialty = specialty
        self.evidence = evidence
    }
}

/// A leading hospital that can back a new centre.
public struct Hospital: Sendable, Hashable, Codable, Identifiable {
    /// Tiers of the Fudan hospital ranking 2023, twenty hospitals each, best first.
    public enum Tier: String, Sendable, Hashable, Codable, CaseIterable {
        /// First to twentieth.
        case aPlus4 = "A++++"
        /// 21st to 40th.
        case aPlus3 = "A+++"
        /// 41st to 60th.
        case aPlus2 = "A++"
        /// 61st to 80th.
        case aPlus1 = "A+"
        /// 81st to 100th.
        case a = "A"

        /// Steps below the first tier, 0...4.
        public var stepsBelowTop: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Identifier.
    public var id: HospitalID
    /// Chinese name.
    public var name: String
    /// Tier.
    public var tier: Tier
    /// Focus derived from the name ("general" if the name says nothing else).
    public var focus: String
    /// City it stands in.
    public var city: CityID
    /// Province it stands in.
    public var province: ProvinceID
    /// Whether it belongs to the military.
    public var isMilitary: Bool

    /// Creates a hospital.
    public init(
        id: HospitalID, name: String, tier: Tier, focus: String, city: CityID, province: ProvinceID, isMilitary: Bool
    ) {
        self.id = id
        self.name = name
        self.tier = tier
        self.focus = focus
        self.city = city
        self.province = province
        self.isMilitary = isMilitary
    }
}
