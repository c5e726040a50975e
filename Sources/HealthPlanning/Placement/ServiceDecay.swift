extension PlacementObjective {
    /// Whether the objective is maximised: coverage is, person-kilometres are not.
    var isCovering: Bool { self != .pMedian }

    /// Distance in km from which on a resident is not served at all; infinite for the p-median.
    var reach: Double {
        switch self {
        case .maximalCovering(let radius): radius
        case .gradualCovering(_, let zero): zero
        case .pMedian: .infinity
        }
    }

    /// Share of a resident served at a distance in km, 1...0 (MODELS: gradual covering, linear decay).
    func share(at kilometers: Double) -> Double {
        switch self {
        case .maximalCovering(let radius): return kilometers <= radius ? 1 : 0
        case .gradualCovering(let full, let zero):
            if kilometers <= full { return 1 }
            if kilometers >= zero { return 0 }
            return (zero - kilometers) / (zero - full)
        case .pMedian: return 0
        }
    }

    /// Cost of serving one resident at a distance: kilometres, or the share that stays uncovered.
    func cost(at kilometers: Double) -> Double { isCovering ? 1 - share(at: kilometers) : kilometers }
}
