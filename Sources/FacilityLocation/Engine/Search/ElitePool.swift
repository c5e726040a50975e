/// Plans worth keeping from a search: few, good, and no two alike (Resende and Werneck 2004).
package struct ElitePool {
    /// A plan and its objective.
    package struct Elite {
        /// Open sites, ascending.
        package let sites: [Int]
        package let objective: Double
    }

    /// The plans kept, best first.
    package private(set) var elites: [Elite] = []
    /// How many plans there may be.
    package let capacity: Int
    /// Plans that differ in no more sites than this count as alike: only the best of them stays.
    package let likeness: Int

    package init(capacity: Int, likeness: Int) {
        self.capacity = max(1, capacity)
        self.likeness = likeness
    }

    /// The best plan.
    package var best: Elite? { elites.first }

    /// Takes a plan unless a better one, or one as good, is like it, or the pool is full of better ones.
    ///
    /// It takes the place of those like it, or in a full pool of the one most like it among those that are no better.
    ///
    /// - Parameter sites: ascending.
    /// - Returns: whether the plan was taken.
    @discardableResult
    package mutating func offer(_ sites: [Int], objective: Double) -> Bool {
        guard objective.isFinite else { return false }
        let differences = elites.map { Self.difference($0.sites, sites) }
        for (elite, difference) in zip(elites, differences)
        where difference <= likeness && elite.objective <= objective {
            return false
        }
        let alike = elites.indices.filter { differences[$0] <= likeness }
        if !alike.isEmpty {
            for position in alike.reversed() { elites.remove(at: position) }
        } else if elites.count == capacity {
            let worse = elites.indices.filter { elites[$0].objective > objective }
            guard let out = worse.min(by: { differences[$0] < differences[$1] }) else { return false }
            elites.remove(at: out)
        }
        let position = elites.firstIndex { $0.objective > objective } ?? elites.count
        elites.insert(Elite(sites: sites, objective: objective), at: position)
        return true
    }

    /// Forgets every plan.
    package mutating func empty() { elites.removeAll() }

    /// How many sites are open in one plan and not in the other, whichever it is; both ascending.
    package static func difference(_ left: [Int], _ right: [Int]) -> Int {
        var (i, j, common) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                common += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return left.count + right.count - 2 * common
    }
}
