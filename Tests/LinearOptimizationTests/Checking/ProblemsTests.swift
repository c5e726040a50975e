import LinearOptimization
import Testing

/// One way to spoil a good model, with what the report must name.
private struct Spoiler: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Where the problem must be found.
    var place: String
    /// Words the message must hold.
    var words: String
    /// Spoils the model of variables x (0…10), n (integer 0…5), b (binary) and constraint "row" (x + n ≤ 8).
    var spoil: @Sendable (inout Model, _ x: Variable, _ n: Variable, _ b: Variable, _ row: Constraint) -> Void

    init(
        _ name: String, at place: String, saying words: String,
        _ spoil: @escaping @Sendable (inout Model, Variable, Variable, Variable, Constraint) -> Void
    ) {
        testDescription = name
        self.place = place
        self.words = words
        self.spoil = spoil
    }
}

private let spoilers: [Spoiler] = [
    Spoiler("NaN cost", at: "variable \"x\"", saying: "objective coefficient is not a number") { m, x, _, _, _ in
        m.setCost(of: x, to: .nan)
    },
    Spoiler("infinite cost", at: "variable \"x\"", saying: "objective coefficient is infinite") { m, x, _, _, _ in
        m.minimize(.infinity * x)
    },
    Spoiler("minus infinite cost", at: "variable \"n\"", saying: "objective coefficient is infinite") { m, _, n, _, _ in
        m.maximize(-Double.infinity * n)
    },
    Spoiler("cost 1e300", at: "variable \"x\"", saying: "1e+300") { m, x, _, _, _ in m.minimize(1e300 * x) },
    Spoiler("costs adding up to NaN", at: "variable \"x\"", saying: "not a number") { m, x, _, _, _ in
        m.minimize(.infinity * x - .infinity * x)
    },
    Spoiler("NaN objective constant", at: "the objective", saying: "constant is not a number") { m, x, _, _, _ in
        m.minimize(x + Double.nan)
    },
    Spoiler("infinite objective constant", at: "the objective", saying: "constant is infinite") { m, _, _, _, _ in
        m.setObjectiveConstant(-.infinity)
    },
    Spoiler("NaN lower bound", at: "variable \"x\"", saying: "lower bound is not a number") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: .nan, atMost: 1)
    },
    Spoiler("NaN upper bound", at: "variable \"x\"", saying: "upper bound is not a number") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: 0, atMost: .nan)
    },
    Spoiler("fixed at NaN", at: "variable \"n\"", saying: "both bounds are not a number") { m, _, n, _, _ in
        m.fix(n, at: .nan)
    },
    Spoiler("crossed bounds", at: "variable \"x\"", saying: "crossed") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: 2, atMost: 1)
    },
    Spoiler("lower bound +infinity", at: "variable \"x\"", saying: "lower bound is +infinity") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: .infinity, atMost: .infinity)
    },
    Spoiler("upper bound -infinity", at: "variable \"x\"", saying: "upper bound is -infinity") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: -.infinity, atMost: -.infinity)
    },
    Spoiler("upper bound 1e300", at: "variable \"x\"", saying: "1e+300") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: 0, atMost: 1e300)
    },
    Spoiler("lower bound -1e20", at: "variable \"x\"", saying: "-1e+20") { m, x, _, _, _ in
        m.setBounds(of: x, atLeast: -1e20, atMost: 0)
    },
    Spoiler("binary up to 2", at: "variable \"b\"", saying: "binary") { m, _, _, b, _ in
        m.setBounds(of: b, atLeast: 0, atMost: 2)
    },
    Spoiler("binary from -1", at: "variable \"b\"", saying: "binary") { m, _, _, b, _ in
        m.setBounds(of: b, atLeast: -1, atMost: 1)
    },
    Spoiler("integer turned binary", at: "variable \"n\"", saying: "binary") { m, _, n, _, _ in
        m.setKind(of: n, to: .binary)
    },
    Spoiler("NaN coefficient", at: "constraint \"bad\"", saying: "coefficient of \"x\" is not a number") {
        m, x, n, _, _ in
        m.add(.nan * x + n <= 1, "bad")
    },
    Spoiler("infinite coefficient", at: "constraint \"bad\"", saying: "\"n\" is infinite") { m, x, n, _, _ in
        m.add(x + n / 0 <= 1, "bad")
    },
    Spoiler("coefficient 1e300", at: "constraint \"bad\"", saying: "1e+300") { m, x, _, _, _ in
        m.add(1e300 * x <= 1, "bad")
    },
    Spoiler("NaN in a long row", at: "constraint \"bad\"", saying: "not a number") { m, x, n, b, _ in
        m.add(x + n + b + 0 * x + .nan * n + b <= 1, "bad")
    },
    Spoiler("NaN in a row of arrays", at: "constraint \"bad\"", saying: "not a number") { m, _, _, _, _ in
        m.addRow(variables: [0, 1], coefficients: [1, .nan], atMost: 1, "bad")
    },
    Spoiler("NaN right-hand side", at: "constraint \"bad\"", saying: "bound is not a number") { m, x, _, _, _ in
        m.add(x <= .nan, "bad")
    },
    Spoiler("NaN constant on the left", at: "constraint \"bad\"", saying: "not a number") { m, x, _, _, _ in
        m.add(x + Double.nan >= 2, "bad")
    },
    Spoiler("crossed range", at: "constraint \"bad\"", saying: "crossed") { m, x, n, _, _ in
        m.add(x + n, atLeast: 3, atMost: 2, "bad")
    },
    Spoiler("equal to infinity", at: "constraint \"bad\"", saying: "lower bound is +infinity") { m, x, n, _, _ in
        m.add(x + n == .infinity, "bad")
    },
    Spoiler("at most -infinity", at: "constraint \"bad\"", saying: "upper bound is -infinity") { m, x, n, _, _ in
        m.add(x + n <= -.infinity, "bad")
    },
    Spoiler("right-hand side 1e300", at: "constraint \"row\"", saying: "1e+300") { m, _, _, _, row in
        m.setBounds(of: row, atLeast: 0, atMost: 1e300)
    },
    Spoiler("crossed later", at: "constraint \"row\"", saying: "crossed") { m, _, _, _, row in
        m.setBounds(of: row, atLeast: 9, atMost: 8)
    },
]

