/// The largest worst share, by Newton's method on maximum flow, in exact whole numbers.
///
/// Let every post reach the ratio θ. When a maximum flow falls short, the posts behind its cut can receive only what
/// the cut lets through: the θ at which their needs add up to exactly that is the next trial, and no smaller one is
/// the answer before it. Every trial lowers θ to another cut's value, so the search ends (Radzik 1998).
struct WorstShare {
    /// Posts that hold the level down, and what can reach them.
    struct Cut {
        var posts: [Int]
        var capacity: Int
    }

    /// Largest ratio all posts can reach with divisible staff; 1 when every need can be met.
    private(set) var divisible = StaffRatio(1, 1)
    /// The cut behind ``divisible``; `nil` at 1.
    private(set) var cut: Cut?
    /// Largest ratio all posts can reach with whole persons while no more institutions than needed are at zero.
    private(set) var whole = StaffRatio(1, 1)
    /// Persons each post must get for that.
    private(set) var least: [Int] = []

    private let network: StaffNetwork
    private let flow: StaffingFlow
    /// Posts measured: those with a need above their own staff that some staff reaches.
    private let posts: [Int]

    /// - Parameter atZero: institutions that cannot all be given anyone, as many as is least.
    init(_ flow: StaffingFlow, atZero: Int) {
        self.flow = flow
        network = flow.network
        let network = network
        posts = (0..<network.postCount).filter {
            network.isReachable($0) && network.need[$0] > network.existing[$0]
        }
        divide()
        round(atZero: atZero)
    }

    /// Newton over ratios; limits are multiplied by the denominator, so that everything stays whole.
    private mutating func divide() {
        while true {
            let (p, q) = (divisible.numerator, divisible.denominator)
            flow.reset(scale: q)
            for post in 0..<network.postCount { flow.wanted[post] = 0 }
            for post in posts { flow.wanted[post] = max(0, p * network.need[post] - q * network.existing[post]) }
            flow.maximize()
            if flow.isStopped { return }
            let behind = posts.filter { !flow.isReached(flow.postNode($0)) }
            guard posts.contains(where: { flow.kept[$0] < flow.wanted[$0] }) else { return }
            let capacity = Self.capacity(into: flow)
            cut = Cut(posts: behind, capacity: capacity)
            divisible = Self.level(behind, capacity, network)
        }
    }

    /// Persons that can cross the minimum cut towards its far side.
    static func capacity(into flow: StaffingFlow) -> Int {
        let network = flow.network
        var total = 0
        for donor in 0..<network.donorCount {
            if !flow.isReached(donor) {
                total += network.donorCap[donor]
            } else {
                for pool in network.pools(of: donor) where !flow.isReached(flow.poolNode(pool)) {
                    total += network.poolCap[pool]
                }
            }
        }
        return total
    }

    /// The θ with Σ max(0, θ·need − existing) = capacity over some posts.
    private static func level(_ posts: [Int], _ capacity: Int, _ network: StaffNetwork) -> StaffRatio {
        let order = posts.sorted {
            network.existing[$0] * network.need[$1] < network.existing[$1] * network.need[$0]
        }
        var (persons, need) = (capacity, 0)
        for (rank, post) in order.enumerated() {
            persons += network.existing[post]
            need += network.need[post]
            guard rank + 1 < order.count else { break }
            let next = order[rank + 1]
            // Stop before a post whose own staff is above the level.
            if Int128(persons) * Int128(network.need[next]) <= Int128(network.existing[next]) * Int128(need) { break }
        }
        return StaffRatio(persons, max(1, need))
    }

    /// The same with whole persons: trials step down to the next ratio (own + k) ÷ need at which the cut's posts ask
    /// for no more than can reach them.
    private mutating func round(atZero: Int) {
        whole = divisible
        flow.reset()
        for institution in 0..<network.institutionCount { flow.asksForOne[institution] = false }
        while true {
            least = [Int](repeating: 0, count: network.postCount)
            for post in posts {
                least[post] = whole.persons(need: network.need[post], existing: network.existing[post])
            }
            flow.reset()
            for post in 0..<network.postCount { flow.wanted[post] = least[post] }
            flow.maximize()
            if flow.isStopped { return }
            if posts.contains(where: { flow.kept[$0] < least[$0] }) {
                stepDown(institutions: [], allowed: Self.capacity(into: flow))
                continue
            }
            let asking = (0..<network.institutionCount).filter { institution in
                network.problem.institutions[institution].needsOne
                    && network.posts(of: institution).allSatisfy { least[$0] == 0 }
            }
            for institution in asking { flow.asksForOne[institution] = true }
            flow.maximize()
            if flow.isStopped { return }
            let missing = asking.count { flow.institutionFlow[$0] == 0 }
            for institution in asking { flow.asksForOne[institution] = false }
            if missing <= atZero { return }
            let behind = network.problem.institutions.indices.filter {
                network.problem.institutions[$0].needsOne && !flow.isReached(flow.institutionNode($0))
            }
            stepDown(institutions: behind, allowed: Self.capacity(into: flow) + atZero)
        }
    }

    /// Lowers ``whole`` until the posts behind the last cut, and institutions that ask for their one, fit.
    private mutating func stepDown(institutions: [Int], allowed: Int) {
        let behind = posts.filter { !flow.isReached(flow.postNode($0)) }
        var wanted = least
        func demand() -> Int {
            behind.reduce(0) { $0 + wanted[$1] }
                + institutions.count { network.posts(of: $0).allSatisfy { wanted[$0] == 0 } }
        }
        repeat {
            // The largest ratio below the present one at which some post asks for one person less.
            var next = StaffRatio(0, 1)
            for post in behind where wanted[post] > 0 {
                next = max(next, StaffRatio(network.existing[post] + wanted[post] - 1, network.need[post]))
            }
            whole = next
            for post in posts {
                wanted[post] = next.persons(need: network.need[post], existing: network.existing[post])
            }
            if next.numerator == 0 && behind.allSatisfy({ wanted[$0] == 0 }) { break }
        } while demand() > allowed
    }
}
