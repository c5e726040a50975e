/// What one more person is worth at each node, in weights of ``FairnessIndex``: the proof of the fair share-out.
///
/// Along every move the flow leaves open, a price does not rise by more than the move costs, so no chain of moves
/// helps. Prices are the largest that satisfy this: shortest distances from the sink in the residual network.
struct FairPrices: Sendable, Hashable {
    /// Worth of covering one institution, above all else.
    static let coverage = 1_000_000_000_000_000

    /// Price of a person not sent at all.
    var root = FairPrices.unknown
    /// Prices of donors, pools, posts, and institutions.
    var donors: [Int]
    var pools: [Int]
    var posts: [Int]
    var institutions: [Int]

    private static let unknown = 4 * coverage

    init(_ flow: StaffingFlow, least: [Int]) {
        let network = flow.network
        var search = Search(flow, StaffMargins(flow, least: least))
        search.flood()
        search.settle()
        donors = Array(search.price[0..<network.donorCount])
        pools = Array(search.price[flow.poolNode(0)..<flow.postNode(0)])
        posts = Array(search.price[flow.postNode(0)..<flow.institutionNode(0)])
        institutions = Array(search.price[flow.institutionNode(0)..<search.rootNode])
        root = search.price[search.rootNode]
    }

    private struct Search {
        let flow: StaffingFlow
        let network: StaffNetwork
        let margins: StaffMargins
        let rootNode: Int
        let hasUnused: Bool
        var price: [Int]
        /// Persons per institution.
        let persons: [Int]

        init(_ flow: StaffingFlow, _ margins: StaffMargins) {
            self.flow = flow
            self.margins = margins
            let network = flow.network
            self.network = network
            rootNode = flow.institutionNode(network.institutionCount)
            hasUnused = (0..<network.donorCount).contains { flow.donorFlow[$0] < flow.donorCap[$0] }
            price = Array(repeating: FairPrices.unknown, count: rootNode + 1)
            persons = (0..<network.institutionCount).map(margins.persons)
        }

        private func loss(_ post: Int) -> Int? {
            guard flow.kept[post] > 0 else { return nil }
            return margins.last(post) ?? FairPrices.coverage
        }

        /// Most an institution's person can be worth: 0 where it can spare one, the worth of coverage where it cannot.
        private func ceiling(_ institution: Int) -> Int {
            let most = persons[institution]
            if margins.needsOne(institution) {
                return most >= 2 ? 0 : most == 1 ? FairPrices.coverage : FairPrices.unknown
            }
            return most >= 1 ? 0 : FairPrices.unknown
        }

        /// Prices reached without going through an institution: from the cheapest last person outwards.
        mutating func flood() {
            for institution in persons.indices {
                price[flow.institutionNode(institution)] = ceiling(institution)
            }
            var seeds: [(cost: Int, node: Int)] = []
            if hasUnused { seeds.append((0, rootNode)) }
            for post in 0..<network.postCount {
                if let loss = loss(post) {
                    seeds.append(
                        (loss + price[flow.institutionNode(Int(network.postInstitution[post]))], flow.postNode(post)))
                }
            }
            seeds.sort { ($0.cost, $0.node) < ($1.cost, $1.node) }
            var queue: [Int] = []
            for seed in seeds where price[seed.node] > seed.cost {
                price[seed.node] = seed.cost
                queue.append(seed.node)
                while let node = queue.popLast() {
                    let here = price[node]
                    forEachFreeMove(node) { next in
                        if price[next] > here {
                            price[next] = here
                            queue.append(next)
                        }
                    }
                }
            }
        }

        /// Lowers prices until every move of the residual network is respected.
        mutating func settle() {
            var isQueued = [Bool](repeating: true, count: rootNode + 1)
            var queue = Array(0...rootNode)
            var head = 0
            while head < queue.count {
                let node = queue[head]
                head += 1
                isQueued[node] = false
                let here = price[node]
                func lower(_ next: Int, _ value: Int) {
                    guard value < price[next] else { return }
                    price[next] = value
                    if !isQueued[next] {
                        isQueued[next] = true
                        queue.append(next)
                    }
                }
                forEachFreeMove(node) { lower($0, here) }
                if node >= flow.institutionNode(0), node < rootNode {
                    for post in network.posts(of: node - flow.institutionNode(0)) {
                        if let loss = loss(post) { lower(flow.postNode(post), here + loss) }
                    }
                } else if node >= flow.postNode(0), node < rootNode {
                    let post = node - flow.postNode(0)
                    if let gain = margins.next(post) {
                        lower(flow.institutionNode(Int(network.postInstitution[post])), here - gain)
                    }
                }
            }
        }

        /// Moves without a weight: between root, donors, pools and posts.
        private func forEachFreeMove(_ node: Int, _ visit: (Int) -> Void) {
            if node == rootNode {
                for donor in 0..<network.donorCount where flow.donorFlow[donor] < flow.donorCap[donor] { visit(donor) }
            } else if node < flow.poolNode(0) {
                for pool in network.pools(of: node) where flow.poolFlow[pool] < flow.poolCap[pool] {
                    visit(flow.poolNode(pool))
                }
                if flow.donorFlow[node] > 0 { visit(rootNode) }
            } else if node < flow.postNode(0) {
                let pool = node - flow.poolNode(0)
                for lane in network.lanes(from: pool) { visit(flow.postNode(Int(network.lanePost[Int(lane)]))) }
                if flow.poolFlow[pool] > 0 { visit(Int(network.poolDonor[pool])) }
            } else if node < flow.institutionNode(0) {
                for lane in network.lanes(into: node - flow.postNode(0)) where flow.laneFlow[lane] > 0 {
                    visit(flow.poolNode(Int(network.lanePool[lane])))
                }
            }
        }
    }
}
