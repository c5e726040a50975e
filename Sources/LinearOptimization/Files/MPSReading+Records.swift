extension MPSReading {
    mutating func readRow(_ words: [String]) {
        guard words.count == 2 else {
            problems.report(
                "a line of ROWS needs a type and a name, and has \(words.count) words", line: line, field: words.last,
                fix: "write, for example, \" L budget\"; names may not hold blanks"
            )
            return
        }
        guard let type = MPSParts.RowType(rawValue: words[0].uppercased()) else {
            problems.report(
                "\"\(FileProblemCollector.shortened(words[0]))\" is no type of row", line: line, field: words[1],
                fix: "use N, L, G or E"
            )
            return
        }
        let name = words[1]
        guard parts.rowPlaces[name] == nil else {
            problems.report("the row is defined twice", line: line, field: name, fix: "give each row a name of its own")
            return
        }
        if type == .free, parts.objectiveName == nil {
            parts.objectiveName = name
            parts.rowPlaces[name] = .objective
        } else {
            parts.rowPlaces[name] = .row(parts.rows.count)
            parts.rows.append(MPSParts.Row(name: name, type: type, line: line))
            lastColumns.append(-1)
        }
    }

    mutating func readColumn(_ words: [String]) {
        if words.count >= 2, words[1].uppercased() == "'MARKER'" {
            readMarker(words)
            return
        }
        guard words.count == 3 || words.count == 5 else {
            problems.report(
                "a line of COLUMNS needs a column and one or two pairs of row and number, and has \(words.count) words",
                line: line, field: words.first, fix: "write, for example, \" x budget 3.5\"; names may not hold blanks"
            )
            return
        }
        let column = index(ofColumn: words[0])
        for position in stride(from: 1, to: words.count, by: 2) {
            addEntry(column, row: words[position], number: words[position + 1])
        }
    }

    private mutating func readMarker(_ words: [String]) {
        switch words.last?.uppercased() {
        case "'INTORG'" where words.count == 3: isInsideMarkers = true
        case "'INTEND'" where words.count == 3: isInsideMarkers = false
        default:
            problems.report(
                "a MARKER line needs 'INTORG' or 'INTEND'", line: line, field: words.first,
                fix: "write \" M1 'MARKER' 'INTORG'\" before and \" M2 'MARKER' 'INTEND'\" after integer columns"
            )
        }
    }

    /// Index of the column a line is about: the current one, or a new one.
    private mutating func index(ofColumn name: String) -> Int {
        if let last = parts.columns.last, last.name == name { return parts.columns.count - 1 }
        if let known = parts.columnIndices[name] {
            problems.report(
                "the column continues after another one began", line: line, field: name,
                fix: "put all entries of a column on consecutive lines, or give columns names of their own"
            )
            return known
        }
        let index = parts.columns.count
        parts.columnIndices[name] = index
        parts.columns.append(MPSParts.Column(name: name, kind: isInsideMarkers ? .integer : .continuous, line: line))
        parts.costs.append(nil)
        return index
    }

    private mutating func addEntry(_ column: Int, row: String, number: String) {
        guard let place = place(ofRow: row), let value = finite(number, field: row) else { return }
        switch place {
        case .objective:
            if parts.costs[column] != nil {
                reportTwice(row, "the coefficient of column \(parts.columns[column].name)")
            }
            parts.costs[column] = value
        case .row(let index):
            if lastColumns[index] == column {
                reportTwice(row, "the coefficient of column \(parts.columns[column].name)")
            }
            lastColumns[index] = column
            parts.entries.append(
                MPSParts.Entry(
                    row: Int32(truncatingIfNeeded: index), column: Int32(truncatingIfNeeded: column), value: value
                )
            )
        }
    }

    mutating func readSides(_ words: [String], isRange: Bool) {
        guard (2...5).contains(words.count) else {
            problems.report(
                "the line needs one or two pairs of row and number, and has \(words.count) words", line: line,
                field: words.first, fix: "write, for example, \" RHS budget 10\"; names may not hold blanks"
            )
            return
        }
        let hasSet = words.count % 2 == 1
        checkSet(hasSet ? words[0] : "", isRange ? .ranges : .rightHandSides)
        for position in stride(from: hasSet ? 1 : 0, to: words.count, by: 2) {
            addSide(row: words[position], number: words[position + 1], isRange: isRange)
        }
    }

    private mutating func addSide(row: String, number: String, isRange: Bool) {
        guard let place = place(ofRow: row) else { return }
        switch place {
        case .objective where isRange:
            problems.report("the objective has no range", line: line, field: row, fix: "remove the entry")
        case .objective:
            guard let value = finite(number, field: row) else { return }
            if parts.objectiveSide != nil { reportTwice(row, "the right-hand side") }
            parts.objectiveSide = value
        case .row(let index) where isRange:
            guard let value = finite(number, field: row) else { return }
            if parts.rows[index].range != nil { reportTwice(row, "the range") }
            parts.rows[index].range = value
        case .row(let index):
            guard let value = extended(number, field: row) else { return }
            if parts.rows[index].rightHandSide != nil { reportTwice(row, "the right-hand side") }
            parts.rows[index].rightHandSide = value
        }
    }

    /// Makes sure that a section uses one set of numbers only: readers differ in which one they take.
    mutating func checkSet(_ name: String, _ section: Section) {
        if let first = setNames[section] {
            if first != name, reportedSets.insert(section).inserted {
                problems.report(
                    "the section \(section.rawValue) holds a second set of numbers", line: line, field: name,
                    fix: "keep one set and remove the lines of the other"
                )
            }
        } else {
            setNames[section] = name
        }
    }

    mutating func place(ofRow name: String) -> MPSParts.RowPlace? {
        if let place = parts.rowPlaces[name] { return place }
        problems.report(
            "no row has this name", line: line, field: name, fix: "define it in ROWS, or correct the name"
        )
        return nil
    }

    mutating func reportTwice(_ field: String, _ what: String) {
        problems.report("\(what) is given twice", line: line, field: field, fix: "keep one of the two")
    }

    /// A number that must be finite.
    mutating func finite(_ word: String, field: String) -> Double? {
        switch FileNumber.read(word) {
        case .finite(let value): return value
        case .infinite:
            problems.report(
                "\(FileProblemCollector.shortened(word)) is infinite for a solver", line: line, field: field,
                fix: "use a number below 1e20 in size; rescale the row when it is real"
            )
        case .invalid(let message, let fix): problems.report(message, line: line, field: field, fix: fix)
        }
        return nil
    }

    /// A number that may be infinite.
    mutating func extended(_ word: String, field: String) -> Double? {
        switch FileNumber.read(word) {
        case .finite(let value): return value
        case .infinite(let negative): return negative ? -.infinity : .infinity
        case .invalid(let message, let fix):
            problems.report(message, line: line, field: field, fix: fix)
            return nil
        }
    }
}
