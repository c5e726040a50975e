import LinearOptimization
import Testing
import _TestSupport

@Suite("Checking points")
struct ViolationsTests {
    private func model() -> Model {
        var model = Model()
        let x = model.addVariable("x", in: 0...10)
        let n = model.addInteger("n", in: 0...5)
        model.add(x + 2 * n, in: 2...8, "range")
        model.add(x - n == 1, "link")
        model.maximize(3 * x + n - 4)
        return model
    }

    @Test func aFeasiblePointHasNone() {
        let model = model()
        #expect(model.isFeasible([3, 2]))
        #expect(model.isFeasible([3 + 5e-8, 2 + 5e-8]))
        #expect(model.objectiveValue(of: [3, 2]) == 7)
        #expect(model.activity(of: model.constraints[0], at: [3, 2]) == 7)
    }

    @Test func everyKindOfViolationIsFoundWithItsSize() throws {
        let model = model()
        let found = model.violations(of: [-1, 5.5])
        #expect(found.map(\.kind) == [.bound, .bound, .integrality, .constraint, .constraint])
        #expect(found.map(\.amount) == [1, 0.5, 0.5, 2, 7.5])
        #expect(found[0].description == "variable \"x\": its value -1.0 is below 0.0")
        #expect(found[3].place == .constraint(index: 0, name: "range"))
    }

    @Test(arguments: [[], [1], [1, 2, 3]] as [[Double]])
    func aWrongNumberOfValuesIsAViolation(values: [Double]) {
        #expect(model().violations(of: values).map(\.kind) == [.count])
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func valuesThatAreNoNumbersAreViolations(value: Double) {
        let kinds = model().violations(of: [value, 2]).map(\.kind)
        #expect(kinds == [.notFinite, .notFinite, .notFinite])
    }

    @Test func tolerancesAreRelativeToTheBound() {
        var model = Model()
        let x = model.addVariable("x")
        model.add(x <= 1e6)
        #expect(model.isFeasible([1e6 + 0.09]))
        #expect(!model.isFeasible([1e6 + 0.11]))
        #expect(!model.isFeasible([1e6 + 0.09], tolerances: Tolerances(feasibility: 0)))
    }

    @Test func longSumsDoNotDrift() {
        var model = Model()
        let many = model.addVariables(100_000)
        model.add(.sum(many) == 10_000)
        model.minimize(.sum(many))
        let values = [Double](repeating: 0.1, count: 100_000)
        #expect(values.reduce(0, +) != 10_000)
        #expect(model.objectiveValue(of: values) == 10_000)
        #expect(model.isFeasible(values, tolerances: Tolerances(feasibility: 1e-15)))
    }

    @Test func cancellationInsideARowIsSeen() {
        var model = Model()
        let a = model.addVariable(atLeast: -1e17, atMost: 1e17)
        let b = model.addVariable()
        let c = model.addVariable(atLeast: -1e17, atMost: 1e17)
        model.add(a + b + c == 1)
        #expect(model.isFeasible([1e17, 1, -1e17], tolerances: Tolerances(feasibility: 0)))
    }
}
