public import LinearOptimization

/// How a nearest-site problem is written as a mixed-integer program.
public enum Formulation: String, Sendable, Hashable, CaseIterable {
    /// One variable per set of nearest sites that some client may find closed: small, with the bound of the classic form.
    case levels
    /// One variable per client and site with x_ij ≤ y_j: the classic form, for comparison.
    case assignment
}

/// A nearest-site problem as a mixed-integer program, with handles for whoever extends it.
///
/// Add variables and rows to ``model`` as you like; the handles stay valid.
public struct NearestSiteModel: Sendable {
    /// The program; minimises opening plus weighted service costs.
    public var model: Model
    /// One binary variable per site: 1 when open.
    public let open: VariableArray
    /// Rows of the side constraints, by their position.
    public let sideConstraints: [Constraint]
    /// Rows of the service constraints, by their position.
    public let serviceConstraints: [Constraint]
    /// Whether every plan has a whole-number objective, so that bounds may be rounded up.
    public let hasIntegralObjective: Bool

    private let profiles: [Profile]
    private let classOfClient: [Int]
    private let fillIn: FillIn

    /// The cost of a class of clients as a linear function.
    struct Profile {
        var constant: Double
        var terms: [(coefficient: Double, variable: Variable)]
    }

    /// What the other variables are when the open sites are known.
    private enum FillIn: Sendable {
        case levels([(variable: Int, parentVariable: Int, parentSite: Int, added: [Int])])
        case assignment([(start: Int, sites: [Int], unserved: Int?)])
    }

    /// The cost of service of a client, per unit of weight, as a linear expression.
    ///
    /// In a plan it is at least the true cost, and equal to it where the objective or a rule presses it down. Defined for
    /// every client whose weight is positive or whom a service constraint names, for all when the model was built with
    /// `coveringEveryClient`.
    public func serviceCost(of client: Int) -> LinearExpression {
        let profile = profiles[classOfClient[client]]
        var expression = LinearExpression(profile.constant)
        expression.reserveCapacity(profile.terms.count)
        for term in profile.terms { expression.add(term.coefficient, term.variable) }
        return expression
    }

    /// Clients with the same number have the same cost in every plan.
    func costClass(of client: Int) -> Int { classOfClient[client] }

    /// Values of all variables of this model for a set of open sites, as a start for a solver; variables that were added
    /// later are not included.
    ///
    /// O(size of the model).
    public func values(open sites: some Sequence<Int>) -> [Double] {
        var values = Array(repeating: 0.0, count: open.count)
        for site in sites where values.indices.contains(site) { values[site] = 1 }
        switch fillIn {
        case .levels(let levels):
            // Levels follow their parents, so one pass sets them.
            for level in levels {
                var value = 1.0
                if level.parentVariable >= 0 { value = values[level.parentVariable] }
                if level.parentSite >= 0 { value = 1 - values[level.parentSite] }
                if level.added.contains(where: { values[$0] == 1 }) { value = 0 }
                values.append(value)
            }
        case .assignment(let clients):
            for client in clients {
                let chosen = client.sites.firstIndex { values[$0] == 1 }
                for position in client.sites.indices { values.append(position == chosen ? 1 : 0) }
                if client.unserved != nil { values.append(chosen == nil ? 1 : 0) }
            }
        }
        return values
    }

    /// Builds the program of a problem whose data are sound.
    ///
    /// - Parameters:
    ///   - problem: The problem; see ``NearestSiteProblem/model(_:coveringEveryClient:)`` for the checked way here.
    ///   - formulation: How it is written.
    ///   - coveringEveryClient: Whether clients of weight 0 get cost expressions too.
    package init(_ problem: NearestSiteProblem, _ formulation: Formulation, coveringEveryClient: Bool) {
        var needed = problem.weights.map { coveringEveryClient || $0 > 0 }
        for rule in problem.serviceConstraints {
            for (client, weight) in zip(rule.clients, rule.weights) where weight > 0 { needed[client] = true }
        }
        var model = Model("nearest-site")
        let sites = SiteVariables(
            &model,
            siteCount: problem.serviceCosts.siteCount,
            roles: problem.roles,
            rules: problem.sideConstraints
        )
        let built =
            switch formulation {
            case .levels: Self.addLevels(to: &model, sites.open, problem, needed)
            case .assignment: Self.addAssignment(to: &model, sites.open, problem, needed)
            }
        open = sites.open
        sideConstraints = sites.rules
        profiles = built.profiles
        classOfClient = built.classOfClient
        fillIn = built.fillIn
        var weightOfClass = Array(repeating: 0.0, count: built.profiles.count)
        for (client, weight) in problem.weights.enumerated() { weightOfClass[built.classOfClient[client]] += weight }
        var objective = LinearExpression()
        for site in 0..<open.count { objective.add(problem.openingCosts[site], open[site]) }
        var isIntegral = problem.openingCosts.allSatisfy { $0 == $0.rounded() }
        for (index, profile) in built.profiles.enumerated() where weightOfClass[index] > 0 {
            objective.constant += weightOfClass[index] * profile.constant
            for term in profile.terms {
                let coefficient = weightOfClass[index] * term.coefficient
                objective.add(coefficient, term.variable)
                isIntegral = isIntegral && coefficient == coefficient.rounded()
            }
        }
        hasIntegralObjective = isIntegral && objective.constant == objective.constant.rounded()
        model.minimize(objective)
        var rows: [Constraint] = []
        for (index, rule) in problem.serviceConstraints.enumerated() {
            var total = LinearExpression()
            for (client, weight) in zip(rule.clients, rule.weights) where weight > 0 {
                let profile = built.profiles[built.classOfClient[client]]
                total.constant += weight * profile.constant
                for term in profile.terms { total.add(weight * term.coefficient, term.variable) }
            }
            rows.append(model.add(total, atMost: rule.limit, "service[\(index)]"))
        }
        serviceConstraints = rows
        self.model = model
    }

