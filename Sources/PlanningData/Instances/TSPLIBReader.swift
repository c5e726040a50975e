import Foundation

/// Reads TSPLIB files as location instances: every node is client and site with a demand of 1.
///
/// G. Reinelt, TSPLIB: a traveling salesman problem library, ORSA J. Comput. 3, 1991.
public enum TSPLIBReader {
    /// Most nodes read.
    public static let maximumNodes = 10_000_000

    /// Reads a file with a `NODE_COORD_SECTION`.
    ///
    /// Identifiers are the node numbers of the file. Distances of `EUC_2D` are rounded down, as p-median studies on
    /// these files do, of `CEIL_2D` rounded up; `distance` overrides both and is needed for other types.
    ///
    /// - Parameters:
    ///   - path: Path of the file; one packed with gzip is read as such.
    ///   - distance: How distances are measured.
    /// - Throws: ``DataError`` with every problem.
    public static func read(contentsOf path: String, distance: DistanceRule? = nil) throws(DataError)
        -> LocationInstance
    {
        try read(InstanceText(contentsOf: path), distance: distance)
    }

    /// Reads text in memory; see ``read(contentsOf:distance:)``.
    public static func read(_ bytes: [UInt8], file: String, distance: DistanceRule? = nil) throws(DataError)
        -> LocationInstance
    {
        try read(InstanceText(file: file, bytes: bytes), distance: distance)
    }

    private static func read(_ source: InstanceText, distance: DistanceRule?) throws(DataError) -> LocationInstance {
        var text = source
        var log = ProblemLog()
        let header = Header(&text, log: &log)
        guard header.hasCoordinates else {
            log.add(
                text.file, line: text.line, field: "NODE_COORD_SECTION", "the section is missing",
                fix: "give a file with node coordinates")
            throw log.failure(text.file)
        }
        let rule = distance ?? header.rule
        if rule == nil {
            log.add(
                text.file, line: header.typeLine, field: "EDGE_WEIGHT_TYPE",
                "\(NumberText.shortened(header.type ?? "nothing")) is not among EUC_2D and CEIL_2D",
                fix: "say how distances are measured, such as --distance euclidean")
        }
        var nodes = Nodes(expected: header.dimension)
        nodes.read(&text, limits: rule?.isGeographic ?? false, log: &log)
        if let dimension = header.dimension, dimension != nodes.points.count, log.isEmpty {
            log.add(
                text.file, line: header.dimensionLine, field: "DIMENSION",
                "\(nodes.points.count) nodes where the header announces \(dimension)",
                fix: "fetch a complete copy, or correct the header")
        }
        if nodes.points.isEmpty, log.isEmpty {
            log.add(text.file, line: text.line, "there is not a single node", fix: "fetch a complete copy")
        }
        try log.throwIfNeeded()
        return LocationInstance(
            name: header.name ?? text.name, clients: nodes.identifiers, sites: nodes.identifiers,
            demands: Array(repeating: 1, count: nodes.points.count),
            costs: .points(clients: nodes.points, sites: nodes.points, rule: rule ?? .floorEuclidean)
        )
    }

    /// What stands before the coordinates.
    private struct Header {
        var name: String?
        var dimension: Int?
        var dimensionLine: Int?
        var type: String?
        var typeLine: Int?
        var hasCoordinates = false

        var rule: DistanceRule? {
            switch type?.uppercased() {
            case "EUC_2D": .floorEuclidean
            case "CEIL_2D": .ceilingEuclidean
            default: nil
            }
        }

        private static let keys = [
            "NAME", "TYPE", "COMMENT", "DIMENSION", "CAPACITY", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT",
            "EDGE_DATA_FORMAT", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "NODE_COORD_SECTION",
        ]

        init(_ text: inout InstanceText, log: inout ProblemLog) {
            while let token = text.next() {
                let word = text.text(token)
                let key = String(word.prefix { $0 != ":" }).uppercased()
                if key == "NODE_COORD_SECTION" {
                    hasCoordinates = true
                    return
                }
                if key == "EOF" { return }
                let value = (word.dropFirst(key.count) + " " + text.restOfLine())
                    .trimmingCharacters(in: CharacterSet(charactersIn: ": \t"))
                switch key {
                case "NAME": name = value.isEmpty ? nil : value
                case "EDGE_WEIGHT_TYPE": (type, typeLine) = (value, token.line)
                case "DIMENSION":
                    dimensionLine = token.line
                    if case .value(let count) = NumberText.int(value), (1...maximumNodes).contains(count) {
                        dimension = count
                    } else {
                        log.add(
                            text.file, line: token.line, field: key,
                            "\"\(NumberText.shortened(value))\" is no number of nodes",
                            fix: "write a whole number from 1 to \(maximumNodes)")
                    }
                default:
                    if !Self.keys.contains(key) {
                        log.add(
                            text.file, line: token.line, field: NumberText.shortened(word), "the keyword is not known",
                            fix: Suggestion.hint(for: word, among: Self.keys))
                        // What follows is not a header; one message says enough.
                        return
                    }
                }
            }
        }
    }

    /// The coordinate section.
    private struct Nodes {
        var identifiers: [String] = []
        var points: [PlanePoint] = []
        private var seen: [String: Int] = [:]

        init(expected: Int?) {
            let count = min(expected ?? 0, 1 << 16)
            identifiers.reserveCapacity(count)
            points.reserveCapacity(count)
        }

        mutating func read(_ text: inout InstanceText, limits isGeographic: Bool, log: inout ProblemLog) {
            let xs = isGeographic ? -180.0...180.0 : InstanceText.coordinates
            let ys = isGeographic ? -90.0...90.0 : InstanceText.coordinates
            while let token = text.next() {
                let word = text.text(token)
                if word.uppercased() == "EOF" || word.uppercased().hasSuffix("_SECTION") { return }
                let id = text.int(token, "node", in: 0...Int(Int32.max), log: &log).map(String.init)
                guard let first = text.next(), let second = text.next(), second.line == token.line else {
                    log.add(
                        text.file, line: token.line, "the node has no two coordinates on its line",
                        fix: "write node, x and y on one line; fetch a complete copy if the file was cut off")
                    return
                }
                let x = text.double(first, "x", in: xs, log: &log)
                let y = text.double(second, "y", in: ys, log: &log)
                guard let id else { continue }
                if let line = seen.updateValue(token.line, forKey: id) {
                    log.add(
                        text.file, line: token.line, field: "node", "\(id) is used already on line \(line)",
                        fix: "number every node once")
                }
                guard let x, let y else { continue }
                identifiers.append(id)
                points.append(PlanePoint(x: x, y: y))
            }
        }
    }
}