@Suite("Malformed models")
struct ProblemsTests {
    private func goodModel() -> (Model, x: Variable, n: Variable, b: Variable, row: Constraint) {
        var model = Model("good")
        let x = model.addVariable("x", in: 0...10)
        let n = model.addInteger("n", in: 0...5)
        let b = model.addBinary("b")
        let row = model.add(x + n <= 8, "row")
        model.minimize(2 * x - n + 3 * b + 1)
        return (model, x, n, b, row)
    }

    @Test func aGoodModelHasNone() throws {
        let model = goodModel().0
        #expect(model.problems().isEmpty)
        try model.validate()
        #expect(Model().problems().isEmpty)
    }

    @Test(arguments: spoilers)
    private func eachProblemIsNamedWithPlaceAndFix(spoiler: Spoiler) throws {
        var (model, x, n, b, row) = goodModel()
        spoiler.spoil(&model, x, n, b, row)
        let problems = model.problems()
        #expect(problems.count == 1, "\(problems)")
        let problem = try #require(problems.first)
        #expect(problem.place.description == spoiler.place)
        #expect(problem.message.contains(spoiler.words), "\(problem)")
        #expect(!problem.fix.isEmpty)
        let error = #expect(throws: ModelError.self) { try model.validate() }
        #expect(error?.problems == problems)
    }

    @Test func allProblemsAreCollectedAndALongListIsCutOnlyAsText() throws {
        var model = Model()
        let many = model.addVariables(100, atLeast: 3, atMost: 2)
        model.minimize(.nan * many[7])
        let problems = model.problems()
        #expect(problems.count == 101)
        let text = ModelError(problems).description
        #expect(text.contains("… and 81 more"))
        #expect(text.contains("variable \"x1\""))
    }

    @Test func sizesBeyondTheSolversAreProblems() {
        let model = Model()
        #expect(model.sizeProblems(variables: 100_000_000, constraints: 100_000_000, nonzeros: 500_000_000).isEmpty)
        let found = model.sizeProblems(variables: 100_000_001, constraints: 2_000_000_000, nonzeros: 500_000_001)
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.place == .model && !$0.fix.isEmpty })
    }
}
