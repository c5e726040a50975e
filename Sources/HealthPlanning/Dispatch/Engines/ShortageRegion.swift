/// The counties among which a shortage can be moved about, and the hospitals whose staff they share.
///
/// Starting from the counties left short: every county whose hospitals reach one of them has no staff left (or the
/// plan would not be the best), and the institutions those hospitals serve elsewhere could be given up for them.
struct ShortageRegion {
    /// Receiving counties, ascending.
    private(set) var receivers: [Int] = []
    /// Sending counties, ascending: all that reach any of ``receivers``.
    private(set) var senders: [Int] = []

    /// Walks from the short counties over lanes and flows, O(lanes).
    init(_ instance: DispatchInstance, served: [Int], shortages: [Int]) {
        let outgoing = LanesBySender(instance)
        var isReceiver = shortages.map { $0 > 0 }
        var isSender = [Bool](repeating: false, count: instance.countyCount)
        var stack = isReceiver.indices.filter { isReceiver[$0] }
        while let county = stack.popLast() {
            for lane in instance.lanes(into: county) {
                let sender = Int(instance.senders[lane])
                guard !isSender[sender] else { continue }
                isSender[sender] = true
                for flow in outgoing.lanes(of: sender) where served[flow] > 0 {
                    let other = Int(outgoing.receivers[flow])
                    guard !isReceiver[other] else { continue }
                    isReceiver[other] = true
                    stack.append(other)
                }
            }
        }
        receivers = isReceiver.indices.filter { isReceiver[$0] }
        senders = isSender.indices.filter { isSender[$0] }
    }

    /// Splits the region into parts that share no hospital, the largest shortage first.
    func explanations(_ instance: DispatchInstance, shortages: [Int]) -> [DispatchPlan.Explanation] {
        var group = DisjointSets(count: 2 * instance.countyCount)
        for county in receivers {
            for lane in instance.lanes(into: county) {
                group.join(county, instance.countyCount + Int(instance.senders[lane]))
            }
        }
        let parts = Dictionary(grouping: receivers) { group.root($0) }
        let donors = Dictionary(grouping: senders) { group.root(instance.countyCount + $0) }
        var found: [DispatchPlan.Explanation] = []
        for (root, members) in parts where members.contains(where: { shortages[$0] > 0 }) {
            let suppliers = donors[root] ?? []
            found.append(
                DispatchPlan.Explanation(
                    counties: members.map { instance.counties[$0] }.sorted(),
                    institutions: members.reduce(0) { $0 + instance.institutions[$1] },
                    suppliers: suppliers.map { instance.counties[$0] }.sorted(),
                    capacity: suppliers.reduce(0) { $0 + instance.capacities[$1] }))
        }
        return found.sorted {
            $0.missing == $1.missing ? $0.counties.lexicographicallyPrecedes($1.counties) : $0.missing > $1.missing
        }
    }
}

/// Sets that grow by joining, with path halving.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(_ element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ a: Int, _ b: Int) { parents[root(a)] = root(b) }
}
