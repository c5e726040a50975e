public import HealthPlanning

/// The outline of one area of a map, for plotting only.
public struct MapOutline: Sendable, Hashable {
    /// Name shown on hovering.
    public var name: String
    /// Closed rings; holes are rings too.
    public var rings: [[Coordinate]]

    /// Creates an outline.
    public init(name: String, rings: [[Coordinate]]) {
        self.name = name
        self.rings = rings
    }
}
