internal import LinearOptimization

#if GLPK
    internal import GLPKSolver

    /// One exact solve of a conditional median.
    ///
    /// The mean of the worst share is the least over thresholds η of η + (1/βW) Σ w_i (t_i − η)⁺, and a best η is a cost
    /// of some list. A part of the search is a range of such costs. With η ≥ a, costs below a count as a, which shortens
    /// the lists; with η a column between the ends of the range and rows θ_i + η ≥ D − Σ (D − c_ij)⁺ y_j the program of
    /// ``MasterProgram`` bounds the part, and branch and cut decides it or, past its node budget, leaves it to be split at
    /// the program's threshold. A range of one cost is a p-median with truncated lists.
    ///
    /// Where rules restrict only the number of sites, parts are decided without a program: a plan whose threshold lies in
    /// a … b costs at least a + (1/βW) Σ w_i (t_i − b)⁺, a p-median for the dense tree, which evaluates the plans it
    /// cannot rule out exactly. The range is halved until b − a is little against the gap.
    struct ConditionalSolve {
        /// A range of breakpoints, by position.
        private struct Part {
            var first: Int
            var last: Int
            var depth: Int
        }

        private let problem: ConditionalMedianProblem
        private let weighted: NearestSiteProblem
        private let options: LocationOptions
        private let control: SolveControl
        private let breakpoints: [Double]

        /// Prepares a problem whose data are sound; `nil` for those with rules on service or without anybody to serve.
        init?(_ problem: ConditionalMedianProblem, options: LocationOptions, control: SolveControl) {
            let base = problem.base
            let total = base.weights.reduce(0, +)
            guard base.serviceConstraints.isEmpty, total > 0, total.isFinite else { return nil }
            let scale = 1 / (problem.worstShare * total)
            guard scale.isFinite, scale > 0 else { return nil }
            self.problem = problem
            self.options = options
            self.control = control
            var weighted = base
            weighted.weights = base.weights.map { $0 * scale }
            self.weighted = weighted
            var values: Set<Double> = []
            for client in base.weights.indices where base.weights[client] > 0 {
                let unserved = base.unservedCosts[client]
                if unserved.isFinite { values.insert(unserved) }
                for entry in base.serviceCosts.entries(of: client) {
                    if base.serviceCosts.costs[entry] >= unserved { break }
                    values.insert(base.serviceCosts.costs[entry])
                }
            }
            breakpoints = values.sorted()
            if breakpoints.isEmpty { return nil }
        }

        /// Solves, starting from plans that may be feasible or not.
        func run(starts: [[Int]]) throws -> EngineAnswer {
            let whole = model(above: -.infinity)
            var states = whole.states
            var propagation = RowPropagation(whole)
            guard propagation.extend(&states) else {
                return EngineAnswer(
                    termination: Termination(.infeasible, detail: "rules exclude each other"), bound: .infinity)
            }
            let cutoff = Cutoff(
                isIntegral: false, magnitude: whole.magnitude, relativeGap: options.solve.relativeGap,
                absoluteGap: options.solve.absoluteGap)
            // Trees meet the same plan in many parts.
            let known = EvaluatedPlans()
            let incumbent = Incumbent(whole, search: SwapSearch(whole), cutoff: cutoff) { sites in
                known.objective(of: sites) {
                    let evaluated = problem.evaluation(open: sites)
                    return evaluated.isFeasible ? evaluated.objective : nil
                }
            }
            incumbent.onImprovement = { [control] in control.report("plans", incumbent: $0, bound: -.infinity) }
            control.stage("plans") { offerPlans(starts, incumbent) }
            if states.allSatisfy({ $0 == SiteState.free }), let counts = whole.countRange, incumbent.plan != nil,
                whole.siteCount * whole.clientCount <= Self.mostCells,
                let outcome = try control.stage("dense trees", { try searchRanges(incumbent, opening: counts) })
            {
                return EngineAnswer(
                    outcome, incumbent: incumbent, control: control, method: "dense trees by thresholds")
            }
            let outcome = try control.stage("branch and cut") { try search(incumbent) }
            return EngineAnswer(outcome, incumbent: incumbent, control: control, method: "branch and cut by thresholds")
        }

        /// The model in which every cost counts at least as `floor`.
        private func model(above floor: Double) -> EngineModel {
            EngineModel.presolved(weighted, options: .excess(above: floor)).0
        }

        /// Plans from local search at fixed thresholds: the sum of the excess over η is a p-median, whose plan says what
        /// the next η is.
        private func offerPlans(_ starts: [[Int]], _ incumbent: Incumbent) {
            for start in starts { incumbent.offer(start) }
            var seen: Set<[Int]> = []
            for round in 0..<8 {
                if control.mustStop { return }
                let floor = incumbent.plan.map { threshold(of: $0) } ?? -.infinity
                let model = model(above: floor)
                let search = SwapSearch(model)
                let local = incumbent.searching(search)
                if let plan = incumbent.plan {
                    guard seen.insert(plan).inserted else { return }
                    search.set(plan)
                    search.descend(control: control)
                    incumbent.offer(search.plan)
                    var iterated = IteratedSwapSearch(search, seed: options.seed &+ UInt64(round))
                    _ = iterated.run(kicks: 60, control: control)
                    incumbent.offer(search.plan)
                } else {
                    StartingPlans(
                        model, search: search, incumbent: local, control: control, seed: options.seed
                    ).offerRandom(count: 2)
                    if local.plan.map({ incumbent.offer($0) }) != true { return }
                }
            }
        }

        /// The threshold at which a plan's mean of the worst share is taken.
        private func threshold(of plan: [Int]) -> Double {
            problem.threshold(costs: problem.base.serviceCostPerClient(open: plan))
        }

        /// Costs a dense tree holds.
        private static let mostCells = 400_000
        /// Parts whose costs a dense tree may fail to hold.
        private static let mostMisfits = 20

        /// Searches ranges of thresholds by dense trees; `nil` when costs never fit them.
        private func searchRanges(_ incumbent: Incumbent, opening counts: ClosedRange<Int>) throws -> TreeOutcome? {
            var queue = NodeQueue<Part>()
            queue.insert(Part(first: 0, last: breakpoints.count - 1, depth: 0), bound: -.infinity)
            var misfits = 0
            var leftBound = Double.infinity
            while var (part, bound) = queue.popLeast() {
                if incumbent.cutoff.prunes(bound) {
                    leftBound = min(leftBound, bound)
                    continue
                }
                if control.mustStop {
                    return TreeOutcome(bound: min(leftBound, bound, queue.leastBound), isComplete: false)
                }
                shorten(&part, incumbent)
                var outcome = TreeOutcome(bound: bound, isComplete: false)
                if let decided = decide(part, incumbent, opening: counts) {
                    outcome = decided
                } else {
                    misfits += 1
                    if misfits > Self.mostMisfits { return nil }
                    if part.first == part.last { outcome = try solve(part, incumbent).outcome }
                }
                bound = max(bound, outcome.bound)
                if outcome.isComplete {
                    // What the tree did not rule out it evaluated: nothing better than the cut-off is left.
                    leftBound = min(leftBound, max(bound, incumbent.cutoff.value))
                } else if control.mustStop || part.first == part.last {
                    return TreeOutcome(bound: min(leftBound, bound, queue.leastBound), isComplete: false)
                } else {
                    let value = (breakpoints[part.first] + breakpoints[part.last]) / 2
                    let middle = max(part.first + 1, position(of: value, in: part))
                    let depth = part.depth + 1
                    queue.insert(Part(first: part.first, last: middle - 1, depth: depth), bound: bound)
                    queue.insert(Part(first: middle, last: part.last, depth: depth), bound: bound)
                }
                control.report("thresholds", incumbent: incumbent.objective, bound: min(leftBound, queue.leastBound))
            }
            return TreeOutcome(bound: leftBound, isComplete: true)
        }

        /// Leaves out thresholds past which nothing is better than the incumbent, whatever the excess.
        private func shorten(_ part: inout Part, _ incumbent: Incumbent) {
            guard let objective = incumbent.objective else { return }
            while part.last > part.first, breakpoints[part.last] + leastOpening > objective { part.last -= 1 }
        }

        /// Lagrangian bound and dense tree over a part, the latter only where the part is narrow against the gap.
        private func decide(_ part: Part, _ incumbent: Incumbent, opening counts: ClosedRange<Int>) -> TreeOutcome? {
            let low = breakpoints[part.first]
            let high = breakpoints[part.last]
            let model = model(above: high)
            let total = model.weights.reduce(0, +)
            model.constant += low - high * total - 1e-12 * (abs(low) + abs(high) * total)
            let local = incumbent.searching(SwapSearch(model))
            defer { if let plan = local.plan { incumbent.offer(plan) } }
            let lagrangian = LagrangianBound(model)
            if let plan = incumbent.plan {
                local.search.set(plan)
                lagrangian.start(from: local.search)
            }
            var settings = SubgradientSettings()
            settings.maximumSteps = 400
            settings.patience = 20
            settings.leastFactor = 0.01
            let climbed = lagrangian.climb(
                states: model.states, cutoff: incumbent.cutoff, settings: settings, control: control)
            if incumbent.cutoff.prunes(climbed) { return TreeOutcome(bound: climbed, isComplete: true) }
            let isSingle = part.first == part.last
            if control.mustStop || (!isSingle && high - low > 0.5 * (incumbent.cutoff.value - climbed)) {
                return TreeOutcome(bound: climbed, isComplete: false)
            }
            // Near the incumbent's objective little is left to pay: units need not be that fine.
            let least = 0.05 * abs(incumbent.objective ?? 0)
            guard let tree = DenseTree(model, incumbent: local, control: control, leastService: least) else {
                return nil
            }
            var outcome = tree.run(
                opening: counts, multipliers: lagrangian.multipliers, openShare: lagrangian.openShare,
                nodeLimit: isSingle ? .max : 100 << min(part.depth, 20))
            outcome.bound = max(outcome.bound, climbed)
            return outcome
        }

        private func search(_ incumbent: Incumbent) throws -> TreeOutcome {
            var queue = NodeQueue<Part>()
            queue.insert(Part(first: 0, last: breakpoints.count - 1, depth: 0), bound: -.infinity)
            var leftBound = Double.infinity
            while var (part, bound) = queue.popLeast() {
                if incumbent.cutoff.prunes(bound) {
                    leftBound = min(leftBound, bound)
                    continue
                }
                if control.mustStop {
                    return TreeOutcome(bound: min(leftBound, bound, queue.leastBound), isComplete: false)
                }
                // Past this threshold nothing is better than the incumbent, whatever the excess.
                while let objective = incumbent.objective, part.last > part.first,
                    breakpoints[part.last] + leastOpening > objective
                {
                    part.last -= 1
                    leftBound = min(leftBound, max(bound, incumbent.cutoff.value))
                }
                let (outcome, threshold) = try solve(part, incumbent)
                bound = max(bound, outcome.bound)
                if outcome.isComplete {
                    leftBound = min(leftBound, outcome.bound)
                } else if control.mustStop || part.first == part.last {
                    return TreeOutcome(bound: min(leftBound, bound, queue.leastBound), isComplete: false)
                } else {
                    let middle = max(part.first + 1, position(of: threshold, in: part))
                    let depth = part.depth + 1
                    queue.insert(Part(first: part.first, last: middle - 1, depth: depth), bound: bound)
                    queue.insert(Part(first: middle, last: part.last, depth: depth), bound: bound)
                }
                control.report("thresholds", incumbent: incumbent.objective, bound: min(leftBound, queue.leastBound))
            }
            return TreeOutcome(bound: leftBound, isComplete: true)
        }

        /// Opening costs no plan avoids.
        private var leastOpening: Double {
            weighted.roles.indices.reduce(0) { sum, site in
                switch weighted.roles[site] {
                case .existing, .required: sum + weighted.openingCosts[site]
                case .candidate: sum + min(0, weighted.openingCosts[site])
                case .excluded: sum
                }
            }
        }

        /// First breakpoint of a part that is no less than a threshold.
        private func position(of threshold: Double, in part: Part) -> Int {
            var low = part.first
            var high = part.last
            while low < high {
                let middle = (low + high) / 2
                if breakpoints[middle] < threshold { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// Branch and cut over a part within its node budget, and the threshold of its first relaxation.
        private func solve(_ part: Part, _ incumbent: Incumbent) throws -> (outcome: TreeOutcome, threshold: Double) {
            let floor = breakpoints[part.first]
            let model = model(above: floor)
            let local = incumbent.searching(SwapSearch(model))
            let (outcome, threshold) = try withGLPKSession { session in
                let program = try MasterProgram(
                    model, session: session, objective: incumbent.objective,
                    thresholds: floor...breakpoints[part.last]
                ) { [control] in control }
                let tree = BranchAndCut(
                    program, incumbent: local, pseudoCosts: PseudoCosts(siteCount: model.siteCount),
                    states: model.states, control: control)
                if part.first < part.last { tree.nodeLimit = 4 << min(part.depth, 20) }
                return (try tree.run(), program.threshold)
            }
            if let plan = local.plan { incumbent.offer(plan) }
            return (outcome, threshold)
        }
    }

    /// Objectives of the plans met so far.
    private final class EvaluatedPlans {
        private var objectives: [[Int]: Double?] = [:]
        private static let most = 1 << 18

        func objective(of sites: [Int], _ evaluate: () -> Double?) -> Double? {
            let plan = sites.sorted()
            if let known = objectives[plan] { return known }
            let value = evaluate()
            if objectives.count < Self.most { objectives.updateValue(value, forKey: plan) }
            return value
        }
    }
#endif
