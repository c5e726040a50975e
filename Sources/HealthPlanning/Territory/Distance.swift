import Foundation

extension Coordinate {
    /// Mean radius of the Earth in kilometres (IUGG).
    static let earthRadius = 6_371.008_8

    /// Road kilometres per great-circle kilometre assumed wherever no road network is at hand.
    public static let roadFactor = 1.25

    /// Great-circle distance in km by the haversine formula.
    public func greatCircleKilometers(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let a = sin((other.latitude - latitude) * radians / 2)
        let b = sin((other.longitude - longitude) * radians / 2)
        let h = a * a + cos(latitude * radians) * cos(other.latitude * radians) * b * b
        return 2 * Self.earthRadius * asin(min(1, h.squareRoot()))
    }

    /// Road-like distance in km: great circle × ``roadFactor``.
    public func roadLikeKilometers(to other: Coordinate) -> Double {
        Self.roadFactor * greatCircleKilometers(to: other)
    }
}
