/// A set of open sites under rules with an objective: what greedy and interchange move.
struct Placement<Objective: PlacementObjective> {
    private(set) var selection: Selection
    var objective: Objective

    /// The placement with existing and required sites open.
    ///
    /// `objective` must hold no open site yet.
    init(rules: SiteRules, objective: Objective) {
        selection = Selection(rules: rules)
        self.objective = objective
        for site in rules.forcedOpen { self.objective.open(site) }
    }

    var rules: SiteRules { selection.rules }
    var isFeasible: Bool { selection.violation == 0 && objective.score.shortfall == 0 }

    mutating func open(_ site: Int) {
        selection.open(site)
        objective.open(site)
    }

    mutating func close(_ site: Int) {
        selection.close(site)
        objective.close(site)
    }

    mutating func apply(opening: [Int], closing: [Int]) {
        for site in opening { open(site) }
        for site in closing { close(site) }
    }

    /// Makes exactly these sites open; forced sites stay as they are.
    mutating func become(_ isWanted: (Int) -> Bool) {
        for site in 0..<rules.siteCount where rules.isFree[site] && selection.isOpen[site] != isWanted(site) {
            if selection.isOpen[site] { close(site) } else { open(site) }
        }
    }

    /// Free sites that are closed, ascending.
    var closedFreeSites: [Int] { (0..<rules.siteCount).filter { rules.isFree[$0] && !selection.isOpen[$0] } }
    /// Free sites that are open, ascending.
    var openFreeSites: [Int] { (0..<rules.siteCount).filter { rules.isFree[$0] && selection.isOpen[$0] } }
}
