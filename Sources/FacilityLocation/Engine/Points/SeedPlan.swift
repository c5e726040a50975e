/// A first plan on points, before any list exists: sites seated one by one where the clients are that fare worst, the
/// best of a few random seats each time, then moved to the middle of what they serve.
///
/// Works on a sample of the clients, every k-th in tree order, where there are many. The costs are straight lines in the
/// tree, which every rule grows with.
struct SeedPlan {
    private let model: EngineModel
    private let map: PointMap
    private let weights: UnsafeMutablePointer<Double>
    private let control: SolveControl
    private var random: EngineRandom
    private let sample: [Int32]
    private let scale: Double

    /// Clients times sites looked at, at most, by the seating of all sites.
    private static let largestWork = 2e8

    init(_ model: NeighbourModel, map: PointMap, seats: Int, seed: UInt64, control: SolveControl) {
        self.model = model.sites
        self.map = map
        weights = model.weights
        self.control = control
        random = EngineRandom(seed: seed)
        let count = model.clientCount
        let most = min(Double(count), max(1_000, Self.largestWork / Double(max(1, 2 * seats))))
        let stride = max(1, Int((Double(count) / max(1, most)).rounded(.up)))
        sample = Swift.stride(from: stride / 2, to: count, by: stride).map { Int32($0) }
        scale = Double(stride)
    }

    /// Seats `least` to `most` free sites besides the open ones; beyond the fewest while it pays.
    func plan(states: [Int8], least: Int, most: Int) -> [Int] {
        var copy = self
        return copy.build(states: states, least: least, most: most)
    }

    private mutating func build(states: [Int8], least: Int, most: Int) -> [Int] {
        let open = states.indices.filter { states[$0] == SiteState.open }
        let free = states.indices.filter { states[$0] == SiteState.free }
        if sample.count < 3 * least || sample.isEmpty { return (open + spread(free, count: least)).sorted() }
        let seated = seat(states: states, open: open, least: least, most: most)
        return centred(seated, states: states)
    }

    /// Every k-th of the free sites in tree order.
    private func spread(_ free: [Int], count: Int) -> [Int] {
        guard count > 0, !free.isEmpty else { return [] }
        let wanted = min(count, free.count)
        return (0..<wanted).map { free[$0 * free.count / wanted] }
    }

