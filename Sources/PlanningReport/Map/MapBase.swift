import HealthPlanning

/// What every map of the report shares: the projection, the outlines, county dots in three sizes.
struct MapBase {
    let projection: MapProjection
    let outlines: [MapOutline]

    init(_ report: PlanReport, outlines: [MapOutline], width: Double, margin: Double) {
        self.outlines = outlines
        let drawn = outlines.flatMap { $0.rings.flatMap { $0 } }
        projection = MapProjection(
            showing: drawn.isEmpty ? report.territory.counties.map(\.location) : drawn, width: width, margin: margin
        )
    }

    /// The outlines as SVG.
    var outlineElements: String {
        guard !outlines.isEmpty else { return "" }
        let paths = outlines.map { outline in
            let data = outline.rings.map { SVGText.ring($0.map { projection($0) }) }.joined()
            return "<path d=\"\(data)\"><title>\(SVGText.escaped(outline.name))</title></path>\n"
        }
        return "<g class=\"land\">\n" + paths.joined() + "</g>\n"
    }

    /// Dots for counties of one class, in three sizes by residents.
    func dots(_ counties: [County], cssClass: String) -> String {
        let sizes: [(ClosedRange<Int>, String)] = [
            (0...299_999, "small"), (300_000...799_999, "medium"), (800_000...Int.max, "large"),
        ]
        return sizes.map { range, size in
            let points = counties.filter { range.contains(max(0, $0.population)) }.map { projection($0.location) }
            guard !points.isEmpty else { return "" }
            return "<path class=\"dot \(size) \(cssClass)\" d=\"\(SVGText.dots(points))\"/>\n"
        }.joined()
    }

    /// An SVG drawing of this size around its content.
    func svg(id: String, title: String, description: String, content: String) -> String {
        let width = SVGText.number(projection.width)
        let height = SVGText.number(projection.height)
        return """
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="\(id)-title \(id)-desc" \
            xmlns="http://www.w3.org/2000/svg">
            <title id="\(id)-title">\(SVGText.escaped(title))</title>
            <desc id="\(id)-desc">\(SVGText.escaped(description))</desc>
            \(content)</svg>

            """
    }
}
