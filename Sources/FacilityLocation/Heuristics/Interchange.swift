/// Local search by opening, closing and swapping sites, for any objective: the best of a site's moves is taken as soon as
/// one improves, until a whole round finds none.
///
/// Starts from and stays among plans that keep every rule.
///
/// O(sites · open sites) scores a round.
func interchange<O>(_ placement: inout Placement<O>, budget: Budget) {
    guard placement.isFeasible else { return }
    let sites = (0..<placement.rules.siteCount).filter { placement.rules.isFree[$0] }
    var sinceImprovement = 0
    var position = 0
    while sinceImprovement < sites.count, !budget.isExhausted {
        let site = sites[position]
        position = (position + 1) % sites.count
        if improveOnce(site, &placement) { sinceImprovement = 0 } else { sinceImprovement += 1 }
    }
}

/// Makes the best improving move that opens `site`, or closes it if it is open.
private func improveOnce<O>(_ site: Int, _ placement: inout Placement<O>) -> Bool {
    var best = placement.objective.score
    let isOpen = placement.selection.isOpen[site]
    var partner: Int??
    if placement.selection.allows(opening: isOpen ? nil : site, closing: isOpen ? site : nil) {
        let score = placement.objective.score(opening: isOpen ? [] : [site], closing: isOpen ? [site] : [])
        if score.isBetter(than: best) {
            best = score
            partner = .some(nil)
        }
    }
    for other in isOpen ? placement.closedFreeSites : placement.openFreeSites {
        let opening = isOpen ? other : site
        let closing = isOpen ? site : other
        guard placement.selection.allows(opening: opening, closing: closing) else { continue }
        let score = placement.objective.score(opening: [opening], closing: [closing])
        if score.isBetter(than: best) {
            best = score
            partner = .some(other)
        }
    }
    guard let partner else { return false }
    if isOpen {
        if let partner { placement.open(partner) }
        placement.close(site)
    } else {
        placement.open(site)
        if let partner { placement.close(partner) }
    }
    return true
}
