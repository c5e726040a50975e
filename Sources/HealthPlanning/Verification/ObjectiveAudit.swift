import LinearOptimization

/// Recomputes objective, bound side, gap and newly covered residents of one plan from the raw data.
struct ObjectiveAudit {
    let audit: Audit
    let plan: PlacementPlan
    let coverageRadius: Double
    private(set) var checks: [Audit.Check] = []

    init(_ audit: Audit, _ plan: PlacementPlan, coverageRadius: Double) {
        self.audit = audit
        self.plan = plan
        self.coverageRadius = coverageRadius
        checkKind()
        if let objective = plan.objective {
            checkObjective(objective)
            checkNewlyCovered()
        }
        checkTermination()
    }

    /// Share of a resident covered at a distance.
    static func share(_ objective: PlacementObjective, _ kilometers: Double) -> Double {
        switch objective {
        case .maximalCovering(let radius): kilometers <= radius ? 1 : 0
        case .gradualCovering(let full, let zero):
            if zero > full { max(0, min(1, (zero - kilometers) / (zero - full))) } else { kilometers <= full ? 1 : 0 }
        case .pMedian: 0
        }
    }

    private mutating func checkKind() {
        let sense: ObjectiveSense = audit.scenario.objective == .pMedian ? .minimize : .maximize
        add(
            "objective is the scenario's", plan.objectiveKind == audit.scenario.objective && plan.sense == sense,
            "\(plan.objectiveKind.name), \(plan.sense.rawValue)"
        )
    }

    private mutating func checkObjective(_ objective: Double) {
        let hosts = plan.newCenters.compactMap { audit.cityByID[$0.city] }
        let open = hosts + audit.existing.compactMap { audit.cityByID[$0] }
        var (least, most) = (0.0, 0.0)
        for county in audit.counties {
            let weight = Double(county.population) * (audit.scenario.policy.regionRates[county.region] ?? 1)
            guard weight > 0 else { continue }
            let distance = Audit.nearest(county.location, open)
            if plan.sense == .minimize {
                least += weight * distance
                most += weight * distance
            } else {
                // A county on the very rim may count as in or out.
                least += weight * Self.share(audit.scenario.objective, distance * (1 + 1e-9))
                most += weight * Self.share(audit.scenario.objective, distance * (1 - 1e-9))
            }
        }
        let slack = 1e-9 * max(1, abs(most))
        let parts = plan.components
        let service = parts?.service ?? .nan
        add(
            "service recomputed", service >= least - slack && service <= most + slack,
            "\(service), recomputed \(least)\(most > least ? " to \(most)" : "")"
        )
        let unit = plan.sense == .minimize ? audit.scenario.policy.kilometersPerCoveredResident : 1
        let credit = hosts.reduce(0) {
            $0 + audit.scenario.policy.hostPopulationCredit * Double($1.population) * unit
        }
        add(
            "host credit recomputed", Audit.agree(parts?.hostCredit ?? .nan, credit),
            "\(parts?.hostCredit ?? .nan), recomputed \(credit)"
        )
        let donors = plan.newCenters.reduce(0) { $0 + (DonorAudit.cost(of: $1, audit) ?? 0) } * unit
        let twinning = parts?.twinning ?? .nan
        let isJoint = audit.scenario.twinning.isJoint
        add(
            "twinning cost recomputed", Audit.agree(twinning, isJoint ? donors : 0),
            "\(twinning), recomputed \(isJoint ? donors : 0)"
        )
        let total =
            plan.sense == .maximize
            ? (parts?.service ?? .nan) + credit - twinning : (parts?.service ?? .nan) - credit + twinning
        add(
            "objective is the sum of its parts", Audit.agree(objective, total, slack: slack),
            "\(objective), parts \(total)")
    }

    private mutating func checkNewlyCovered() {
        let existing = audit.existing.compactMap { audit.cityByID[$0] }
        var expected: [CityID: (least: Int, most: Int)] = [:]
        for county in audit.counties {
            let before = Audit.nearest(county.location, existing)
            if before <= coverageRadius * (1 - 1e-9) { continue }
            let distances = plan.newCenters.compactMap { center in
                audit.cityByID[center.city].map { (center.city, Audit.kilometers(county.location, $0.location)) }
            }
            guard let nearest = distances.min(by: { $0.1 < $1.1 }), nearest.1 <= coverageRadius * (1 + 1e-9) else {
                continue
            }
            let isTie = distances.count { $0.1 <= nearest.1 * (1 + 1e-9) } > 1
            let isRim =
                before <= coverageRadius * (1 + 1e-9) || nearest.1 > coverageRadius * (1 - 1e-9) || isTie
            for (city, distance) in distances where distance <= nearest.1 * (1 + 1e-9) {
                expected[city, default: (0, 0)].most += county.population
                if !isRim { expected[city, default: (0, 0)].least += county.population }
            }
        }
        let wrong = plan.newCenters.filter { center in
            let range = expected[center.city] ?? (0, 0)
            return center.newlyCovered < range.least || center.newlyCovered > range.most
        }
        let sum = plan.newCenters.reduce(0) { $0 + $1.newlyCovered }
        add(
            "newly covered residents recomputed", wrong.isEmpty,
            wrong.isEmpty ? "\(sum) in all" : wrong.map { audit.name($0.city) }.joined(separator: ", ")
        )
        let counts = plan.newCenters.map(\.newlyCovered)
        add("centres are sorted by newly covered residents", counts == counts.sorted(by: >), "\(counts.count) centres")
    }

    private mutating func checkTermination() {
        let bound = plan.objectiveBound
        if let objective = plan.objective {
            let excess = plan.sense == .maximize ? objective - bound : bound - objective
            add(
                "bound lies on its side", excess <= 1e-9 * max(1, abs(objective)) && !bound.isNaN,
                "objective \(objective), bound \(bound)"
            )
            let tolerance = max(1e-6, plan.requestedGap)
            let isClosed = plan.relativeGap <= tolerance
            let isHonest = plan.termination.reason != .optimal || isClosed
            add(
                "optimal only with a bound that proves it", isHonest,
                "\(plan.termination.reason.rawValue), relative gap \(plan.relativeGap)"
            )
            add(
                "a plan comes with a reason that allows one",
                [.optimal, .feasible, .numericalError].contains(plan.termination.reason),
                plan.termination.reason.rawValue
            )
        } else {
            add(
                "no plan comes without a reason", ![.optimal, .feasible].contains(plan.termination.reason),
                "\(plan.termination.reason.rawValue) \(plan.termination.detail)"
            )
            add("without an objective there are no centres", plan.newCenters.isEmpty, "\(plan.newCenters.count)")
        }
    }

    private mutating func add(_ name: String, _ passed: Bool, _ detail: String) {
        checks.append(.init(name: name, passed: passed, detail: detail))
    }
}
