#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// The linear relaxation of a covering problem as a growing program inside GLPK.
    ///
    /// Columns: the open share y_j of each site and the uncovered share u_g of each group of clients, a group holding the
    /// clients with the same first site. For a point y with cover I_i = Σ_{j covers i} y_j, the clients of a group with
    /// I_i < 1 give the row of Cordeau, Furini and Ljubić (2019),
    ///
    ///     W_g u_g ≥ Σ_{i: I_i < 1} w_i (1 − Σ_{j covers i} y_j),
    ///
    /// so that rows stay short and the program stays small however many clients there are. Site rules are rows as they
    /// are; a limit on the uncovered weight (partial covering) is one more.
    final class CoverProgram {
        let model: EngineModel
        let session: GLPKSession
        /// Largest uncovered weight allowed; infinite when uncovered weight is only paid for.
        private let uncoveredLimit: Double
        /// Whether uncovered weight is part of the objective.
        private let paysForUncovered: Bool
        /// The model's rules, and one row for each client that must be covered.
        private let rules: [EngineRow]
        /// Open share per site after ``readValues()``.
        private(set) var openShares: [Double]
        /// Reduced cost per site under the multipliers of the last ``certifiedBound(states:isFeasibilityProof:)``.
        private(set) var reducedCosts: [Double]

        /// The last bound of ``certifiedBound(states:isFeasibilityProof:)`` that counts the objective.
        private(set) var lastBound = -Double.infinity

        /// Clients in order of their groups.
        private let clients: [Int32]
        private let gains: [Double]
        private let groupStarts: [Int]
        private let groupWeights: [Double]
        private var uncoveredShares: [Double]
        /// Cost of covering everyone, sites aside.
        private let constant: Double
        private let objectiveScale: Double
        private let rowScales: [Double]
        private let limitScale: Double
        private var cuts: [Cut] = []
        private var duals: [Double] = []
        private var currentStates: [Int8]
        private let control: SolveControl
        private var coefficients: [Double]

        /// W_g u_g ≥ constant − Σ value · y_site, with its age in rounds without use.
        private struct Cut {
            var group: Int32
            var age: Int16
            var constant: Double
            var sites: [Int32]
            var values: [Double]
        }

        private static let stretchCount = 2
        private var groupCount: Int { groupWeights.count }
        private var groupColumns: Range<Int> { Self.stretchCount..<Self.stretchCount + groupCount }
        private var siteColumns: Range<Int> {
            groupColumns.upperBound..<groupColumns.upperBound + model.siteCount
        }
        private var ruleCount: Int { rules.count + (uncoveredLimit.isFinite ? 1 : 0) }
        /// Rows of the program that are cuts.
        var cutCount: Int { cuts.count }

        /// Builds the program.
        ///
        /// - Parameter model: fits ``isSuitable(_:)``.
        init(_ model: EngineModel, session: GLPKSession, control: SolveControl) throws(SolverError) {
            self.model = model
            self.session = session
            self.control = control
            let lists = model.lists
            var limit = Double.infinity
            var weights = model.weights
            if let row = model.serviceRows.first {
                limit = row.limit
                weights = Array(repeating: 0, count: model.clientCount)
                for (client, weight) in zip(row.clients, row.weights) {
                    weights[Int(client)] = weight
                    if let first = lists.entries(Int(client)).first { limit -= weight * lists.costs[first] }
                }
            }
            uncoveredLimit = limit
            paysForUncovered = model.serviceRows.isEmpty
            var gain = Array(repeating: 0.0, count: model.clientCount)
            var rules = model.rows
            var constant = model.constant
            for client in 0..<model.clientCount {
                let entries = lists.entries(client)
                if model.caps[client] == .infinity {
                    rules.append(
                        EngineRow(
                            name: "cover", sites: entries.map { lists.indices[$0] }.sorted(),
                            coefficients: entries.map { _ in 1 }, lower: 1, upper: .infinity))
                } else if let first = entries.first {
                    gain[client] = weights[client] * (model.caps[client] - lists.costs[first])
                    if model.serviceRows.isEmpty { constant += weights[client] * lists.costs[first] }
                } else if model.serviceRows.isEmpty {
                    constant += weights[client] * model.caps[client]
                }
            }
            self.rules = rules
            self.constant = constant
            let used = (0..<Int32(model.clientCount)).filter { gain[Int($0)] > 0 }
            let leader = (0..<model.clientCount).map { client in
                lists.entries(client).reduce(Int32.max) { min($0, lists.indices[$1]) }
            }
            clients = used.sorted { (leader[Int($0)], $0) < (leader[Int($1)], $1) }
            gains = gain
            var starts: [Int] = []
            var sums: [Double] = []
            for (position, client) in clients.enumerated() {
                if position == 0 || leader[Int(client)] != leader[Int(clients[position - 1])] {
                    starts.append(position)
                    sums.append(0)
                }
                sums[sums.count - 1] += gain[Int(client)]
            }
            starts.append(clients.count)
            groupStarts = starts
            groupWeights = sums
            let total = sums.reduce(0, +)
            let size = (paysForUncovered ? total : 0) + model.openingCosts.reduce(0) { $0 + abs($1) }
            objectiveScale = size > 0 ? 1e3 / size : 1
            rowScales = rules.map { row in
                let largest = row.coefficients.reduce(0) { max($0, abs($1)) }
                return largest > 0 ? 1 / largest : 1
            }
            limitScale = total > 0 ? 1 / total : 1
            openShares = Array(repeating: 0, count: model.siteCount)
            reducedCosts = openShares
            coefficients = openShares
            uncoveredShares = Array(repeating: 0, count: sums.count)
            currentStates = Array(repeating: SiteState.free, count: model.siteCount)
            try build()
        }

        private func build() throws(SolverError) {
            try session.setObjective(sense: .minimize, constant: 0)
            _ = try session.addColumns(lower: [0, 0], upper: [0, 0], cost: [0, 0])
            if groupCount > 0 {
                _ = try session.addColumns(
                    lower: groupWeights.map { _ in 0 }, upper: groupWeights.map { _ in 1 }, cost: groupCosts)
            }
            if model.siteCount > 0 {
                _ = try session.addColumns(
                    lower: openShares, upper: openShares.map { _ in 1 }, cost: siteCosts)
            }
            let firstSite = Int32(siteColumns.lowerBound)
            for (position, row) in rules.enumerated() {
                let scale = rowScales[position]
                var columns: [Int32] = []
                var values: [Double] = []
                if row.lower.isFinite {
                    columns.append(0)
                    values.append(1)
                }
                if row.upper.isFinite {
                    columns.append(1)
                    values.append(-1)
                }
                columns += row.sites.map { $0 + firstSite }
                values += row.coefficients.map { $0 * scale }
                _ = try session.addRow(
                    lower: row.lower * scale, upper: row.upper * scale, columns: columns, coefficients: values)
            }
            if uncoveredLimit.isFinite {
                _ = try session.addRow(
                    lower: -.infinity, upper: uncoveredLimit * limitScale,
                    columns: [1] + groupColumns.map(Int32.init),
                    coefficients: [-1] + groupWeights.map { $0 * limitScale })
            }
        }

        private var groupCosts: [Double] {
            groupWeights.map { paysForUncovered ? $0 * objectiveScale : 0 }
        }
        private var siteCosts: [Double] { model.openingCosts.map { $0 * objectiveScale } }

        /// Whether a model is a covering problem: one cost in the list of every client, and weights that are either paid for
        /// or limited by one service rule.
        static func isSuitable(_ model: EngineModel) -> Bool {
            let lists = model.lists
            for client in 0..<model.clientCount {
                let entries = lists.entries(client)
                guard let first = entries.first, let last = entries.last else {
                    // Nobody can cover the client: a constant, unless somebody must.
                    if model.caps[client] == .infinity { return false }
                    continue
                }
                if lists.costs[first] != lists.costs[last] { return false }
                if model.caps[client] == .infinity, model.weights[client] * lists.costs[first] != 0 { return false }
                if model.weights[client] > 0, !model.serviceRows.isEmpty { return false }
            }
            return model.serviceRows.count <= 1
        }

        /// Value of the last optimal program, in problem units; a hint, no bound.
        var programValue: Double { constant + session.objectiveValue / objectiveScale }

        /// Makes the program's bounds those of the states.
        func apply(_ states: [Int8]) throws(SolverError) {
            for site in states.indices where states[site] != currentStates[site] {
                let state = states[site]
                try session.setColumnBounds(
                    siteColumns.lowerBound + site, lower: state == SiteState.open ? 1 : 0,
                    upper: state == SiteState.closed ? 0 : 1)
                currentStates[site] = state
            }
        }

        /// One solve from the last basis.
        func solve(iterationLimit: Int? = nil, usesPrimal: Bool = false) throws(SolverError) -> SimplexOutcome {
            control.programCount += 1
            var options = SimplexOptions(method: usesPrimal ? .primal : .dual)
            options.iterationLimit = iterationLimit
            options.timeLimit = control.remaining
            options.cancellation = control.cancellation
            let before = session.iterationCount
            defer { control.simplexIterations += session.iterationCount - before }
            return try session.solveLP(options)
        }

        /// Reads the point of the last solve.
        func readValues() throws(SolverError) {
            if groupCount > 0 { try session.primalValues(groupColumns, into: &uncoveredShares) }
            if model.siteCount > 0 { try session.primalValues(siteColumns, into: &openShares) }
        }

        /// Adds the violated row of every group at a point, the program's own unless given.
        ///
        /// - Returns: how many rows were added, and the objective of the point when its uncovered weight is counted truly.
        func separate(at point: [Double]? = nil) throws(SolverError) -> (count: Int, value: Double) {
            let shares = point ?? openShares
            var value = constant
            for site in 0..<model.siteCount { value += model.openingCosts[site] * shares[site] }
            let least = 1e-9 / limitScale
            var starts = [0]
            var columns: [Int32] = []
            var values: [Double] = []
            var lower: [Double] = []
            var touched: [Int32] = []
            let lists = model.lists
            for group in 0..<groupCount {
                var constant = 0.0
                var uncovered = 0.0
                touched.removeAll(keepingCapacity: true)
                for position in groupStarts[group]..<groupStarts[group + 1] {
                    let client = Int(clients[position])
                    var cover = 0.0
                    let begin = lists.starts[client]
                    let end = lists.starts[client + 1]
                    for entry in begin..<end { cover += shares[Int(lists.indices[entry])] }
                    if cover >= 1 - 1e-9 { continue }
                    let gain = gains[client]
                    constant += gain
                    uncovered += gain * (1 - cover)
                    for entry in begin..<end {
                        let site = lists.indices[entry]
                        if coefficients[Int(site)] == 0 { touched.append(site) }
                        coefficients[Int(site)] += gain
                    }
                }
                value += paysForUncovered ? uncovered : 0
                let weight = groupWeights[group]
                if point != nil || uncovered > weight * uncoveredShares[group] + max(1e-7 * weight, least) {
                    touched.sort()
                    let kept = touched.map { coefficients[Int($0)] }
                    cuts.append(
                        Cut(group: Int32(group), age: 0, constant: constant, sites: touched, values: kept))
                    columns.append(Int32(groupColumns.lowerBound + group))
                    values.append(1)
                    for (site, coefficient) in zip(touched, kept) {
                        columns.append(Int32(siteColumns.lowerBound) + site)
                        values.append(coefficient / weight)
                    }
                    starts.append(columns.count)
                    lower.append(constant / weight)
                }
                for site in touched { coefficients[Int(site)] = 0 }
            }
            if !lower.isEmpty {
                control.cutCount += lower.count
                _ = try session.addRows(
                    lower: lower, upper: lower.map { _ in .infinity }, starts: starts, columns: columns,
                    coefficients: values)
            }
            return (lower.count, value)
        }

        /// Drops cuts that were slack for more than `age` rounds, once they are worth the effort.
        func purge(over age: Int16) throws(SolverError) {
            guard !cuts.isEmpty else { return }
            let basic = session.basicRows(ruleCount..<ruleCount + cuts.count)
            var old: [Int] = []
            for position in cuts.indices {
                cuts[position].age = basic[position] ? min(cuts[position].age + 1, 1_000) : 0
                if cuts[position].age > age { old.append(position) }
            }
            guard old.count > 1 + cuts.count / 10 else { return }
            try session.deleteRows(old.map { ruleCount + $0 })
            cuts = cuts.filter { $0.age <= age }
        }

        /// The bound that the duals of the last solve prove for plans within the states, in plain arithmetic.
        ///
        /// With multipliers s_c ≥ 0 of the cuts, π_r of the rules (≥ 0 against a lower bound, ≤ 0 against an upper one),
        /// ν ≥ 0 of the limit on the uncovered weight, and Σ_{c of g} s_c ≤ κ + ν, κ being 1 where uncovered weight is paid for,
        ///
        ///     constant − ν limit + Σ s_c a_c + Σ π_r b_r + Σ_j min over y_j of y_j (f_j − Σ π_r a_rj − Σ s_c b_cj)
        ///
        /// is a lower bound whatever the multipliers are.
        ///
        /// - Parameter isFeasibilityProof: with the objective left out (κ = 0, f = 0): a value above the slack proves that
        ///   there is no plan.
        func certifiedBound(states: [Int8], isFeasibilityProof: Bool = false) -> CertifiedBound {
            guard (try? session.rowDuals(0..<ruleCount + cuts.count, into: &duals)) != nil else {
                return CertifiedBound(value: -.infinity, slack: 0)
            }
            let scale = isFeasibilityProof ? 1 : objectiveScale
            var total = isFeasibilityProof ? 0 : constant
            var slack = 0.0
            for site in 0..<model.siteCount { reducedCosts[site] = isFeasibilityProof ? 0 : model.openingCosts[site] }
            for (position, row) in rules.enumerated() {
                let dual = duals[position] / scale * rowScales[position]
                let limit = dual > 0 ? row.lower : row.upper
                guard dual != 0, dual.isFinite, limit.isFinite else { continue }
                total += dual * limit
                slack += abs(dual) * (2 * RowTolerance.value * max(1, abs(limit)) + 1e-12 * abs(limit))
                for (site, value) in zip(row.sites, row.coefficients) { reducedCosts[Int(site)] -= dual * value }
            }
            var room = paysForUncovered && !isFeasibilityProof ? 1.0 : 0
            if uncoveredLimit.isFinite {
                let dual = -duals[rules.count] / scale * limitScale
                if dual > 0, dual.isFinite {
                    total -= dual * uncoveredLimit
                    slack += dual * 1e-9 * max(1, uncoveredLimit)
                    room += dual
                }
            }
            addCuts(scale, room, &total)
            for site in 0..<model.siteCount {
                switch states[site] {
                case SiteState.open: total += reducedCosts[site]
                case SiteState.free: if reducedCosts[site] < 0 { total += reducedCosts[site] }
                default: break
                }
            }
            if !isFeasibilityProof { lastBound = total.isFinite ? total - slack : -.infinity }
            return CertifiedBound(
                value: total.isFinite ? total : -.infinity,
                slack: slack + 1e-12 * (isFeasibilityProof ? room / limitScale : model.magnitude))
        }

        private func addCuts(_ scale: Double, _ room: Double, _ total: inout Double) {
            var used = Array(repeating: 0.0, count: groupCount)
            let first = ruleCount
            for (position, cut) in cuts.enumerated() {
                let dual = duals[first + position]
                if dual > 0, dual.isFinite { used[Int(cut.group)] += dual }
            }
            for (position, cut) in cuts.enumerated() {
                let dual = duals[first + position]
                guard dual > 0, dual.isFinite else { continue }
                let group = Int(cut.group)
                // In units of W_g u_g, shrunk where the duals of a group say more than its weight.
                let most = room * scale * groupWeights[group]
                let share = used[group] > most ? most / used[group] : 1
                let multiplier = dual * share / (scale * groupWeights[group])
                total += multiplier * cut.constant
                for entry in cut.sites.indices {
                    reducedCosts[Int(cut.sites[entry])] -= multiplier * cut.values[entry]
                }
            }
        }

        /// Whether no plan exists within the states, proven by a certificate: the least stretch of all rules is minimised,
        /// and its multipliers must show that some stretch is needed.
        func provesInfeasible(states: [Int8]) throws(SolverError) -> Bool {
            try apply(states)
            let saved = session.basis()
            let savedRows = ruleCount + cuts.count
            try session.setCosts(0..<Self.stretchCount, [1, 1])
            if groupCount > 0 { try session.setCosts(groupColumns, groupWeights.map { _ in 0 }) }
            if model.siteCount > 0 { try session.setCosts(siteColumns, openShares.map { _ in 0 }) }
            for column in 0..<Self.stretchCount { try session.setColumnBounds(column, lower: 0, upper: .infinity) }
            var isProven = false
            for _ in 0..<100 where !control.mustStop {
                guard try solve(usesPrimal: true) == .optimal else { break }
                let proof = certifiedBound(states: states, isFeasibilityProof: true)
                if proof.value > proof.slack {
                    isProven = true
                    break
                }
                if session.objectiveValue > 1e-6 || !uncoveredLimit.isFinite { break }
                try readValues()
                if try separate().count == 0 { break }
            }
            for column in 0..<Self.stretchCount { try session.setColumnBounds(column, lower: 0, upper: 0) }
            try session.setCosts(0..<Self.stretchCount, [0, 0])
            if groupCount > 0 { try session.setCosts(groupColumns, groupCosts) }
            if model.siteCount > 0 { try session.setCosts(siteColumns, siteCosts) }
            if savedRows == ruleCount + cuts.count { try session.restore(saved) } else { try session.resetBasis() }
            return isProven
        }
    }
#endif
