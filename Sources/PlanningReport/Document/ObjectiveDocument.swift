public import HealthPlanning

/// A placement objective inside a plan document: its name on the command line and its distances in km.
public struct ObjectiveDocument: Sendable, Hashable, Codable {
    /// `maximal-covering`, `gradual-covering` or `p-median`.
    public var name: String
    /// Radius of maximal covering.
    public var radius: Double?
    /// Distance up to which gradual covering counts in full.
    public var full: Double?
    /// Distance from which gradual covering counts nothing.
    public var zero: Double?

    enum CodingKeys: String, CodingKey {
        case name
        case radius = "radius_km"
        case full = "full_km"
        case zero = "zero_km"
    }

    /// Creates the document of an objective.
    public init(_ objective: PlacementObjective) {
        name = objective.name
        switch objective {
        case .maximalCovering(let radius): self.radius = radius
        case .gradualCovering(let full, let zero): (self.full, self.zero) = (full, zero)
        case .pMedian: break
        }
    }

    /// Reads an objective.
    ///
    /// - Throws: a decoding error when the name is unknown or a distance is missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        switch name {
        case "maximal-covering": radius = try container.decode(Double.self, forKey: .radius)
        case "gradual-covering":
            full = try container.decode(Double.self, forKey: .full)
            zero = try container.decode(Double.self, forKey: .zero)
        case "p-median": break
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .name, in: container,
                debugDescription: "unknown objective \"\(name)\"; known: maximal-covering, gradual-covering, p-median"
            )
        }
    }

    /// The objective the document describes.
    public var objective: PlacementObjective {
        if let radius { return .maximalCovering(radius: radius) }
        if let full, let zero { return .gradualCovering(full: full, zero: zero) }
        return .pMedian
    }
}

/// The parts of a placement objective inside a plan document.
public struct ComponentsDocument: Sendable, Hashable, Codable {
    /// Covered residents, or travelled person-kilometres.
    public var service: Double
    /// Credit for the residents of host cities.
    public var hostCredit: Double
    /// Cost of the pairing with donors.
    public var twinning: Double

    enum CodingKeys: String, CodingKey {
        case service
        case hostCredit = "host_credit"
        case twinning
    }

    /// Creates the document of components.
    public init(_ components: ObjectiveComponents) {
        service = components.service
        hostCredit = components.hostCredit
        twinning = components.twinning
    }

    /// The components the document describes.
    public var components: ObjectiveComponents {
        ObjectiveComponents(service: service, hostCredit: hostCredit, twinning: twinning)
    }
}
