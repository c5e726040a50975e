/// Distances between an incumbent and its bound.
public enum Gap {
    /// The absolute gap |objective − bound|; infinite when either is infinite or missing.
    public static func absolute(objective: Double?, bound: Double) -> Double {
        guard let objective, objective.isFinite, bound.isFinite else { return .infinity }
        return abs(objective - bound)
    }

    /// The relative gap |objective − bound| ÷ max(|objective|, 1e-10).
    ///
    /// Zero when both are equal (an incumbent of 0 included), infinite when either is infinite or missing.
    public static func relative(objective: Double?, bound: Double) -> Double {
        let distance = absolute(objective: objective, bound: bound)
        guard distance.isFinite, let objective else { return .infinity }
        return distance == 0 ? 0 : distance / max(abs(objective), 1e-10)
    }
}
