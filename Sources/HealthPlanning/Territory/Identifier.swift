/// An identifier of one kind of thing: the identifier of a city cannot be used where a hospital's is asked for.
public struct Identifier<Entity>: Hashable, Sendable, Comparable, LosslessStringConvertible {
    /// The identifier as it stands in the data.
    public let rawValue: String

    /// Creates an identifier from the text in the data.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The identifier as it stands in the data.
    public var description: String { rawValue }

    /// Orders identifiers as text.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Identifier: Codable {
    /// Reads the identifier as a bare string.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the identifier as a bare string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CodingKeyRepresentable {
    /// The identifier as a dictionary key.
    public var codingKey: any CodingKey { TextKey(stringValue: rawValue) }

    /// Reads the identifier from a dictionary key.
    public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

private struct TextKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// Identifier of a ``Province``: its six-digit division code.
public typealias ProvinceID = Identifier<Province>
/// Identifier of a ``City``: its six-digit division code.
public typealias CityID = Identifier<City>
/// Identifier of a ``County``.
public typealias CountyID = Identifier<County>
/// Identifier of a ``Hospital``.
public typealias HospitalID = Identifier<Hospital>
/// Identifier of an ``ExistingCenter``.
public typealias CenterID = Identifier<ExistingCenter>
