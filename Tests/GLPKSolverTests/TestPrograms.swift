#if GLPK
    import GLPKSolver
    import LinearOptimization
    import _TestSupport

    /// Programs the tests share.
    enum TestPrograms {
        /// A p-median relaxation: y per site, then x per (client, site); costs are distances of random points in a square.
        static func location(_ session: GLPKSession, sites: Int, clients: Int, open: Int, seed: UInt64) throws {
            let model = location(sites: sites, clients: clients, open: open, seed: seed, isInteger: false)
            try load(model, into: session)
        }

        static func load(_ model: Model, into session: GLPKSession) throws {
            try session.setObjective(sense: model.sense, constant: model.objectiveConstant)
            try session.addColumns(lower: model.lowerBounds, upper: model.upperBounds, cost: model.costs)
            try session.addRows(
                lower: model.rowLowerBounds, upper: model.rowUpperBounds, starts: model.rowStarts,
                columns: model.termIndices,
                coefficients: model.termCoefficients)
            for column in model.kinds.indices where model.kinds[column] != .continuous {
                try session.setInteger(column, true)
            }
        }

        /// The same as a model, with one linking row per (client, site).
        static func location(sites: Int, clients: Int, open: Int, seed: UInt64, isInteger: Bool) -> Model {
            var generator = SeededGenerator(seed: seed)
            func point() -> (Double, Double) {
                (Double.random(in: 0...100, using: &generator), Double.random(in: 0...100, using: &generator))
            }
            let sitePoints = (0..<sites).map { _ in point() }
            let clientPoints = (0..<clients).map { _ in point() }
            var model = Model()
            let y = (0..<sites).map { _ in
                isInteger ? model.addBinary() : model.addVariable(in: 0...1)
            }
            var cost = LinearExpression()
            model.add(.sum(y) == Double(open))
            for client in clientPoints {
                let x = sitePoints.map { _ in model.addVariable() }
                model.add(.sum(x) == 1)
                for (site, (variable, open)) in zip(x, y).enumerated() {
                    model.add(variable <= open)
                    let (dx, dy) = (sitePoints[site].0 - client.0, sitePoints[site].1 - client.1)
                    cost.add((dx * dx + dy * dy).squareRoot().rounded(), variable)
                }
            }
            model.minimize(cost)
            return model
        }

        /// A market-split equation system: small, and practically impossible for branch and bound at this size.
        static func marketSplit(rows: Int, columns: Int, seed: UInt64) -> Model {
            var generator = SeededGenerator(seed: seed)
            var model = Model()
            let x = (0..<columns).map { _ in model.addBinary() }
            var objective = LinearExpression()
            for _ in 0..<rows {
                let coefficients = x.map { _ in Double(Int.random(in: 0..<100, using: &generator)) }
                let over = model.addVariable()
                let under = model.addVariable()
                var row = LinearExpression()
                for (coefficient, variable) in zip(coefficients, x) { row.add(coefficient, variable) }
                row.add(1, over)
                row.add(-1, under)
                model.add(row == (coefficients.reduce(0, +) / 2).rounded(.down))
                objective.add(1, over)
                objective.add(1, under)
            }
            model.minimize(objective)
            return model
        }
    }
#endif
