/// Checks that all problem types share.
struct RuleChecks {
    var violations: [RuleViolation] = []
    private(set) var isOpen: [Bool]
    private(set) var openSites: [Int]

    init(open: some Sequence<Int>, siteCount: Int, roles: [SiteRole], rules: [SideConstraint]) {
        isOpen = Array(repeating: false, count: siteCount)
        for site in Set(open).sorted() {
            if (0..<siteCount).contains(site) {
                isOpen[site] = true
            } else {
                violations.append(
                    RuleViolation(.unknownSite(site), amount: 1, description: "site \(site) is not in 0..<\(siteCount)")
                )
            }
        }
        openSites = (0..<siteCount).filter { [isOpen] site in isOpen[site] }
        for site in 0..<siteCount {
            switch roles[site] {
            case .candidate:
                break
            case .existing, .required:
                if !isOpen[site] { append(.role(site: site), 1, "site \(site) must be open (\(roles[site].rawValue))") }
            case .excluded:
                if isOpen[site] { append(.role(site: site), 1, "site \(site) must not be open") }
            }
        }
        for (index, rule) in rules.enumerated() {
            var activity = 0.0
            for term in rule.terms where isOpen[term.site] { activity += term.coefficient }
            check(.side(index), rule.name, activity, lower: rule.lower, upper: rule.upper)
        }
    }

    mutating func append(_ rule: RuleViolation.Rule, _ amount: Double, _ text: String) {
        violations.append(RuleViolation(rule, amount: amount, description: text))
    }

    mutating func check(_ rule: RuleViolation.Rule, _ name: String, _ value: Double, lower: Double, upper: Double) {
        if value < lower - allowance(of: lower) {
            append(rule, lower - value, "“\(name)”: \(value) is below \(lower)")
        } else if value > upper + allowance(of: upper) {
            append(rule, value - upper, "“\(name)”: \(value) is above \(upper)")
        }
    }

    /// The cheapest open site of a client and its cost.
    func nearest(_ client: Int, in costs: ServiceCosts) -> (site: Int, cost: Double)? {
        for entry in costs.entries(of: client) where isOpen[Int(costs.sites[entry])] {
            return (Int(costs.sites[entry]), costs.costs[entry])
        }
        return nil
    }
}
