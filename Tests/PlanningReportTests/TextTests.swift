import HealthPlanning
import LinearOptimization
import PlanningReport
import Testing

@Suite("Text of reports")
struct TextTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func groupsThousands(value: Int, text: String) { #expect(NumberText.grouped(value) == text) }

    @Test(
        arguments: [
            (1_234.567, 2, "1,234.57"), (-0.001, 1, "0.0"), (-1.5, 1, "-1.5"), (.infinity, 1, "none"),
            (.nan, 0, "none"),
            (0, 0, "0"), (999.999, 1, "1,000.0"), (1e300, 0, nil),
        ] as [(Double, Int, String?)])
    func printsFixedDecimals(value: Double, decimals: Int, text: String?) {
        let printed = NumberText.fixed(value, decimals)
        if let text { #expect(printed == text) } else { #expect(printed.count == 301) }
    }

    @Test func printsBriefGapsAndSigns() {
        #expect(NumberText.brief(150) == "150")
        #expect(NumberText.brief(0.5) == "0.5")
        #expect(NumberText.gap(0) == "0 %")
        #expect(NumberText.gap(0.001234) == "0.1234 %")
        #expect(NumberText.gap(1e-9) == "below 0.0001 %")
        #expect(NumberText.gap(.infinity) == "unknown")
        #expect(NumberText.signed(0.04, 1) == "0.0")
        #expect(NumberText.signed(3, 0) == "+3")
        #expect(NumberText.signed(-3, 0) == "-3")
        #expect(NumberText.percent(0.5342) == "53.4")
        #expect(NumberText.millions(6_234_401) == "6.23")
    }

    @Test(arguments: [("Xinyang", 7), ("信阳市", 6), ("Xinyang 信阳市", 14), ("e\u{301}", 1), ("", 0), ("（中）", 6)])
    func measuresColumns(text: String, columns: Int) { #expect(TextWidth.columns(text) == columns) }

    @Test func linesUpChineseNames() {
        var table = TextTable([("City", .left), ("People", .right)])
        table.add(["Xinyang 信阳市", "6.23"])
        table.add(["Bijie", "6.90"])
        table.add(["A\u{1B}[31m", "1", "dropped"])
        let lines = table.lines(indent: "")
        #expect(lines.count == 5)
        #expect(Set(lines.map(TextWidth.columns)).count == 1)
        #expect(!lines.joined().unicodeScalars.contains("\u{1B}"))
    }

    @Test func tellsHowASolveEnded() {
        #expect(StatusText.sentence(Termination(.optimal)) == "proven optimal")
        #expect(StatusText.sentence(Termination(.feasible, limit: .time)) == "best found when time ran out")
        #expect(StatusText.sentence(Termination(.feasible, limit: .heuristic)) == "heuristic, no proof")
        #expect(StatusText.sentence(Termination(.noSolutionFound, limit: .interrupted)).contains("interrupted"))
        #expect(StatusText.sentence(Termination(.infeasible)).contains("no plan obeys every rule"))
    }

    @Test func comparesInTheDirectionOfTheObjective() throws {
        let comparison = try #require(Comparison(Fixture.exact, against: Fixture.greedy))
        #expect(comparison.advantage == 56_789.5)
        #expect(comparison.sentence(unit: "residents") == "56,790 residents better (1.67 %)")
        var cheap = Fixture.exact
        cheap.sense = .minimize
        let reversed = try #require(Comparison(cheap, against: Fixture.greedy))
        #expect(reversed.sentence(unit: "person-km").contains("worse"))
        #expect(Comparison(Fixture.exact, against: Fixture.exact)?.sentence(unit: "") == "the same objective")
        cheap.objective = nil
        #expect(Comparison(cheap, against: Fixture.greedy) == nil)
    }

    @Test func planTableSaysEverythingAnAideNeeds() {
        let text = PlanTable(Fixture.report).text
        for expected in [
            "Xinyang 信阳市", "Henan", "Central", "6.23", "0.65", "中国医学科学院北京协和医院", "2,105", "20",
            "proven optimal", "gap 0 %", "56,790 residents at rate better (1.67 %)", "53.4", "80.1", "+26.7",
            "1,480", "without anyone 20", "七星关区", "Demand is the residents of six counties.",
            "Guizhou, minimumHostPopulation: A \"good\" reason.", "all 2 checks",
        ] { #expect(text.contains(expected), "\(expected) is missing") }
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
        #expect(text == PlanTable(Fixture.report).text)
    }

    @Test func planTableShowsFailuresAndMissingPlans() {
        var plan = Fixture.plan
        plan.verification.checks[0].passed = false
        plan.placement.objective = nil
        plan.placement.objectiveBound = .infinity
        plan.placement.newCenters = []
        plan.placement.termination = Termination(.infeasible, detail: "Qinghai needs a centre and has no host")
        let text = PlanTable(PlanReport(plan: plan, territory: Fixture.territory)).text
        #expect(text.contains("1 of 2 checks FAILED"))
        #expect(text.contains("spacing: closest pair 812 km"))
        #expect(text.contains("infeasible: no plan obeys every rule (Qinghai needs a centre and has no host)"))
        #expect(!text.contains("inf "))
        #expect(!text.contains(" nan"))
    }
}
