import Foundation

/// A point on the unit sphere: distances to many points without a sine for each.
struct SpherePoint {
    private let x: Double
    private let y: Double
    private let z: Double

    init(_ coordinate: Coordinate) {
        let latitude = coordinate.latitude * .pi / 180
        let longitude = coordinate.longitude * .pi / 180
        x = cos(latitude) * cos(longitude)
        y = cos(latitude) * sin(longitude)
        z = sin(latitude)
    }

    /// Great circle × ``Coordinate/roadFactor``, from the chord: exact near zero, where the cosine formula is not.
    func roadLikeKilometers(to other: SpherePoint) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        let halfChord = min(1, (dx * dx + dy * dy + dz * dz).squareRoot() / 2)
        return Coordinate.roadFactor * 2 * Coordinate.earthRadius * asin(halfChord)
    }
}
