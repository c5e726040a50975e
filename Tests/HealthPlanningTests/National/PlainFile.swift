import Foundation

/// The dataset's files read with a few lines of code of the tests' own, so that readers and tests cannot err together.
struct PlainFile {
    private(set) var rows: [[String: String]] = []

    init(_ name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let url = root.appendingPathComponent("Sources/PlanningData/Resources/China/\(name)")
        let text = try String(contentsOf: url, encoding: .utf8)
        var header: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = Self.fields(line)
            if header.isEmpty {
                header = fields
            } else {
                rows.append(Dictionary(uniqueKeysWithValues: zip(header, fields)))
            }
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    /// Road-like km between two rows with `lat` and `lon`: great circle × 1.25 by the cosine formula on small angles'
    /// safe side.
    static func kilometers(_ a: [String: String], _ b: [String: String]) -> Double {
        func angle(_ row: [String: String], _ key: String) -> Double { (Double(row[key] ?? "") ?? .nan) * .pi / 180 }
        let (p, q) = (angle(a, "lat"), angle(b, "lat"))
        let half =
            pow(sin((p - q) / 2), 2) + cos(p) * cos(q) * pow(sin((angle(a, "lon") - angle(b, "lon")) / 2), 2)
        return 1.25 * 12_742.0176 * asin(sqrt(half))
    }
}
