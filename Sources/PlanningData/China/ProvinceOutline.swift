import Foundation
public import HealthPlanning

/// The simplified outline of a province, for plotting only: no distance or area may be taken from it.
public struct ProvinceOutline: Sendable, Hashable, Identifiable {
    /// A connected piece of a province.
    public struct Polygon: Sendable, Hashable {
        /// Outer ring, closed: the last point is the first.
        public var exterior: [Coordinate]
        /// Holes, closed rings each; a municipality inside a province is one.
        public var holes: [[Coordinate]]

        /// Creates a polygon.
        public init(exterior: [Coordinate], holes: [[Coordinate]] = []) {
            self.exterior = exterior
            self.holes = holes
        }
    }

    /// Six-digit division code.
    public var id: ProvinceID
    /// English name.
    public var name: String
    /// Pieces.
    public var polygons: [Polygon]

    /// Creates an outline.
    public init(id: ProvinceID, name: String, polygons: [Polygon]) {
        self.id = id
        self.name = name
        self.polygons = polygons
    }

    /// All rings, outer and inner, for drawing with the even-odd rule.
    public var rings: [[Coordinate]] { polygons.flatMap { [$0.exterior] + $0.holes } }
}

/// Reads province outlines from GeoJSON (RFC 7946): a FeatureCollection of Polygons and MultiPolygons with the property
/// `adcode`.
public enum OutlineReader {
    /// Reads a file.
    ///
    /// - Parameter path: Path of the file.
    /// - Throws: ``DataError`` with every ring that is no ring and every feature without a code, or the place where the
    ///   JSON ends to be JSON.
    public static func read(contentsOf path: String) throws(DataError) -> [ProvinceOutline] {
        try read(FileBytes.read(path), file: path)
    }

    /// Reads text in memory; see ``read(contentsOf:)``.
    public static func read(_ bytes: [UInt8], file: String) throws(DataError) -> [ProvinceOutline] {
        var log = ProblemLog()
        guard TextEncoding.check(bytes, file: file, log: &log) else { throw log.failure(file) }
        let collection: FeatureCollection
        do {
            collection = try JSONDecoder().decode(
                FeatureCollection.self, from: Data(bytes.dropFirst(TextEncoding.byteOrderMarkLength(bytes))))
        } catch {
            throw DataError([problem(error, file: file)])
        }
        if collection.features.isEmpty {
            log.add(file, field: "features", "there is not a single feature", fix: "give one feature per province")
        }
        var seen: Set<String> = []
        var outlines: [ProvinceOutline] = []
        for (index, feature) in collection.features.enumerated() {
            let place = "features[\(index)]"
            let code = feature.properties.adcode
            if code.isEmpty || !seen.insert(code).inserted {
                log.add(
                    file, field: place + ".properties.adcode", code.isEmpty ? "is empty" : "\(code) is used twice",
                    fix: "give every feature the code of its province")
            }
            let polygons = feature.geometry.polygons.enumerated().compactMap { number, rings in
                polygon(rings, file: file, place: "\(place).geometry.coordinates[\(number)]", log: &log)
            }
            outlines.append(
                ProvinceOutline(id: ProvinceID(code), name: feature.properties.name ?? code, polygons: polygons))
        }
        try log.throwIfNeeded()
        return outlines
    }

    private static func polygon(
        _ rings: [[[Double]]], file: String, place: String, log: inout ProblemLog
    ) -> ProvinceOutline.Polygon? {
        var closed: [[Coordinate]] = []
        for (index, ring) in rings.enumerated() {
            let points = ring.compactMap { position -> Coordinate? in
                guard position.count >= 2, (-180...180).contains(position[0]), (-90...90).contains(position[1]) else {
                    return nil
                }
                return Coordinate(latitude: position[1], longitude: position[0])
            }
            if points.count < ring.count {
                log.add(
                    file, field: "\(place)[\(index)]",
                    "\(ring.count - points.count) positions are no longitude and latitude",
                    fix: "write [longitude, latitude] in degrees")
            } else if points.count < 4 || points.first != points.last {
                log.add(
                    file, field: "\(place)[\(index)]", "is no closed ring",
                    fix: "give at least four positions, the last equal to the first")
            } else {
                closed.append(points)
            }
        }
        guard let exterior = closed.first, closed.count == rings.count else {
            if rings.isEmpty { log.add(file, field: place, "has no ring", fix: "give the outer ring of the polygon") }
            return nil
        }
        return ProvinceOutline.Polygon(exterior: exterior, holes: Array(closed.dropFirst()))
    }

    private static func problem(_ error: any Error, file: String) -> DataProblem {
        let fix = "give a GeoJSON FeatureCollection of Polygons and MultiPolygons with the property adcode"
        guard let error = error as? DecodingError else {
            return DataProblem(file: file, message: "cannot be read: \(error)", fix: fix)
        }
        let (message, context): (String, DecodingError.Context) =
            switch error {
            case .keyNotFound(let key, let context): ("\"\(key.stringValue)\" is missing", context)
            case .typeMismatch(_, let context), .valueNotFound(_, let context): ("is of the wrong kind", context)
            case .dataCorrupted(let context): ("is not valid: \(context.debugDescription)", context)
            @unknown default: ("cannot be read", .init(codingPath: [], debugDescription: ""))
            }
        let path = context.codingPath.reduce("") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
        }
        return DataProblem(file: file, field: path.isEmpty ? nil : path, message: message, fix: fix)
    }

    private struct FeatureCollection: Decodable {
        var features: [Feature]
    }

    private struct Feature: Decodable {
        struct Properties: Decodable {
            var adcode: String
            var name: String?

            enum CodingKeys: String, CodingKey {
                case adcode
                case name = "name_en"
            }
        }

        var properties: Properties
        var geometry: Geometry
    }

    private struct Geometry: Decodable {
        var polygons: [[[[Double]]]]

        enum CodingKeys: String, CodingKey {
            case type
            case coordinates
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            switch try container.decode(String.self, forKey: .type) {
            case "Polygon": polygons = [try container.decode([[[Double]]].self, forKey: .coordinates)]
            case "MultiPolygon": polygons = try container.decode([[[[Double]]]].self, forKey: .coordinates)
            case let other:
                throw DecodingError.dataCorruptedError(
                    forKey: .type, in: container, debugDescription: "\(other) is neither Polygon nor MultiPolygon")
            }
        }
    }
}
