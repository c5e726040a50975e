#if GLPK
    import LinearOptimization

    /// Tiny random models with an exact answer by enumeration.
    enum RandomModels {
        /// Up to five integer variables within small boxes, at most one continuous one, one to four rows of small integers;
        /// a fair share of them infeasible, some unbounded through a free or one-sided continuous variable.
        static func make(using generator: inout some RandomNumberGenerator) -> Model {
            var model = Model()
            let integers = Int.random(in: 1...5, using: &generator)
            var variables: [Variable] = []
            for _ in 0..<integers {
                let lower = Int.random(in: -2...1, using: &generator)
                let upper = lower + Int.random(in: 0...3, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: variables.append(model.addBinary())
                case 1:
                    // Fractional bounds around the same whole numbers.
                    variables.append(
                        model.addInteger(atLeast: Double(lower) - 0.4, atMost: Double(upper) + 0.3))
                default: variables.append(model.addInteger(in: lower...upper))
                }
            }
            if Bool.random(using: &generator) {
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: variables.append(model.addVariable(atLeast: -.infinity))
                case 1: variables.append(model.addVariable(atLeast: 0))
                default: variables.append(model.addVariable(in: -3...4))
                }
            }
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                var row = LinearExpression()
                for variable in variables where Int.random(in: 0..<4, using: &generator) > 0 {
                    row.add(Double(Int.random(in: -5...5, using: &generator)), variable)
                }
                let side = Double(Int.random(in: -6...8, using: &generator))
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: model.add(row <= side)
                case 1: model.add(row >= side)
                case 2: model.add(row, atLeast: side, atMost: side + 2)
                default: model.add(row == side)
                }
            }
            var cost = LinearExpression(Double(Int.random(in: -3...3, using: &generator)))
            for variable in variables { cost.add(Double(Int.random(in: -7...7, using: &generator)), variable) }
            if Bool.random(using: &generator) { model.minimize(cost) } else { model.maximize(cost) }
            return model
        }

        enum Answer: Equatable {
            case optimal(Double)
            case infeasible
            case unbounded
        }

        /// The exact answer: integers by enumeration, the continuous variable (at most one, the last) by interval arithmetic.
        static func answer(_ model: Model) -> Answer {
            let continuous = model.kinds.firstIndex(of: .continuous)
            let boxes = model.kinds.indices.filter { $0 != continuous }.map { column in
                (column, Int(model.lowerBounds[column].rounded(.up)), Int(model.upperBounds[column].rounded(.down)))
            }
            let sign: Double = model.sense == .minimize ? 1 : -1
            var point = [Double](repeating: 0, count: model.variableCount)
            var best: Double?
            var isUnbounded = false

            func evaluate() {
                var low = -Double.infinity
                var high = Double.infinity
                if let continuous { (low, high) = (model.lowerBounds[continuous], model.upperBounds[continuous]) }
                for row in 0..<model.constraintCount {
                    var activity = 0.0
                    var slope = 0.0
                    for term in model.rowStarts[row]..<model.rowStarts[row + 1] {
                        let column = Int(model.termIndices[term])
                        if column == continuous {
                            slope = model.termCoefficients[term]
                        } else {
                            activity += model.termCoefficients[term] * point[column]
                        }
                    }
                    let (lower, upper) = (model.rowLowerBounds[row], model.rowUpperBounds[row])
                    if slope == 0 {
                        if activity < lower - 1e-9 || activity > upper + 1e-9 { return }
                    } else {
                        let ends = [(lower - activity) / slope, (upper - activity) / slope].sorted()
                        low = max(low, ends[0])
                        high = min(high, ends[1])
                    }
                }
                guard low <= high + 1e-9 else { return }
                var objective = model.objectiveConstant
                for column in point.indices where column != continuous {
                    objective += model.costs[column] * point[column]
                }
                if let continuous, model.costs[continuous] != 0 {
                    let end = sign * model.costs[continuous] > 0 ? low : high
                    if end.isInfinite {
                        isUnbounded = true
                        return
                    }
                    objective += model.costs[continuous] * end
                }
                if best == nil || sign * objective < sign * (best ?? 0) { best = objective }
            }

            func enumerate(_ depth: Int) {
                guard depth < boxes.count else { return evaluate() }
                let (column, lower, upper) = boxes[depth]
                guard lower <= upper else { return }
                for value in lower...upper {
                    point[column] = Double(value)
                    enumerate(depth + 1)
                }
            }
            enumerate(0)
            if isUnbounded { return .unbounded }
            return best.map { .optimal($0) } ?? .infeasible
        }
    }
#endif
