public import HealthPlanning
public import PlanningData

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

extension MapOutline {
    /// The outline of a province of a dataset.
    public init(_ province: ProvinceOutline) { self.init(name: province.name, rings: province.rings) }
}
