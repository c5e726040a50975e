import Foundation

/// Plans with one source per client: construction by regret, shifts, swaps, ejections, and rebuilding of regions.
///
/// A region is a handful of neighbouring open sites: their clients are taken out, a site may be exchanged, opened or
/// closed, and the clients are put back by regret. Sets of open sites keep roles and side constraints at every step.
final class SourceSearch {
    private let model: CapacityModel
    private let control: SolveControl
    private let n: Int
    private let m: Int
    /// Whole-demand cost per (client, site) in rows of clients.
    private let cost: Scratch<Double>
    /// Sites of each client by rising cost, those it can use.
    private var nearest: [[Int32]]
    private var random: EngineRandom

    /// Whether a closed site may be opened by rebuilding; sites that no better plan opens are left alone.
    private var promising: [Bool]

    // The plan at hand.
    private var site: [Int32]
    private var room: [Double]
    private var members: [[Int32]]
    private var selection: Selection
    private var total = 0.0

    /// Least cost found.
    private(set) var bestCost = Double.infinity
    /// Site per client of the best plan.
    private(set) var bestSource: [Int32]?
    /// Its open sites.
    private(set) var bestSites: [Int] = []
    /// Regions rebuilt so far.
    private(set) var rebuilt = 0

    init(_ model: CapacityModel, seed: UInt64, control: SolveControl) {
        self.model = model
        self.control = control
        n = model.clientCount
        m = model.siteCount
        random = EngineRandom(seed: seed)
        cost = Scratch(repeating: .infinity, count: n * m)
        for site in 0..<m where model.states[site] != SiteState.closed {
            for client in 0..<n {
                cost[client * m + site] = model.unitCost[site * n + client] * model.demand[client]
            }
        }
        nearest = (0..<n).map { [cost, m] client in
            (0..<m).filter { cost[client * m + $0] < .infinity }
                .sorted { (cost[client * m + $0], $0) < (cost[client * m + $1], $1) }
                .map { Int32($0) }
        }
        site = Array(repeating: -1, count: n)
        room = model.capacity
        members = Array(repeating: [], count: m)
        selection = Selection(rules: model.rules)
        promising = model.states.map { $0 == SiteState.free }
    }

    // MARK: Plan at hand

    /// What was done, to be taken back: a client's former site, or a site opened (−2) or closed (−3).
    private var log: [(who: Int32, former: Int32)] = []

    private func put(_ client: Int, _ target: Int) {
        log.append((Int32(client), -1))
        set(client, target)
    }

    private func set(_ client: Int, _ target: Int) {
        site[client] = Int32(target)
        room[target] -= model.demand[client]
        members[target].append(Int32(client))
        total += cost[client * m + target]
    }

    private func take(_ client: Int) {
        let source = Int(site[client])
        guard source >= 0 else { return }
        log.append((Int32(client), Int32(source)))
        unset(client, source)
    }

    private func unset(_ client: Int, _ source: Int) {
        site[client] = -1
        room[source] += model.demand[client]
        if let position = members[source].firstIndex(of: Int32(client)) {
            members[source].swapAt(position, members[source].count - 1)
            members[source].removeLast()
        }
        total -= cost[client * m + source]
        if members[source].isEmpty { room[source] = model.capacity[source] }
    }

    private func move(_ client: Int, _ target: Int) {
        take(client)
        put(client, target)
    }

    private func open(_ target: Int) {
        log.append((Int32(target), -2))
        selection.open(target)
        total += model.openingCost[target]
    }

    private func close(_ target: Int) {
        log.append((Int32(target), -3))
        selection.close(target)
        total -= model.openingCost[target]
    }

    private func clear() {
        for client in 0..<n { site[client] = -1 }
        room = model.capacity
        for index in 0..<m { members[index].removeAll(keepingCapacity: true) }
        selection = Selection(rules: model.rules)
        total = model.rules.forcedOpen.reduce(0) { $0 + model.openingCost[$1] }
    }

    /// Takes everything back that was done since a position of the log.
    private func undo(to mark: Int) {
        while log.count > mark {
            let (who, former) = log.removeLast()
            let index = Int(who)
            if former >= 0 {
                set(index, Int(former))
            } else if former == -1 {
                unset(index, Int(site[index]))
            } else if former == -2 {
                selection.close(index)
                total -= model.openingCost[index]
            } else {
                selection.open(index)
                total += model.openingCost[index]
            }
        }
    }

