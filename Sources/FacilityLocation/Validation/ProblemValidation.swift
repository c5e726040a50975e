extension NearestSiteProblem {
    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        let clients = serviceCosts.clientCount
        let sites = serviceCosts.siteCount
        found.check(serviceCosts)
        found.check("weights", weights, count: clients, of: "client", atLeast: 0)
        found.check("unservedCosts", unservedCosts, count: clients, of: "client", allowsInfinity: true)
        found.check("openingCosts", openingCosts, count: sites, of: "site")
        found.check(roles: roles, siteCount: sites)
        found.check(sideConstraints, siteCount: sites)
        found.check(serviceConstraints, clientCount: clients)
        return found.finished()
    }
}

extension ConditionalMedianProblem {
    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        if !(worstShare > 0 && worstShare <= 1) {
            found.add("worstShare", "is \(worstShare); a share above 0 and at most 1 is needed")
        }
        found.add(contentsOf: base.problems())
        if base.weights.allSatisfy({ $0 == 0 }) {
            found.add("weights", "are all 0; a share of the population needs a population")
        }
        return found.finished()
    }
}

extension CapacitatedProblem {
    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        let sites = serviceCosts.siteCount
        found.check(serviceCosts)
        found.check("demands", demands, count: serviceCosts.clientCount, of: "client", atLeast: 0)
        found.check("capacities", capacities, count: sites, of: "site", atLeast: 0)
        found.check("openingCosts", openingCosts, count: sites, of: "site")
        found.check(roles: roles, siteCount: sites)
        found.check(sideConstraints, siteCount: sites)
        return found.finished()
    }
}

extension SetCoveringProblem {
    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        let clients = cover.clientCount
        let sites = cover.siteCount
        found.check(cover)
        if requiredCover.count != clients {
            found.add("requiredCover", "has \(requiredCover.count) values; one per client (\(clients)) is needed")
        }
        for (client, count) in requiredCover.enumerated() where count < 0 {
            found.add("requiredCover", index: client, "is \(count); it must be at least 0")
        }
        found.check("weights", weights, count: clients, of: "client", atLeast: 0)
        if let share = minimumCoveredShare, !(share >= 0 && share <= 1) {
            found.add("minimumCoveredShare", "is \(share); a share in 0...1 is needed")
        }
        found.check("openingCosts", openingCosts, count: sites, of: "site")
        found.check(roles: roles, siteCount: sites)
        found.check(sideConstraints, siteCount: sites)
        return found.finished()
    }
}

extension CenterProblem {
    /// Everything wrong with the data; empty when the problem can be solved.
    ///
    /// O(data).
    public func problems() -> [InputProblem] {
        var found = ProblemCollector()
        found.check(serviceCosts)
        found.check(roles: roles, siteCount: serviceCosts.siteCount)
        found.check(sideConstraints, siteCount: serviceCosts.siteCount)
        return found.finished()
    }
}
