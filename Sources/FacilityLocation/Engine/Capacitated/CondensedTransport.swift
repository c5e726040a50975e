/// The cheapest split of demand over a changing set of open sites: shortest paths on the graph of open sites.
///
/// A dummy client takes the capacity nobody needs, so that every site ends exactly full. Given prices μ, every client
/// starts at the site with least unit cost + μ: such a flow is the cheapest one with its own site loads, whatever the
/// prices. The excess of one site then goes along a shortest path to one with room, an arc between two sites costing the
/// cheapest move of a client, and the prices rise with the distances. All along Σ d λ − Σ s μ is a lower bound, so a set
/// that cannot beat a limit is left early.
///
/// A set that differs from the one solved last in a few sites starts from its flow: the clients of closed sites go to
/// their next best, opened sites draw the clients they are cheaper for, and only what that upsets is carried on. Such an
/// attempt is kept or taken back, at the price of what it touched.
final class CondensedTransport {
    /// How a run ended.
    enum Outcome {
        /// The cheapest service of the demand costs this much.
        case solved(Double)
        /// The demand's service costs more than the limit.
        case aboveLimit
        /// The sites cannot serve the demand.
        case infeasible
    }

    private let model: CapacityModel
    private let clientCount: Int
    /// Chains moved so far.
    private(set) var augmentations = 0
    /// Runs so far.
    private(set) var runs = 0

    /// Room for this many slots.
    private var stride = 0
    /// Slots in use or left free between them.
    private var width = 0
    /// Site per slot, −1 for a free slot.
    private var siteOf: [Int] = []
    /// Slot per site, −1 for a closed one.
    private var slotOf: [Int]
    /// What the slots hold: price of capacity, load, room, whether open.
    private var slots = TransportSlots(count: 0)
    /// Unit costs in rows of slots; the last row is the dummy's.
    private var costs = Scratch<Double>(repeating: 0, count: 0)
    private var amounts = Scratch<Double>(repeating: 0, count: 0)
    private var members: [[Int32]] = []
    private var moves = TransportMoves(stride: 0)
    private var distance = Scratch<Double>(repeating: 0, count: 0)
    private var previous = Scratch<Int>(repeating: 0, count: 0)
    private var isDone = Scratch<Bool>(repeating: false, count: 0)
    private var slack = 0.0
    /// The dual value, kept up to date by every rise of prices.
    private var dualValue = 0.0
    private let tolerance: Double

    /// Whether the flow is the cheapest one of the open sites, so that others can start from it.
    private var isSettled = false
    /// Least unit cost + price per client, the dummy last, at the flow that attempts start from.
    private let lambda: Scratch<Double>
    private var isLambdaKnown = false
    /// An attempt under way: what to restore.
    private var saved: Saved?
    /// The sites to go back to where an attempt had to start anew.
    private var replaced: [Int]?
    private var log: [(index: Int, former: Double)] = []

    private struct Saved {
        var slots: TransportSlots
        var siteOf: [Int]
        var width: Int
        var slack: Double
        var opened: [Int]
        var closed: [Int]
    }

    init(_ model: CapacityModel) {
        self.model = model
        clientCount = model.clientCount
        slotOf = Array(repeating: -1, count: model.siteCount)
        lambda = Scratch(repeating: 0, count: model.clientCount + 1)
        tolerance = 1e-11 * max(1e-3, model.totalDemand)
    }

    /// Price of a unit of an open site's capacity, least 0; `nil` for a closed site.
    func price(of site: Int) -> Double? { slotOf[site] < 0 ? nil : slots.price[slotOf[site]] }

    // MARK: Runs

    /// Solves for a set of open sites; `limit` is what the service may cost to be of interest.
    ///
    /// Starts from the flow at hand where that has most of the sites; it stays as it is when the limit is exceeded.
    func run(_ wanted: [Int], limit: Double = .infinity) -> Outcome {
        if clientCount == 0 { return .solved(0) }
        if isSettled {
            var isWanted = Array(repeating: false, count: model.siteCount)
            for site in wanted { isWanted[site] = true }
            let closing = siteOf.filter { $0 >= 0 && !isWanted[$0] }
            let opening = wanted.filter { slotOf[$0] < 0 }
            if closing.count + opening.count <= max(2, wanted.count / 4) {
                let outcome = attempt(closing: closing, opening: opening, limit: limit)
                if case .solved = outcome { keep() }
                return outcome
            }
        }
        return start(wanted, limit: limit)
    }

