public import FacilityLocation
import LinearOptimization

/// Distributed examination, centralized diagnosis: examination sites to diagnosis hubs with capacities (P13).
///
/// Capacitated location: open hubs at a fixed cost, send each site's examinations to open hubs, split only where allowed.
public struct DiagnosticsProblem: Sendable, Hashable {
    /// A place where examinations are made.
    public struct ExamSite: Sendable, Hashable, Identifiable {
        /// Identifier, unique among sites.
        public var id: InstitutionID
        /// Examinations a day, at least 0.
        public var examinations: Int

        /// Creates a site.
        public init(id: InstitutionID, examinations: Int) {
            self.id = id
            self.examinations = examinations
        }
    }

    /// A hospital that may read and report.
    public struct Hub: Sendable, Hashable, Identifiable {
        /// Identifier, unique among hubs.
        public var id: StaffDonorID
        /// Examinations a day it can report.
        public var capacity: Int
        /// Cost of running the hub.
        public var cost: Double
        /// Whether it runs already and stays.
        public var isExisting: Bool

        /// Creates a hub.
        public init(id: StaffDonorID, capacity: Int, cost: Double, isExisting: Bool = false) {
            self.id = id
            self.capacity = capacity
            self.cost = cost
            self.isExisting = isExisting
        }
    }

    /// Examination sites.
    public var sites: [ExamSite]
    /// Hubs.
    public var hubs: [Hub]
    /// Whether each site sends to one hub only.
    public var hasOneHubPerSite: Bool
    /// Cost of one examination from a site to a hub; `nil` where not possible.
    private let costs: [[Double?]]

    /// Creates a problem.
    ///
    /// O(sites × hubs).
    public init(
        sites: [ExamSite], hubs: [Hub], hasOneHubPerSite: Bool = true,
        costPerExamination: (ExamSite, Hub) -> Double?
    ) {
        self.sites = sites
        self.hubs = hubs
        self.hasOneHubPerSite = hasOneHubPerSite
        costs = sites.map { site in hubs.map { costPerExamination(site, $0) } }
    }

    /// Which hubs run and who reads for whom.
    public struct Plan: Sendable, Hashable {
        /// The location engine's answer: objective, bound, greedy value and why it stopped.
        public var result: LocationResult
        /// Hubs that run.
        public var hubs: [StaffDonorID]
        /// Examinations a day by site and hub.
        public var examinations: [InstitutionID: [StaffDonorID: Double]]
    }

    /// The location problem behind it.
    public var location: CapacitatedProblem {
        CapacitatedProblem(
            serviceCosts: ServiceCosts(siteCount: hubs.count, clientCount: sites.count) { site, hub in
                costs[site][hub] ?? .infinity
            }, demands: sites.map { Double($0.examinations) }, capacities: hubs.map { Double($0.capacity) },
            openingCosts: hubs.map(\.cost), roles: hubs.map { $0.isExisting ? .existing : .candidate },
            isSingleSource: hasOneHubPerSite)
    }

    /// Chooses hubs; the engine's greedy answer comes with the exact one.
    ///
    /// - Throws: ``PlanningError`` for identifiers that occur twice; `LocationError` with every other problem.
    public func plan(_ options: LocationOptions = LocationOptions()) throws -> Plan {
        var problems: [PlanningProblem] = []
        for (index, site) in sites.enumerated() where sites[..<index].contains(where: { $0.id == site.id }) {
            problems.append(
                .init(field: "sites[\(index)].id", message: "\(site.id) appears twice", fix: "name it once"))
        }
        for (index, hub) in hubs.enumerated() where hubs[..<index].contains(where: { $0.id == hub.id }) {
            problems.append(.init(field: "hubs[\(index)].id", message: "\(hub.id) appears twice", fix: "name it once"))
        }
        guard problems.isEmpty else { throw PlanningError(problems) }
        let result = try location.solve(options)
        var examinations: [InstitutionID: [StaffDonorID: Double]] = [:]
        for part in result.allocation where sites.indices.contains(part.client) && hubs.indices.contains(part.site) {
            examinations[sites[part.client].id, default: [:]][hubs[part.site].id, default: 0] += part.amount
        }
        return Plan(result: result, hubs: result.openSites.map { hubs[$0].id }, examinations: examinations)
    }

    /// Checks a plan from the data alone: every examination read once, capacities, one hub a site, cost.
    public func checks(_ plan: Plan) -> [VerificationReport.Check] {
        guard let objective = plan.result.objective else {
            return [.init(name: "diagnostics", passed: plan.examinations.isEmpty, detail: "no plan")]
        }
        var wrong: [String] = []
        var load: [StaffDonorID: Double] = [:]
        let running = Set(plan.hubs)
        var cost = hubs.reduce(0) { $0 + (running.contains($1.id) ? $1.cost : 0) }
        for (index, site) in sites.enumerated() {
            let own = plan.examinations[site.id] ?? [:]
            let sum = own.values.reduce(0, +)
            if abs(sum - Double(site.examinations)) > 1e-6 { wrong.append("\(site.id): \(sum) read") }
            if hasOneHubPerSite && own.count > 1 { wrong.append("\(site.id) has \(own.count) hubs") }
            for (hub, amount) in own {
                load[hub, default: 0] += amount
                guard let number = hubs.firstIndex(where: { $0.id == hub }), let each = costs[index][number],
                    running.contains(hub), amount >= 0
                else {
                    wrong.append("\(site.id) → \(hub) is not possible")
                    continue
                }
                cost += each * amount
            }
        }
        for hub in hubs {
            if load[hub.id, default: 0] > Double(hub.capacity) + 1e-6 { wrong.append("\(hub.id) is overloaded") }
            if hub.isExisting && !running.contains(hub.id) { wrong.append("\(hub.id) was closed") }
        }
        if abs(cost - objective) > 1e-6 * max(1, abs(cost)) { wrong.append("cost \(cost), not \(objective)") }
        if plan.result.objectiveBound > cost + 1e-6 * max(1, abs(cost)) { wrong.append("bound above the cost") }
        return [
            .init(
                name: "diagnostics", passed: wrong.isEmpty,
                detail: wrong.isEmpty ? "\(running.count) hubs, cost \(cost)" : wrong.joined(separator: "; "))
        ]
    }
}
