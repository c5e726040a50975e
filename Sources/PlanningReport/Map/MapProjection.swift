import Foundation
import HealthPlanning

/// A point of a drawing: x to the right, y down.
struct MapPoint: Hashable {
    var x: Double
    var y: Double
}

/// Albers' equal-area conic projection, fitted to a drawing: equal areas look equal from Hainan to Heilongjiang.
///
/// Formulas: Snyder, Map Projections: A Working Manual, 1987, chapter 14, on the sphere; standard parallels 25° and
/// 47° N, centre 105° E.
struct MapProjection {
    let width: Double
    let height: Double
    private let scale: Double
    private let left: Double
    private let top: Double

    private static let radians = Double.pi / 180
    private static let n = (sin(25 * radians) + sin(47 * radians)) / 2
    private static let c = cos(25 * radians) * cos(25 * radians) + 2 * n * sin(25 * radians)
    private static let originRadius = (c - 2 * n * sin(36 * radians)).squareRoot() / n

    /// A projection that shows all points in a drawing of the given width, `margin` away from its edges.
    init(showing points: [Coordinate], width: Double, margin: Double) {
        let raw = points.map(Self.project)
        let minX = raw.map(\.x).min() ?? 0
        let maxX = raw.map(\.x).max() ?? 1
        let minY = raw.map(\.y).min() ?? 0
        let maxY = raw.map(\.y).max() ?? 1
        // A single point, or none, still needs a scale that is finite.
        let extent = max(maxX - minX, (maxY - minY) / 2, 1e-6)
        scale = (width - 2 * margin) / extent
        left = minX - margin / scale
        top = minY - margin / scale
        self.width = width
        height = ((maxY - minY) * scale + 2 * margin).rounded(.up)
    }

    /// Where a place lies in the drawing.
    func callAsFunction(_ place: Coordinate) -> MapPoint {
        let point = Self.project(place)
        return MapPoint(x: (point.x - left) * scale, y: (point.y - top) * scale)
    }

    /// On the unit sphere, y down.
    private static func project(_ place: Coordinate) -> MapPoint {
        let rho = max(0, c - 2 * n * sin(place.latitude * radians)).squareRoot() / n
        let theta = n * (place.longitude - 105) * radians
        return MapPoint(x: rho * sin(theta), y: rho * cos(theta) - originRadius)
    }

    /// Places at a great-circle distance from a centre, all around.
    static func circle(around center: Coordinate, kilometers: Double, steps: Int = 48) -> [Coordinate] {
        let angle = kilometers / 6_371.0
        let latitude = center.latitude * radians
        return (0..<steps).map { step in
            let bearing = 2 * Double.pi * Double(step) / Double(steps)
            let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
            let north = asin(max(-1, min(1, sine)))
            let east = atan2(sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(north))
            return Coordinate(latitude: north / radians, longitude: center.longitude + east / radians)
        }
    }
}
