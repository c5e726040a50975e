import Foundation
import HealthPlanning
import PlanningData
import PlanningReport
import Testing

@Suite("Plan documents")
struct DocumentTests {
    @Test func roundTripsEverything() throws {
        let text = try PlanDocument(Fixture.report).text()
        let document = try PlanDocumentReader.read(Data(text.utf8), file: "plan.json")
        #expect(try document.plan() == Fixture.plan)
        #expect(try document.text() == text)
    }

    @Test func isStable() throws {
        let first = try PlanDocument(Fixture.report).text()
        for _ in 0..<5 { #expect(try PlanDocument(Fixture.report).text() == first) }
    }

    @Test func coversEveryRule() throws {
        // A rule that the document loses would let a changed plan pass for the original.
        let document = try PlanDocument(Fixture.report)
        guard case .object(let policy)? = document.scenario["policy"] else {
            Issue.record("the scenario has no policy")
            return
        }
        let names = Mirror(reflecting: Fixture.scenario.policy).children.compactMap(\.label)
        let optional: Set<String> = ["minimumSpacingToExistingKilometers", "budget"]
        #expect(Set(names).subtracting(optional).isSubset(of: policy.keys))
    }

    /// Properties the documents carry, by type; a new property must be added to its document and counted here.
    nonisolated(unsafe) static let properties: [(String, Any, Int)] = [
        ("NationalPlan", Fixture.plan, 10), ("PlacementPlan", Fixture.exact, 11),
        ("PlacedCenter", Fixture.exact.newCenters[0], 6), ("DispatchPlan", Fixture.dispatch, 19),
        ("PlanMetrics", Fixture.metrics, 6), ("AccessMetrics", Fixture.metrics.national.after, 7),
        ("VerificationReport", Fixture.plan.verification, 1), ("SolveStatistics", Fixture.exact.statistics, 3),
    ]

    @Test(arguments: properties.indices)
    func carriesEveryProperty(index: Int) {
        let (name, value, count) = Self.properties[index]
        let labels = Mirror(reflecting: value).children.compactMap(\.label)
        #expect(labels.count == count, "\(name) has \(labels)")
    }

    @Test func writesUnknownBoundsAsNull() throws {
        let document = try PlanDocument(Fixture.report)
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(document.text().utf8))
        #expect(document.greedy.bound == nil)
        #expect(value["schema"] == .string("meridian-plan"))
        #expect(value["schema_version"] == .int(1))
        #expect(value["placement"]?["objective"] == .number(3_456_789.5))
        #expect(value["placement"]?["relative_gap"] == .int(0))
        #expect(try document.plan().greedy.objectiveBound == .infinity)
        #expect(try document.plan().metrics.byRegion[.east]?.before.meanKilometers == .infinity)
    }

    @Test func keepsNotFiniteNumbersOut() throws {
        var plan = Fixture.plan
        plan.placement.objective = .nan
        plan.placement.objectiveBound = -.infinity
        let text = try PlanDocument(PlanReport(plan: plan, territory: Fixture.territory)).text()
        #expect(try PlanDocumentReader.read(Data(text.utf8), file: "x").placement.objective == nil)
    }

    /// What damages a document, and what the error must name.
    static let damages: [(@Sendable (String) -> String, String)] = [
        ({ _ in "" }, "x.json:1: "),
        ({ _ in "{\n" }, "x.json:2: "),
        ({ _ in "[]" }, "x.json: "),
        ({ _ in "{}" }, "schema: is missing"),
        ({ String($0.prefix($0.count / 2)) }, "this is not JSON"),
        ({ $0.replacing("\"meridian-plan\"", with: "\"other\"") }, "schema: is \"other\""),
        ({ $0.replacing("\"schema_version\" : 1", with: "\"schema_version\" : 99") }, "schema_version: is 99"),
        ({ $0.replacing("\"engine\" : \"exact\"", with: "\"engine\" : 7") }, "engine"),
        ({ $0.replacing("\"placement\"", with: "\"plaice\"") }, "placement: is missing"),
        ({ $0.replacing("\"newly_covered\" : 650000", with: "\"newly_covered\" : \"many\"") }, "newly_covered"),
        ({ $0.replacing("\"newly_covered\" : 650000", with: "\"newly_covered\" : 1e300") }, "too large"),
        ({ $0.replacing("\"sense\" : \"maximize\"", with: "\"sense\" : \"sideways\"") }, "sense"),
        ({ $0.replacing("\"name\" : \"gradual-covering\"", with: "\"name\" : \"best\"") }, "unknown objective"),
        ({ $0.replacing("\"minimumHostPopulation\" : 1500000", with: "\"minimumHostPopulation\" : -1.5") }, "scenario"),
        ({ $0.replacing("\"priorityRegions\"", with: "\"regions\"") }, "priorityRegions"),
    ]

    @Test(arguments: damages.indices)
    func namesWhatIsWrong(index: Int) throws {
        let (damage, named) = Self.damages[index]
        let text = damage(try PlanDocument(Fixture.report).text())
        let error = #expect(throws: DataError.self) { try PlanDocumentReader.read(Data(text.utf8), file: "x.json") }
        let description = error?.description ?? ""
        #expect(description.contains(named), "\(description)")
        #expect(description.hasPrefix("x.json:"))
        #expect(!description.contains("\n"))
    }
}

@Suite("JSON")
struct JSONTests {
    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("-0", .int(0)), ("12", .int(12)), ("1.5e3", .number(1500)),
        ("1e2", .number(100)), ("\"\\u00e9\\n\\ud83d\\ude00\"", .string("é\n😀")), ("[]", .array([])),
        ("{}", .object([:])),
        ("[1, [2], {\"a\": \"信\"}]", .array([.int(1), .array([.int(2)]), .object(["a": .string("信")])])),
        ("\u{FEFF}1", .int(1)), ("99999999999999999999", .number(1e20)),
    ])
    func parses(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", 1), ("\n\n[1,]", 3), ("{\"a\":1,\n\"a\":2}", 2), ("01", 1), ("1.", 1), (".5", 1), ("+1", 1), ("1e400", 1),
        ("nul", 1),
        ("\"\n\"", 1), ("\"\\x\"", 1), ("\"\\ud800\"", 1), ("{a:1}", 1), ("[1 2]", 1), ("1 2", 1), ("NaN", 1),
        ("\"abc", 1), ("--1", 1),
        (String(repeating: "[", count: 100_000), 1),
    ])
    func refusesWithTheLine(text: String, line: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
        #expect(error?.line == line)
        #expect(error?.message.isEmpty == false)
    }

    @Test func agreesWithFoundationOnADocument() throws {
        let text = try PlanDocument(Fixture.report).text()
        #expect(try JSONParser.parse(Array(text.utf8)) == JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
    }
}
