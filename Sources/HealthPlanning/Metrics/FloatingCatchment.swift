/// The enhanced two-step floating catchment area (Luo & Qi 2009, doi 10.1016/j.healthplace.2009.06.002).
///
/// A site's ratio is R_j = S_j / Σ_k w_k f(t_kj); an area's access is A_i = Σ_j R_j f(t_ij). Supply is conserved:
/// Σ w_i A_i = Σ S_j over the sites with demand in reach.
public enum FloatingCatchment {
    /// Access per area, in units of supply per resident.
    ///
    /// - Parameters:
    ///   - weights: residents per area, at least 0.
    ///   - supply: supply per site, at least 0.
    ///   - decay: f of area and site, 0...1.
    public static func access(
        weights: [Double], supply: [Double], decay: (_ area: Int, _ site: Int) -> Double
    ) -> [Double] {
        var access = Array(repeating: 0.0, count: weights.count)
        var reached: [(area: Int, share: Double)] = []
        for site in supply.indices {
            reached.removeAll(keepingCapacity: true)
            var demand = 0.0
            for area in weights.indices {
                let share = decay(area, site)
                guard share > 0 else { continue }
                reached.append((area, share))
                demand += weights[area] * share
            }
            guard demand > 0 else { continue }
            for entry in reached { access[entry.area] += supply[site] / demand * entry.share }
        }
        return access
    }

    /// The three-band decay of Luo & Qi: 1, 0.68 and 0.22 in the thirds of the catchment, 0 beyond.
    public static func bands(_ distance: Double, catchment: Double) -> Double {
        if distance <= catchment / 3 { return 1 }
        if distance <= catchment * 2 / 3 { return 0.68 }
        return distance <= catchment ? 0.22 : 0
    }
}