    /// Takes the plan at hand as the best one when it is complete, keeps the rules and costs less.
    @discardableResult
    private func offer() -> Bool {
        guard total < bestCost - 1e-9 * max(1, abs(bestCost.isFinite ? bestCost : total)) else { return false }
        guard !site.contains(-1), selection.violation == 0 else { return false }
        var exact = 0.0
        var load = Array(repeating: 0.0, count: m)
        for client in 0..<n {
            exact += cost[client * m + Int(site[client])]
            load[Int(site[client])] += model.demand[client]
        }
        for index in 0..<m {
            if load[index] > model.capacity[index] { return false }
            if selection.isOpen[index] { exact += model.openingCost[index] }
        }
        guard exact < bestCost else { return false }
        total = exact
        bestCost = exact
        bestSource = site
        bestSites = selection.openSites
        return true
    }

    /// Whether a better plan may open the site.
    func isPromising(_ target: Int) -> Bool { promising[target] }

    /// Takes a plan made elsewhere; whether it is the best one then.
    func adopt(_ sites: [Int], _ source: [Int32]) -> Bool {
        let former = bestCost
        clear()
        let forced = Set(model.rules.forcedOpen)
        for target in sites where !forced.contains(target) { open(target) }
        for client in 0..<n where cost[client * m + Int(source[client])] < .infinity {
            set(client, Int(source[client]))
        }
        offer()
        return bestCost < former
    }

    // MARK: Starts

    /// Builds a plan on a set of open sites that keeps the rules, improves it and offers it.
    ///
    /// - Parameters:
    ///   - wish: site a client should have if there is room, −1 for none.
    ///   - rounds: regions rebuilt afterwards.
    func build(on sites: [Int], wish: [Int32], rounds: Int) {
        clear()
        let forced = Set(model.rules.forcedOpen)
        for target in sites where !forced.contains(target) { open(target) }
        let order = (0..<n).sorted { (model.demand[$0], $1) > (model.demand[$1], $0) }
        for client in order {
            let target = Int(wish[client])
            guard target >= 0, selection.isOpen[target], cost[client * m + target] < .infinity,
                room[target] >= model.demand[client]
            else { continue }
            put(client, target)
        }
        guard insert((0..<n).filter { site[$0] < 0 }) || openMore() else { return }
        descend(Array(0..<n))
        closeIdle()
        offer()
        rebuild(rounds)
    }

    /// Opens further sites until every client has a place.
    private func openMore() -> Bool {
        for _ in 0..<m {
            let missing = (0..<n).filter { site[$0] < 0 }
            if missing.isEmpty { return true }
            var best = -1
            var bestCost = Double.infinity
            for target in 0..<m
            where !selection.isOpen[target] && model.states[target] == SiteState.free
                && selection.allows(opening: target, closing: nil)
            {
                var price = model.openingCost[target]
                var left = room[target]
                var served = 0.0
                for client in missing where cost[client * m + target] < .infinity && model.demand[client] <= left {
                    left -= model.demand[client]
                    served += model.demand[client]
                    price += cost[client * m + target]
                }
                if served > 0, price / served < bestCost {
                    bestCost = price / served
                    best = target
                }
            }
            guard best >= 0 else { return false }
            open(best)
            _ = insert(missing)
        }
        return !site.contains(-1)
    }

    /// Puts clients where they cost least, the one with most to lose first; false when one finds no room.
    private func insert(_ clients: [Int]) -> Bool {
        var waiting = clients
        var isComplete = true
        if waiting.count > Self.regretted {
            // Regret looks at every pair of clients; beyond a few hundred, the large ones simply go first.
            waiting.sort { (model.demand[$0], $1) > (model.demand[$1], $0) }
            waiting = waiting.filter { client in
                for candidate in nearest[client] {
                    let target = Int(candidate)
                    guard selection.isOpen[target], room[target] >= model.demand[client] else { continue }
                    put(client, target)
                    return false
                }
                return true
            }
        }
        while !waiting.isEmpty {
            var chosen = -1
            var chosenTarget = -1
            var most = -Double.infinity
            for (index, client) in waiting.enumerated() {
                let amount = model.demand[client]
                var first = -1
                var second = Double.infinity
                for candidate in nearest[client] {
                    let target = Int(candidate)
                    guard selection.isOpen[target], room[target] >= amount else { continue }
                    if first < 0 {
                        first = target
                    } else {
                        second = cost[client * m + target]
                        break
                    }
                }
                // A client with nowhere to go waits for an ejection at the end.
                guard first >= 0 else { continue }
                let own = cost[client * m + first]
                let regret = second == .infinity ? 1e30 + amount : (second - own) + 1e-3 * amount
                if regret > most {
                    most = regret
                    chosen = index
                    chosenTarget = first
                }
            }
            guard chosen >= 0 else { break }
            put(waiting[chosen], chosenTarget)
            waiting.remove(at: chosen)
        }
        waiting.sort { (model.demand[$0], $1) > (model.demand[$1], $0) }
        for client in waiting where !makeRoom(for: client) { isComplete = false }
        return isComplete
    }

