/// How MPS states the bounds of a row.
struct MPSRowForm: Equatable {
    /// E, L, G or N (free).
    let type: String
    let rightHandSide: Double
    /// Width of a row with two bounds.
    let range: Double?

    /// Chooses the form that reads back as exactly the same bounds, if there is one.
    ///
    /// A row with two bounds is one bound and a width, and the reader's sum of the two is rounded. Either bound may be the
    /// one stated, and the width may need to be a neighbour of the difference; when none of these is exact,
    /// which is rare, the other bound comes back one rounding away.
    init(lower: Double, upper: Double) {
        let hasLower = lower != -.infinity
        let hasUpper = upper != .infinity
        if lower == upper {
            self.init("E", lower)
        } else if !hasLower || !hasUpper {
            self.init(hasLower ? "G" : (hasUpper ? "L" : "N"), hasLower ? lower : (hasUpper ? upper : 0))
        } else {
            let width = upper - lower
            let widths = [width, width.nextUp, width.nextDown]
            if let exact = widths.first(where: { lower + $0 == upper }) {
                self.init("G", lower, exact)
            } else if let exact = widths.first(where: { upper - $0 == lower }) {
                self.init("L", upper, exact)
            } else {
                self.init("G", lower, width)
            }
        }
    }

    private init(_ type: String, _ rightHandSide: Double, _ range: Double? = nil) {
        self.type = type
        self.rightHandSide = rightHandSide == 0 ? 0 : rightHandSide
        self.range = range
    }
}
