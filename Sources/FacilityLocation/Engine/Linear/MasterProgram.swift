#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// The linear program of the engine, alive inside one GLPK session: a column per client for its service cost, a column
    /// per site, the rules as rows, and Benders rows that are found when they are needed.
    ///
    /// A Benders row of a client at level D says θ ≥ D − Σ_{c_j < D} (D − c_j) y_j (Duran-Mateluna, Ales and Elloumi 2023).
    /// It depends on the client's cost list only, so it stays valid whatever happens to rules, weights and site states.
    /// Levels come from the full lists, also of sites that have no column yet, so it stays valid when one enters.
    ///
    /// The values of the linear program are never believed: every bound is recomputed by ``certifiedBound(states:)``.
    final class MasterProgram {
        let model: EngineModel
        let session: GLPKSession
        let control: () -> SolveControl

        /// Costs times this are the units of the θ columns.
        let costScale: Double
        /// The objective times this is what GLPK sees.
        let objectiveScale: Double

        /// Columns that stretch rows when feasibility itself is in question, fixed at 0 otherwise: one for all lower
        /// bounds, one for all upper bounds, and pairs for rules with both, which must not contradict each other.
        static let stretchColumns = 2 + 2 * stretchPairs
        private static let stretchPairs = 8
        /// Range of the threshold η when only what services cost beyond it counts, besides η itself; `nil` for the whole
        /// cost.
        ///
        /// A θ column then is the excess over η, and η has a column of its own behind those that stretch.
        let thresholds: ClosedRange<Double>?
        /// Last value of the threshold, in problem units.
        var threshold = 0.0
        /// Column per site, −1 while it has none.
        private(set) var columnOfSite: [Int32]
        /// Site per site column, in column order.
        private(set) var siteOfColumn: [Int32] = []
        /// Whether every site has a column.
        var isComplete: Bool { siteOfColumn.count == model.siteCount }

        /// What each row of the program is.
        var rowOwners: [RowOwner] = []
        /// Rounds in a row that a cut row was basic.
        var rowAges: [Int16] = []
        /// Program row per rule of the model, −1 for one that has not been needed yet.
        var programRowOfRule: [Int] = []
        /// Per rule, which of its bounds its row's stretch columns are for.
        private var stretchedBounds: [StretchedBounds] = []
        /// Rules without a row, which enter when they are violated.
        var absentRules: [Int] = []
        /// What is known of each service rule by its serial number, and where the model has it.
        var services: [Int: ServiceRule] = [:]

        /// State the program's column bounds express, per site.
        var appliedStates: [Int8]
        /// Last values of the site columns, by site.
        var siteValues: [Double]
        /// Last values of the θ columns, in problem units: per client, or per group.
        var serviceValues: [Double]
        /// Groups of clients that share a θ column; `nil` when every client has its own.
        let groups: ClientGroups?
        /// Working space of grouped rows: a coefficient per site, zero between uses.
        var coefficientOfSite: [Double]
        /// Working space for duals.
        var duals: [Double] = []
        var columnBuffer: [Double] = []
        /// Multipliers, weights and reduced costs of the last certified bound.
        var clientMultipliers: [Double]
        var effectiveWeights: [Double]
        var reducedCosts: [Double]

        /// What the row tolerances may amount to under the last duals.
        var ruleSlack = 0.0
        /// The bound that goes with ``reducedCosts`` and ``clientMultipliers``.
        var lastCertified = -Double.infinity

        /// Names of the rules that the last proof of infeasibility took.
        var conflict: [String] = []

        /// What a row of the program stands for.
        enum RowOwner {
            case rule(Int)
            /// Sum of the Benders rows of the clients of a service rule, each at its own level and with the rule's weights:
            /// what the site values must save for the rule to be kept. `side` is the sum at the levels.
            case service(serial: Int, levels: [Double], side: Double)
            /// What rounding makes of such a row for sites that are open or not.
            case roundedService(serial: Int, RoundedRow)
            /// Benders row of a client at a cost level; an infinite level stands for "some listed site is open".
            case cut(client: Int32, level: Double)
            /// Sum of the Benders rows of a group's clients, each at its own level.
            case group(Int32, levels: [Double])
            /// What is left of a rule that was taken back: a free row.
            case retired

            /// Whether the row may go when it is basic.
            var isCut: Bool {
                switch self {
                case .cut, .group, .service, .roundedService, .retired: true
                case .rule: false
                }
            }
        }

        /// A service rule as the program holds it.
        struct ServiceRule {
            /// Position in the model.
            var position: Int
            /// Limit its rows express.
            var limit: Double
            /// Sums times this are the units of its rows.
            var scale: Double
        }

        /// Builds the program with columns for the sites of `present` (all when `nil`) and no cuts.
        ///
        /// - Parameter objective: the size of the objective to expect, for scaling.
        init(
            _ model: EngineModel, session: GLPKSession, objective: Double?, present: [Bool]? = nil,
            grouping: ClientGrouping = .automatic, thresholds: ClosedRange<Double>? = nil,
            control: @escaping () -> SolveControl
        ) throws(SolverError) {
            self.model = model
            self.session = session
            self.control = control
            var largest = 0.0
            for entry in 0..<model.lists.entryCount { largest = max(largest, abs(model.lists.costs[entry])) }
            for cap in model.caps where cap.isFinite { largest = max(largest, abs(cap)) }
            costScale = MasterProgram.powerOfTwo(128, over: largest)
            let size = objective.map { abs($0 - model.constant) } ?? 0.1 * model.magnitude
            objectiveScale = MasterProgram.powerOfTwo(1024, over: max(size, 1e-6 * model.magnitude))
            columnOfSite = Array(repeating: -1, count: model.siteCount)
            appliedStates = Array(repeating: SiteState.free, count: model.siteCount)
            siteValues = Array(repeating: 0, count: model.siteCount)
            self.thresholds = thresholds
            groups = thresholds == nil ? ClientGroups(model, grouping) : nil
            serviceValues = Array(repeating: 0, count: groups?.count ?? model.clientCount)
            clientMultipliers = Array(repeating: 0, count: model.clientCount)
            effectiveWeights = clientMultipliers
            reducedCosts = siteValues
            coefficientOfSite = siteValues
            try session.setObjective(sense: .minimize, constant: 0)
            try addClientColumns()
            for rule in model.rows.indices { try addRule(rule) }
            try updateServiceRows()
            try addSites(model.states.indices.filter { present?[$0] ?? true })
        }

        /// The power of two nearest to target ÷ size; 1 when there is no size.
        static func powerOfTwo(_ target: Double, over size: Double) -> Double {
            guard size > 0, size.isFinite else { return 1 }
            let exponent = (target / size).exponent
            return Double(sign: .plus, exponent: max(-200, min(200, exponent)), significand: 1)
        }

        private func addClientColumns() throws(SolverError) {
            let zeros = Array(repeating: 0.0, count: Self.stretchColumns)
            _ = try session.addColumns(lower: zeros, upper: zeros, cost: zeros)
            if let thresholds {
                _ = try session.addColumns(
                    lower: [costScale * thresholds.lowerBound], upper: [costScale * thresholds.upperBound],
                    cost: [objectiveScale / costScale])
            }
            guard model.clientCount > 0 else { return }
            let lower: [Double]
            if thresholds != nil {
                lower = Array(repeating: 0, count: model.clientCount)
            } else if groups != nil {
                lower = leastGroupCosts()
            } else {
                lower = (0..<model.clientCount).map { costScale * leastCost($0) }
            }
            _ = try session.addColumns(
                lower: lower, upper: Array(repeating: .infinity, count: lower.count), cost: serviceCosts())
        }

        /// Least cost of each group, in the units of its θ column.
        private func leastGroupCosts() -> [Double] {
            guard let groups else { return [] }
            return (0..<groups.count).map { group in
                objectiveScale * groups.members(group).reduce(0) { $0 + model.weights[Int($1)] * leastCost(Int($1)) }
            }
        }

        /// Least cost any plan can give a client.
        func leastCost(_ client: Int) -> Double {
            let range = model.lists.entries(client)
            if let first = range.first { return model.lists.costs[first] }
            return model.caps[client].isFinite ? model.caps[client] : 0
        }

        /// Objective coefficients of the θ columns.
        private func serviceCosts() -> [Double] {
            if let groups { return Array(repeating: 1, count: groups.count) }
            return model.weights.map { objectiveScale / costScale * $0 }
        }

        /// Range of the θ columns.
        var serviceColumns: Range<Int> {
            let first = Self.stretchColumns + (thresholds == nil ? 0 : 1)
            return first..<(first + serviceValues.count)
        }
        /// Range of the site columns.
        var siteColumns: Range<Int> { serviceColumns.upperBound..<(serviceColumns.upperBound + siteOfColumn.count) }

        /// Adds a row for the next rule of the model.
        ///
        /// - Parameter isLazy: wait with rules on two sites until they are violated; there may be thousands.
        func addRule(_ rule: Int, isLazy: Bool = false) throws(SolverError) {
            stretchedBounds.append(StretchedBounds(model.rows[rule]))
            if isLazy, model.rows[rule].sites.count <= 2 {
                programRowOfRule.append(-1)
                absentRules.append(rule)
            } else {
                programRowOfRule.append(try addRow(of: rule))
            }
        }

        /// Adds rows for the rules without one that the last values violate; returns how many.
        func separateRules() throws(SolverError) -> Int {
            let before = absentRules.count
            var kept: [Int] = []
            for rule in absentRules {
                let row = model.rows[rule]
                var activity = 0.0
                for (site, value) in zip(row.sites, row.coefficients) { activity += value * siteValues[Int(site)] }
                if row.accepts(activity) {
                    kept.append(rule)
                } else {
                    programRowOfRule[rule] = try addRow(of: rule)
                }
            }
            absentRules = kept
            return before - kept.count
        }

        /// Frees the rows of rules that the model no longer has.
        func retireRules(from position: Int) throws(SolverError) {
            guard position < programRowOfRule.count else { return }
            for row in programRowOfRule[position...] where row >= 0 {
                try session.setRowBounds(row, lower: -.infinity, upper: .infinity)
                rowOwners[row] = .retired
            }
            programRowOfRule.removeSubrange(position...)
            stretchedBounds.removeSubrange(position...)
            absentRules.removeAll { $0 >= position }
        }

        private func addRow(of rule: Int) throws(SolverError) -> Int {
            let row = model.rows[rule]
            let (columns, coefficients) = terms(of: rule)
            let position = try session.addRow(
                lower: row.lower, upper: max(row.lower, row.upper), columns: columns, coefficients: coefficients)
            append(.rule(rule))
            return position
        }

        private func terms(of rule: Int) -> (columns: [Int32], coefficients: [Double]) {
            let row = model.rows[rule]
            var columns: [Int32] = []
            var coefficients: [Double] = []
            switch stretchedBounds[rule] {
            case .none: break
            case .lower: (columns, coefficients) = ([0], [1])
            case .upper: (columns, coefficients) = ([1], [-1])
            case .both:
                let first = Int32(2 + 2 * (rule % Self.stretchPairs))
                (columns, coefficients) = ([first, first + 1], [1, -1])
            }
            for (site, value) in zip(row.sites, row.coefficients) where columnOfSite[Int(site)] >= 0 {
                columns.append(columnOfSite[Int(site)])
                coefficients.append(value)
            }
            return (columns, coefficients)
        }

        private enum StretchedBounds {
            case none
            case lower
            case upper
            case both

            init(_ row: EngineRow) {
                switch (row.lower.isFinite, row.upper.isFinite) {
                case (false, false): self = .none
                case (true, false): self = .lower
                case (false, true): self = .upper
                case (true, true): self = .both
                }
            }
        }

        /// Takes over the bounds of a rule.
        func updateRule(_ rule: Int) throws(SolverError) {
            let row = model.rows[rule]
            let bounds = StretchedBounds(row)
            let isOther = bounds != stretchedBounds[rule]
            stretchedBounds[rule] = bounds
            guard programRowOfRule[rule] >= 0 else { return }
            if isOther {
                let (columns, coefficients) = terms(of: rule)
                try session.setRow(programRowOfRule[rule], columns: columns, coefficients: coefficients)
            }
            // Crossed bounds make the model infeasible, which propagation finds before the program is asked.
            try session.setRowBounds(programRowOfRule[rule], lower: row.lower, upper: max(row.lower, row.upper))
        }

        func append(_ owner: RowOwner) {
            rowOwners.append(owner)
            rowAges.append(0)
        }

        /// Takes over the client weights.
        ///
        /// Grouped rows hold weights and are written anew, at their old levels.
        func updateWeights() throws(SolverError) {
            try restoreServiceCosts()
            guard let groups else { return }
            for (group, least) in leastGroupCosts().enumerated() {
                try session.setColumnBounds(serviceColumns.lowerBound + group, lower: least, upper: .infinity)
            }
            var columns: [Int32] = []
            var coefficients: [Double] = []
            for (row, owner) in rowOwners.enumerated() {
                guard case .group(let group, let levels) = owner else { continue }
                columns.removeAll(keepingCapacity: true)
                coefficients.removeAll(keepingCapacity: true)
                let side = appendGroupTerms(groups, Int(group), levels, &columns, &coefficients)
                try session.setRow(row, columns: columns, coefficients: coefficients)
                try session.setRowBounds(row, lower: side, upper: .infinity)
            }
        }

        /// Puts the objective coefficients of the θ columns and of the threshold back.
        func restoreServiceCosts() throws(SolverError) {
            if thresholds != nil {
                try session.setCosts(Self.stretchColumns..<(Self.stretchColumns + 1), [objectiveScale / costScale])
            }
            try session.setCosts(serviceColumns, serviceCosts())
        }

        /// Gives columns to sites that have none, with their coefficients in every row alive.
        func addSites(_ sites: [Int]) throws(SolverError) {
            let fresh = sites.filter { columnOfSite[$0] < 0 }
            guard !fresh.isEmpty else { return }
            let columns = try session.addColumns(
                lower: Array(repeating: 0, count: fresh.count), upper: Array(repeating: 1, count: fresh.count),
                cost: fresh.map { objectiveScale * model.openingCosts[$0] })
            let cuts = CutIndex(self)
            for (offset, site) in fresh.enumerated() {
                let column = columns.lowerBound + offset
                columnOfSite[site] = Int32(column)
                siteOfColumn.append(Int32(site))
                var rows: [Int32] = []
                var coefficients: [Double] = []
                for entry in model.rowEntries(site) {
                    let rule = Int(model.rowIndices[entry])
                    guard rule < programRowOfRule.count, programRowOfRule[rule] >= 0 else { continue }
                    rows.append(Int32(programRowOfRule[rule]))
                    coefficients.append(model.rowCoefficients[entry])
                }
                cuts.append(site, &rows, &coefficients)
                if !rows.isEmpty { try session.setColumn(column, rows: rows, coefficients: coefficients) }
                appliedStates[site] = SiteState.free
            }
        }

        /// Removes the rows at the given positions.
        func deleteRows(_ rows: [Int]) throws(SolverError) {
            guard !rows.isEmpty else { return }
            try session.deleteRows(rows)
            var doomed = Array(repeating: false, count: rowOwners.count)
            for row in rows { doomed[row] = true }
            var kept = 0
            for row in doomed.indices where !doomed[row] {
                rowOwners[kept] = rowOwners[row]
                rowAges[kept] = rowAges[row]
                if case .rule(let rule) = rowOwners[kept] { programRowOfRule[rule] = kept }
                kept += 1
            }
            rowOwners.removeLast(rows.count)
            rowAges.removeLast(rows.count)
        }

        /// Expresses site states as column bounds.
        func apply(_ states: [Int8]) throws(SolverError) {
            for site in states.indices where states[site] != appliedStates[site] {
                let column = columnOfSite[site]
                guard column >= 0 else { continue }
                let state = states[site]
                try session.setColumnBounds(
                    Int(column), lower: state == SiteState.open ? 1 : 0, upper: state == SiteState.closed ? 0 : 1)
                appliedStates[site] = state
            }
        }
    }
#endif