    /// Clients put back by regret at most.
    private static let regretted = 300

    /// Places a client after moving another one, or after an exchange that gathers room; false when none does.
    private func makeRoom(for client: Int) -> Bool {
        let amount = model.demand[client]
        var best = Double.infinity
        var bestMove = (other: -1, from: -1, to: -1)
        for candidate in nearest[client] {
            let from = Int(candidate)
            guard selection.isOpen[from], model.capacity[from] >= amount else { continue }
            let own = cost[client * m + from]
            if own >= best { break }
            for member in members[from] {
                let other = Int(member)
                guard room[from] + model.demand[other] >= amount else { continue }
                for next in nearest[other] {
                    let to = Int(next)
                    guard to != from, selection.isOpen[to], room[to] >= model.demand[other] else { continue }
                    let change = own + cost[other * m + to] - cost[other * m + from]
                    if change < best {
                        best = change
                        bestMove = (other, from, to)
                    }
                    break
                }
            }
        }
        if bestMove.other >= 0 {
            move(bestMove.other, bestMove.to)
            put(client, bestMove.from)
            return true
        }
        return gatherRoom(for: client)
    }

    /// Exchanges two clients of different sites so that the larger room takes the client.
    private func gatherRoom(for client: Int) -> Bool {
        let amount = model.demand[client]
        for candidate in nearest[client].prefix(60) {
            let from = Int(candidate)
            guard selection.isOpen[from], model.capacity[from] >= amount else { continue }
            let lack = amount - room[from]
            for member in members[from] where model.demand[Int(member)] >= lack {
                let large = Int(member)
                for next in nearest[large].prefix(60) {
                    let to = Int(next)
                    guard to != from, selection.isOpen[to] else { continue }
                    for partner in members[to] {
                        let small = Int(partner)
                        let gained = model.demand[large] - model.demand[small]
                        guard gained >= lack, room[to] >= gained, cost[small * m + from] < .infinity else { continue }
                        move(large, to)
                        move(small, from)
                        if room[from] >= amount {
                            put(client, from)
                            return true
                        }
                        return false
                    }
                }
            }
        }
        return false
    }

    // MARK: Descent

    /// Shifts, swaps and ejections until none of these clients, nor those they touch, gains any more.
    private func descend(_ clients: [Int]) {
        var queue = clients
        var isQueued = Array(repeating: false, count: n)
        for client in clients { isQueued[client] = true }
        var head = 0
        var left = 60 * n + 400
        while head < queue.count, left > 0 {
            let client = queue[head]
            head += 1
            isQueued[client] = false
            left -= 1
            if left % 256 == 0, control.mustStop { return }
            guard site[client] >= 0 else { continue }
            let touched = improve(client)
            for target in touched {
                for member in members[target] where !isQueued[Int(member)] {
                    isQueued[Int(member)] = true
                    queue.append(Int(member))
                }
            }
        }
    }

    /// How many of a client's open sites are looked at.
    private static let reach = 12

    /// Makes the best of a client's moves; the sites it touched, none when there is no gain.
    private func improve(_ client: Int) -> [Int] {
        let from = Int(site[client])
        let amount = model.demand[client]
        let own = cost[client * m + from]
        let least = 1e-9 * max(1, abs(own))
        var best = -least
        var bestTarget = -1
        var bestOther = -1
        var bestThird = -1
        var seen = 0
        for candidate in nearest[client] {
            let target = Int(candidate)
            guard target != from, selection.isOpen[target] else { continue }
            seen += 1
            if seen > Self.reach { break }
            let change = cost[client * m + target] - own
            if room[target] >= amount {
                if change < best {
                    best = change
                    bestTarget = target
                    bestOther = -1
                    bestThird = -1
                }
            }
            for member in members[target] {
                let other = Int(member)
                let size = model.demand[other]
                guard room[target] + size >= amount else { continue }
                let left = change - cost[other * m + target]
                // Swap: the other one goes where this one was.
                if room[from] + amount >= size {
                    let swapped = left + cost[other * m + from]
                    if swapped < best {
                        best = swapped
                        bestTarget = target
                        bestOther = other
                        bestThird = from
                    }
                }
                // Ejection: it goes to a third site.
                var looked = 0
                for next in nearest[other] {
                    let third = Int(next)
                    guard third != target, third != from, selection.isOpen[third] else { continue }
                    looked += 1
                    let ejected = left + cost[other * m + third]
                    if ejected >= best || looked > Self.reach { break }
                    if room[third] >= size {
                        best = ejected
                        bestTarget = target
                        bestOther = other
                        bestThird = third
                        break
                    }
                }
            }
        }
        guard bestTarget >= 0 else { return [] }
        if bestOther >= 0 {
            move(bestOther, bestThird)
            move(client, bestTarget)
            return bestThird == from ? [from, bestTarget] : [from, bestTarget, bestThird]
        }
        move(client, bestTarget)
        return [from, bestTarget]
    }

