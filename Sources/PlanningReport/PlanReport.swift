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
