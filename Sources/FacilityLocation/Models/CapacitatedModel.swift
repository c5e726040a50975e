public import LinearOptimization

/// A capacitated problem as a mixed-integer program, with handles for whoever extends it.
///
/// x_ij is the share of client i served from site j: Σ_j x_ij = 1, x_ij ≤ y_j, Σ_i d_i x_ij ≤ Q_j y_j, and the implied
/// Σ_j Q_j y_j ≥ Σ_i d_i, which tightens the relaxation. Single-sourced: x_ij binary.
public struct CapacitatedModel: Sendable {
    /// The program; minimises opening plus service costs.
    public var model: Model
    /// One binary variable per site: 1 when open.
    public let open: VariableArray
    /// Rows of the side constraints, by their position.
    public let sideConstraints: [Constraint]
    /// Share variables: client, site, variable.
    public let shares: [(client: Int, site: Int, variable: Variable)]

    package init(_ problem: CapacitatedProblem) {
        var model = Model("capacitated")
        let costs = problem.serviceCosts
        let sites = SiteVariables(
            &model,
            siteCount: costs.siteCount,
            roles: problem.roles,
            rules: problem.sideConstraints
        )
        let open = sites.open
        var objective = LinearExpression()
        for site in 0..<open.count { objective.add(problem.openingCosts[site], open[site]) }
        var shares: [(client: Int, site: Int, variable: Variable)] = []
        var loads: [[(variable: Int, demand: Double)]] = Array(repeating: [], count: costs.siteCount)
        for client in 0..<costs.clientCount where problem.demands[client] > 0 {
            let demand = problem.demands[client]
            var indices: [Int] = []
            for entry in costs.entries(of: client) {
                let site = Int(costs.sites[entry])
                let capacity = problem.capacities[site]
                guard capacity > 0, problem.roles[site] != .excluded else { continue }
                if problem.isSingleSource, capacity + allowance(of: capacity) < demand { continue }
                let share = model.addVariable(
                    "share[\(client),\(site)]",
                    in: 0...1,
                    kind: problem.isSingleSource ? .binary : .continuous
                )
                indices.append(share.index)
                shares.append((client, site, share))
                loads[site].append((share.index, demand))
                objective.add(demand * costs.costs[entry], share)
                // x ≤ min(1, Q/d) y is as strong as the data allow.
                let most = min(1, capacity / demand)
                model.addRow(variables: [share.index, open[site].index], coefficients: [1, -most], atMost: 0)
            }
            model.addRow(
                variables: indices,
                coefficients: indices.map { _ in 1 },
                atLeast: 1,
                atMost: 1,
                "served[\(client)]"
            )
        }
        var totalCapacity = LinearExpression()
        let totalDemand = problem.demands.reduce(0, +)
        for site in 0..<open.count where problem.capacities[site] > 0 {
            let capacity = problem.capacities[site]
            totalCapacity.add(capacity / max(totalDemand, 1e-9), open[site])
            // A site that can take all its clients at once has no capacity worth a row.
            guard loads[site].reduce(0, { $0 + $1.demand }) > capacity else { continue }
            model.addRow(
                variables: loads[site].map(\.variable) + [open[site].index],
                coefficients: loads[site].map { $0.demand / capacity } + [-1],
                atMost: 0,
                "capacity[\(site)]"
            )
        }
        if totalDemand > 0 { model.add(totalCapacity, atLeast: 1, "total capacity") }
        model.minimize(objective)
        self.open = open
        self.shares = shares
        sideConstraints = sites.rules
        self.model = model
    }

    /// Values of all variables for open sites and an allocation, as a start for a solver.
    package func values(open sites: [Int], allocation: [Allocation], demands: [Double]) -> [Double] {
        var values = Array(repeating: 0.0, count: open.count)
        for site in sites { values[site] = 1 }
        var share: [Int: Double] = [:]
        let width = max(1, open.count)
        for part in allocation where demands[part.client] > 0 {
            share[part.client * width + part.site, default: 0] += part.amount / demands[part.client]
        }
        for entry in shares { values.append(share[entry.client * width + entry.site] ?? 0) }
        return values
    }

    /// The allocation a point of the model stands for.
    func allocation(_ solution: Solution, demands: [Double]) -> [Allocation] {
        shares.compactMap { entry in
            let amount = solution[entry.variable] * demands[entry.client]
            guard amount > 1e-9 * max(1, demands[entry.client]) else { return nil }
            return Allocation(client: entry.client, site: entry.site, amount: amount)
        }
    }
}

extension CapacitatedProblem {
    /// The problem as a mixed-integer program.
    ///
    /// - Throws: ``LocationError`` when the data are malformed.
    public func model() throws(LocationError) -> CapacitatedModel {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return CapacitatedModel(self)
    }
}