    private typealias Built = (profiles: [Profile], classOfClient: [Int], fillIn: FillIn)

    private static func addLevels(
        to model: inout Model,
        _ open: VariableArray,
        _ problem: NearestSiteProblem,
        _ needed: [Bool]
    ) -> Built {
        let structure = ServiceLevels(problem) { needed[$0] }
        let levels = model.addVariables(structure.levels.count, atMost: 1, name: { "level[\($0)]" })
        var row = Row()
        var fill: [(variable: Int, parentVariable: Int, parentSite: Int, added: [Int])] = []
        for (index, level) in structure.levels.enumerated() {
            row.start(levels[index])
            row.addOpen(level.added, parent: level.parent, open, levels)
            row.finish(&model)
            var entry = (variable: levels[index].index, parentVariable: -1, parentSite: -1, added: level.added)
            switch level.parent {
            case .level(let parent)?: entry.parentVariable = levels[parent].index
            case .closed(let site)?: entry.parentSite = site
            case nil: break
            }
            fill.append(entry)
        }
        for duty in structure.duties {
            row.start(nil)
            row.addOpen(duty.added, parent: duty.parent, open, levels)
            row.finish(&model)
        }
        let profiles = structure.profiles.map { profile in
            var result = Profile(constant: profile.base, terms: [])
            for step in profile.steps {
                switch step.term {
                case .level(let level):
                    result.terms.append((step.size, levels[level]))
                case .closed(let site):
                    result.constant += step.size
                    result.terms.append((-step.size, open[site]))
                }
            }
            return result
        }
        return (profiles, structure.classes.classOfClient, .levels(fill))
    }

    private static func addAssignment(
        to model: inout Model,
        _ open: VariableArray,
        _ problem: NearestSiteProblem,
        _ needed: [Bool]
    ) -> Built {
        let costs = problem.serviceCosts
        var profiles: [Profile] = []
        var fill: [(start: Int, sites: [Int], unserved: Int?)] = []
        for client in 0..<costs.clientCount {
            let unserved = problem.unservedCosts[client]
            let isOptional = unserved < .infinity
            if !needed[client], isOptional {
                profiles.append(Profile(constant: 0, terms: []))
                continue
            }
            let entries = costs.entries(of: client).filter {
                costs.costs[$0] < unserved && problem.roles[Int(costs.sites[$0])] != .excluded
            }
            let served = model.addVariables(entries.count + (isOptional ? 1 : 0), name: { "serve[\(client),\($0)]" })
            var profile = Profile(constant: 0, terms: [])
            for (position, entry) in entries.enumerated() {
                let site = open[Int(costs.sites[entry])]
                model.addRow(variables: [served[position].index, site.index], coefficients: [1, -1], atMost: 0)
                profile.terms.append((costs.costs[entry], served[position]))
            }
            if isOptional { profile.terms.append((unserved, served[entries.count])) }
            model.addRow(
                variables: served.map(\.index),
                coefficients: served.map { _ in 1 },
                atLeast: 1,
                atMost: 1,
                "served[\(client)]"
            )
            profiles.append(profile)
            fill.append(
                (
                    start: served.first?.index ?? 0,
                    sites: entries.map { Int(costs.sites[$0]) },
                    unserved: isOptional ? entries.count : nil
                ))
        }
        return (profiles, Array(0..<costs.clientCount), .assignment(fill))
    }

    /// Collects one row  z + Σ y − z(parent) ≥ 0, constants moved over.
    private struct Row {
        private var indices: [Int] = []
        private var coefficients: [Double] = []
        private var lower = 0.0

        mutating func start(_ level: Variable?) {
            indices.removeAll(keepingCapacity: true)
            coefficients.removeAll(keepingCapacity: true)
            lower = 0
            if let level { add(1, level) }
        }

        private mutating func add(_ coefficient: Double, _ variable: Variable) {
            indices.append(variable.index)
            coefficients.append(coefficient)
        }

        mutating func addOpen(
            _ sites: [Int], parent: ServiceLevels.Term?, _ open: VariableArray, _ levels: VariableArray
        ) {
            for site in sites { add(1, open[site]) }
            switch parent {
            case .level(let level)?:
                add(-1, levels[level])
            case .closed(let site)?:
                add(1, open[site])
                lower = 1
            case nil:
                lower = 1
            }
        }

        func finish(_ model: inout Model) {
            model.addRow(variables: indices, coefficients: coefficients, atLeast: lower)
        }
    }
}

extension NearestSiteModel.Profile: Sendable {}

extension NearestSiteProblem {
    /// The problem as a mixed-integer program, for solvers, for files and for models that build on it.
    ///
    /// - Parameters:
    ///   - formulation: How it is written; `.levels` is far smaller.
    ///   - coveringEveryClient: Whether clients of weight 0 get cost expressions too.
    /// - Throws: ``LocationError`` when the data are malformed.
    public func model(_ formulation: Formulation = .levels, coveringEveryClient: Bool = false) throws(LocationError)
        -> NearestSiteModel
    {
        let defects = problems()
        guard defects.isEmpty else { throw LocationError(problems: defects) }
        return NearestSiteModel(self, formulation, coveringEveryClient: coveringEveryClient)
    }
}