    private mutating func seat(states: [Int8], open: [Int], least: Int, most: Int) -> [Int] {
        let sites = map.sites
        var plan = open
        var isTaken = states.map { $0 != SiteState.free }
        let openSites = OpenSites(sites)
        for site in states.indices where isTaken[site] { openSites.set(site, open: true) }
        // `openSites` marks what may not be seated any more: its complement is searched for seats.
        var nearest = sample.map { client in distanceToNearest(Int(client), among: open) }
        var gathered = GatheredPoints()
        let box = sites.boxes
        let width = max(box[1] - box[0], max(box[3] - box[2], box[5] - box[4]))
        let spacing = max(width, 1e-300) / max(1, Double(sites.count).squareRoot())
        var failures = 0
        var free = states.count { $0 == SiteState.free }
        while plan.count - open.count < most, free > 0 {
            if control.mustStop { break }
            var best: (site: Int, gain: Double)?
            let attempts = plan.count - open.count < 2_000 ? 3 : 1
            for _ in 0..<attempts {
                guard let client = draw(nearest) else { break }
                let site = openSites.nearestClosed(
                    map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client],
                    where: { !isTaken[$0] }, among: &gathered, radius: spacing)
                guard site >= 0 else { continue }
                if attempts == 1 {
                    best = (site, 0)
                    break
                }
                let gain = gain(of: site, nearest)
                if best.map({ gain > $0.gain }) ?? true { best = (site, gain) }
            }
            if best == nil, plan.count - open.count < least, let site = isTaken.firstIndex(of: false) {
                best = (site, 0)
            }
            guard let best else { break }
            if plan.count - open.count >= least {
                let gain = attempts == 1 ? gain(of: best.site, nearest) : best.gain
                if gain <= model.openingCosts[best.site] {
                    failures += 1
                    if failures > 12 { break }
                    continue
                }
                failures = 0
            }
            plan.append(best.site)
            isTaken[best.site] = true
            openSites.set(best.site, open: true)
            free -= 1
            update(&nearest, with: best.site)
        }
        // Interrupted: any sites will do.
        for site in states.indices where plan.count - open.count < least && !isTaken[site] {
            plan.append(site)
            isTaken[site] = true
        }
        return plan
    }

    private func distanceToNearest(_ client: Int, among open: [Int]) -> Double {
        var best = Double.infinity
        for site in open { best = min(best, squared(client, site)) }
        return best.isFinite ? best.squareRoot() : farthest
    }

    /// Wider than the map.
    private var farthest: Double {
        let box = map.sites.boxes
        let other = map.clients.boxes
        var total = 1e-9
        for side in 0..<3 {
            total += max(box[2 * side + 1], other[2 * side + 1]) - min(box[2 * side], other[2 * side])
        }
        return total
    }

    @inline(__always)
    private func squared(_ client: Int, _ site: Int) -> Double {
        map.sites.squaredDistance(
            to: site, map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
    }

    /// A client drawn with a chance that grows with what it pays.
    private mutating func draw(_ nearest: [Double]) -> Int? {
        var total = 0.0
        for slot in sample.indices { total += weights[Int(sample[slot])] * nearest[slot] }
        guard total > 0, total.isFinite else { return nil }
        var ticket = total * (Double(random.below(1 << 30)) + 0.5) / Double(1 << 30)
        for slot in sample.indices {
            ticket -= weights[Int(sample[slot])] * nearest[slot]
            if ticket <= 0 { return Int(sample[slot]) }
        }
        return sample.last.map(Int.init)
    }

    private func gain(of site: Int, _ nearest: [Double]) -> Double {
        var gain = 0.0
        for slot in sample.indices {
            let client = Int(sample[slot])
            let now = nearest[slot]
            let square = squared(client, site)
            if square < now * now { gain += weights[client] * (now - square.squareRoot()) }
        }
        return gain * scale
    }

    private func update(_ nearest: inout [Double], with site: Int) {
        for slot in sample.indices {
            let square = squared(Int(sample[slot]), site)
            if square < nearest[slot] * nearest[slot] { nearest[slot] = square.squareRoot() }
        }
    }

    /// Moves sites to the middle of the clients they serve as long as the cost falls.
    private func centred(_ seated: [Int], states: [Int8]) -> [Int] {
        var best = seated
        var bestCost = Double.infinity
        var current = seated
        let eligible = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, states.count))
        defer { eligible.deallocate() }
        for site in states.indices { eligible[site] = states[site] == SiteState.free ? 1 : 0 }
        let stack = TreeStack()
        for _ in 0..<12 {
            let openSites = OpenSites(map.sites)
            for site in current { openSites.set(site, open: true) }
            var slotOf: [Int: Int] = [:]
            for (slot, site) in current.enumerated() { slotOf[site] = slot }
            var server = Array(repeating: 0, count: sample.count)
            var cost = 0.0
            for slot in sample.indices {
                if slot & 1023 == 1023, control.mustStop { return best }
                let client = Int(sample[slot])
                let found = openSites.nearestTwo(
                    map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
                guard found.first >= 0 else { return best }
                server[slot] = slotOf[Int(found.first)] ?? 0
                cost += weights[client] * squared(client, Int(found.first)).squareRoot()
            }
            cost *= scale
            for site in current { cost += model.openingCosts[site] }
            if cost >= bestCost * (1 - 1e-3) {
                if cost < bestCost { best = current }
                return best
            }
            best = current
            bestCost = cost
            let centres = medians(current, server)
            var isTaken = Set(current)
            for (slot, centre) in centres.enumerated() {
                guard let centre, states[current[slot]] == SiteState.free else { continue }
                let found = map.sites.nearestTwo(
                    centre.x, centre.y, centre.z, counts: nil, isEligible: eligible, stack: stack)
                let site = Int(found.first)
                guard site >= 0, !isTaken.contains(site) else { continue }
                isTaken.remove(current[slot])
                isTaken.insert(site)
                current[slot] = site
            }
        }
        return best
    }

    /// The point of least weighted distance to each site's clients, by a few steps of Weiszfeld's iteration from their
    /// mean; `nil` for a site without clients.
    private func medians(_ current: [Int], _ server: [Int]) -> [SIMD3<Double>?] {
        var centres: [SIMD3<Double>?] = Array(repeating: nil, count: current.count)
        for round in 0..<4 {
            var sums = Array(repeating: SIMD3<Double>.zero, count: current.count)
            var masses = Array(repeating: 0.0, count: current.count)
            for slot in sample.indices {
                let client = Int(sample[slot])
                let point = SIMD3(map.clients.treeX[client], map.clients.treeY[client], map.clients.treeZ[client])
                var mass = weights[client]
                if round > 0, let centre = centres[server[slot]] {
                    let difference = point - centre
                    let distance = (difference * difference).sum().squareRoot()
                    mass /= max(distance, 1e-9 * farthestOnce)
                }
                sums[server[slot]] += mass * point
                masses[server[slot]] += mass
            }
            for slot in centres.indices where masses[slot] > 0 { centres[slot] = sums[slot] / masses[slot] }
        }
        return centres
    }

    private var farthestOnce: Double {
        let box = map.clients.boxes
        return max(box[1] - box[0], box[3] - box[2], box[5] - box[4], 1e-300)
    }
}
