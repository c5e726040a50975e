internal import LinearOptimization

/// Solves a problem on points, or one with very many listed pairs, by neighbour lists: a seeded plan, lists drawn around
/// it, interchange, the Lagrangian bound, fixing, and what proof the remaining core allows.
final class PointEngine {
    let model: NeighbourModel
    let options: LocationOptions
    let control: SolveControl
    /// What is decided per site.
    var states: [Int8]
    /// Objective of a plan over the caller's data, in this engine's site numbers; `nil` where it breaks a rule.
    private let exactObjective: ([Int]) -> Double?
    private(set) var cutoff: Cutoff
    /// The best plan, in this engine's site numbers.
    private(set) var plan: [Int]?
    /// The first plan, which may leave clients unserved.
    private var seededPlan: [Int]?
    /// Objective of the seeded plan.
    private(set) var seededObjective: Double?
    /// Lower bound on plans that agree with ``states``.
    var bound = -Double.infinity
    /// Lowest cut-off anything was excluded by: no plan below it was lost.
    private(set) var exclusion = Double.infinity
    private var radii: [Float] = []
    /// Per client, what its service costs at most in a plan better than the incumbent; empty until something is known.
    var windows: [Double] = []
    private(set) var clientsBySite: ClientsBySite?
    private(set) var search: NeighbourSearch?
    private(set) var lagrangian: NeighbourBound?
    private(set) var method = "Lagrangian bound over neighbour lists"
    /// What a sample of the clients told about their multipliers, and those of the rows.
    private var pattern: MultiplierPattern?
    private var sampledRows: [Double] = []
    /// Multipliers to start from.
    private var guess: [Double] = []
    private let magnitude: Double

    /// Most entries the lists may hold.
    var largestEntryCount = 100_000_000.0

    init(
        _ model: NeighbourModel, options: LocationOptions, control: SolveControl, magnitude: Double,
        exactObjective: @escaping ([Int]) -> Double?
    ) {
        self.model = model
        self.options = options
        self.control = control
        self.magnitude = magnitude
        self.exactObjective = exactObjective
        states = model.sites.states
        cutoff = Cutoff(
            isIntegral: model.isIntegral, magnitude: magnitude, relativeGap: options.solve.relativeGap,
            absoluteGap: options.solve.absoluteGap)
    }

    /// Solves.
    ///
    /// - Parameters:
    ///   - starts: plans to start from, feasible or not.
    ///   - startingBound: a bound that needs no engine.
    func run(starts: [[Int]], startingBound: Double) -> EngineAnswer {
        bound = startingBound
        var propagation = RowPropagation(model.sites)
        guard propagation.extend(&states) else {
            return EngineAnswer(
                termination: Termination(.infeasible, detail: "rules exclude each other"), bound: .infinity)
        }
        for start in starts { offer(start) }
        control.stage("greedy") { seed() }
        control.report("greedy", incumbent: cutoff.incumbent, bound: bound)
        if options.engine == .greedy || control.mustStop || isProven { return answer() }
        guard let start = plan ?? seededPlan else {
            proveWithoutPlan()
            return answer()
        }
        approach(from: model.clientCount >= ClientSample.leastClientCount ? sampledStart(from: start) : start)
        if control.mustStop { return answer() }
        if plan == nil { proveWithoutPlan() } else if !isProven, !control.mustStop { prove() }
        return answer()
    }

    /// Lists, search and bound from a plan on.
    private func approach(from start: [Int]) {
        control.stage("neighbour lists") {
            drawLists(around: start)
            if clientsBySite == nil { refreshTranspose() }
        }
        if control.mustStop { return }
        improve(from: start)
        climbAndSearch()
    }

    /// Searches and climbs over a sample of the clients first; returns the better plan to start from.
    private func sampledStart(from start: [Int]) -> [Int] {
        control.stage("sample") {
            let sample = ClientSample(model, seed: options.seed)
            // Clients without weight are not drawn.
            if sample.model.clientCount == 0 { return start }
            var inner = options
            inner.solve = SolveOptions(timeLimit: control.remaining.map { $0 / 3 })
            inner.solve.cancellation = control.cancellation
            let innerControl = SolveControl(inner.solve)
            let engine = PointEngine(sample.model, options: inner, control: innerControl, magnitude: magnitude) {
                sample.cost(of: $0, control: innerControl)
            }
            engine.states = states
            engine.offer(start)
            engine.approach(from: start)
            guard let found = engine.plan, let search = engine.search, let lagrangian = engine.lagrangian else {
                return start
            }
            search.set(found, control: innerControl)
            if search.isSettled {
                pattern = MultiplierPattern(lagrangian, search)
                sampledRows = lagrangian.rowMultipliers
            }
            return offer(found) || plan == nil ? found : start
        }
    }

