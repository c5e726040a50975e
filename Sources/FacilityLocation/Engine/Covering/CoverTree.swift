#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// Best-bound branch and cut over one ``CoverProgram``, diving into the more promising child.
    ///
    /// Every prune rests on a bound recomputed in plain arithmetic; points of the program are rounded into plans at every
    /// node, and those plans improved by interchange, since a strong incumbent is what keeps the tree small.
    final class CoverTree {
        private struct Node {
            var decisions: [(site: Int32, state: Int8)]
            var bound: Double
        }

        /// Simplex iterations of a trial of strong branching.
        private static let trialIterations = 30

        private enum Relaxed {
            case pruned(Double)
            case infeasible
            case solved(Double)
            case stopped(Double)
        }

        private let program: CoverProgram
        private let model: EngineModel
        private let incumbent: Incumbent
        private let control: SolveControl
        private var queue = NodeQueue<Node>()
        private var dive: Node?
        private var pseudoCosts: PseudoCosts
        private var leftBound = Double.infinity
        private var triedPlans: Set<[Int]> = []
        private var baseStates: [Int8]
        private var rootReducedCosts: [Double] = []
        private var rootBound = -Double.infinity
        private var fixedFor: Double?
        /// Nodes of this search.
        private(set) var nodeCount = 0
        /// Bounds above this are of no interest even without an incumbent.
        var ceiling = Double.infinity
        /// Most nodes of this search.
        var nodeLimit = Int.max
        /// The search ends at a plan of at most this objective.
        var target = -Double.infinity

        init(_ program: CoverProgram, incumbent: Incumbent, states: [Int8], control: SolveControl) {
            self.program = program
            model = program.model
            self.incumbent = incumbent
            self.control = control
            baseStates = states
            pseudoCosts = PseudoCosts(siteCount: program.model.siteCount)
        }

        private var isContent: Bool { incumbent.objective.map { $0 <= target } ?? false }

        private func prunes(_ bound: Double) -> Bool { incumbent.cutoff.prunes(bound) || bound > ceiling }

        /// Searches all plans within the states given at creation.
        func run() throws(SolverError) -> TreeOutcome {
            var propagation = RowPropagation(model)
            guard propagation.extend(&baseStates) else { return TreeOutcome(bound: .infinity, isComplete: true) }
            dive = Node(decisions: [], bound: -.infinity)
            while let node = next() {
                if prunes(node.bound) {
                    leftBound = min(leftBound, node.bound)
                    continue
                }
                if control.mustStop || isContent || nodeCount >= nodeLimit {
                    queue.insert(node, bound: node.bound)
                    return TreeOutcome(bound: min(leftBound, queue.leastBound), isComplete: false)
                }
                try process(node)
                if let dive, control.mustStop {
                    queue.insert(dive, bound: dive.bound)
                    self.dive = nil
                }
                let open = min(queue.leastBound, dive?.bound ?? .infinity)
                control.report("tree", incumbent: incumbent.objective, bound: min(leftBound, open))
            }
            return TreeOutcome(bound: leftBound, isComplete: true)
        }

        private func next() -> Node? {
            if let node = dive {
                dive = nil
                return node
            }
            return queue.popLeast()?.node
        }

        private func process(_ start: Node) throws(SolverError) {
            var node = start
            let isRoot = nodeCount == 0
            nodeCount += 1
            control.nodeCount += 1
            refreshFixings()
            var states = baseStates
            for decision in node.decisions {
                let base = baseStates[Int(decision.site)]
                if base != SiteState.free, base != decision.state {
                    // A decision against a later fixing: the part holds nothing of interest.
                    // Its bound was noted when the site was fixed.
                    return
                }
                states[Int(decision.site)] = decision.state
            }
            var propagation = RowPropagation(model)
            guard propagation.extend(&states) else { return }
            guard states.contains(SiteState.free) else { return leaf(states) }
            switch try relax(states, isRoot: isRoot) {
            case .pruned(let bound):
                leftBound = min(leftBound, bound)
                return
            case .infeasible: return
            case .stopped(let bound):
                node.bound = max(node.bound, bound)
                if control.mustStop {
                    queue.insert(node, bound: node.bound)
                } else if let site = states.firstIndex(of: SiteState.free) {
                    // The program is in trouble: split without its help.
                    branch(node, on: site, opensFirst: true)
                }
                return
            case .solved(let bound):
                node.bound = max(node.bound, bound)
            }
            let reduced = program.reducedCosts
            if isRoot {
                rootBound = program.lastBound
                rootReducedCosts = reduced
            }
            round(states)
            if prunes(node.bound) {
                leftBound = min(leftBound, node.bound)
                return
            }
            fix(&node, &states, reduced)
            let shares = program.openShares
            let fractional = states.indices.filter {
                states[$0] == SiteState.free && shares[$0] > 1e-6 && shares[$0] < 1 - 1e-6
            }
            if fractional.isEmpty {
                // A whole plan within tolerances: offered already; what is left of the part is split blindly.
                let open = states.indices.first { states[$0] == SiteState.free && shares[$0] > 0.5 }
                guard let site = open ?? states.firstIndex(of: SiteState.free) else { return leaf(states) }
                branch(node, on: site, opensFirst: shares[site] > 0.5)
                return
            }
            switch try choose(&node, states, fractional, shares) {
            case .split(let site): branch(node, on: site, opensFirst: shares[site] > 0.35)
            case .decided: dive = node
            case .closed: break
            }
        }

        private func leaf(_ states: [Int8]) {
            let plan = states.indices.filter { states[$0] == SiteState.open }
            incumbent.offer(plan)
            let isOpen = model.flags(plan)
            if model.isFeasible(isOpen) { leftBound = min(leftBound, model.cost(of: isOpen)) }
        }

        /// Cutting rounds at a node; the root's go on until nothing is violated.
        private func relax(_ states: [Int8], isRoot: Bool) throws(SolverError) -> Relaxed {
            try program.apply(states)
            var best = -Double.infinity
            var last = -Double.infinity
            var rounds = 0
            while true {
                if control.mustStop || isContent { return .stopped(best) }
                switch try program.solve() {
                case .optimal: break
                case .infeasible:
                    return try program.provesInfeasible(states: states) ? .infeasible : .stopped(best)
                default:
                    let bound = program.certifiedBound(states: states)
                    best = max(best, bound.value - bound.slack)
                    return prunes(best) ? .pruned(best) : .stopped(best)
                }
                rounds += 1
                let value = program.programValue
                if prunes(value) || rounds % 20 == 0 {
                    let bound = program.certifiedBound(states: states)
                    best = max(best, bound.value - bound.slack)
                    if prunes(best) { return .pruned(best) }
                    if isRoot { control.report("relaxation", incumbent: incumbent.objective, bound: best) }
                }
                try program.readValues()
                if isRoot, rounds % 8 == 0 { round(states) }
                let scale = max(1e-9, abs(value))
                let slowGain = 0.03 * max(0, incumbent.cutoff.value - value)
                // The duals belong to the rows of this solve: take the bound before rows come and go.
                let isSlow = !isRoot && rounds >= 4 && value - last < slowGain
                if isSlow { return finish(states, best) }
                try program.purge(over: isRoot ? 12 : 8)
                let (added, truth) = try program.separate()
                if added == 0 || truth - value < 1e-9 * scale {
                    // Rows that were dropped or added have no say in the duals read last.
                    if added > 0 { _ = try program.solve() }
                    return finish(states, best)
                }
                last = value
            }
        }

        private func finish(_ states: [Int8], _ best: Double) -> Relaxed {
            let bound = program.certifiedBound(states: states)
            let value = max(best, bound.value - bound.slack)
            return prunes(value) ? .pruned(value) : .solved(value)
        }

        /// Rounds the program's point into a plan, improves and offers it.
        private func round(_ states: [Int8]) {
            guard
                let plan = FeasiblePlan(model, states: states).repaired(
                    wish: program.openShares, attempts: 1, seed: 1),
                triedPlans.insert(plan).inserted
            else { return }
            incumbent.offer(plan)
            if control.mustStop { return }
            incumbent.offerImproved(plan, control: control)
        }

        private func refreshFixings() {
            guard let objective = incumbent.objective, objective != fixedFor, !rootReducedCosts.isEmpty else { return }
            fixedFor = objective
            for site in baseStates.indices where baseStates[site] == SiteState.free {
                let reduced = rootReducedCosts[site]
                let bound = rootBound + abs(reduced)
                guard reduced != 0, prunes(bound) else { continue }
                baseStates[site] = reduced > 0 ? SiteState.closed : SiteState.open
                leftBound = min(leftBound, bound)
            }
        }

        /// Adds what reduced costs decide within this part to its decisions.
        private func fix(_ node: inout Node, _ states: inout [Int8], _ reduced: [Double]) {
            guard incumbent.objective != nil || ceiling.isFinite else { return }
            let bound = program.lastBound
            for site in states.indices where states[site] == SiteState.free {
                guard reduced[site] != 0, prunes(bound + abs(reduced[site])) else { continue }
                let state = reduced[site] > 0 ? SiteState.closed : SiteState.open
                leftBound = min(leftBound, bound + abs(reduced[site]))
                states[site] = state
                node.decisions.append((Int32(site), state))
            }
        }

        private func branch(_ node: Node, on site: Int, opensFirst: Bool) {
            var opened = node
            opened.decisions.append((Int32(site), SiteState.open))
            var closed = node
            closed.decisions.append((Int32(site), SiteState.closed))
            dive = opensFirst ? opened : closed
            queue.insert(opensFirst ? closed : opened, bound: node.bound)
        }

        private enum Choice {
            case split(Int)
            /// A trial closed one child: the node goes on as the other.
            case decided
            case closed
        }

        /// The site to branch on: by strong branching while its pseudo-costs are unknown.
        private func choose(_ node: inout Node, _ states: [Int8], _ fractional: [Int], _ shares: [Double])
            throws(SolverError) -> Choice
        {
            let floor = max(1e-9, 1e-6 * abs(node.bound))
            let ranked = fractional.sorted {
                let left = min(shares[$0], 1 - shares[$0])
                let right = min(shares[$1], 1 - shares[$1])
                return left > right || (left == right && $0 < $1)
            }
            var best = ranked[0]
            var bestScore = -1.0
            var trials = 0
            let basis = program.session.basis()
            for site in ranked {
                if !pseudoCosts.isKnown(site), trials < 6, !control.mustStop {
                    trials += 1
                    var closed: [Int8] = []
                    for state in [SiteState.open, SiteState.closed] {
                        var trial = states
                        trial[site] = state
                        try program.apply(trial)
                        _ = try program.solve(iterationLimit: Self.trialIterations)
                        let bound = program.certifiedBound(states: trial)
                        let value = bound.value - bound.slack
                        pseudoCosts.record(
                            site, isUp: state == SiteState.open, gain: max(0, value - node.bound), value: shares[site])
                        try program.session.restore(basis)
                        if prunes(value) {
                            closed.append(state)
                            leftBound = min(leftBound, value)
                        }
                    }
                    try program.apply(states)
                    if closed.count == 2 { return .closed }
                    if let state = closed.first {
                        node.decisions.append(
                            (Int32(site), state == SiteState.open ? SiteState.closed : SiteState.open))
                        return .decided
                    }
                }
                let score = pseudoCosts.score(site, value: shares[site], floor: floor)
                if score > bestScore {
                    bestScore = score
                    best = site
                }
            }
            return .split(best)
        }
    }
#endif
