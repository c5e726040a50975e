import LinearOptimization
import _TestSupport

/// Seeded models for file tests.
enum RandomModels {
    /// A model of every shape files can hold: all kinds of bounds and rows, empty rows, unused variables, odd names.
    static func anyShape(seed: UInt64) -> Model {
        var random = SeededGenerator(seed: seed)
        var model = Model(Bool.random(using: &random) ? "model \(seed)" : "")
        let variableCount = Int.random(in: 0...8, using: &random)
        for index in 0..<variableCount {
            let kind: Variable.Kind = [.continuous, .integer, .binary].randomElement(using: &random) ?? .continuous
            let (lower, upper) = kind == .binary ? zeroOne(&random) : bounds(&random)
            model.addVariable(name("v", index, &random), atLeast: lower, atMost: upper, kind: kind)
        }
        for index in 0..<Int.random(in: 0...8, using: &random) {
            var expression = LinearExpression()
            for variable in model.variables where Int.random(in: 0...2, using: &random) > 0 {
                expression.add(number(&random), variable)
            }
            let (lower, upper) = bounds(&random)
            model.add(expression, atLeast: lower, atMost: upper, name("r", index, &random))
        }
        var objective = LinearExpression(Bool.random(using: &random) ? number(&random) : 0)
        for variable in model.variables where Bool.random(using: &random) { objective.add(number(&random), variable) }
        model.setObjective(objective, Bool.random(using: &random) ? .minimize : .maximize)
        return model
    }

    /// A bounded model with whole numbers: small enough for any solver, feasible or not.
    static func solvable(seed: UInt64) -> Model {
        var random = SeededGenerator(seed: seed)
        var model = Model("random \(seed)")
        for index in 0..<Int.random(in: 2...6, using: &random) {
            let lower = Double(Int.random(in: -6...2, using: &random))
            let upper = lower + Double(Int.random(in: 0...8, using: &random))
            let kind: Variable.Kind = Int.random(in: 0...2, using: &random) == 0 ? .integer : .continuous
            if Int.random(in: 0...4, using: &random) == 0 {
                model.addBinary("pick[\(index)]")
            } else {
                model.addVariable("amount \(index)", atLeast: lower, atMost: upper, kind: kind)
            }
        }
        for index in 0..<Int.random(in: 1...5, using: &random) {
            var expression = LinearExpression(Double(Int.random(in: -2...2, using: &random)))
            for variable in model.variables { expression.add(Double(Int.random(in: -4...5, using: &random)), variable) }
            let side = Double(Int.random(in: -4...12, using: &random))
            switch Int.random(in: 0...4, using: &random) {
            case 0: model.add(expression <= side)
            case 1: model.add(expression >= -side, "need[\(index)]")
            case 2: model.add(expression, atLeast: -side.magnitude, atMost: side.magnitude + 3)
            case 3: model.add(expression, atLeast: -.infinity, atMost: .infinity, "free")
            default: model.add(expression, atLeast: side, atMost: side + 0.5)
            }
        }
        var objective = LinearExpression(Double(Int.random(in: -9...9, using: &random)) / 4)
        for variable in model.variables { objective.add(Double(Int.random(in: -5...5, using: &random)), variable) }
        model.setObjective(objective, Bool.random(using: &random) ? .minimize : .maximize)
        return model
    }

    private static func name(_ prefix: String, _ index: Int, _ random: inout SeededGenerator) -> String? {
        switch Int.random(in: 0...7, using: &random) {
        case 0: nil
        case 1: "\(prefix)[\(index),北京]"
        case 2: "x\(Int.random(in: 1...9, using: &random))"
        case 3: "two words \(index)"
        case 4: "end"
        case 5: "e\(index)"
        case 6: "tab\t\(prefix)\u{7}\n"
        default: "\(prefix)[\(index)]"
        }
    }

    private static func number(_ random: inout SeededGenerator) -> Double {
        switch Int.random(in: 0...5, using: &random) {
        case 0: 0
        case 1: Double(Int.random(in: -3...3, using: &random))
        case 2: 1e-17 * Double.random(in: -1...1, using: &random)
        case 3: 1e19 * Double.random(in: -1...1, using: &random)
        default: Double.random(in: -10...10, using: &random)
        }
    }

    private static func bounds(_ random: inout SeededGenerator) -> (Double, Double) {
        let value = number(&random)
        switch Int.random(in: 0...6, using: &random) {
        case 0: return (0, .infinity)
        case 1: return (-.infinity, .infinity)
        case 2: return (-.infinity, value)
        case 3: return (value, .infinity)
        case 4: return (value, value)
        default:
            let other = number(&random)
            return (min(value, other), max(value, other))
        }
    }

    private static func zeroOne(_ random: inout SeededGenerator) -> (Double, Double) {
        [(0, 1), (0, 1), (0, 0), (1, 1)].randomElement(using: &random) ?? (0, 1)
    }
}
