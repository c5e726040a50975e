/// Depth-first branch and bound on Lagrangian bounds, in pure Swift, for any rows: complete in itself, since a plan
/// whose sites are all decided is priced exactly.
///
/// Strong where few sites open and the gap is wide, or where no linear program solver is at hand.
struct LagrangianTree {
    private struct Node {
        var states: [Int8]
        var multipliers: [Double]
        var rowMultipliers: [Double]
        var bound: Double
    }

    private let model: EngineModel
    private let lagrangian: LagrangianBound
    private let incumbent: Incumbent
    private let control: SolveControl
    /// Nodes after which the search gives up.
    var nodeLimit = Int.max
    /// Steps per node.
    var settings = SubgradientSettings.node

    init(_ model: EngineModel, lagrangian: LagrangianBound, incumbent: Incumbent, control: SolveControl) {
        self.model = model
        self.lagrangian = lagrangian
        self.incumbent = incumbent
        self.control = control
    }

    /// Searches all plans that agree with the given states.
    ///
    /// - Parameter rootBound: a bound already known for them.
    func run(states: [Int8], rootBound: Double) -> TreeOutcome {
        var stack = [
            Node(
                states: states, multipliers: lagrangian.multipliers, rowMultipliers: lagrangian.rowMultipliers,
                bound: rootBound)
        ]
        var leftBound = Double.infinity
        var nodes = 0
        var propagation = RowPropagation(model)
        while var node = stack.popLast() {
            if incumbent.cutoff.prunes(node.bound) {
                leftBound = min(leftBound, node.bound)
                continue
            }
            if nodes >= nodeLimit || control.mustStop {
                for open in stack { leftBound = min(leftBound, open.bound) }
                return TreeOutcome(bound: min(leftBound, node.bound), isComplete: false)
            }
            nodes += 1
            control.nodeCount += 1
            guard propagation.extendWithService(&node.states) else { continue }
            guard node.states.contains(SiteState.free) else {
                leaf(node.states, &leftBound)
                continue
            }
            lagrangian.multipliers = node.multipliers
            lagrangian.rowMultipliers = node.rowMultipliers
            let bound = lagrangian.climb(
                states: node.states, cutoff: incumbent.cutoff, settings: settings, control: control)
            node.bound = max(node.bound, bound)
            if incumbent.cutoff.prunes(node.bound) {
                leftBound = min(leftBound, node.bound)
                continue
            }
            tryChosen(node.states)
            let before = node.bound
            if lagrangian.fix(&node.states, cutoff: incumbent.cutoff) > 0 {
                // What fixing excluded has a bound above the cut-off of this moment.
                leftBound = min(leftBound, max(before, incumbent.cutoff.value))
                guard propagation.extendWithService(&node.states) else { continue }
                guard node.states.contains(SiteState.free) else {
                    leaf(node.states, &leftBound)
                    continue
                }
            }
            let site = branchingSite(node.states)
            let opensFirst = lagrangian.openShare[site] >= 0.3
            node.multipliers = lagrangian.multipliers
            node.rowMultipliers = lagrangian.rowMultipliers
            for state in opensFirst ? [SiteState.closed, SiteState.open] : [SiteState.open, SiteState.closed] {
                var child = node
                child.states[site] = state
                stack.append(child)
            }
            control.report("tree", incumbent: incumbent.objective, bound: rootBound)
        }
        return TreeOutcome(bound: leftBound, isComplete: true)
    }

    /// Prices a plan all of whose sites are decided.
    private func leaf(_ states: [Int8], _ leftBound: inout Double) {
        let plan = states.indices.filter { states[$0] == SiteState.open }
        let isOpen = model.flags(plan)
        guard model.isFeasible(isOpen) else { return }
        leftBound = min(leftBound, model.cost(of: isOpen))
        incumbent.offer(plan)
    }

    /// Offers the sites the relaxation chooses most.
    private func tryChosen(_ states: [Int8]) {
        let wish = states.indices.map { site -> Double in
            states[site] == SiteState.open ? 1 : lagrangian.openShare[site]
        }
        guard let plan = FeasiblePlan(model, states: states).repaired(wish: wish, attempts: 1, seed: 1) else { return }
        incumbent.offer(plan)
    }

    private func branchingSite(_ states: [Int8]) -> Int {
        var best = -1
        var bestScore = -1.0
        for site in states.indices where states[site] == SiteState.free {
            let share = lagrangian.openShare[site]
            let score = min(share, 1 - share) + (share > 0.5 ? 1e-3 : 0)
            if score > bestScore {
                bestScore = score
                best = site
            }
        }
        return best
    }
}