    /// Closes open sites without clients where that saves something and breaks no rule.
    private func closeIdle() {
        for target in 0..<m
        where selection.isOpen[target] && members[target].isEmpty && model.states[target] == SiteState.free
            && model.openingCost[target] > 0 && selection.allows(opening: nil, closing: target)
        {
            close(target)
        }
    }

    // MARK: Regions

    /// Leaves out pairs that no better plan uses; the plan at hand may go on using them.
    func restrict(to states: [Int8], prices: CapacityPrices) {
        var isLeft = Array(repeating: false, count: n * m)
        for target in 0..<m where states[target] != SiteState.closed {
            for client in prices.clients(of: target) { isLeft[client * m + target] = true }
        }
        promising = states.map { $0 == SiteState.free }
        for client in 0..<n { nearest[client].removeAll { !isLeft[client * m + Int($0)] } }
    }

    /// Rebuilds regions from the best plan on, annealing: a worse plan is gone on from now and then, ever less.
    func rebuild(_ rounds: Int) {
        guard rounds > 0, bestSource != nil, n > 0 else { return }
        recall()
        anneal(rounds, from: 0.0008 * abs(bestCost), falling: rounds > 1 ? pow(0.01, 1 / Double(rounds - 1)) : 1)
        recall()
    }

    private func anneal(_ rounds: Int, from warmest: Double, falling step: Double) {
        var current = total
        var temperature = warmest
        for _ in 0..<rounds {
            if control.mustStop { return }
            rebuilt += 1
            log.removeAll(keepingCapacity: true)
            let isComplete = rebuildOnce()
            let chance = max(1e-12, Double(random.below(1 << 30)) / Double(1 << 30))
            if isComplete, selection.violation == 0, total < current - temperature * Foundation.log(chance) {
                offer()
                current = total
            } else {
                undo(to: 0)
                total = current
            }
            temperature *= step
        }
    }

    private func recall() {
        guard let source = bestSource else { return }
        load(bestSites, source)
        total = bestCost
    }

    /// Makes a plan the one at hand.
    private func load(_ sites: [Int], _ source: [Int32]) {
        clear()
        let forced = Set(model.rules.forcedOpen)
        for target in sites where !forced.contains(target) { open(target) }
        for client in 0..<n { set(client, Int(source[client])) }
        log.removeAll(keepingCapacity: true)
    }

    /// Rebuilds regions from a plan on, going on from somewhat worse plans; the plan it ends at.
    func wander(from sites: [Int], _ source: [Int32], rounds: Int) -> (sites: [Int], source: [Int32], cost: Double) {
        load(sites, source)
        anneal(rounds, from: 0.002 * abs(total), falling: rounds > 1 ? pow(0.01, 1 / Double(rounds - 1)) : 1)
        return (selection.openSites, site, total)
    }

    private func rebuildOnce() -> Bool {
        let center = random.below(n)
        let size = 2 + random.below(5)
        var region: [Int] = []
        var spare: [Int] = []
        for candidate in nearest[center] {
            let target = Int(candidate)
            if selection.isOpen[target] {
                region.append(target)
                if region.count >= size { break }
            } else if spare.count < 12, promising[target] {
                spare.append(target)
            }
        }
        guard !region.isEmpty else { return false }
        var loose: [Int] = []
        for target in region {
            for member in members[target] { loose.append(Int(member)) }
        }
        for client in loose { take(client) }
        let closable = region.filter { model.states[$0] == SiteState.free }
        let choice = random.below(10)
        var closing: Int?
        var opening: Int?
        if choice < 5, !closable.isEmpty, !spare.isEmpty {
            closing = closable[random.below(closable.count)]
            opening = spare[random.below(spare.count)]
        } else if choice < 7, !closable.isEmpty {
            closing = closable[random.below(closable.count)]
        } else if choice < 8, !spare.isEmpty {
            opening = spare[random.below(spare.count)]
        }
        if closing != nil || opening != nil, selection.allows(opening: opening, closing: closing) {
            if let closing { close(closing) }
            if let opening {
                open(opening)
                region.append(opening)
            }
        }
        loose.sort()
        guard insert(loose) else { return false }
        var touched = Set(region)
        for client in loose { touched.insert(Int(site[client])) }
        var clients: [Int] = []
        for target in touched.sorted() {
            for member in members[target] { clients.append(Int(member)) }
        }
        descend(clients)
        closeIdle()
        return true
    }
}