    /// Lists all pairs, where they are few enough, for rules that no search could keep: the engine for small problems
    /// finds a plan or shows that there is none.
    private func proveWithoutPlan() {
        guard !control.mustStop else { return }
        if let map = model.map {
            let (pairs, overflow) = model.clientCount.multipliedReportingOverflow(by: map.sites.count)
            guard !overflow, pairs <= 60_000_000 else { return }
            radii = Array(repeating: .greatestFiniteMagnitude, count: model.clientCount)
            control.stage("neighbour lists") { redraw(estimate: pairs) { _ in true } }
            if control.mustStop { return }
        }
        guard model.lists.entryCount <= 60_000_000 else { return }
        let core = ReducedCore(model, states: states) { _ in .infinity }
        if core.isContradictory { bound = .infinity } else { finish(core) }
    }

    /// Whether it is shown that no plan exists.
    var isInfeasible: Bool { plan == nil && bound == .infinity }

    /// Whether bound and plan meet.
    var isProven: Bool { cutoff.prunes(bound) || cutoff.incumbent.map { bound >= $0 } ?? false }

    /// Takes a plan when it keeps every rule and is better; its objective comes from the caller's data.
    @discardableResult
    func offer(_ sites: [Int]) -> Bool {
        guard let objective = exactObjective(sites), objective < cutoff.incumbent ?? .infinity else { return false }
        cutoff.offer(objective)
        plan = sites.sorted()
        control.report("plans", incumbent: objective, bound: min(bound, exclusion))
        return true
    }

    private func answer() -> EngineAnswer {
        // What was excluded had a bound above the cut-off of its moment, which was no lower than today's.
        let outcome = TreeOutcome(
            bound: min(bound, exclusion), isComplete: isInfeasible || plan != nil && isProven)
        var answer = EngineAnswer(outcome, cutoff: cutoff, plan: plan, control: control, method: method)
        if answer.termination.limit == .nodes { answer.termination.limit = .heuristic }
        return answer
    }

    private func seed() {
        let row = model.sites.cardinalityRow(states: states)
        var selection = SiteSelection()
        guard selection.prepare(model: model.sites, states: states, row: row) else { return }
        let isPlain = model.sites.rows.isEmpty || (model.sites.rows.count == 1 && row != nil)
        var least = selection.least
        if least == 0, !states.contains(SiteState.open) { least = min(1, selection.most) }
        var seeded: [Int]
        if let map = model.map {
            let seeding = SeedPlan(
                model, map: map, seats: max(1, selection.least), seed: options.seed, control: control)
            seeded = seeding.plan(states: states, least: least, most: selection.most)
        } else {
            let transposed = ClientsBySite(model.lists, siteCount: model.siteCount, control: control)
            clientsBySite = transposed
            seeded = ListedGreedy(model, clients: transposed, control: control).plan(
                states: states, least: least, most: selection.most)
        }
        if !isPlain {
            var wish = Array(repeating: 0.0, count: model.siteCount)
            for site in seeded { wish[site] = 0.9 }
            let repair = FeasiblePlan(model.sites, states: states)
            guard let repaired = repair.repaired(wish: wish, attempts: 3, seed: options.seed) else { return }
            seeded = repaired
        }
        seededPlan = seeded
        seededObjective = exactObjective(seeded)
        offer(seeded)
    }

