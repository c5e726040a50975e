#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// Best-bound branch and cut over one ``MasterProgram``, diving into the more promising child; strong branching while a
    /// site's pseudo-costs are unknown; every prune by a certified bound.
    final class BranchAndCut {
        struct Node {
            var decisions: [(site: Int32, state: Int8)]
            var bound: Double
        }

        let program: MasterProgram
        let model: EngineModel
        let incumbent: Incumbent
        let control: SolveControl
        private var pseudoCosts: PseudoCosts
        private var queue = NodeQueue<Node>()
        private var dive: Node?
        var leftBound = Double.infinity
        private var triedPlans: Set<[Int]> = []
        /// States all nodes share: those given, what propagation adds, what reduced costs fix.
        private var baseStates: [Int8]
        private var rootReducedCosts: [Double] = []
        private var rootBound = -Double.infinity
        private var fixedFor: Double?
        private var nodes = 0

        /// Nodes after which the search gives up.
        var nodeLimit = Int.max
        /// Candidates of strong branching per node, and simplex iterations for each.
        var strongCandidates = 8
        var strongIterations = 60
        /// Whether the root's values are rounded even when an incumbent is there.
        var roundsAtRoot = true
        /// Nodes after which values are rounded again.
        var roundingPeriod = 15
        /// Perturbations of a search among the sites the root's values use; none in live engines.
        var supportKicks = 0
        /// Makes the search that goes on beside the tree; `nil` for none.
        var makeCompanion: (() -> SearchCompanion)?
        /// Whether that search begins beside the root already.
        var searchesFromStart = false
        var companion: SearchCompanion?
        var companionCredit = CompanionCredit()
        /// Whether small parts may go to the dense tree, and up to which distance from the cut-off: parts farther off
        /// were tried in vain.
        var usesDenseTree = false
        var denseReach = Double.infinity
        /// Whether the first solve goes by the primal simplex, as after many costs changed.
        var usesPrimalFirst = false

        init(
            _ program: MasterProgram, incumbent: Incumbent, pseudoCosts: PseudoCosts, states: [Int8],
            control: SolveControl
        ) {
            self.program = program
            model = program.model
            self.incumbent = incumbent
            self.pseudoCosts = pseudoCosts
            self.control = control
            baseStates = states
        }

        /// Pseudo-costs learned, for the next solve.
        var learnedPseudoCosts: PseudoCosts { pseudoCosts }
        /// Bound of the root relaxation.
        private(set) var rootRelaxation = -Double.infinity
        /// Nodes of this search.
        var nodeCount: Int { nodes }

        /// Searches all plans within the states given at creation.
        func run() throws(SolverError) -> TreeOutcome {
            var propagation = RowPropagation(model)
            guard propagation.extendWithService(&baseStates) else {
                return TreeOutcome(bound: .infinity, isComplete: true)
            }
            dive = Node(decisions: [], bound: -.infinity)
            defer { companion?.stop() }
            if searchesFromStart, let makeCompanion, let plan = incumbent.plan {
                companion = makeCompanion()
                companion?.begin(with: [plan], allowed: nil)
            }
            while let (node, _) = next() {
                if incumbent.cutoff.prunes(node.bound) {
                    leftBound = min(leftBound, node.bound)
                    continue
                }
                if control.mustStop || nodes >= nodeLimit {
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

        private func next() -> (node: Node, bound: Double)? {
            if let node = dive {
                dive = nil
                return (node, node.bound)
            }
            return queue.popLeast()
        }

        private func process(_ start: Node) throws(SolverError) {
            var node = start
            let isRoot = nodes == 0
            nodes += 1
            control.nodeCount += 1
            if !isRoot { consultCompanion() }
            refreshFixings()
            var states = baseStates
            for decision in node.decisions { states[Int(decision.site)] = decision.state }
            // A decision against a later fixing means the part holds nothing of interest.
            for decision in node.decisions
            where baseStates[Int(decision.site)] != SiteState.free && baseStates[Int(decision.site)] != decision.state {
                leftBound = min(leftBound, max(node.bound, fixedFor ?? node.bound))
                return
            }
            var propagation = RowPropagation(model)
            guard propagation.extendWithService(&states) else { return }
            guard states.contains(SiteState.free) else { return leaf(states) }
            var limits = isRoot ? RelaxationLimits.root : .node
            limits.usesPrimalFirst = isRoot && usesPrimalFirst
            var isConverged = false
            while true {
                switch try program.relax(states: states, cutoff: incumbent.cutoff, limits: limits) {
                case .pruned(let bound):
                    leftBound = min(leftBound, bound)
                    return
                case .infeasible:
                    return
                case .solved(let bound, let converged):
                    node.bound = max(node.bound, bound)
                    isConverged = converged
                case .stopped(let bound):
                    node.bound = max(node.bound, bound)
                    if control.mustStop {
                        queue.insert(node, bound: node.bound)
                        return
                    }
                    // The program is in trouble: split without its help.
                    branchBlindly(node, states)
                    return
                }
                if isRoot {
                    try finishRoot(node.bound, states)
                    if usesDenseTree {
                        refreshFixings()
                        for site in states.indices where baseStates[site] != SiteState.free {
                            states[site] = baseStates[site]
                        }
                    }
                }
                if incumbent.cutoff.prunes(node.bound) {
                    leftBound = min(leftBound, node.bound)
                    return
                }
                if isConverged || !fractionalSites(states).isEmpty { break }
                limits = .root
            }
            if !isRoot { fixAtNode(&node, &states) }
            let fractional = fractionalSites(states)
            if fractional.isEmpty {
                integral(node, states)
                return
            }
            if nodes % roundingPeriod == 0 { round() }
            if usesDenseTree, closesByDenseTree(node, states) { return }
            try branch(node, states, fractional)
        }

        private func finishRoot(_ bound: Double, _ states: [Int8]) throws(SolverError) {
            rootRelaxation = bound
            rootBound = program.lastCertified
            rootReducedCosts = program.reducedCosts
            if !model.serviceRows.isEmpty { incumbent.search.servicePrices = program.servicePrices }
            control.report("root", incumbent: incumbent.objective, bound: bound)
            if roundsAtRoot || incumbent.objective == nil { round() }
            if supportKicks > 0, !incumbent.cutoff.prunes(bound) { searchSupport() }
            if !incumbent.cutoff.prunes(bound) { consultCompanion() }
        }

        /// Fixes sites for the whole search when the incumbent improved since the last time.
        private func refreshFixings() {
            guard let objective = incumbent.objective, fixedFor != objective, !rootReducedCosts.isEmpty else { return }
            fixedFor = objective
            let fixings = MasterProgram.fixings(
                states: baseStates, bound: rootBound, reducedCosts: rootReducedCosts, cutoff: incumbent.cutoff)
            for fixing in fixings { baseStates[fixing.site] = fixing.state }
            if !fixings.isEmpty { leftBound = min(leftBound, max(rootBound, incumbent.cutoff.value)) }
        }

        private func fixAtNode(_ node: inout Node, _ states: inout [Int8]) {
            let fixings = MasterProgram.fixings(
                states: states, bound: program.lastCertified, reducedCosts: program.reducedCosts,
                cutoff: incumbent.cutoff)
            guard !fixings.isEmpty else { return }
            for fixing in fixings {
                node.decisions.append((Int32(fixing.site), fixing.state))
                states[fixing.site] = fixing.state
            }
            leftBound = min(leftBound, max(node.bound, incumbent.cutoff.value))
        }

        private func fractionalSites(_ states: [Int8]) -> [Int] {
            states.indices.filter {
                states[$0] == SiteState.free && min(program.siteValues[$0], 1 - program.siteValues[$0]) > 1e-6
            }
        }

        /// Prices a plan all of whose sites are decided.
        private func leaf(_ states: [Int8]) {
            let plan = states.indices.filter { states[$0] == SiteState.open }
            guard let objective = incumbent.objective(of: plan, below: .infinity) else { return }
            leftBound = min(leftBound, objective)
            incumbent.offer(plan)
        }

        /// The relaxation's values are whole: a plan.
        ///
        /// If its bound does not close the part by itself, split on.
        private func integral(_ node: Node, _ states: [Int8]) {
            let plan = states.indices.filter {
                states[$0] == SiteState.open || (states[$0] == SiteState.free && program.siteValues[$0] > 0.5)
            }
            if incumbent.offer(plan) { incumbent.offerImproved(plan, control: control) }
            if incumbent.cutoff.prunes(node.bound) {
                leftBound = min(leftBound, node.bound)
            } else {
                branchBlindly(node, states)
            }
        }

        /// Splits on a free site that is open in the last values, or any free one.
        private func branchBlindly(_ node: Node, _ states: [Int8]) {
            var chosen = -1
            for site in states.indices where states[site] == SiteState.free {
                if chosen < 0 || program.siteValues[site] > program.siteValues[chosen] { chosen = site }
            }
            guard chosen >= 0 else { return leaf(states) }
            split(node, chosen, divesUp: true, upBound: node.bound, downBound: node.bound)
        }

        private func split(_ node: Node, _ site: Int, divesUp: Bool, upBound: Double, downBound: Double) {
            var up = node
            up.decisions.append((Int32(site), SiteState.open))
            up.bound = max(node.bound, upBound)
            var down = node
            down.decisions.append((Int32(site), SiteState.closed))
            down.bound = max(node.bound, downBound)
            if divesUp {
                queue.insert(down, bound: down.bound)
                dive = up
            } else {
                queue.insert(up, bound: up.bound)
                dive = down
            }
        }

        /// Rounds the last values to a plan and improves it.
        func round() {
            guard
                let plan = FeasiblePlan(model, states: model.states).repaired(
                    wish: program.siteValues, attempts: 1, seed: 1),
                triedPlans.insert(plan).inserted
            else { return }
            incumbent.offerImproved(plan, control: control)
        }

        private func branch(_ node: Node, _ states: [Int8], _ fractional: [Int]) throws(SolverError) {
            let values = program.siteValues
            let ordered = fractional.sorted {
                let left = min(values[$0], 1 - values[$0])
                let right = min(values[$1], 1 - values[$1])
                return left > right || (left == right && $0 < $1)
            }
            let floor = 1e-9 * max(1, abs(node.bound))
            var best = ordered[0]
            var bestScore = -1.0
            var bestBounds = (up: node.bound, down: node.bound)
            var tried = 0
            var basis: Basis?
            for site in ordered {
                var bounds = (up: node.bound, down: node.bound)
                if !pseudoCosts.isKnown(site), tried < strongCandidates, !control.mustStop {
                    tried += 1
                    let saved = basis ?? program.session.basis()
                    basis = saved
                    bounds.down = try probe(site, SiteState.closed, states, saved)
                    bounds.up = try probe(site, SiteState.open, states, saved)
                    let room = incumbent.cutoff.value.isFinite ? incumbent.cutoff.value - node.bound : .infinity
                    pseudoCosts.record(
                        site, isUp: false, gain: max(0, min(room, bounds.down - node.bound)), value: values[site])
                    pseudoCosts.record(
                        site, isUp: true, gain: max(0, min(room, bounds.up - node.bound)), value: values[site])
                    if incumbent.cutoff.prunes(bounds.up) || incumbent.cutoff.prunes(bounds.down) {
                        best = site
                        bestBounds = bounds
                        break
                    }
                }
                let score = pseudoCosts.score(site, value: values[site], floor: floor)
                if score > bestScore {
                    bestScore = score
                    best = site
                    bestBounds = bounds
                }
            }
            split(node, best, divesUp: values[best] > 0.5, upBound: bestBounds.up, downBound: bestBounds.down)
        }

        /// Certified bound after a few simplex iterations with a site decided; the basis is put back.
        private func probe(_ site: Int, _ state: Int8, _ states: [Int8], _ saved: Basis) throws(SolverError) -> Double {
            var probed = states
            probed[site] = state
            try program.apply(probed)
            _ = try program.solve(iterationLimit: strongIterations)
            let bound = program.certifiedBound(states: probed).value
            try program.apply(states)
            try program.session.restore(saved)
            return bound
        }
    }
#endif
