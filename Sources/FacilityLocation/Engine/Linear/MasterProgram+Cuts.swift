#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    extension MasterProgram {
        /// Reads the values of the last solve.
        func readValues() throws(SolverError) {
            try session.primalValues(siteColumns, into: &columnBuffer)
            for (position, site) in siteOfColumn.enumerated() {
                siteValues[Int(site)] = min(1, max(0, columnBuffer[position]))
            }
            try session.primalValues(serviceColumns, into: &columnBuffer)
            if thresholds != nil {
                var value: [Double] = []
                try session.primalValues(Self.stretchColumns..<(Self.stretchColumns + 1), into: &value)
                threshold = value[0] / costScale
            }
            let unit = groups == nil ? costScale : objectiveScale
            for position in serviceValues.indices { serviceValues[position] = columnBuffer[position] / unit }
        }

        /// Adds the Benders rows the last values violate; returns how many and the objective the site values really cost.
        func separate() throws(SolverError) -> (count: Int, envelope: Double) {
            var envelope = model.constant
            for (site, cost) in model.openingCosts.enumerated() where cost != 0 { envelope += cost * siteValues[site] }
            var batch = CutBatch()
            let values = siteValues
            if let groups {
                separateGroups(groups, values, &batch, &envelope)
            } else {
                let threshold = thresholds == nil ? 0 : self.threshold
                envelope += threshold
                for client in 0..<model.clientCount {
                    let (cost, level) = serviceCost(client, values, model, &batch)
                    let counted = thresholds == nil ? cost : max(0, cost - threshold)
                    envelope += model.weights[client] * counted
                    if costScale * (counted - serviceValues[client]) > 1e-7 * max(1, abs(costScale * cost)) {
                        append(client: client, level: level, to: &batch)
                    }
                }
            }
            // Rules that the values break must not count as settled, whatever the objective says.
            let isKept = services.isEmpty || separateServices(values, &batch) == 0
            let count = batch.count
            try add(batch)
            let ruleCount = absentRules.isEmpty ? 0 : try separateRules()
            return (count + ruleCount, ruleCount > 0 || !isKept ? .infinity : envelope)
        }

        private func separateGroups(
            _ groups: ClientGroups, _ values: [Double], _ batch: inout CutBatch, _ envelope: inout Double
        ) {
            let model = model
            var levels: [Double] = []
            for group in 0..<groups.count {
                let members = groups.members(group)
                var total = 0.0
                levels.removeAll(keepingCapacity: true)
                for client in members {
                    let (cost, level) = serviceCost(Int(client), values, model, &batch)
                    levels.append(level)
                    total += model.weights[Int(client)] * cost
                }
                envelope += total
                if objectiveScale * (total - serviceValues[group]) > 1e-7 * max(1, abs(objectiveScale * total)) {
                    append(groups, group, levels: levels, to: &batch)
                }
            }
        }

        /// What the site values make a client pay, and the level of the Benders row that says so; asks for a listed site
        /// where one must be open and is not.
        @inline(__always)
        private func serviceCost(
            _ client: Int, _ values: [Double], _ model: EngineModel, _ batch: inout CutBatch
        ) -> (cost: Double, level: Double) {
            let (cost, level, isShort) = serviceCost(client, values, model)
            if isShort { append(client: client, level: .infinity, to: &batch) }
            return (cost, level)
        }

        /// What the site values make a client pay, the level of the Benders row that says so, and whether the client must
        /// be served and is not.
        @inline(__always)
        func serviceCost(
            _ client: Int, _ values: [Double], _ model: EngineModel
        ) -> (cost: Double, level: Double, isShort: Bool) {
            let lists = model.lists
            let cap = model.caps[client]
            var sum = 0.0
            var cost = 0.0
            var level = cap
            var isShort = false
            let start = lists.starts[client]
            let end = lists.starts[client + 1]
            var entry = start
            while entry < end {
                let value = values[Int(lists.indices[entry])]
                if value > 0 {
                    if sum + value >= 1 - 1e-9 {
                        level = lists.costs[entry]
                        break
                    }
                    sum += value
                    cost += value * lists.costs[entry]
                }
                entry += 1
            }
            if entry == end, cap == .infinity {
                isShort = sum < 1 - 1e-7
                level = end > start ? lists.costs[end - 1] : 0
            }
            return (cost + (1 - sum) * level, level, isShort)
        }

        /// Adds rows around each client's multiplier, after which the program's value is at least the bound those
        /// multipliers prove: two per client, or one per group.
        ///
        /// - Parameter multipliers: per client, in units of the objective.
        func warm(with multipliers: [Double]) throws(SolverError) {
            var batch = CutBatch()
            if let groups {
                for group in 0..<groups.count {
                    let levels = groups.members(group).map { client -> Double in
                        let weight = model.weights[Int(client)]
                        return weight > 0 ? multipliers[Int(client)] / weight : leastCost(Int(client))
                    }
                    append(groups, group, levels: levels, to: &batch)
                }
            } else {
                for client in 0..<model.clientCount where model.weights[client] > 0 {
                    warm(client, price: multipliers[client] / model.weights[client], &batch)
                }
            }
            try add(batch)
        }

        private func warm(_ client: Int, price: Double, _ batch: inout CutBatch) {
            let range = model.lists.entries(client)
            guard let first = range.first else { return }
            var below = model.lists.costs[first]
            var above = model.caps[client]
            for entry in range {
                let cost = model.lists.costs[entry]
                if cost > price {
                    above = cost
                    break
                }
                below = cost
            }
            if above.isFinite, above > model.lists.costs[first] { append(client: client, level: above, to: &batch) }
            if below > model.lists.costs[first] { append(client: client, level: below, to: &batch) }
        }

        /// Removes cuts that were basic for more than `age` rounds, when they are many.
        func purgeAged(over age: Int16 = 10) throws(SolverError) {
            let basic = session.basicRows(0..<rowOwners.count)
            var doomed: [Int] = []
            var cutCount = 0
            for (row, owner) in rowOwners.enumerated() {
                guard owner.isCut else { continue }
                cutCount += 1
                rowAges[row] = basic[row] ? min(rowAges[row], 1000) + 1 : 0
                if rowAges[row] > age { doomed.append(row) }
            }
            if doomed.count > max(50, cutCount / 10) { try deleteRows(doomed) }
        }

        /// Removes all cuts that are not tight at the current basis: rows alive are what every further edit costs.
        func purgeBasic() throws(SolverError) {
            let basic = session.basicRows(0..<rowOwners.count)
            let doomed = rowOwners.indices.filter { rowOwners[$0].isCut && basic[$0] }
            if doomed.count > max(20, rowOwners.count / 4) { try deleteRows(doomed) }
        }
    }
#endif
