import FacilityLocation
import LinearOptimization

/// The joint problem as one mixed-integer program.
struct JointModel {
    private(set) var model: Model
    let siting: NearestSiteModel
    /// Number the objective is multiplied by inside, a power of two.
    let scale: Double
    /// Columns of z by candidate: donor class and variable.
    private let pairs: [[(donors: Int, variable: Variable)]]

    /// - Parameter fixed: candidates proven to be open or closed in every better plan.
    init(_ problem: JointProblem, fixed: [Int: SiteRole] = [:]) throws {
        // Candidates without a donor are shut; pairs carry the cost of the others' donors.
        let shut = problem.siteCharges().map { $0.isFinite ? 0 : Double.infinity }
        var location = problem.siting(charge: shut)
        for (candidate, role) in fixed { location.roles[candidate] = role }
        let siting = try location.model(.levels)
        var model = siting.model
        let most = min(problem.placement.scenario.policy.newCenters.upperBound, problem.placement.candidateCount)
        var byClass = problem.pool.classes.map { _ in LinearExpression() }
        var pairs: [[(donors: Int, variable: Variable)]] = []
        for candidate in 0..<problem.placement.candidateCount {
            let open = siting.open[candidate]
            var own: [(donors: Int, variable: Variable)] = []
            var balance = LinearExpression(open, coefficient: -1)
            guard fixed[candidate] != .excluded else {
                model.add(LinearExpression(open) == 0)
                pairs.append([])
                continue
            }
            for donors in Self.usefulClasses(problem, candidate, most: most) {
                let pair = problem.staff == nil ? model.addVariable(atMost: 1) : model.addBinary()
                model.setCost(of: pair, to: problem.costs[candidate][donors])
                balance.add(1, pair)
                byClass[donors].add(1, pair)
                own.append((donors, pair))
            }
            if !own.isEmpty { model.add(balance == 0) }
            pairs.append(own)
        }
        for (donors, sum) in byClass.enumerated() where sum.termCount > problem.pool.classes[donors].capacity {
            model.add(sum <= Double(problem.pool.classes[donors].capacity))
        }
        if let staff = problem.staff { Self.addStaff(staff, pairs, to: &model) }
        // Solvers' tolerances suit objectives of about 1e3; a power of two changes no digit.
        let size = max(1, problem.placement.totalWeight * (problem.placement.sense == .maximize ? 1 : 100))
        scale = Double(sign: .plus, exponent: 10 - size.exponentInt, significand: 1)
        for variable in model.variables { model.setCost(of: variable, to: model.cost(of: variable) * scale) }
        model.setObjectiveConstant(model.objectiveConstant * scale)
        self.model = model
        self.siting = siting
        self.pairs = pairs
    }

    /// The cheapest classes of a candidate of which one always has room; a centre never needs another.
    ///
    /// All new centres together take no more than `most` places. With staff rows a centre may keep the whole of a class
    /// from another, so every class counts for one place.
    private static func usefulClasses(_ problem: JointProblem, _ candidate: Int, most: Int) -> [Int] {
        let costs = problem.costs[candidate]
        var room = 0
        return costs.indices.filter { costs[$0].isFinite }.sorted { (costs[$0], $0) < (costs[$1], $1) }.prefix {
            donors in
            defer { room += problem.staff == nil ? problem.pool.classes[donors].capacity : 1 }
            return room < most
        }
    }

    /// Σ_j need_js z_hj ≤ releasable_hs, wherever two centres of a donor could break it.
    private static func addStaff(
        _ staff: StaffRows, _ pairs: [[(donors: Int, variable: Variable)]], to model: inout Model
    ) {
        for donors in staff.releasable.indices {
            for discipline in staff.releasable[donors].indices {
                var sum = LinearExpression()
                for (candidate, own) in pairs.enumerated() where staff.needs[candidate][discipline] > 0 {
                    for pair in own where pair.donors == donors {
                        sum.add(Double(staff.needs[candidate][discipline]), pair.variable)
                    }
                }
                if sum.termCount > 1 { model.add(sum <= Double(staff.releasable[donors][discipline])) }
            }
        }
    }

    /// Values of all variables for a plan, as a start.
    func values(new: [Int], classes: [Int?], sites: Int) -> [Double] {
        let candidates = pairs.count
        var values = siting.values(open: new + Array(candidates..<sites))
        values += Array(repeating: 0, count: max(0, model.variableCount - values.count))
        for (candidate, donors) in zip(new, classes) {
            if let pair = pairs[candidate].first(where: { $0.donors == donors }) { values[pair.variable.index] = 1 }
        }
        return values
    }

    /// Candidates open in a solution.
    func openCandidates(_ solution: Solution) -> [Int] {
        pairs.indices.filter { solution[siting.open[$0]] > 0.5 }
    }
}

extension Double {
    /// The binary exponent as an integer; for finite numbers above 0.
    fileprivate var exponentInt: Int { Int(exponent) }
}
