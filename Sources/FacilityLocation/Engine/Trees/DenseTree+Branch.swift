extension DenseTree {
    /// Decides sites by the reduced costs of the last climb; false when no plan is left.
    func reduce(_ part: inout DensePart) -> Bool {
        let total = part.free.count
        scratch.choice.choose(scratch.bestReduced, total: total, least: part.least, most: part.most)
        // The bound of the multipliers kept, without what ancestors proved.
        var bound = costs.constant + part.openCost + scratch.choice.sum
        for value in part.multipliers { bound += Int(value) }
        let cutoff = cutoff
        var isChosen = Array(repeating: false, count: total)
        for rank in 0..<scratch.choice.count { isChosen[scratch.choice[rank]] = true }
        var kept = 0
        for position in 0..<total {
            let reduced = Int(scratch.bestReduced[position])
            let site = part.free[position]
            if isChosen[position] {
                let other = bound + scratch.choice.increaseWhenClosed(reduced)
                if other > cutoff {
                    leave(other)
                    part.force(site, costs)
                    continue
                }
            } else {
                let other = bound + scratch.choice.increaseWhenOpened(reduced)
                if other > cutoff {
                    leave(other)
                    continue
                }
            }
            part.free[kept] = site
            part.share[kept] = part.share[position]
            kept += 1
        }
        part.free.removeLast(total - kept)
        part.share.removeLast(total - kept)
        return part.most >= 0 && part.least <= part.free.count
    }

    /// The two sides of a split on the site whose choice wavered most, the one to search first last.
    ///
    /// Short climbs on both sides of several candidates, or what earlier splits gained, chose no better in trials.
    func children(of start: DensePart) -> [DensePart] {
        var part = start
        var split = 0
        var bestScore: Float = -1
        for position in part.free.indices {
            let share = part.share[position]
            let score = min(share, 1 - share) + (share > 0.5 ? 1e-3 : 0)
            if score > bestScore {
                bestScore = score
                split = position
            }
        }
        let site = part.free[split]
        let opensFirst = part.share[split] >= 0.3
        part.remove(at: split)
        var opened = part
        opened.force(site, costs)
        return opensFirst ? [part, opened] : [opened, part]
    }
}
