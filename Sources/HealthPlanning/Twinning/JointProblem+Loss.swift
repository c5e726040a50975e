public import FacilityLocation
import LinearOptimization

extension JointProblem {
    /// What choosing the sites first and their donors afterwards loses against a joint plan, in the objective's unit.
    ///
    /// The sites are the best without donors, the donors the cheapest for these sites.
    ///
    /// - Parameter plan: the joint plan to compare with.
    /// - Returns: at least 0 up to rounding when `plan` is optimal; `nil` when there are no such sites, or some of them
    ///   have no donor at all.
    /// - Throws: errors of the siting engine.
    public func lossOfSitingFirst(
        _ plan: PlacementPlan, options: LocationOptions = LocationOptions()
    ) throws -> Double? {
        let result = try placement.location.solve(options)
        guard let joint = plan.objective, result.objective != nil else { return nil }
        let new = result.openSites.filter { $0 < placement.candidateCount }
        let columns = donors(for: new).columns
        let pairs = new.enumerated().compactMap { row, candidate in columns[row].map { costs[candidate][$0] } }
        guard pairs.count == new.count else { return nil }
        let siting = placement.components(new: new, pairs: []).total(placement.sense)
        let twinning = pairs.reduce(0, +)
        return placement.sense == .maximize ? joint - (siting - twinning) : siting + twinning - joint
    }
}
