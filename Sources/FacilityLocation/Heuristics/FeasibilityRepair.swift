/// Turns a plan that breaks rules or leaves service missing into one that does not.
enum FeasibilityRepair {
    /// A move: at most one site opened, at most one closed.
    private struct Move {
        var opening: Int?
        var closing: Int?
    }

    /// Steepest descent on the violation of rules, then on missing service; where it sticks, a bounded search.
    static func repair<O>(_ placement: inout Placement<O>, budget: Budget) -> ConstructiveGreedy.Outcome {
        descendOnRules(&placement, budget: budget)
        if placement.selection.violation == 0 { descendOnService(&placement, budget: budget) }
        if placement.isFeasible { return .feasible }
        var search = FeasibilitySearch(placement: placement)
        switch search.run(budget: budget) {
        case .found:
            placement = search.placement
            return placement.isFeasible ? .feasible : .notFound
        case .exhausted:
            return .infeasible
        case .gaveUp:
            return .notFound
        }
    }

    private static func moves<O>(of placement: Placement<O>) -> [Move] {
        let closed = placement.closedFreeSites
        let open = placement.openFreeSites
        var moves = closed.map { Move(opening: $0, closing: nil) } + open.map { Move(opening: nil, closing: $0) }
        for site in closed { moves += open.map { Move(opening: site, closing: $0) } }
        return moves
    }

    /// Scores so many moves at most per step; the rest of a tie is left out.
    private static let scoredMoves = 500

    private static func descendOnRules<O>(_ placement: inout Placement<O>, budget: Budget) {
        while placement.selection.violation > 0, !budget.isExhausted {
            var most = -1e-9
            var best: [Move] = []
            for move in moves(of: placement) {
                let change = placement.selection.violationChange(opening: move.opening, closing: move.closing)
                if change < most - 1e-9 {
                    most = change
                    best = [move]
                } else if change <= most + 1e-9, change < -1e-9, best.count < scoredMoves {
                    best.append(move)
                }
            }
            guard let chosen = bestScored(best, &placement, budget: budget) else { return }
            apply(chosen.move, &placement)
        }
    }

    private static func descendOnService<O>(_ placement: inout Placement<O>, budget: Budget) {
        while placement.objective.score.shortfall > 0, !budget.isExhausted {
            let now = placement.objective.score
            let allowed = moves(of: placement).filter {
                placement.selection.allows(opening: $0.opening, closing: $0.closing)
            }
            guard let chosen = bestScored(allowed, &placement, budget: budget), chosen.score.isBetter(than: now),
                chosen.score.shortfall < now.shortfall
            else { return }
            apply(chosen.move, &placement)
        }
    }

    private static func bestScored<O>(
        _ moves: [Move],
        _ placement: inout Placement<O>,
        budget: Budget
    ) -> (move: Move, score: Score)? {
        var best: (move: Move, score: Score)?
        for (position, move) in moves.enumerated() {
            if position % 64 == 63, budget.isExhausted { return best }
            let score = placement.objective.score(
                opening: move.opening.map { [$0] } ?? [],
                closing: move.closing.map { [$0] } ?? []
            )
            if best.map({ score.isBetter(than: $0.score) }) ?? true { best = (move, score) }
        }
        return best
    }

    private static func apply<O>(_ move: Move, _ placement: inout Placement<O>) {
        if let site = move.opening { placement.open(site) }
        if let site = move.closing { placement.close(site) }
    }
}
