public import FacilityLocation
import LinearOptimization

extension JointProblem {
    /// Solves siting and twinning together.
    ///
    /// `greedy` scores sites with their best donor, then takes the cheapest free pair again and again. The other engines
    /// prove their answer where time allows: first by donor prices around the siting engine, then, where these leave a
    /// gap, by the whole program with GLPK, started from the best plan known.
    ///
    /// - Parameters:
    ///   - options: engine, limits, cancellation.
    ///   - start: plans to start from, in any order; those that break a rule are the caller's mistake.
    ///   - coverageRadius: radius in km of the figures on newly covered residents.
    /// - Throws: errors of the engines; limits, cancellation and infeasibility are results.
    public func solve(
        _ options: LocationOptions, start: [PlacementPlan] = [], coverageRadius: Double = 150
    ) throws -> PlacementPlan {
        let donorConflicts = Array(conflicts.dropFirst(placement.conflicts.count))
        if let conflict = placement.infeasiblePlan(engine: options.engine, also: donorConflicts) { return conflict }
        var search = JointSearch(self, options, coverageRadius: coverageRadius)
        if options.engine == .greedy { return try search.greedy() }
        for plan in start { search.offer(plan) }
        return try search.run()
    }
}
