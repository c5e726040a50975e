/// The greedy baseline, the one reported as "greedy" everywhere.
///
/// 1. Open the existing and required sites.
/// 2. While some site improves the score (missing service first, then cost), open the best one among those whose
///    opening makes no rule worse; a site that others must accompany (an implication) is opened with them.
/// 3. While a rule asks for more, open the best site among those that bring the plan nearer to the rules.
/// 4. If rules or service are still broken, repair: steepest moves (open, close, swap), then a bounded search; afterwards
///    step 2 once more.
///
/// No exchange is made for the sake of cost: that is ``interchange(_:budget:)``.
enum ConstructiveGreedy {
    /// What the greedy came to.
    enum Outcome { case feasible, infeasible, notFound }

    static func construct<O>(_ placement: inout Placement<O>, budget: Budget) -> Outcome {
        addWhileImproving(&placement, budget: budget)
        meetLowerLimits(&placement, budget: budget)
        if placement.isFeasible { return .feasible }
        let outcome = FeasibilityRepair.repair(&placement, budget: budget)
        if outcome == .feasible { addWhileImproving(&placement, budget: budget) }
        return outcome
    }

    /// Opens the best site again and again as long as the score improves and no rule gets worse.
    private static func addWhileImproving<O>(_ placement: inout Placement<O>, budget: Budget) {
        while !budget.isCancelled {
            let now = placement.objective.score
            let bundles = placement.closedFreeSites.compactMap { bundle(for: $0, in: placement.selection) }
            let scores = score(bundles, &placement)
            var best: Int?
            for index in bundles.indices where scores[index].isBetter(than: now) {
                guard let leader = best else {
                    best = index
                    continue
                }
                if prefers(scores[index], over: scores[leader], from: now, placement.objective) { best = index }
            }
            guard let best else { return }
            placement.apply(opening: bundles[best], closing: [])
        }
    }

    private static func score<O>(_ bundles: [[Int]], _ placement: inout Placement<O>) -> [Score] {
        let singles = bundles.filter { $0.count == 1 }.map { $0[0] }
        var singleScores = placement.objective.scores(opening: singles).makeIterator()
        return bundles.map { bundle in
            if bundle.count == 1, let score = singleScores.next() { return score }
            return placement.objective.score(opening: bundle, closing: [])
        }
    }

    private static func prefers<O: PlacementObjective>(_ a: Score, over b: Score, from now: Score, _ objective: O)
        -> Bool
    {
        guard objective.weighsShortfallAgainstCost, now.shortfall > 0 else { return a.isBetter(than: b) }
        // Chvátal's rule: most service per unit of cost; whatever is free comes first.
        let gainA = now.shortfall - a.shortfall
        let gainB = now.shortfall - b.shortfall
        let costA = max(0, a.cost - now.cost)
        let costB = max(0, b.cost - now.cost)
        let left = gainA * costB
        let right = gainB * costA
        if abs(left - right) > 1e-12 * max(1, abs(left), abs(right)) { return left > right }
        return a.isBetter(than: b)
    }

    /// The site with the sites its opening calls for, or `nil` when its opening would worsen a rule.
    private static func bundle(for site: Int, in selection: Selection) -> [Int]? {
        if selection.allows(opening: site, closing: nil) { return [site] }
        let rules = selection.rules
        var trial = selection
        var bundle = [site]
        trial.open(site)
        // Each round opens one companion in the first row that got worse; few rules chain deeper than a handful.
        for _ in 0..<8 {
            let worsened = (0..<rules.rowCount).first { row in
                let now = rules.violation(row: row, activity: trial.activity[row])
                return now > rules.violation(row: row, activity: selection.activity[row]) + 1e-12
            }
            guard let row = worsened else { return bundle }
            let isTooHigh = trial.activity[row] > rules.upper[row]
            let companion = (rules.rowOffsets[row]..<rules.rowOffsets[row + 1]).lazy
                .filter { (rules.rowCoefficients[$0] < 0) == isTooHigh }
                .map { Int(rules.rowSites[$0]) }
                .first { rules.isFree[$0] && !trial.isOpen[$0] }
            guard let companion else { return nil }
            trial.open(companion)
            bundle.append(companion)
        }
        return nil
    }

    /// Opens sites that bring the plan nearer to its lower limits, the best score first among the most helpful.
    private static func meetLowerLimits<O>(_ placement: inout Placement<O>, budget: Budget) {
        while placement.selection.violation > 0, !budget.isCancelled {
            var most = -1e-9
            var helpful: [Int] = []
            for site in placement.closedFreeSites where placement.selection.allows(opening: site, closing: nil) {
                let change = placement.selection.violationChange(opening: site, closing: nil)
                if change < most - 1e-9 {
                    most = change
                    helpful = [site]
                } else if change <= most + 1e-9, change < -1e-9 {
                    helpful.append(site)
                }
            }
            let scores = placement.objective.scores(opening: helpful)
            guard let best = helpful.indices.min(by: { scores[$0].isBetter(than: scores[$1]) }) else { return }
            placement.open(helpful[best])
        }
    }
}
