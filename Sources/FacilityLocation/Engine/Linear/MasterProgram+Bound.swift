#if GLPK
    internal import GLPKSolver
    internal import LinearOptimization

    /// A lower bound recomputed from multipliers in plain arithmetic.
    struct CertifiedBound {
        /// The bound, in problem units; −∞ when the multipliers could not be read.
        var value: Double
        /// What rounding and row tolerances may amount to.
        var slack: Double
    }

    extension MasterProgram {
        /// The bound that the duals of the last solve prove for plans within the given states.
        ///
        /// For multipliers v_i of the clients, π_s ≥ 0 of the service rules and μ_r of the rules (≥ 0 against a lower bound,
        /// ≤ 0 against an upper one), with w'_i = w_i + Σ_s π_s a_si and v_i ≤ w'_i cap_i,
        ///
        ///     constant + Σ v_i − Σ π_s limit_s + Σ μ_r b_r + Σ_j min over y_j of y_j (f_j − Σ μ_r a_rj + Σ_i min(0, w'_i c_ij − v_i))
        ///
        /// is a lower bound whatever the multipliers are, over all sites, with or without a column. Ending the simplex
        /// early or numerical trouble can make it weak, never wrong.
        ///
        /// - Parameter isFeasibilityProof: with the objective left out, so that a bound above its slack proves that no plan
        ///   exists (a Farkas certificate).
        func certifiedBound(states: [Int8], isFeasibilityProof: Bool = false) -> CertifiedBound {
            let clientCount = model.clientCount
            let scale = isFeasibilityProof ? 1 : objectiveScale
            guard (try? session.rowDuals(0..<rowOwners.count, into: &duals)) != nil else {
                return CertifiedBound(value: -.infinity, slack: 0)
            }
            var total = isFeasibilityProof ? 0 : model.constant
            var slack = 0.0
            for client in 0..<clientCount {
                effectiveWeights[client] = isFeasibilityProof ? 0 : model.weights[client]
                clientMultipliers[client] = 0
            }
            for site in 0..<model.siteCount { reducedCosts[site] = isFeasibilityProof ? 0 : model.openingCosts[site] }
            addRuleDuals(scale, &total, &slack)
            if let thresholds, !isFeasibilityProof {
                addExcessDuals(scale, thresholds, &total)
            } else if let groups {
                addGroupDuals(groups, isFeasibilityProof: isFeasibilityProof)
            } else {
                addCutDuals(scale)
            }
            if !services.isEmpty { addServiceDuals(scale, &total, &slack) }
            let starts = model.lists.starts
            let indices = model.lists.indices
            let costs = model.lists.costs
            clientMultipliers.withUnsafeBufferPointer { multipliers in
                effectiveWeights.withUnsafeBufferPointer { weights in
                    reducedCosts.withUnsafeMutableBufferPointer { reduced in
                        for client in 0..<clientCount {
                            let value = multipliers[client]
                            let weight = weights[client]
                            total += value
                            slack += abs(value)
                            var entry = starts[client]
                            let end = starts[client + 1]
                            while entry < end {
                                let difference = weight * costs[entry] - value
                                if difference >= 0 { break }
                                reduced[Int(indices[entry])] += difference
                                entry += 1
                            }
                        }
                    }
                }
            }
            for site in 0..<model.siteCount {
                let reduced = reducedCosts[site]
                switch states[site] {
                case SiteState.open: total += reduced
                case SiteState.free: if reduced < 0 { total += reduced }
                default: break
                }
            }
            lastCertified = total.isFinite ? total : -.infinity
            return CertifiedBound(
                value: total.isFinite ? total : -.infinity,
                slack: isFeasibilityProof ? 1e-12 * slack + ruleSlack : 1e-14 * slack)
        }

        /// Names of the rules with a multiplier in the last bound, in the order of their rows.
        func rulesInUse() -> [String] {
            var names: [String] = []
            for (row, owner) in rowOwners.enumerated() where abs(duals[row]) > 1e-9 {
                let name: String
                switch owner {
                case .rule(let rule): name = model.rows[rule].name
                case .service(let serial, _, _), .roundedService(let serial, _):
                    guard let service = services[serial] else { continue }
                    name = model.serviceRows[service.position].name
                case .cut, .group, .retired: continue
                }
                if !names.contains(name) { names.append(name) }
            }
            return names
        }

        private func addRuleDuals(_ scale: Double, _ total: inout Double, _ slack: inout Double) {
            ruleSlack = 0
            for (row, owner) in rowOwners.enumerated() {
                let dual = duals[row] / scale
                if dual == 0 || !dual.isFinite { continue }
                switch owner {
                case .rule(let rule):
                    let bounds = model.rows[rule]
                    let limit = dual > 0 ? bounds.lower : bounds.upper
                    if !limit.isFinite { continue }
                    total += dual * limit
                    slack += abs(dual * limit)
                    ruleSlack += abs(dual) * 2 * RowTolerance.value * max(1, abs(limit))
                    for (site, value) in zip(bounds.sites, bounds.coefficients) {
                        reducedCosts[Int(site)] -= dual * value
                    }
                case .cut, .group, .service, .roundedService, .retired: continue
                }
            }
        }

        /// Turns the duals of rows that bound the excess over a threshold into multipliers and weights.
        ///
        /// A client's weight in the bound is the sum of its duals, at most its own weight, so that its excess drops out;
        /// what the weights lack to 1, or have too much, multiplies the threshold, whose worse end counts.
        private func addExcessDuals(_ scale: Double, _ thresholds: ClosedRange<Double>, _ total: inout Double) {
            var used = Array(repeating: 0.0, count: model.clientCount)
            var cover = used
            for (row, owner) in rowOwners.enumerated() {
                guard case .cut(let client, let level) = owner, duals[row] > 0, duals[row].isFinite else { continue }
                if level == .infinity {
                    cover[Int(client)] += duals[row] / scale
                } else {
                    let weight = duals[row] / scale * costScale
                    used[Int(client)] += weight
                    clientMultipliers[Int(client)] += weight * level
                }
            }
            var rest = 1.0
            for client in 0..<model.clientCount {
                let weight = min(used[client], model.weights[client])
                if used[client] > weight { clientMultipliers[client] *= weight / used[client] }
                effectiveWeights[client] = weight
                rest -= weight
                clientMultipliers[client] += cover[client]
                if model.caps[client].isFinite {
                    clientMultipliers[client] = min(clientMultipliers[client], weight * model.caps[client])
                }
            }
            total += rest * (rest > 0 ? thresholds.lowerBound : thresholds.upperBound)
        }

        /// Turns the duals of the grouped rows into one multiplier per client.
        ///
        /// The duals of a group's rows sum to at most 1, its column's cost; what is missing goes to the least costs.
        private func addGroupDuals(_ groups: ClientGroups, isFeasibilityProof: Bool) {
            var used = Array(repeating: 0.0, count: groups.count)
            if !isFeasibilityProof {
                for (row, owner) in rowOwners.enumerated() {
                    guard case .group(let group, _) = owner, duals[row] > 0, duals[row].isFinite else { continue }
                    used[Int(group)] += duals[row]
                }
                for (row, owner) in rowOwners.enumerated() {
                    guard case .group(let group, let levels) = owner, duals[row] > 0, duals[row].isFinite else {
                        continue
                    }
                    let share = duals[row] / max(1, used[Int(group)])
                    for (client, level) in zip(groups.members(Int(group)), levels) {
                        clientMultipliers[Int(client)] += share * model.weights[Int(client)] * level
                    }
                }
                for client in 0..<model.clientCount {
                    let rest = 1 - used[Int(groups.group(of: Int32(client)))]
                    if rest > 0 { clientMultipliers[client] += rest * model.weights[client] * leastCost(client) }
                }
            }
            let scale = isFeasibilityProof ? 1 : objectiveScale
            for (row, owner) in rowOwners.enumerated() {
                guard case .cut(let client, _) = owner, duals[row] > 0, duals[row].isFinite else { continue }
                clientMultipliers[Int(client)] += duals[row] / scale
            }
            for client in 0..<model.clientCount where model.caps[client].isFinite {
                clientMultipliers[client] = min(
                    clientMultipliers[client], effectiveWeights[client] * model.caps[client])
            }
        }

        /// Turns the duals of the Benders rows into one multiplier per client.
        private func addCutDuals(_ scale: Double) {
            let clientCount = model.clientCount
            var used = Array(repeating: 0.0, count: clientCount)
            var cover = used
            for (row, owner) in rowOwners.enumerated() {
                guard case .cut(let client, let level) = owner, duals[row] > 0, duals[row].isFinite else { continue }
                if level == .infinity {
                    cover[Int(client)] += duals[row] / scale
                } else {
                    let weight = duals[row] / scale * costScale
                    used[Int(client)] += weight
                    clientMultipliers[Int(client)] += weight * level
                }
            }
            for client in 0..<clientCount {
                let weight = effectiveWeights[client]
                var value = clientMultipliers[client]
                if used[client] > weight {
                    value *= weight / used[client]
                } else {
                    value += (weight - used[client]) * leastCost(client)
                }
                value += cover[client]
                if model.caps[client].isFinite { value = min(value, weight * model.caps[client]) }
                clientMultipliers[client] = value
            }
        }
    }
#endif
