public import FacilityLocation
import Foundation
public import HealthPlanning

/// How the distance between two points of a location instance is measured.
public enum DistanceRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Straight line in the plane.
    case euclidean
    /// Straight line rounded down to a whole number: the custom of p-median studies on TSPLIB files.
    case floorEuclidean = "floor-euclidean"
    /// Straight line rounded to the nearest whole number: TSPLIB's own EUC_2D.
    case roundedEuclidean = "rounded-euclidean"
    /// Straight line rounded up to a whole number: TSPLIB's CEIL_2D.
    case ceilingEuclidean = "ceiling-euclidean"
    /// Sum of the differences of the coordinates.
    case manhattan
    /// Great circle in kilometres; x is the longitude, y the latitude, in degrees.
    case haversineKilometers = "haversine-km"

    /// Whether coordinates are longitude and latitude.
    public var isGeographic: Bool { self == .haversineKilometers }

    /// The same rule for problems that keep their points.
    public var pointDistance: PointDistance {
        switch self {
        case .euclidean: .euclidean
        case .floorEuclidean: .floorEuclidean
        case .roundedEuclidean: .roundedEuclidean
        case .ceilingEuclidean: .ceilingEuclidean
        case .manhattan: .manhattan
        case .haversineKilometers: .haversineKilometers
        }
    }

    /// Distance between two points.
    @inlinable
    public func distance(_ a: PlanePoint, _ b: PlanePoint) -> Double {
        let dx = a.x - b.x
        let dy = a.y - b.y
        switch self {
        case .euclidean: return (dx * dx + dy * dy).squareRoot()
        case .floorEuclidean: return (dx * dx + dy * dy).squareRoot().rounded(.down)
        case .roundedEuclidean: return ((dx * dx + dy * dy).squareRoot() + 0.5).rounded(.down)
        case .ceilingEuclidean: return (dx * dx + dy * dy).squareRoot().rounded(.up)
        case .manhattan: return abs(dx) + abs(dy)
        case .haversineKilometers:
            return Coordinate(latitude: a.y, longitude: a.x)
                .greatCircleKilometers(to: Coordinate(latitude: b.y, longitude: b.x))
        }
    }
}

/// A point of the plane, or a longitude (x) and a latitude (y) in degrees.
public struct PlanePoint: Sendable, Hashable, Codable {
    /// Largest coordinate read from files: beyond it squares and whole numbers would lose digits.
    static let limit = 1e9

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
