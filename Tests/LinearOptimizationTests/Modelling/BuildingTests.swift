import LinearOptimization
import Testing
import _TestSupport

@Suite("Building models")
struct BuildingTests {
    @Test func theSketchOfTheDocumentationBuilds() {
        let costs = [3.0, 4, 5]
        let travel = [[1.0, 2, 3], [3, 2, 1]]
        var model = Model()
        let open = costs.indices.map { model.addBinary("open[\($0)]") }
        let serve = travel.indices.map { zone in costs.indices.map { model.addBinary("serve[\(zone),\($0)]") } }
        for (z, row) in serve.enumerated() {
            model.add(.sum(row) == 1, "served[\(z)]")
            for (s, x) in row.enumerated() { model.add(x <= open[s]) }
        }
        let travelCost = LinearExpression.sum(of: travel.indices) { .dot(travel[$0], serve[$0]) }
        model.minimize(.sum(of: costs.indices) { costs[$0] * open[$0] } + travelCost)

        #expect(model.variableCount == 9)
        #expect(model.constraintCount == 8)
        #expect(model.nonzeroCount == 2 * 3 + 6 * 2)
        #expect(model.isMixedInteger)
        #expect(model.name(of: serve[1][2]) == "serve[1,2]")
        #expect(model.variable(named: "open[2]") == open[2])
        #expect(model.cost(of: serve[1][0]) == 3)
        #expect(model.cost(of: open[1]) == 4)
        let row = model.constraints[1]
        #expect(model.terms(of: row) == [LinearTerm(index: 3, coefficient: 1), LinearTerm(index: 0, coefficient: -1)])
        #expect(model.bounds(of: row) == (-.infinity, 0))
        #expect(model.description(of: row) == "c2: serve[0,0] - open[0] <= 0")
    }

    @Test func everyPairOfOperandsGivesTheRightExpression() {
        var model = Model()
        let x = model.addVariable("x")
        let y = model.addVariable("y")
        let e = 2 * x + 1
        let cases: [(LinearExpression, x: Double, y: Double, constant: Double)] = [
            (x + y, 1, 1, 0), (x - y, 1, -1, 0), (x + e, 3, 0, 1), (x - e, -1, 0, -1), (x + 4, 1, 0, 4),
            (x - 4, 1, 0, -4), (4 + x, 1, 0, 4), (4 - x, -1, 0, 4), (e + y, 2, 1, 1), (e - y, 2, -1, 1),
            (e + e, 4, 0, 2), (e - e, 0, 0, 0), (e + 4, 2, 0, 5), (e - 4, 2, 0, -3), (4 + e, 2, 0, 5),
            (4 - e, -2, 0, 3), (-x, -1, 0, 0), (-e, -2, 0, -1), (3 * x, 3, 0, 0), (x * 3, 3, 0, 0), (x / 4, 0.25, 0, 0),
            (3 * e, 6, 0, 3), (e * 3, 6, 0, 3), (e / 2, 1, 0, 0.5), (x + y + x + y - 2 * x, 0, 2, 0),
        ]
        for (position, expected) in cases.enumerated() {
            var sums = [0.0, 0.0]
            for term in expected.0.terms { sums[Int(term.index)] += term.coefficient }
            #expect(sums == [expected.x, expected.y], "case \(position)")
            #expect(expected.0.constant == expected.constant, "case \(position)")
        }
        var running = LinearExpression(5)
        running += x
        running -= 2 * y
        running += 1
        running -= x
        #expect(running.description == "x1 - 2 x2 - x1 + 6")
    }

    @Test func everyPairOfOperandsGivesTheRightRelation() {
        var model = Model()
        let x = model.addVariable("x")
        let y = model.addVariable("y")
        let e = 2 * x + 1
        let infinity = Double.infinity
        let cases: [(LinearRelation, x: Double, y: Double, lower: Double, upper: Double)] = [
            (x <= y, 1, -1, -infinity, 0), (x >= y, 1, -1, 0, infinity),
            (x <= e, -1, 0, -infinity, 1), (x >= e, -1, 0, 1, infinity), (x == e, -1, 0, 1, 1),
            (x <= 3, 1, 0, -infinity, 3), (x >= 3, 1, 0, 3, infinity), (x == 3, 1, 0, 3, 3),
            (3 <= x, 1, 0, 3, infinity), (3 >= x, 1, 0, -infinity, 3), (3 == x, 1, 0, 3, 3),
            (e <= y, 2, -1, -infinity, -1), (e >= y, 2, -1, -1, infinity), (e == y, 2, -1, -1, -1),
            (e <= 3 * y, 2, -3, -infinity, -1), (e >= 3 * y, 2, -3, -1, infinity), (e == 3 * y, 2, -3, -1, -1),
            (e <= 3, 2, 0, -infinity, 2), (e >= 3, 2, 0, 2, infinity), (e == 3, 2, 0, 2, 2),
            (3 <= e, 2, 0, 2, infinity), (3 >= e, 2, 0, -infinity, 2), (3 == e, 2, 0, 2, 2),
        ]
        for (position, expected) in cases.enumerated() {
            let row = model.add(expected.0)
            var sums = [0.0, 0.0]
            for term in model.terms(of: row) { sums[Int(term.index)] += term.coefficient }
            #expect(sums == [expected.x, expected.y], "case \(position)")
            #expect(model.bounds(of: row) == (expected.lower, expected.upper), "case \(position)")
        }
    }

    @Test func equalityOfTwoVariablesIsABool() {
        var model = Model()
        let x = model.addVariable()
        let y = model.addVariable()
        #expect(x == x)
        #expect(!(x == y))
        let row = model.add(x == 1 * y)
        #expect(model.bounds(of: row) == (0, 0))
    }

