/// The baseline: everyone their one by the nearest donor, then again and again one person for the neediest post.
struct GreedyStaffing {
    /// Persons per lane; no proof.
    static func solve(_ network: StaffNetwork) -> [Int] {
        var donorLeft = network.donorCap
        var poolLeft = network.poolCap
        var sent = [Int](repeating: 0, count: network.laneCount)
        var kept = [Int](repeating: 0, count: network.postCount)
        /// First lane of a post that may still have somebody.
        var cursor = Array(network.laneStart.dropLast())

        func give(_ post: Int) -> Bool {
            guard kept[post] < network.open[post] else { return false }
            while cursor[post] < network.laneStart[post + 1] {
                let lane = cursor[post]
                let pool = Int(network.lanePool[lane])
                let donor = Int(network.poolDonor[pool])
                if poolLeft[pool] > 0 && donorLeft[donor] > 0 {
                    poolLeft[pool] -= 1
                    donorLeft[donor] -= 1
                    sent[lane] += 1
                    kept[post] += 1
                    return true
                }
                cursor[post] += 1
            }
            return false
        }

        // Institutions with the fewest lanes first: they have the least choice.
        let asking = network.problem.institutions.indices.filter { network.problem.institutions[$0].needsOne }
        let choices = network.problem.institutions.indices.map { institution in
            network.posts(of: institution).reduce(0) { $0 + network.lanes(into: $1).count }
        }
        for institution in asking.sorted(by: { (choices[$0], $0) < (choices[$1], $1) }) {
            let posts = network.posts(of: institution).sorted { a, b in
                network.existing[a] * max(1, network.need[b]) < network.existing[b] * max(1, network.need[a])
            }
            _ = posts.contains(where: give)
        }
        var heap = NeedHeap(network, kept: kept)
        while let post = heap.top {
            if give(post) { heap.raise() } else { heap.remove() }
        }
        return sent
    }
}

/// Posts by WISN ratio, neediest first; a binary heap.
private struct NeedHeap {
    private let network: StaffNetwork
    private var kept: [Int]
    private var posts: [Int]

    init(_ network: StaffNetwork, kept: [Int]) {
        self.network = network
        self.kept = kept
        posts = (0..<network.postCount).filter { network.need[$0] > network.existing[$0] && network.isReachable($0) }
        posts.sort { Self.isBefore($0, $1, network, kept) }
    }

    var top: Int? { posts.first }

    /// The neediest post got one more.
    mutating func raise() {
        kept[posts[0]] += 1
        sink()
    }

    /// The neediest post cannot get anyone.
    mutating func remove() {
        let last = posts.removeLast()
        if !posts.isEmpty {
            posts[0] = last
            sink()
        }
    }

    private static func isBefore(_ a: Int, _ b: Int, _ network: StaffNetwork, _ kept: [Int]) -> Bool {
        let left = (network.existing[a] + kept[a]) * network.need[b]
        let right = (network.existing[b] + kept[b]) * network.need[a]
        return left == right ? a < b : left < right
    }

    private mutating func sink() {
        var position = 0
        while true {
            var best = position
            for child in [2 * position + 1, 2 * position + 2] where child < posts.count {
                if Self.isBefore(posts[child], posts[best], network, kept) { best = child }
            }
            if best == position { return }
            posts.swapAt(best, position)
            position = best
        }
    }
}
