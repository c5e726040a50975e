/// Shares an unavoidable shortage out between counties so that Σ shortage² ÷ institutions is least.
///
/// What can be served together forms a polymatroid, on which the incremental greedy method is exact for every
/// separable concave objective (Federgruen & Groenevelt 1986): again and again the county with most to gain gets one
/// more institution served, until nothing can be rearranged in its favour. The number served in all stays the
/// largest possible. Integers throughout; gains are compared by cross-multiplication.
struct FairShares {
    private let instance: DispatchInstance
    private let region: ShortageRegion
    private let outgoing: LanesBySender
    private var left: [Int]
    private var served: [Int]
    /// Counties that can never be given more.
    private var isClosed: [Bool]
    /// Senders whose staff is spoken for for good.
    private var isSpent: [Bool]

    /// The lane over which the last search came to a sender, and to a receiver; valid where the stamps are current.
    private var laneToSender: [Int]
    private var laneToReceiver: [Int]
    private var senderStamp: [Int]
    private var receiverStamp: [Int]
    private var stamp = 0

    private init(_ instance: DispatchInstance, region: ShortageRegion) {
        self.instance = instance
        self.region = region
        outgoing = LanesBySender(instance)
        left = instance.capacities
        served = [Int](repeating: 0, count: instance.laneCount)
        isClosed = [Bool](repeating: false, count: instance.countyCount)
        isSpent = isClosed
        laneToSender = [Int](repeating: 0, count: instance.countyCount)
        laneToReceiver = laneToSender
        senderStamp = laneToSender
        receiverStamp = laneToSender
    }

    /// Institutions to serve per county; counties outside the region are served in full.
    static func demands(_ instance: DispatchInstance, region: ShortageRegion) -> [Int] {
        var search = FairShares(instance, region: region)
        return search.demands()
    }

    private mutating func demands() -> [Int] {
        var demands = instance.institutions
        var queue = GainQueue()
        for county in region.receivers {
            demands[county] = 0
            queue.push(county, unserved: instance.institutions[county], of: instance.institutions[county])
        }
        while let county = queue.pop() {
            guard !isClosed[county], extend(county) else { continue }
            demands[county] += 1
            let total = instance.institutions[county]
            if demands[county] < total { queue.push(county, unserved: total - demands[county], of: total) }
        }
        return demands
    }

    /// Serves one institution more in a county, rearranging others where needed; whether it can be done.
    ///
    /// When it cannot, every county the search came through can never be extended again, and is closed.
    private mutating func extend(_ county: Int) -> Bool {
        stamp += 1
        receiverStamp[county] = stamp
        var queue = [county]
        var head = 0
        while head < queue.count {
            let receiver = queue[head]
            head += 1
            for lane in instance.lanes(into: receiver) {
                let sender = Int(instance.senders[lane])
                guard !isSpent[sender], senderStamp[sender] != stamp else { continue }
                senderStamp[sender] = stamp
                laneToSender[sender] = lane
                if left[sender] > 0 {
                    left[sender] -= 1
                    rearrange(from: sender, to: county)
                    return true
                }
                for other in outgoing.lanes(of: sender) where served[other] > 0 {
                    let next = Int(outgoing.receivers[other])
                    guard receiverStamp[next] != stamp else { continue }
                    receiverStamp[next] = stamp
                    laneToReceiver[next] = other
                    queue.append(next)
                }
            }
        }
        for receiver in queue {
            isClosed[receiver] = true
            for lane in instance.lanes(into: receiver) { isSpent[Int(instance.senders[lane])] = true }
        }
        return false
    }

    /// Moves one institution along the chain the search found, from a sender with staff left to the county.
    private mutating func rearrange(from last: Int, to county: Int) {
        var sender = last
        while true {
            let lane = laneToSender[sender]
            served[lane] += 1
            let receiver = Int(outgoing.receivers[lane])
            if receiver == county { return }
            let given = laneToReceiver[receiver]
            served[given] -= 1
            sender = Int(instance.senders[given])
        }
    }
}

/// The lanes of an instance grouped by sending county.
struct LanesBySender {
    /// Receiving county per lane of the instance.
    let receivers: [Int32]
    private let starts: [Int]
    private let order: [Int]

    init(_ instance: DispatchInstance) {
        var receivers = [Int32](repeating: 0, count: instance.laneCount)
        var starts = [Int](repeating: 0, count: instance.countyCount + 1)
        for county in 0..<instance.countyCount {
            for lane in instance.lanes(into: county) {
                receivers[lane] = Int32(county)
                starts[Int(instance.senders[lane]) + 1] += 1
            }
        }
        for county in 0..<instance.countyCount { starts[county + 1] += starts[county] }
        var order = [Int](repeating: 0, count: instance.laneCount)
        var next = starts
        for lane in 0..<instance.laneCount {
            let sender = Int(instance.senders[lane])
            order[next[sender]] = lane
            next[sender] += 1
        }
        self.receivers = receivers
        self.starts = starts
        self.order = order
    }

    func lanes(of sender: Int) -> ArraySlice<Int> { order[starts[sender]..<starts[sender + 1]] }
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
