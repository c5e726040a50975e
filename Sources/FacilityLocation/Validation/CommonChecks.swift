import LinearOptimization

/// Largest magnitude of a datum: above it whole units are lost in floating point and solvers break down.
private let largestMagnitude = 1e15

extension ProblemCollector {
    /// Checks that an array has one finite value per element, not below `lowest`.
    mutating func check(
        _ field: String,
        _ values: [Double],
        count: Int,
        of what: String,
        atLeast lowest: Double = -.infinity,
        allowsInfinity: Bool = false
    ) {
        if values.count != count {
            add(field, "has \(values.count) values; one per \(what) (\(count)) is needed")
        }
        for (index, value) in values.enumerated() {
            if allowsInfinity, value == .infinity { continue }
            if !value.isFinite {
                add(field, index: index, "is \(value); a finite number is needed")
            } else if value < lowest {
                add(field, index: index, "is \(value); it must be at least \(lowest)")
            } else if abs(value) > largestMagnitude {
                add(
                    field, index: index,
                    "is \(value); choose a larger unit, so that values stay within ±\(largestMagnitude)")
            }
        }
    }

    mutating func check(_ costs: ServiceCosts) {
        add(contentsOf: costs.problems())
        for client in 0..<costs.clientCount {
            for entry in costs.entries(of: client) where abs(costs.costs[entry]) > largestMagnitude {
                add("costs", index: client, "\(costs.costs[entry]) is too large; choose a larger unit")
            }
        }
    }

    mutating func check(roles: [SiteRole], siteCount: Int) {
        if roles.count != siteCount {
            add("roles", "has \(roles.count) values; one per site (\(siteCount)) is needed")
        }
    }

    /// - Parameter first: position of the first of the rules in the problem.
    mutating func check(_ rules: [SideConstraint], siteCount: Int, first: Int = 0) {
        for (index, rule) in rules.enumerated() {
            let field = "sideConstraints[\(first + index)] “\(rule.name)”"
            var seen: Set<Int> = []
            for term in rule.terms {
                if !(0..<siteCount).contains(term.site) {
                    add(field, "site \(term.site) is not in 0..<\(siteCount)")
                } else if !seen.insert(term.site).inserted {
                    add(field, "site \(term.site) appears more than once; add its coefficients up")
                }
                if !term.coefficient.isFinite || abs(term.coefficient) > largestMagnitude {
                    add(
                        field,
                        "the coefficient of site \(term.site) is \(term.coefficient); a finite number within ±1e15 is needed"
                    )
                }
            }
            checkLimits(field, lower: rule.lower, upper: rule.upper)
        }
    }

    /// - Parameter first: position of the first of the rules in the problem.
    mutating func check(_ rules: [ServiceConstraint], clientCount: Int, first: Int = 0) {
        for (index, rule) in rules.enumerated() {
            let field = "serviceConstraints[\(first + index)] “\(rule.name)”"
            if rule.clients.count != rule.weights.count {
                add(
                    field,
                    "has \(rule.clients.count) clients and \(rule.weights.count) weights; one weight per client is needed"
                )
            }
            var seen: Set<Int> = []
            for client in rule.clients {
                if !(0..<clientCount).contains(client) {
                    add(field, "client \(client) is not in 0..<\(clientCount)")
                } else if !seen.insert(client).inserted {
                    add(field, "client \(client) appears more than once; add its weights up")
                }
            }
            for (position, weight) in rule.weights.enumerated()
            where !(weight.isFinite && weight >= 0 && weight <= largestMagnitude) {
                add(field, "weight \(position) is \(weight); a finite number of at least 0 is needed")
            }
            checkLimit(field, rule.limit)
        }
    }

    mutating func checkLimit(_ field: String, _ limit: Double) {
        if limit.isNaN || limit == -.infinity { add(field, "the limit is \(limit); a number is needed") }
    }

    /// - Parameter mayExclude: whether bounds that nothing meets are a problem without a plan, not a mistake.
    mutating func checkLimits(_ field: String, lower: Double, upper: Double, mayExclude: Bool = false) {
        if lower.isNaN { add(field, "the lower limit is not a number; use −∞ for none") }
        if upper.isNaN { add(field, "the upper limit is not a number; use +∞ for none") }
        if mayExclude { return }
        if lower == .infinity { add(field, "the lower limit is +∞, which nothing reaches") }
        if upper == -.infinity { add(field, "the upper limit is −∞, which nothing meets") }
        if lower > upper, lower.isFinite, upper.isFinite { add(field, "the limits cross: \(lower) > \(upper)") }
    }
}

extension LocationOptions {
    /// Everything wrong with the options; empty when they can be used.
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        if threads < 1 { found.add("options.threads", "is \(threads); at least 1 is needed") }
        if !(solve.relativeGap >= 0) {
            found.add("options.relativeGap", "is \(solve.relativeGap); at least 0 is needed")
        }
        if !(solve.absoluteGap >= 0) {
            found.add("options.absoluteGap", "is \(solve.absoluteGap); at least 0 is needed")
        }
        return found.finished()
    }
}

/// Throws when anything is wrong with a problem or its options.
func validate(_ problems: [InputProblem], _ options: LocationOptions) throws(LocationError) {
    let all = problems + options.problems()
    if !all.isEmpty { throw LocationError(problems: all) }
}
