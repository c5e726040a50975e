/// Persons on their way through the network, kept while what posts ask for changes: maximum flow in layers.
///
/// The source feeds donors up to their joint limit, donors feed pools, pools feed posts by lanes without limits.
/// A post keeps up to ``wanted``; an institution that lacks its one takes it from any of its posts. Nodes of different
/// ``part`` exchange nothing: what a part's pool was given by a donor outside, it keeps as a supply of its own.
final class StaffingFlow {
    let network: StaffNetwork
    private let donors: Int
    private let pools: Int
    private let posts: Int
    private let nodes: Int

    /// Persons sent per donor, pool, lane; kept per post; given by a post to its institution.
    let donorFlow: UnsafeMutablePointer<Int>
    let poolFlow: UnsafeMutablePointer<Int>
    let laneFlow: UnsafeMutablePointer<Int>
    let kept: UnsafeMutablePointer<Int>
    let given: UnsafeMutablePointer<Int>
    let institutionFlow: UnsafeMutablePointer<Int>

    /// Limits, scaled.
    let donorCap: UnsafeMutablePointer<Int>
    let poolCap: UnsafeMutablePointer<Int>
    /// Persons each post asks for, scaled, and whether each institution asks for its one.
    let wanted: UnsafeMutablePointer<Int>
    let asksForOne: UnsafeMutablePointer<Bool>
    /// Pools with a supply of their own.
    let isDetached: UnsafeMutablePointer<Bool>
    /// Part of each node: donors, pools, posts, institutions in this order.
    let part: UnsafeMutablePointer<Int32>

    private let level: UnsafeMutablePointer<Int32>
    private let cursor: UnsafeMutablePointer<Int>
    private let queue: UnsafeMutablePointer<Int32>

    init(_ network: StaffNetwork) {
        self.network = network
        donors = network.donorCount
        pools = network.poolCount
        posts = network.postCount
        nodes = donors + pools + posts + network.institutionCount
        donorFlow = Self.array(donors, of: 0)
        poolFlow = Self.array(pools, of: 0)
        laneFlow = Self.array(network.laneCount, of: 0)
        kept = Self.array(posts, of: 0)
        given = Self.array(posts, of: 0)
        institutionFlow = Self.array(network.institutionCount, of: 0)
        donorCap = Self.array(donors, of: 0)
        poolCap = Self.array(pools, of: 0)
        wanted = Self.array(posts, of: 0)
        asksForOne = Self.array(network.institutionCount, of: false)
        isDetached = Self.array(pools, of: false)
        part = Self.array(nodes, of: 0)
        level = Self.array(nodes, of: -1)
        cursor = Self.array(nodes, of: 0)
        queue = Self.array(nodes, of: 0)
        reset()
    }

    deinit {
        donorFlow.deallocate()
        poolFlow.deallocate()
        laneFlow.deallocate()
        kept.deallocate()
        given.deallocate()
        institutionFlow.deallocate()
        donorCap.deallocate()
        poolCap.deallocate()
        wanted.deallocate()
        asksForOne.deallocate()
        isDetached.deallocate()
        part.deallocate()
        level.deallocate()
        cursor.deallocate()
        queue.deallocate()
    }

    private static func array<T: BitwiseCopyable>(_ count: Int, of value: T) -> UnsafeMutablePointer<T> {
        let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
        pointer.initialize(repeating: value, count: max(1, count))
        return pointer
    }

    /// Sends everybody home and multiplies the limits by `scale`.
    func reset(scale: Int = 1) {
        donorFlow.update(repeating: 0, count: donors)
        poolFlow.update(repeating: 0, count: pools)
        laneFlow.update(repeating: 0, count: network.laneCount)
        kept.update(repeating: 0, count: posts)
        given.update(repeating: 0, count: posts)
        institutionFlow.update(repeating: 0, count: network.institutionCount)
        part.update(repeating: 0, count: nodes)
        isDetached.update(repeating: false, count: pools)
        for donor in 0..<donors { donorCap[donor] = network.donorCap[donor] * scale }
        for pool in 0..<pools { poolCap[pool] = network.poolCap[pool] * scale }
    }

    /// Persons per lane.
    var lanes: [Int] { Array(UnsafeBufferPointer(start: laneFlow, count: network.laneCount)) }

    var donorNodes: Range<Int> { 0..<donors }
    func poolNode(_ pool: Int) -> Int { donors + pool }
    func postNode(_ post: Int) -> Int { donors + pools + post }
    func institutionNode(_ institution: Int) -> Int { donors + pools + posts + institution }

    /// Whether the last layering reached a node; after ``maximize()`` the others lie behind the minimum cut.
    func isReached(_ node: Int) -> Bool { level[node] >= 0 }

