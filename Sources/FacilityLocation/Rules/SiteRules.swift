/// The side constraints and roles of a problem, compiled for fast move checks.
///
/// Violations are measured in units of the largest coefficient of a row, so that "one site too many" weighs about one
/// in every row, whatever the row's own unit.
package struct SiteRules: Sendable {
    /// Number of sites.
    package let siteCount: Int
    /// Whether heuristics may open and close the site.
    package let isFree: [Bool]
    /// Sites that are open in every plan (existing and required).
    package let forcedOpen: [Int]

    package let lower: [Double]
    package let upper: [Double]
    package let rowOffsets: [Int]
    package let rowSites: [Int32]
    package let rowCoefficients: [Double]
    let siteOffsets: [Int]
    let siteRows: [Int32]
    let siteCoefficients: [Double]
    private let scale: [Double]

    /// Number of rows.
    package var rowCount: Int { lower.count }

    package init(siteCount: Int, roles: [SiteRole], rules: [SideConstraint]) {
        self.siteCount = siteCount
        isFree = roles.map { $0 == .candidate }
        forcedOpen = roles.indices.filter { roles[$0] == .existing || roles[$0] == .required }
        lower = rules.map { $0.lower - 0.5 * allowance(of: $0.lower) }
        upper = rules.map { $0.upper + 0.5 * allowance(of: $0.upper) }
        var offsets = [0]
        var sites: [Int32] = []
        var coefficients: [Double] = []
        var counts = Array(repeating: 0, count: siteCount + 1)
        var scale: [Double] = []
        for rule in rules {
            var largest = 0.0
            for term in rule.terms where term.coefficient != 0 {
                sites.append(Int32(term.site))
                coefficients.append(term.coefficient)
                counts[term.site + 1] += 1
                largest = max(largest, abs(term.coefficient))
            }
            offsets.append(sites.count)
            scale.append(largest > 0 ? 1 / largest : 1)
        }
        for site in 0..<siteCount { counts[site + 1] += counts[site] }
        var position = counts
        var siteRows = Array(repeating: Int32(0), count: sites.count)
        var siteCoefficients = Array(repeating: 0.0, count: sites.count)
        for row in rules.indices {
            for term in offsets[row]..<offsets[row + 1] {
                let slot = position[Int(sites[term])]
                siteRows[slot] = Int32(row)
                siteCoefficients[slot] = coefficients[term]
                position[Int(sites[term])] += 1
            }
        }
        rowOffsets = offsets
        rowSites = sites
        rowCoefficients = coefficients
        siteOffsets = counts
        self.siteRows = siteRows
        self.siteCoefficients = siteCoefficients
        self.scale = scale
    }

    /// How much a row with this activity is violated, in units of its largest coefficient.
    package func violation(row: Int, activity: Double) -> Double {
        if activity > upper[row] { return (activity - upper[row]) * scale[row] }
        if activity < lower[row] { return (lower[row] - activity) * scale[row] }
        return 0
    }

    /// Calls `body` with (row, change of activity) for opening one site and closing another, rows in rising order.
    @inline(__always)
    func forEachChange(opening: Int?, closing: Int?, _ body: (Int, Double) -> Void) {
        var a = opening.map { siteOffsets[$0] } ?? 0
        let aEnd = opening.map { siteOffsets[$0 + 1] } ?? 0
        var b = closing.map { siteOffsets[$0] } ?? 0
        let bEnd = closing.map { siteOffsets[$0 + 1] } ?? 0
        while a < aEnd || b < bEnd {
            let rowA = a < aEnd ? siteRows[a] : Int32.max
            let rowB = b < bEnd ? siteRows[b] : Int32.max
            var change = 0.0
            if rowA <= rowB {
                change += siteCoefficients[a]
                a += 1
            }
            if rowB <= rowA {
                change -= siteCoefficients[b]
                b += 1
            }
            if change != 0 { body(Int(min(rowA, rowB)), change) }
        }
    }
}

/// A set of open sites with the activities of all rules.
package struct Selection: Sendable {
    /// The compiled rules.
    package let rules: SiteRules
    /// Whether each site is open.
    package private(set) var isOpen: [Bool]
    /// Activity per row.
    package private(set) var activity: [Double]

    /// The selection that opens existing and required sites only.
    package init(rules: SiteRules) {
        self.rules = rules
        isOpen = Array(repeating: false, count: rules.siteCount)
        activity = Array(repeating: 0, count: rules.rowCount)
        for site in rules.forcedOpen { open(site) }
    }

    /// Open sites in ascending order.
    package var openSites: [Int] { isOpen.indices.filter { isOpen[$0] } }

    /// Total violation of all rows; 0 exactly when every rule is kept.
    package var violation: Double {
        (0..<rules.rowCount).reduce(0) { $0 + rules.violation(row: $1, activity: activity[$1]) }
    }

    package mutating func open(_ site: Int) {
        isOpen[site] = true
        for slot in rules.siteOffsets[site]..<rules.siteOffsets[site + 1] {
            activity[Int(rules.siteRows[slot])] += rules.siteCoefficients[slot]
        }
    }

    package mutating func close(_ site: Int) {
        isOpen[site] = false
        for slot in rules.siteOffsets[site]..<rules.siteOffsets[site + 1] {
            activity[Int(rules.siteRows[slot])] -= rules.siteCoefficients[slot]
        }
    }

    /// Change of the total violation if a site is opened and another closed (either may be absent).
    package func violationChange(opening: Int?, closing: Int?) -> Double {
        var change = 0.0
        rules.forEachChange(opening: opening, closing: closing) { row, delta in
            let now = activity[row]
            change += rules.violation(row: row, activity: now + delta) - rules.violation(row: row, activity: now)
        }
        return change
    }

    /// Whether the move breaks no rule that is kept now and makes none worse.
    package func allows(opening: Int?, closing: Int?) -> Bool {
        var isAllowed = true
        rules.forEachChange(opening: opening, closing: closing) { row, delta in
            let now = activity[row]
            let after = rules.violation(row: row, activity: now + delta)
            if after > 0, after > rules.violation(row: row, activity: now) + 1e-12 { isAllowed = false }
        }
        return isAllowed
    }
}
