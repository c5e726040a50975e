/// Writes models as free-format MPS files that other solvers read.
///
/// What the format leaves open is written so that readers agree:
/// - The objective's constant is the cost of a column `~r_0` fixed at 1. (An entry of the right-hand side section would
///   be subtracted by most solvers and added by GLPK.)
/// - A model that maximizes is written as the minimization of the negated objective, since not every reader knows the
///   OBJSENSE section (GLPK does not); the comment `*<meta origsense='MAX'>`, which lp_solve writes too, tells
///   ``MPSReader`` to turn it back.
/// - Integer variables stand between MARKER lines and always have their bounds written, since readers disagree about
///   the bounds they have by default.
/// - Numbers are the shortest decimals that read back as the same number.
///
/// Names are made safe as ``ModelFileNames`` says; a comment lists the names that had to change.
public struct MPSWriter: Sendable {
    /// Creates a writer.
    public init() {}

    /// The model as the bytes of an MPS file.
    ///
    /// - Throws: ``ModelError`` when ``Model/problems()`` finds any.
    public func bytes(for model: Model) throws(ModelError) -> [UInt8] {
        try model.validate()
        var run = MPSWriting(model: model)
        run.write()
        return run.out.bytes
    }

    /// The model as the text of an MPS file.
    ///
    /// - Throws: ``ModelError`` when ``Model/problems()`` finds any.
    public func text(for model: Model) throws(ModelError) -> String {
        String(decoding: try bytes(for: model), as: UTF8.self)
    }
}

/// One run of the writer.
private struct MPSWriting {
    let model: Model
    let names: ModelFileNames
    let columns: ColumnLists
    var out = TextBuffer()

    init(model: Model) {
        self.model = model
        names = ModelFileNames(for: model, format: .mps)
        columns = ColumnLists(of: model)
    }

    mutating func write() {
        writeHead()
        writeRows()
        writeColumns()
        writeRightHandSides()
        writeBounds()
        out.append(line: "ENDATA")
    }

    private mutating func writeHead() {
        if model.sense == .maximize {
            out.append(line: "* The model maximizes; its objective is negated here.")
            out.append(line: "*<meta origsense='MAX'>")
        }
        if model.objectiveConstant != 0 {
            out.append(line: "* The cost of \(FileNameRules.constantName), fixed at 1, is the objective's constant.")
        }
        for line in FileNameComments.lines(model, names) { out.append(line: "* " + line) }
        let name = TextBuffer.comment(model.name).split(whereSeparator: \.isWhitespace).joined(separator: "_")
        out.append(line: name.isEmpty ? "NAME" : "NAME \(name)")
    }

    private mutating func writeRows() {
        out.append(line: "ROWS")
        out.appendRecord("N", names.objective)
        for row in 0..<model.constraintCount {
            out.appendRecord(form(ofRow: row).type, names.constraints[row])
        }
    }

    private mutating func writeColumns() {
        out.append(line: "COLUMNS")
        let sign: Double = model.sense == .maximize ? -1 : 1
        var isInside = false
        var markers = 0
        for column in 0..<model.variableCount {
            let isInteger = model.kinds[column] != .continuous
            if isInteger != isInside {
                markers += 1
                out.appendRecord("M\(markers)", "'MARKER'", isInteger ? "'INTORG'" : "'INTEND'")
                isInside = isInteger
            }
            let name = names.variables[column]
            let range = columns.range(ofColumn: column)
            let cost = model.costs[column]
            if cost != 0 || range.isEmpty {
                out.appendRecord(name, names.objective, FileNumber.text(cost == 0 ? 0 : sign * cost))
            }
            for position in range {
                let row = Int(columns.rows[position])
                out.appendRecord(name, names.constraints[row], FileNumber.text(columns.coefficients[position]))
            }
        }
        if isInside { out.appendRecord("M\(markers + 1)", "'MARKER'", "'INTEND'") }
        if model.objectiveConstant != 0 {
            let cost = FileNumber.text(sign * model.objectiveConstant)
            out.appendRecord(FileNameRules.constantName, names.objective, cost)
        }
    }

    private mutating func writeRightHandSides() {
        out.append(line: "RHS")
        for row in 0..<model.constraintCount {
            let side = form(ofRow: row).rightHandSide
            if side != 0 { out.appendRecord("RHS", names.constraints[row], FileNumber.text(side)) }
        }
        var hasHeader = false
        for row in 0..<model.constraintCount {
            guard let range = form(ofRow: row).range else { continue }
            if !hasHeader { out.append(line: "RANGES") }
            hasHeader = true
            out.appendRecord("RNG", names.constraints[row], FileNumber.text(range))
        }
    }

    private mutating func writeBounds() {
        out.append(line: "BOUNDS")
        for column in 0..<model.variableCount { writeBounds(ofColumn: column) }
        if model.objectiveConstant != 0 { out.appendRecord("FX", "BND", FileNameRules.constantName, "1") }
    }

    private mutating func writeBounds(ofColumn column: Int) {
        let lower = model.lowerBounds[column]
        let upper = model.upperBounds[column]
        let kind = model.kinds[column]
        let name = names.variables[column]
        if kind == .binary, lower == 0, upper == 1 {
            out.appendRecord("BV", "BND", name)
            return
        }
        if lower == upper {
            out.appendRecord("FX", "BND", name, FileNumber.text(lower))
            return
        }
        if lower == -.infinity, upper == .infinity {
            out.appendRecord("FR", "BND", name)
            return
        }
        if lower == -.infinity {
            out.appendRecord("MI", "BND", name)
        } else if lower != 0 || kind != .continuous {
            out.appendRecord("LO", "BND", name, FileNumber.text(lower))
        }
        if upper != .infinity {
            out.appendRecord("UP", "BND", name, FileNumber.text(upper))
        } else if kind != .continuous {
            out.appendRecord("PL", "BND", name)
        }
    }

    private func form(ofRow row: Int) -> MPSRowForm {
        MPSRowForm(lower: model.rowLowerBounds[row], upper: model.rowUpperBounds[row])
    }
}

/// Comments that lead from the names in a file back to the names given.
enum FileNameComments {
    /// One line per name that had to change, at most a thousand.
    static func lines(_ model: Model, _ names: ModelFileNames) -> [String] {
        var lines: [String] = []
        func compare(_ given: NameTable, _ written: [String]) {
            for index in written.indices {
                guard lines.count < 1000 else { return }
                guard let name = given[index], name != written[index] else { continue }
                lines.append("\(written[index]) stands for \"\(TextBuffer.comment(name))\"")
            }
        }
        compare(model.variableNames, names.variables)
        compare(model.constraintNames, names.constraints)
        return lines
    }
}
