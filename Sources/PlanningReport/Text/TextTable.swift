/// A plain-text table whose columns line up, Chinese names included.
package struct TextTable {
    /// Which side of its column a cell keeps to.
    package enum Alignment {
        /// Text.
        case left
        /// Numbers.
        case right
    }

    /// Headings and alignments.
    package let columns: [(heading: String, alignment: Alignment)]
    /// Cells by row; a missing cell is empty, a cell too many is dropped.
    package private(set) var rows: [[String]] = []

    /// Creates an empty table.
    package init(_ columns: [(heading: String, alignment: Alignment)]) { self.columns = columns }

    /// Adds a row.
    package mutating func add(_ cells: [String]) {
        rows.append(columns.indices.map { $0 < cells.count ? TextWidth.printable(cells[$0]) : "" })
    }

    /// The table as lines, indented, with a rule under the headings and no trailing spaces.
    package func lines(indent: String = "  ") -> [String] {
        let widths = columns.indices.map { column in
            rows.reduce(TextWidth.columns(columns[column].heading)) { max($0, TextWidth.columns($1[column])) }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }
        return [format(columns.map(\.heading), widths, indent), format(rule, widths, indent)]
            + rows.map { format($0, widths, indent) }
    }

    private func format(_ cells: [String], _ widths: [Int], _ indent: String) -> String {
        var line = indent
        for (column, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: max(0, widths[column] - TextWidth.columns(cell)))
            line += column > 0 ? "  " : ""
            line += columns[column].alignment == .left ? cell + padding : padding + cell
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
