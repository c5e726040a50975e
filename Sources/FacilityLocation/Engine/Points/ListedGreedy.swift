/// The constructive greedy over neighbour lists: opens the site that gains most until enough are open, looking again
/// only at sites whose last known gain still leads.
struct ListedGreedy {
    private let model: NeighbourModel
    private let clients: ClientsBySite
    private let control: SolveControl

    init(_ model: NeighbourModel, clients: ClientsBySite, control: SolveControl) {
        self.model = model
        self.clients = clients
        self.control = control
    }

    /// Opens `least` to `most` free sites besides the open ones; beyond the fewest while it pays.
    func plan(states: [Int8], least: Int, most: Int) -> [Int] {
        var plan = states.indices.filter { states[$0] == SiteState.open }
        let fixed = plan.count
        var largest = 0.0
        for entry in stride(from: 0, to: model.lists.entryCount, by: 1 + model.lists.entryCount / 1_000_000) {
            largest = max(largest, abs(Double(model.lists.costs[entry])))
        }
        let penalty = 4 * largest + 1
        var paid = (0..<model.clientCount).map { model.caps[$0].isFinite ? model.caps[$0] : penalty }
        for site in plan { serve(&paid, from: site) }
        // Last known gains, largest first: they only fall as sites open.
        var heap: [(gain: Double, site: Int32, round: Int32)] = []
        for site in states.indices where states[site] == SiteState.free {
            if control.mustStop { break }
            heap.append((gain(site, paid), Int32(site), 0))
        }
        heap.sort { $0.gain < $1.gain || ($0.gain == $1.gain && $0.site > $1.site) }
        var round: Int32 = 0
        while plan.count - fixed < most, let top = heap.popLast() {
            if top.round != round, !control.mustStop {
                let gain = gain(Int(top.site), paid)
                let place = position(of: gain, site: top.site, in: heap)
                heap.insert((gain, top.site, round), at: place)
                continue
            }
            if plan.count - fixed >= least, top.gain <= 0 { break }
            plan.append(Int(top.site))
            serve(&paid, from: Int(top.site))
            round += 1
        }
        return plan.sorted()
    }

    private func position(of gain: Double, site: Int32, in heap: [(gain: Double, site: Int32, round: Int32)]) -> Int {
        var low = 0
        var high = heap.count
        while low < high {
            let middle = (low + high) / 2
            let other = heap[middle]
            if other.gain < gain || (other.gain == gain && other.site > site) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func gain(_ site: Int, _ paid: [Double]) -> Double {
        var gain = -model.sites.openingCosts[site]
        for entry in clients.entries(site) {
            let client = Int(clients.clients[entry])
            let cost = Double(clients.costs[entry])
            if cost < paid[client] { gain += model.weights[client] * (paid[client] - cost) }
        }
        return gain
    }

    private func serve(_ paid: inout [Double], from site: Int) {
        for entry in clients.entries(site) {
            let client = Int(clients.clients[entry])
            paid[client] = min(paid[client], Double(clients.costs[entry]))
        }
    }
}
