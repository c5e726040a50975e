import Foundation
import LinearOptimization

/// Improves a plan with one source per client by solving parts of it with the engine itself.
///
/// A region is a few neighbouring open sites with all their clients and the closed sites nearest to them. It is a
/// capacitated problem of its own, side constraints included as far as the rest of the plan leaves them room, and small
/// enough for the tree, which the prices of the whole problem start. Regions grow while all of them are solved in vain;
/// then the plan is left for a worse one nearby, where regions are solved again.
final class RegionSolver {
    private let model: CapacityModel
    private let source: SourceSearch
    private let control: SolveControl
    private var random: EngineRandom
    /// Client prices of the whole problem.
    var multipliers: [Double] = []

    /// A plan whose parts are exchanged.
    private struct Plan {
        var source: [Int32]
        var sites: [Int]
        var value: Double
    }
    private var plan: Plan?
    /// Worse plans gone on from since the best one.
    private var strayed = 0
    /// By how much of its value a plan may get worse, on average.
    private let warmth = 0.0002
    /// Clients a region should have.
    private var wanted = RegionSolver.fewestClients
    /// Regions solved since the last gain.
    private var vain = 0
    /// Cost of the best plan when it was taken last.
    private var taken = Double.infinity
    private var orders: [[Int32]?]

    /// Nodes of the tree of a region at most.
    private static let nodeLimit = 40
    private static let fewestClients = 24.0
    private static let mostClients = 50.0
    private static let spareSites = 10

    init(_ model: CapacityModel, source: SourceSearch, seed: UInt64, control: SolveControl) {
        self.model = model
        self.source = source
        self.control = control
        random = EngineRandom(seed: seed &+ 5)
        orders = Array(repeating: nil, count: model.clientCount)
    }

    /// Takes the best plan where it is better than the one at hand.
    private func resume() {
        guard let best = source.bestSource else { return }
        if plan != nil, taken <= source.bestCost { return }
        taken = source.bestCost
        strayed = 0
        plan = Plan(source: best, sites: source.bestSites, value: source.bestCost)
        vain = 0
        wanted = Self.fewestClients
    }

    /// Solves this many regions at most, until regions of every size are solved in vain.
    func settle(_ count: Int) {
        resume()
        guard var current = plan else { return }
        for _ in 0..<count {
            if control.mustStop { break }
            if vain > 2 * current.sites.count + 10 {
                vain = 0
                wanted *= 1.4
                if wanted > Self.mostClients { break }
            }
            vain += 1
            if improve(&current, around: random.below(model.clientCount), clients: wanted) { vain = 0 }
        }
        offer(current)
    }

    /// Leaves the plan at hand for another one nearby and settles there.
    ///
    /// - Parameters:
    ///   - rounds: regions rebuilt on the way.
    ///   - count: regions solved at most.
    func roam(rounds: Int, count: Int) {
        resume()
        guard let former = plan, !control.mustStop else { return }
        let away = source.wander(from: former.sites, former.source, rounds: rounds)
        plan = Plan(source: away.source, sites: away.sites, value: away.cost)
        vain = 0
        wanted = Self.fewestClients
        settle(count)
        guard let found = plan else { return }
        let chance = max(1e-12, Double(random.below(1 << 30)) / Double(1 << 30))
        if found.value >= former.value - warmth * abs(former.value) * Foundation.log(chance) { plan = former }
        strayed = found.value > source.bestCost ? strayed + 1 : 0
        if strayed > 20 {
            taken = .infinity
            resume()
        }
    }

    private func offer(_ trial: Plan) {
        plan = trial
        guard trial.value < source.bestCost - 1e-9 * abs(trial.value) else { return }
        if source.adopt(trial.sites, trial.source) {
            taken = source.bestCost
            plan?.value = source.bestCost
        } else {
            taken = .infinity
            resume()
        }
    }

    /// Sites a client can use, the cheapest first.
    private func order(of client: Int) -> [Int32] {
        if let known = orders[client] { return known }
        let n = model.clientCount
        let order = (0..<model.siteCount)
            .filter { model.unitCost[$0 * n + client] < .infinity }
            .sorted { (model.unitCost[$0 * n + client], $0) < (model.unitCost[$1 * n + client], $1) }
            .map { Int32($0) }
        orders[client] = order
        return order
    }

