import HealthPlanning

/// The main map: who was covered, who is newly covered, who still is not; existing and new centres; donors.
public struct PlanMap: Sendable {
    private let report: PlanReport
    private let outlines: [MapOutline]

    /// Creates the map of a plan over outlines, which are for plotting only.
    public init(_ report: PlanReport, outlines: [MapOutline]) {
        self.report = report
        self.outlines = outlines
    }

    /// The map as an SVG element; its looks come from the page's style sheet.
    public var svg: String {
        let base = MapBase(report, outlines: outlines, width: 1_080, margin: 16)
        let content = [
            base.outlineElements, counties(base), reach(base), donorLines(base), existingCenters(base),
            newCenters(base),
        ].joined()
        let radius = NumberText.brief(report.plan.metrics.coverageRadius)
        let national = report.plan.metrics.national
        return base.svg(
            id: "plan-map", title: "Existing and new centres and who is within \(radius) km",
            description: "\(report.plan.placement.newCenters.count) new centres raise the share of residents within "
                + "\(radius) km of a centre from \(NumberText.percent(national.before.coverage)) to "
                + "\(NumberText.percent(national.after.coverage)) per cent. The table of new centres lists them all.",
            content: content
        )
    }

    private func counties(_ base: MapBase) -> String {
        let access = AccessByCounty(report)
        let radius = report.plan.metrics.coverageRadius
        var classes: [String: [County]] = [:]
        for (index, county) in access.counties.enumerated() {
            let name = access.before[index] <= radius ? "covered" : access.after[index] <= radius ? "gained" : "beyond"
            classes[name, default: []].append(county)
        }
        return "<g>\n" + ["covered", "beyond", "gained"].map { base.dots(classes[$0] ?? [], cssClass: $0) }.joined()
            + "</g>\n"
    }

    private func reach(_ base: MapBase) -> String {
        let kilometers = report.plan.metrics.coverageRadius / Coordinate.roadFactor
        guard kilometers > 0, kilometers < 5_000 else { return "" }
        let rings = hosts.map { host in
            "<path d=\"\(SVGText.ring(MapProjection.circle(around: host.location, kilometers: kilometers).map { base.projection($0) }))\"/>\n"
        }
        return "<g class=\"reach\">\n" + rings.joined() + "</g>\n"
    }

    private func donorLines(_ base: MapBase) -> String {
        let lines = report.plan.placement.newCenters.compactMap { center -> String? in
            guard let donor = center.donor.flatMap({ report.territory[$0] }),
                let from = report.territory[donor.city].map({ base.projection($0.location) }),
                let to = report.territory[center.city].map({ base.projection($0.location) })
            else { return nil }
            // A gentle bend keeps lines from one city apart.
            let bend = MapPoint(
                x: (from.x + to.x) / 2 + (to.y - from.y) * 0.12, y: (from.y + to.y) / 2 - (to.x - from.x) * 0.12
            )
            return "<path d=\"M\(SVGText.point(from))Q\(SVGText.point(bend)) \(SVGText.point(to))\"/>\n"
        }
        return lines.isEmpty ? "" : "<g class=\"donor\">\n" + lines.joined() + "</g>\n"
    }

    private func existingCenters(_ base: MapBase) -> String {
        let squares = report.territory.existingHosts(report.plan.scenario.supply).compactMap { id -> String? in
            guard let city = report.territory[id] else { return nil }
            let point = base.projection(city.location)
            return """
                <rect x="\(SVGText.number(point.x - 3.5))" y="\(SVGText.number(point.y - 3.5))" width="7" height="7">\
                <title>\(SVGText.escaped(report.territory.bilingualName(id))), existing</title></rect>

                """
        }
        return "<g class=\"existing\">\n" + squares.joined() + "</g>\n"
    }

    private func newCenters(_ base: MapBase) -> String {
        let points = hosts.map { base.projection($0.location) }
        let names = hosts.map(\.name)
        var placer = LabelPlacer(width: base.projection.width, height: base.projection.height, obstacles: [])
        placer.obstacles =
            points.map { LabelPlacer.Box(x: $0.x - 9, y: $0.y - 9, width: 18, height: 18) }
            + report.territory.existingHosts(report.plan.scenario.supply).compactMap { report.territory[$0] }
            .map { base.projection($0.location) }.map { LabelPlacer.Box(x: $0.x - 4, y: $0.y - 4, width: 8, height: 8) }
        let labels = placer.place(
            zip(points, names).map { ($0, 7.8 * Double(TextWidth.columns($1)) + 4, 15) }, radius: 12
        )
        var leaders = ""
        var markers = ""
        var texts = ""
        for (index, (point, label)) in zip(points, labels).enumerated() {
            if label.needsLeader { leaders += leader(from: point, to: label.box) }
            markers += marker(index, point)
            texts += """
                <text x="\(SVGText.number(label.box.x + label.box.width / 2))" \
                y="\(SVGText.number(label.box.y + label.box.height - 3.5))">\(SVGText.escaped(names[index]))</text>

                """
        }
        return
            "<g class=\"leader\">\n\(leaders)</g>\n<g class=\"new\">\n\(markers)</g>\n<g class=\"label\">\n\(texts)</g>\n"
    }

    private func marker(_ index: Int, _ point: MapPoint) -> String {
        let center = report.plan.placement.newCenters[index]
        let hint =
            "\(report.territory.bilingualName(center.city)): \(NumberText.grouped(center.newlyCovered)) people newly covered"
        return """
            <g><title>\(SVGText.escaped(hint))</title>\
            <circle cx="\(SVGText.number(point.x))" cy="\(SVGText.number(point.y))" r="9"/>\
            <text x="\(SVGText.number(point.x))" y="\(SVGText.number(point.y + 3.8))">\(index + 1)</text></g>

            """
    }

    private func leader(from point: MapPoint, to box: LabelPlacer.Box) -> String {
        let x = min(max(point.x, box.x), box.x + box.width)
        let y = min(max(point.y, box.y), box.y + box.height)
        return "<path d=\"M\(SVGText.point(point))L\(SVGText.number(x)) \(SVGText.number(y))\"/>\n"
    }

    /// Host cities of the new centres; all known, or markers and centres would not match.
    private var hosts: [City] {
        report.plan.placement.newCenters.map { center in
            report.territory[center.city] ?? Self.unknownCity(center.city)
        }
    }

    private static func unknownCity(_ id: CityID) -> City {
        City(
            id: id, name: id.rawValue, chineseName: "", level: .prefecture, province: ProvinceID(""), region: .east,
            location: Coordinate(latitude: 36, longitude: 105), population: 0
        )
    }
}
