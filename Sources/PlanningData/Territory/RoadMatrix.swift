import HealthPlanning

/// Reads a square matrix of road distances: identifiers in the first column and the header, whole kilometres between.
enum RoadMatrix {
    /// Longest road distance believed, in km.
    static let maximumKilometers = 100_000

    static func read(_ table: CSVTable, log: inout ProblemLog) -> RoadDistances? {
        let n = table.header.count - 1
        guard n > 0 else {
            log.add(
                table.file, line: table.headerLine, "the matrix has no columns",
                fix: "start the header with adcode and go on with one city code per column"
            )
            return nil
        }
        guard table.rowCount == n else {
            if log.isEmpty {
                log.add(
                    table.file, "\(table.rowCount) rows for \(n) columns",
                    fix: "give one row per column, in the same order")
            }
            return nil
        }
        let before = log.count
        var kilometers = [Int32](repeating: -1, count: n * n)
        for i in 0..<n {
            let row = table.row(i)
            let label = row.optionalText(CSVColumn(name: table.header[0], index: 0)) ?? ""
            if label != table.header[i + 1] {
                row.report(
                    CSVColumn(name: table.header[0], index: 0),
                    "row \"\(NumberText.shortened(label))\" stands where column \(table.header[i + 1]) asks for its own",
                    fix: "give rows and columns the same cities in the same order", log: &log
                )
            }
            for j in 0..<n {
                switch row.withBytes(j + 1, NumberText.int) {
                case .value(let value) where value >= 0 && value <= maximumKilometers:
                    kilometers[i * n + j] = Int32(value)
                case .empty:
                    break
                default:
                    // Off the fast path: read again for the message.
                    _ = row.int(
                        CSVColumn(name: table.header[j + 1], index: j + 1), in: 0...maximumKilometers, log: &log)
                }
            }
        }
        guard log.count == before else { return nil }
        checkSymmetry(kilometers, n, table, log: &log)
        guard log.count == before else { return nil }
        return RoadDistances(cities: table.header.dropFirst().map { CityID($0) }, kilometers: kilometers)
    }

    private static func checkSymmetry(_ kilometers: [Int32], _ n: Int, _ table: CSVTable, log: inout ProblemLog) {
        for i in 0..<n {
            if kilometers[i * n + i] > 0 {
                table.row(i).report(
                    CSVColumn(name: table.header[i + 1], index: i + 1), "the distance of a city to itself is not 0",
                    fix: "write 0, or leave the whole row and column empty where no road leads", log: &log
                )
            }
            for j in 0..<i where kilometers[i * n + j] != kilometers[j * n + i] {
                let (there, back) = (text(kilometers[i * n + j]), text(kilometers[j * n + i]))
                table.row(i).report(
                    CSVColumn(name: table.header[j + 1], index: j + 1),
                    "\(there) km one way and \(back) km the other way", fix: "write the same distance both ways",
                    log: &log
                )
            }
        }
    }

    private static func text(_ kilometers: Int32) -> String { kilometers < 0 ? "unknown" : "\(kilometers)" }
}
