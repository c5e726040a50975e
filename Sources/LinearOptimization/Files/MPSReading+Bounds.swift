extension MPSReading {
    /// The types of bound and whether they come with a number.
    private static let boundTypes = [
        "UP": true, "LO": true, "FX": true, "UI": true, "LI": true, "FR": false, "MI": false, "PL": false, "BV": false,
    ]

    mutating func readBound(_ words: [String]) {
        let type = words[0].uppercased()
        guard let needsNumber = Self.boundTypes[type] else {
            let isKnown = ["SC", "SI"].contains(type)
            problems.report(
                isKnown
                    ? "semi-continuous variables have no place in a model of this library"
                    : "\"\(FileProblemCollector.shortened(words[0]))\" is no type of bound",
                line: line, field: words.last,
                fix: isKnown
                    ? "state it with a binary variable and two constraints"
                    : "use UP, LO, FX, FR, MI, PL, BV, LI or UI"
            )
            return
        }
        guard let (set, name, number) = operands(Array(words.dropFirst()), needsNumber: needsNumber) else {
            problems.report(
                "a bound of type \(type) needs a column\(needsNumber ? " and a number" : ""), and has \(words.count - 1) words",
                line: line, field: words.count > 1 ? words[1] : type,
                fix: "write, for example, \" \(type) BND x\(needsNumber ? " 4" : "")\"; names may not hold blanks"
            )
            return
        }
        checkSet(set, .bounds)
        guard let column = parts.columnIndices[name] else {
            problems.report(
                "no column has this name", line: line, field: name, fix: "define it in COLUMNS, or correct the name"
            )
            return
        }
        apply(type, to: column, number: number)
    }

    /// Set name, column and number of a bound; the set name may be missing, a needless number may be there.
    private func operands(_ words: [String], needsNumber: Bool) -> (set: String, name: String, number: String)? {
        switch (words.count, needsNumber) {
        case (2, true): ("", words[0], words[1])
        case (3, true): (words[0], words[1], words[2])
        case (1, false): ("", words[0], "")
        case (2, false):
            parts.columnIndices[words[1]] == nil && parts.columnIndices[words[0]] != nil
                ? ("", words[0], "") : (words[0], words[1], "")
        case (3, false): (words[0], words[1], "")
        default: nil
        }
    }

    private mutating func apply(_ type: String, to column: Int, number: String) {
        let name = parts.columns[column].name
        var value = 0.0
        if Self.boundTypes[type] == true {
            guard let given = extended(number, field: name) else { return }
            value = given
        }
        switch type {
        case "UP", "UI": setUpper(value, column)
        case "LO", "LI": setLower(value, column)
        case "MI": setLower(-.infinity, column)
        case "PL": setUpper(.infinity, column)
        case "FR":
            setLower(-.infinity, column)
            setUpper(.infinity, column)
        case "FX":
            setLower(value, column)
            setUpper(value, column)
        default:
            setLower(0, column)
            setUpper(1, column)
            parts.columns[column].kind = .binary
        }
        if type == "UI" || type == "LI" { parts.columns[column].kind = .integer }
        parts.columns[column].line = line
    }

    private mutating func setLower(_ value: Double, _ column: Int) {
        if let given = parts.columns[column].lower, given != value {
            reportTwice(parts.columns[column].name, "the lower bound")
        }
        parts.columns[column].lower = value
    }

    private mutating func setUpper(_ value: Double, _ column: Int) {
        if let given = parts.columns[column].upper, given != value {
            reportTwice(parts.columns[column].name, "the upper bound")
        }
        parts.columns[column].upper = value
    }
}
