import Foundation

/// Pieces of SVG as text.
enum SVGText {
    /// Text made safe for content and attributes of XML and HTML; control characters that XML forbids are dropped.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result += " "
            default:
                guard scalar.value >= 0x20, scalar.value != 0x7F, scalar.value != 0xFFFE, scalar.value != 0xFFFF else {
                    continue
                }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A coordinate with one decimal, as short as it can be; 0 where it is not finite.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let tenths = Int((value * 10).rounded())
        let fraction = abs(tenths % 10)
        let whole = abs(tenths / 10)
        return (tenths < 0 ? "-" : "") + (fraction == 0 ? "\(whole)" : "\(whole).\(fraction)")
    }

    /// `x y` of a point.
    static func point(_ point: MapPoint) -> String { number(point.x) + " " + number(point.y) }

    /// Path data of a ring through the points, closed.
    static func ring(_ points: [MapPoint]) -> String {
        guard let first = points.first else { return "" }
        return "M" + point(first) + points.dropFirst().map { "L" + point($0) }.joined() + "Z"
    }

    /// Path data of dots: lines of no length, drawn round by the stroke's cap.
    static func dots(_ points: [MapPoint]) -> String { points.map { "M" + point($0) + "h0" }.joined() }
}