    @Test func repeatedVariablesMergeAndZerosVanish() {
        var model = Model()
        let v = (0..<5).map { _ in model.addVariable() }
        let row = model.add(3 * v[4] + v[1] - 3 * v[4] + v[1] + 0 * v[2] + v[0] + 2 <= 7)
        #expect(
            model.terms(of: row) == [LinearTerm(index: 1, coefficient: 2), LinearTerm(index: 0, coefficient: 1)]
        )
        #expect(model.bounds(of: row) == (-.infinity, 5))
        let nothing = model.add(v[3] - 1 * v[3] == 0)
        #expect(model.terms(of: nothing).isEmpty)
        let one = model.add(0 * v[3] + v[2] == 0)
        #expect(model.terms(of: one) == [LinearTerm(index: 2, coefficient: 1)])
    }

    /// Merging against the obvious dictionary, over random rows long and short.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func mergingAgreesWithADictionary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var model = Model(keepsNames: false)
        let v = model.addVariables(40)
        for _ in 0..<500 {
            var expected: [Int32: Double] = [:]
            var expression = LinearExpression()
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                let variable = v[Int.random(in: 0..<40, using: &random)]
                let coefficient = Double(Int.random(in: -2...2, using: &random))
                expression.add(coefficient, variable)
                expected[Int32(variable.index), default: 0] += coefficient
            }
            let row = model.add(expression <= 1)
            let terms = model.terms(of: row)
            expected = expected.filter { $0.value != 0 }
            #expect(terms.count == expected.count, "seed \(seed)")
            for term in terms { #expect(expected[term.index] == term.coefficient, "seed \(seed)") }
        }
    }

    @Test func namesAreLazyAndOptional() {
        var asked = 0
        func name() -> String {
            asked += 1
            return "n\(asked)"
        }
        var silent = Model(keepsNames: false)
        let x = silent.addVariable(name())
        silent.add(x <= 1, name())
        silent.addVariables(3) { _ in name() }
        #expect(asked == 0)
        #expect(silent.name(of: x) == nil)
        var model = Model()
        let y = model.addVariable(name())
        let grid = model.addVariables(rows: 2, columns: 3) { "g[\($0),\($1)]" }
        let c = model.add(y <= 1, name())
        #expect(model.name(of: y) == "n1")
        #expect(model.name(of: c) == "n2")
        #expect(model.constraint(named: "n2") == c)
        #expect(model.name(of: grid[1, 0]) == "g[1,0]")
        #expect(model.variable(named: "g[1,2]") == grid.row(1)[2])
        #expect(Array(grid.column(2)) == [grid[0, 2], grid[1, 2]])
        model.setName(of: y, to: nil)
        #expect(model.name(of: y) == nil)
    }

    @Test func boundsCostsKindsAndObjectiveCanChange() {
        var model = Model()
        let x = model.addVariable("x", in: -1...1)
        let n = model.addInteger("n", in: 2...9)
        let b = model.addBinary("b")
        let free = model.addVariable("free", atLeast: -.infinity)
        #expect(model.bounds(of: n) == (2, 9))
        #expect(model.bounds(of: free) == (-.infinity, .infinity))
        model.maximize(2 * x + 3 * n + x + 4)
        #expect(model.sense == .maximize)
        #expect(model.cost(of: x) == 3)
        #expect(model.objectiveConstant == 4)
        model.setCost(of: b, to: 7)
        model.setBounds(of: x, atLeast: 0, atMost: 5)
        model.fix(b, at: 1)
        #expect(model.objective.description == "3 x1 + 3 x2 + 7 x3 + 4")
        model.minimize(x)
        #expect(model.objective.description == "x1")
        let row = model.add(x + n, in: 2...8, "range")
        model.setBounds(of: row, atLeast: 1, atMost: .infinity)
        #expect(model.bounds(of: row) == (1, .infinity))
        let relaxed = model.relaxed()
        #expect(!relaxed.isMixedInteger)
        #expect(relaxed.bounds(of: b) == (1, 1))
        #expect(model.kind(of: n) == .integer)
    }

    @Test func descriptionReadsLikeAnLPFileAndIsCut() {
        var model = Model("staff")
        let x = model.addVariable("x", in: 0...4)
        let y = model.addInteger("y")
        model.add(x + 2 * y >= 3, "need")
        model.maximize(x - 2.5 * y + 1)
        #expect(
            model.description == """
                maximize (staff)
                  x - 2.5 y + 1
                subject to
                  need: x + 2 y >= 3
                where
                  0 <= x <= 4
                  y >= 0 integer
                """
        )
        var large = Model()
        let many = large.addVariables(1000)
        for _ in 0..<100 { large.add(.sum(many) <= 1) }
        #expect(large.description.count < 20_000)
        #expect(large.description.contains("… 76 more constraints …"))
        #expect(large.description.contains("… 984 more …"))
    }

    @Test func handlesOfAnotherModelAreRefused() async {
        await #expect(processExitsWith: .failure) {
            var first = Model()
            var second = Model()
            let x = first.addVariable()
            second.addVariable()
            second.add(x <= 1)
        }
        await #expect(processExitsWith: .failure) {
            var first = Model()
            var second = Model()
            let x = first.addVariable()
            let y = second.addVariable()
            _ = x + y
        }
        await #expect(processExitsWith: .failure) {
            let original = Model()
            var copy = original
            let x = copy.addVariable()
            _ = original.bounds(of: x)
        }
    }
}
