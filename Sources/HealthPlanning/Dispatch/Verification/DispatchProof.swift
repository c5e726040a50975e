internal import LinearOptimization

/// Recomputes the two limits a plan claims: the least shortage from a cut, the least travel from prices.
struct DispatchProof {
    typealias Check = VerificationReport.Check

    private let ground: DispatchGround
    private let tally: DispatchTally

    init(_ ground: DispatchGround, _ tally: DispatchTally) {
        self.ground = ground
        self.tally = tally
    }

    /// The checks of a plan's claims; a plan that claims nothing has none to fail.
    func checks(_ plan: DispatchPlan) -> [Check] {
        let reach = ground.territory.counties.indices.map { ground.reach(into: $0) }
        let least = leastShortage(plan, reach)
        var found = [shortage(plan, least)]
        if plan.fairness == .proportional && plan.termination.isOptimal { found.append(fairness(reach)) }
        if !plan.prices.isEmpty { found.append(travel(plan, reach, least: least)) }
        if plan.termination.isOptimal && plan.prices.isEmpty && !reach.isEmpty {
            found.append(
                Check(name: "dispatch: travel proof", passed: false, detail: "optimal is claimed without prices"))
        }
        found.append(weight(plan, reach))
        return found
    }

    /// Institutions of the explained counties less everything whose staff reaches any of them.
    private func leastShortage(_ plan: DispatchPlan, _ reach: [[DispatchGround.Reach]]) -> Int {
        var inside = Set<Int>()
        for explanation in plan.explanations {
            for county in explanation.counties { if let index = ground.position[county] { inside.insert(index) } }
        }
        let need = inside.reduce(0) { $0 + tally.served[$1] + tally.short[$1] }
        let senders = Set(inside.flatMap { reach[$0].map(\.sender) })
        return max(0, need - senders.reduce(0) { $0 + ground.capacities[$1] })
    }

    private func shortage(_ plan: DispatchPlan, _ least: Int) -> Check {
        let unserved = tally.short.reduce(0, +)
        let claim = plan.unservedBound
        let isProven = claim.map { $0 <= least } ?? true
        let isTight = !plan.termination.isOptimal || claim == unserved
        return Check(
            name: "dispatch: least shortage", passed: isProven && isTight,
            detail: claim == nil
                ? "\(unserved) without anyone, nothing claimed"
                : "\(unserved) without anyone, \(least) whatever the plan")
    }

    /// The weight must outbid a chain through every receiving county at the longest distance.
    private func weight(_ plan: DispatchPlan, _ reach: [[DispatchGround.Reach]]) -> Check {
        let receiving = tally.served.indices.count { tally.served[$0] + tally.short[$0] > 0 }
        var longest = 0.0
        for county in reach.indices where tally.served[county] + tally.short[county] > 0 {
            for lane in reach[county] where lane.sender != county { longest = max(longest, lane.kilometers) }
        }
        let needed = Double(receiving) * longest
        return Check(
            name: "dispatch: shortage before travel", passed: plan.shortageWeight > needed * (1 - 1e-6),
            detail: "an institution without anyone weighs \(plan.shortageWeight) km, at least \(needed) is needed")
    }

    /// Prices in whole metres: no lane is worth more than it costs, so needs less staff at these prices is a limit.
    private func travel(_ plan: DispatchPlan, _ reach: [[DispatchGround.Reach]], least: Int) -> Check {
        let name = "dispatch: travel proof"
        var staff = [Int64](repeating: 0, count: ground.capacities.count)
        var institution = staff
        for price in plan.prices {
            guard let county = ground.position[price.county], abs(price.staff) < 1e15, abs(price.institution) < 1e15
            else { return Check(name: name, passed: false, detail: "a price of \(price.county) is unusable") }
            staff[county] = Int64((price.staff * 1_000).rounded())
            institution[county] = Int64((price.institution * 1_000).rounded())
        }
        guard abs(plan.shortageWeight) < 1e15 else {
            return Check(name: name, passed: false, detail: "a shortage weighs \(plan.shortageWeight) km")
        }
        let isFair = plan.fairness == .proportional
        let ceiling = Int64((plan.shortageWeight * 1_000).rounded())
        var limit: Int128 = 0
        for county in staff.indices {
            guard staff[county] >= 0 else {
                return Check(name: name, passed: false, detail: "a staff price is negative")
            }
            limit -= Int128(staff[county]) * Int128(ground.capacities[county])
            // With fair shares the limit holds for plans that serve the same institutions.
            let need = isFair ? tally.served[county] : tally.served[county] + tally.short[county]
            guard need > 0 else { continue }
            limit += Int128(institution[county]) * Int128(need)
            guard isFair || institution[county] <= ceiling else {
                return Check(name: name, passed: false, detail: "a price exceeds the weight of a shortage")
            }
            for lane in reach[county] where lane.kilometers <= ground.policy.reachKilometers - DispatchGround.tolerance
            {
                let meters = Int64((lane.kilometers * 1_000 + DispatchGround.tolerance).rounded(.up))
                guard institution[county] - staff[lane.sender] <= meters else {
                    let pair = "\(ground.territory.counties[lane.sender].id) → \(ground.territory.counties[county].id)"
                    return Check(name: name, passed: false, detail: "\(pair) undercuts the prices")
                }
            }
        }
        if isFair { limit += Int128(least) * Int128(ceiling) }
        let proven = Double(limit) / 1_000
        return Check(
            name: name, passed: plan.objectiveBound <= proven + 1e-9 * max(1, abs(proven)),
            detail: "prices prove \(proven) km, the plan claims \(plan.objectiveBound)")
    }

    /// No institution can be taken from one county for a needier one.
    ///
    /// The shares are the fairest when no exchange helps: along every chain of rearrangements from a county with a
    /// shortage, giving it one institution more and another one less does not lower Σ shortage² ÷ institutions.
    /// Chains start from the neediest county down, so what one has reached need not be walked again. O(lanes).
    private func fairness(_ reach: [[DispatchGround.Reach]]) -> Check {
        let need = tally.served.indices.map { tally.served[$0] + tally.short[$0] }
        var receivers = [[Int]](repeating: [], count: reach.count)
        for (from, to) in tally.lanes { receivers[from].append(to) }
        var isSeen = [Bool](repeating: false, count: reach.count)
        var isSenderSeen = isSeen
        let starts = reach.indices.filter { tally.short[$0] > 0 }
            .sorted { (2 * tally.short[$0] - 1) * need[$1] > (2 * tally.short[$1] - 1) * need[$0] }
        for start in starts where !isSeen[start] {
            isSeen[start] = true
            var stack = [start]
            while let county = stack.popLast() {
                for lane in reach[county] where !isSenderSeen[lane.sender] {
                    isSenderSeen[lane.sender] = true
                    for other in receivers[lane.sender] where !isSeen[other] {
                        isSeen[other] = true
                        stack.append(other)
                        if (2 * tally.short[start] - 1) * need[other] > (2 * tally.short[other] + 1) * need[start] {
                            let ids = [start, other].map { ground.territory.counties[$0].id.rawValue }
                            return Check(
                                name: "dispatch: fair shares", passed: false,
                                detail: "\(ids[0]) could be served instead of \(ids[1])")
                        }
                    }
                }
            }
        }
        return Check(name: "dispatch: fair shares", passed: true, detail: "no exchange between counties is fairer")
    }
}
