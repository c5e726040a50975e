#if GLPK
    /// What the linear programs of a tree have cost since its search was last consulted, as work of that search.
    struct CompanionCredit {
        /// Work earned and not spent.
        private(set) var work = 0.0
        private var iterations = 0
        /// Consultations in a row that brought nothing.
        var idle = 0

        /// Counts the simplex iterations so far; the search gets about a tenth of what they take, up to a quarter while
        /// the gap is so wide that the plan must be the reason, less while it brings nothing.
        mutating func count(iterations now: Int, rows: Int, gap: Double) {
            let rate = 2 + 3 * max(0, min(1, gap / 1e-3))
            work += rate * Double(now - iterations) * Double(rows) / (1 + 0.5 * Double(idle))
            iterations = now
        }

        mutating func spend() { work = 0 }
    }

    extension BranchAndCut {
        /// Lets the search beside the tree go on, and takes over what it found, once the linear programs have cost as much
        /// more as its epoch does.
        func consultCompanion() {
            let objective = incumbent.objective ?? .infinity
            companionCredit.count(
                iterations: control.simplexIterations, rows: program.rowOwners.count,
                gap: objective.isFinite ? (objective - rootRelaxation) / max(abs(objective), 1e-9) : 0)
            guard let makeCompanion, let plan = incumbent.plan, !control.mustStop else { return }
            if let companion {
                guard companionCredit.work >= Double(companion.work) else { return }
                companionCredit.spend()
                let hasImproved = control.stage("search beside") {
                    companion.harvest(into: incumbent, bound: rootRelaxation, most: 3)
                }
                companionCredit.idle = hasImproved ? 0 : companionCredit.idle + 1
            } else {
                guard companionCredit.work >= Self.companionThreshold else { return }
                companion = makeCompanion()
            }
            companion?.begin(with: [incumbent.plan ?? plan], allowed: support())
        }

        /// Work of a search that a tree must have cost before one is worth setting up.
        static var companionThreshold: Double { 3e7 }

        /// The sites the last values use or nearly use.
        private func support() -> [Bool] {
            let room = 0.05 * max(0, incumbent.cutoff.value - program.lastCertified)
            return model.states.indices.map {
                program.siteValues[$0] > 1e-6 || abs(program.reducedCosts[$0]) <= room
            }
        }

        /// Perturbs the best plan among the sites the root's values use or nearly use.
        func searchSupport() {
            guard let plan = incumbent.plan else { return }
            let allowed = support()
            incumbent.search.set(plan)
            var iterated = IteratedSwapSearch(incumbent.search, seed: 7)
            _ = iterated.run(kicks: supportKicks, allowed: allowed, control: control)
            incumbent.offer(incumbent.search.plan)
        }

        /// Hands a part with few free sites to the dense tree, whose nodes cost a small share of a linear program's.
        ///
        /// - Returns: whether the part is closed. If not, its distance from the cut-off is remembered as too far.
        func closesByDenseTree(_ node: Node, _ states: [Int8]) -> Bool {
            let distance = incumbent.cutoff.value - node.bound
            // The dense tree knows sums of costs only, not what exceeds a threshold.
            guard program.thresholds == nil, distance.isFinite, distance <= denseReach else { return false }
            let freeCount = states.count { $0 == SiteState.free }
            guard freeCount * model.clientCount <= 1_000_000 else { return false }
            let reduced = model.reduced(by: states)
            let inner = reduced.model
            let cells = inner.siteCount * inner.clientCount
            guard cells > 0, cells <= 600_000, let counts = inner.countRange else { return false }
            let innerIncumbent = Incumbent(inner, search: incumbent.search, cutoff: incumbent.cutoff)
            guard let tree = DenseTree(inner, incumbent: innerIncumbent, control: control) else { return false }
            let outcome = tree.run(
                opening: counts, multipliers: reduced.lowered(multipliers: program.clientMultipliers),
                openShare: reduced.sites.map { program.siteValues[$0] }, nodeLimit: max(200, 150_000_000 / cells))
            if let plan = innerIncumbent.plan { incumbent.offer(reduced.lifted(plan)) }
            if outcome.isComplete {
                leftBound = min(leftBound, outcome.bound)
            } else {
                denseReach = 0.75 * distance
            }
            return outcome.isComplete
        }
    }
#endif
