import HealthPlanning

/// Two small maps of the same kind: how far every county is from a centre, before and after.
public struct DistanceMaps: Sendable {
    /// A band of distances.
    public struct Band: Sendable, Hashable {
        /// What the legend says.
        public var label: String
        /// Class in the style sheet.
        public var cssClass: String
        /// Residents in the band before.
        public var before: Int
        /// Residents in the band after.
        public var after: Int
    }

    /// Upper ends of the bands in km, road-like; the last band is open.
    static let limits: [Double] = [50, 100, 150, 250]

    private let report: PlanReport
    private let outlines: [MapOutline]
    private let access: AccessByCounty

    /// Creates the maps of a plan.
    public init(_ report: PlanReport, outlines: [MapOutline]) {
        self.report = report
        self.outlines = outlines
        access = AccessByCounty(report)
    }

    /// Residents by band, nearest first.
    public var bands: [Band] {
        (0...Self.limits.count).map { band in
            Band(
                label: Self.label(band), cssClass: "band\(band)", before: residents(access.before, band),
                after: residents(access.after, band)
            )
        }
    }

    /// The map with the existing centres alone.
    public var before: String { svg("before", "Distance to the nearest centre before", access.before) }
    /// The map with the new centres too.
    public var after: String { svg("after", "Distance to the nearest centre after", access.after) }

    private func svg(_ id: String, _ title: String, _ distances: [Double]) -> String {
        let base = MapBase(report, outlines: outlines, width: 520, margin: 8)
        let content = (0...Self.limits.count).map { band in
            base.dots(
                zip(access.counties, distances).filter { Self.band($0.1) == band }.map(\.0), cssClass: "band\(band)"
            )
        }
        return base.svg(
            id: "distance-\(id)", title: title,
            description:
                "Dots are counties, coloured by road-like distance; the table below gives the residents by band.",
            content: base.outlineElements + content.joined()
        )
    }

    private func residents(_ distances: [Double], _ band: Int) -> Int {
        zip(access.counties, distances).reduce(0) { $0 + (Self.band($1.1) == band ? $1.0.population : 0) }
    }

    private static func band(_ distance: Double) -> Int {
        limits.firstIndex { distance <= $0 } ?? limits.count
    }

    private static func label(_ band: Int) -> String {
        let upper = band < limits.count ? NumberText.brief(limits[band]) : ""
        if band == 0 { return "up to \(upper) km" }
        let lower = NumberText.brief(limits[band - 1])
        return band < limits.count ? "\(lower)–\(upper) km" : "beyond \(lower) km"
    }
}
