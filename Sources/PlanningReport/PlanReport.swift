public import HealthPlanning
import LinearOptimization

/// A national plan together with the territory it was made for: all that the writers need.
///
/// Everything written is a pure function of the two: same plan, same text, byte for byte.
public struct PlanReport: Sendable {
    /// The plan.
    public let plan: NationalPlan
    /// The territory the plan was made for.
    public let territory: Territory

    /// Creates a report.
    public init(plan: NationalPlan, territory: Territory) {
        self.plan = plan
        self.territory = territory
    }

    /// Provinces in the order of the data, with their metrics; provinces without metrics are left out.
    package var provinceRows: [(province: Province, access: BeforeAfter)] {
        territory.provinces.compactMap { province in
            plan.metrics.byProvince[province.id].map { (province, $0) }
        }
    }

    /// Macro-regions in their usual order, with their metrics.
    package var regionRows: [(region: MacroRegion, access: BeforeAfter)] {
        MacroRegion.allCases.compactMap { region in plan.metrics.byRegion[region].map { (region, $0) } }
    }

    /// `Xinyang 信阳市`; the code where the city is unknown.
    package func cityName(_ id: CityID) -> String {
        territory[id].map { Self.joined($0.name, $0.chineseName) } ?? id.rawValue
    }

    /// `Xinyang, Henan`; the code where the city is unknown.
    package func cityAndProvince(_ id: CityID) -> String {
        guard let city = territory[id] else { return id.rawValue }
        guard let province = territory[city.province], province.name != city.name else { return city.name }
        return "\(city.name), \(province.name)"
    }

    /// `Shihe 浉河区`; the code where the county is unknown.
    package func countyName(_ id: CountyID) -> String {
        territory[id].map { Self.joined($0.name, $0.chineseName) } ?? id.rawValue
    }

    /// `Shihe 浉河区 (Xinyang, Henan)`.
    package func countyAndCity(_ id: CountyID) -> String {
        guard let county = territory[id] else { return id.rawValue }
        return "\(countyName(id)) (\(cityAndProvince(county.city)))"
    }

    /// The hospital's name; its identifier where it is unknown.
    package func hospitalName(_ id: HospitalID) -> String { territory[id]?.name ?? id.rawValue }

    /// The name of what an exception is about: a province, a city, or the bare code.
    package func subjectName(_ code: String) -> String {
        if let province = territory[ProvinceID(code)] { return province.name }
        if let city = territory[CityID(code)] { return city.name }
        return code
    }

    private static func joined(_ name: String, _ chineseName: String) -> String {
        name.isEmpty ? chineseName : chineseName.isEmpty ? name : "\(name) \(chineseName)"
    }
}

extension PlacementPlan {
    /// People newly covered by all new centres.
    package var newlyCovered: Int { newCenters.reduce(0) { $0 + $1.newlyCovered } }
    /// Wall-clock time of all stages.
    package var duration: Duration { statistics.stages.reduce(.zero) { $0 + $1.duration } }
}

extension PlacedCenter {
    /// Medics of all disciplines.
    package var medicsInAll: Int { medics.values.reduce(0, +) }
}

extension PlacementObjective {
    /// The objective in words, its distances included.
    package var sentence: String {
        switch self {
        case .maximalCovering(let radius):
            "most residents (at their region's rate) within \(NumberText.brief(radius)) km of a centre"
        case .gradualCovering(let full, let zero):
            "most residents (at their region's rate), counted fully within \(NumberText.brief(full)) km of a centre "
                + "and less and less up to \(NumberText.brief(zero)) km"
        case .pMedian: "fewest person-kilometres to the nearest centre"
        }
    }

    /// Unit of the objective value.
    package var unit: String {
        switch self {
        case .maximalCovering, .gradualCovering: "residents at rate"
        case .pMedian: "person-km"
        }
    }
}
