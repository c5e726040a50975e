import LinearOptimization

/// The part of a model that all location problems share: one binary per site and the side constraints.
struct SiteVariables {
    let open: VariableArray
    let rules: [Constraint]

    init(_ model: inout Model, siteCount: Int, roles: [SiteRole], rules: [SideConstraint]) {
        let open = model.addVariables(siteCount, kind: .binary, name: { "open[\($0)]" })
        for site in 0..<siteCount {
            switch roles[site] {
            case .candidate: break
            case .existing, .required: model.fix(open[site], at: 1)
            case .excluded: model.fix(open[site], at: 0)
            }
        }
        self.open = open
        self.rules = rules.enumerated().map { index, rule in
            model.addRow(
                variables: rule.terms.map { open[$0.site].index },
                coefficients: rule.terms.map(\.coefficient),
                atLeast: rule.lower,
                atMost: rule.upper,
                "rule[\(index)]"
            )
        }
    }
}