    /// Solves from scratch, from the prices of sites that were open.
    private func start(_ wanted: [Int], limit: Double) -> Outcome {
        runs += 1
        isSettled = false
        saved = nil
        replaced = nil
        become(wanted)
        guard slack >= 0, !wanted.isEmpty, assign() else { return .infeasible }
        let outcome = balance(limit)
        if case .solved = outcome {
            isSettled = true
            isLambdaKnown = false
        }
        return outcome
    }

    /// Makes these the open sites, with nobody at them.
    private func become(_ wanted: [Int]) {
        let prices = wanted.map { price(of: $0) ?? 0 }
        for site in siteOf where site >= 0 { slotOf[site] = -1 }
        if wanted.count + 2 > stride {
            stride = wanted.count + 8
            costs = Scratch(repeating: 0, count: (clientCount + 1) * stride)
            amounts = Scratch(repeating: 0, count: (clientCount + 1) * stride)
            moves = TransportMoves(stride: stride)
            distance = Scratch(repeating: 0, count: stride)
            previous = Scratch(repeating: -1, count: stride)
            isDone = Scratch(repeating: false, count: stride)
            slots = TransportSlots(count: stride)
            members = Array(repeating: [], count: stride)
        }
        width = wanted.count
        siteOf = wanted
        var total = 0.0
        for slot in 0..<stride {
            slots.clear(slot)
            members[slot].removeAll(keepingCapacity: true)
            moves.isStale[slot] = true
        }
        for (slot, site) in wanted.enumerated() {
            slotOf[site] = slot
            fill(slot, with: site, price: prices[slot])
            total += model.capacity[site]
        }
        // Rounding the demand is allowed must not make a set infeasible that is just large enough.
        slack = total - model.totalDemand
        if slack < 0, total >= model.leastCapacity, total > 0 {
            for slot in 0..<width { slots.room[slot] *= model.totalDemand / total }
            slack = 0
        }
    }

    private func fill(_ slot: Int, with site: Int, price: Double) {
        slots.open(slot, price: price, room: model.capacity[site])
        let column = model.unitCost.base + site * clientCount
        let target = costs.base + slot
        for client in 0..<clientCount { target[client * stride] = column[client] }
        target[clientCount * stride] = 0
        moves.isStale[slot] = true
    }

    /// Puts every client at its cheapest site at the prices.
    private func assign() -> Bool {
        amounts.base.update(repeating: 0, count: (clientCount + 1) * stride)
        dualValue = 0
        let load = slots.load
        for client in 0...clientCount {
            let (best, cost) = cheapest(client)
            if cost == .infinity { return false }
            let amount = client == clientCount ? slack : model.demand[client]
            guard amount > 0 else { continue }
            amounts[client * stride + best] = amount
            members[best].append(Int32(client))
            load[best] += amount
            dualValue += amount * cost
        }
        for slot in 0..<width { dualValue -= slots.room[slot] * slots.price[slot] }
        return true
    }

    /// The open slot with least unit cost + price.
    @inline(__always)
    private func cheapest(_ client: Int) -> (slot: Int, cost: Double) {
        let row = costs.base + client * stride
        let price = slots.price.base
        let isOpen = slots.isOpen.base
        var best = 0
        var bestCost = Double.infinity
        for slot in 0..<width where isOpen[slot] {
            let cost = row[slot] + price[slot]
            if cost < bestCost {
                best = slot
                bestCost = cost
            }
        }
        return (best, bestCost)
    }

