public import LinearOptimization

/// A conditional-median problem as a mixed-integer program.
///
/// On top of the nearest-site model: η free, s_c ≥ t_c − η and s_c ≥ 0 per class of clients, objective
/// Σ f_j y_j + η + (1/βW) Σ w_c s_c.
public struct ConditionalMedianModel: Sendable {
    /// The nearest-site model with the further variables, rows and the objective of the conditional median.
    public var siting: NearestSiteModel
    /// The threshold η: at the optimum a cost that the worst-off share reaches or exceeds.
    public let threshold: Variable
    private let excess: [(client: Int, variable: Variable)]
    private let problem: ConditionalMedianProblem

    package init(_ problem: ConditionalMedianProblem) {
        self.problem = problem
        let base = problem.base
        var siting = NearestSiteModel(base, .levels, coveringEveryClient: false)
        var weightOfClass: [Int: Double] = [:]
        var clientOfClass: [Int: Int] = [:]
        for (client, weight) in base.weights.enumerated() where weight > 0 {
            weightOfClass[siting.costClass(of: client), default: 0] += weight
            if clientOfClass[siting.costClass(of: client)] == nil {
                clientOfClass[siting.costClass(of: client)] = client
            }
        }
        let scale = 1 / (problem.worstShare * base.weights.reduce(0, +))
        threshold = siting.model.addVariable("threshold", atLeast: -.infinity)
        var objective = LinearExpression(threshold)
        for site in 0..<siting.open.count { objective.add(base.openingCosts[site], siting.open[site]) }
        var excess: [(client: Int, variable: Variable)] = []
        for index in clientOfClass.keys.sorted() {
            guard let client = clientOfClass[index], let weight = weightOfClass[index] else { continue }
            let variable = siting.model.addVariable("excess[\(client)]")
            var row = siting.serviceCost(of: client)
            row.add(-1, variable)
            row.add(-1, threshold)
            siting.model.add(row, atMost: 0)
            objective.add(weight * scale, variable)
            excess.append((client, variable))
        }
        siting.model.minimize(objective)
        self.excess = excess
        self.siting = siting
    }

    /// Values of all variables of this model for a set of open sites, as a start for a solver.
    package func values(open: [Int]) -> [Double] {
        var values = siting.values(open: open)
        let costs = problem.base.serviceCostPerClient(open: open)
        let level = problem.threshold(costs: costs)
        values.append(level)
        for entry in excess { values.append(max(0, costs[entry.client] - level)) }
        return values
    }
}

extension ConditionalMedianProblem {
    /// The problem as a mixed-integer program.
    ///
    /// - Throws: ``LocationError`` when the data are malformed.
    public func model() throws(LocationError) -> ConditionalMedianModel {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return ConditionalMedianModel(self)
    }
}
