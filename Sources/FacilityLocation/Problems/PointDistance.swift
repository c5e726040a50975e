internal import Foundation

/// A point of the plane, or a longitude (x) and a latitude (y) in degrees.
public struct Position: Sendable, Hashable {
    /// First coordinate; the longitude of a geographic point.
    public var x: Double
    /// Second coordinate; the latitude of a geographic point.
    public var y: Double

    /// Creates a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// How the distance between two points is measured.
public enum PointDistance: Sendable, Hashable, CaseIterable {
    /// Straight line in the plane.
    case euclidean
    /// Straight line rounded down to a whole number.
    case floorEuclidean
    /// Straight line rounded to the nearest whole number.
    case roundedEuclidean
    /// Straight line rounded up to a whole number.
    case ceilingEuclidean
    /// Sum of the differences of the coordinates.
    case manhattan
    /// Great circle in kilometres on a sphere of radius 6371.0088; x is the longitude, y the latitude, in degrees.
    case haversineKilometers

    /// Mean radius of the Earth in kilometres.
    static let earthRadius = 6371.0088

    /// Whether coordinates are longitude and latitude.
    public var isGeographic: Bool { self == .haversineKilometers }

    /// Whether every distance is a whole number.
    public var isWhole: Bool { self == .floorEuclidean || self == .roundedEuclidean || self == .ceilingEuclidean }

    /// Distance between two points.
    public func distance(_ a: Position, _ b: Position) -> Double {
        guard isGeographic else { return planeDistance(b.x - a.x, b.y - a.y) }
        let radians = Double.pi / 180
        return PointDistance.greatCircle(
            dx: b.x - a.x, dy: b.y - a.y, cosines: cos(a.y * radians) * cos(b.y * radians))
    }

    /// Distance of two points of the plane from the differences of their coordinates.
    @inline(__always)
    func planeDistance(_ dx: Double, _ dy: Double) -> Double {
        switch self {
        case .euclidean: (dx * dx + dy * dy).squareRoot()
        case .floorEuclidean: (dx * dx + dy * dy).squareRoot().rounded(.down)
        case .roundedEuclidean: ((dx * dx + dy * dy).squareRoot() + 0.5).rounded(.down)
        case .ceilingEuclidean: (dx * dx + dy * dy).squareRoot().rounded(.up)
        case .manhattan: abs(dx) + abs(dy)
        case .haversineKilometers: .nan
        }
    }

    /// Great circle in kilometres from differences in degrees and the product of the cosines of the latitudes.
    static func greatCircle(dx: Double, dy: Double, cosines: Double) -> Double {
        let radians = Double.pi / 180
        let a = sin(dy * radians / 2)
        let b = sin(dx * radians / 2)
        let h = a * a + cosines * b * b
        return 2 * earthRadius * asin(min(1, h.squareRoot()))
    }

    /// Cosine of an angle in radians.
    static func cosine(_ angle: Double) -> Double { cos(angle) }

    /// The point where a search tree keeps it: as it is, or on the sphere.
    ///
    /// Every distance grows with the straight line (the sum of differences for ``manhattan``) between these.
    func treePoint(_ point: Position) -> (x: Double, y: Double, z: Double) {
        guard isGeographic else { return (point.x, point.y, 0) }
        let radians = Double.pi / 180
        let radius = PointDistance.earthRadius
        let (longitude, latitude) = (point.x * radians, point.y * radians)
        return (
            radius * cos(latitude) * cos(longitude), radius * cos(latitude) * sin(longitude), radius * sin(latitude)
        )
    }

    /// A radius in the tree that contains every point at most this far away.
    func treeRadius(reaching distance: Double) -> Double {
        switch self {
        case .euclidean, .manhattan, .ceilingEuclidean: return distance * (1 + 1e-12)
        case .floorEuclidean, .roundedEuclidean: return (distance + 1) * (1 + 1e-12)
        case .haversineKilometers:
            let angle = min(Double.pi / 2, distance / (2 * PointDistance.earthRadius))
            return 2 * PointDistance.earthRadius * sin(angle) * (1 + 1e-7) + 1e-3
        }
    }

    /// No point outside a radius in the tree is nearer than this.
    func leastDistance(beyond radius: Double) -> Double {
        guard radius > 0 else { return 0 }
        switch self {
        case .euclidean, .manhattan: return radius * (1 - 1e-12)
        case .floorEuclidean: return (radius * (1 - 1e-12)).rounded(.down)
        case .roundedEuclidean: return (radius * (1 - 1e-12) + 0.5).rounded(.down)
        case .ceilingEuclidean: return (radius * (1 - 1e-12)).rounded(.up)
        case .haversineKilometers:
            let sine = min(1, radius / (2 * PointDistance.earthRadius))
            return max(0, 2 * PointDistance.earthRadius * asin(sine) * (1 - 1e-7) - 1e-3)
        }
    }
}
