#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// What the linear relaxation says about the plans within some site states.
    enum Relaxation {
        /// A certified bound exceeds the cut-off.
        case pruned(bound: Double)
        /// No plan exists, by a certificate.
        case infeasible
        /// The relaxation is solved (or its rounds are used up); values and reduced costs are current.
        case solved(bound: Double, isConverged: Bool)
        /// A limit struck, or the program broke down; the bound is certified all the same.
        case stopped(bound: Double)
    }

    /// How long the cutting loop runs at a node.
    struct RelaxationLimits {
        /// Rounds after which a slow loop ends.
        var rounds = Int.max
        /// A round is slow when it closes less than this share of the distance to the cut-off.
        var slowShare = 0.0
        /// The first solve's method; the dual simplex follows.
        var usesPrimalFirst = false
        /// Age at which basic rows go.
        var purgeAge: Int16 = 10

        /// For the root.
        static let root = RelaxationLimits()
        /// For the nodes of the tree.
        static let node = RelaxationLimits(rounds: 3, slowShare: 0.1)
    }

    extension MasterProgram {
        /// Solves the relaxation within the given states by adding violated cuts and priced sites until nothing is violated
        /// or the certified bound exceeds the cut-off.
        func relax(states: [Int8], cutoff: Cutoff, limits: RelaxationLimits) throws(SolverError) -> Relaxation {
            try apply(states)
            var best = -Double.infinity
            var last = -Double.infinity
            var round = 0
            var usesPrimal = limits.usesPrimalFirst
            var failures = 0
            while true {
                if control().mustStop { return .stopped(bound: best) }
                let outcome = try solve(
                    usesPrimal: usesPrimal, objectiveLimit: failures == 0 ? cutoff.value : .infinity)
                usesPrimal = false
                round += 1
                switch outcome {
                case .optimal: break
                case .objectiveLimit:
                    best = max(best, certifiedBound(states: states).value)
                    if cutoff.prunes(best) { return .pruned(bound: best) }
                    failures += 1
                    if failures > 20 { return .stopped(bound: best) }
                    continue
                case .infeasible:
                    if try provesInfeasible(states: states) { return .infeasible }
                    return .stopped(bound: best)
                case .unbounded, .failed, .iterationLimit, .timeLimit, .interrupted:
                    best = max(best, certifiedBound(states: states).value)
                    return cutoff.prunes(best) ? .pruned(bound: best) : .stopped(bound: best)
                }
                let value = model.constant + session.objectiveValue / objectiveScale
                if cutoff.prunes(value) || !isComplete {
                    best = max(best, certifiedBound(states: states).value)
                    if cutoff.prunes(best) { return .pruned(bound: best) }
                }
                try readValues()
                var priced = 0
                if !isComplete { priced = try price(states: states) }
                try purgeAged(over: limits.purgeAge)
                let (added, envelope) = try separate()
                if priced > 0 {
                    usesPrimal = added == 0
                    continue
                }
                let isTight = envelope - value < 1e-9 * max(1e-9, abs(value))
                if added == 0 || (isTight && value.isFinite && abs(envelope - value) < cutoff.tolerance(value) * 0.01) {
                    best = max(best, certifiedBound(states: states).value)
                    return cutoff.prunes(best) ? .pruned(bound: best) : .solved(bound: best, isConverged: true)
                }
                if round >= limits.rounds, value - last < limits.slowShare * max(0, cutoff.value - value) {
                    best = max(best, certifiedBound(states: states).value)
                    return cutoff.prunes(best) ? .pruned(bound: best) : .solved(bound: best, isConverged: false)
                }
                last = value
            }
        }

        /// One solve of the linear program from its last basis.
        func solve(
            usesPrimal: Bool = false, objectiveLimit: Double = .infinity, iterationLimit: Int? = nil
        ) throws(SolverError) -> SimplexOutcome {
            control().programCount += 1
            var options = SimplexOptions(method: usesPrimal ? .primal : .dual)
            options.iterationLimit = iterationLimit
            options.timeLimit = control().remaining
            options.cancellation = control().cancellation
            if !usesPrimal, objectiveLimit.isFinite {
                let scaled = (objectiveLimit - model.constant) * objectiveScale
                options.objectiveLimit = scaled + 1e-7 * max(1, abs(scaled))
            }
            let before = session.iterationCount
            defer { control().simplexIterations += session.iterationCount - before }
            return try session.solveLP(options)
        }

        /// Gives columns to the sites whose reduced cost under the last certified bound says they could help; returns how
        /// many entered.
        func price(states: [Int8]) throws(SolverError) -> Int {
            let tolerance = 1e-9 * model.magnitude / Double(max(1, model.siteCount))
            var candidates: [Int] = []
            for site in states.indices where columnOfSite[site] < 0 && states[site] != SiteState.closed {
                if states[site] == SiteState.open || reducedCosts[site] < -tolerance { candidates.append(site) }
            }
            let most = max(30, siteOfColumn.count / 4)
            if candidates.count > most {
                candidates.sort {
                    reducedCosts[$0] < reducedCosts[$1] || (reducedCosts[$0] == reducedCosts[$1] && $0 < $1)
                }
                candidates.removeLast(candidates.count - most)
            }
            try addSites(candidates)
            try apply(states)
            return candidates.count
        }

        /// Whether no plan exists within the states, proven by a certificate: the least total stretch of the rows is
        /// minimised, and its multipliers must show, in our own arithmetic, that some stretch is needed.
        func provesInfeasible(states: [Int8]) throws(SolverError) -> Bool {
            var propagated = states
            var propagation = RowPropagation(model)
            if !propagation.extend(&propagated) { return true }
            try addSites(states.indices.filter { columnOfSite[$0] < 0 && states[$0] != SiteState.closed })
            try apply(states)
            let saved = session.basis()
            try session.setCosts(0..<Self.stretchColumns, Array(repeating: 1, count: Self.stretchColumns))
            let firstCosted = Self.stretchColumns..<serviceColumns.upperBound
            try session.setCosts(firstCosted, Array(repeating: 0, count: firstCosted.count))
            try session.setCosts(siteColumns, Array(repeating: 0, count: siteOfColumn.count))
            for column in 0..<Self.stretchColumns { try session.setColumnBounds(column, lower: 0, upper: .infinity) }
            var isProven = false
            var usesPrimal = true
            for _ in 0..<100 {
                if control().mustStop { break }
                guard try solve(usesPrimal: usesPrimal) == .optimal else { break }
                usesPrimal = false
                let proof = certifiedBound(states: states, isFeasibilityProof: true)
                if proof.value > proof.slack {
                    isProven = true
                    conflict = rulesInUse()
                    break
                }
                if session.objectiveValue > 1e-6 { break }
                try readValues()
                if try separate().count == 0 { break }
            }
            for column in 0..<Self.stretchColumns { try session.setColumnBounds(column, lower: 0, upper: 0) }
            try session.setCosts(0..<Self.stretchColumns, Array(repeating: 0, count: Self.stretchColumns))
            try restoreServiceCosts()
            try session.setCosts(siteColumns, siteOfColumn.map { objectiveScale * model.openingCosts[Int($0)] })
            if saved.rowCount == rowOwners.count { try session.restore(saved) } else { try session.resetBasis() }
            return isProven
        }

        /// Sites whose other state a certified bound excludes, given the reduced costs that came with it.
        static func fixings(
            states: [Int8], bound: Double, reducedCosts: [Double], cutoff: Cutoff
        ) -> [(site: Int, state: Int8)] {
            guard cutoff.incumbent != nil else { return [] }
            var result: [(site: Int, state: Int8)] = []
            for site in states.indices where states[site] == SiteState.free {
                let reduced = reducedCosts[site]
                if reduced > 0, cutoff.prunes(bound + reduced) {
                    result.append((site, SiteState.closed))
                } else if reduced < 0, cutoff.prunes(bound - reduced) {
                    result.append((site, SiteState.open))
                }
            }
            return result
        }
    }
#endif
