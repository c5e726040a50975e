/// Gives institutions that the fair share-out left at zero their one, at the least loss of fairness.
///
/// Each round finds the cheapest chain of moves that covers one more institution without uncovering another (a
/// shortest path in the residual network, searched backwards from the institutions at zero). Flows made by shortest
/// paths are least for the number covered, so the result is the fairest of all that cover as many.
struct CoverageRepair {
    private let flow: StaffingFlow
    private let network: StaffNetwork
    private let margins: StaffMargins
    private var distance: [Int]
    private var successor: [Int32]
    private var lane: [Int32]
    private var isQueued: [Bool]

    /// Covers institutions in `flow` until only `atZero` are left; returns how many it covered.
    static func run(_ flow: StaffingFlow, least: [Int], atZero: Int) -> Int {
        var repair = Self(flow, least)
        var covered = 0
        while !flow.shouldStop(), repair.zeros().count > atZero, repair.coverOne() { covered += 1 }
        return covered
    }

    private init(_ flow: StaffingFlow, _ least: [Int]) {
        self.flow = flow
        network = flow.network
        margins = StaffMargins(flow, least: least)
        let nodes = flow.institutionNode(network.institutionCount)
        distance = Array(repeating: .max, count: nodes)
        successor = Array(repeating: -1, count: nodes)
        lane = successor
        isQueued = Array(repeating: false, count: nodes)
    }

    private func zeros() -> [Int] {
        (0..<network.institutionCount).filter { margins.needsOne($0) && margins.persons($0) == 0 }
    }

    private mutating func coverOne() -> Bool {
        for node in distance.indices { distance[node] = .max }
        var queue: [Int] = []
        var head = 0
        for institution in zeros() {
            distance[flow.institutionNode(institution)] = 0
            successor[flow.institutionNode(institution)] = -1
            queue.append(flow.institutionNode(institution))
        }
        let firstPool = flow.poolNode(0)
        let firstPost = flow.postNode(0)
        let firstInstitution = flow.institutionNode(0)
        var start: (node: Int, cost: Int)?
        while head < queue.count {
            let node = queue[head]
            head += 1
            isQueued[node] = false
            let here = distance[node]
            func relax(_ from: Int, _ cost: Int, lane: Int = -1) {
                guard here + cost < distance[from] else { return }
                distance[from] = here + cost
                successor[from] = Int32(node)
                self.lane[from] = Int32(lane)
                if !isQueued[from] {
                    isQueued[from] = true
                    queue.append(from)
                }
            }
            if node >= firstInstitution {
                for post in network.posts(of: node - firstInstitution) {
                    if let gain = margins.next(post) { relax(flow.postNode(post), -gain) }
                }
            } else if node >= firstPost {
                let post = node - firstPost
                for lane in network.lanes(into: post) {
                    relax(flow.poolNode(Int(network.lanePool[lane])), 0, lane: lane)
                }
                if let loss = margins.last(post) {
                    relax(flow.institutionNode(Int(network.postInstitution[post])), loss)
                }
            } else if node >= firstPool {
                let pool = node - firstPool
                if flow.poolFlow[pool] < flow.poolCap[pool] { relax(Int(network.poolDonor[pool]), 0) }
                for lane in network.lanes(from: pool) where flow.laneFlow[Int(lane)] > 0 {
                    relax(flow.postNode(Int(network.lanePost[Int(lane)])), 0, lane: Int(lane))
                }
            } else {
                for pool in network.pools(of: node) where flow.poolFlow[pool] > 0 { relax(flow.poolNode(pool), 0) }
            }
        }
        for node in distance.indices where distance[node] < start?.cost ?? .max {
            let isStart =
                node < firstPool
                ? flow.donorFlow[node] < flow.donorCap[node]
                : node >= firstInstitution && margins.canSpare(node - firstInstitution)
            if isStart { start = (node, distance[node]) }
        }
        guard let start else { return false }
        apply(from: start.node, firstPool, firstPost, firstInstitution)
        return true
    }

    /// Moves one person along the chain.
    private func apply(from start: Int, _ firstPool: Int, _ firstPost: Int, _ firstInstitution: Int) {
        var node = start
        if node < firstPool { flow.donorFlow[node] += 1 }
        while successor[node] >= 0 {
            let next = Int(successor[node])
            if node < firstPool {
                flow.poolFlow[next - firstPool] += 1
            } else if node < firstPost {
                if next < firstPool {
                    flow.poolFlow[node - firstPool] -= 1
                } else {
                    flow.laneFlow[Int(lane[node])] += 1
                }
            } else if node < firstInstitution {
                if next >= firstInstitution {
                    flow.kept[node - firstPost] += 1
                } else {
                    flow.laneFlow[Int(lane[node])] -= 1
                }
            } else {
                flow.kept[next - firstPost] -= 1
            }
            node = next
        }
    }
}