    /// Carries excess on until there is none, or the limit is passed.
    private func balance(_ limit: Double) -> Outcome {
        if bound() > limit { return .aboveLimit }
        var sinceCheck = 0
        // Far more chains than any run needs; beyond, rounding has the better of it.
        var left = 200 * (clientCount + width) + 1000
        while true {
            switch carry() {
            case .none:
                normalize()
                return .solved(cost())
            case .some(false):
                return .infeasible
            case .some(true):
                augmentations += 1
                sinceCheck += 1
                left -= 1
                if left <= 0 { return .infeasible }
                if sinceCheck >= 4, limit < .infinity {
                    sinceCheck = 0
                    if bound() > limit { return .aboveLimit }
                }
            }
        }
    }

    private func bound() -> Double { dualValue - 1e-12 * abs(dualValue) }

    private func normalize() {
        var least = Double.infinity
        for slot in 0..<width where slots.isOpen[slot] { least = min(least, slots.price[slot]) }
        guard least < .infinity else { return }
        for slot in 0..<width where slots.isOpen[slot] { slots.price[slot] -= least }
    }

    private func cost() -> Double {
        var sum = 0.0
        for slot in 0..<width {
            for member in members[slot] where Int(member) < clientCount {
                let index = Int(member) * stride + slot
                sum += amounts[index] * costs[index]
            }
        }
        return sum
    }

    // MARK: Attempts

    /// Solves for the open sites without some and with others, from the flow at hand.
    ///
    /// A solved attempt is to be kept with ``keep()`` or taken back with ``revert()``; any other is taken back at once.
    func attempt(closing: [Int], opening: [Int], limit: Double) -> Outcome {
        let outcome = change(closing: closing, opening: opening, limit: limit)
        if case .solved = outcome { return outcome }
        if saved != nil { revert() }
        return outcome
    }

    private func change(closing: [Int], opening: [Int], limit: Double) -> Outcome {
        guard isSettled else { return .infeasible }
        var total = 0.0
        for site in siteOf where site >= 0 { total += model.capacity[site] }
        for site in closing { total -= model.capacity[site] }
        for site in opening { total += model.capacity[site] }
        let free = siteOf.filter { $0 < 0 }.count + stride - width
        if total < model.totalDemand || opening.count > free || slots.isScaled(model, siteOf) {
            // Too tight or too wide for this flow: start anew, and from the present set again if that fails.
            if total < model.leastCapacity { return .infeasible }
            let former = siteOf.filter { $0 >= 0 }
            let outcome = start(former.filter { !closing.contains($0) } + opening, limit: limit)
            if case .solved = outcome {
                replaced = former
            } else {
                _ = start(former, limit: .infinity)
            }
            return outcome
        }
        runs += 1
        learn()
        saved = Saved(slots: slots.copy(), siteOf: siteOf, width: width, slack: slack, opened: [], closed: [])
        log.removeAll(keepingCapacity: true)
        let closed = closing.map { slotOf[$0] }
        for (slot, site) in zip(closed, closing) {
            slotOf[site] = -1
            slots.close(slot)
            moves.isStale[slot] = true
        }
        var opened: [Int] = []
        for site in opening {
            let slot = freeSlot(besides: closed)
            siteOf[slot] = site
            slotOf[site] = slot
            fill(slot, with: site, price: entryPrice(site))
            opened.append(slot)
        }
        saved?.opened = opened
        saved?.closed = closed
        slack = total - model.totalDemand
        guard redistribute(closed: closed, opened: opened) else { return .infeasible }
        for slot in opened {
            for from in 0..<width where slots.isOpen[from] {
                moves.refresh(from, to: slot, members: members[from], costs: costs)
            }
        }
        return balance(limit)
    }

    private func freeSlot(besides closed: [Int]) -> Int {
        for slot in 0..<width where siteOf[slot] < 0 && !closed.contains(slot) { return slot }
        siteOf.append(-1)
        width += 1
        return width - 1
    }

    /// Prices of the clients at the flow at hand.
    private func learn() {
        if isLambdaKnown { return }
        for client in 0...clientCount { lambda[client] = .infinity }
        for slot in 0..<width {
            for member in members[slot] {
                let client = Int(member)
                lambda[client] = min(lambda[client], costs[client * stride + slot] + slots.price[slot])
            }
        }
        for client in 0...clientCount where lambda[client] == .infinity { lambda[client] = cheapest(client).cost }
        isLambdaKnown = true
    }