    /// Lists for every client the sites up to between its nearest and second nearest open one.
    private func drawLists(around plan: [Int]) {
        guard let map = model.map else { return }
        let openSites = OpenSites(map.sites)
        for site in plan { openSites.set(site, open: true) }
        radii = Array(repeating: 0, count: model.clientCount)
        // Long lists cost next to nothing where each site serves few clients.
        let share = Double(model.siteCount) / Double(max(1, plan.count))
        let isDense = share <= 100
        let stretch = share <= 12 ? 2.0 : share <= 40 ? 1.5 : 1.2
        for client in 0..<model.clientCount {
            if client & 1023 == 1023, control.mustStop { return }
            let (x, y, z) = (map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
            let found = openSites.nearestTwo(x, y, z)
            let first =
                found.first < 0 ? map.extent * map.extent : map.sites.squaredDistance(to: Int(found.first), x, y, z)
            // With one open site, a little beyond it.
            let second = found.second < 0 ? 2 * first : map.sites.squaredDistance(to: Int(found.second), x, y, z)
            let radius =
                isDense ? stretch * second.squareRoot() : 0.3 * first.squareRoot() + 0.7 * second.squareRoot()
            radii[client] = Float(radius).nextUp
        }
        let step = max(1, model.clientCount / 300)
        var total = 0.0
        var samples = 0
        for client in Swift.stride(from: 0, to: model.clientCount, by: step) {
            total += Double(map.count(client: client, radius: Double(radii[client])))
            samples += 1
        }
        let estimate = total / Double(max(1, samples)) * Double(model.clientCount)
        if estimate > largestEntryCount {
            let factor = Float((largestEntryCount / estimate).squareRoot())
            for client in radii.indices { radii[client] *= factor }
        }
        redraw(estimate: Int(min(estimate, largestEntryCount) * 1.1)) { _ in true }
    }

    /// Draws the lists of some clients anew, within ``radii`` and over sites not excluded; the others are copied.
    private func redraw(estimate: Int, _ isChanged: (Int) -> Bool) {
        guard let map = model.map else { return }
        clientsBySite = nil
        let usable = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, model.siteCount))
        defer { usable.deallocate() }
        for site in 0..<model.siteCount { usable[site] = states[site] == SiteState.closed ? 0 : 1 }
        let old = model.lists
        let new = NeighbourLists(clientCount: model.clientCount, capacity: estimate)
        for client in 0..<model.clientCount {
            if client & 15 == 15, control.mustStop { return }
            if old.rowCount > client, !isChanged(client) {
                new.copyRow(of: old, client: client)
            } else {
                map.appendRow(
                    client: client, radius: Double(radii[client]), cap: model.caps[client], isUsable: usable, to: new)
            }
        }
        model.lists = new
        clientsBySite = ClientsBySite(new, siteCount: model.siteCount, control: control)
    }

    /// Draws longer lists for the clients whose multipliers the lists hold back; false when there are none.
    private func extendLists() -> Bool {
        guard model.map != nil, let lagrangian, let flags = lagrangian.restrained() else { return false }
        let count = flags.count { $0 }
        if count * 2_000 < model.clientCount { return false }
        if Double(model.lists.entryCount) > 0.9 * largestEntryCount { return false }
        control.stage("neighbour lists") {
            for client in flags.indices where flags[client] { radii[client] *= 1.25 }
            redraw(estimate: model.lists.entryCount + model.lists.entryCount / 8) { flags[$0] }
            if let clientsBySite { search?.replace(clientsBySite: clientsBySite, control: control) }
        }
        return !control.mustStop
    }

    /// Draws longer lists for clients whose windows reach beyond them, unless that would be too many pairs.
    func coverWindows() {
        guard let map = model.map else { return }
        let lists = model.lists
        var needed: [Int] = []
        for client in windows.indices
        where lists.remainders[client] < model.caps[client] && windows[client] > lists.remainders[client] {
            if windows[client].isFinite { needed.append(client) }
        }
        guard !needed.isEmpty else { return }
        var total = 0.0
        let step = max(1, needed.count / 200)
        var samples = 0
        for slot in Swift.stride(from: 0, to: needed.count, by: step) {
            if control.mustStop { return }
            let radius = map.rule.treeRadius(reaching: windows[needed[slot]])
            total += Double(map.count(client: needed[slot], radius: radius))
            samples += 1
        }
        let share = Double(states.count { $0 != SiteState.closed }) / Double(max(1, states.count))
        let visited = total / Double(samples) * Double(needed.count)
        guard visited < 1e9, visited * share < 30 * Double(model.clientCount) else { return }
        var isNeeded = Array(repeating: false, count: model.clientCount)
        for client in needed {
            isNeeded[client] = true
            radii[client] = max(radii[client], Float(map.rule.treeRadius(reaching: windows[client])).nextUp)
        }
        redraw(estimate: lists.entryCount + Int(visited * share)) { isNeeded[$0] }
        if let clientsBySite { search?.replace(clientsBySite: clientsBySite, control: control) }
    }

    private func improve(from plan: [Int]) {
        guard let clientsBySite else { return }
        let search = NeighbourSearch(model, clientsBySite: clientsBySite)
        self.search = search
        control.stage("interchange") {
            search.set(plan, control: control)
            if let pattern, search.isSettled { guess = pattern.multipliers(model, search) }
            if !control.mustStop { search.descend(passes: 6, control: control) }
            offerSearched()
        }
        // A plan from a sample has been through this.
        if pattern != nil { return }
        kick(work: plan.count * 20 > model.siteCount ? 100_000_000 : 400_000_000, allowed: nil, salt: 1)
    }

    /// Offers the search's plan unless it was interrupted while it is being set up.
    private func offerSearched() {
        guard let search, search.isSettled else { return }
        if control.mustStop, model.clientCount > 200_000 { return }
        offer(search.plan)
    }

    private func kick(work: Int, allowed: [Bool]?, salt: UInt64) {
        guard let search, !control.mustStop else { return }
        control.stage("local search") {
            var kicks = RegionalKicks(search, seed: options.seed &+ salt)
            kicks.run(work: work, allowed: allowed, control: control) { [control, bound] in
                control.report("local search", incumbent: $0, bound: bound)
            }
            offerSearched()
        }
    }

    /// Interchange from given sites, made to keep the number of open sites first.
    func searchFrom(_ sites: [Int], allowed: [Bool]) {
        guard let search, !control.mustStop else { return }
        control.stage("local search") {
            search.set(sites, control: control)
            guard search.isSettled, search.balance(allowed: allowed, control: control) else { return }
            search.descend(allowed: allowed, passes: 4, control: control)
            offerSearched()
        }
    }

    /// Adds to the words on how the answer was reached.
    func note(_ text: String) { if !text.isEmpty { method = "neighbour lists, then \(text)" } }

    /// Brings everything that depends on the lists up to date after they were shortened.
    func refreshTranspose() {
        clientsBySite = nil
        let transposed = ClientsBySite(model.lists, siteCount: model.siteCount, control: control)
        clientsBySite = transposed
        search?.replace(clientsBySite: transposed, control: control)
    }

    private func climbAndSearch() {
        guard let search, !control.mustStop else { return }
        let lagrangian = NeighbourBound(model, threads: options.threads)
        lagrangian.spread = spread
        self.lagrangian = lagrangian
        if guess.isEmpty {
            lagrangian.start(from: search)
        } else {
            lagrangian.start(from: guess, rows: sampledRows)
        }
        // A first look tells which lists are too short.
        for _ in 0..<4 {
            guard let clientsBySite, !control.mustStop else { return }
            var brief = SubgradientSettings()
            brief.maximumSteps = 120
            if !guess.isEmpty { brief.firstFactor = 0.3 }
            climb(brief, work: 5_000_000_000, clientsBySite)
            if isProven || !extendLists() { break }
            lagrangian.clamp()
        }
        var settings = SubgradientSettings()
        if !guess.isEmpty { settings.firstFactor = 0.3 }
        for round in 0..<4 {
            guard let clientsBySite else { return }
            if control.mustStop || isProven { return }
            climb(settings, work: round == 0 ? 30_000_000_000 : 10_000_000_000, clientsBySite)
            if control.mustStop || isProven { return }
            let before = cutoff.incumbent
            let hits = lagrangian.hits.map { $0 >= 3 }
            if round < 2 {
                tryChosen(hits: hits)
                kick(
                    work: search.open.count * 20 > model.siteCount
                        ? 50_000_000 : round == 0 ? 800_000_000 : 400_000_000, allowed: hits, salt: UInt64(10 + round))
            }
            let isExtended = extendLists()
            if !isExtended, cutoff.incumbent == before, round > 0 { break }
            if isExtended { lagrangian.clamp() }
            settings.firstFactor = 0.5
        }
    }

    /// Range of listed costs, for multipliers of clients that only their list can serve.
    private var spread: Double {
        var largest = 0.0
        for entry in stride(from: 0, to: model.lists.entryCount, by: 1 + model.lists.entryCount / 100_000) {
            largest = max(largest, abs(Double(model.lists.costs[entry])))
        }
        return 10 * largest + 1
    }

    func climb(_ settings: SubgradientSettings, work: Int, _ clientsBySite: ClientsBySite) {
        guard let lagrangian else { return }
        control.stage("Lagrangian bound") {
            let reached = lagrangian.climb(
                states: states, cutoff: cutoff, settings: settings, maximumWork: work, clients: clientsBySite,
                control: control
            ) { [control, cutoff, bound] in
                control.report("Lagrangian bound", incumbent: cutoff.incumbent, bound: max(bound, $0))
            }
            bound = max(bound, reached)
        }
        control.report("Lagrangian bound", incumbent: cutoff.incumbent, bound: min(bound, exclusion))
    }

    /// Starts interchange from the sites the best multipliers choose.
    private func tryChosen(hits: [Bool]) {
        guard let search, let lagrangian, !control.mustStop, let incumbent = plan else { return }
        control.stage("local search") {
            guard lagrangian.settle(states: states, control: control) != nil else { return }
            let chosen = lagrangian.chosenSites(states: states)
            guard model.sites.isFeasible(model.sites.flags(chosen)) else { return }
            search.set(chosen, control: control)
            if !control.mustStop { search.descend(allowed: hits, passes: 4, control: control) }
            offerSearched()
            if plan == incumbent, !control.mustStop { search.set(incumbent, control: control) }
        }
    }

    /// Decides sites the bound allows to; returns the bound at the best multipliers.
    func fixSites() -> Double {
        guard let lagrangian, let value = lagrangian.settle(states: states, control: control) else { return -.infinity }
        bound = max(bound, value)
        if lagrangian.fix(&states, bound: value, cutoff: cutoff) > 0 { exclude() }
        return value
    }

    /// Notes that something was excluded by the present cut-off.
    func exclude() { exclusion = min(exclusion, cutoff.value) }
}
