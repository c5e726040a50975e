/// Writes models as CPLEX LP files that other solvers read.
///
/// What not every reader of the format knows is written around: a row with two bounds, or none, becomes an equation with
/// a helper variable `~r_` and the row's number that carries the bounds (as GLPK writes it); the objective's constant is
/// the cost of a variable `~r_0` fixed at 1. ``LPReader`` takes the helpers out again. Variables of a file are ordered
/// by first appearance, so a model read back may have them in another order. Names are made safe as ``ModelFileNames``
/// says; a comment lists those that had to change. Numbers are the shortest decimals that read back as the same number.
public struct LPWriter: Sendable {
    /// Creates a writer.
    public init() {}

    /// The model as the bytes of an LP file.
    ///
    /// - Throws: ``ModelError`` when ``Model/problems()`` finds any.
    public func bytes(for model: Model) throws(ModelError) -> [UInt8] {
        try model.validate()
        var run = LPWriting(model: model)
        run.write()
        return run.out.bytes
    }

    /// The model as the text of an LP file.
    ///
    /// - Throws: ``ModelError`` when ``Model/problems()`` finds any.
    public func text(for model: Model) throws(ModelError) -> String {
        String(decoding: try bytes(for: model), as: UTF8.self)
    }
}

/// One run of the writer.
private struct LPWriting {
    /// Lines are broken after this many bytes; readers of the format may refuse lines beyond 510.
    private static let lineLength = 100

    let model: Model
    let names: ModelFileNames
    var out = TextBuffer()
    private var column = 0

    init(model: Model) {
        self.model = model
        names = ModelFileNames(for: model, format: .lp)
    }

    mutating func write() {
        if !model.name.isEmpty { out.append(line: "\\ " + TextBuffer.comment(model.name)) }
        for line in FileNameComments.lines(model, names) { out.append(line: "\\ " + line) }
        writeObjective()
        writeConstraints()
        writeBounds()
        writeSection("General") { $0 == .integer || ($0 == .binary && !$1) }
        writeSection("Binary") { $0 == .binary && $1 }
        out.append(line: "End")
    }

    private mutating func writeObjective() {
        out.append(line: model.sense == .minimize ? "Minimize" : "Maximize")
        begin(names.objective)
        var isUsed = [Bool](repeating: false, count: model.variableCount)
        for index in model.termIndices { isUsed[Int(index)] = true }
        var isEmpty = true
        // A variable in no row is listed even without cost, or the file would not know it.
        for index in 0..<model.variableCount where model.costs[index] != 0 || !isUsed[index] {
            appendTerm(model.costs[index], names.variables[index])
            isEmpty = false
        }
        if needsConstant {
            appendTerm(model.objectiveConstant, FileNameRules.constantName)
        } else if isEmpty {
            appendTerm(0, names.variables.first ?? FileNameRules.constantName)
        }
        endLine()
    }

    /// Whether the helper variable of the constant is there; an empty model needs some variable.
    private var needsConstant: Bool { model.objectiveConstant != 0 || model.variableCount == 0 }

    private mutating func writeConstraints() {
        out.append(line: "Subject To")
        if model.constraintCount == 0 {
            // The section may not be empty for every reader; a row that always holds stands in.
            begin(Self.helper(ofRow: 0))
            appendTerm(0, names.variables.first ?? FileNameRules.constantName)
            append(" >= 0")
            endLine()
        }
        for row in 0..<model.constraintCount {
            begin(names.constraints[row])
            let range = model.termRange(ofRow: row)
            for position in range {
                appendTerm(model.termCoefficients[position], names.variables[Int(model.termIndices[position])])
            }
            if range.isEmpty { appendTerm(0, names.variables.first ?? FileNameRules.constantName) }
            appendSide(ofRow: row)
            endLine()
        }
    }

    private mutating func appendSide(ofRow row: Int) {
        let lower = model.rowLowerBounds[row]
        let upper = model.rowUpperBounds[row]
        if lower == upper {
            append(" = \(FileNumber.text(lower))")
        } else if isHelped(row) {
            appendTerm(-1, Self.helper(ofRow: row + 1))
            append(" = 0")
        } else if lower == -.infinity {
            append(" <= \(FileNumber.text(upper))")
        } else {
            append(" >= \(FileNumber.text(lower))")
        }
    }

    /// Whether a row's bounds sit on a helper variable.
    private func isHelped(_ row: Int) -> Bool {
        let lower = model.rowLowerBounds[row]
        let upper = model.rowUpperBounds[row]
        return lower != upper && (lower == -.infinity) == (upper == .infinity)
    }

    private mutating func writeBounds() {
        out.append(line: "Bounds")
        for index in 0..<model.variableCount {
            if model.kinds[index] == .binary, model.lowerBounds[index] == 0, model.upperBounds[index] == 1 { continue }
            writeBounds(names.variables[index], model.lowerBounds[index], model.upperBounds[index])
        }
        for row in 0..<model.constraintCount where isHelped(row) {
            writeBounds(Self.helper(ofRow: row + 1), model.rowLowerBounds[row], model.rowUpperBounds[row])
        }
        if needsConstant { writeBounds(FileNameRules.constantName, 1, 1) }
    }

    private mutating func writeBounds(_ name: String, _ lower: Double, _ upper: Double) {
        if lower == 0, upper == .infinity { return }
        if lower == upper {
            out.appendRecord(name, "=", FileNumber.text(lower))
        } else if lower == -.infinity, upper == .infinity {
            out.appendRecord(name, "free")
        } else if upper == .infinity {
            out.appendRecord(name, ">=", FileNumber.text(lower))
        } else {
            out.appendRecord(
                lower == -.infinity ? "-inf" : FileNumber.text(lower), "<=", name, "<=", FileNumber.text(upper))
        }
    }

    private mutating func writeSection(_ title: String, _ belongs: (Variable.Kind, _ isZeroOne: Bool) -> Bool) {
        var isOpen = false
        for index in 0..<model.variableCount {
            let isZeroOne = model.lowerBounds[index] == 0 && model.upperBounds[index] == 1
            guard belongs(model.kinds[index], isZeroOne) else { continue }
            if !isOpen { out.append(line: title) }
            isOpen = true
            out.appendRecord(names.variables[index])
        }
    }

    private static func helper(ofRow number: Int) -> String { FileNameRules.reservedPrefix + String(number) }

    private mutating func begin(_ name: String) {
        column = 0
        append(" \(name):")
    }

    private mutating func appendTerm(_ coefficient: Double, _ name: String) {
        let size = abs(coefficient)
        let sign = coefficient < 0 ? " - " : " + "
        let term = size == 1 ? sign + name : sign + FileNumber.text(size) + " " + name
        if column + term.utf8.count > Self.lineLength {
            endLine()
            column = 0
            append(" ")
        }
        append(term)
    }

    private mutating func append(_ text: String) {
        out.append(text)
        column += text.utf8.count
    }

    private mutating func endLine() { out.append("\n") }
}
