#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// Service rules: Σ a_i · (service cost of i) ≤ limit.
    ///
    /// At levels D_i the Benders rows of the rule's clients add up to Σ a_i (D_i − Σ_j (D_i − c_ij)⁺ y_j) ≤ limit, a row on
    /// the sites alone. It depends on cost lists and the rule's weights only, so that a new limit changes nothing but its
    /// right-hand side, and it does not mind how the clients share θ columns.
    extension MasterProgram {
        /// Takes over the model's service rules: rows of those gone are freed, limits are brought up to date.
        ///
        /// Rows of new rules are found when they are needed.
        func updateServiceRows() throws(SolverError) {
            if services.isEmpty, model.serviceRows.isEmpty { return }
            let before = services
            services = [:]
            for (position, row) in model.serviceRows.enumerated() {
                let scale = before[row.serial]?.scale ?? Self.powerOfTwo(1024, over: size(of: row))
                services[row.serial] = ServiceRule(position: position, limit: row.limit, scale: scale)
            }
            for (position, owner) in rowOwners.enumerated() {
                switch owner {
                case .service(let serial, _, let side):
                    if let service = services[serial], service.limit.isFinite {
                        if service.limit == before[serial]?.limit { continue }
                        try session.setRowBounds(
                            position, lower: side - service.scale * service.limit, upper: .infinity)
                    } else {
                        try retireRow(position)
                    }
                case .roundedService(let serial, _):
                    // Rounding depends on the limit.
                    guard let service = services[serial], service.limit == before[serial]?.limit else {
                        try retireRow(position)
                        continue
                    }
                case .cut, .group, .rule, .retired: continue
                }
            }
        }

        private func retireRow(_ position: Int) throws(SolverError) {
            try session.setRowBounds(position, lower: -.infinity, upper: .infinity)
            rowOwners[position] = .retired
        }

        /// The most that service can differ in a rule.
        private func size(of row: EngineServiceRow) -> Double {
            var total = 0.0
            for (client, weight) in zip(row.clients, row.weights) {
                let entries = model.lists.entries(Int(client))
                guard let first = entries.first, let last = entries.last else { continue }
                let cap = model.caps[Int(client)]
                total += weight * ((cap.isFinite ? cap : model.lists.costs[last]) - model.lists.costs[first])
            }
            return total
        }

        /// Appends rows of the service rules that the site values break, and what rounding makes of them; returns how many.
        func separateServices(_ values: [Double], _ batch: inout CutBatch) -> Int {
            let before = batch.count
            let sure = values.map { $0 > 1 - 1e-6 ? 1.0 : 0 }
            for row in model.serviceRows {
                guard let service = services[row.serial], service.limit.isFinite else { continue }
                let base = serviceBase(row, values)
                let excess = base.sum - row.limit
                if service.scale * excess > 1e-7 * max(1, service.scale * abs(row.limit)) {
                    append(base, row, service, to: &batch)
                }
                var best = base.rounded(row, values)
                if let other = serviceBase(row, sure).rounded(row, values), other.gap > best?.gap ?? 0 { best = other }
                if let best { append(best.row, serial: row.serial, to: &batch) }
            }
            return batch.count - before
        }

        /// The row of a service rule at the levels of given site values.
        private func serviceBase(_ row: EngineServiceRow, _ values: [Double]) -> ServiceBase {
            let model = model
            var base = ServiceBase()
            for (client, weight) in zip(row.clients, row.weights) {
                let (cost, level, _) = serviceCost(Int(client), values, model)
                base.levels.append(level)
                base.sum += weight * cost
                base.side += weight * level
                for entry in model.lists.entries(Int(client)) {
                    let saving = level - model.lists.costs[entry]
                    if saving <= 0 { break }
                    let site = Int(model.lists.indices[entry])
                    if coefficientOfSite[site] == 0 { base.sites.append(Int32(site)) }
                    coefficientOfSite[site] += weight * saving
                }
            }
            for site in base.sites {
                base.savings.append(coefficientOfSite[Int(site)])
                coefficientOfSite[Int(site)] = 0
            }
            return base
        }

        /// Adds the duals of the service rules' rows to the multipliers and weights of their clients.
        func addServiceDuals(_ scale: Double, _ total: inout Double, _ slack: inout Double) {
            for (row, owner) in rowOwners.enumerated() where duals[row] > 0 && duals[row].isFinite {
                if case .roundedService(_, let rounded) = owner {
                    let multiplier = duals[row] / scale
                    total += multiplier * rounded.lower
                    slack += multiplier * rounded.lower
                    for (site, value) in zip(rounded.sites, rounded.coefficients) {
                        reducedCosts[Int(site)] -= multiplier * value
                    }
                }
                guard case .service(let serial, let levels, _) = owner, let service = services[serial] else {
                    continue
                }
                let multiplier = duals[row] * service.scale / scale
                let rule = model.serviceRows[service.position]
                total -= multiplier * rule.limit
                slack += abs(multiplier * rule.limit)
                ruleSlack += 2 * multiplier * rule.tolerance
                for (position, client) in rule.clients.enumerated() {
                    let weight = multiplier * rule.weights[position]
                    effectiveWeights[Int(client)] += weight
                    clientMultipliers[Int(client)] += weight * levels[position]
                }
            }
        }

        /// What a unit of each service rule of the model is worth under the last duals, in units of the objective.
        var servicePrices: [Double] {
            var prices = Array(repeating: 0.0, count: model.serviceRows.count)
            for (row, owner) in rowOwners.enumerated() where row < duals.count {
                guard case .service(let serial, _, _) = owner, duals[row] > 0, duals[row].isFinite,
                    let service = services[serial]
                else { continue }
                prices[service.position] += duals[row] * service.scale / objectiveScale
            }
            return prices
        }
    }
#endif
