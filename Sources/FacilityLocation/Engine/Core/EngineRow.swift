/// A linear rule on the open sites as the engine holds it: `lower ≤ Σ coefficient · open ≤ upper`.
struct EngineRow {
    /// The rule's name.
    var name: String
    /// Sites with a coefficient, each once.
    var sites: [Int32]
    /// Coefficient per site, not zero.
    var coefficients: [Double]
    /// Lower bound; −∞ for none.
    var lower: Double
    /// Upper bound; +∞ for none.
    var upper: Double

    /// The rule of a problem, equal sites merged and zeros dropped.
    init(_ constraint: SideConstraint) {
        name = constraint.name
        lower = constraint.lower
        upper = constraint.upper
        var sums: [Int: Double] = [:]
        sums.reserveCapacity(constraint.terms.count)
        for term in constraint.terms { sums[term.site, default: 0] += term.coefficient }
        let ordered = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        sites = ordered.map { Int32($0.key) }
        coefficients = ordered.map(\.value)
    }

    init(name: String, sites: [Int32], coefficients: [Double], lower: Double, upper: Double) {
        self.name = name
        self.sites = sites
        self.coefficients = coefficients
        self.lower = lower
        self.upper = upper
    }

    /// Largest activity still accepted.
    var upperWithTolerance: Double { upper.isFinite ? upper + RowTolerance.value * max(1, abs(upper)) : upper }
    /// Smallest activity still accepted.
    var lowerWithTolerance: Double { lower.isFinite ? lower - RowTolerance.value * max(1, abs(lower)) : lower }

    /// Whether an activity satisfies the rule.
    func accepts(_ activity: Double) -> Bool { activity >= lowerWithTolerance && activity <= upperWithTolerance }

    /// How far an activity is outside the rule's bounds.
    func violation(_ activity: Double) -> Double {
        if activity > upperWithTolerance { return activity - upper }
        if activity < lowerWithTolerance { return lower - activity }
        return 0
    }
}

/// How far a rule may be missed and still count as kept, relative to max(1, |bound|).
enum RowTolerance {
    static let value = 1e-7
}

/// What is decided about a site.
enum SiteState {
    /// Open or not, as the solve finds best.
    static let free: Int8 = 0
    /// Open for certain.
    static let open: Int8 = 1
    /// Closed for certain.
    static let closed: Int8 = -1
}
