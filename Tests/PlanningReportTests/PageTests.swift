#if Command
    import Foundation
    import HealthPlanning
    import PlanningReport
    import Testing

    @Suite("Report page")
    struct PageTests {
        private func page(_ plan: NationalPlan = Fixture.plan) throws -> String {
            try ReportPage(
                PlanReport(plan: plan, territory: Fixture.territory), outlines: Fixture.outlines,
                sources: ["Census & <others>"]
            ).html()
        }

        @Test func isWellFormedAndComplete() throws {
            let html = try page()
            #expect(try TagBalance(html).problems.isEmpty)
            for expected in [
                "<html lang=\"en\">", "<title>Two centres &amp; &lt;b&gt;more&lt;/b&gt;</title>", "Xinyang", "信阳市",
                "Census &amp; &lt;others&gt;", "Proven optimal", "53.4 → 80.1 %", "for plotting only",
                "0123456789abcdef",
                "Institutions without anyone: 20 in 1 counties", "6 short", "Costs are &lt; 5 &amp; &gt; 4.",
            ] { #expect(html.contains(expected), "\(expected) is missing") }
            #expect(!html.contains("{{"))
            #expect(!html.contains("Optional("))
        }

        @Test func escapesNamesEverywhere() throws {
            let html = try page()
            #expect(!html.contains("<script"))
            #expect(!html.contains("<img"))
            #expect(!html.contains("<b>more</b>"))
            #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        }

        @Test func needsNoNetwork() throws {
            let html = try page()
            for attribute in ["src=\"", "href=\"", "url(", "@import"] { #expect(!html.contains(attribute)) }
            #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
        }

        @Test func givesEveryTableHeadersAndEveryMapATitle() throws {
            let html = try page()
            #expect(html.components(separatedBy: "<svg viewBox=\"0 0 20 20\"").count > 4)
            let maps = html.components(separatedBy: "role=\"img\"").count - 1
            #expect(maps == 3)
            #expect(html.components(separatedBy: "<desc id=").count - 1 == maps)
            let tables = html.components(separatedBy: "<table").count - 1
            #expect(html.components(separatedBy: "<th scope=").count > tables)
        }

        @Test func isTheSameEveryTime() throws { #expect(try page() == page()) }

        @Test func standsPlansWithoutAnything() throws {
            var plan = Fixture.plan
            plan.placement.newCenters = []
            plan.placement.objective = nil
            plan.placement.objectiveBound = .infinity
            plan.dispatch = nil
            plan.sitedFirst = nil
            plan.verification.checks = []
            let html = try page(plan)
            #expect(try TagBalance(html).problems.isEmpty)
            #expect(!html.contains("community-level institutions</h2>"))
        }

        @Test func standsUnknownCitiesAndDegenerateTerritories() throws {
            var plan = Fixture.plan
            plan.placement.newCenters.append(PlacedCenter(city: "999999", newlyCovered: 0, donor: "nobody"))
            #expect(try TagBalance(page(plan)).problems.isEmpty)
            let empty = Territory(name: "", provinces: [], cities: [], counties: [])
            let html = try ReportPage(PlanReport(plan: plan, territory: empty), outlines: [], sources: []).html()
            #expect(try TagBalance(html).problems.isEmpty)
            #expect(!html.contains("nan"))
            #expect(!html.contains("inf\""))
        }
    }

    /// Whether start and end tags of a page match, with void elements known and attributes quoted.
    struct TagBalance {
        var problems: [String] = []

        init(_ html: String) throws {
            let tag = try NSRegularExpression(
                pattern: "<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[a-zA-Z-]+(?:=\"[^\"<]*\")?)*)\\s*(/?)>")
            let text = html as NSString
            var open: [String] = []
            let matches = tag.matches(in: html, range: NSRange(location: 0, length: text.length))
            for match in matches {
                let name = text.substring(with: match.range(at: 2)).lowercased()
                if ["meta", "br", "img", "link", "hr", "input"].contains(name) { continue }
                if match.range(at: 4).length > 0 { continue }
                if match.range(at: 1).length == 0 {
                    open.append(name)
                } else if open.last == name {
                    open.removeLast()
                } else {
                    problems.append("</\(name)> closes <\(open.last ?? "")>")
                }
            }
            problems += open.map { "<\($0)> is never closed" }
            let brackets = html.replacing("<!DOCTYPE html>", with: "").count { $0 == "<" }
            if brackets != matches.count { problems.append("\(brackets) brackets, \(matches.count) tags") }
        }
    }
#endif