    /// The price at which a site just fills with the clients it is cheaper for.
    private func entryPrice(_ site: Int) -> Double {
        let column = model.unitCost.base + site * clientCount
        var gains: [(gain: Double, amount: Double)] = []
        var weight = 0.0
        for client in 0..<clientCount where column[client] < lambda[client] {
            gains.append((lambda[client] - column[client], model.demand[client]))
            weight += model.demand[client]
        }
        let capacity = model.capacity[site]
        if weight <= capacity { return 0 }
        gains.sort { $0.gain > $1.gain }
        var held = 0.0
        for (gain, amount) in gains {
            held += amount
            if held > capacity { return gain }
        }
        return 0
    }

    /// Moves the clients of closed slots and those that opened ones are cheaper for; false when one has nowhere to go.
    private func redistribute(closed: [Int], opened: [Int]) -> Bool {
        var isAffected = Array(repeating: false, count: clientCount + 1)
        for slot in closed {
            for member in members[slot] { isAffected[Int(member)] = true }
        }
        dualValue = 0
        for client in 0...clientCount {
            var price = lambda[client]
            let row = client * stride
            var isDrawn = isAffected[client]
            for slot in opened where costs[row + slot] + slots.price[slot] < price { isDrawn = true }
            if isDrawn {
                let (target, cost) = cheapest(client)
                if cost == .infinity { return false }
                for slot in 0..<width where slot != target && amounts[row + slot] > 0 {
                    if slots.isOpen[slot], costs[row + slot] + slots.price[slot] <= cost { continue }
                    transfer(client, from: slot, to: target, amount: amounts[row + slot])
                }
                price = cost
            }
            dualValue += price * (client == clientCount ? slack : model.demand[client])
        }
        for slot in 0..<width where slots.isOpen[slot] { dualValue -= slots.room[slot] * slots.price[slot] }
        fitDummy()
        return true
    }

    /// Gives the dummy client exactly the slack.
    private func fitDummy() {
        let row = clientCount * stride
        var held = 0.0
        for slot in 0..<width { held += amounts[row + slot] }
        if held < slack {
            let (target, _) = cheapest(clientCount)
            write(clientCount, target, amounts[row + target] + slack - held)
            slots.load[target] += slack - held
            return
        }
        var surplus = held - slack
        // Where the load is too high anyway, first.
        for isAnywhere in [false, true] {
            for slot in 0..<width where surplus > 0 && amounts[row + slot] > 0 {
                let excess = slots.load[slot] - slots.room[slot]
                let part = min(surplus, amounts[row + slot], isAnywhere ? .infinity : max(0, excess))
                if part <= 0 { continue }
                write(clientCount, slot, amounts[row + slot] - part)
                slots.load[slot] -= part
                surplus -= part
            }
        }
    }

    private func transfer(_ client: Int, from: Int, to: Int, amount: Double) {
        slots.load[from] -= amount
        slots.load[to] += amount
        write(client, to, amounts[client * stride + to] + amount)
        write(client, from, 0)
    }

    /// Sets an amount, the lists of who is where with it.
    private func write(_ client: Int, _ slot: Int, _ amount: Double) {
        let index = client * stride + slot
        let former = amounts[index]
        if saved != nil { log.append((index, former)) }
        amounts[index] = amount
        if former == 0, amount > 0 {
            members[slot].append(Int32(client))
            moves.welcome(client, at: slot, costs: costs, width: width)
        } else if former > 0, amount == 0, let position = members[slot].firstIndex(of: Int32(client)) {
            members[slot].swapAt(position, members[slot].count - 1)
            members[slot].removeLast()
            moves.dismiss(client, from: slot, members: members[slot], costs: costs, width: width)
        }
    }

    /// Makes a solved attempt the flow at hand.
    func keep() {
        replaced = nil
        guard let attempt = saved else { return }
        for slot in attempt.closed { siteOf[slot] = -1 }
        saved = nil
        isLambdaKnown = false
    }

