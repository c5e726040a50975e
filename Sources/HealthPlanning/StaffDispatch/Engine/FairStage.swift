/// The fairest share-out over posts: least ``FairnessIndex`` with what ``WorstShare`` grants each post.
///
/// Institutions' one is left to ``CoverageRepair``.
///
/// What donors can give to posts is the base of a polymatroid, so the aim decomposes (Groenevelt 1991): ask for all
/// persons that weigh at least λ; a cut splits the network into a part that can have all of them and a part that
/// cannot, and each part goes on with a λ of its own. Parts are halved all at once in one flow, which is kept.
struct FairStage {
    private let flow: StaffingFlow
    private let network: StaffNetwork
    private let least: [Int]
    /// Weights still to decide per part: all persons above `high` can be had, all above `low` cannot.
    private var low: [Int] = [0]
    /// Maximum flows made.
    private(set) var rounds = 1
    private var high: [Int] = [2 * FairnessIndex.scale + 1]

    /// Leaves the fairest flow in `flow`.
    init(_ flow: StaffingFlow, least: [Int]) {
        self.flow = flow
        network = flow.network
        self.least = least
        run()
    }

    /// Persons of a post that weigh at least a threshold, or are granted.
    private func persons(_ post: Int, atLeast threshold: Int) -> Int {
        let need = network.need[post]
        let missing = need - network.existing[post]
        guard missing > 0 else { return 0 }
        return max(
            least[post], missing - FairnessIndex.missing(below: threshold, need: need, limit: missing))
    }

    private mutating func run() {
        flow.reset()
        for post in 0..<network.postCount { flow.wanted[post] = persons(post, atLeast: 1) }
        flow.maximize()
        low[0] = 1
        split(at: [1])
        while !flow.isStopped, low.indices.contains(where: { high[$0] - low[$0] > 1 }) {
            rounds += 1
            let trial = low.indices.map { high[$0] - low[$0] > 1 ? Self.middle(low[$0], high[$0]) : 0 }
            // Settled parts stand still: they ask for what they keep.
            for post in 0..<network.postCount {
                let threshold = trial[Int(flow.part[flow.postNode(post)])]
                flow.wanted[post] = threshold > 0 ? persons(post, atLeast: threshold) : flow.kept[post]
            }
            flow.trim()
            flow.maximize()
            split(at: trial)
        }
        for bounds in [high, low] {
            for post in 0..<network.postCount {
                flow.wanted[post] = persons(post, atLeast: bounds[Int(flow.part[flow.postNode(post)])])
            }
            flow.trim()
            flow.maximize()
        }
        flow.join()
    }

    /// Between two weights: weights of a post that needs few lie far apart, so halve on a logarithmic scale first.
    private static func middle(_ low: Int, _ high: Int) -> Int {
        if high > 4 * low {
            return max(low + 1, min(high - 1, Int((Double(low) * Double(high)).squareRoot())))
        }
        return low + (high - low) / 2
    }

    /// Splits every part along the cut of the trial just made; a trial of 0 is none.
    private mutating func split(at trial: [Int]) {
        // Of a part, the reached side keeps the number when it is all there is, or the unreached side when that is.
        var reached = [Bool](repeating: false, count: trial.count)
        var unreached = reached
        let posts = 0..<network.postCount
        for post in posts where network.isReachable(post) {
            let part = Int(flow.part[flow.postNode(post)])
            if isServed(post) { reached[part] = true } else { unreached[part] = true }
        }
        var twin = [Int32](repeating: -1, count: trial.count)
        for part in trial.indices where trial[part] > 0 {
            if reached[part] && unreached[part] {
                twin[part] = Int32(low.count)
                low.append(low[part])
                high.append(trial[part])
                low[part] = trial[part]
            } else if unreached[part] {
                low[part] = trial[part]
            } else {
                high[part] = trial[part]
            }
        }
        guard twin.contains(where: { $0 >= 0 }) else { return }
        var newPart: [(node: Int, part: Int32)] = []
        func move(_ node: Int, _ isServed: Bool) {
            let other = twin[Int(flow.part[node])]
            if other >= 0 && isServed { newPart.append((node, other)) }
        }
        for donor in flow.donorNodes { move(donor, flow.isReached(donor)) }
        for pool in 0..<network.poolCount { move(flow.poolNode(pool), flow.isReached(flow.poolNode(pool))) }
        for post in posts { move(flow.postNode(post), isServed(post)) }
        for (node, part) in newPart { flow.part[node] = part }
        for pool in 0..<network.poolCount where !flow.isDetached[pool] {
            if flow.part[flow.poolNode(pool)] != flow.part[Int(network.poolDonor[pool])] { flow.detach(pool) }
        }
    }

    /// Whether a post lies on the source's side of the cut.
    private func isServed(_ post: Int) -> Bool { flow.isReached(flow.postNode(post)) }
}
