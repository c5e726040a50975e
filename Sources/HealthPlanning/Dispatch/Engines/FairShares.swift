/// Shares an unavoidable shortage out between counties so that Σ shortage² ÷ institutions is least.
///
/// What can be served together forms a polymatroid, on which the incremental greedy method is exact for every
/// separable concave objective (Federgruen & Groenevelt 1986): again and again the county with most to gain gets one
/// more institution served, until nothing can be rearranged in its favour. The number served in all stays the
/// largest possible. Integers throughout; gains are compared by cross-multiplication.
struct FairShares {
    private let instance: DispatchInstance
    private let region: ShortageRegion
    private var left: [Int]
    /// Institutions a sending county serves, by receiving county.
    private var flows: [Int: [Int: Int]] = [:]
    private var isClosed: [Bool]
    private var origin: [Int]
    private var isSenderSeen: [Bool]

    private init(_ instance: DispatchInstance, region: ShortageRegion) {
        self.instance = instance
        self.region = region
        left = instance.capacities
        isClosed = [Bool](repeating: false, count: instance.countyCount)
        origin = [Int](repeating: -1, count: instance.countyCount)
        isSenderSeen = [Bool](repeating: false, count: instance.countyCount)
    }

    /// Institutions to serve per county; counties outside the region are served in full.
    static func demands(_ instance: DispatchInstance, region: ShortageRegion) -> [Int] {
        var search = FairShares(instance, region: region)
        return search.demands()
    }

    private mutating func demands() -> [Int] {
        var served = instance.institutions
        var queue = GainQueue()
        for county in region.receivers {
            served[county] = 0
            queue.push(county, unserved: instance.institutions[county], of: instance.institutions[county])
        }
        while let county = queue.pop() {
            guard !isClosed[county], extend(county) else { continue }
            served[county] += 1
            let total = instance.institutions[county]
            if served[county] < total { queue.push(county, unserved: total - served[county], of: total) }
        }
        return served
    }

    /// Serves one institution more in a county, rearranging others where needed; whether it can be done.
    ///
    /// When it cannot, every county the search came through can never be extended again, and is closed.
    private mutating func extend(_ county: Int) -> Bool {
        var queue = [county]
        var head = 0
        var seenSenders: [Int] = []
        var found: Int?
        var cameFrom: [Int: Int] = [county: -1]
        search: while head < queue.count {
            let receiver = queue[head]
            head += 1
            for lane in instance.lanes(into: receiver) {
                let sender = Int(instance.senders[lane])
                guard !isSenderSeen[sender] else { continue }
                isSenderSeen[sender] = true
                seenSenders.append(sender)
                origin[sender] = receiver
                if left[sender] > 0 {
                    found = sender
                    break search
                }
                for other in (flows[sender] ?? [:]).keys.sorted() where cameFrom[other] == nil {
                    cameFrom[other] = sender
                    queue.append(other)
                }
            }
        }
        guard let last = found else {
            // Senders stay marked as seen: they are exhausted for good.
            for receiver in queue { isClosed[receiver] = true }
            return false
        }
        for sender in seenSenders { isSenderSeen[sender] = false }
        left[last] -= 1
        var sender = last
        while true {
            let receiver = origin[sender]
            flows[sender, default: [:]][receiver, default: 0] += 1
            guard let previous = cameFrom[receiver], previous >= 0 else { return true }
            let remaining = (flows[previous]?[receiver] ?? 0) - 1
            flows[previous]?[receiver] = remaining > 0 ? remaining : nil
            sender = previous
        }
    }
}

/// Counties by what one more institution served would gain: (2 · unserved − 1) ÷ institutions, largest first.
private struct GainQueue {
    private struct Entry {
        var gain: Int
        var institutions: Int
        var county: Int

        func precedes(_ other: Entry) -> Bool {
            let (a, b) = (gain * other.institutions, other.gain * institutions)
            return a == b ? county < other.county : a > b
        }
    }

    private var heap: [Entry] = []

    mutating func push(_ county: Int, unserved: Int, of institutions: Int) {
        guard unserved > 0 else { return }
        heap.append(Entry(gain: 2 * unserved - 1, institutions: institutions, county: county))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Int? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var best = parent
                for child in [2 * parent + 1, 2 * parent + 2]
                where child < heap.count && heap[child].precedes(heap[best]) {
                    best = child
                }
                if best == parent { break }
                heap.swapAt(parent, best)
                parent = best
            }
        }
        return first.county
    }
}
