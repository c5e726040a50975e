internal import LinearOptimization

/// What a plan says, added up by county, and the checks that need no proof.
struct DispatchTally {
    typealias Check = VerificationReport.Check

    private let ground: DispatchGround
    /// Institutions served per county.
    private(set) var served: [Int]
    /// Institutions left without anyone per county.
    private(set) var short: [Int]
    /// Institutions served by the staff of a county.
    private(set) var sent: [Int]
    /// Sending and receiving county of each flow.
    private(set) var lanes: [(from: Int, to: Int)] = []
    /// Metres travelled in all.
    private(set) var meters: Int128 = 0

    init(_ ground: DispatchGround) {
        self.ground = ground
        let zeros = [Int](repeating: 0, count: ground.territory.counties.count)
        served = zeros
        short = zeros
        sent = zeros
    }

    /// Adds up flows and shortages; everything malformed fails the one check returned.
    mutating func read(_ plan: DispatchPlan) -> [Check] {
        var wrong: [String] = []
        var pairs: Set<[Int]> = []
        let most = 1_000_000_000
        for flow in plan.flows {
            guard let from = ground.position[flow.from], let to = ground.position[flow.to] else {
                wrong.append("flow \(flow.from) → \(flow.to) names an unknown county")
                continue
            }
            guard flow.institutions > 0, flow.institutions < most, (0...50_000).contains(flow.kilometers) else {
                wrong.append("flow \(flow.from) → \(flow.to): \(flow.institutions) at \(flow.kilometers) km")
                continue
            }
            if !pairs.insert([from, to]).inserted { wrong.append("flow \(flow.from) → \(flow.to) appears twice") }
            lanes.append((from, to))
            served[to] += flow.institutions
            sent[from] += flow.institutions
            meters += Int128(flow.institutions) * Int128((flow.kilometers * 1_000).rounded())
        }
        var seen: Set<CountyID> = []
        for shortage in plan.shortages {
            guard let county = ground.position[shortage.county], (1..<most).contains(shortage.institutions),
                seen.insert(shortage.county).inserted
            else {
                wrong.append("shortage of \(shortage.institutions) at \(shortage.county)")
                continue
            }
            short[county] = shortage.institutions
        }
        return [
            Check(
                name: "dispatch: counties and counts", passed: wrong.isEmpty,
                detail: wrong.isEmpty
                    ? "\(plan.flows.count) flows, \(plan.shortages.count) counties short"
                    : wrong.prefix(5).joined(separator: "; "))
        ]
    }

    /// Served plus short is each county's part of its province: sums exact, largest remainders first.
    func apportionment(_ plan: DispatchPlan) -> Check {
        var wrong: [String] = []
        let counties = ground.territory.counties
        let members = Dictionary(grouping: counties.indices) { counties[$0].province }
        var total = 0
        for province in ground.territory.provinces {
            let own = members[province.id] ?? []
            let residents = own.reduce(0) { $0 + counties[$1].population }
            let parts = own.map { served[$0] + short[$0] }
            total += province.communityInstitutions
            if parts.reduce(0, +) != province.communityInstitutions {
                wrong.append("\(province.name) has \(parts.reduce(0, +)) of \(province.communityInstitutions)")
            }
            guard residents > 0 else { continue }
            // part = ⌊share⌋ or ⌊share⌋ + 1, and nobody rounded down has a larger remainder than one rounded up.
            var largestDown = -1
            var smallestUp = residents
            for (index, part) in zip(own, parts) {
                let (share, remainder) = (province.communityInstitutions * counties[index].population)
                    .quotientAndRemainder(dividingBy: residents)
                switch part - share {
                case 0: largestDown = max(largestDown, remainder)
                case 1: smallestUp = min(smallestUp, remainder)
                default: wrong.append("\(counties[index].id) has \(part), its share is \(share)")
                }
            }
            if largestDown > smallestUp { wrong.append("\(province.name): remainders are not respected") }
        }
        if plan.institutions != total { wrong.append("the plan counts \(plan.institutions) institutions") }
        return Check(
            name: "dispatch: every institution once", passed: wrong.isEmpty,
            detail: wrong.isEmpty
                ? "\(total) institutions of \(ground.territory.provinces.count) provinces"
                : wrong.prefix(5).joined(separator: "; "))
    }

