/// Brings a plan back within the rows by the moves that cost least for what they mend.
///
/// Every move lowers the total by which rows are missed, each row in units of its largest coefficient, so it ends.
struct RowRepair {
    private let model: EngineModel
    private let search: SwapSearch
    private let rows: RowTable
    private let units: [Double]

    init(_ model: EngineModel, search: SwapSearch) {
        self.model = model
        self.search = search
        rows = RowTable(model)
        units = model.rows.map { row in
            let largest = row.coefficients.reduce(0) { max($0, abs($1)) }
            return largest > 0 ? 1 / largest : 1
        }
    }

    /// A move and its score: gain times units mended, or cost per unit, negative.
    private struct Move {
        var inserted: Int
        var removed: Int
        var score: Double
    }

    /// Moves the search's plan until it keeps every row; false when no single move gets any closer.
    ///
    /// O(moves · sites · open sites) at worst.
    func run(control: SolveControl) -> Bool {
        for step in 0..<(10 + 2 * model.siteCount) {
            let misses = rows.lower.indices.map { missed($0, search.rowActivity[$0]) }
            let total = misses.reduce(0, +)
            if total == 0 { return true }
            if step & 3 == 3, control.mustStop { return false }
            let broken = misses.indices.filter { misses[$0] > 0 }
            guard let move = bestMove(mending: broken, worth: total) else { return false }
            search.apply(insert: move.inserted, remove: move.removed)
        }
        return false
    }

    /// By how many units an activity misses a row's rows.
    private func missed(_ row: Int, _ activity: Double) -> Double {
        if activity > rows.upperWithTolerance[row] { return units[row] * (activity - rows.upper[row]) }
        if activity < rows.lowerWithTolerance[row] { return units[row] * (rows.lower[row] - activity) }
        return 0
    }

    /// The move with the best score; one that costs too much even if it mended all of `worth` is passed over early.
    private func bestMove(mending broken: [Int], worth: Double) -> Move? {
        let activity = search.rowActivity
        let mends = sitesThatMend(broken)
        let removable = search.openByLoss.map(Int.init).filter { search.states[$0] == SiteState.free }
        let mending = removable.filter { mends[$0] }
        var best: Move?
        func consider(_ inserted: Int, _ removed: Int, profit: Double) {
            if let best, best.score >= (profit < 0 ? profit / worth : profit * worth) { return }
            let mended = -change(inserted, removed, activity)
            guard mended > 1e-9 else { return }
            let score = profit < 0 ? profit / mended : profit * mended
            if let best, best.score >= score { return }
            best = Move(inserted: inserted, removed: removed, score: score)
        }
        for removed in mending { consider(-1, removed, profit: -search.loss[removed]) }
        for inserted in search.states.indices {
            if search.isOpen[inserted] || search.states[inserted] != SiteState.free { continue }
            let partners = mends[inserted] ? removable : mending
            if partners.isEmpty, !mends[inserted] { continue }
            let (gain, touchedCount) = search.price(inserting: inserted)
            if mends[inserted] { consider(inserted, -1, profit: gain) }
            for removed in partners {
                consider(inserted, removed, profit: gain - search.loss[removed] + search.correction[removed])
            }
            for position in 0..<touchedCount { search.correction[Int(search.touched[position])] = 0 }
        }
        return best
    }

    /// Whether opening, or closing, a site brings one of the broken rows nearer to its rows.
    private func sitesThatMend(_ broken: [Int]) -> [Bool] {
        var mends = Array(repeating: false, count: model.siteCount)
        for row in broken {
            let isLow = search.rowActivity[row] < rows.lower[row]
            for member in rows.memberStarts[row]..<rows.memberStarts[row + 1] {
                let site = Int(rows.memberSites[member])
                if ((rows.memberCoefficients[member] > 0) == isLow) != search.isOpen[site] { mends[site] = true }
            }
        }
        return mends
    }

    /// What a move adds to the total by which rows are missed; −1 stands for no site.
    private func change(_ inserted: Int, _ removed: Int, _ activities: [Double]) -> Double {
        var first = inserted >= 0 ? rows.rowStarts[inserted]..<rows.rowStarts[inserted + 1] : 0..<0
        var second = removed >= 0 ? rows.rowStarts[removed]..<rows.rowStarts[removed + 1] : 0..<0
        var total = 0.0
        // Both lists are in order of rows.
        while !first.isEmpty || !second.isEmpty {
            let left = first.isEmpty ? Int32.max : rows.rowIndices[first.lowerBound]
            let right = second.isEmpty ? Int32.max : rows.rowIndices[second.lowerBound]
            let row = Int(min(left, right))
            var delta = 0.0
            if left <= right {
                delta += rows.rowCoefficients[first.lowerBound]
                first = (first.lowerBound + 1)..<first.upperBound
            }
            if right <= left {
                delta -= rows.rowCoefficients[second.lowerBound]
                second = (second.lowerBound + 1)..<second.upperBound
            }
            if delta == 0 { continue }
            let activity = activities[row]
            total += missed(row, activity + delta) - missed(row, activity)
        }
        return total
    }
}
