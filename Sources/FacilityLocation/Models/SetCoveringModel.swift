public import LinearOptimization

/// A set-covering problem as a mixed-integer program, with handles for whoever extends it.
///
/// Rows Σ_{j covers i} y_j ≥ b_i; for partial covering b_i z_i ≤ Σ_{j covers i} y_j and Σ w_i z_i ≥ α W, where z_i may
/// stay continuous when b_i = 1. Clients with the same covering sites share a row; rows that follow from others are left
/// out of complete covering.
public struct SetCoveringModel: Sendable {
    /// The program; minimises opening costs.
    public var model: Model
    /// One binary variable per site: 1 when open.
    public let open: VariableArray
    /// Rows of the side constraints, by their position.
    public let sideConstraints: [Constraint]
    /// Whether every plan has a whole-number objective.
    public let hasIntegralObjective: Bool
    private let covered: [(sites: [Int], required: Int)]

    package init(_ problem: SetCoveringProblem) {
        var model = Model("set-covering")
        let cover = problem.cover
        let sites = SiteVariables(
            &model,
            siteCount: cover.siteCount,
            roles: problem.roles,
            rules: problem.sideConstraints
        )
        open = sites.open
        sideConstraints = sites.rules
        var objective = LinearExpression()
        for site in 0..<open.count { objective.add(problem.openingCosts[site], open[site]) }
        model.minimize(objective)
        hasIntegralObjective = problem.openingCosts.allSatisfy { $0 == $0.rounded() }
        let rows = Self.distinctRows(problem)
        var covered: [(sites: [Int], required: Int)] = []
        if let share = problem.minimumCoveredShare {
            var total = LinearExpression()
            let floor = share * problem.weights.reduce(0, +)
            for row in rows {
                if row.required == 0 {
                    total.constant += row.weight
                    continue
                }
                guard row.weight > 0, row.required <= row.sites.count else { continue }
                let variable = model.addVariable(
                    "covered[\(row.client)]",
                    in: 0...1,
                    kind: row.required == 1 ? .continuous : .binary
                )
                var link = LinearExpression(variable, coefficient: Double(row.required))
                for site in row.sites { link.add(-1, open[site]) }
                model.add(link, atMost: 0)
                // In units of the weight to be covered: solvers take tolerances relative to the limit.
                total.add(row.weight / max(floor, .leastNormalMagnitude), variable)
                covered.append((row.sites, row.required))
            }
            total.constant /= max(floor, .leastNormalMagnitude)
            if floor > 0 { model.add(total, atLeast: 1, "covered weight") }
        } else {
            for row in Self.undominated(rows) {
                model.addRow(
                    variables: row.sites.map { [open] in open[$0].index },
                    coefficients: row.sites.map { _ in 1 },
                    atLeast: Double(row.required),
                    "cover[\(row.client)]"
                )
            }
        }
        self.covered = covered
        self.model = model
    }

    /// Values of all variables of this model for a set of open sites, as a start for a solver.
    public func values(open sites: some Sequence<Int>) -> [Double] {
        var values = Array(repeating: 0.0, count: open.count)
        for site in sites where values.indices.contains(site) { values[site] = 1 }
        let isOpen = values
        for row in covered { values.append(row.sites.count { isOpen[$0] == 1 } >= row.required ? 1 : 0) }
        return values
    }

    /// A row of the covering part.
    private struct CoverRow {
        var client: Int
        var sites: [Int]
        var required: Int
        var weight: Double
    }

    private static func distinctRows(_ problem: SetCoveringProblem) -> [CoverRow] {
        let cover = problem.cover
        var sets: [[Int32]: [Int: Int]] = [:]
        var rows: [CoverRow] = []
        for client in 0..<cover.clientCount {
            let key = cover.sites[cover.entries(of: client)].filter { problem.roles[Int($0)] != .excluded }.sorted()
            let required = problem.requiredCover[client]
            if let row = sets[key]?[required] {
                rows[row].weight += problem.weights[client]
            } else {
                sets[key, default: [:]][required] = rows.count
                rows.append(
                    CoverRow(
                        client: client, sites: key.map(Int.init), required: required, weight: problem.weights[client])
                )
            }
        }
        return rows
    }

    /// Drops rows that another row implies: a subset of the sites, at least as many of them required.
    private static func undominated(_ rows: [CoverRow]) -> [CoverRow] {
        let bySize = rows.filter { $0.required > 0 }.sorted {
            ($0.sites.count, $0.client) < ($1.sites.count, $1.client)
        }
        var kept: [CoverRow] = []
        var keptOfSite: [Int: [Int]] = [:]
        for row in bySize {
            var hits: [Int: Int] = [:]
            var isImplied = false
            search: for site in row.sites {
                for other in keptOfSite[site] ?? [] {
                    let count = hits[other, default: 0] + 1
                    hits[other] = count
                    if count == kept[other].sites.count, kept[other].required >= row.required {
                        isImplied = true
                        break search
                    }
                }
            }
            if isImplied { continue }
            for site in row.sites { keptOfSite[site, default: []].append(kept.count) }
            kept.append(row)
        }
        return kept
    }
}

extension SetCoveringProblem {
    /// The problem as a mixed-integer program.
    ///
    /// - Throws: ``LocationError`` when the data are malformed.
    public func model() throws(LocationError) -> SetCoveringModel {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return SetCoveringModel(self)
    }
}
