/// Comma-separated values as RFC 4180 has them: CRLF line ends, fields quoted where they must be, UTF-8.
package enum CSVText {
    /// One field, quoted when it holds a comma, a quote, a line break, or a space at an end.
    package static func field(_ text: String) -> String {
        let needsQuotes =
            text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
            || text.first == " " || text.last == " "
        guard needsQuotes else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A file: header and rows, each ended by CRLF.
    package static func file(header: [String], rows: some Sequence<[String]>) -> String {
        var text = line(header)
        for row in rows { text += line(row) }
        return text
    }

    /// A number with at most `decimals` decimals, a point, no grouping; empty when it is not finite or missing.
    package static func number(_ value: Double?, _ decimals: Int = 1) -> String {
        guard let value, value.isFinite else { return "" }
        return NumberText.brief(value, upTo: decimals).replacing(",", with: "")
    }

    private static func line(_ cells: [String]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }
}