    /// No county sends more full-time equivalents than it can release.
    func staff() -> Check {
        let each = ground.policy.presenceDaysPerWeek / ground.policy.workingDaysPerWeek
        let over = sent.indices.filter { Double(sent[$0]) * each > ground.releasable[$0] * (1 + 1e-9) + 1e-9 }
        let names = over.prefix(5).map { ground.territory.counties[$0].id.rawValue }
        return Check(
            name: "dispatch: releasable staff", passed: over.isEmpty,
            detail: over.isEmpty
                ? "\(sent.count { $0 > 0 }) counties send within their means"
                : "\(over.count) counties send too many: \(names.joined(separator: ", "))")
    }

    /// Every flow is within reach, and as long as it says, to the metre.
    func distances(_ plan: DispatchPlan) -> Check {
        var wrong: [String] = []
        var longest = 0.0
        for flow in plan.flows {
            guard let from = ground.position[flow.from], let to = ground.position[flow.to] else { continue }
            let kilometers = ground.kilometers(from: from, to: to)
            longest = max(longest, kilometers)
            if kilometers > ground.policy.reachKilometers + DispatchGround.tolerance {
                wrong.append("\(flow.from) → \(flow.to) is out of reach at \(kilometers) km")
            }
            if abs(kilometers - flow.kilometers) > 0.000_5 + DispatchGround.tolerance {
                wrong.append("\(flow.from) → \(flow.to) is \(kilometers) km, not \(flow.kilometers)")
            }
        }
        return Check(
            name: "dispatch: reach", passed: wrong.isEmpty,
            detail: wrong.isEmpty ? "longest \(longest) km" : wrong.prefix(5).joined(separator: "; "))
    }

    /// Served, staff, visits and travel are the sums of the flows.
    func totals(_ plan: DispatchPlan) -> Check {
        let total = served.reduce(0, +)
        let policy = ground.policy
        let staff = Double(total) * policy.presenceDaysPerWeek / policy.workingDaysPerWeek
        let visits = Double(total) * 52 * policy.presenceDaysPerWeek / policy.daysPerVisit
        var wrong: [String] = []
        if plan.served != total { wrong.append("\(plan.served) served, the flows say \(total)") }
        if !DispatchPlan.agree(plan.fullTimeEquivalents, staff) {
            wrong.append("\(plan.fullTimeEquivalents) full-time equivalents, the flows say \(staff)")
        }
        if !DispatchPlan.agree(plan.visitsPerYear, visits) {
            wrong.append("\(plan.visitsPerYear) visits, the flows say \(visits)")
        }
        if !DispatchPlan.agree(plan.travel, Double(meters) / 1_000) {
            wrong.append("\(plan.travel) km, the flows say \(Double(meters) / 1_000)")
        }
        return Check(
            name: "dispatch: totals", passed: wrong.isEmpty,
            detail: wrong.isEmpty
                ? "\(total) served, \(staff) full-time equivalents" : wrong.joined(separator: "; "))
    }

    /// The objective is the weighted sum of shortage and travel, and no better than its bound.
    func objective(_ plan: DispatchPlan) -> Check {
        let value = plan.shortageWeight * Double(short.reduce(0, +)) + Double(meters) / 1_000
        let stated = plan.objective ?? .nan
        let isRight = DispatchPlan.agree(stated, value)
        let isBound = plan.objectiveBound <= value + 1e-9 * max(1, abs(value))
        let isProven = !plan.termination.isOptimal || DispatchPlan.agree(plan.objectiveBound, value)
        return Check(
            name: "dispatch: objective", passed: isRight && isBound && isProven,
            detail: "\(stated) stated, \(value) recomputed, bound \(plan.objectiveBound)")
    }
}