    /// Asked once per layering; whoever sets it looks at the limit again before using the flow.
    var shouldStop: () -> Bool = { false }
    /// Whether a limit struck; the flow is not maximum then.
    private(set) var isStopped = false

    /// Sends as many as possible.
    func maximize() {
        while layer() {
            isStopped = isStopped || shouldStop()
            if isStopped { return }
            cursor.update(repeating: 0, count: nodes)
            for donor in 0..<donors where level[donor] >= 0 {
                while donorFlow[donor] < donorCap[donor] {
                    let sent = augment(from: donor, most: donorCap[donor] - donorFlow[donor])
                    if sent == 0 { break }
                    donorFlow[donor] += sent
                }
            }
            for pool in 0..<pools where isDetached[pool] && level[donors + pool] >= 0 {
                while poolFlow[pool] < poolCap[pool] {
                    let sent = augment(from: donors + pool, most: poolCap[pool] - poolFlow[pool])
                    if sent == 0 { break }
                    poolFlow[pool] += sent
                }
            }
        }
    }

    /// Takes back what posts keep beyond ``wanted``.
    func trim() {
        for post in 0..<posts where kept[post] > wanted[post] {
            for lane in network.lanes(into: post).reversed() where laneFlow[lane] > 0 {
                let back = min(laneFlow[lane], kept[post] - wanted[post])
                guard back > 0 else { break }
                let pool = Int(network.lanePool[lane])
                laneFlow[lane] -= back
                poolFlow[pool] -= back
                if !isDetached[pool] { donorFlow[Int(network.poolDonor[pool])] -= back }
                kept[post] -= back
            }
        }
    }

    /// Gives a pool what its donor grants it as a supply of its own; the donor's limit falls by as much.
    func detach(_ pool: Int) {
        let donor = Int(network.poolDonor[pool])
        isDetached[pool] = true
        donorCap[donor] -= poolCap[pool]
        donorFlow[donor] -= poolFlow[pool]
    }

    /// Undoes every ``detach(_:)`` and joins all parts.
    func join() {
        for pool in 0..<pools where isDetached[pool] {
            let donor = Int(network.poolDonor[pool])
            isDetached[pool] = false
            donorCap[donor] += poolCap[pool]
            donorFlow[donor] += poolFlow[pool]
        }
        part.update(repeating: 0, count: nodes)
    }

    /// Lets a post keep what it gives to its institution.
    func keepGiven() {
        for post in 0..<posts where given[post] > 0 {
            kept[post] += given[post]
            institutionFlow[Int(network.postInstitution[post])] -= given[post]
            given[post] = 0
        }
    }

    private func layer() -> Bool {
        level.update(repeating: -1, count: nodes)
        var count = 0
        for donor in 0..<donors where donorFlow[donor] < donorCap[donor] {
            level[donor] = 0
            queue[count] = Int32(donor)
            count += 1
        }
        for pool in 0..<pools where isDetached[pool] && poolFlow[pool] < poolCap[pool] {
            level[donors + pool] = 0
            queue[count] = Int32(donors + pool)
            count += 1
        }
        var isFound = false
        var head = 0
        while head < count {
            let node = Int(queue[head])
            head += 1
            if node < donors {
                for pool in network.pools(of: node) where !isDetached[pool] && poolFlow[pool] < poolCap[pool] {
                    reach(donors + pool, from: node, &count)
                }
            } else if node < donors + pools {
                let pool = node - donors
                for lane in network.lanes(from: pool) {
                    reach(donors + pools + Int(network.lanePost[Int(lane)]), from: node, &count)
                }
                if !isDetached[pool] && poolFlow[pool] > 0 {
                    reach(Int(network.poolDonor[pool]), from: node, &count)
                }
            } else if node < donors + pools + posts {
                let post = node - donors - pools
                if kept[post] < wanted[post] { isFound = true }
                reach(donors + pools + posts + Int(network.postInstitution[post]), from: node, &count)
                for lane in network.lanes(into: post) where laneFlow[lane] > 0 {
                    reach(donors + Int(network.lanePool[lane]), from: node, &count)
                }
            } else {
                let institution = node - donors - pools - posts
                guard asksForOne[institution] else { continue }
                if institutionFlow[institution] == 0 { isFound = true }
                for post in network.posts(of: institution) where given[post] > 0 {
                    reach(donors + pools + post, from: node, &count)
                }
            }
        }
        return isFound
    }

    @inline(__always)
    private func reach(_ other: Int, from node: Int, _ count: inout Int) {
        guard level[other] < 0, part[other] == part[node] else { return }
        level[other] = level[node] + 1
        queue[count] = Int32(other)
        count += 1
    }

