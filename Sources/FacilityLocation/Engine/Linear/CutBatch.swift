#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// Rows on their way into a program.
    struct CutBatch {
        fileprivate var owners: [MasterProgram.RowOwner] = []
        fileprivate var lower: [Double] = []
        fileprivate var starts = [0]
        fileprivate var columns: [Int32] = []
        fileprivate var coefficients: [Double] = []

        var count: Int { owners.count }

        fileprivate mutating func finish(_ owner: MasterProgram.RowOwner, lower side: Double) {
            owners.append(owner)
            lower.append(side)
            starts.append(columns.count)
        }
    }

    extension MasterProgram {
        /// Appends the Benders row of a client at a level; an infinite level asks for an open listed site.
        ///
        /// The coefficient of a site is its saving below the level; sites without column are left out until they
        /// enter.
        func append(client: Int, level: Double, to batch: inout CutBatch) {
            let isCover = level == .infinity
            batch.columns.append(isCover ? 0 : Int32(serviceColumns.lowerBound + client))
            batch.coefficients.append(1)
            if thresholds != nil, !isCover {
                batch.columns.append(Int32(Self.stretchColumns))
                batch.coefficients.append(1)
            }
            for entry in model.lists.entries(client) {
                let cost = model.lists.costs[entry]
                if cost >= level { break }
                let column = columnOfSite[Int(model.lists.indices[entry])]
                guard column >= 0 else { continue }
                batch.columns.append(column)
                batch.coefficients.append(isCover ? 1 : costScale * (level - cost))
            }
            batch.finish(.cut(client: Int32(client), level: level), lower: isCover ? 1 : costScale * level)
        }

        /// Appends the sum of the Benders rows of a group's clients, each at its level, times their weights.
        func append(_ groups: ClientGroups, _ group: Int, levels: [Double], to batch: inout CutBatch) {
            let side = appendGroupTerms(groups, group, levels, &batch.columns, &batch.coefficients)
            batch.finish(.group(Int32(group), levels: levels), lower: side)
        }

        /// Appends the terms of a grouped row and returns its right-hand side.
        func appendGroupTerms(
            _ groups: ClientGroups, _ group: Int, _ levels: [Double], _ columns: inout [Int32],
            _ coefficients: inout [Double]
        ) -> Double {
            columns.append(Int32(serviceColumns.lowerBound + group))
            coefficients.append(1)
            let first = columns.count
            var side = 0.0
            for (client, level) in zip(groups.members(group), levels) {
                let weight = objectiveScale * model.weights[Int(client)]
                if weight == 0 { continue }
                side += weight * level
                for entry in model.lists.entries(Int(client)) {
                    let saving = level - model.lists.costs[entry]
                    if saving <= 0 { break }
                    let site = Int(model.lists.indices[entry])
                    if columnOfSite[site] < 0 { continue }
                    if coefficientOfSite[site] == 0 { columns.append(Int32(site)) }
                    coefficientOfSite[site] += weight * saving
                }
            }
            for position in first..<columns.count {
                let site = Int(columns[position])
                columns[position] = columnOfSite[site]
                coefficients.append(coefficientOfSite[site])
                coefficientOfSite[site] = 0
            }
            return side
        }

        /// Appends the row of a service rule: the sites must save at least what the levels exceed the limit by.
        func append(_ base: ServiceBase, _ row: EngineServiceRow, _ service: ServiceRule, to batch: inout CutBatch) {
            append(sites: base.sites, savings: base.savings, times: service.scale, to: &batch)
            let side = service.scale * base.side
            batch.finish(
                .service(serial: row.serial, levels: base.levels, side: side),
                lower: side - service.scale * service.limit)
        }

        /// Appends a rounded row of a service rule.
        func append(_ rounded: RoundedRow, serial: Int, to batch: inout CutBatch) {
            append(sites: rounded.sites, savings: rounded.coefficients, times: 1, to: &batch)
            batch.finish(.roundedService(serial: serial, rounded), lower: rounded.lower)
        }

        private func append(sites: [Int32], savings: [Double], times scale: Double, to batch: inout CutBatch) {
            batch.columns.append(0)
            batch.coefficients.append(1)
            for (site, saving) in zip(sites, savings) where columnOfSite[Int(site)] >= 0 {
                batch.columns.append(columnOfSite[Int(site)])
                batch.coefficients.append(scale * saving)
            }
        }

        /// Adds the rows of a batch.
        func add(_ batch: CutBatch) throws(SolverError) {
            guard batch.count > 0 else { return }
            for owner in batch.owners { append(owner) }
            _ = try session.addRows(
                lower: batch.lower, upper: Array(repeating: .infinity, count: batch.count), starts: batch.starts,
                columns: batch.columns, coefficients: batch.coefficients)
            control().cutCount += batch.count
        }
    }

    /// The cut rows of a program by client or group, for columns that enter.
    struct CutIndex {
        private let program: MasterProgram
        private var rowsOfClient: [Int32: [(row: Int32, level: Double)]] = [:]
        private var rowsOfGroup: [Int32: [(row: Int32, levels: [Double])]] = [:]
        private var roundedRowsOfSite: [Int32: [(row: Int32, value: Double)]] = [:]
        private var serviceRowsOfClient: [Int32: [(row: Int32, level: Double, weight: Double)]] = [:]

        init(_ program: MasterProgram) {
            self.program = program
            for (row, owner) in program.rowOwners.enumerated() {
                switch owner {
                case .cut(let client, let level): rowsOfClient[client, default: []].append((Int32(row), level))
                case .group(let group, let levels): rowsOfGroup[group, default: []].append((Int32(row), levels))
                case .service(let serial, let levels, _):
                    guard let service = program.services[serial] else { continue }
                    let rule = program.model.serviceRows[service.position]
                    for (position, client) in rule.clients.enumerated() {
                        serviceRowsOfClient[client, default: []].append(
                            (Int32(row), levels[position], service.scale * rule.weights[position]))
                    }
                case .roundedService(_, let rounded):
                    for (site, value) in zip(rounded.sites, rounded.coefficients) {
                        roundedRowsOfSite[site, default: []].append((Int32(row), value))
                    }
                case .rule, .retired: continue
                }
            }
        }

        /// Appends the coefficients of a site in all cut rows.
        func append(_ site: Int, _ rows: inout [Int32], _ coefficients: inout [Double]) {
            for cut in roundedRowsOfSite[Int32(site)] ?? [] {
                rows.append(cut.row)
                coefficients.append(cut.value)
            }
            if rowsOfClient.isEmpty, rowsOfGroup.isEmpty, serviceRowsOfClient.isEmpty { return }
            let clients = program.model.clientsBySite
            var summed: [Int32: Double] = [:]
            for entry in clients.entries(site) {
                let cost = clients.costs[entry]
                let client = clients.indices[entry]
                for cut in rowsOfClient[client] ?? [] where cost < cut.level {
                    rows.append(cut.row)
                    coefficients.append(cut.level == .infinity ? 1 : program.costScale * (cut.level - cost))
                }
                for cut in serviceRowsOfClient[client] ?? [] where cost < cut.level {
                    summed[cut.row, default: 0] += cut.weight * (cut.level - cost)
                }
                guard let groups = program.groups, !rowsOfGroup.isEmpty else { continue }
                let weight = program.objectiveScale * program.model.weights[Int(client)]
                let position = groups.position(client)
                for cut in rowsOfGroup[groups.group(of: client)] ?? [] where cost < cut.levels[position] {
                    summed[cut.row, default: 0] += weight * (cut.levels[position] - cost)
                }
            }
            for (row, value) in summed.sorted(by: { $0.key < $1.key }) where value != 0 {
                rows.append(row)
                coefficients.append(value)
            }
        }
    }
#endif