    // MARK: A region

    private struct Region {
        var open: [Int] = []
        var spare: [Int] = []
        var clients: [Int] = []
        var isOpen: [Bool]
    }

    private func region(of plan: Plan, around center: Int, clients wanted: Double) -> Region {
        var region = Region(isOpen: Array(repeating: false, count: model.siteCount))
        for site in plan.sites { region.isOpen[site] = true }
        var members: [[Int]] = Array(repeating: [], count: model.siteCount)
        for client in plan.source.indices { members[Int(plan.source[client])].append(client) }
        for candidate in order(of: center) {
            let site = Int(candidate)
            if region.isOpen[site] {
                if region.open.count >= 2, Double(region.clients.count + members[site].count) > wanted { break }
                region.open.append(site)
                region.clients += members[site]
            } else if region.spare.count < Self.spareSites, source.isPromising(site) {
                region.spare.append(site)
            }
        }
        region.clients.sort()
        return region
    }

    /// Solves the region around a client; whether that changed the plan.
    private func improve(_ plan: inout Plan, around center: Int, clients wanted: Double) -> Bool {
        let region = region(of: plan, around: center, clients: wanted)
        guard region.open.count + region.spare.count > 1, !region.clients.isEmpty else { return false }
        let n = model.clientCount
        let sites = (region.open + region.spare).sorted()
        let roles = sites.map { model.states[$0] == SiteState.open ? SiteRole.required : .candidate }
        var current = model.opening(region.open)
        for client in region.clients {
            current += model.unitCost[Int(plan.source[client]) * n + client] * model.demand[client]
        }
        let below = current - 1e-9 * abs(current)
        guard let inner = CapacityModel(problem(region, sites, roles)) else { return false }
        var options = SolveOptions(timeLimit: control.remaining)
        options.cancellation = control.cancellation
        let engine = CapacitatedEngine(inner, options: options, seed: 1, control: SolveControl(options))
        guard
            let found = engine.solvePart(
                below: below, multipliers: region.clients.map { multipliers[$0] }, nodes: Self.nodeLimit)
        else { return false }
        plan.value += found.cost - current
        for (index, client) in region.clients.enumerated() {
            plan.source[client] = Int32(sites[Int(found.source[index])])
        }
        var isLeft = region.isOpen
        for site in region.open { isLeft[site] = false }
        for place in found.sites { isLeft[sites[place]] = true }
        plan.sites = isLeft.indices.filter { isLeft[$0] }
        return true
    }

    /// The region as a problem: the rest of the plan stays.
    private func problem(_ region: Region, _ sites: [Int], _ roles: [SiteRole]) -> CapacitatedProblem {
        let n = model.clientCount
        var place = Array(repeating: -1, count: model.siteCount)
        for (index, site) in sites.enumerated() { place[site] = index }
        var constraints: [SideConstraint] = []
        let rules = model.rules
        for row in 0..<rules.rowCount {
            var outside = 0.0
            var terms: [SideConstraint.Term] = []
            for term in rules.rowOffsets[row]..<rules.rowOffsets[row + 1] {
                let site = Int(rules.rowSites[term])
                if place[site] >= 0 {
                    terms.append(SideConstraint.Term(site: place[site], coefficient: rules.rowCoefficients[term]))
                } else if region.isOpen[site] {
                    outside += rules.rowCoefficients[term]
                }
            }
            if terms.isEmpty { continue }
            constraints.append(
                SideConstraint(
                    "\(row)", terms: terms, lower: rules.lower[row] - outside, upper: rules.upper[row] - outside))
        }
        let rows = region.clients.map { client in
            sites.indices.compactMap { index in
                let unit = model.unitCost[sites[index] * n + client]
                return unit < .infinity ? (site: index, cost: unit) : nil
            }
        }
        return CapacitatedProblem(
            serviceCosts: ServiceCosts(siteCount: sites.count, rows: rows),
            demands: region.clients.map { model.demand[$0] },
            capacities: sites.map { model.problem.capacities[$0] },
            openingCosts: sites.map { model.openingCost[$0] },
            roles: roles,
            sideConstraints: constraints,
            isSingleSource: true)
    }
}