    /// Edges of a path: lanes forward and back, and the steps between layers; the cursor of a node numbers its edges.
    private var path: [(node: Int, edge: Int)] = []

    /// Sends what one path from a start takes, at most `most`; 0 when its layers are blocked.
    private func augment(from start: Int, most: Int) -> Int {
        path.removeAll(keepingCapacity: true)
        var node = start
        while true {
            if let room = terminalRoom(node) {
                var amount = min(most, room)
                for step in path { amount = min(amount, residual(step.node, step.edge)) }
                for step in path { push(amount, step.node, step.edge) }
                deliver(amount, node)
                return amount
            }
            if let edge = nextEdge(node) {
                path.append((node, edge))
                node = head(node, edge)
            } else {
                level[node] = -1
                guard let step = path.popLast() else { return 0 }
                node = step.node
                cursor[node] += 1
            }
        }
    }

    private func terminalRoom(_ node: Int) -> Int? {
        guard node >= donors + pools else { return nil }
        if node < donors + pools + posts {
            let post = node - donors - pools
            return kept[post] < wanted[post] ? wanted[post] - kept[post] : nil
        }
        let institution = node - donors - pools - posts
        return asksForOne[institution] && institutionFlow[institution] == 0 ? 1 : nil
    }

    private func deliver(_ amount: Int, _ node: Int) {
        if node < donors + pools + posts {
            kept[node - donors - pools] += amount
        } else {
            institutionFlow[node - donors - pools - posts] += amount
        }
    }

    private func edgeCount(_ node: Int) -> Int {
        if node < donors { return network.poolStart[node + 1] - network.poolStart[node] }
        if node < donors + pools {
            let pool = node - donors
            return network.poolLaneStart[pool + 1] - network.poolLaneStart[pool] + 1
        }
        if node < donors + pools + posts { return network.lanes(into: node - donors - pools).count + 1 }
        return network.posts(of: node - donors - pools - posts).count
    }

    private func nextEdge(_ node: Int) -> Int? {
        let count = edgeCount(node)
        while cursor[node] < count {
            let edge = cursor[node]
            let other = head(node, edge)
            if level[other] == level[node] + 1, part[other] == part[node], residual(node, edge) > 0 { return edge }
            cursor[node] += 1
        }
        return nil
    }

    private func head(_ node: Int, _ edge: Int) -> Int {
        if node < donors { return donors + network.poolStart[node] + edge }
        if node < donors + pools {
            let pool = node - donors
            let position = network.poolLaneStart[pool] + edge
            return position == network.poolLaneStart[pool + 1]
                ? Int(network.poolDonor[pool])
                : donors + pools + Int(network.lanePost[Int(network.poolLanes[position])])
        }
        if node < donors + pools + posts {
            let post = node - donors - pools
            let lane = network.laneStart[post] + edge
            return lane == network.laneStart[post + 1]
                ? donors + pools + posts + Int(network.postInstitution[post]) : donors + Int(network.lanePool[lane])
        }
        return donors + pools + network.postStart[node - donors - pools - posts] + edge
    }

    private func residual(_ node: Int, _ edge: Int) -> Int {
        if node < donors {
            let pool = network.poolStart[node] + edge
            return isDetached[pool] ? 0 : poolCap[pool] - poolFlow[pool]
        }
        if node < donors + pools {
            let pool = node - donors
            let isBack = network.poolLaneStart[pool] + edge == network.poolLaneStart[pool + 1]
            return isBack ? (isDetached[pool] ? 0 : poolFlow[pool]) : Int.max
        }
        if node < donors + pools + posts {
            let post = node - donors - pools
            let lane = network.laneStart[post] + edge
            return lane == network.laneStart[post + 1] ? Int.max : laneFlow[lane]
        }
        return given[network.postStart[node - donors - pools - posts] + edge]
    }

    private func push(_ amount: Int, _ node: Int, _ edge: Int) {
        if node < donors {
            poolFlow[network.poolStart[node] + edge] += amount
        } else if node < donors + pools {
            let pool = node - donors
            let position = network.poolLaneStart[pool] + edge
            if position == network.poolLaneStart[pool + 1] {
                // The donor sends the same persons by another pool in the step that follows.
                poolFlow[pool] -= amount
            } else {
                laneFlow[Int(network.poolLanes[position])] += amount
            }
        } else if node < donors + pools + posts {
            let post = node - donors - pools
            let lane = network.laneStart[post] + edge
            if lane == network.laneStart[post + 1] { given[post] += amount } else { laneFlow[lane] -= amount }
        } else {
            given[network.postStart[node - donors - pools - posts] + edge] -= amount
        }
    }
}
