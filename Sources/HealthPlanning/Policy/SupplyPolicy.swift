/// What counts as a centre that is there already (P3).
///
/// A city that hosts any counted centre serves its surroundings and gets no second centre.
public struct SupplyPolicy: Sendable, Hashable, Codable {
    /// Whether documented regional medical centre projects count.
    ///
    /// Default: true.
    public var countsRegionalCenters: Bool = true
    /// Whether seats of national centres and the regional designations of the Health Commission count.
    ///
    /// Default: true.
    public var countsNationalCenters: Bool = true
    /// Whether the cities of the leading hospitals count.
    ///
    /// Default: true.
    ///
    /// Without them capitals with strong hospitals of their own look empty and new centres drift to their suburbs.
    public var countsLeadingHospitals: Bool = true
    /// Weakest evidence with which a centre still counts.
    ///
    /// Default: general knowledge, that is every row.
    public var weakestEvidence: Evidence = .generalKnowledge

    /// Creates the default rules.
    public init() {}

    /// Whether a centre counts.
    func counts(_ center: ExistingCenter) -> Bool {
        guard center.evidence.rawValue <= weakestEvidence.rawValue else { return false }
        return center.kind == .regional ? countsRegionalCenters : countsNationalCenters
    }
}

extension Territory {
    /// Cities that host a centre already, in the order of ``cities``.
    ///
    /// O(cities + centres + hospitals).
    public func existingHosts(_ supply: SupplyPolicy) -> [CityID] {
        var hosts = Set(centers.lazy.filter(supply.counts).map(\.city))
        if supply.countsLeadingHospitals { hosts.formUnion(hospitals.lazy.map(\.city)) }
        return cities.lazy.map(\.id).filter(hosts.contains)
    }
}
