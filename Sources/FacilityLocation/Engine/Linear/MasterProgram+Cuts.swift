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
            try session.primalValues(clientColumns, into: &columnBuffer)
            for client in 0..<model.clientCount { serviceValues[client] = columnBuffer[client] / costScale }
        }

        /// Adds the Benders rows the last values violate; returns how many and the objective the site values really cost.
        func separate() throws(SolverError) -> (count: Int, envelope: Double) {
            var cuts: [(client: Int32, level: Double)] = []
            var envelope = model.constant
            for (site, cost) in model.openingCosts.enumerated() where cost != 0 { envelope += cost * siteValues[site] }
            let lists = model.lists
            siteValues.withUnsafeBufferPointer { values in
                for client in 0..<model.clientCount {
                    let cap = model.caps[client]
                    var sum = 0.0
                    var cost = 0.0
                    var level = cap
                    let end = lists.starts[client + 1]
                    var entry = lists.starts[client]
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
                        if sum < 1 - 1e-7 { cuts.append((Int32(client), .infinity)) }
                        level = end > lists.starts[client] ? lists.costs[end - 1] : 0
                    }
                    cost += (1 - sum) * level
                    envelope += model.weights[client] * cost
                    if costScale * (cost - serviceValues[client]) > 1e-7 * max(1, abs(costScale * cost)) {
                        cuts.append((Int32(client), level))
                    }
                }
            }
            try addCuts(cuts)
            return (cuts.count, envelope)
        }

        /// Adds the two Benders rows around each client's multiplier, after which the program's value is at least the bound
        /// those multipliers prove.
        ///
        /// - Parameter multipliers: per client, in units of the objective.
        func warm(with multipliers: [Double]) throws(SolverError) {
            var cuts: [(client: Int32, level: Double)] = []
            for client in 0..<model.clientCount where model.weights[client] > 0 {
                let price = multipliers[client] / model.weights[client]
                let range = model.lists.entries(client)
                guard let first = range.first else { continue }
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
                if above.isFinite, above > model.lists.costs[first] { cuts.append((Int32(client), above)) }
                if below > model.lists.costs[first] { cuts.append((Int32(client), below)) }
            }
            try addCuts(cuts)
        }

        /// Removes cuts that were basic for more than `age` rounds, when they are many.
        func purgeAged(over age: Int16 = 10) throws(SolverError) {
            let basic = session.basicRows(0..<rowOwners.count)
            var doomed: [Int] = []
            var cutCount = 0
            for (row, owner) in rowOwners.enumerated() {
                guard case .cut = owner else { continue }
                cutCount += 1
                rowAges[row] = basic[row] ? min(rowAges[row], 1000) + 1 : 0
                if rowAges[row] > age { doomed.append(row) }
            }
            if doomed.count > max(50, cutCount / 10) { try deleteRows(doomed) }
        }

        /// Removes all cuts that are not tight at the current basis: rows alive are what every further edit costs.
        func purgeBasic() throws(SolverError) {
            let basic = session.basicRows(0..<rowOwners.count)
            let doomed = rowOwners.indices.filter { row in
                guard case .cut = rowOwners[row] else { return false }
                return basic[row]
            }
            if doomed.count > max(100, rowOwners.count / 4) { try deleteRows(doomed) }
        }
    }
#endif
