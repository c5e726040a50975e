#if GLPK
    import GLPKSolver
    import LinearOptimization
    import Testing
    import _TestSupport

    /// Random edits on a living session against a program built from scratch with the same contents.
    @Suite struct ShadowTests {
        /// What the session should hold.
        struct Shadow {
            var columns: [(lower: Double, upper: Double, cost: Double)] = []
            var rows: [(lower: Double, upper: Double, terms: [Int: Double])] = []
            var sense = ObjectiveSense.minimize
            var constant = 0.0

            func verdict() throws -> (SimplexOutcome, Double) {
                try withGLPKSession { session in
                    try session.setObjective(sense: sense, constant: constant)
                    try session.addColumns(
                        lower: columns.map(\.lower), upper: columns.map(\.upper), cost: columns.map(\.cost))
                    for row in rows {
                        let indices = row.terms.keys.sorted()
                        try session.addRow(
                            lower: row.lower, upper: row.upper, columns: indices.map(Int32.init),
                            coefficients: indices.map { row.terms[$0] ?? 0 })
                    }
                    return (try session.solveLP(SimplexOptions(method: .primal)), session.objectiveValue)
                }
            }
        }

        @Test(arguments: 0..<200)
        func incrementalEqualsFresh(seed: Int) throws {
            var generator = SeededGenerator(seed: UInt64(seed) + 4000)
            var shadow = Shadow()
            var saved: Basis?
            func whole(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &generator)) }
            func bounds() -> (Double, Double) {
                let lower = whole(-4...2)
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: return (-.infinity, lower + 3)
                case 1: return (lower, .infinity)
                case 2: return (lower, lower)
                default: return (lower, lower + whole(0...9))
                }
            }
            func terms(below count: Int) -> [Int: Double] {
                var terms: [Int: Double] = [:]
                for index in 0..<count where Bool.random(using: &generator) { terms[index] = whole(-4...6) }
                return terms
            }
            func split(_ terms: [Int: Double]) -> ([Int32], [Double]) {
                let indices = terms.keys.shuffled(using: &generator)
                return (indices.map(Int32.init), indices.map { terms[$0] ?? 0 })
            }
            try withGLPKSession { session in
                for _ in 0..<30 {
                    let columnCount = shadow.columns.count
                    let rowCount = shadow.rows.count
                    switch Int.random(in: 0..<12, using: &generator) {
                    case 0, 1:
                        let (lower, upper) = bounds()
                        let cost = whole(-5...5)
                        try session.addColumns(lower: [lower], upper: [upper], cost: [cost])
                        shadow.columns.append((lower, upper, cost))
                    case 2, 3, 4:
                        let (lower, upper) = bounds()
                        let row = terms(below: columnCount)
                        let (indices, values) = split(row)
                        try session.addRow(lower: lower, upper: upper, columns: indices, coefficients: values)
                        shadow.rows.append((lower, upper, row))
                    case 5 where rowCount > 1:
                        let doomed = (0..<rowCount).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
                        try session.deleteRows(doomed.shuffled(using: &generator))
                        for row in doomed.reversed() { shadow.rows.remove(at: row) }
                    case 6 where rowCount > 0:
                        let row = Int.random(in: 0..<rowCount, using: &generator)
                        shadow.rows[row].terms = terms(below: columnCount)
                        let (indices, values) = split(shadow.rows[row].terms)
                        try session.setRow(row, columns: indices, coefficients: values)
                    case 7 where columnCount > 0:
                        let column = Int.random(in: 0..<columnCount, using: &generator)
                        let entries = terms(below: rowCount)
                        for row in 0..<rowCount { shadow.rows[row].terms[column] = entries[row] }
                        let (indices, values) = split(entries)
                        try session.setColumn(column, rows: indices, coefficients: values)
                    case 8 where columnCount > 0:
                        let column = Int.random(in: 0..<columnCount, using: &generator)
                        let (lower, upper) = bounds()
                        try session.setColumnBounds(column, lower: lower, upper: upper)
                        shadow.columns[column] = (lower, upper, shadow.columns[column].cost)
                    case 9 where rowCount > 0:
                        let row = Int.random(in: 0..<rowCount, using: &generator)
                        let (lower, upper) = bounds()
                        try session.setRowBounds(row, lower: lower, upper: upper)
                        shadow.rows[row].lower = lower
                        shadow.rows[row].upper = upper
                    case 10 where columnCount > 0:
                        let column = Int.random(in: 0..<columnCount, using: &generator)
                        let cost = whole(-5...5)
                        try session.setCost(column, cost)
                        shadow.columns[column].cost = cost
                    case 11:
                        if let basis = saved, basis.rowCount <= rowCount, basis.columnCount <= columnCount {
                            try session.restore(basis)
                        } else {
                            saved = session.basis()
                        }
                    default:
                        shadow.sense = Bool.random(using: &generator) ? .minimize : .maximize
                        shadow.constant = whole(-9...9)
                        try session.setObjective(sense: shadow.sense, constant: shadow.constant)
                    }
                    let outcome = try session.solveLP()
                    let expected = try shadow.verdict()
                    #expect(outcome == expected.0, "seed \(seed)")
                    guard outcome == .optimal else { continue }
                    #expect(approximatelyEqual(session.objectiveValue, expected.1), "seed \(seed)")
                    #expect(approximatelyEqual(try session.provenBound(), expected.1), "seed \(seed)")
                }
            }
        }
    }
#endif
