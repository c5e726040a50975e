#if Command
    import HealthPlanning
    import Mustache

    /// `report.html`: the plan as one page that needs nothing else, with maps, tables, assumptions and sources.
    public struct ReportPage: Sendable {
        private let report: PlanReport
        private let outlines: [MapOutline]
        private let sources: [String]

        /// Creates the page of a plan.
        ///
        /// - Parameters:
        ///   - report: the plan and its territory.
        ///   - outlines: areas drawn under the map; for plotting only.
        ///   - sources: attributions, one sentence each, printed at the end.
        public init(_ report: PlanReport, outlines: [MapOutline], sources: [String]) {
            self.report = report
            self.outlines = outlines
            self.sources = sources
        }

        /// The page as HTML; names and texts of the data are escaped.
        ///
        /// - Throws: an error of the template engine.
        public func html() throws -> String {
            var context = PageContext(report).values
            let distances = DistanceMaps(report, outlines: outlines)
            context["style"] = PageStyle.text
            context["map"] = PlanMap(report, outlines: outlines).svg
            context["mapBefore"] = distances.before
            context["mapAfter"] = distances.after
            context["bands"] = distances.bands.map { band -> [String: Any] in
                [
                    "label": band.label, "cssClass": band.cssClass, "before": NumberText.grouped(band.before),
                    "after": NumberText.grouped(band.after),
                    "change": NumberText.signed(Double(band.after) - Double(band.before)),
                ]
            }
            context["sources"] = sources
            return try MustacheTemplate(string: PageTemplate.text).render(context)
        }
    }
#endif
