/// A bounded depth-first search for any plan that keeps rules and service, with bound propagation on the rules.
///
/// Undecided sites count as open for the service, which closing only worsens: a branch whose service fails with all
/// undecided sites open is cut. A search that ends without a plan and without giving up proves that there is none.
struct FeasibilitySearch<Objective: PlacementObjective> {
    /// How the search ended.
    enum End { case found, exhausted, gaveUp }

    /// The plan found, after ``run(budget:)`` returned `.found`; before, the one to stay near to.
    private(set) var placement: Placement<Objective>

    private let rules: SiteRules
    private let hint: [Bool]
    /// nil: undecided.
    private var value: [Bool?]
    private var least: [Double]
    private var most: [Double]
    private var trail: [Step] = []
    private var nodes = 0

    private struct Step {
        var site: Int
        var isDecision: Bool
        var hasOtherBranch: Bool
    }

    /// Nodes before the search gives up; counted, not timed, so that runs repeat.
    private static var nodeLimit: Int { 20_000 }

    init(placement: Placement<Objective>) {
        self.placement = placement
        rules = placement.rules
        hint = placement.selection.isOpen
        value = (0..<rules.siteCount).map { site in
            placement.rules.isFree[site] ? nil : placement.selection.isOpen[site]
        }
        least = Array(repeating: 0, count: rules.rowCount)
        most = Array(repeating: 0, count: rules.rowCount)
        for row in 0..<rules.rowCount {
            for term in rules.rowOffsets[row]..<rules.rowOffsets[row + 1] {
                let coefficient = rules.rowCoefficients[term]
                switch value[Int(rules.rowSites[term])] {
                case true?:
                    least[row] += coefficient
                    most[row] += coefficient
                case false?:
                    break
                case nil:
                    least[row] += min(0, coefficient)
                    most[row] += max(0, coefficient)
                }
            }
        }
        // Optimistic start: everything undecided is open.
        self.placement.become { _ in true }
    }

    mutating func run(budget: Budget) -> End {
        var isConsistent = propagate(rows: Array(0..<rules.rowCount))
        while true {
            nodes += 1
            if nodes > Self.nodeLimit || budget.isCancelled || (nodes % 64 == 0 && budget.isTimeUp) { return .gaveUp }
            if isConsistent, placement.objective.score.shortfall == 0 || !placement.objective.shortfallIsExact {
                guard let site = branchingSite() else {
                    complete()
                    return .found
                }
                isConsistent = decide(site, hint[site], hasOtherBranch: true)
            } else {
                // Where the shortfall proves nothing it cuts nothing: then the rules alone have no plan.
                guard let flipped = backtrack() else { return .exhausted }
                isConsistent = flipped
            }
        }
    }

    /// An undecided site of a row that not every completion keeps; `nil` when all rows hold whatever follows.
    private func branchingSite() -> Int? {
        var best: (site: Int, coefficient: Double)?
        for row in 0..<rules.rowCount where least[row] < rules.lower[row] || most[row] > rules.upper[row] {
            for term in rules.rowOffsets[row]..<rules.rowOffsets[row + 1] {
                let site = Int(rules.rowSites[term])
                let size = abs(rules.rowCoefficients[term])
                if value[site] == nil, best.map({ size > $0.coefficient }) ?? true { best = (site, size) }
            }
            if let best { return best.site }
        }
        return nil
    }

    /// Decides a site and propagates; false on a contradiction.
    private mutating func decide(_ site: Int, _ isOpen: Bool, hasOtherBranch: Bool) -> Bool {
        set(site, isOpen, isDecision: true, hasOtherBranch: hasOtherBranch)
        return propagate(rows: rows(of: site))
    }

    private func rows(of site: Int) -> [Int] {
        (rules.siteOffsets[site]..<rules.siteOffsets[site + 1]).map { Int(rules.siteRows[$0]) }
    }

    private mutating func set(_ site: Int, _ isOpen: Bool, isDecision: Bool, hasOtherBranch: Bool) {
        value[site] = isOpen
        trail.append(Step(site: site, isDecision: isDecision, hasOtherBranch: hasOtherBranch))
        shift(site, isOpen, by: 1)
        if !isOpen { placement.close(site) }
    }

    /// Moves the rows' ranges for a site that is decided (+1) or undecided again (−1).
    private mutating func shift(_ site: Int, _ isOpen: Bool, by sign: Double) {
        for slot in rules.siteOffsets[site]..<rules.siteOffsets[site + 1] {
            let row = Int(rules.siteRows[slot])
            let coefficient = rules.siteCoefficients[slot]
            if isOpen {
                least[row] += sign * max(0, coefficient)
                most[row] += sign * min(0, coefficient)
            } else {
                least[row] -= sign * min(0, coefficient)
                most[row] -= sign * max(0, coefficient)
            }
        }
    }

    /// Takes back steps to the last decision with a branch left and takes that branch.
    ///
    /// - Returns: whether the rules still agree, or `nil` when no branch is left.
    private mutating func backtrack() -> Bool? {
        while let step = trail.popLast() {
            let isOpen = value[step.site] ?? true
            shift(step.site, isOpen, by: -1)
            value[step.site] = nil
            if !isOpen { placement.open(step.site) }
            if step.isDecision, step.hasOtherBranch { return decide(step.site, !isOpen, hasOtherBranch: false) }
        }
        return nil
    }

    private mutating func propagate(rows start: [Int]) -> Bool {
        var queue = start
        var head = 0
        while head < queue.count {
            let row = queue[head]
            head += 1
            if least[row] > rules.upper[row] || most[row] < rules.lower[row] { return false }
            for term in rules.rowOffsets[row]..<rules.rowOffsets[row + 1] {
                let site = Int(rules.rowSites[term])
                guard value[site] == nil else { continue }
                let coefficient = rules.rowCoefficients[term]
                let size = abs(coefficient)
                let cannotRaise = least[row] + size > rules.upper[row]
                let cannotLower = most[row] - size < rules.lower[row]
                if cannotRaise, cannotLower { return false }
                guard cannotRaise || cannotLower else { continue }
                // The side that raises the activity is "open" for a positive coefficient, "closed" for a negative one.
                set(site, (coefficient > 0) == cannotLower, isDecision: false, hasOtherBranch: false)
                queue += rows(of: site)
            }
        }
        return true
    }

    /// All rows hold whatever follows: go back to the hint where service allows, then open what is missing.
    private mutating func complete() {
        let undecided = value.indices.filter { value[$0] == nil }
        for site in undecided where !hint[site] { placement.close(site) }
        while placement.objective.score.shortfall > 0 {
            let closed = undecided.filter { !placement.selection.isOpen[$0] }
            let scores = placement.objective.scores(opening: closed)
            guard let best = closed.indices.min(by: { scores[$0].isBetter(than: scores[$1]) }) else { return }
            placement.open(closed[best])
        }
    }
}