    /// Takes an attempt back.
    func revert() {
        if let former = replaced {
            replaced = nil
            _ = start(former, limit: .infinity)
        }
        guard let attempt = saved else { return }
        saved = nil
        for (index, former) in log.reversed() { write(index / stride, index % stride, former) }
        for slot in attempt.opened { slotOf[siteOf[slot]] = -1 }
        siteOf = attempt.siteOf
        for slot in attempt.closed { slotOf[siteOf[slot]] = slot }
        width = attempt.width
        slots.take(attempt.slots)
        slack = attempt.slack
    }

    // MARK: Paths

    /// Carries excess along a shortest path; `nil` when there is none left, false when there is no path.
    private func carry() -> Bool? {
        let width = width
        let price = slots.price.base
        let load = slots.load.base
        let room = slots.room.base
        let distance = distance.base
        let previous = previous.base
        let isDone = isDone.base
        var hasExcess = false
        for slot in 0..<width {
            let isSource = slots.isOpen[slot] && load[slot] > room[slot] + tolerance
            distance[slot] = isSource ? 0 : .infinity
            previous[slot] = -1
            isDone[slot] = !slots.isOpen[slot]
            if isSource { hasExcess = true }
        }
        guard hasExcess else { return nil }
        var target = -1
        var reached = 0.0
        while true {
            var next = -1
            var least = Double.infinity
            for slot in 0..<width where !isDone[slot] && distance[slot] < least {
                least = distance[slot]
                next = slot
            }
            guard next >= 0 else { return false }
            if load[next] < room[next] - tolerance {
                target = next
                reached = least
                break
            }
            isDone[next] = true
            if moves.isStale[next] { moves.refresh(next, members: members[next], costs: costs, width: width) }
            let cost = moves.cost.base + next * stride
            let own = price[next]
            for to in 0..<width where !isDone[to] {
                let step = max(0, cost[to] + price[to] - own)
                if least + step < distance[to] {
                    distance[to] = least + step
                    previous[to] = next
                }
            }
        }
        // Prices rise by what is left of the way to the target; nodes farther than it stay.
        if reached > 0 {
            for slot in 0..<width where distance[slot] < reached {
                let rise = reached - distance[slot]
                price[slot] += rise
                dualValue += rise * (load[slot] - room[slot])
            }
        }
        push(to: target)
        return true
    }

    private func push(to target: Int) {
        let load = slots.load.base
        let room = slots.room.base
        var size = room[target] - load[target]
        var slot = target
        while previous[slot] >= 0 {
            let from = previous[slot]
            size = min(size, amounts[Int(moves.who[from * stride + slot]) * stride + from])
            slot = from
        }
        size = min(size, load[slot] - room[slot])
        load[slot] -= size
        load[target] += size
        slot = target
        while previous[slot] >= 0 {
            let from = previous[slot]
            shift(Int(moves.who[from * stride + slot]), from, slot, size)
            slot = from
        }
    }

    private func shift(_ client: Int, _ from: Int, _ to: Int, _ size: Double) {
        let row = client * stride
        let left = amounts[row + from] - size
        let isEmptied = left <= tolerance * 1e-3
        write(client, to, amounts[row + to] + size + (isEmptied ? left : 0))
        write(client, from, isEmptied ? 0 : left)
    }

    // MARK: Results

    /// Price of a unit of each client's demand: least unit cost + price of capacity over the open sites.
    func multipliers(into result: inout [Double]) {
        learn()
        for client in 0..<clientCount { result[client] = lambda[client] }
    }

    /// Site and amount of every client's parts, clients as the model numbers them.
    func parts() -> [(client: Int, site: Int, amount: Double)] {
        var result: [(client: Int, site: Int, amount: Double)] = []
        for slot in 0..<width {
            for member in members[slot] where Int(member) < clientCount {
                result.append((Int(member), siteOf[slot], amounts[Int(member) * stride + slot]))
            }
        }
        return result
    }
}
